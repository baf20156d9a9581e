//! The advice for several pools: a line for each, and their sum.

use super::document::{AdviceDocument, PoolAdvice, TotalDocument};
use super::share_text::{interval, size};
use super::words::evidence_word;
use crate::output::Ui;
use crate::sizing::advice::Evidence;
use crate::text::sanitize::width;

const TITLES: [&str; 8] =
    ["ADDRESS", "STARTS", "NOW", "FROM POOL", "ADVISED", "FROM POOL", "RUNNING", "DATA"];
/// The columns whose cells end at the same place.
const NUMBERS: [usize; 4] = [1, 3, 5, 6];

/// A line for each pool, the sum, and what to do.
pub(super) fn lines(ui: &Ui, document: &AdviceDocument) -> Vec<String> {
    let mut rows: Vec<[String; 8]> = document.pools.iter().map(|pool| row(ui, pool)).collect();
    rows.extend(document.total.as_ref().map(total_row));
    let mut lines = table(&rows, ui.options().headers);
    if let Some(total) = document.total.as_ref().filter(|total| !total.give_up_first.is_empty()) {
        let budget = total.budget.unwrap_or_default();
        lines.push(String::new());
        lines.push(format!("the advised sizes cost more than {budget:.2} a month; give up first:"));
        let sanitizer = ui.sanitizer();
        lines.extend(
            total.give_up_first.iter().map(|address| format!("  {}", sanitizer.line(address))),
        );
    }
    lines
}

fn row(ui: &Ui, pool: &PoolAdvice) -> [String; 8] {
    let nothing = || "-".to_owned();
    let difference = pool.current.as_ref().zip(pool.advised.as_ref());
    let difference =
        difference.map(|(current, advised)| advised.mean_running - current.mean_running);
    let share = |option: &Option<super::document::OptionDocument>| {
        option.as_ref().map_or_else(nothing, |option| interval(&option.share))
    };
    [
        ui.sanitizer().line(&pool.address).into_owned(),
        pool.demand.starts.to_string(),
        pool.current.as_ref().map_or_else(nothing, size),
        share(&pool.current),
        pool.advised.as_ref().map_or_else(nothing, size),
        share(&pool.advised),
        difference.map_or_else(nothing, |difference| format!("{difference:+.1}")),
        data(pool),
    ]
}

/// The evidence, with its first reason.
fn data(pool: &PoolAdvice) -> String {
    let word = evidence_word(pool.evidence);
    match pool.reasons.first() {
        Some(reason) if pool.evidence != Evidence::Firm => format!("{word}: {reason}"),
        _ => word.to_owned(),
    }
}

fn total_row(total: &TotalDocument) -> [String; 8] {
    let TotalDocument { current, advised, .. } = total;
    let running = |mean: f64| format!("{mean:.1} running");
    let difference = advised.mean_running - current.mean_running;
    let cost = match (current.cost_per_month, advised.cost_per_month) {
        (Some(current), Some(advised)) => format!("{current:.2} -> {advised:.2} a month"),
        _ => String::new(),
    };
    [
        "TOTAL".to_owned(),
        String::new(),
        running(current.mean_running),
        String::new(),
        running(advised.mean_running),
        String::new(),
        format!("{difference:+.1}"),
        cost,
    ]
}

fn table(rows: &[[String; 8]], has_headers: bool) -> Vec<String> {
    let titles = has_headers.then(|| TITLES.map(str::to_owned));
    let all: Vec<_> = titles.iter().chain(rows).collect();
    let widths: Vec<_> = (0..TITLES.len())
        .map(|column| all.iter().map(|row| width(&row[column])).max().unwrap_or(0))
        .collect();
    let line = |row: &&[String; 8]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, full))| {
            let blanks = " ".repeat(full - width(cell));
            if NUMBERS.contains(&column) {
                format!("{blanks}{cell}")
            } else {
                format!("{cell}{blanks}")
            }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    all.iter().map(line).collect()
}
