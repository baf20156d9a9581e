//! Plans: windows with their sizes, and the size at all other times.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use super::table::{Cell, SizeId, Table};
use crate::sizing::half_hours::HalfHour;
use crate::sizing::schedule::{SizeEdge, SizeSchedule};

/// How many plans are replayed at most.
pub(super) const MAX_PLANS: usize = 2_000;
/// In one plan.
pub(super) const MAX_WINDOWS: usize = 3;

/// Half hours of each weekday and the size in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub(super) start: u8,
    /// Not in it; 48 at most.
    pub(super) end: u8,
    pub(super) size: SizeId,
}

/// Windows in order of time that do not overlap, and the estimated cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    outside: SizeId,
    windows: [Window; MAX_WINDOWS],
    count: usize,
    cost: f64,
}

impl Plan {
    /// A plan of windows in order of time; those that touch and have one size are joined, and those
    /// with the size outside are dropped.
    pub(super) fn new(outside: SizeId, windows: &[Window], cost: f64) -> Self {
        let mut plan = Self { outside, windows: Default::default(), count: 0, cost };
        for window in windows.iter().filter(|window| window.size != outside) {
            match plan.windows[..plan.count].last_mut() {
                Some(last) if (last.end, last.size) == (window.start, window.size) => {
                    last.end = window.end;
                }
                _ => {
                    plan.windows[plan.count] = *window;
                    plan.count += 1;
                }
            }
        }
        plan
    }

    pub(super) const fn outside(&self) -> SizeId {
        self.outside
    }

    pub(super) fn windows(&self) -> &[Window] {
        &self.windows[..self.count]
    }

    /// By the tables.
    pub(super) const fn cost(&self) -> f64 {
        self.cost
    }

    /// Of equal cost: shorter windows first, then earlier ones.
    pub(super) fn order(&self) -> impl Ord + use<> {
        let length: u32 =
            self.windows().iter().map(|window| u32::from(window.end - window.start)).sum();
        (length, self.windows, self.outside)
    }

    /// The size in a window at a half hour of a weekday; `None` outside of windows.
    pub(super) fn size_at(&self, half_hour: usize) -> Option<SizeId> {
        let holds = |window: &&Window| {
            (usize::from(window.start)..usize::from(window.end)).contains(&half_hour)
        };
        self.windows().iter().find(holds).map(|window| window.size)
    }

    /// The sizes over the period that these half hours are of.
    pub(super) fn schedule(&self, table: &Table, half_hours: &[HalfHour]) -> SizeSchedule {
        let size_at = |half_hour: &HalfHour| {
            let inside = half_hour.is_on_weekday().then(|| self.size_at(half_hour.of_day()));
            inside.flatten().unwrap_or(self.outside)
        };
        let mut last = half_hours.first().map_or(self.outside, size_at);
        let initial = table.size(last);
        let edges = half_hours.iter().filter_map(|half_hour| {
            let size = size_at(half_hour);
            let is_other = std::mem::replace(&mut last, size) != size;
            is_other.then(|| SizeEdge { at: half_hour.start, size: table.size(size) })
        });
        SizeSchedule::new(initial, edges.collect())
    }
}

impl Eq for Plan {}

impl PartialOrd for Plan {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Plan {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cost.total_cmp(&other.cost).then_with(|| self.order().cmp(&other.order()))
    }
}

/// The cheapest plans that reach the goal by the tables.
pub(super) struct Plans {
    cheapest: BinaryHeap<Plan>,
    allowed_misses: u32,
    max_cost: f64,
}

impl Plans {
    pub(super) const fn new(allowed_misses: u32, max_cost: f64) -> Self {
        Self { cheapest: BinaryHeap::new(), allowed_misses, max_cost }
    }

    pub(super) const fn allowed_misses(&self) -> u32 {
        self.allowed_misses
    }

    /// Whether a plan with these misses and this cost may be added.
    pub(super) fn accepts(&self, cell: Cell) -> bool {
        cell.misses <= self.allowed_misses && cell.cost <= self.max_cost
    }

    /// Adds a plan that is accepted; only the cheapest are kept.
    pub(super) fn add(&mut self, plan: Plan) {
        if plan.count == 0 {
            return;
        }
        self.cheapest.push(plan);
        if self.cheapest.len() > MAX_PLANS
            && let Some(most_expensive) = self.cheapest.pop()
        {
            self.max_cost = most_expensive.cost;
        }
    }

    /// Each plan once.
    pub(super) fn cheapest_first(self) -> Vec<Plan> {
        let mut seen = BTreeSet::new();
        let mut plans = self.cheapest.into_sorted_vec();
        plans.retain(|plan| seen.insert((plan.outside, plan.windows)));
        plans
    }
}
