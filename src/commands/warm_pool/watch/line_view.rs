//! A watch as lines: one for each change.

use std::collections::HashMap;

use jiff::Timestamp;

use super::view::{View, columns, poll_error_message};
use crate::api::Error;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::commands::shared::deletion::{Deletion, Outcome};
use crate::commands::shared::progress::timestamp;
use crate::commands::warm_pool::list::LIST;
use crate::commands::warm_pool::view::PoolRow;
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::output::record::Record as _;
use crate::output::table::{Column, Grid};
use crate::output::{delimited, json};

/// Writes changes to stdout and notes to stderr.
pub(super) struct LineView<'a> {
    context: &'a Context,
    format: LineFormat,
    /// The last line about each pool, by its id in lower case; not used for objects.
    printed: HashMap<String, String>,
    needs_header: bool,
    /// Whether there was no pool so far.
    is_empty: bool,
    error: Option<String>,
}

enum LineFormat {
    /// The JSON object of the service.
    Object,
    Sentence,
    /// Cells of these columns, after a timestamp.
    Cells(Vec<&'static Column<PoolRow>>),
    /// A csv or tsv record.
    Record(Vec<&'static Column<PoolRow>>, fn(&Grid, bool) -> Result<String, CliError>),
    Name,
    Id,
}

impl<'a> LineView<'a> {
    pub(super) fn new(context: &'a Context) -> Result<Self, CliError> {
        let (columns, is_requested) = columns(context)?;
        let options = context.ui.options();
        let format = match options.format {
            Format::Json | Format::Jsonl | Format::Yaml => LineFormat::Object,
            Format::Csv => LineFormat::Record(columns, delimited::csv),
            Format::Tsv | Format::Markdown => {
                LineFormat::Record(columns, |grid, headers| Ok(delimited::tsv(grid, headers)))
            }
            Format::Name => LineFormat::Name,
            Format::Id => LineFormat::Id,
            Format::Table if !is_requested => LineFormat::Sentence,
            Format::Table | Format::Wide => LineFormat::Cells(columns),
        };
        Ok(Self {
            context,
            format,
            printed: HashMap::new(),
            needs_header: options.headers,
            is_empty: true,
            error: None,
        })
    }

    /// Prints a line about a pool, unless it repeats the last line about it.
    fn print(&mut self, row: &PoolRow) -> Result<(), CliError> {
        let ui = &self.context.ui;
        let text = match &self.format {
            LineFormat::Object if row.phase() == WarmPoolPhase::Deleted => {
                let deleted = Deletion::<WarmPool>::new(row.id(), row.id(), Outcome::Deleted);
                return ui.print_json(&json::to_vec(&deleted)?);
            }
            LineFormat::Object => return ui.print_json(&row.json()?),
            LineFormat::Sentence => row.state(),
            LineFormat::Cells(columns) => {
                let cells: Vec<_> = columns.iter().map(|column| (column.cell)(row)).collect();
                cells.join("  ")
            }
            LineFormat::Record(columns, encode) => {
                let mut grid = Grid::new(columns, ui.cell_rules());
                if std::mem::take(&mut self.needs_header) {
                    ui.write(encode(&grid, true)?.as_bytes())?;
                }
                grid.push(columns, row);
                encode(&grid, false)?
            }
            LineFormat::Name => row.last_address().to_owned(),
            LineFormat::Id => row.id(),
        };
        let before = self.printed.insert(row.id().to_ascii_lowercase(), text.clone());
        match &self.format {
            LineFormat::Name | LineFormat::Id => ui.print_word(&text),
            _ if before.is_some_and(|before| before == text) => Ok(()),
            LineFormat::Record(..) => ui.write(text.as_bytes()),
            _ => ui.print_line(&format!("{} {text}", timestamp())),
        }
    }
}

impl View for LineView<'_> {
    fn shows(&self, column: &str) -> bool {
        match &self.format {
            LineFormat::Object | LineFormat::Id => false,
            LineFormat::Sentence | LineFormat::Name => column == "address",
            LineFormat::Cells(columns) | LineFormat::Record(columns, _) => {
                columns.iter().any(|shown| shown.name == column)
            }
        }
    }

    fn update(
        &mut self,
        rows: Vec<PoolRow>,
        is_complete: bool,
        _: Timestamp,
    ) -> Result<(), CliError> {
        self.error = None;
        self.is_empty &= rows.is_empty();
        rows.iter().try_for_each(|row| self.print(row))?;
        if is_complete && std::mem::take(&mut self.is_empty) {
            self.context.ui.note(&LIST.empty_message());
        }
        self.context.ui.flush()
    }

    /// Each error is reported once.
    fn poll_failed(&mut self, error: &Error) -> Result<(), CliError> {
        let reason = error.cause.to_string();
        if self.error.as_ref() != Some(&reason) {
            self.context.ui.note(&poll_error_message(error));
            self.error = Some(reason);
        }
        Ok(())
    }
}
