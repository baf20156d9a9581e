//! All pools, now against advised.

use super::super::super::document::{AdviceDocument, OptionDocument, PoolAdvice, SumDocument};
use super::super::super::words::evidence_word;
use super::super::numbers::{Amounts, count, mean, share_range};
use super::super::table::{Cell, Column, Row, Table};
use super::options::size_of;

const NONE: &str = "–";

/// The total first. `target` is where the section of the pool with an index stands.
pub(in super::super) fn table(
    document: &AdviceDocument,
    amounts: Amounts,
    target: impl Fn(usize) -> Option<String>,
) -> Table {
    let pools = &document.pools;
    let has_cost = amounts.is_any();
    let total = document.total.as_ref().map(|total| {
        let starts = pools.iter().map(|pool| pool.demand.starts).sum();
        let mut cells = vec!["Total".into(), count(starts).into()];
        for sum in [total.current, total.advised] {
            cells.extend(sum_cells(sum, has_cost, amounts));
        }
        cells.push("".into());
        Row::strong(cells)
    });
    let rows = pools.iter().enumerate().map(|(index, pool)| {
        let name = Cell::Name { name: pool.address.clone(), target: target(index) };
        pool_row(pool, name, has_cost.then_some(amounts))
    });
    Table {
        caption: "All pools".to_owned(),
        columns: columns(has_cost),
        rows: total.into_iter().chain(rows).collect(),
    }
}

fn columns(has_cost: bool) -> Vec<Column> {
    let mut columns = vec![Column::text("Pool"), Column::number("Starts")];
    for group in ["Now", "Advised"] {
        let mut titles = vec![Column::text("Size"), Column::text("From the pool")];
        titles.extend(["Running", "Stopped"].map(Column::number));
        titles.extend(has_cost.then(|| Column::number("Cost a month")));
        columns.extend(titles.into_iter().map(|column| column.in_group(group)));
    }
    columns.push(Column::text("Evidence"));
    columns
}

fn pool_row(pool: &PoolAdvice, name: Cell, amounts: Option<Amounts>) -> Row {
    let mut cells = vec![name, count(pool.demand.starts).into()];
    cells.extend(option_cells(pool.current.as_ref(), amounts));
    let mut advised = option_cells(pool.advised.as_ref().or(pool.current.as_ref()), amounts);
    if pool.advised.is_none() && pool.current.is_some() {
        // It counts in the total as it is.
        advised[0] = "as now".into();
        advised[1] = "".into();
    }
    cells.extend(advised);
    cells.push(evidence_word(pool.evidence).into());
    Row::new(cells)
}

fn option_cells(option: Option<&OptionDocument>, amounts: Option<Amounts>) -> Vec<Cell> {
    let Some(option) = option else {
        return vec![NONE.into(); if amounts.is_some() { 5 } else { 4 }];
    };
    let cost = amounts.map(|amounts| {
        option.cost_per_month.map_or_else(|| NONE.to_owned(), |cost| amounts.format(cost))
    });
    let mut cells = vec![
        size_of(option).into(),
        share_range(option.share.interval).into(),
        mean(option.mean_running).into(),
        mean(option.mean_stopped).into(),
    ];
    cells.extend(cost.map(Cell::from));
    cells
}

fn sum_cells(sum: SumDocument, has_cost: bool, amounts: Amounts) -> Vec<Cell> {
    let mut cells =
        vec!["".into(), "".into(), mean(sum.mean_running).into(), mean(sum.mean_stopped).into()];
    let cost = sum.cost_per_month.map_or_else(|| NONE.to_owned(), |cost| amounts.format(cost));
    cells.extend(has_cost.then(|| cost.into()));
    cells
}
