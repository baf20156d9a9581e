//! Plans with up to three windows, by dynamic programming over the half hours of a weekday.
//! Twice: what the tables say of the first half hour of a window is sometimes too good.

use super::plan::{MAX_WINDOWS, Plan, Plans, Window};
use super::single::UsefulSizes;
use super::table::{Cell, SizeId, Table};
use crate::sizing::half_hours::HALF_HOURS_OF_DAY;

/// Of partial plans with about the same misses only the cheapest is continued.
const BUCKETS: usize = 128;

/// A plan for the half hours so far.
#[derive(Clone, Copy, Debug)]
struct Partial {
    sum: Cell,
    /// As many as the number of windows says.
    windows: [Window; MAX_WINDOWS],
}

/// Partial plans with the same number of windows, the cheapest for each range of misses.
#[derive(Clone)]
struct Front([Option<Partial>; BUCKETS]);

/// How many starts miss in the first half hour of a window.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FirstHalfHour {
    /// As many as if the window had held before.
    Grown,
    /// As many as outside of it: instances are not ready at once, which matters if starts come at
    /// its very beginning.
    Growing,
}

/// What is fixed while half hours pass.
struct Search<'a> {
    table: &'a Table,
    inside: &'a [SizeId],
    outside: SizeId,
    /// The misses of a bucket.
    width: u32,
    first: FirstHalfHour,
    plans: &'a mut Plans,
}

/// Partial plans at a half hour.
struct State {
    /// By the number of windows, all of which have ended.
    closed: Vec<Front>,
    /// By the number of windows before the one that holds, then by its size.
    open: Vec<Vec<Front>>,
}

/// Adds the cheapest plans for each size outside and each range of misses.
pub(super) fn add_plans(
    table: &Table,
    useful: &UsefulSizes,
    max_windows: usize,
    plans: &mut Plans,
) {
    let inside: Vec<_> = useful.inside.iter().copied().collect();
    let width = plans.allowed_misses() / BUCKETS as u32 + 1;
    for outside in &useful.outside {
        for first in [FirstHalfHour::Grown, FirstHalfHour::Growing] {
            let search = Search { table, inside: &inside, outside: *outside, width, first, plans };
            search.run(max_windows.min(MAX_WINDOWS));
        }
    }
}

impl Search<'_> {
    fn run(self, max_windows: usize) {
        let mut state = State {
            closed: vec![Front::EMPTY; max_windows + 1],
            open: vec![vec![Front::EMPTY; self.inside.len()]; max_windows],
        };
        let weekend = self.table.weekend(self.outside);
        self.insert(&mut state.closed[0], Partial { sum: weekend, windows: Default::default() });
        for half_hour in 0..HALF_HOURS_OF_DAY as u8 {
            self.close(&mut state, half_hour);
            self.advance(&mut state, half_hour);
        }
        self.close(&mut state, HALF_HOURS_OF_DAY as u8);
        for (count, front) in state.closed.iter().enumerate() {
            for partial in front.partials() {
                let plan = Plan::new(self.outside, &partial.windows[..count], partial.sum.cost);
                if self.plans.accepts(partial.sum) {
                    self.plans.add(plan);
                }
            }
        }
    }

    /// Ends each window that holds, beside going on with it.
    fn close(&self, state: &mut State, half_hour: u8) {
        for (count, by_size) in state.open.iter().enumerate() {
            for partial in by_size.iter().flat_map(Front::partials) {
                let mut windows = partial.windows;
                windows[count].end = half_hour;
                self.insert(&mut state.closed[count + 1], Partial { windows, ..*partial });
            }
        }
    }

    /// Lets a half hour pass: with each size in a window, old or new, and outside of windows.
    fn advance(&self, state: &mut State, half_hour: u8) {
        let outside = self.table.inside(self.outside, half_hour, half_hour + 1);
        for (count, by_size) in state.open.iter_mut().enumerate() {
            for (front, size) in by_size.iter_mut().zip(self.inside) {
                let cell = self.table.inside(*size, half_hour, half_hour + 1);
                let mut next = self.passed(front, cell);
                let first = match self.first {
                    FirstHalfHour::Grown => cell,
                    FirstHalfHour::Growing => {
                        Cell { misses: cell.misses.max(outside.misses), ..cell }
                    }
                };
                for partial in state.closed[count].partials() {
                    let mut windows = partial.windows;
                    windows[count] = Window { start: half_hour, end: 0, size: *size };
                    self.insert(&mut next, Partial { sum: partial.sum.plus(first), windows });
                }
                *front = next;
            }
        }
        for front in &mut state.closed {
            *front = self.passed(front, outside);
        }
    }

    fn passed(&self, front: &Front, cell: Cell) -> Front {
        let mut next = Front::EMPTY;
        for partial in front.partials() {
            self.insert(&mut next, Partial { sum: partial.sum.plus(cell), ..*partial });
        }
        next
    }

    fn insert(&self, front: &mut Front, partial: Partial) {
        if self.plans.accepts(partial.sum) {
            let bucket = &mut front.0[(partial.sum.misses / self.width) as usize];
            if bucket.is_none_or(|known| partial.sum.cost < known.sum.cost) {
                *bucket = Some(partial);
            }
        }
    }
}

impl Front {
    const EMPTY: Self = Self([None; BUCKETS]);

    fn partials(&self) -> impl Iterator<Item = &Partial> {
        self.0.iter().flatten()
    }
}
