//! Rows: each is checked on its own, and against the other rows of its environment.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::errors::{FileErrors, excerpt};
use super::header::Columns;
use super::scanner::{Field, Scanner};
use super::{FileStart, Group};
use crate::demand::{Millis, to_millis};
use crate::warm_pool::reference::parse_id;

/// The rows so far.
pub(super) struct Rows {
    now: Millis,
    pub(super) errors: FileErrors,
    groups: Vec<Group>,
    /// The index of the group of a project and class.
    indices: HashMap<(Option<String>, Option<String>), usize>,
    environments: HashMap<String, Environment>,
}

/// An environment that a row has named.
struct Environment {
    number: usize,
    project: Option<Mention>,
    class: Option<Mention>,
}

/// The first row that says which project, or which class, an environment belongs to.
#[derive(Clone, Copy)]
struct Mention {
    group: usize,
    line: usize,
}

impl Rows {
    pub(super) fn new(now: Millis) -> Self {
        let (errors, groups, indices, environments) = Default::default();
        Self { now, errors, groups, indices, environments }
    }

    /// The groups of rows.
    ///
    /// # Errors
    /// Those of all rows.
    pub(super) fn finish(self) -> Result<Vec<Group>, FileErrors> {
        if self.errors.count == 0 { Ok(self.groups) } else { Err(self.errors) }
    }

    pub(super) fn add(&mut self, fields: &[Field<'_>], columns: &Columns, scanner: &Scanner<'_>) {
        if fields.len() != columns.count() {
            let place = scanner.position(&fields[0]);
            let (found, expected) = (fields.len(), columns.count());
            let message = format!("{found} fields, but the header line has {expected}");
            return self.errors.add(place, message);
        }
        let field = |column: Option<usize>| {
            column.map(|column| &fields[column]).filter(|field| !field.text.is_empty())
        };
        let created_at = &fields[columns.created_at];
        let at = match parse_time(&created_at.text, self.now) {
            Ok(at) => at,
            Err(error) => {
                let message = format!("created_at {error}");
                return self.errors.add(scanner.position(created_at), message);
            }
        };
        let line = scanner.position(&fields[0]).line;
        let word = |column| field(column).map(|field| field.text.clone().into_owned());
        let group = self.group(word(columns.project), word(columns.class), line);
        let environment = match field(columns.environment_id) {
            Some(id) => match self.environment(&id.text, group, line) {
                Ok(number) => Some(number),
                Err(message) => return self.errors.add(scanner.position(id), message),
            },
            None => None,
        };
        self.groups[group].starts.push(FileStart { environment, at });
    }

    /// The index of the group with these words.
    fn group(&mut self, project: Option<String>, class: Option<String>, line: usize) -> usize {
        match self.indices.entry((project, class)) {
            Entry::Occupied(index) => *index.get(),
            Entry::Vacant(entry) => {
                let (project, class) = entry.key().clone();
                self.groups.push(Group { project, class, line, starts: Vec::new() });
                *entry.insert(self.groups.len() - 1)
            }
        }
    }

    /// The number of an environment, which may not be in two projects or have two classes.
    fn environment(&mut self, id: &str, group: usize, line: usize) -> Result<usize, String> {
        let number = self.environments.len();
        let key = parse_id(id).map_or_else(|_| id.to_owned(), |id| id.to_string());
        let new = Environment { number, project: None, class: None };
        let known = self.environments.entry(key).or_insert(new);
        let groups = &self.groups;
        let mention = |known: &mut Option<Mention>, name, word: fn(&Group) -> Option<&String>| {
            let Some(own) = word(&groups[group]) else { return Ok(()) };
            let first = *known.get_or_insert(Mention { group, line });
            match word(&groups[first.group]) {
                Some(word) if !word.eq_ignore_ascii_case(own) => {
                    let (id, line) = (excerpt(id), first.line);
                    Err(format!("environment {id} has another {name} in line {line}"))
                }
                _ => Ok(()),
            }
        };
        mention(&mut known.project, "project", |group| group.project.as_ref())?;
        mention(&mut known.class, "class", |group| group.class.as_ref())?;
        Ok(known.number)
    }
}

/// Parses RFC 3339 with a time zone; not later than `now`. An error follows the name of the column.
fn parse_time(text: &str, now: Millis) -> Result<Millis, String> {
    if text.is_empty() {
        return Err("is empty".to_owned());
    }
    // Neither a date without a time nor the name of a zone in brackets is RFC 3339.
    let is_whole = text.contains(':') && !text.contains('[');
    match text.parse::<Timestamp>() {
        Ok(time) if is_whole && to_millis(time) <= now => Ok(to_millis(time)),
        Ok(_) if is_whole => Err(format!("{} is in the future", excerpt(text))),
        _ if text.parse::<DateTime>().is_ok() => {
            let text = excerpt(text);
            Err(format!("{text} has no time zone: add Z, or an offset such as +01:00"))
        }
        _ => Err(format!("{} is not a time such as 2026-11-02T08:15:03Z", excerpt(text))),
    }
}
