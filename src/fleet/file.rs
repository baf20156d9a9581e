//! Parses fleet files, offline.

mod goal;
mod join;
pub(crate) mod keys;
mod parser;
mod pool_entry;
mod sizes;
mod windows;

use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

pub(crate) use self::goal::Goal;
use self::parser::parse_one;
use super::schedule::pool_schedule::PoolSchedule;
use super::schedule::window::Window;
use super::schedule::zone::Zone;
use crate::lookup::Pattern;
use crate::toml_reader::{Diagnostic, Position, Spanned};
use crate::warm_pool::reference::NameOrId;
use crate::warm_pool::size::SizeBounds;

/// A fleet file, not parsed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileText {
    /// As messages show it.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The content of one fleet file, or of several as if they were one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fleet {
    /// The names of the files; [`Position::file`] is an index of it.
    pub(crate) files: Vec<String>,
    /// The projects whose pools the files own; without a scope, they own what they declare.
    pub(crate) scope: Option<Vec<Spanned<Pattern>>>,
    /// In the order of the files.
    pub(crate) pools: Vec<Declaration>,
    /// Sorted by name.
    pub(crate) windows: Vec<Window>,
    /// The zones at the top of the files that have one.
    pub(crate) time_zones: Vec<Rc<Zone>>,
    /// The position and name of every zone, at the top of files and in windows.
    pub(crate) named_zones: Vec<Spanned<&'static str>>,
    /// How long after an edge the size before it is accepted.
    pub(crate) grace: Option<Spanned<Duration>>,
}

/// A declared pool.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Declaration {
    pub(crate) project: Spanned<NameOrId>,
    pub(crate) class: Spanned<NameOrId>,
    /// Outside windows; [`super::evaluation`] gives the size at an instant.
    pub(crate) size: DeclaredSize,
    /// `None` for a pool without windows.
    pub(crate) schedule: Option<Rc<PoolSchedule>>,
    #[allow(dead_code, reason = "for advise")]
    pub(crate) goal: Goal,
}

/// The size that a file gives to a pool, together with `[defaults]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DeclaredSize {
    /// A bound that is not given stays as it is, and gets its default in a new pool. Bounds
    /// that are given are valid.
    pub(crate) bounds: SizeBounds,
    /// The position of the first bound that the pool itself gives; `None` if all are defaults.
    pub(crate) place: Option<Position>,
}

/// Parses the texts of fleet files as one fleet: scopes, windows and pools are joined; `time-zone`
/// and `[defaults]` apply to their own file.
///
/// # Errors
/// All errors of the files, by position.
pub(crate) fn parse(texts: &[FileText]) -> Result<Fleet, Vec<Diagnostic>> {
    let mut fleet = Fleet::default();
    let (mut errors, mut pools) = (Vec::new(), Vec::new());
    let mut is_complete = true;
    for (number, FileText { name, text }) in texts.iter().enumerate() {
        let (content, found) = parse_one(number, text);
        is_complete &= content.is_some();
        errors.extend(found);
        fleet.files.push(name.clone());
        if let Some(content) = content {
            pools.extend(fleet.add(content, &mut errors));
        }
    }
    errors.extend(fleet.add_pools(pools, is_complete));
    errors.extend(fleet.duplicates());
    // The scope of a file that is no TOML may cover the pools of the others.
    if is_complete {
        errors.extend(fleet.out_of_scope());
    }
    errors.sort();
    // Of a default that does not fit several pools.
    errors.dedup();
    if errors.is_empty() { Ok(fleet) } else { Err(errors) }
}

impl Fleet {
    /// Pools that are declared twice by the same names.
    fn duplicates(&self) -> Vec<Diagnostic> {
        let mut first_places = HashMap::new();
        let mut errors = Vec::new();
        for Declaration { project, class, .. } in &self.pools {
            let first = *first_places.entry((&project.value, &class.value)).or_insert(class.place);
            if first != class.place {
                let address = format!("{}/{}", project.value, class.value);
                errors.push(error(class.place, self.duplicate_error(&address, class.place, first)));
            }
        }
        errors
    }

    /// Pools that no pattern of the scope can match, whatever projects exist.
    fn out_of_scope(&self) -> Vec<Diagnostic> {
        let scope = self.scope.as_ref().filter(|scope| !scope.is_empty());
        let is_outside = |project: &NameOrId| {
            scope.is_some_and(|scope| !scope.iter().any(|pattern| pattern.value.may_match(project)))
        };
        let projects = self.pools.iter().map(|pool| &pool.project);
        let outside = projects.filter(|project| is_outside(&project.value));
        let mut errors: Vec<_> = outside
            .map(|project| error(project.place, out_of_scope_error(&project.value)))
            .collect();
        // A pool of several classes is declared at one place.
        errors.dedup();
        errors
    }

    pub(super) fn duplicate_error(
        &self,
        address: &str,
        place: Position,
        first: Position,
    ) -> String {
        format!("{address} is a duplicate of {}", self.line_text(first, place))
    }

    /// The time zone of the files, unless they have none or different ones.
    pub(crate) fn time_zone(&self) -> Option<&Zone> {
        let (first, others) = self.time_zones.split_first()?;
        others.iter().all(|other| other == first).then_some(first)
    }

    /// The file of a position, where there are several.
    pub(crate) fn file_of(&self, place: Position) -> Option<&String> {
        self.files.get(place.file).filter(|_| self.files.len() > 1)
    }
}

fn error(place: Position, text: String) -> Diagnostic {
    Diagnostic { place, key: String::new(), text }
}

pub(super) fn out_of_scope_error(project: &NameOrId) -> String {
    format!("project {project} is not covered by [scope] projects")
}

#[cfg(test)]
mod tests;
