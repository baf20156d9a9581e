//! The order of a list: the usual one of its noun, or by a column of the user's choice; and how
//! much of it is shown.

use std::cmp::Reverse;
use std::num::NonZeroUsize;

use clap::Args;

use crate::error::CliError;
use crate::output::record::Record;
use crate::output::table::{Column, choose};

/// A thing that lists show.
pub(crate) trait ListRow: Record + Sized {
    /// What an empty list says, such as `no warm pools`.
    const EMPTY_MESSAGE: &'static str;

    /// Columns whose cells have units, such as `41d`, and what they are in seconds.
    const DURATION_COLUMNS: &'static [InSeconds<Self>];

    /// Whether the first in the usual order are worth reading everything for when a limit is
    /// given; else the first that the service gives will do.
    const LIMIT_NEEDS_SORT: bool;

    /// Where it stands where the user names no column. A list may hold a hundred thousand of them.
    type SortKey: Ord;

    /// Its place in the usual order.
    fn sort_key(&self) -> Self::SortKey;
}

/// A column's name, and its value in seconds.
pub(crate) type InSeconds<T> = (&'static str, fn(&T) -> Option<i64>);

/// The flags of every list.
#[derive(Debug, Args)]
pub(crate) struct OrderArgs {
    /// Sort by this column; `COLUMN:desc` sorts downwards
    #[arg(long, value_name = "COLUMN[:desc]")]
    sort: Option<String>,

    /// Show at most this many
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
}

/// In which order things are shown, and how many.
pub(crate) struct Order<T: ListRow> {
    by: Option<SortColumn<T>>,
    /// The most that are shown.
    pub(crate) limit: usize,
}

/// Where a thing stands in a list: lists are in ascending order of it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortPosition<U> {
    by: Option<Box<Cell>>,
    sort_key: U,
}

/// A cell that is sorted by; all of a column are of one kind.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Upwards(Value),
    Downwards(Reverse<Value>),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(Option<i64>),
    Text(String),
}

/// A column to sort by, and which way.
struct SortColumn<T: ListRow> {
    column: &'static Column<T>,
    downwards: bool,
}

impl OrderArgs {
    /// Reads the words.
    ///
    /// # Errors
    /// When there is no such column; before anything is called.
    pub(crate) fn order<T: ListRow>(&self) -> Result<Order<T>, CliError> {
        let by = self.sort.as_deref().map(SortColumn::parse).transpose()?;
        Ok(Order { by, limit: self.limit.map_or(usize::MAX, NonZeroUsize::get) })
    }
}

impl<T: ListRow> Order<T> {
    /// Whether the list is sorted by this column.
    pub(crate) fn is_by(&self, column: &str) -> bool {
        self.by.as_ref().is_some_and(|by| by.column.name == column)
    }

    /// Whether things can be shown as they come.
    pub(crate) fn can_stream(&self) -> bool {
        self.by.is_none() && !(T::LIMIT_NEEDS_SORT && self.limit < usize::MAX)
    }

    /// Whether so many things are enough.
    pub(crate) fn is_full(&self, count: usize) -> bool {
        self.can_stream() && count >= self.limit
    }

    /// The place of a thing.
    pub(crate) fn place(&self, row: &T) -> SortPosition<T::SortKey> {
        SortPosition {
            by: self.by.as_ref().map(|by| Box::new(by.cell(row))),
            sort_key: row.sort_key(),
        }
    }

    /// The indices of the places, those of the first in the list first, without what is too much.
    pub(crate) fn arrange(&self, places: &[SortPosition<T::SortKey>]) -> Vec<usize> {
        let is_full = self.is_full(places.len());
        let mut indices: Vec<_> = (0..if is_full { self.limit } else { places.len() }).collect();
        indices.sort_by(|a, b| places[*a].cmp(&places[*b]));
        indices.truncate(self.limit);
        indices
    }
}

impl<T: ListRow> SortColumn<T> {
    fn parse(text: &str) -> Result<Self, CliError> {
        let (name, downwards) = match text.rsplit_once(':') {
            Some((name, "desc")) => (name, true),
            Some((name, "asc")) => (name, false),
            Some((_, way)) => {
                return Err(CliError::usage(format!("--sort: {way:?} is neither asc nor desc")));
            }
            None => (text, false),
        };
        let column = choose(T::COLUMNS, Some(&[name.to_owned()]), false)?;
        column
            .first()
            .map(|column| Self { column, downwards })
            .ok_or_else(|| CliError::usage("--sort: a column is wanted"))
    }

    fn cell(&self, row: &T) -> Cell {
        let seconds = T::DURATION_COLUMNS.iter().find(|(name, _)| *name == self.column.name);
        let value = match seconds {
            Some((_, seconds)) => Value::Number(seconds(row)),
            None if self.column.numeric => Value::Number(self.number(row)),
            None => Value::Text((self.column.cell)(row)),
        };
        if self.downwards { Cell::Downwards(Reverse(value)) } else { Cell::Upwards(value) }
    }

    fn number(&self, row: &T) -> Option<i64> {
        (self.column.cell)(row).parse().ok()
    }
}
