//! Prints one record or one value in any format.

use serde::Serialize;

use super::jq::Item;
use super::prose::Prose;
use super::table::Column;
use super::ui::Ui;
use super::{json, yaml};
use crate::config::Resource;
use crate::config::format::Format;
use crate::error::CliError;

/// A result that every format can show.
pub(crate) trait Record: 'static {
    const COLUMNS: &'static [Column<Self>];

    /// The resource whose columns in the settings are those of these records.
    const RESOURCE: Option<Resource> = None;

    /// The service's own object, as compact JSON.
    fn json(&self) -> Result<Vec<u8>, CliError>;

    /// The name that a user can type.
    fn address(&self) -> String;

    /// The UUID.
    fn id(&self) -> String;

    /// The GitHub step output of a column, whose words never change.
    fn step_output(&self, column: &Column<Self>) -> String
    where
        Self: Sized,
    {
        (column.cell)(self)
    }
}

/// The names of all columns of a record.
pub(crate) fn column_names<T: Record>() -> Vec<&'static str> {
    T::COLUMNS.iter().map(|column| column.name).collect()
}

impl Ui {
    /// Prints one record, as these lines where the result is prose; also to the GitHub step.
    pub(crate) fn print_record<T: Record>(
        &self,
        record: &T,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), CliError> {
        if self.is_data() {
            self.print_json(&record.json()?)?;
        } else if self.is_prose() {
            self.print_lines(lines())?;
        } else {
            let mut rows = self.record_list_without_summary()?;
            rows.push(record)?;
            rows.finish()?;
        }
        self.report_to_step(record)
    }

    /// Whether [`Self::print_record`] will print this column, or lines, which may contain it.
    ///
    /// # Errors
    /// As [`Self::record_list`].
    pub(crate) fn record_shows_column<T: Record>(&self, column: &str) -> Result<bool, CliError> {
        Ok(self.is_prose() || self.record_list::<T>()?.shows(column))
    }

    /// Prints a value that is not a resource, as these lines unless JSON or YAML is wanted.
    pub(crate) fn print_value<L: Into<Prose>>(
        &self,
        value: &impl Serialize,
        lines: impl FnOnce() -> Vec<L>,
    ) -> Result<(), CliError> {
        if self.is_data() {
            return self.print_json(&json::to_vec(value)?);
        }
        self.print_lines(lines())
    }

    /// Prints a value that has rows: the value as JSON or YAML, these lines where the result is
    /// prose, else its rows, which are created only then.
    pub(crate) fn print_report<T: Record, L: Into<Prose>>(
        &self,
        value: &impl Serialize,
        records: impl IntoIterator<Item = Result<T, CliError>>,
        lines: impl FnOnce() -> Vec<L>,
    ) -> Result<(), CliError> {
        let is_jsonl = self.options().format == Format::Jsonl && self.options().filter.is_none();
        if self.is_data() && !is_jsonl {
            return self.print_json(&json::to_vec(value)?);
        }
        if self.is_prose() {
            return self.print_lines(lines());
        }
        let mut rows = self.record_list_without_summary()?;
        records.into_iter().try_for_each(|record| rows.push(&record?))?;
        rows.finish()
    }

    /// Whether one result is printed as a JSON or YAML value.
    fn is_data(&self) -> bool {
        let options = self.options();
        let is_data_format = matches!(options.format, Format::Json | Format::Jsonl | Format::Yaml);
        is_data_format || options.filter.is_some()
    }

    /// Writes one JSON value in the requested format, through the filter if there is one.
    pub(crate) fn print_json(&self, value: &[u8]) -> Result<(), CliError> {
        if self.keep_profile_result(value)? {
            return Ok(());
        }
        let (options, sanitizer) = (self.options(), self.sanitizer());
        if let Some(filter) = &options.filter {
            // Before the filter, which could change or split a secret.
            let items = filter.run(&json::compact(value, &sanitizer))?;
            return items.iter().try_for_each(|item| self.write_item(item));
        }
        match options.format {
            Format::Yaml => self.write(yaml::from_json(value, &sanitizer)?.as_bytes()),
            Format::Jsonl => self.write_line(&json::compact(value, &sanitizer)),
            _ => self.write_line(&json::pretty(value, &sanitizer)),
        }
    }

    /// Writes an output of the filter. A raw string is exact, except on a terminal.
    fn write_item(&self, item: &Item) -> Result<(), CliError> {
        let (options, sanitizer) = (self.options(), self.sanitizer());
        match &item.text {
            Some(text) if options.raw && self.terminal().on_stdout() => {
                self.write_line(sanitizer.lines(text).as_bytes())
            }
            Some(text) if options.raw => self.write_line(sanitizer.exact_lines(text).as_bytes()),
            _ if options.compact || options.format == Format::Jsonl => {
                self.write_line(&json::compact(&item.json, &sanitizer))
            }
            _ => self.write_line(&json::pretty(&item.json, &sanitizer)),
        }
    }
}
