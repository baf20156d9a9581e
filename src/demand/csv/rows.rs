//! Rows: each is checked on its own, and against the other rows of its environment.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{FileStart, Group};
use crate::demand::Millis;
use crate::demand::table::{HeaderError, Row, excerpt, parse_time};
use crate::warm_pool::reference::parse_id;

/// The rows so far.
pub(super) struct Rows {
    now: Millis,
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
        let (groups, indices, environments) = Default::default();
        Self { now, groups, indices, environments }
    }

    /// The groups of rows.
    pub(super) fn finish(self) -> Vec<Group> {
        self.groups
    }

    pub(super) fn add(&mut self, row: &Row<'_, '_>) -> Result<(), HeaderError> {
        let created_at = row.required();
        let at = parse_time(&created_at.text, self.now)
            .map_err(|error| (row.position(created_at), format!("created_at {error}")))?;
        let line = row.line();
        let word = |column| row.field(column).map(|field| field.text.clone().into_owned());
        let group = self.group(word("project"), word("class"), line);
        let environment = match row.field("environment_id") {
            Some(id) => {
                let number = self.environment(&id.text, group, line);
                Some(number.map_err(|message| (row.position(id), message))?)
            }
            None => None,
        };
        self.groups[group].starts.push(FileStart { environment, at });
        Ok(())
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
