//! Results: things with columns, an address, an id and the service's own JSON, in every format.

use std::marker::PhantomData;

use serde::Serialize;

use super::format::Format;
use super::github::Summary;
use super::table::{Column, Grid, TableStyle, choose};
use super::text::shown_lines;
use super::ui::Ui;
use super::{delimited, json, markdown, yaml};
use crate::error::Failure;

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

/// A list that is being shown: rows are taken one by one, and where the format allows they leave
/// at once, so that no list is too long.
pub(crate) struct Rows<'a, T: Record> {
    ui: &'a Ui,
    sink: Sink<T>,
    summary: Option<Summary<T>>,
    of: PhantomData<T>,
}

enum Sink<T: Record> {
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

impl Ui {
    /// Begins a list.
    ///
    /// # Errors
    /// When a column that was asked for does not exist; before anything is called.
    pub(crate) fn rows<T: Record>(&self) -> Result<Rows<'_, T>, Failure> {
        Ok(Rows { summary: self.summary()?, ..self.rows_without_summary()? })
    }

    fn rows_without_summary<T: Record>(&self) -> Result<Rows<'_, T>, Failure> {
        let look = self.look();
        let asked = look.columns.as_ref().or(look.usual_columns.as_ref());
        let columns = choose(T::COLUMNS, asked.map(Vec::as_slice), look.format == Format::Wide)?;
        let sink = match look.format {
            _ if look.filter.is_some() => Sink::Array(Vec::new()),
            Format::Yaml => Sink::Array(Vec::new()),
            Format::Json => Sink::Json(false),
            Format::Jsonl => Sink::Jsonl,
            Format::Name => Sink::Names,
            Format::Id => Sink::Ids,
            Format::Table | Format::Wide | Format::Csv | Format::Tsv | Format::Markdown => {
                let grid = Grid::new(&columns);
                Sink::Grid(columns, grid)
            }
        };
        Ok(Rows { ui: self, sink, summary: None, of: PhantomData })
    }

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
    /// people in these lines, and else by its rows.
    pub(crate) fn report<T: Record>(
        &self,
        whole: &impl Serialize,
        rows: impl IntoIterator<Item = T>,
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
                rows.into_iter().try_for_each(|row| shown.push(&row))?;
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

    fn whole_line(&self, text: &[u8]) -> Result<(), Failure> {
        self.write(text)?;
        self.write(b"\n")
    }
}

impl<T: Record> Rows<'_, T> {
    /// Whether rows leave as they come, in the order in which they come.
    pub(crate) fn is_streaming(&self) -> bool {
        matches!(self.sink, Sink::Jsonl | Sink::Names | Sink::Ids)
    }

    /// Whether what this column tells is shown; names alone are the addresses.
    pub(crate) fn shows(&self, column: &str) -> bool {
        let is_told = self.summary.as_ref().is_some_and(|summary| summary.shows(column));
        is_told
            || match &self.sink {
                Sink::Grid(columns, _) => columns.iter().any(|shown| shown.name == column),
                Sink::Names => column == "address",
                Sink::Array(_) | Sink::Json(_) | Sink::Jsonl | Sink::Ids => false,
            }
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, record: &T) -> Result<(), Failure> {
        if let Some(summary) = &mut self.summary {
            summary.push(record);
        }
        match &mut self.sink {
            Sink::Array(array) => {
                array.push(if array.is_empty() { b'[' } else { b',' });
                array.extend(record.json()?);
                Ok(())
            }
            Sink::Json(has_some) => {
                let before: &[u8] = if *has_some { b",\n  " } else { b"[\n  " };
                *has_some = true;
                let element = json::pretty_within(&record.json()?, 1);
                self.ui.write(before).and_then(|()| self.ui.write(&element))
            }
            Sink::Jsonl => self.ui.whole_line(&record.json()?),
            Sink::Names => self.ui.line(&record.address()),
            Sink::Ids => self.ui.line(&record.id()),
            Sink::Grid(columns, grid) => {
                grid.push(columns, record);
                Ok(())
            }
        }
    }

    /// Ends the list and shows what was held back.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        self.ui.end_rows(self.sink)?;
        match self.summary {
            Some(summary) => summary.tell(self.ui),
            None => Ok(()),
        }
    }
}

impl Ui {
    fn end_rows<T: Record>(&self, sink: Sink<T>) -> Result<(), Failure> {
        match sink {
            Sink::Array(mut array) => {
                array.extend(if array.is_empty() { &b"[]"[..] } else { b"]" });
                self.json_value(&array)
            }
            Sink::Json(has_some) => self.write(if has_some { b"\n]\n" } else { b"[]\n" }),
            Sink::Jsonl | Sink::Names | Sink::Ids => Ok(()),
            // For people an empty table is a note, not a line of titles.
            Sink::Grid(_, grid) if grid.rows().len() == 0 && self.is_for_people() => Ok(()),
            Sink::Grid(_, grid) => self.grid(&grid),
        }
    }

    fn grid(&self, grid: &Grid) -> Result<(), Failure> {
        let look = self.look();
        let (headers, terminal) = (look.headers, self.terminal());
        let text = match look.format {
            Format::Csv => delimited::csv(grid, headers)?,
            Format::Tsv => delimited::tsv(grid, headers),
            Format::Markdown => markdown::table(grid),
            _ => {
                let (width, ascii) = (terminal.width, !terminal.unicode);
                grid.text(&TableStyle { headers, width, ascii })
            }
        };
        self.write(text.as_bytes())
    }
}
