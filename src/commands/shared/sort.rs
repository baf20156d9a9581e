//! `--sort` and `--limit`.

use clap::Args;

use super::all_profiles::AllProfiles;
use super::whole_number;
use crate::error::CliError;
use crate::output::record::Record;
use crate::output::table::{Column, choose_columns};
use crate::sort::sort_indices;

/// A column that shows durations, such as `41d`, and their seconds.
pub(crate) type DurationColumn<T> = (&'static str, fn(&T) -> Option<i64>);

/// The flags of every list.
#[derive(Debug, Args)]
pub(crate) struct OrderArgs {
    /// Sort by this column; COLUMN:desc or -COLUMN sorts in descending order
    #[arg(long, value_name = "COLUMN[:desc]", allow_hyphen_values = true)]
    sort: Option<String>,

    /// Show at most this many
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    #[arg(value_parser = |text: &str| whole_number::parse(text, 1_usize..))]
    limit: Option<usize>,

    #[command(flatten)]
    all_profiles: AllProfiles,
}

pub(crate) struct Order<T: Record> {
    /// `None` for the default order of the noun.
    by: Option<SortColumn<T>>,
    /// `usize::MAX` if there is none.
    pub(crate) limit: usize,
}

struct SortColumn<T: Record> {
    column: &'static Column<T>,
    seconds: Option<fn(&T) -> Option<i64>>,
    is_descending: bool,
}

/// The place of a row in the list; `K` is its place in the default order.
pub(crate) struct SortKey<K> {
    cell: Option<Box<Cell>>,
    default: K,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Number(Option<i64>),
    Text(String),
}

impl OrderArgs {
    pub(crate) fn parse<T: Record>(
        &self,
        durations: &[DurationColumn<T>],
    ) -> Result<Order<T>, CliError> {
        let by = self.sort.as_deref().map(|sort| SortColumn::parse(sort, durations)).transpose()?;
        Ok(Order { by, limit: self.limit.unwrap_or(usize::MAX) })
    }
}

impl<T: Record> Order<T> {
    pub(crate) const fn is_default(&self) -> bool {
        self.by.is_none()
    }

    pub(crate) fn is_by(&self, column: &str) -> bool {
        self.by.as_ref().is_some_and(|by| by.column.name == column)
    }

    pub(crate) fn key<K>(&self, row: &T, default: K) -> SortKey<K> {
        SortKey { cell: self.by.as_ref().map(|by| Box::new(by.cell(row))), default }
    }

    /// The indices of the keys in order, within the limit.
    pub(crate) fn sort<K: Ord>(&self, keys: &[SortKey<K>]) -> Vec<usize> {
        let is_descending = self.by.as_ref().is_some_and(|by| by.is_descending);
        let mut indices: Vec<_> = (0..keys.len()).collect();
        sort_indices(&mut indices, &|a, b| {
            let (a, b) = (&keys[a], &keys[b]);
            let by_cell = a.cell.cmp(&b.cell);
            let by_cell = if is_descending { by_cell.reverse() } else { by_cell };
            by_cell.then_with(|| a.default.cmp(&b.default))
        });
        indices.truncate(self.limit);
        indices
    }
}

impl<T: Record> SortColumn<T> {
    fn parse(text: &str, durations: &[DurationColumn<T>]) -> Result<Self, CliError> {
        let (name, is_descending) = match (text.rsplit_once(':'), text.strip_prefix('-')) {
            (Some((name, order)), _) if order.eq_ignore_ascii_case("desc") => (name, true),
            (Some((name, order)), _) if order.eq_ignore_ascii_case("asc") => (name, false),
            (Some((_, order)), _) => {
                return Err(CliError::usage(format!("--sort: {order:?} is neither asc nor desc")));
            }
            (None, Some(name)) => (name, true),
            (None, None) => (text, false),
        };
        let column = choose_columns(T::COLUMNS, Some(&[name.to_owned()]), false)?[0];
        let duration = durations.iter().find(|(name, _)| *name == column.name);
        Ok(Self { column, seconds: duration.map(|(_, seconds)| *seconds), is_descending })
    }

    fn cell(&self, row: &T) -> Cell {
        match self.seconds {
            Some(seconds) => Cell::Number(seconds(row)),
            None if self.column.numeric => Cell::Number((self.column.cell)(row).parse().ok()),
            None => Cell::Text((self.column.cell)(row)),
        }
    }
}
