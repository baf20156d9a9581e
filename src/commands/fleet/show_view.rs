//! `fleet show` for people: the size of each pool now, the next ones, and the week as a picture.

use super::clock_text::ClockText;
use super::show::PoolRow;
use super::view::AddressColumn;
use super::week_view::WeekView;
use crate::fleet::evaluation::Evaluation;
use crate::fleet::file::Declaration;
use crate::fleet::schedule::time::Minutes;
use crate::fleet::schedule::timeline::{Edge, State};
use crate::output::Ui;

/// Edges that are named; one of a window with dates may follow.
const MAX_EDGES: usize = 2;

pub(super) struct ShowView<'a> {
    pub(super) ui: &'a Ui,
    pub(super) evaluation: &'a Evaluation<'a>,
    pub(super) minute: Minutes,
    /// Whether the clock gave the instant.
    pub(super) is_now: bool,
    pub(super) week: bool,
}

impl ShowView<'_> {
    pub(super) fn lines(&self, rows: &[PoolRow]) -> Vec<String> {
        if rows.is_empty() {
            return vec!["no pools".to_owned()];
        }
        let clock = ClockText::new(self.evaluation.fleet.time_zone(), self.minute);
        let column = AddressColumn::new(self.ui, rows.iter().map(|row| row.address.as_str()));
        let now = if self.is_now { "now".to_owned() } else { clock.full(self.minute) };
        let week = self.week.then(|| WeekView::new(self.ui, self.evaluation, self.minute));
        let mut lines = Vec::new();
        for (row, pool) in rows.iter().zip(&self.evaluation.fleet.pools) {
            let address = column.pad(&row.address);
            lines.push(format!("{address}{now} {}", now_text(&clock, row)));
            if let Some(schedule) = &pool.schedule {
                lines.extend(week.iter().flat_map(|week| week.lines(schedule)));
                lines.extend(self.next_line(&clock, pool, row));
            }
        }
        lines
    }

    /// The coming edges, and the next beginning of a window with dates.
    fn next_line(
        &self,
        clock: &ClockText<'_>,
        pool: &Declaration,
        row: &PoolRow,
    ) -> Option<String> {
        let mut edges: Vec<_> = row.edges.iter().take(MAX_EDGES).cloned().collect();
        let timeline = self.evaluation.timeline(pool);
        let dated = timeline.and_then(|timeline| timeline.next_beginning_with_dates());
        edges.extend(dated.filter(|dated| edges.iter().all(|edge| edge.at < dated.at)));
        let texts = edges
            .iter()
            .map(|Edge { at, state }| format!("{} {}", clock.short(*at), state_text(state)));
        let texts: Vec<_> = texts.collect();
        (!texts.is_empty()).then(|| format!("  next  {}", texts.join("   ")))
    }
}

/// `3..5 (office until Mon 18:30), then 1..2`.
fn now_text(clock: &ClockText<'_>, row: &PoolRow) -> String {
    let size = match (row.min, row.max) {
        (Some(min), Some(max)) => format!("{min}..{max}"),
        (Some(min), None) => format!("min {min}, max kept"),
        (None, Some(max)) => format!("max {max}, min kept"),
        (None, None) => "size kept".to_owned(),
    };
    let next = row.edges.first();
    let until = next.map(|edge| format!("until {}", clock.short(edge.at)));
    let holding: Vec<_> = row.window.iter().cloned().chain(until).collect();
    let holding = match &holding[..] {
        [] => String::new(),
        parts => format!(" ({})", parts.join(" ")),
    };
    let then = next.map(|edge| format!(", then {}", state_text(&edge.state)));
    format!("{size}{holding}{}", then.unwrap_or_default())
}

/// `3..5 office`.
fn state_text(State { size, window, .. }: &State) -> String {
    match window {
        Some(window) => format!("{size} {window}"),
        None => size.to_string(),
    }
}
