//! Columns as data, and the grid of cells that they give for a list of records.

mod render;

use crate::error::CliError;
use crate::keyword::did_you_mean;

pub(crate) use render::TableStyle;

/// A column of a table of `T`s.
#[derive(Debug)]
pub(crate) struct Column<T: ?Sized> {
    /// The name for `--columns`, in lower case; in upper case the title.
    pub(crate) name: &'static str,
    /// Whether it is only shown by `wide` or by name.
    pub(crate) wide: bool,
    /// Whether it is only shown by name.
    pub(crate) extra: bool,
    /// Whether its cells are numbers: right-aligned and never truncated.
    pub(crate) numeric: bool,
    /// The cell is not sanitized.
    pub(crate) cell: fn(&T) -> String,
}

impl<T: ?Sized> Column<T> {
    pub(crate) const fn text(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { name, wide: false, extra: false, numeric: false, cell }
    }

    pub(crate) const fn number(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { numeric: true, ..Self::text(name, cell) }
    }

    pub(crate) const fn wide(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { wide: true, ..Self::text(name, cell) }
    }

    /// Shown only by name.
    pub(crate) const fn extra(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { extra: true, ..Self::text(name, cell) }
    }

    /// A number that is shown only by name.
    pub(crate) const fn extra_number(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { extra: true, ..Self::number(name, cell) }
    }
}

/// The requested columns, in that order. If none are requested, those that are not only shown by
/// name, for `wide` with its own.
///
/// # Errors
/// All unknown names, each with a similar one, and the available columns.
pub(crate) fn choose_columns<T: ?Sized>(
    all: &'static [Column<T>],
    requested: Option<&[String]>,
    wide: bool,
) -> Result<Vec<&'static Column<T>>, CliError> {
    let Some(requested) = requested.filter(|requested| !requested.is_empty()) else {
        return Ok(all.iter().filter(|column| !column.extra && (wide || !column.wide)).collect());
    };
    let names: Vec<_> = all.iter().map(|column| column.name).collect();
    let (mut chosen, mut unknown) = (Vec::new(), Vec::new());
    for name in requested.iter().map(|name| name.trim()) {
        match all.iter().find(|column| column.name.eq_ignore_ascii_case(name)) {
            Some(column) => chosen.push(column),
            None => {
                let suggestion = did_you_mean(name, names.iter().copied());
                unknown.push(format!("unknown column {name:?}{suggestion}"));
            }
        }
    }
    match CliError::usage_errors_opt(unknown) {
        None => Ok(chosen),
        Some(error) => Err(error.because(format!("available columns: {}", names.join(", ")))),
    }
}

/// A grid and the columns that fill it.
pub(super) struct RecordTable<T: 'static> {
    columns: Vec<&'static Column<T>>,
    pub(super) grid: Grid,
}

impl<T> RecordTable<T> {
    /// # Errors
    /// As [`choose_columns`].
    pub(super) fn new(
        all: &'static [Column<T>],
        requested: Option<&[String]>,
        wide: bool,
    ) -> Result<Self, CliError> {
        let columns = choose_columns(all, requested, wide)?;
        Ok(Self { grid: Grid::new(&columns), columns })
    }

    pub(super) fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    pub(super) fn push(&mut self, record: &T) {
        self.grid.push(&self.columns, record);
    }
}

/// Rows of cells under titles. The cells are sanitized when they are printed.
#[derive(Debug)]
pub(crate) struct Grid {
    titles: Vec<String>,
    numeric: Vec<bool>,
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
    pub(crate) fn new<T: ?Sized>(columns: &[&Column<T>]) -> Self {
        Self {
            titles: columns.iter().map(|column| column.name.to_uppercase()).collect(),
            numeric: columns.iter().map(|column| column.numeric).collect(),
            text: String::new(),
            lengths: Vec::new(),
            starts: Vec::new(),
            order: None,
        }
    }

    /// Adds a row; the columns are those of [`Self::new`].
    pub(crate) fn push<T: ?Sized>(&mut self, columns: &[&Column<T>], item: &T) {
        debug_assert_eq!(columns.len(), self.titles.len(), "a row has one cell per column");
        self.starts.push(self.text.len());
        for column in columns {
            let cell = (column.cell)(item);
            self.text.push_str(&cell);
            // Cells are parts of responses of a few MiB.
            self.lengths.push(u32::try_from(cell.len()).unwrap_or(u32::MAX));
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

    /// The cells of each row that is shown, not sanitized.
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

#[cfg(test)]
mod tests;
