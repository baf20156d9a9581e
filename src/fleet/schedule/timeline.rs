//! The size of one pool over time.

use std::ops::Range;

use super::calendar::Calendar;
use super::pool_schedule::{During, PoolSchedule};
use super::time::Minutes;
use super::window::Window;
use crate::warm_pool::size::PoolSize;

/// What holds for a pool at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) size: PoolSize,
    /// The name of the window that holds; several that overlap are joined by `+`.
    pub(crate) window: Option<String>,
    /// Whether it is a window with dates.
    pub(crate) has_dates: bool,
}

/// An instant from which another window holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) at: Minutes,
    pub(crate) state: State,
}

/// Moves forward in time over the windows of a pool.
#[derive(Clone)]
pub(crate) struct Timeline<'c> {
    outside: PoolSize,
    tracks: Vec<Track<'c>>,
    at: Minutes,
    /// Indexes of the tracks that hold.
    holding: Vec<usize>,
    end: Minutes,
}

#[derive(Clone)]
struct Track<'c> {
    window: &'c Window,
    during: During,
    has_dates: bool,
    /// Those that end after the current instant.
    intervals: &'c [Range<Minutes>],
}

impl<'c> Timeline<'c> {
    /// Starts at an instant of the range of a calendar, at whose end it ends.
    pub(crate) fn new(calendar: &'c Calendar<'_>, schedule: &PoolSchedule, at: Minutes) -> Self {
        let track = |during: &During| {
            let (window, intervals) =
                (calendar.window(during.window), calendar.intervals(during.window));
            let past = intervals.partition_point(|range| range.end <= at);
            let intervals = &intervals[past..];
            Track { window, during: *during, has_dates: window.has_dates(), intervals }
        };
        let tracks: Vec<_> = schedule.during.iter().map(track).collect();
        let mut holding = Vec::new();
        update_holding(&tracks, at, &mut holding);
        Self { outside: schedule.outside, tracks, at, holding, end: calendar.range().end }
    }

    pub(crate) fn state(&self) -> State {
        let holding = || self.holding.iter().map(|index| &self.tracks[*index]);
        let sizes = holding().map(|track| track.during.size);
        let names: Vec<_> = holding().map(|track| track.window.name.as_str()).collect();
        State {
            size: sizes.reduce(largest).unwrap_or(self.outside),
            window: (!names.is_empty()).then(|| names.join("+")),
            has_dates: holding().any(|track| track.has_dates),
        }
    }

    /// The next instant at which a window with dates begins.
    pub(crate) fn next_beginning_with_dates(&self) -> Option<Edge> {
        let beginning = |track: &Track<'_>| {
            let starts = track.intervals.iter().map(|range| range.start);
            starts.take(2).find(|start| *start > self.at)
        };
        let dated = self.tracks.iter().filter(|track| track.has_dates);
        let at = dated.filter_map(beginning).min()?;
        // A window with dates that begins always holds.
        Some(Edge { at, state: self.clone().advanced_to(at).state() })
    }

    /// This timeline at a later instant.
    fn advanced_to(mut self, at: Minutes) -> Self {
        for track in &mut self.tracks {
            let past = track.intervals.partition_point(|range| range.end <= at);
            track.intervals = &track.intervals[past..];
        }
        self.at = at;
        update_holding(&self.tracks, at, &mut self.holding);
        self
    }

    /// Advances to the next instant at which a window of the pool begins or ends.
    fn next_boundary(&mut self) -> Option<Minutes> {
        let boundary = |track: &Track<'_>| {
            let next = track.intervals.first()?;
            Some(if next.start > self.at { next.start } else { next.end })
        };
        let at = self.tracks.iter().filter_map(boundary).min().filter(|at| *at < self.end)?;
        self.at = at;
        for track in &mut self.tracks {
            if track.intervals.first().is_some_and(|range| range.end <= at) {
                track.intervals = &track.intervals[1..];
            }
        }
        Some(at)
    }
}

impl Iterator for Timeline<'_> {
    type Item = Edge;

    /// The next edge.
    fn next(&mut self) -> Option<Edge> {
        let mut holding = Vec::with_capacity(self.tracks.len());
        loop {
            let at = self.next_boundary()?;
            update_holding(&self.tracks, at, &mut holding);
            if holding != self.holding {
                self.holding = holding;
                return Some(Edge { at, state: self.state() });
            }
        }
    }
}

/// Sets the indexes of the tracks that hold: of the windows with dates if there are any.
fn update_holding(tracks: &[Track<'_>], at: Minutes, holding: &mut Vec<usize>) {
    let holds = |track: &Track<'_>| track.intervals.first().is_some_and(|range| range.start <= at);
    let has_dates = tracks.iter().any(|track| track.has_dates && holds(track));
    let tracks = tracks.iter().enumerate();
    let of_rank = tracks.filter(|(_, track)| track.has_dates == has_dates && holds(track));
    holding.clear();
    holding.extend(of_rank.map(|(index, _)| index));
}

fn largest(a: PoolSize, b: PoolSize) -> PoolSize {
    // The larger bounds of two valid sizes are a valid size.
    PoolSize::new(a.min().max(b.min()), a.max().max(b.max())).unwrap_or(a)
}
