//! The sizes to choose from.

use std::collections::BTreeSet;

use super::super::super::document::{OptionDocument, PoolAdvice};
use super::super::numbers::{Amounts, mean, seconds, size};
use super::super::roles::{Role, labels, roles};
use super::super::table::{Cell, Column, Row, Table};
use crate::sort::sort_by_key;

/// So many are read at a glance.
const MAX_SHORT: usize = 8;

/// The sizes with a name and those nearest to the advised one: at most eight, or all named ones.
pub(in super::super) fn short(pool: &PoolAdvice, goal: f64, amounts: Amounts) -> Table {
    table(pool, &nearest(pool), goal, amounts, "Sizes, cheapest first")
}

/// All sizes; `None` if the short table has them.
pub(in super::super) fn all(pool: &PoolAdvice, goal: f64, amounts: Amounts) -> Option<Table> {
    let all: Vec<_> = pool.options.iter().collect();
    let caption = "All sizes that no other beats in both share and cost";
    (all.len() > MAX_SHORT).then(|| table(pool, &all, goal, amounts, caption))
}

fn nearest(pool: &PoolAdvice) -> Vec<&OptionDocument> {
    let options = &pool.options;
    let is_named = |index: &usize| !labels(pool, &options[*index]).is_empty();
    let named: BTreeSet<_> = (0..options.len()).filter(is_named).collect();
    let is_advised = |(role, _): &(Role, _)| *role == Role::Advised;
    let advised = roles(pool).into_iter().find(is_advised).map(|(_, option)| option);
    let center = advised.and_then(|advised| options.iter().position(|option| option == advised));
    let center = center.or_else(|| named.first().copied()).unwrap_or(0);
    let mut by_distance: Vec<_> = (0..options.len()).collect();
    sort_by_key(&mut by_distance, |index| (!named.contains(index), index.abs_diff(center)));
    let mut shown: Vec<_> = by_distance.into_iter().take(MAX_SHORT.max(named.len())).collect();
    shown.sort_unstable();
    shown.into_iter().map(|index| &options[index]).collect()
}

fn table(
    pool: &PoolAdvice,
    options: &[&OptionDocument],
    goal: f64,
    amounts: Amounts,
    caption: &str,
) -> Table {
    let has_cost = options.iter().any(|option| option.cost_per_month.is_some());
    let mut columns = vec![Column::text("Size"), Column::text("Served from the pool")];
    columns.extend(["Mean wait", "Running", "Stopped"].map(Column::number));
    columns.extend(has_cost.then(|| Column::number("Cost a month")));
    let row = |option: &&OptionDocument| {
        let label = labels(pool, option);
        let is_strong = Some(*option) == pool.advised.as_ref();
        let mut cells = vec![
            Cell::Size { size: size_of(option), label },
            Cell::Range { range: option.share.interval, goal },
            seconds(option.mean_wait_seconds).into(),
            mean(option.mean_running).into(),
            mean(option.mean_stopped).into(),
        ];
        if has_cost {
            let cost = option.cost_per_month.map(|cost| amounts.format(cost));
            cells.push(cost.unwrap_or_default().into());
        }
        Row { cells, is_strong }
    };
    Table { caption: caption.to_owned(), columns, rows: options.iter().map(row).collect() }
}

/// A size; of one that changes by windows, that outside of them.
pub(in super::super) fn size_of(option: &OptionDocument) -> String {
    let size = size(option.min, option.max);
    if option.windowed { format!("{size} and windows") } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::warm_pool::advise::report::tests::fixtures;

    #[test]
    fn named_sizes_and_those_around_the_advised_one_are_short() {
        let mut pool = fixtures::pool();
        let sizes = |table: &Table| {
            let cells = table.rows.iter().map(|row| match &row.cells[0] {
                Cell::Size { size, .. } => size.clone(),
                other => panic!("{other:?}"),
            });
            cells.collect::<Vec<_>>().join(" ")
        };
        let amounts = Amounts::new(std::iter::empty());
        assert_eq!(sizes(&short(&pool, 0.95, amounts)), "1..3 2..4 2..5 3..5");
        assert_eq!(all(&pool, 0.95, amounts), None);
        let more = (4..12).map(|min| fixtures::option((min, 12), [0.99, 1.0], f64::from(min)));
        pool.options.extend(more);
        pool.better = pool.options.last().cloned();
        let short = short(&pool, 0.95, amounts);
        assert_eq!(sizes(&short), "1..3 2..4 2..5 3..5 4..12 5..12 6..12 11..12");
        assert_eq!(all(&pool, 0.95, amounts).unwrap().rows.len(), 12);
    }
}
