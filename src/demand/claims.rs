//! Claims: which starts took an instance of a pool, as the cloud provider recorded it. On AWS each is a
//! `DetachInstances` event of CloudTrail, which the user exports: a row for each, with the column
//! `time` and perhaps `event_id`, `pool` and `error_code`.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use super::Millis;
use super::table::{self, FileErrors, HeaderError, Row, Skipped, TableKind, parse_time};
use crate::error::CliError;

const KIND: TableKind =
    TableKind { required: "time", known: &["time", "event_id", "pool", "error_code"] };

/// The claims of a file.
#[derive(Debug, Default)]
pub(crate) struct ClaimsFile {
    name: String,
    /// By what the rows call the pool; `None` if they do not name it.
    times: BTreeMap<Option<String>, Vec<Millis>>,
    skipped: Skipped,
}

/// Reads a file, or standard input if the path is `-`.
///
/// # Errors
/// It cannot be read, or is invalid: all errors.
pub(crate) fn read(path: &Path, stdin: &mut dyn Read) -> Result<ClaimsFile, CliError> {
    let (name, text) = table::read_text(path, stdin, "claims")?;
    let file = parse(&text).map_err(|errors| errors.into_failure(name.clone()))?;
    Ok(ClaimsFile { name, ..file })
}

/// Parses a file. Attempts that failed are no claims, and an event that is listed twice is one.
///
/// # Errors
/// All errors of the file.
pub(crate) fn parse(text: &str) -> Result<ClaimsFile, FileErrors> {
    let mut times = BTreeMap::new();
    let mut events = HashSet::new();
    let add = |row: &Row<'_, '_>| add(row, &mut times, &mut events);
    let skipped = table::parse(text, KIND, add)?;
    Ok(ClaimsFile { name: String::new(), times, skipped })
}

fn add(
    row: &Row<'_, '_>,
    times: &mut BTreeMap<Option<String>, Vec<Millis>>,
    events: &mut HashSet<String>,
) -> Result<(), HeaderError> {
    let time = row.required();
    let at = parse_time(&time.text, Millis::MAX)
        .map_err(|error| (row.position(time), format!("time {error}")))?;
    let text = |column| row.field(column).map(|field| field.text.clone().into_owned());
    let has_failed = row.field("error_code").is_some();
    let is_new = |event| events.insert(event);
    if !has_failed && text("event_id").is_none_or(is_new) {
        times.entry(text("pool")).or_default().push(at);
    }
    Ok(())
}

impl ClaimsFile {
    /// For messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) const fn skipped(&self) -> Skipped {
        self.skipped
    }

    /// Whether rows do not say which pool they are about.
    pub(crate) fn has_unnamed(&self) -> bool {
        self.times.contains_key(&None)
    }

    /// What rows call their pools.
    pub(crate) fn pools(&self) -> impl Iterator<Item = &str> {
        self.times.keys().flatten().map(String::as_str)
    }

    /// The claims of a pool within a range; `is_pool` says which words mean it.
    pub(crate) fn count(
        &self,
        range: &Range<Millis>,
        is_pool: impl Fn(Option<&str>) -> bool,
    ) -> usize {
        let pools = self.times.iter().filter(|(pool, _)| is_pool(pool.as_deref()));
        let times = pools.flat_map(|(_, times)| times);
        times.filter(|time| range.contains(time)).count()
    }
}

#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
#[cfg(test)]
mod tests;
