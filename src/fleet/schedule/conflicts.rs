//! Windows of one pool that hold together although none takes precedence.

use std::collections::{HashMap, HashSet};

use super::calendar::{Calendar, WindowId};
use super::overlap::first_common;
use super::pool_schedule::{During, Overlap, PoolSchedule};
use super::time::{Minutes, YEARS};
use super::window::Window;

/// Two windows of a pool, and the first minute at which both hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The one whose key is further up.
    pub(crate) first: During,
    pub(crate) second: During,
    pub(crate) at: Minutes,
}

/// Compares the windows of pools over all [`YEARS`], each pair once.
pub(crate) struct ConflictFinder<'w> {
    calendar: Calendar<'w>,
    pairs: HashMap<(WindowId, WindowId), Option<Minutes>>,
    /// Windows that have no conflict among them: many pools have the same ones.
    valid_sets: HashSet<Vec<WindowId>>,
}

impl<'w> ConflictFinder<'w> {
    pub(crate) fn new(windows: &'w [Window]) -> Self {
        Self {
            calendar: Calendar::new(windows, YEARS),
            pairs: HashMap::new(),
            valid_sets: HashSet::new(),
        }
    }

    /// The conflicts of a pool.
    pub(crate) fn conflicts(&mut self, schedule: &PoolSchedule) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        let windows: Vec<_> = schedule.during.iter().map(|during| during.window).collect();
        if schedule.overlap == Overlap::Largest || self.valid_sets.contains(&windows) {
            return conflicts;
        }
        for (index, a) in schedule.during.iter().enumerate() {
            for b in &schedule.during[index + 1..] {
                if let Some(at) = self.first_overlap(a.window, b.window) {
                    let (first, second) = if a.place < b.place { (*a, *b) } else { (*b, *a) };
                    conflicts.push(Conflict { first, second, at });
                }
            }
        }
        if conflicts.is_empty() {
            self.valid_sets.insert(windows);
        }
        conflicts
    }

    fn first_overlap(&mut self, a: WindowId, b: WindowId) -> Option<Minutes> {
        *self.pairs.entry((a, b)).or_insert_with(|| {
            let is_dated = |id| self.calendar.window(id).has_dates();
            let is_same_rank = is_dated(a) == is_dated(b);
            let intervals = || (self.calendar.intervals(a), self.calendar.intervals(b));
            is_same_rank.then(intervals).and_then(|(a, b)| first_common(a, b))
        })
    }
}
