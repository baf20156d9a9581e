//! The order of a list: the usual one of its noun, or by a column of the user's choice; and how
//! much of it is shown.

use std::cmp::Ordering;
use std::num::NonZeroUsize;

use clap::Args;

use crate::error::Failure;
use crate::output::record::Record;
use crate::output::table::{Column, choose};

/// A thing that lists show.
pub(super) trait Listed: Record + Sized {
    /// What an empty list says, such as `no warm pools`.
    const NONE: &'static str;

    /// Columns whose cells have units, such as `41d`, and what they are in seconds.
    const SECONDS: &'static [InSeconds<Self>];

    /// Whether the first in the usual order are worth reading everything for when a limit is
    /// given; else the first that the service gives will do.
    const HAS_FIRST: bool;

    /// The order where the user names none.
    fn usual(&self, other: &Self) -> Ordering;
}

/// A column's name, and its value in seconds.
pub(super) type InSeconds<T> = (&'static str, fn(&T) -> Option<i64>);

/// The flags of every list.
#[derive(Debug, Args)]
pub(super) struct OrderArgs {
    /// Sort by this column; `COLUMN:desc` sorts downwards
    #[arg(long, value_name = "COLUMN[:desc]")]
    sort: Option<String>,

    /// Show at most this many
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
}

/// In which order things are shown, and how many.
pub(super) struct Order<T: Listed> {
    by: Option<By<T>>,
    /// The most that are shown.
    pub(super) limit: usize,
}

/// A column to sort by, and which way.
struct By<T: Listed> {
    column: &'static Column<T>,
    downwards: bool,
}

impl OrderArgs {
    /// Reads the words.
    ///
    /// # Errors
    /// When there is no such column; before anything is called.
    pub(super) fn order<T: Listed>(&self) -> Result<Order<T>, Failure> {
        let by = self.sort.as_deref().map(By::parse).transpose()?;
        Ok(Order { by, limit: self.limit.map_or(usize::MAX, NonZeroUsize::get) })
    }
}

impl<T: Listed> Order<T> {
    /// Whether the list is sorted by this column.
    pub(super) fn is_by(&self, column: &str) -> bool {
        self.by.as_ref().is_some_and(|by| by.column.name == column)
    }

    /// Whether things can be shown as they come.
    pub(super) fn is_free(&self) -> bool {
        self.by.is_none() && !(T::HAS_FIRST && self.limit < usize::MAX)
    }

    /// Whether so many things are enough.
    pub(super) fn is_full(&self, count: usize) -> bool {
        self.is_free() && count >= self.limit
    }

    /// Sorts, and drops what is too much.
    pub(super) fn arrange(&self, held: &mut Vec<T>) {
        if self.is_full(held.len()) {
            held.truncate(self.limit);
        }
        let by = |a: &T, b: &T| self.by.as_ref().map_or(Ordering::Equal, |by| by.compare(a, b));
        held.sort_by(|a, b| by(a, b).then_with(|| a.usual(b)));
        held.truncate(self.limit);
    }
}

impl<T: Listed> By<T> {
    fn parse(text: &str) -> Result<Self, Failure> {
        let (name, downwards) = match text.rsplit_once(':') {
            Some((name, "desc")) => (name, true),
            Some((name, "asc")) => (name, false),
            Some((_, way)) => {
                return Err(Failure::usage(format!("--sort: {way:?} is neither asc nor desc")));
            }
            None => (text, false),
        };
        let column = choose(T::COLUMNS, Some(&[name.to_owned()]), false)?;
        column
            .first()
            .map(|column| Self { column, downwards })
            .ok_or_else(|| Failure::usage("--sort: a column is wanted"))
    }

    fn compare(&self, a: &T, b: &T) -> Ordering {
        let seconds = T::SECONDS.iter().find(|(name, _)| *name == self.column.name);
        let order = match seconds {
            Some((_, seconds)) => seconds(a).cmp(&seconds(b)),
            None if self.column.numeric => self.number(a).cmp(&self.number(b)),
            None => (self.column.cell)(a).cmp(&(self.column.cell)(b)),
        };
        if self.downwards { order.reverse() } else { order }
    }

    fn number(&self, row: &T) -> Option<i64> {
        (self.column.cell)(row).parse().ok()
    }
}
