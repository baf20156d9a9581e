//! A watch on a terminal: a live table.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use super::view::{View, columns, poll_error_message};
use crate::api::Error;
use crate::api::warm_pool::WarmPoolPhase;
use crate::commands::warm_pool::list::LIST;
use crate::commands::warm_pool::view::{BAR, BAR_OF_BLOCKS, PoolRow};
use crate::context::Context;
use crate::error::CliError;
use crate::output::record::Record as _;
use crate::output::screen::Line;
use crate::output::table::{Column, Grid, TableStyle};

/// The column before the bar.
const BEFORE_BAR: &str = "phase";

pub(super) struct TableView<'a> {
    context: &'a Context,
    columns: Vec<&'static Column<PoolRow>>,
    /// The index of the bar's column.
    bar: Option<usize>,
    /// By address and id.
    rows: BTreeMap<(String, String), PoolRow>,
    addresses: HashMap<String, String>,
    keeps_deleted: bool,
    is_complete: bool,
    error: Option<String>,
    /// How far the service's clock is ahead.
    clock_offset: SignedDuration,
    drawn: Drawn,
}

/// What was drawn, as far as it can become outdated without a change.
#[derive(Default)]
struct Drawn {
    size: (usize, usize),
    pending_message: String,
    valid_until: Option<Instant>,
}

impl View for TableView<'_> {
    fn shows(&self, column: &str) -> bool {
        self.columns.iter().any(|shown| shown.name == column)
    }

    fn update(
        &mut self,
        rows: Vec<PoolRow>,
        is_complete: bool,
        now: Timestamp,
    ) -> Result<(), CliError> {
        rows.into_iter().for_each(|row| self.insert(row));
        self.is_complete |= is_complete;
        self.clock_offset = now.duration_since(Timestamp::now());
        self.error = None;
        self.context.ui.clear_pending_message();
        self.draw()
    }

    /// Displays the error below the pools as last read.
    fn poll_failed(&mut self, error: &Error) -> Result<(), CliError> {
        self.context.ui.clear_pending_message();
        self.error = Some(poll_error_message(error));
        self.draw()
    }

    fn open(&mut self) -> Result<(), CliError> {
        self.context.ui.open_screen()?;
        self.draw()
    }

    /// Redraws what is outdated.
    fn tick(&mut self) -> Result<(), CliError> {
        let (ui, drawn) = (&self.context.ui, &self.drawn);
        let is_outdated = drawn.valid_until.is_some_and(|until| until <= Instant::now())
            || drawn.size != ui.terminal().size()
            || drawn.pending_message != ui.pending_message();
        if is_outdated { self.draw() } else { Ok(()) }
    }
}

impl<'a> TableView<'a> {
    pub(super) fn new(context: &'a Context, keeps_deleted: bool) -> Result<Self, CliError> {
        let (mut columns, is_requested) = columns(context)?;
        let before_bar = columns.iter().position(|column| column.name == BEFORE_BAR);
        let bar = before_bar.filter(|_| !is_requested).map(|index| index + 1);
        if let Some(index) = bar {
            let is_unicode = context.ui.terminal().unicode;
            columns.insert(index, if is_unicode { &BAR_OF_BLOCKS } else { &BAR });
        }
        Ok(Self {
            context,
            columns,
            bar,
            rows: BTreeMap::new(),
            addresses: HashMap::new(),
            keeps_deleted,
            is_complete: false,
            error: None,
            clock_offset: SignedDuration::ZERO,
            drawn: Drawn::default(),
        })
    }

    /// A pool's address changes with the names of its project and class.
    fn insert(&mut self, row: PoolRow) {
        let (id, address) = (row.id().to_ascii_lowercase(), row.last_address().to_owned());
        if let Some(before) = self.addresses.insert(id.clone(), address.clone()) {
            self.rows.remove(&(before, id.clone()));
        }
        if self.keeps_deleted || row.phase() != WarmPoolPhase::Deleted {
            self.rows.insert((address, id), row);
        }
    }

    fn draw(&mut self) -> Result<(), CliError> {
        let size @ (width, height) = self.context.ui.terminal().size();
        let pending_message = self.context.ui.pending_message();
        let status = self.status(&pending_message);
        let headers = usize::from(self.context.ui.options().headers && !self.rows.is_empty());
        let free = height.saturating_sub(headers + usize::from(status.is_some()));
        let (count, more) = fit(self.rows.len(), free);
        let now = Timestamp::now();
        let now = now.saturating_add(self.clock_offset).unwrap_or(now);
        self.rows.values_mut().take(count).for_each(|row| row.set_now(now));
        let mut lines = self.table(count, width);
        let sanitizer = self.context.ui.sanitizer();
        let line = |text: String| sanitizer.line(&text).into_owned();
        let notes = more.into_iter().chain(status);
        lines.extend(notes.map(|text| Line { text: line(text), ..Line::default() }));
        let seconds = self.rows.values().take(count).map(PoolRow::seconds_until_age_changes).min();
        let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
        let valid_until =
            seconds.and_then(|seconds| Instant::now().checked_add(Duration::from_secs(seconds)));
        self.drawn = Drawn { size, pending_message, valid_until };
        self.context.ui.draw_screen(lines)
    }

    /// The first rows and their header, without the bar if they would not fit otherwise.
    fn table(&self, count: usize, width: usize) -> Vec<Line> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let ui = &self.context.ui;
        let rows = || self.rows.values().take(count);
        let style = TableStyle { width: Some(width), color: false, ..ui.table_style() };
        let grid = |columns: &[_]| {
            let mut grid = Grid::new(columns, ui.cell_rules());
            rows().for_each(|row| grid.push(columns, row));
            grid
        };
        let mut table = grid(&self.columns);
        if let (Some(bar), true) = (self.bar, table.width(&style) > width) {
            let mut columns = self.columns.clone();
            columns.remove(bar);
            table = grid(&columns);
        }
        let headers = std::iter::repeat_n(Style::new().bold(), usize::from(style.headers));
        let styles = headers.chain(rows().map(style_of));
        let has_color = ui.stdout_color();
        let line = |(text, style): (&str, Style)| Line {
            text: text.to_owned(),
            style: if has_color { style } else { Style::new() },
        };
        table.text(&style).lines().zip(styles).map(line).collect()
    }

    /// The line below the table.
    fn status(&self, pending_message: &str) -> Option<String> {
        match &self.error {
            _ if !pending_message.is_empty() => Some(pending_message.to_owned()),
            Some(error) => Some(error.clone()),
            None if !self.rows.is_empty() => None,
            None if self.is_complete => Some(LIST.empty_message()),
            None => Some("reading the warm pools".to_owned()),
        }
    }
}

/// How many of `rows` fit into `lines`, and the line that counts the others.
fn fit(rows: usize, lines: usize) -> (usize, Option<String>) {
    if rows <= lines {
        return (rows, None);
    }
    let count = lines.saturating_sub(1);
    (count, Some(format!("and {} more", rows - count)))
}

/// Colors repeat what the phase column says.
fn style_of(row: &PoolRow) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match row.phase() {
        WarmPoolPhase::Ready => Style::new(),
        WarmPoolPhase::Degraded => color(AnsiColor::Red),
        WarmPoolPhase::Pending => color(AnsiColor::Yellow),
        _ => Style::new().dimmed(),
    }
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn rows_that_do_not_fit_are_counted() {
        let more = |count: usize| Some(format!("and {count} more"));
        for (rows, lines, expected) in [
            (0, 5, (0, None)),
            (5, 5, (5, None)),
            (6, 5, (4, more(2))),
            (10_000, 23, (22, more(9_978))),
            (3, 1, (0, more(3))),
            (3, 0, (0, more(3))),
        ] {
            assert_eq!(fit(rows, lines), expected, "{rows} in {lines}");
        }
    }
}
