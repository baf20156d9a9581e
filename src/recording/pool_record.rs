//! What was recorded of one pool: when it was watched, and its state over time.

use std::ops::Range;

use uuid::Uuid;

use super::Millis;
use super::watch_spans::{covered, overlap, union};
use crate::api::warm_pool::WarmPoolPhase;
use crate::sort::sort_by_key;

/// A pool at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PoolState {
    pub(crate) phase: WarmPoolPhase,
    pub(crate) running: i32,
    pub(crate) stopped: i32,
    pub(crate) desired: i32,
    pub(crate) min: Option<i32>,
    pub(crate) max: Option<i32>,
    pub(crate) spec_version: u64,
    pub(crate) snapshot_id: Option<Uuid>,
}

/// A time without a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Empty if the pool was read only once.
    pub(crate) at: Range<Millis>,
    pub(crate) state: PoolState,
}

/// The record of one pool, from any number of recorders.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PoolRecord {
    watched: Vec<Range<Millis>>,
    stretches: Vec<Stretch>,
    /// When reports were found to be missed, and how many.
    missed: Vec<(Millis, u64)>,
}

/// Successive lines of one recorder that say the same, with no report missed between them.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Of which run of a recorder it is a part.
    pub(super) segment: usize,
    pub(super) at: Range<Millis>,
    /// The first and the last status version.
    pub(super) versions: (u64, u64),
    /// The reports missed before the first one.
    pub(super) missed: u64,
    pub(super) state: PoolState,
}

impl Run {
    /// The runner counts its reports, the service the changes of the spec.
    const fn version(&self) -> (u64, u64) {
        (self.versions.1, self.state.spec_version)
    }

    /// Whether the state is newer than that of a run that did not begin later. One recorder reads in
    /// order; another one may have an older state.
    fn is_newer_than(&self, other: &Self) -> bool {
        self.segment == other.segment || self.version() >= other.version()
    }
}

impl PoolRecord {
    /// Joins the runs of all recorders. `spans`: times at which the pool was watched in addition.
    pub(super) fn new(runs: Vec<Run>, mut spans: Vec<Range<Millis>>) -> Self {
        spans.extend(runs.iter().map(|run| run.at.clone()));
        let missed = missed_reports(&runs);
        Self { watched: union(spans), stretches: stretches(runs), missed }
    }

    /// When the pool was watched: disjoint and in order.
    #[cfg(any(test, fuzzing))]
    pub(super) fn watched(&self) -> &[Range<Millis>] {
        &self.watched
    }

    /// The states of the pool: disjoint and in order.
    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The part of a range in which the pool was watched, from 0 to 1.
    pub(crate) fn coverage(&self, range: &Range<Millis>) -> f64 {
        let length = range.end.saturating_sub(range.start);
        if length <= 0 { 0.0 } else { covered(&self.watched, range) as f64 / length as f64 }
    }

    /// How long no instance was running, as far as the pool was watched.
    pub(crate) fn zero_running(&self, range: &Range<Millis>) -> Millis {
        let idle = self.stretches.iter().filter(|stretch| stretch.state.running == 0);
        idle.map(|stretch| overlap(&stretch.at, range)).sum()
    }

    /// How often the pool went over to another snapshot.
    pub(crate) fn rotations(&self, range: &Range<Millis>) -> usize {
        let mut current = None;
        let mut rotations = 0;
        for Stretch { at, state } in &self.stretches {
            let Some(snapshot) = state.snapshot_id else { continue };
            let is_other = current.replace(snapshot).is_some_and(|before| before != snapshot);
            rotations += usize::from(is_other && range.contains(&at.start));
        }
        rotations
    }

    /// The reports of the runner that no poll has seen.
    pub(crate) fn reports_missed(&self, range: &Range<Millis>) -> u64 {
        let missed = self.missed.iter().filter(|(at, _)| range.contains(at));
        missed.map(|(_, count)| count).sum()
    }
}

/// What one recorder has missed, another may have seen: only versions that no run has are missed.
fn missed_reports(runs: &[Run]) -> Vec<(Millis, u64)> {
    let mut by_version: Vec<_> = runs.iter().collect();
    sort_by_key(&mut by_version, |run| (run.versions.0, run.missed, run.at.start));
    let (mut missed, mut newest_seen) = (Vec::new(), None);
    for run in by_version {
        let first = run.versions.0;
        let unseen = newest_seen.map_or(run.missed, |seen| first.saturating_sub(seen + 1));
        let count = run.missed.min(unseen);
        if count > 0 {
            missed.push((run.at.start, count));
        }
        newest_seen = newest_seen.max(Some(run.versions.1));
    }
    missed
}

/// Where runs overlap, the newer state counts.
fn stretches(mut runs: Vec<Run>) -> Vec<Stretch> {
    sort_by_key(&mut runs, |run| (run.at.start, run.version()));
    let mut merged: Vec<Run> = Vec::new();
    for mut run in runs {
        let Some(last) = merged.last_mut().filter(|last| run.at.start <= last.at.end) else {
            merged.push(run);
            continue;
        };
        let end = last.at.end.max(run.at.end);
        if run.state == last.state {
            last.at.end = end;
            last.versions.1 = last.versions.1.max(run.versions.1);
        } else if run.is_newer_than(last) {
            last.at.end = run.at.start;
            run.at.end = end;
            merged.push(run);
        } else {
            last.at.end = end;
        }
    }
    merged.into_iter().map(|Run { at, state, .. }| Stretch { at, state }).collect()
}
