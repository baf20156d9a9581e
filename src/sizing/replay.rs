//! Replays a pool against recorded starts.
//!
//! A start takes a ready instance or misses the pool; a miss changes nothing. At one instant,
//! instances that become ready come first, then a new size, then starts, then the autoscaler.

mod autoscaler;
mod pool;
mod queue;

use autoscaler::Autoscaler;
use pool::Pool;

use super::Millis;
use super::question::Times;
use super::schedule::{SizeEdge, SizeSchedule};
use crate::warm_pool::size::PoolSize;

/// What a pool is replayed against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input<'a> {
    pub(super) from: Millis,
    /// In order; none before `from` or after the last span.
    pub(super) starts: &'a [Millis],
    /// From `from` on, in order and without a gap.
    pub(super) spans: &'a [Span],
    pub(super) times: Times,
}

/// A time whose starts and instances are counted together with those of other times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) end: Millis,
    /// The index of the tally.
    pub(super) tally: usize,
}

/// How many running instances the pool aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Minimum,
    Maximum,
    /// The assumed autoscaler decides.
    Autoscaled,
}

/// What happened during the spans with one index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Starts that found a ready instance.
    pub(super) hits: u32,
    /// Milliseconds of instances that run, start or are provisioned.
    pub(super) running: Millis,
    /// Milliseconds of stopped instances.
    pub(super) stopped: Millis,
}

/// Replays a pool that is full at the beginning; `tallies` is one more than the largest index of a
/// span.
pub(super) fn replay(
    input: Input<'_>,
    schedule: &SizeSchedule,
    target: Target,
    tallies: usize,
) -> Vec<Tally> {
    let mut replay = Replay::new(input, schedule, target);
    let mut totals = vec![Tally::default(); tallies];
    for span in input.spans {
        let tally = replay.run_until(span.end);
        let total = &mut totals[span.tally];
        total.hits += tally.hits;
        total.running += tally.running;
        total.stopped += tally.stopped;
    }
    totals
}

struct Replay<'a> {
    pool: Pool,
    /// Still to come.
    starts: &'a [Millis],
    /// Still to come.
    edges: &'a [SizeEdge],
    target: Target,
    autoscaler: Option<Autoscaler>,
}

/// What happens next.
enum Event {
    Size(PoolSize),
    Start,
    Autoscaler,
}

impl<'a> Replay<'a> {
    fn new(input: Input<'a>, schedule: &'a SizeSchedule, target: Target) -> Self {
        let past = schedule.edges().partition_point(|edge| edge.at <= input.from);
        let (past, edges) = schedule.edges().split_at(past);
        let size = past.last().map_or(schedule.initial(), |edge| edge.size);
        let pool = Pool::full(size, target.pinned(size), input.times, input.from);
        let autoscaler = (target == Target::Autoscaled).then(|| Autoscaler::new(size, input.from));
        Self { pool, starts: input.starts, edges, target, autoscaler }
    }

    /// Runs to an instant, whose own events come later, and takes the counts.
    fn run_until(&mut self, end: Millis) -> Tally {
        let mut hits = 0;
        while let Some((at, event)) = self.next_event(end) {
            self.pool.advance(at);
            match event {
                Event::Size(size) => self.resize(at, size),
                Event::Start => {
                    self.starts = &self.starts[1..];
                    hits += u32::from(self.pool.claim(at));
                    if let Some(autoscaler) = &mut self.autoscaler {
                        autoscaler.record_start(at);
                    }
                }
                Event::Autoscaler => {
                    if let Some(autoscaler) = &mut self.autoscaler {
                        self.pool.set_target(at, autoscaler.run(at));
                    }
                }
            }
        }
        self.pool.advance(end);
        let (running, stopped) = self.pool.take_usage(end);
        Tally { hits, running, stopped }
    }

    /// The next event before `end`.
    fn next_event(&self, end: Millis) -> Option<(Millis, Event)> {
        let start = self.starts.first().copied().unwrap_or(Millis::MAX);
        let edge = self.edges.first().map_or(Millis::MAX, |edge| edge.at);
        let check = self.autoscaler.as_ref().map_or(Millis::MAX, Autoscaler::next_run);
        let at = start.min(edge).min(check);
        if at >= end {
            return None;
        }
        if edge == at {
            return Some((at, Event::Size(self.edges[0].size)));
        }
        Some((at, if start == at { Event::Start } else { Event::Autoscaler }))
    }

    fn resize(&mut self, now: Millis, size: PoolSize) {
        self.edges = &self.edges[1..];
        let target = match &mut self.autoscaler {
            Some(autoscaler) => autoscaler.resize(now, size),
            None => self.target.pinned(size),
        };
        self.pool.resize(now, target, size.max());
    }
}

impl Target {
    /// The target at a size; of the autoscaler the one that it begins with.
    const fn pinned(self, size: PoolSize) -> i32 {
        match self {
            Self::Minimum | Self::Autoscaled => size.min(),
            Self::Maximum => size.max(),
        }
    }
}

#[cfg(test)]
mod tests;
