//! A watch on a terminal: a table that stays up to date.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use super::view::{gone, poll_error_message};
use crate::api::warm_pool::WarmPoolPhase;
use crate::api::{Client, Error};
use crate::commands::warm_pool::list::LIST;
use crate::commands::warm_pool::view::{BAR, BAR_OF_BLOCKS, PoolRow};
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::output::record::Record as _;
use crate::output::screen::Line;
use crate::output::table::{Column, Grid, TableStyle, choose};
use crate::text::sanitize::sanitize;

/// Behind which column the bar stands.
const BEFORE_BAR: &str = "phase";

/// The pools as they are, and how they are drawn.
pub(super) struct Table<'a> {
    context: &'a Context,
    columns: Vec<&'static Column<PoolRow>>,
    /// Which of them is the bar.
    bar: Option<usize>,
    /// By address and id.
    rows: BTreeMap<(String, String), PoolRow>,
    addresses: HashMap<String, String>,
    /// Whether pools that are gone stay in sight.
    keeps_gone: bool,
    is_complete: bool,
    fault: Option<String>,
    clock: Clock,
    drawn: Drawn,
}

/// The service's clock when it was last seen, and when that was.
struct Clock {
    then: Timestamp,
    at: Instant,
}

/// What was drawn, as far as time can make it stale.
#[derive(Default)]
struct Drawn {
    size: (usize, usize),
    pending_message: String,
    until: Option<Instant>,
}

impl Clock {
    fn set(client: &Client) -> Self {
        Self { then: client.now(), at: Instant::now() }
    }

    fn now(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.at.elapsed()).unwrap_or_default();
        self.then.saturating_add(passed).unwrap_or(self.then)
    }
}

impl<'a> Table<'a> {
    /// No pools yet.
    ///
    /// # Errors
    /// When there is no such column.
    pub(super) fn new(context: &'a Context, keeps_gone: bool) -> Result<Self, CliError> {
        let look = context.ui.look();
        let asked = look.columns.as_ref().or(look.default_columns.as_ref()).map(Vec::as_slice);
        let mut columns = choose(PoolRow::COLUMNS, asked, look.format == Format::Wide)?;
        let place = columns.iter().position(|column| column.name == BEFORE_BAR);
        let bar = place.filter(|_| asked.is_none()).map(|place| place + 1);
        if let Some(place) = bar {
            let is_unicode = context.ui.terminal().unicode;
            columns.insert(place, if is_unicode { &BAR_OF_BLOCKS } else { &BAR });
        }
        Ok(Self {
            context,
            columns,
            bar,
            rows: BTreeMap::new(),
            addresses: HashMap::new(),
            keeps_gone,
            is_complete: false,
            fault: None,
            clock: Clock { then: Timestamp::now(), at: Instant::now() },
            drawn: Drawn::default(),
        })
    }

    /// Takes the screen.
    pub(super) fn begin(&mut self) -> Result<(), CliError> {
        self.context.ui.open_screen()?;
        self.draw()
    }

    /// Whether pools are shown by the names of what they are for.
    pub(super) fn shows_names(&self) -> bool {
        self.columns.iter().any(|column| column.name == "address")
    }

    /// Shows what changed.
    pub(super) fn change(
        &mut self,
        seen: impl Iterator<Item = PoolRow>,
        lost: &[String],
        client: &Client,
    ) -> Result<(), CliError> {
        self.answered(client);
        seen.for_each(|row| self.put(row));
        for id in lost {
            let Some(address) = self.addresses.remove(id) else { continue };
            self.rows.remove(&(address.clone(), id.clone()));
            if self.keeps_gone {
                self.put(gone(id, address, client));
            }
        }
        self.draw()
    }

    /// All there are are shown.
    pub(super) fn complete(&mut self, client: &Client) -> Result<(), CliError> {
        self.is_complete = true;
        self.answered(client);
        self.draw()
    }

    /// A look failed; what was read before stays.
    pub(super) fn on_poll_error(&mut self, error: &Error) -> Result<(), CliError> {
        self.context.ui.clear_pending_message();
        self.fault = Some(poll_error_message(error));
        self.draw()
    }

    /// Draws what time made stale.
    pub(super) fn tick(&mut self) -> Result<(), CliError> {
        let ui = &self.context.ui;
        let is_old = self.drawn.until.is_some_and(|until| until <= Instant::now());
        if is_old
            || self.drawn.size != ui.terminal().size()
            || self.drawn.pending_message != ui.pending_message()
        {
            return self.draw();
        }
        Ok(())
    }

    fn answered(&mut self, client: &Client) {
        self.clock = Clock::set(client);
        self.fault = None;
        self.context.ui.clear_pending_message();
    }

    /// A pool's address can change with the names of its project and class.
    fn put(&mut self, row: PoolRow) {
        let (id, address) = (row.id().to_ascii_lowercase(), row.address());
        if let Some(before) = self.addresses.insert(id.clone(), address.clone())
            && before != address
        {
            self.rows.remove(&(before, id.clone()));
        }
        self.rows.insert((address, id), row);
    }

    fn draw(&mut self) -> Result<(), CliError> {
        let size @ (width, height) = self.context.ui.terminal().size();
        let pending_message = self.context.ui.pending_message();
        let status = self.status(&pending_message);
        let titles = usize::from(self.context.ui.look().headers && !self.rows.is_empty());
        let room = height.saturating_sub(titles + usize::from(status.is_some()));
        let (count, more) = fitting(self.rows.len(), room);
        let now = self.clock.now();
        self.rows.values_mut().take(count).for_each(|row| row.set_now(now));
        let mut lines = self.table(count, width);
        let last = more.into_iter().chain(status);
        let last = last.map(|text| Line { text: sanitize(&text).into_owned(), ..Line::default() });
        lines.extend(last);
        let lasts = self.rows.values().take(count).map(PoolRow::seconds_until_age_changes).min();
        let lasts = lasts.and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs);
        let until = lasts.and_then(|lasts| Instant::now().checked_add(lasts));
        self.drawn = Drawn { size, pending_message, until };
        self.context.ui.draw_screen(lines)
    }

    /// So many rows under their titles; without the bar if others would be cut for it.
    fn table(&self, count: usize, width: usize) -> Vec<Line> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let ui = &self.context.ui;
        let rows = || self.rows.values().take(count);
        let style = TableStyle {
            headers: ui.look().headers,
            width: Some(width),
            ascii: !ui.terminal().unicode,
        };
        let mut grid = grid(&self.columns, rows());
        if let (Some(place), true) = (self.bar, grid.width(&style) > width) {
            let mut columns = self.columns.clone();
            columns.remove(place);
            grid = self::grid(&columns, rows());
        }
        let titles = std::iter::repeat_n(Style::new().bold(), usize::from(style.headers));
        let styles = titles.chain(rows().map(style_of));
        let paints = ui.stdout_color();
        let line = |(text, style): (&str, Style)| Line {
            text: text.to_owned(),
            style: if paints { style } else { Style::new() },
        };
        grid.text(&style).lines().zip(styles).map(line).collect()
    }

    /// What is to be said besides.
    fn status(&self, pending_message: &str) -> Option<String> {
        match (&self.fault, self.is_complete) {
            _ if !pending_message.is_empty() => Some(pending_message.to_owned()),
            (Some(fault), _) => Some(fault.clone()),
            (None, false) if self.rows.is_empty() => Some("reading the warm pools".to_owned()),
            (None, true) if self.rows.is_empty() => Some(LIST.empty_message()),
            (None, _) => None,
        }
    }
}

/// The cells of these rows.
fn grid<'a>(columns: &[&'static Column<PoolRow>], rows: impl Iterator<Item = &'a PoolRow>) -> Grid {
    let mut grid = Grid::new(columns);
    rows.for_each(|row| grid.push(columns, row));
    grid
}

/// How many of so many rows are shown in so many lines, and what is said of the others.
fn fitting(rows: usize, lines: usize) -> (usize, Option<String>) {
    if rows <= lines {
        return (rows, None);
    }
    let fitting = lines.saturating_sub(1);
    (fitting, Some(format!("and {} more", rows - fitting)))
}

/// Colours repeat what the phase says in a word.
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
    use super::fitting;

    #[test]
    fn what_does_not_fit_is_counted() {
        let more = |count: usize| Some(format!("and {count} more"));
        for (rows, lines, expected) in [
            (0, 5, (0, None)),
            (5, 5, (5, None)),
            (6, 5, (4, more(2))),
            (10_000, 23, (22, more(9_978))),
            (3, 1, (0, more(3))),
            (3, 0, (0, more(3))),
        ] {
            assert_eq!(fitting(rows, lines), expected, "{rows} in {lines}");
        }
    }
}
