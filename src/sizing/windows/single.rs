//! Plans with one window: all that the tables show to reach the goal.

use std::collections::BTreeSet;

use super::plan::{Plan, Plans, Window};
use super::table::{Cell, SizeId, Table};
use crate::sizing::half_hours::HALF_HOURS_OF_DAY;

/// Sizes that are the best for some window.
#[derive(Default)]
pub(super) struct UsefulSizes {
    pub(super) inside: BTreeSet<SizeId>,
    pub(super) outside: BTreeSet<SizeId>,
}

/// Adds each window with all sizes that are undominated inside and outside of it.
pub(super) fn add_plans(table: &Table, plans: &mut Plans) -> UsefulSizes {
    let mut useful = UsefulSizes::default();
    let last = HALF_HOURS_OF_DAY as u8;
    let windows = (0..last).flat_map(|start| (start + 1..=last).map(move |end| (start, end)));
    for (start, end) in windows {
        let inside = undominated(table.ids().map(|size| (size, table.inside(size, start, end))));
        let outside = undominated(table.ids().map(|size| (size, table.outside(size, start, end))));
        for (size, cell) in &inside {
            for (outside, rest) in &outside {
                let sum = cell.plus(*rest);
                if plans.accepts(sum) {
                    let window = Window { start, end, size: *size };
                    plans.add(Plan::new(*outside, &[window], sum.cost));
                }
            }
        }
        useful.inside.extend(inside.iter().map(|(size, _)| size));
        useful.outside.extend(outside.iter().map(|(size, _)| size));
    }
    useful
}

/// The sizes for which no other one has fewer misses at the same cost or less.
fn undominated(cells: impl Iterator<Item = (SizeId, Cell)>) -> Vec<(SizeId, Cell)> {
    let mut cells: Vec<_> = cells.collect();
    cells.sort_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost).then(a.misses.cmp(&b.misses)));
    let mut undominated: Vec<(SizeId, Cell)> = Vec::new();
    for (size, cell) in cells {
        if undominated.last().is_none_or(|(_, last)| cell.misses < last.misses) {
            undominated.push((size, cell));
        }
    }
    undominated
}
