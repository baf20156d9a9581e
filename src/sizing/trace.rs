//! The starts of some days, as they are replayed and counted.

use std::ops::Range;

use super::Millis;
use super::period::Day;
use super::question::Times;
use super::replay::{Input, Span, Target, replay};
use super::schedule::SizeSchedule;

/// Starts on consecutive days.
#[derive(Clone, Debug)]
pub(super) struct Trace<'a> {
    days: &'a [Day],
    /// In order, all within the days.
    starts: &'a [Millis],
    /// A span for each day.
    spans: Vec<Span>,
    /// For each day that counts.
    starts_by_day: Vec<u32>,
    times: Times,
}

/// What a pool did on the days that count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Starts that found a ready instance, for each day that counts.
    pub(super) hits_by_day: Vec<u32>,
    pub(super) hits: u64,
    pub(super) usage: Usage,
}

/// Milliseconds of instances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Of those that run, start or are provisioned.
    pub(super) running: Millis,
    pub(super) stopped: Millis,
}

impl<'a> Trace<'a> {
    /// `starts` are in order; those outside the days are ignored.
    pub(super) fn new(days: &'a [Day], starts: &'a [Millis], times: Times) -> Self {
        let (from, to) = bounds(days);
        let position = |instant| starts.partition_point(|start| *start < instant);
        let starts = &starts[position(from)..position(to)];
        let spans = days.iter().enumerate();
        let spans = spans.map(|(tally, day)| Span { end: day.end, tally }).collect();
        let mut trace = Self { days, starts, spans, starts_by_day: Vec::new(), times };
        trace.starts_by_day = trace
            .counted()
            .map(|day| u32::try_from(trace.starts_on(day).len()).unwrap_or(u32::MAX))
            .collect();
        trace
    }

    /// The same starts on some of the days.
    pub(super) fn part(&self, days: Range<usize>) -> Self {
        Self::new(&self.days[days], self.starts, self.times)
    }

    pub(super) const fn days(&self) -> &'a [Day] {
        self.days
    }

    /// The days that are not excluded.
    pub(super) fn counted(&self) -> impl Iterator<Item = &'a Day> + use<'a> {
        self.days.iter().filter(|day| !day.is_excluded)
    }

    pub(super) const fn starts(&self) -> &'a [Millis] {
        self.starts
    }

    pub(super) fn starts_by_day(&self) -> &[u32] {
        &self.starts_by_day
    }

    /// Starts on the days that count.
    pub(super) fn counted_starts(&self) -> u64 {
        self.starts_by_day.iter().copied().map(u64::from).sum()
    }

    /// How long the days that count are.
    pub(super) fn counted_time(&self) -> Millis {
        self.counted().map(|day| day.end - day.start).sum()
    }

    /// Replays a pool day by day.
    pub(super) fn replay(&self, schedule: &SizeSchedule, target: Target) -> Outcome {
        let tallies = replay(self.input(&self.spans), schedule, target, self.days.len());
        let counted = || {
            let tallies = self.days.iter().zip(&tallies);
            tallies.filter(|(day, _)| !day.is_excluded).map(|(_, tally)| tally)
        };
        Outcome {
            hits_by_day: counted().map(|tally| tally.hits).collect(),
            hits: counted().map(|tally| u64::from(tally.hits)).sum(),
            usage: Usage {
                running: counted().map(|tally| tally.running).sum(),
                stopped: counted().map(|tally| tally.stopped).sum(),
            },
        }
    }

    /// What [`replay`] takes, to count by other spans.
    pub(super) fn input<'s>(&self, spans: &'s [Span]) -> Input<'s>
    where
        'a: 's,
    {
        Input { from: bounds(self.days).0, starts: self.starts, spans, times: self.times }
    }

    fn starts_on(&self, day: &Day) -> &'a [Millis] {
        let position = |instant| self.starts.partition_point(|start| *start < instant);
        &self.starts[position(day.start)..position(day.end)]
    }
}

fn bounds(days: &[Day]) -> (Millis, Millis) {
    let ends = days.first().zip(days.last());
    ends.map_or((0, 0), |(first, last)| (first.start, last.end))
}
