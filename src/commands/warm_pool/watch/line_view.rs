//! A watch elsewhere than on a terminal: a line a change.

use std::collections::HashMap;

use super::view::{gone, poll_error_message};
use crate::api::{Client, Error};
use crate::commands::shared::progress::now;
use crate::commands::warm_pool::delete::{Deletion, Outcome};
use crate::commands::warm_pool::list::LIST;
use crate::commands::warm_pool::view::PoolRow;
use crate::config::format::Format;
use crate::context::Context;
use crate::error::CliError;
use crate::output::record::Record as _;
use crate::output::table::{Column, Grid, choose};
use crate::output::{delimited, json};

/// Writes lines, and what is of no use in one to standard error.
pub(super) struct Lines<'a> {
    context: &'a Context,
    form: Form,
    /// What was told of each pool, by its id in lower case; nothing where objects are told.
    told: HashMap<String, DescribeWait>,
    is_first: bool,
    has_some: bool,
    is_complete: bool,
    fault: Option<String>,
}

struct DescribeWait {
    address: String,
    text: String,
}

/// What a line holds.
enum Form {
    /// The object of the service.
    Object,
    /// A sentence.
    Sentence,
    /// The cells of these columns, for people.
    Cells(Vec<&'static Column<PoolRow>>),
    /// The cells of these columns, between commas or else tabs.
    Record(Vec<&'static Column<PoolRow>>, bool),
    /// The address.
    Name,
    /// The id.
    Id,
}

impl<'a> Lines<'a> {
    /// Nothing is told yet.
    ///
    /// # Errors
    /// When there is no such column.
    pub(super) fn new(context: &'a Context) -> Result<Self, CliError> {
        let look = context.ui.look();
        let asked = look.columns.as_ref().or(look.default_columns.as_ref()).map(Vec::as_slice);
        let is_wide = look.format == Format::Wide;
        let columns = choose(PoolRow::COLUMNS, asked, is_wide)?;
        let form = match look.format {
            Format::Json | Format::Jsonl | Format::Yaml => Form::Object,
            Format::Csv => Form::Record(columns, true),
            Format::Tsv | Format::Markdown => Form::Record(columns, false),
            Format::Name => Form::Name,
            Format::Id => Form::Id,
            Format::Table if asked.is_none() => Form::Sentence,
            Format::Table | Format::Wide => Form::Cells(columns),
        };
        Ok(Self {
            context,
            form,
            told: HashMap::new(),
            is_first: true,
            has_some: false,
            is_complete: false,
            fault: None,
        })
    }

    /// Whether pools are shown by the names of what they are for.
    pub(super) fn shows_names(&self) -> bool {
        match &self.form {
            Form::Object | Form::Id => false,
            Form::Sentence | Form::Name => true,
            Form::Cells(columns) | Form::Record(columns, _) => {
                columns.iter().any(|column| column.name == "address")
            }
        }
    }

    /// Tells what changed.
    pub(super) fn change(
        &mut self,
        seen: impl Iterator<Item = PoolRow>,
        lost: &[String],
        client: &Client,
    ) -> Result<(), CliError> {
        self.fault = None;
        for row in seen {
            self.has_some = true;
            self.eprint_line(&row)?;
        }
        for id in lost {
            if matches!(self.form, Form::Object) {
                let result = Outcome::Deleted;
                let deletion = Deletion { name: String::new(), id: id.clone(), result };
                self.context.ui.json_value(&json::to_vec(&deletion)?)?;
                continue;
            }
            let address = self.told.remove(id).map_or_else(|| id.clone(), |told| told.address);
            self.eprint_line(&gone(id, address, client))?;
            self.told.remove(id);
        }
        self.context.ui.flush()
    }

    /// Everything that there is was told.
    pub(super) fn complete(&mut self) {
        if !self.is_complete && !self.has_some {
            self.context.ui.note(&LIST.empty_message());
        }
        self.is_complete = true;
    }

    /// A look failed: told once for each fault.
    pub(super) fn on_poll_error(&mut self, error: &Error) {
        let fault = error.fault.to_string();
        if self.fault.as_ref() != Some(&fault) {
            self.context.ui.note(&poll_error_message(error));
            self.fault = Some(fault);
        }
    }

    /// A line about one pool, unless it would be the same as the last about it.
    fn eprint_line(&mut self, row: &PoolRow) -> Result<(), CliError> {
        let ui = &self.context.ui;
        let text = match &self.form {
            Form::Object => return ui.json_value(&row.json()?),
            Form::Sentence => row.state(),
            Form::Cells(columns) => {
                let cells: Vec<_> = columns.iter().map(|column| (column.cell)(row)).collect();
                cells.join("  ")
            }
            Form::Record(columns, is_csv) => {
                let mut grid = Grid::new(columns);
                grid.push(columns, row);
                if std::mem::take(&mut self.is_first) && ui.look().headers {
                    ui.write(delimit(&Grid::new(columns), true, *is_csv)?.as_bytes())?;
                }
                delimit(&grid, false, *is_csv)?
            }
            Form::Name => row.address(),
            Form::Id => row.id(),
        };
        let told = DescribeWait { address: row.address(), text: text.clone() };
        let before = self.told.insert(row.id().to_ascii_lowercase(), told);
        match &self.form {
            Form::Name | Form::Id => ui.line(&text),
            _ if before.is_some_and(|before| before.text == text) => Ok(()),
            Form::Record(..) => ui.write(text.as_bytes()),
            _ => ui.line(&format!("{} {text}", now())),
        }
    }
}

/// The rows between commas or else tabs.
fn delimit(grid: &Grid, headers: bool, is_csv: bool) -> Result<String, CliError> {
    if is_csv { delimited::csv(grid, headers) } else { Ok(delimited::tsv(grid, headers)) }
}
