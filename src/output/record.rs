//! Results: things with columns, an address, an id and the service's own JSON, in every format.

use serde::Serialize;

use super::table::Column;
use super::ui::Ui;
use super::{json, yaml};
use crate::config::format::Format;
use crate::error::Failure;
use crate::text::sanitize::shown_lines;

/// A thing that can be shown in every format.
pub(crate) trait Record: 'static {
    /// Its columns, in order.
    const COLUMNS: &'static [Column<Self>];

    /// The service's own object, as compact JSON.
    fn json(&self) -> Result<Vec<u8>, Failure>;

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
    ) -> Result<(), Failure> {
        let (format, filtered) = {
            let look = self.look();
            (look.format, look.filter.is_some())
        };
        match format {
            _ if filtered => self.json_value(&record.json()?)?,
            Format::Json | Format::Jsonl | Format::Yaml => self.json_value(&record.json()?)?,
            _ if self.speaks_in_sentences() => self.lines(&lines())?,
            _ => {
                let mut rows = self.rows_without_summary()?;
                rows.push(record)?;
                rows.finish()?;
            }
        }
        self.tell_step_of(record)
    }

    /// Whether [`Self::one`] will show this column, or lines for people, which may tell the same.
    ///
    /// # Errors
    /// As [`Self::rows`].
    pub(crate) fn one_shows<T: Record>(&self, column: &str) -> Result<bool, Failure> {
        Ok(self.speaks_in_sentences() || self.rows::<T>()?.shows(column))
    }

    /// Shows a thing that is no resource of the service: for people in these lines.
    pub(crate) fn value(
        &self,
        value: &impl Serialize,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), Failure> {
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
        rows: impl IntoIterator<Item = Result<T, Failure>>,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), Failure> {
        let (format, columns, filtered) = {
            let look = self.look();
            (look.format, look.columns.is_some(), look.filter.is_some())
        };
        match format {
            _ if filtered => self.json_value(&json::to_vec(whole)?),
            Format::Json | Format::Yaml => self.json_value(&json::to_vec(whole)?),
            Format::Table if !columns => self.lines(&lines()),
            _ => {
                let mut shown = self.rows_without_summary()?;
                rows.into_iter().try_for_each(|row| shown.push(&row?))?;
                shown.finish()
            }
        }
    }

    /// Writes one JSON value in the format that is wanted, through the filter if there is one.
    pub(crate) fn json_value(&self, value: &[u8]) -> Result<(), Failure> {
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
    fn filtered(&self, item: &super::jq::Item, compact: bool, raw: bool) -> Result<(), Failure> {
        match &item.text {
            Some(text) if raw && self.terminal().on_stdout() => {
                self.whole_line(shown_lines(text).as_bytes())
            }
            Some(text) if raw => self.whole_line(text.as_bytes()),
            _ if compact => self.whole_line(&json::compact(&item.json)),
            _ => self.whole_line(&json::pretty(&item.json)),
        }
    }

    pub(super) fn whole_line(&self, text: &[u8]) -> Result<(), Failure> {
        self.write(text)?;
        self.write(b"\n")
    }
}
