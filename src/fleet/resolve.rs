//! Resolves the names of a fleet file to ids.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::evaluation::{Evaluation, PoolState, WindowState};
use super::file::{Declaration, DeclaredSize, out_of_scope_error};
use crate::lookup::Pattern;
use crate::lookup::{Directory, NameError};
use crate::toml_reader::{Diagnostic, Position, Spanned};
use crate::warm_pool::reference::{NameOrId, PoolKey};

/// A fleet by ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    /// The projects of `[scope]`; without one, only the declared pools are in scope.
    pub(crate) scope: Option<HashSet<Uuid>>,
    /// In the order of the file, at most one for each key.
    pub(crate) pools: Vec<DeclaredPool>,
    /// The patterns of the scope that match no project.
    pub(crate) unmatched: Vec<Spanned<Pattern>>,
}

/// A pool that should exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeclaredPool {
    pub(crate) key: PoolKey,
    /// At the instant of the evaluation.
    pub(crate) size: DeclaredSize,
    pub(crate) window: WindowState,
    pub(crate) place: Position,
    /// The name of the file, where there are several.
    pub(crate) file: Option<String>,
}

/// All names of a file that cannot be resolved, and pools that conflict with others or the scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ResolveErrors {
    /// Sorted by position.
    pub(crate) errors: Vec<Diagnostic>,
    /// Whether every error is an unknown name.
    pub(crate) only_missing: bool,
    /// Whether a project is among the unknown names.
    pub(crate) has_missing_project: bool,
}

impl Resolved {
    /// The first instant at which another window holds for any pool.
    pub(crate) fn valid_until(&self) -> Option<Timestamp> {
        self.pools.iter().filter_map(|pool| pool.window.until).min()
    }

    /// The projects in scope, sorted.
    pub(crate) fn projects(&self) -> Vec<Uuid> {
        let mut projects: Vec<_> = match &self.scope {
            Some(scope) => scope.iter().copied().collect(),
            None => self.pools.iter().map(|pool| pool.key.project).collect(),
        };
        projects.sort_unstable();
        projects.dedup();
        projects
    }

    /// Whether a pool with this key is in scope.
    pub(crate) fn owns(&self, key: PoolKey) -> bool {
        match &self.scope {
            Some(scope) => scope.contains(&key.project),
            None => self.pools.iter().any(|pool| pool.key == key),
        }
    }
}

/// Resolves every name of a fleet at an instant.
///
/// # Errors
/// For unknown and ambiguous names, pools out of scope, and pools that are declared twice, by
/// different names; all of them.
pub(crate) fn resolve(
    evaluation: &Evaluation<'_>,
    directory: &Directory,
) -> Result<Resolved, ResolveErrors> {
    let fleet = evaluation.fleet;
    let mut errors = ErrorCollector::default();
    let mut unmatched = Vec::new();
    let scope = fleet.scope.as_ref();
    let scope = scope.map(|scope| scope_projects(scope, directory, &mut errors, &mut unmatched));
    let (mut pools, mut first_places) = (Vec::new(), HashMap::new());
    for declaration in &fleet.pools {
        let Declaration { project, class, .. } = declaration;
        let project_id = match (&scope, &project.value) {
            // With a scope only its projects are read, so the directory cannot refute another id.
            (Some(_), NameOrId::Id(id)) => Some(*id),
            _ => errors.ok(project.place, directory.project(&project.value)),
        };
        if let (Some(id), Some(scope)) = (project_id, &scope) {
            let error = || out_of_scope_error(&project.value);
            errors.check(scope.contains(&id), project.place, error);
        }
        let class_id = errors.ok(class.place, directory.class(&class.value));
        let (Some(project), Some(class_id)) = (project_id, class_id) else { continue };
        let key = PoolKey { project, class: class_id };
        let (place, first) = (class.place, *first_places.entry(key).or_insert(class.place));
        errors.check(first == place, place, || {
            fleet.duplicate_error(&directory.address(key), place, first)
        });
        let PoolState { size, window } = evaluation.state(declaration);
        pools.push(DeclaredPool { key, size, window, place, file: fleet.file_of(place).cloned() });
    }
    if errors.all.is_empty() {
        Ok(Resolved { scope, pools, unmatched })
    } else {
        Err(errors.finish())
    }
}

/// The projects of a scope; `unmatched` gets the patterns that match none.
fn scope_projects(
    scope: &[Spanned<Pattern>],
    directory: &Directory,
    errors: &mut ErrorCollector,
    unmatched: &mut Vec<Spanned<Pattern>>,
) -> HashSet<Uuid> {
    let mut ids = HashSet::new();
    for pattern in scope {
        match &pattern.value {
            Pattern::NameOrId(project) => {
                ids.extend(errors.ok(pattern.place, directory.project(project)));
            }
            glob @ Pattern::Glob(_) => {
                let matching = directory.projects().filter(|(_, name, _)| glob.matches(name));
                let matching: Vec<_> = matching.map(|(id, ..)| id).collect();
                if matching.is_empty() {
                    unmatched.push(pattern.clone());
                }
                ids.extend(matching);
            }
        }
    }
    ids
}

#[derive(Default)]
struct ErrorCollector {
    all: Vec<Diagnostic>,
    /// Whether an error is something else than an unknown name.
    has_others: bool,
    has_missing_project: bool,
}

impl ErrorCollector {
    /// The id; an error is collected.
    fn ok(&mut self, place: Position, id: Result<Uuid, NameError>) -> Option<Uuid> {
        let error = match id {
            Ok(id) => return Some(id),
            Err(error) => error,
        };
        self.has_others |= matches!(error, NameError::Ambiguous { .. });
        self.has_missing_project |= error.is_missing_project();
        self.push(place, error.to_string());
        None
    }

    /// Collects an error unless the condition is met; returns the condition.
    fn check(&mut self, is_met: bool, place: Position, error: impl FnOnce() -> String) -> bool {
        if !is_met {
            self.has_others = true;
            self.push(place, error());
        }
        is_met
    }

    fn push(&mut self, place: Position, text: String) {
        self.all.push(Diagnostic { place, key: String::new(), text });
    }

    fn finish(mut self) -> ResolveErrors {
        self.all.sort();
        self.all.dedup();
        let (only_missing, has_missing_project) = (!self.has_others, self.has_missing_project);
        ResolveErrors { errors: self.all, only_missing, has_missing_project }
    }
}
