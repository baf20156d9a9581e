//! Compares the declared pools with the current state. Pure.

use std::collections::HashMap;
use std::fmt;

use super::file::DeclaredSize;
use super::live_state::LivePool;
use super::plan::{Action, Change, Plan, UnmanagedPool};
use super::resolve::{DeclaredPool, Resolved};
use crate::sort::sort_by;
use crate::toml_reader::{Diagnostic, Position};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::SizeBounds;

/// How a fleet differs from the current state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Diff {
    /// Without the changes of pools whose size does not fit.
    pub(crate) plan: Plan,
    /// Sorted by address.
    pub(crate) misfits: Vec<Misfit>,
}

/// A pool of which the file gives one bound that does not fit the live one that it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) address: String,
    pub(crate) declared: DeclaredPool,
    pub(crate) live: LivePool,
}

impl Misfit {
    /// The error of a plan.
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        let place = self.declared.size.place.unwrap_or(self.declared.place);
        Diagnostic { place, key: String::new(), text: self.to_string() }
    }

    fn place(&self) -> Position {
        self.declared.place
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DeclaredSize { bounds: SizeBounds { min, max }, place } = self.declared.size;
        let (name, value, missing) = match (min, max) {
            (Some(min), None) => ("min", min, "max"),
            (_, max) => ("max", max.unwrap_or_default(), "min"),
        };
        let origin = if place.is_none() { " of [defaults]" } else { "" };
        let (address, live) = (&self.address, self.live.sizes);
        write!(f, "{address}: {name} {value}{origin} does not fit the live size {live}; ")?;
        write!(f, "give {missing} too")
    }
}

/// Compares a fleet with `live`, which has at most one pool for each key. Pools out of scope are
/// ignored; undeclared pools in scope stay unless `prune` is set.
pub(crate) fn diff(
    fleet: &Resolved,
    live: &[LivePool],
    prune: bool,
    address: impl Fn(PoolKey) -> String,
) -> Diff {
    let mut undeclared: HashMap<PoolKey, &LivePool> =
        live.iter().filter(|pool| fleet.owns(pool.key)).map(|pool| (pool.key, pool)).collect();
    let mut diff = Diff::default();
    for declared in &fleet.pools {
        let DeclaredPool { key, place, file, window, .. } = declared;
        let (address, live) = (address(*key), undeclared.remove(key));
        match (declared_action(declared, live), live) {
            (Some(action), _) => {
                let (line, file) = (Some(place.line), file.clone());
                let window = window.clone();
                diff.plan.changes.push(Change { address, key: *key, line, file, window, action });
            }
            (None, Some(live)) => {
                let (declared, live) = (declared.clone(), live.clone());
                diff.misfits.push(Misfit { address, declared, live });
            }
            // The size of a new pool always fits.
            (None, None) => {}
        }
    }
    for (key, LivePool { id, sizes, .. }) in undeclared {
        let (address, pool, sizes) = (address(key), *id, *sizes);
        if prune {
            let action = Action::Delete { pool, before: sizes };
            let (line, file, window) = Default::default();
            diff.plan.changes.push(Change { address, key, line, file, window, action });
        } else {
            diff.plan.kept.push(UnmanagedPool {
                address,
                project_id: key.project,
                environment_class_id: key.class,
                warm_pool_id: pool,
                sizes,
            });
        }
    }
    // Two keys can have one address, as a name may hold a slash.
    sort_by(&mut diff.plan.changes, |a, b| (&a.address, a.key).cmp(&(&b.address, b.key)));
    sort_by(&mut diff.plan.kept, |a, b| (&a.address, a.key()).cmp(&(&b.address, b.key())));
    sort_by(&mut diff.misfits, |a, b| (&a.address, a.place()).cmp(&(&b.address, b.place())));
    diff
}

/// What is to be done about a declared pool; `None` if its size does not fit the live one. A bound
/// that is not declared stays as it is.
fn declared_action(declared: &DeclaredPool, live: Option<&LivePool>) -> Option<Action> {
    let bounds = declared.size.bounds;
    let Some(LivePool { id: pool, sizes: before, .. }) = live else {
        return Some(Action::Create { after: bounds.resolve_declared().ok()? });
    };
    let (pool, before, wanted) = (*pool, *before, bounds.or(*before));
    if wanted == before {
        return Some(Action::None { pool, size: before });
    }
    // A bound that is neither declared nor reported gets the default.
    Some(Action::Update { pool, before, after: wanted.resolve_declared().ok()? })
}
