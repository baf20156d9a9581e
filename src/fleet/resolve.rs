//! What a file declares, by the ids of what there is.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::file::{Declaration, Fleet, duplicate_error, out_of_scope_error};
use super::pattern::Pattern;
use crate::lookup::{Directory, NameError};
use crate::text_file::toml_reader::{Diagnostic, Position, Spanned};
use crate::warm_pool::reference::{NameOrId, PoolKey};
use crate::warm_pool::size::PoolSize;

/// A fleet whose every word is an id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    /// The projects whose pools the file owns; `None` if it owns only what it declares.
    pub(crate) scope: Option<HashSet<Uuid>>,
    /// The pools, in the order of the file; no two of one pair.
    pub(crate) pools: Vec<Wanted>,
}

/// One pool that is to exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// What it is for.
    pub(crate) pair: PoolKey,
    /// How a user can name it.
    pub(crate) address: String,
    /// Its size.
    pub(crate) size: PoolSize,
    /// The line of the file that declares it.
    pub(crate) line: usize,
}

/// What is wrong with the words of a file, given what there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ResolveErrors {
    /// All of it, by place.
    pub(crate) faults: Vec<Diagnostic>,
    /// Whether all that is wrong is that things do not exist.
    pub(crate) only_missing: bool,
    /// Whether a project is among what does not exist.
    pub(crate) is_about_projects: bool,
}

impl Resolved {
    /// The projects in which pools are looked for.
    pub(crate) fn projects(&self) -> Vec<Uuid> {
        let of_pools = || self.pools.iter().map(|pool| pool.pair.project).collect();
        let mut projects: Vec<_> = match &self.scope {
            Some(scope) => scope.iter().copied().collect(),
            None => of_pools(),
        };
        projects.sort_unstable();
        projects.dedup();
        projects
    }

    /// Whether the file owns the pool of a pair.
    pub(crate) fn owns(&self, pair: PoolKey) -> bool {
        match &self.scope {
            Some(scope) => scope.contains(&pair.project),
            None => self.pools.iter().any(|pool| pool.pair == pair),
        }
    }
}

/// Looks up every word of a file.
///
/// # Errors
/// Everything that is wrong, at once: names of nothing and of several things, pools outside of the
/// scope, and pairs that are declared twice in different words.
pub(crate) fn resolve(fleet: &Fleet, directory: &Directory) -> Result<Resolved, ResolveErrors> {
    let mut faults = Faults::default();
    let scope = fleet.scope.as_ref().map(|scope| projects_of(scope, directory, &mut faults));
    let (mut pools, mut lines) = (Vec::new(), HashMap::new());
    let mut projects = HashMap::new();
    for Declaration { project, class, size } in &fleet.pools {
        let found = projects.entry((&project.value, project.place)).or_insert_with(|| {
            let id = match (&scope, &project.value) {
                // It may be that of no project at all: only those of the scope were asked for.
                (Some(_), NameOrId::Id(id)) => *id,
                _ => faults.found(project, directory.project(&project.value))?,
            };
            let is_inside = scope.as_ref().is_none_or(|scope| scope.contains(&id));
            faults.unless(is_inside, project.place, || out_of_scope_error(&project.value));
            is_inside.then_some(id)
        });
        let found = (*found, faults.found(class, directory.class(&class.value)));
        let (Some(project), Some(class_id)) = found else { continue };
        let pair = PoolKey { project, class: class_id };
        let address = directory.address(pair);
        let first = *lines.entry(pair).or_insert(class.place);
        faults.unless(first == class.place, class.place, || duplicate_error(&address, first));
        pools.push(Wanted { pair, address, size: *size, line: class.place.line });
    }
    if faults.all.is_empty() { Ok(Resolved { scope, pools }) } else { Err(faults.end()) }
}

/// The projects that the patterns of a scope hold.
fn projects_of(
    scope: &[Spanned<Pattern>],
    directory: &Directory,
    faults: &mut Faults,
) -> HashSet<Uuid> {
    let mut ids = HashSet::new();
    for Spanned { value: pattern, place } in scope {
        match pattern {
            Pattern::NameOrId(word) => {
                let at = Spanned { value: word.clone(), place: *place };
                ids.extend(faults.found(&at, directory.project(word)));
            }
            Pattern::Glob(_) => {
                let held = directory.projects().filter(|(id, name, _)| pattern.matches(*id, name));
                ids.extend(held.map(|(id, ..)| id));
            }
        }
    }
    ids
}

/// What is wrong so far.
#[derive(Default)]
struct Faults {
    all: Vec<Diagnostic>,
    /// Whether something is wrong beside that things do not exist.
    others: bool,
    /// Whether a project does not exist.
    projects: bool,
}

impl Faults {
    /// What was found at a place, if anything was.
    fn found(&mut self, at: &Spanned<NameOrId>, found: Result<Uuid, NameError>) -> Option<Uuid> {
        let unnamed = match found {
            Ok(id) => return Some(id),
            Err(unnamed) => unnamed,
        };
        self.others |= matches!(unnamed, NameError::Ambiguous { .. });
        self.projects |= unnamed.is_missing_project();
        self.push(at.place, unnamed.to_string());
        None
    }

    fn unless(&mut self, is_success: bool, place: Position, why: impl FnOnce() -> String) {
        if !is_success {
            self.others = true;
            self.push(place, why());
        }
    }

    fn push(&mut self, place: Position, text: String) {
        self.all.push(Diagnostic { place, key: String::new(), text });
    }

    fn end(mut self) -> ResolveErrors {
        self.all.sort();
        self.all.dedup();
        let (only_missing, is_about_projects) = (!self.others, self.projects);
        ResolveErrors { faults: self.all, only_missing, is_about_projects }
    }
}
