//! Where the news of a watch go: to a table that stays, or to a line each.

use std::cell::RefCell;

use super::line_view::Lines;
use super::table_view::Table;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase, WarmPoolStatus};
use crate::api::{Client, Error};
use crate::commands::shared::progress::now;
use crate::commands::warm_pool::view::PoolRow;
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::lookup::DisplayNames;
use crate::watch::{WatchEvent, WatchSink};

/// How a watch is shown.
pub(super) enum Show<'a> {
    Table(Table<'a>),
    Lines(Lines<'a>),
}

/// How a pool is shown that is gone: of the rest nothing is known any more.
pub(super) fn gone(id: &str, address: String, client: &Client) -> PoolRow {
    let status = WarmPoolStatus { phase: WarmPoolPhase::Deleted, ..WarmPoolStatus::default() };
    let pool = WarmPool { id: id.to_owned(), status: Some(status), ..WarmPool::default() };
    PoolRow::new(pool, address, client)
}

/// A failed look in words, with the time of day.
pub(super) fn poll_error_message(error: &Error) -> String {
    format!("{} cannot look, and goes on watching: {}", now(), error.fault)
}

impl<'a> Show<'a> {
    /// As the user wants it; of pools that were named the end stays in sight.
    ///
    /// # Errors
    /// When there is no such column, or the format has to end to be of use.
    pub(super) fn new(context: &'a Context, are_named: bool) -> Result<Self, CliError> {
        let format = context.ui.look().format;
        if matches!(format, Format::Yaml | Format::Markdown) {
            let format = if format == Format::Yaml { "yaml" } else { "markdown" };
            let why = format!("a watch has no end, and {format} shows what is whole");
            return Err(CliError::usage(why).hint(Hint::new("warm-pool watch -o jsonl")));
        }
        if context.ui.can_show_screen() {
            return Table::new(context, are_named).map(Self::Table);
        }
        context.ui.write_json_in_lines();
        Lines::new(context).map(Self::Lines)
    }

    /// The first news may take a while.
    pub(super) fn begin(&mut self) -> Result<(), CliError> {
        match self {
            Self::Table(table) => table.begin(),
            Self::Lines(_) => Ok(()),
        }
    }

    /// Time has passed.
    pub(super) fn tick(&mut self) -> Result<(), CliError> {
        match self {
            Self::Table(table) => table.tick(),
            Self::Lines(_) => Ok(()),
        }
    }

    /// Whether pools are shown by the names of what they are for.
    fn shows_names(&self) -> bool {
        match self {
            Self::Table(table) => table.shows_names(),
            Self::Lines(lines) => lines.shows_names(),
        }
    }
}

/// Tells whoever looks, in names.
pub(super) struct WatchPrinter<'a> {
    context: &'a Context,
    client: &'a Client,
    show: &'a RefCell<Show<'a>>,
    display_names: DisplayNames,
}

impl<'a> WatchPrinter<'a> {
    pub(super) fn new(
        context: &'a Context,
        client: &'a Client,
        show: &'a RefCell<Show<'a>>,
    ) -> Self {
        Self { context, client, show, display_names: DisplayNames::default() }
    }
}

impl WatchSink for WatchPrinter<'_> {
    async fn on_event(&mut self, news: WatchEvent<'_>) -> Result<(), CliError> {
        let are_named = self.show.borrow().shows_names();
        if let (WatchEvent::Read(changes), true) = (&news, are_named) {
            let loaded = self.display_names.load_for(self.client, &changes.seen).await;
            self.context.note_missing_names(loaded);
        }
        let row = |pool| {
            let address = self.display_names.address(&pool);
            PoolRow::new(pool, address, self.client)
        };
        match (&mut *self.show.borrow_mut(), news) {
            (Show::Table(table), WatchEvent::Read(changes)) => {
                let seen = changes.seen.into_iter().map(row);
                table.change(seen, &changes.gone, self.client)
            }
            (Show::Table(table), WatchEvent::Whole) => table.complete(self.client),
            (Show::Table(table), WatchEvent::Missed(error)) => table.on_poll_error(error),
            (Show::Lines(lines), WatchEvent::Read(changes)) => {
                let seen = changes.seen.into_iter().map(row);
                lines.change(seen, &changes.gone, self.client)
            }
            (Show::Lines(lines), WatchEvent::Whole) => {
                lines.complete();
                Ok(())
            }
            (Show::Lines(lines), WatchEvent::Missed(error)) => {
                lines.on_poll_error(error);
                Ok(())
            }
        }
    }
}
