//! A list that is being shown, in any format: its rows leave as they come, or all at the end in an
//! order that is known only then.

use super::github::Summary;
use super::record::Record;
use super::table::{Column, Grid, TableStyle, choose};
use super::ui::Ui;
use super::{delimited, json, markdown};
use crate::config::format::Format;
use crate::error::CliError;

/// A list that is being shown. Of a row only what will be written of it is held, if anything is, so
/// that no list is too long.
pub(crate) struct Rows<'a, T: Record> {
    ui: &'a Ui,
    sink: RowSink<T>,
    kept: RowBuffer,
    summary: Option<Summary<T>>,
}

enum RowSink<T: Record> {
    /// JSON values between commas, for one array at the end.
    Array(Vec<u8>),
    /// The same array, an element at a time; whether there is one already.
    Json(bool),
    /// A value a line.
    Jsonl,
    /// The address of each.
    Names,
    /// The id of each.
    Ids,
    /// Cells under columns.
    Grid(Vec<&'static Column<T>>, Grid),
}

/// What will be written of rows, one behind another.
#[derive(Default)]
struct RowBuffer {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Ui {
    /// Begins a list.
    ///
    /// # Errors
    /// When a column that was asked for does not exist; before anything is called.
    pub(crate) fn rows<T: Record>(&self) -> Result<Rows<'_, T>, CliError> {
        Ok(Rows { summary: self.summary()?, ..self.rows_without_summary()? })
    }

    pub(super) fn rows_without_summary<T: Record>(&self) -> Result<Rows<'_, T>, CliError> {
        let look = self.look();
        let asked = look.columns.as_ref().or(look.default_columns.as_ref());
        let columns = choose(T::COLUMNS, asked.map(Vec::as_slice), look.format == Format::Wide)?;
        let sink = match look.format {
            _ if look.filter.is_some() => RowSink::Array(Vec::new()),
            Format::Yaml => RowSink::Array(Vec::new()),
            Format::Json => RowSink::Json(false),
            Format::Jsonl => RowSink::Jsonl,
            Format::Name => RowSink::Names,
            Format::Id => RowSink::Ids,
            Format::Table | Format::Wide | Format::Csv | Format::Tsv | Format::Markdown => {
                let grid = Grid::new(&columns);
                RowSink::Grid(columns, grid)
            }
        };
        Ok(Rows { ui: self, sink, kept: RowBuffer::default(), summary: None })
    }
}

impl<T: Record> Rows<'_, T> {
    /// Whether rows that are pushed leave at once.
    pub(crate) fn is_streaming(&self) -> bool {
        matches!(self.sink, RowSink::Jsonl | RowSink::Names | RowSink::Ids)
    }

    /// Whether what this column tells is shown; names alone are the addresses.
    pub(crate) fn shows(&self, column: &str) -> bool {
        let is_already_reported =
            self.summary.as_ref().is_some_and(|summary| summary.shows(column));
        is_already_reported
            || match &self.sink {
                RowSink::Grid(columns, _) => columns.iter().any(|sanitize| sanitize.name == column),
                RowSink::Names => column == "address",
                RowSink::Array(_) | RowSink::Json(_) | RowSink::Jsonl | RowSink::Ids => false,
            }
    }

    /// Adds a row behind those that were pushed before.
    pub(crate) fn push(&mut self, record: &T) -> Result<(), CliError> {
        match self.take(record)? {
            Some(piece) => self.emit(&piece),
            None => Ok(()),
        }
    }

    /// Keeps a row until its place is known. Either all rows of a list are kept or none.
    pub(crate) fn keep(&mut self, record: &T) -> Result<(), CliError> {
        if let Some(piece) = self.take(record)? {
            self.kept.bytes.extend(piece);
            self.kept.ends.push(self.kept.bytes.len());
        }
        Ok(())
    }

    /// Drops the rows that were kept.
    pub(crate) fn forget(&mut self) {
        self.kept = RowBuffer::default();
        if let RowSink::Grid(_, grid) = &mut self.sink {
            grid.clear();
        }
        if let Some(summary) = &mut self.summary {
            summary.clear();
        }
    }

    /// Ends the list with those of the rows that were kept that have these indices, in this order.
    pub(crate) fn finish_with(mut self, order: &[usize]) -> Result<(), CliError> {
        if let Some(summary) = &mut self.summary {
            summary.select(order);
        }
        if let RowSink::Grid(_, grid) = &mut self.sink {
            grid.select(order);
            return self.finish();
        }
        let kept = std::mem::take(&mut self.kept);
        for index in order {
            self.emit(kept.piece(*index))?;
        }
        drop(kept);
        self.finish()
    }

    /// Ends the list and shows what was held back.
    pub(crate) fn finish(self) -> Result<(), CliError> {
        self.ui.end_rows(self.sink)?;
        match self.summary {
            Some(summary) => summary.tell(self.ui),
            None => Ok(()),
        }
    }

    /// Puts a row into the tables, or gives what is to be written of it.
    fn take(&mut self, record: &T) -> Result<Option<Vec<u8>>, CliError> {
        if let Some(summary) = &mut self.summary {
            summary.push(record);
        }
        match &mut self.sink {
            RowSink::Array(_) | RowSink::Json(_) | RowSink::Jsonl => record.json().map(Some),
            RowSink::Names => Ok(Some(record.address().into_bytes())),
            RowSink::Ids => Ok(Some(record.id().into_bytes())),
            RowSink::Grid(columns, grid) => {
                grid.push(columns, record);
                Ok(None)
            }
        }
    }

    fn emit(&mut self, piece: &[u8]) -> Result<(), CliError> {
        match &mut self.sink {
            RowSink::Array(array) => {
                array.push(if array.is_empty() { b'[' } else { b',' });
                array.extend_from_slice(piece);
                Ok(())
            }
            RowSink::Json(has_some) => {
                let before: &[u8] = if *has_some { b",\n  " } else { b"[\n  " };
                *has_some = true;
                self.ui.write(before)?;
                self.ui.write(&json::pretty_within(piece, 1))
            }
            RowSink::Jsonl => self.ui.whole_line(piece),
            RowSink::Names | RowSink::Ids => self.ui.line(&String::from_utf8_lossy(piece)),
            RowSink::Grid(..) => Ok(()),
        }
    }
}

impl RowBuffer {
    fn piece(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[index]]
    }
}

impl Ui {
    fn end_rows<T: Record>(&self, sink: RowSink<T>) -> Result<(), CliError> {
        match sink {
            RowSink::Array(mut array) => {
                array.extend(if array.is_empty() { &b"[]"[..] } else { b"]" });
                self.json_value(&array)
            }
            RowSink::Json(has_some) => self.write(if has_some { b"\n]\n" } else { b"[]\n" }),
            RowSink::Jsonl | RowSink::Names | RowSink::Ids => Ok(()),
            // For people an empty table is a note, not a line of titles.
            RowSink::Grid(_, grid) if grid.rows().len() == 0 && self.is_tabular() => Ok(()),
            RowSink::Grid(_, grid) => self.grid(&grid),
        }
    }

    fn grid(&self, grid: &Grid) -> Result<(), CliError> {
        let look = self.look();
        let (headers, terminal) = (look.headers, self.terminal());
        match look.format {
            Format::Csv => self.write(delimited::csv(grid, headers)?.as_bytes()),
            Format::Tsv => self.write(delimited::tsv(grid, headers).as_bytes()),
            Format::Markdown => self.write(markdown::table(grid).as_bytes()),
            _ => {
                let (width, ascii) = (terminal.width, !terminal.unicode);
                let style = TableStyle { headers, width, ascii };
                self.write_by(|out| grid.write(&style, out))
            }
        }
    }
}
