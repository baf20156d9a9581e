//! Columns as data: which exist, which are shown, and the cells they give for a list of things.

mod render;

use crate::error::CliError;
use crate::keyword::did_you_mean;

pub(crate) use render::TableStyle;

/// A column of a table of `T`s.
#[derive(Debug)]
pub(crate) struct Column<T: ?Sized> {
    /// The word for `--columns`, in lower case; in upper case the title.
    pub(crate) name: &'static str,
    /// Whether it is left out unless asked for by `wide` or by name.
    pub(crate) wide: bool,
    /// Whether its cells are numbers: right-aligned and never cut.
    pub(crate) numeric: bool,
    /// The cell of one thing, as it came: whoever prints it makes it safe.
    pub(crate) cell: fn(&T) -> String,
}

impl<T: ?Sized> Column<T> {
    /// One of words.
    pub(crate) const fn text(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { name, wide: false, numeric: false, cell }
    }

    /// One of numbers.
    pub(crate) const fn number(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { name, wide: false, numeric: true, cell }
    }

    /// One of words that only `wide` shows unasked.
    pub(crate) const fn wide(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { name, wide: true, numeric: false, cell }
    }
}

/// The columns to show: those asked for, in that order; if none are, all for `wide` and else
/// those that are not only `wide`.
///
/// # Errors
/// A usage failure that holds every word that is no column, with the near one, and the columns
/// there are.
pub(crate) fn choose<T: ?Sized>(
    all: &'static [Column<T>],
    asked: Option<&[String]>,
    wide: bool,
) -> Result<Vec<&'static Column<T>>, CliError> {
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else {
        return Ok(all.iter().filter(|column| wide || !column.wide).collect());
    };
    let names = || all.iter().map(|column| column.name);
    let (mut chosen, mut unknown) = (Vec::new(), Vec::new());
    for word in asked {
        let word = word.trim();
        match all.iter().find(|column| column.name.eq_ignore_ascii_case(word)) {
            Some(column) => chosen.push(column),
            None => {
                unknown.push(format!("no column {word:?}{}", did_you_mean(word, names())));
            }
        }
    }
    match CliError::usage_errors_opt(unknown) {
        None => Ok(chosen),
        Some(failure) => {
            let names: Vec<_> = names().collect();
            Err(failure.because(format!("the columns are {}", names.join(", "))))
        }
    }
}

/// Rows of cells under titles, held as they came: every way to print them makes them safe.
#[derive(Debug)]
pub(crate) struct Grid {
    titles: Vec<String>,
    numeric: Vec<bool>,
    /// The cells, row after row, without anything between them: a list of a hundred thousand
    /// things would else be a million small strings.
    text: String,
    /// The bytes of each cell.
    lengths: Vec<u32>,
    /// Where each row begins in the text.
    starts: Vec<usize>,
    /// The rows that are shown, if not all of them as they came.
    order: Option<Vec<usize>>,
}

impl Grid {
    /// No rows yet, under these columns.
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

    /// Adds a row, by the columns the grid was made for.
    pub(crate) fn push<T: ?Sized>(&mut self, columns: &[&Column<T>], item: &T) {
        debug_assert_eq!(columns.len(), self.titles.len(), "a row has a cell a column");
        self.starts.push(self.text.len());
        for column in columns {
            let cell = (column.cell)(item);
            self.text.push_str(&cell);
            // Cells come out of answers of a few MiB.
            self.lengths.push(u32::try_from(cell.len()).unwrap_or(u32::MAX));
        }
    }

    /// Shows only the rows that have these indices, in this order.
    pub(crate) fn select(&mut self, order: &[usize]) {
        self.order = Some(order.iter().map(|index| self.index(*index)).collect());
    }

    /// Drops all rows.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.lengths.clear();
        self.starts.clear();
        self.order = None;
    }

    /// Which of the rows that were added is shown in this place.
    fn index(&self, place: usize) -> usize {
        self.order.as_ref().map_or(place, |order| order[place])
    }

    /// The title of each column.
    pub(crate) fn titles(&self) -> &[String] {
        &self.titles
    }

    /// For each column, whether its cells are numbers.
    pub(crate) fn numeric(&self) -> &[bool] {
        &self.numeric
    }

    /// The cells of each row that is shown, as they came.
    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = impl Iterator<Item = &str>> {
        let width = self.titles.len();
        let count = self.order.as_ref().map_or(self.starts.len(), Vec::len);
        (0..count).map(move |place| {
            let index = self.index(place);
            let lengths = &self.lengths[index * width..][..width];
            lengths.iter().scan(&self.text[self.starts[index]..], |row, length| {
                let (cell, after) = row.split_at(*length as usize);
                *row = after;
                Some(cell)
            })
        })
    }
}

#[cfg(test)]
mod tests;
