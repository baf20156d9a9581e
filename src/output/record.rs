//! Results: things with columns, an address, an id and the service's own JSON, in every format.

use serde::Serialize;

use super::table::Column;
use super::ui::Ui;
use super::{json, yaml};
use crate::config::format::Format;
use crate::error::CliError;
use crate::text::sanitize::sanitize_lines;

/// A thing that can be shown in every format.
pub(crate) trait Record: 'static {
    /// Its columns, in order.
    const COLUMNS: &'static [Column<Self>];

    /// The service's own object, as compact JSON.
    fn json(&self) -> Result<Vec<u8>, CliError>;

    /// How a user can name it.
    fn address(&self) -> String;

    /// Its UUID.
    fn id(&self) -> String;
}

impl Ui {
    /// Shows one thing: for people in these lines, unless they asked for something else. A step of
    /// GitHub Actions is told besides, if the user wants that.
    pub(crate) fn one<T: Record>(
        &self,
        record: &T,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), CliError> {
        let (format, filtered) = {
            let look = self.look();
            (look.format, look.filter.is_some())
        };
        match format {
            _ if filtered => self.json_value(&record.json()?)?,
            Format::Json | Format::Jsonl | Format::Yaml => self.json_value(&record.json()?)?,
            _ if self.is_prose() => self.lines(&lines())?,
            _ => {
                let mut rows = self.rows_without_summary()?;
                rows.push(record)?;
                rows.finish()?;
            }
        }
        self.report_to_step(record)
    }

    /// Whether [`Self::one`] will show this column, or lines for people, which may tell the same.
    ///
    /// # Errors
    /// As [`Self::rows`].
    pub(crate) fn record_shows_column<T: Record>(&self, column: &str) -> Result<bool, CliError> {
        Ok(self.is_prose() || self.rows::<T>()?.shows(column))
    }

    /// Shows a thing that is no resource of the service: for people in these lines.
    pub(crate) fn value(
        &self,
        value: &impl Serialize,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), CliError> {
        let (format, filtered) = {
            let look = self.look();
            (look.format, look.filter.is_some())
        };
        let is_data = matches!(format, Format::Json | Format::Jsonl | Format::Yaml);
        if filtered || is_data {
            return self.json_value(&json::to_vec(value)?);
        }
        self.lines(&lines())
    }

    /// Shows a thing that is no resource and has rows: as a whole where one value is wanted, for
    /// people in these lines, and else by its rows, which are made only then.
    pub(crate) fn report<T: Record>(
        &self,
        whole: &impl Serialize,
        rows: impl IntoIterator<Item = Result<T, CliError>>,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), CliError> {
        let (format, columns, filtered) = {
            let look = self.look();
            (look.format, look.columns.is_some(), look.filter.is_some())
        };
        match format {
            _ if filtered => self.json_value(&json::to_vec(whole)?),
            Format::Json | Format::Yaml => self.json_value(&json::to_vec(whole)?),
            Format::Table if !columns => self.lines(&lines()),
            _ => {
                let mut sanitize = self.rows_without_summary()?;
                rows.into_iter().try_for_each(|row| sanitize.push(&row?))?;
                sanitize.finish()
            }
        }
    }

    /// Writes one JSON value in the format that is wanted, through the filter if there is one.
    pub(crate) fn json_value(&self, value: &[u8]) -> Result<(), CliError> {
        let look = self.look();
        if let Some(filter) = &look.filter {
            for item in filter.run(value)? {
                self.filtered(&item, look.format == Format::Jsonl, look.raw)?;
            }
            return Ok(());
        }
        match look.format {
            Format::Yaml => self.write(yaml::from_json(value)?.as_bytes()),
            Format::Jsonl => self.whole_line(&json::compact(value)),
            _ => self.whole_line(&json::pretty(value)),
        }
    }

    /// Raw strings are exact for a pipe; a terminal gets them through the text door.
    fn filtered(&self, item: &super::jq::Item, compact: bool, raw: bool) -> Result<(), CliError> {
        match &item.text {
            Some(text) if raw && self.terminal().on_stdout() => {
                self.whole_line(sanitize_lines(text).as_bytes())
            }
            Some(text) if raw => self.whole_line(text.as_bytes()),
            _ if compact => self.whole_line(&json::compact(&item.json)),
            _ => self.whole_line(&json::pretty(&item.json)),
        }
    }

    pub(super) fn whole_line(&self, text: &[u8]) -> Result<(), CliError> {
        self.write(text)?;
        self.write(b"\n")
    }
}
