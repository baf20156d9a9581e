//! Prints lists in any format: each row at once, or all at the end in an order that is known only
//! then.

use super::record::Record;
use super::table::{CellRules, Grid, MAX_CELL_WIDTH, RecordTable, TableStyle};
use super::ui::Ui;
use super::{delimited, json, markdown, yaml};
use crate::config::format::Format;
use crate::error::CliError;
use crate::text::sanitize::is_joiner;
use crate::text::sanitizer::Sanitizer;

/// A list that is being printed. Of each row at most its output is held, so that a list of any
/// length fits into memory.
pub(crate) struct RecordList<'a, T: Record> {
    ui: &'a Ui,
    sanitizer: Sanitizer,
    sink: RowSink<T>,
    buffer: RowBuffer,
    /// For the step summary.
    summary: Option<RecordTable<T>>,
}

enum RowSink<T: Record> {
    /// The elements of one array, which is written at the end.
    Array(Vec<u8>),
    /// An array that is written element by element; whether there is one already.
    Json(bool),
    /// The same in YAML.
    Yaml(bool),
    Jsonl,
    Names,
    Ids,
    Table(Box<RecordTable<T>>),
}

/// The output of rows, one after another.
#[derive(Default)]
struct RowBuffer {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Ui {
    /// Starts a list.
    ///
    /// # Errors
    /// When a requested column does not exist.
    pub(crate) fn record_list<T: Record>(&self) -> Result<RecordList<'_, T>, CliError> {
        Ok(RecordList { summary: self.summary()?, ..self.record_list_without_summary()? })
    }

    /// Checks the requested columns before a command calls anything, or changes it.
    ///
    /// # Errors
    /// As [`Self::record_list`].
    pub(crate) fn check_columns<T: Record>(&self) -> Result<(), CliError> {
        self.record_list::<T>().map(drop)
    }

    pub(super) fn record_list_without_summary<T: Record>(
        &self,
    ) -> Result<RecordList<'_, T>, CliError> {
        let options = self.options();
        let (requested, wide) = (options.requested_columns::<T>(), options.format == Format::Wide);
        let lead = self.profile_lead();
        let table = RecordTable::new(T::COLUMNS, requested, wide, lead, self.cell_rules())
            .map_err(|error| options.columns_error::<T>(error))?;
        let is_part = self.runs_for_profiles() && options.format != Format::Jsonl;
        let sink = match options.format {
            _ if options.filter.is_some() => RowSink::Array(Vec::new()),
            Format::Yaml | Format::Json if is_part => RowSink::Array(Vec::new()),
            Format::Yaml => RowSink::Yaml(false),
            Format::Json => RowSink::Json(false),
            Format::Jsonl => RowSink::Jsonl,
            Format::Name => RowSink::Names,
            Format::Id => RowSink::Ids,
            Format::Table | Format::Wide | Format::Csv | Format::Tsv | Format::Markdown => {
                RowSink::Table(Box::new(table))
            }
        };
        let (sanitizer, buffer) = (self.sanitizer(), RowBuffer::default());
        Ok(RecordList { ui: self, sanitizer, sink, buffer, summary: None })
    }

    /// How cells are printed in the requested format.
    pub(crate) fn cell_rules(&self) -> CellRules {
        let format = self.options().format;
        CellRules {
            sanitizer: self.sanitizer(),
            max_width: self.is_tabular().then_some(MAX_CELL_WIDTH),
            for_spreadsheet: matches!(format, Format::Csv | Format::Tsv),
        }
    }
}

impl<T: Record> RecordList<'_, T> {
    /// Whether pushed rows are written at once.
    pub(crate) fn is_streaming(&self) -> bool {
        matches!(self.sink, RowSink::Jsonl | RowSink::Yaml(_) | RowSink::Names | RowSink::Ids)
    }

    /// Whether this column is printed; `name` prints the addresses alone.
    pub(crate) fn shows(&self, column: &str) -> bool {
        let is_printed = match &self.sink {
            RowSink::Table(table) => table.has_column(column),
            RowSink::Names => column == "address",
            RowSink::Array(_)
            | RowSink::Json(_)
            | RowSink::Yaml(_)
            | RowSink::Jsonl
            | RowSink::Ids => false,
        };
        is_printed || self.summary.as_ref().is_some_and(|table| table.has_column(column))
    }

    /// Adds a row at the end.
    pub(crate) fn push(&mut self, record: &T) -> Result<(), CliError> {
        match self.encode(record)? {
            Some(row) => self.write(&row),
            None => Ok(()),
        }
    }

    /// Holds a row for [`Self::finish_sorted`]. Either all rows of a list are held or none.
    pub(crate) fn buffer(&mut self, record: &T) -> Result<(), CliError> {
        if let Some(row) = self.encode(record)? {
            self.buffer.bytes.extend(row);
            self.buffer.ends.push(self.buffer.bytes.len());
        }
        Ok(())
    }

    /// Drops the rows that are held.
    pub(crate) fn clear_buffer(&mut self) {
        self.buffer = RowBuffer::default();
        self.tables().for_each(|table| table.grid.clear());
    }

    /// Ends the list with the held rows that have these indices, in this order.
    pub(crate) fn finish_sorted(mut self, order: &[usize]) -> Result<(), CliError> {
        self.tables().for_each(|table| table.grid.select(order));
        if !matches!(self.sink, RowSink::Table(_)) {
            let buffer = std::mem::take(&mut self.buffer);
            order.iter().try_for_each(|index| self.write(buffer.row(*index)))?;
        }
        self.finish()
    }

    /// Ends the list.
    pub(crate) fn finish(self) -> Result<(), CliError> {
        self.ui.end_rows(self.sink)?;
        if let Some(table) = self.summary {
            self.ui.write_summary(table.grid);
        }
        Ok(())
    }

    fn tables(&mut self) -> impl Iterator<Item = &mut RecordTable<T>> {
        let table = match &mut self.sink {
            RowSink::Table(table) => Some(table.as_mut()),
            _ => None,
        };
        table.into_iter().chain(&mut self.summary)
    }

    /// Adds a row to the tables, or returns its output.
    fn encode(&mut self, record: &T) -> Result<Option<Vec<u8>>, CliError> {
        if let Some(table) = &mut self.summary {
            table.push(record);
        }
        match &mut self.sink {
            // A filter may take secrets apart.
            RowSink::Array(_) => Ok(Some(json::compact(&record.json()?, &self.sanitizer))),
            RowSink::Json(_) | RowSink::Yaml(_) | RowSink::Jsonl => {
                Ok(Some(json::compact_for_stream(&record.json()?, &self.sanitizer)))
            }
            RowSink::Names => Ok(Some(self.typable_name(record).into_bytes())),
            RowSink::Ids => Ok(Some(record.id().into_bytes())),
            RowSink::Table(table) => {
                table.push(record);
                Ok(None)
            }
        }
    }

    /// The address, or the id if another text would be printed instead.
    fn typable_name(&self, record: &T) -> String {
        let address = record.address();
        // Joiners belong to ordinary names; what prints an address decides about them.
        let is_changed = self.sanitizer.changes(&address.replace(is_joiner, ""))
            || self.sanitizer.mask(&address) != address;
        if is_changed { record.id() } else { address }
    }

    fn write(&mut self, row: &[u8]) -> Result<(), CliError> {
        match &mut self.sink {
            RowSink::Array(array) => {
                array.push(if array.is_empty() { b'[' } else { b',' });
                array.extend_from_slice(row);
                Ok(())
            }
            RowSink::Json(has_some) => {
                let separator: &[u8] = if *has_some { b",\n  " } else { b"[\n  " };
                *has_some = true;
                self.ui.write(separator)?;
                self.ui.write(&json::indented_within(row, 1))
            }
            RowSink::Yaml(has_some) => {
                *has_some = true;
                let list = [b"[", row, b"]"].concat();
                self.ui.write(yaml::from_json(&list, &self.sanitizer)?.as_bytes())
            }
            RowSink::Jsonl if self.ui.keep_profile_result(row)? => Ok(()),
            RowSink::Jsonl => self.ui.write_line(row),
            RowSink::Names | RowSink::Ids => self.ui.print_word(&String::from_utf8_lossy(row)),
            RowSink::Table(_) => Ok(()),
        }
    }
}

impl RowBuffer {
    fn row(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(0, |previous| self.ends[previous]);
        &self.bytes[start..self.ends[index]]
    }
}

impl Ui {
    fn end_rows<T: Record>(&self, sink: RowSink<T>) -> Result<(), CliError> {
        match sink {
            RowSink::Array(mut array) => {
                array.extend(if array.is_empty() { &b"[]"[..] } else { b"]" });
                self.print_json(&array)
            }
            RowSink::Json(has_some) => self.write(if has_some { b"\n]\n" } else { b"[]\n" }),
            RowSink::Yaml(has_some) => self.write(if has_some { b"" } else { b"[]\n" }),
            RowSink::Jsonl | RowSink::Names | RowSink::Ids => Ok(()),
            RowSink::Table(table) if self.keep_profile_rows(&table.grid) => Ok(()),
            RowSink::Table(table) => self.print_grid(&table.grid),
        }
    }

    /// Prints rows in the requested format, which is that of a table.
    pub(super) fn print_grid(&self, grid: &Grid) -> Result<(), CliError> {
        let options = self.options();
        let headers = options.headers;
        match options.format {
            // People get a note instead of titles without rows.
            _ if grid.rows().len() == 0 && self.is_tabular() => Ok(()),
            Format::Csv => self.write(delimited::csv(grid, headers)?.as_bytes()),
            Format::Tsv => self.write(delimited::tsv(grid, headers).as_bytes()),
            Format::Markdown => self.write(markdown::table(grid).as_bytes()),
            _ => {
                let style = TableStyle { headers, ..self.table_style() };
                self.write_with(|out| grid.write(&style, out))
            }
        }
    }
}
