//! How sure the advice is, and why.

use super::super::super::document::{BacktestDocument, PoolAdvice, WatchedDocument};
use super::super::super::share_text::percent;
use super::super::super::words::evidence_word;
use super::super::numbers::{counted, exact_percent, size};
use super::super::table::{Cell, Column, Row, Table};
use crate::demand::starts::Completeness;

/// `goal` is the share that the pool should serve.
pub(in super::super) fn table(pool: &PoolAdvice, goal: f64) -> Table {
    let demand = &pool.demand;
    let found = format!(
        "{}: {}, {}",
        evidence_word(pool.evidence),
        counted(demand.days as u64, "day"),
        counted(demand.starts, "start")
    );
    let mut rows = vec![Row::strong(vec!["Evidence".into(), found.into()])];
    if !pool.reasons.is_empty() {
        rows.push(Row::fact("Reasons", Cell::List(pool.reasons.clone())));
    }
    rows.push(Row::fact("Data", completeness(demand.completeness)));
    let backtest = pool.backtest.as_ref().map_or_else(
        || {
            "none: too few starts or days, or no size that reaches the goal on a part of them"
                .to_owned()
        },
        |backtest| describe(backtest, goal),
    );
    rows.push(Row::fact("Backtest", backtest));
    if let Some(watched) = pool.current.as_ref().and_then(|option| option.watched) {
        rows.push(Row::fact("Recording", recorded(watched)));
    }
    Table {
        caption: "How sure this is".to_owned(),
        columns: vec![Column::text(""), Column::text("")],
        rows,
    }
}

fn describe(backtest: &BacktestDocument, goal: f64) -> String {
    let BacktestDocument { until, min, max, share: served, goal_met } = backtest;
    let result = if *goal_met { "met" } else { "missed" };
    format!(
        "{}, chosen on the days before {until}, served {} of the starts since then: goal of {} {result}",
        size(*min, *max),
        percent(*served),
        exact_percent(goal)
    )
}

fn recorded(watched: WatchedDocument) -> String {
    let WatchedDocument { share: served, served: from_pool, missed, coverage } = watched;
    let watched = format!("watched {} of the time", percent(coverage));
    let starts = counted(from_pool + missed, "start");
    match served {
        Some(served) => {
            format!("{} of {starts} were served from the pool; {watched}", percent(served))
        }
        None => format!("no start was seen; {watched}"),
    }
}

const fn completeness(completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::Complete => "all environments of the period are counted",
        Completeness::LowerBound => "only environments that still exist are counted",
        Completeness::OwnOnly => "only the environments of the token's owner are counted",
        Completeness::Unknown => "it is not known whether all environments are counted",
    }
}
