//! A table of a report, before it is HTML or Markdown.

/// The first cell of each row is its header.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) caption: String,
    /// Where no column has a title, there is no row of them.
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Above the titles of neighbors with the same group; empty for none.
    pub(super) group: &'static str,
    pub(super) title: &'static str,
    pub(super) is_numeric: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// A sum, or what the reader should see first.
    pub(super) is_strong: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    /// A name from the service, and where it stands in the page.
    Name {
        name: String,
        target: Option<String>,
    },
    /// Sentences.
    List(Vec<String>),
    /// A size and what it is.
    Size {
        size: String,
        label: String,
    },
    /// A range of shares.
    Range {
        range: [f64; 2],
        goal: f64,
    },
}

impl Column {
    pub(super) const fn text(title: &'static str) -> Self {
        Self { group: "", title, is_numeric: false }
    }

    pub(super) const fn number(title: &'static str) -> Self {
        Self { group: "", title, is_numeric: true }
    }

    pub(super) const fn in_group(self, group: &'static str) -> Self {
        Self { group, ..self }
    }
}

impl Row {
    pub(super) const fn new(cells: Vec<Cell>) -> Self {
        Self { cells, is_strong: false }
    }

    pub(super) const fn strong(cells: Vec<Cell>) -> Self {
        Self { cells, is_strong: true }
    }

    /// A row of a table without titles of columns.
    pub(super) fn fact(name: &str, value: impl Into<Cell>) -> Self {
        Self::new(vec![name.into(), value.into()])
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
