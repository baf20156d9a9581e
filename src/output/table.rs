//! Columns as data, and the grid of cells that they give for a list of records.

mod grid;
mod render;

use anstyle::Style;

use crate::error::CliError;
use crate::keyword::did_you_mean;

pub(crate) use grid::{CellRules, Grid};
pub(super) use grid::{Lead, RecordTable, is_formula};
pub(crate) use render::{MAX_CELL_WIDTH, TableStyle};

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
    /// Whether its cells name something and are never truncated.
    pub(crate) whole: bool,
    /// The cell is not sanitized.
    pub(crate) cell: fn(&T) -> String,
    /// The id that replaces a cell that cannot be shown as it is: what is shown instead would name
    /// something else. Not for a row whose id is [`NO_ID`].
    pub(crate) id: Option<fn(&T) -> String>,
    /// The color of a cell with this text, which repeats what the text says.
    pub(crate) style: fn(&str) -> Style,
}

/// The id of a row that has none.
const NO_ID: &str = "-";

impl<T: ?Sized> Column<T> {
    pub(crate) const fn text(name: &'static str, cell: fn(&T) -> String) -> Self {
        let style = |_: &str| Style::new();
        Self {
            name,
            wide: false,
            extra: false,
            numeric: false,
            whole: false,
            cell,
            id: None,
            style,
        }
    }

    pub(crate) const fn number(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { numeric: true, whole: true, ..Self::text(name, cell) }
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

    /// A name that can be typed.
    pub(crate) const fn address(
        name: &'static str,
        cell: fn(&T) -> String,
        id: fn(&T) -> String,
    ) -> Self {
        Self { whole: true, id: Some(id), ..Self::text(name, cell) }
    }

    pub(crate) const fn id(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { whole: true, ..Self::text(name, cell) }
    }

    pub(crate) const fn wide_id(name: &'static str, cell: fn(&T) -> String) -> Self {
        Self { wide: true, ..Self::id(name, cell) }
    }

    pub(crate) const fn styled(self, style: fn(&str) -> Style) -> Self {
        Self { style, ..self }
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
    check_columns(&names, requested)?;
    let find = |name: &String| all.iter().find(|column| is_named(column.name, name));
    Ok(requested.iter().filter_map(find).collect())
}

/// Checks that all requested columns are available.
///
/// # Errors
/// As [`choose_columns`].
pub(crate) fn check_columns(available: &[&str], requested: &[String]) -> Result<(), CliError> {
    let is_unknown = |name: &&String| !available.iter().any(|column| is_named(column, name));
    let unknown = requested.iter().filter(is_unknown).map(|name| {
        let name = name.trim();
        format!("unknown column {name:?}{}", did_you_mean(name, available.iter().copied()))
    });
    match CliError::usage_errors_opt(unknown) {
        None => Ok(()),
        Some(error) => Err(error.because(format!("available columns: {}", available.join(", ")))),
    }
}

fn is_named(column: &str, name: &str) -> bool {
    column.eq_ignore_ascii_case(name.trim())
}

#[cfg(test)]
mod tests;
