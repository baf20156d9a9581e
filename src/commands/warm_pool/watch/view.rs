//! How a watch is displayed: a live table, or a line for each change.

use std::cell::RefCell;
use std::collections::HashMap;

use futures_util::future::OptionFuture;
use jiff::Timestamp;

use super::line_view::LineView;
use super::table_view::TableView;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase, WarmPoolStatus};
use crate::api::{Client, Error};
use crate::commands::shared::progress::timestamp;
use crate::commands::warm_pool::view::PoolRow;
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::lookup::DisplayNames;
use crate::output::record::Record as _;
use crate::output::table::{Column, choose_columns};
use crate::warm_pool::address::AddressPrinter;
use crate::watch::{Changes, WatchSink};

pub(super) trait View {
    /// Whether a column is displayed, by itself or in a sentence.
    fn shows(&self, column: &str) -> bool;

    /// Displays pools that changed. `is_complete`: all pools are displayed now.
    fn update(
        &mut self,
        rows: Vec<PoolRow>,
        is_complete: bool,
        now: Timestamp,
    ) -> Result<(), CliError>;

    fn poll_failed(&mut self, error: &Error) -> Result<(), CliError>;

    /// Takes the terminal, before the first update.
    fn open(&mut self) -> Result<(), CliError> {
        Ok(())
    }

    /// A second has passed.
    fn tick(&mut self) -> Result<(), CliError> {
        Ok(())
    }
}

/// The view for the output format. `keeps_deleted`: whether a table keeps deleted pools.
pub(super) fn view(context: &Context, keeps_deleted: bool) -> Result<Box<dyn View + '_>, CliError> {
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
    let options = context.ui.options();
    let requested = options.requested_columns::<PoolRow>();
    let is_wide = options.format == Format::Wide;
    let columns = choose_columns(PoolRow::COLUMNS, requested, is_wide)
        .map_err(|error| options.columns_error::<PoolRow>(error))?;
    Ok((columns, requested.is_some()))
}

pub(super) fn poll_error_message(error: &Error) -> String {
    format!("{} poll failed, still watching: {}", timestamp(), error.cause)
}

/// Passes what a watch reports to a view.
pub(super) struct WatchPrinter<'a, 'view> {
    context: &'a Context,
    client: &'a Client,
    view: &'a RefCell<Box<dyn View + 'view>>,
    display_names: DisplayNames,
    /// The names of runners, once they were read.
    runners: Option<DisplayNames>,
    printer: AddressPrinter,
    /// The addresses of the pools, by their ids in lower case.
    addresses: HashMap<String, String>,
}

impl<'a, 'view> WatchPrinter<'a, 'view> {
    pub(super) fn new(
        context: &'a Context,
        client: &'a Client,
        view: &'a RefCell<Box<dyn View + 'view>>,
    ) -> Self {
        let (display_names, addresses) = (DisplayNames::default(), HashMap::new());
        let printer = context.result_printer();
        Self { context, client, view, display_names, runners: None, printer, addresses }
    }

    fn seen_row(&mut self, pool: WarmPool) -> PoolRow {
        let address = self.display_names.address(&pool, &self.printer);
        self.addresses.insert(pool.id.to_ascii_lowercase(), address.clone());
        let row = PoolRow::new(pool, address, self.client);
        let runners = self.runners.as_ref().unwrap_or(&self.display_names);
        row.with_names(&self.display_names, runners)
    }

    /// Loads the names that are displayed and not known yet.
    async fn load_names(&mut self, pools: &[WarmPool]) {
        let shows = |column| self.view.borrow().shows(column);
        let shows_names = ["address", "project", "class"].into_iter().any(shows);
        let shows_runners = self.runners.is_none() && shows("runner");
        let names = shows_names.then(|| self.display_names.load_for(self.client, pools));
        let mut runners = DisplayNames::default();
        let runner_names = shows_runners.then(|| runners.load_runners(self.client));
        let (names, runner_names) =
            tokio::join!(OptionFuture::from(names), OptionFuture::from(runner_names));
        if shows_runners {
            self.runners = Some(runners);
        }
        self.context
            .note_missing_names(names.unwrap_or(Ok(())).and(runner_names.unwrap_or(Ok(()))));
    }

    /// Nothing but the phase is known about a deleted pool any more.
    fn deleted_row(&mut self, id: String) -> PoolRow {
        let address = self.addresses.remove(&id).unwrap_or_else(|| id.clone());
        let status = WarmPoolStatus { phase: WarmPoolPhase::Deleted, ..WarmPoolStatus::default() };
        let pool = WarmPool { id, status: Some(status), ..WarmPool::default() };
        PoolRow::new(pool, address, self.client)
    }
}

impl WatchSink for WatchPrinter<'_, '_> {
    async fn changed(&mut self, changes: Changes) -> Result<(), CliError> {
        let Changes { seen, deleted, is_complete } = changes;
        self.load_names(&seen).await;
        let mut rows: Vec<_> = seen.into_iter().map(|pool| self.seen_row(pool)).collect();
        rows.extend(deleted.into_iter().map(|id| self.deleted_row(id)));
        self.view.borrow_mut().update(rows, is_complete, self.client.now())
    }

    fn poll_failed(&mut self, error: &Error) -> Result<(), CliError> {
        self.view.borrow_mut().poll_failed(error)
    }

    fn fatal(&self, error: &Error) -> CliError {
        self.context.api_error("cannot watch the warm pools", error)
    }
}
