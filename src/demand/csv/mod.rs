//! Starts from a file: one row for each, with the column `created_at` and perhaps `environment_id`,
//! `project`, `class` and `user`. The file is taken as it is: no prebuild runs are looked for.

#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod rows;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::ops::Range;
use std::path::Path;

use self::rows::Rows;
use super::Millis;
use super::starts::{Completeness, Demand, Start};
use super::table::{self, FileErrors, Skipped, TableKind};
use crate::error::CliError;

const KIND: TableKind = TableKind {
    required: "created_at",
    known: &["created_at", "environment_id", "project", "class", "user"],
};

/// The rows of a file.
#[derive(Debug, Default)]
pub(crate) struct DemandFile {
    groups: Vec<Group>,
    skipped: Skipped,
}

/// The rows with the same words for project and class. A word is that of the first row, without
/// surrounding blanks; rows without it belong to whatever pool the user names.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) project: Option<String>,
    pub(crate) class: Option<String>,
    /// The line of the first row.
    pub(crate) line: usize,
    starts: Vec<FileStart>,
}

/// A row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FileStart {
    /// The number of the environment; `None` if the row does not name it, and is a start of its own.
    environment: Option<usize>,
    at: Millis,
}

/// Reads a file, or standard input if the path is `-`.
///
/// # Errors
/// It cannot be read, or is invalid; see [`parse`].
pub(crate) fn read(path: &Path, stdin: &mut dyn Read, now: Millis) -> Result<DemandFile, CliError> {
    let (name, text) = table::read_text(path, stdin, "starts")?;
    parse(&text, now).map_err(|errors| errors.into_failure(name))
}

/// Parses a file; no row may be later than `now`.
///
/// # Errors
/// All errors of the file.
pub(crate) fn parse(text: &str, now: Millis) -> Result<DemandFile, FileErrors> {
    let mut rows = Rows::new(now);
    let skipped = table::parse(text, KIND, |row| rows.add(row))?;
    Ok(DemandFile { groups: rows.finish(), skipped })
}

impl DemandFile {
    /// In the order of their first rows.
    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub(crate) const fn skipped(&self) -> Skipped {
        self.skipped
    }

    /// The demand of some groups, by their indices, which all belong to one pool; everything without
    /// a window. Rows about one environment are one start, at the earliest time.
    pub(crate) fn demand(&self, groups: &[usize], window: Option<&Range<Millis>>) -> Demand {
        let mut demand = Demand::new(Completeness::Complete);
        let groups = groups.iter().filter_map(|index| self.groups.get(*index));
        let mut rows: Vec<_> = groups.flat_map(|group| &group.starts).copied().collect();
        rows.sort_unstable();
        demand.found.rows = rows.len();
        let is_same = |one: &FileStart, other: &FileStart| {
            one.environment.is_some() && one.environment == other.environment
        };
        for rows in rows.chunk_by(is_same) {
            let at = rows[0].at;
            if window.is_none_or(|window| window.contains(&at)) {
                demand.left_out.restarts += rows.len() - 1;
                demand.starts.push(Start { at, starter: None });
            } else {
                demand.left_out.outside_window += rows.len();
            }
        }
        demand.sources.file = demand.starts.len();
        demand.starts.sort_unstable();
        demand
    }
}
