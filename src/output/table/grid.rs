//! The cells of a list of records. Of each only what can be shown is held.

use std::borrow::Cow;

use anstyle::Style;

use super::{Column, NO_ID, choose_columns};
use crate::error::CliError;
use crate::text::sanitize::{truncate, width};
use crate::text::sanitizer::Sanitizer;

/// A grid and the columns that fill it.
pub(in crate::output) struct RecordTable<T: 'static> {
    columns: Vec<&'static Column<T>>,
    pub(in crate::output) grid: Grid,
}

impl<T> RecordTable<T> {
    /// The name of `lead` may be among the requested columns.
    ///
    /// # Errors
    /// As [`choose_columns`].
    pub(in crate::output) fn new(
        all: &'static [Column<T>],
        requested: Option<&[String]>,
        wide: bool,
        lead: Option<Lead>,
        rules: CellRules,
    ) -> Result<Self, CliError> {
        let is_lead = |name: &String| lead.as_ref().is_some_and(|lead| lead.name == name.trim());
        let others = requested.map(|names| names.iter().filter(|name| !is_lead(name)).cloned());
        let others = others.map(Iterator::collect::<Vec<_>>);
        let columns = match &others {
            // Only the name of `lead`.
            Some(others) if others.is_empty() && requested != Some(&[]) => Vec::new(),
            _ => choose_columns(all, others.as_deref(), wide)?,
        };
        let mut grid = Grid::with_lead(lead, &columns, rules);
        grid.is_requested = requested.is_some_and(|requested| !requested.is_empty());
        Ok(Self { grid, columns })
    }

    pub(in crate::output) fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    pub(in crate::output) fn push(&mut self, record: &T) {
        self.grid.push(&self.columns, record);
    }
}

/// A first column with one cell for all rows.
#[derive(Clone, Debug)]
pub(in crate::output) struct Lead {
    /// As [`Column::name`].
    pub(in crate::output) name: &'static str,
    /// The cell is not sanitized.
    pub(in crate::output) cell: String,
}

/// How cells become text that can be printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellRules {
    pub(crate) sanitizer: Sanitizer,
    /// The columns of a terminal that a cell may take; what follows is not held.
    pub(crate) max_width: Option<usize>,
    /// Whether what a spreadsheet would take for a formula will be changed.
    pub(crate) for_spreadsheet: bool,
}

impl CellRules {
    fn sanitize<T: ?Sized>(&self, column: &Column<T>, item: &T) -> String {
        let cell = (column.cell)(item);
        let text = self.sanitizer.line(&cell);
        if let Some(id) = column.id.filter(|_| !self.shows_exactly(&cell, &text)) {
            let id = id(item);
            if id != NO_ID {
                return self.sanitizer.line(&id).into_owned();
            }
        }
        match self.max_width.filter(|_| !column.whole) {
            // Enough to see that it must be truncated, even before a wide character.
            Some(width) if text.len() > width + 2 => truncate(&text, width + 2, "").into_owned(),
            _ => match text {
                Cow::Borrowed(_) => cell,
                Cow::Owned(text) => text,
            },
        }
    }

    fn shows_exactly(&self, cell: &str, text: &str) -> bool {
        cell == text
            && self.max_width.is_none_or(|max| text.len() <= max || width(text) <= max)
            && !(self.for_spreadsheet && is_formula(text))
    }
}

/// Rows of sanitized cells under titles.
#[derive(Debug)]
pub(crate) struct Grid {
    rules: CellRules,
    /// The sanitized first cell of every row, if it is not of the columns.
    lead: Option<String>,
    pub(super) titles: Vec<String>,
    pub(super) numeric: Vec<bool>,
    /// For each column, whether its cells are never truncated.
    pub(super) whole: Vec<bool>,
    pub(super) styles: Vec<fn(&str) -> Style>,
    /// Whether the user named the columns, so that all must be shown.
    pub(super) is_requested: bool,
    /// All cells in one string: a list of 100,000 rows would otherwise be a million small ones.
    text: String,
    /// The bytes of each cell.
    lengths: Vec<u32>,
    /// The start of each row in the text.
    starts: Vec<usize>,
    /// The rows to show, if not all of them in the order in which they were added.
    order: Option<Vec<usize>>,
}

impl Grid {
    /// A grid without rows.
    pub(crate) fn new<T: ?Sized>(columns: &[&Column<T>], rules: CellRules) -> Self {
        Self {
            rules,
            lead: None,
            titles: columns.iter().map(|column| column.name.to_uppercase()).collect(),
            numeric: columns.iter().map(|column| column.numeric).collect(),
            whole: columns.iter().map(|column| column.whole).collect(),
            styles: columns.iter().map(|column| column.style).collect(),
            is_requested: false,
            text: String::new(),
            lengths: Vec::new(),
            starts: Vec::new(),
            order: None,
        }
    }

    fn with_lead<T>(lead: Option<Lead>, columns: &[&Column<T>], rules: CellRules) -> Self {
        let mut grid = Self::new(columns, rules);
        if let Some(Lead { name, cell }) = lead {
            grid.titles.insert(0, name.to_uppercase());
            grid.numeric.insert(0, false);
            grid.whole.insert(0, false);
            grid.styles.insert(0, |_| Style::new());
            grid.lead = Some(grid.rules.sanitizer.line(&cell).into_owned());
        }
        grid
    }

    /// Adds a row; the columns are those of [`Self::new`].
    pub(crate) fn push<T: ?Sized>(&mut self, columns: &[&Column<T>], item: &T) {
        self.starts.push(self.text.len());
        if let Some(lead) = self.lead.take() {
            self.push_cell(&lead);
            self.lead = Some(lead);
        }
        for column in columns {
            self.push_cell(&self.rules.sanitize(column, item));
        }
        let cells = self.starts.len() * self.titles.len();
        debug_assert_eq!(self.lengths.len(), cells, "a row has one cell per column");
    }

    fn push_cell(&mut self, cell: &str) {
        self.text.push_str(cell);
        // Cells are parts of responses of a few MiB.
        self.lengths.push(u32::try_from(cell.len()).unwrap_or(u32::MAX));
    }

    /// The same columns without a row.
    pub(in crate::output) fn without_rows(&self) -> Self {
        Self {
            rules: self.rules.clone(),
            lead: None,
            titles: self.titles.clone(),
            numeric: self.numeric.clone(),
            whole: self.whole.clone(),
            styles: self.styles.clone(),
            is_requested: self.is_requested,
            text: String::new(),
            lengths: Vec::new(),
            starts: Vec::new(),
            order: None,
        }
    }

    /// Adds the rows that another grid of the same columns shows.
    pub(in crate::output) fn append(&mut self, other: &Self) {
        debug_assert!(self.order.is_none(), "rows are added to all rows");
        for row in other.rows() {
            self.starts.push(self.text.len());
            row.for_each(|cell| self.push_cell(cell));
        }
    }

    /// Shows only the rows with these indices, in this order.
    pub(crate) fn select(&mut self, order: &[usize]) {
        self.order = Some(order.iter().map(|index| self.index(*index)).collect());
    }

    /// Removes all rows.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.lengths.clear();
        self.starts.clear();
        self.order = None;
    }

    /// The index of the row that is shown at this position.
    fn index(&self, position: usize) -> usize {
        self.order.as_ref().map_or(position, |order| order[position])
    }

    pub(crate) fn titles(&self) -> &[String] {
        &self.titles
    }

    /// For each column, whether its cells are numbers.
    pub(crate) fn numeric(&self) -> &[bool] {
        &self.numeric
    }

    /// The cells of each row that is shown.
    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = impl Iterator<Item = &str>> {
        let width = self.titles.len();
        let count = self.order.as_ref().map_or(self.starts.len(), Vec::len);
        (0..count).map(move |position| {
            let index = self.index(position);
            let lengths = &self.lengths[index * width..][..width];
            lengths.iter().scan(&self.text[self.starts[index]..], |row, length| {
                let (cell, rest) = row.split_at(*length as usize);
                *row = rest;
                Some(cell)
            })
        })
    }
}

/// Whether a spreadsheet may take a cell for a formula. A negative number is not one, nor is a dash
/// alone, which means no value.
pub(in crate::output) fn is_formula(text: &str) -> bool {
    let text = text.trim();
    let is_negative = |digits: &str| {
        digits.starts_with(|first: char| first.is_ascii_digit()) && digits.parse::<f64>().is_ok()
    };
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && text != "-"
        && !text.strip_prefix('-').is_some_and(is_negative)
}
