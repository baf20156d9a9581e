//! How a watch is displayed: a live table, or a line for each change.

use std::cell::RefCell;

use super::line_view::LineView;
use super::table_view::TableView;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase, WarmPoolStatus};
use crate::api::{Client, Error};
use crate::commands::names::DisplayNames;
use crate::commands::shared::progress::timestamp;
use crate::commands::warm_pool::view::PoolRow;
use crate::config::format::Format;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::output::record::Record as _;
use crate::output::table::{Column, choose};
use crate::watch::{WatchEvent, WatchSink};

pub(super) trait View {
    /// Whether the names of projects and classes are displayed.
    fn shows_names(&self) -> bool;

    /// Displays changes; `deleted` are ids in lower case.
    fn change(
        &mut self,
        seen: Vec<PoolRow>,
        deleted: &[String],
        client: &Client,
    ) -> Result<(), CliError>;

    /// All pools are displayed.
    fn sync(&mut self, client: &Client) -> Result<(), CliError>;

    fn poll_failed(&mut self, error: &Error) -> Result<(), CliError>;

    /// Takes the terminal, before the first change.
    fn open(&mut self) -> Result<(), CliError> {
        Ok(())
    }

    /// A second has passed.
    fn tick(&mut self) -> Result<(), CliError> {
        Ok(())
    }
}

/// The view for the output format. `keeps_deleted`: whether a table keeps deleted pools.
///
/// # Errors
/// When there is no such column, or the format cannot be written before the end is known.
pub(super) fn view(context: &Context, keeps_deleted: bool) -> Result<Box<dyn View + '_>, CliError> {
    let format = context.ui.look().format;
    if let Format::Yaml | Format::Markdown = format {
        let format = if format == Format::Yaml { "yaml" } else { "markdown" };
        let message = format!("watch does not support {format}: its output has no end");
        return Err(CliError::usage(message).hint(Hint::new("warm-pool watch -o jsonl")));
    }
    if context.ui.can_show_screen() {
        return Ok(Box::new(TableView::new(context, keeps_deleted)?));
    }
    context.ui.write_json_in_lines();
    Ok(Box::new(LineView::new(context)?))
}

/// The columns to display, and whether they were requested by name.
pub(super) fn columns(
    context: &Context,
) -> Result<(Vec<&'static Column<PoolRow>>, bool), CliError> {
    let options = context.ui.look();
    let requested = options.columns.as_ref().or(options.default_columns.as_ref());
    let is_wide = options.format == Format::Wide;
    let columns = choose(PoolRow::COLUMNS, requested.map(Vec::as_slice), is_wide)?;
    Ok((columns, requested.is_some()))
}

/// The row of a deleted pool; nothing else is known about it any more.
pub(super) fn deleted_row(id: &str, address: String, client: &Client) -> PoolRow {
    let status = WarmPoolStatus { phase: WarmPoolPhase::Deleted, ..WarmPoolStatus::default() };
    let pool = WarmPool { id: id.to_owned(), status: Some(status), ..WarmPool::default() };
    PoolRow::new(pool, address, client)
}

pub(super) fn poll_error_message(error: &Error) -> String {
    format!("{} poll failed, still watching: {}", timestamp(), error.fault)
}

/// Passes the events of a watch to a view.
pub(super) struct WatchPrinter<'a, 'view> {
    pub(super) context: &'a Context,
    pub(super) client: &'a Client,
    pub(super) view: &'a RefCell<Box<dyn View + 'view>>,
    pub(super) display_names: DisplayNames,
}

impl WatchSink for WatchPrinter<'_, '_> {
    async fn on_event(&mut self, event: WatchEvent<'_>) -> Result<(), CliError> {
        let client = self.client;
        match event {
            WatchEvent::Changed(changes) => {
                let shows_names = self.view.borrow().shows_names();
                if shows_names {
                    self.display_names.load_for(self.context, client, &changes.seen).await;
                }
                let row = |pool| {
                    let address = self.display_names.address(&pool);
                    PoolRow::new(pool, address, client)
                };
                let seen = changes.seen.into_iter().map(row).collect();
                self.view.borrow_mut().change(seen, &changes.deleted, client)
            }
            WatchEvent::Synced => self.view.borrow_mut().sync(client),
            WatchEvent::PollFailed(error) => self.view.borrow_mut().poll_failed(error),
        }
    }
}
