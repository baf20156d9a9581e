//! Compares the declared pools with the current state. Pure.

use std::collections::HashMap;

use super::live_state::LivePool;
use super::plan::{Action, Change, Plan, UnmanagedPool};
use super::resolve::{DeclaredPool, Resolved};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::SizeBounds;

/// The plan for a fleet; `live` has at most one pool for each key. Pools out of scope are ignored;
/// undeclared pools in scope stay unless `prune` is set.
pub(crate) fn diff(
    fleet: &Resolved,
    live: &[LivePool],
    prune: bool,
    address: impl Fn(PoolKey) -> String,
) -> Plan {
    let mut undeclared: HashMap<PoolKey, &LivePool> =
        live.iter().filter(|pool| fleet.owns(pool.key)).map(|pool| (pool.key, pool)).collect();
    let mut plan = Plan::default();
    for pool in &fleet.pools {
        plan.changes.push(declared_change(pool, undeclared.remove(&pool.key)));
    }
    for (key, LivePool { id, sizes, .. }) in undeclared {
        let (address, pool, sizes) = (address(key), *id, *sizes);
        if prune {
            let action = Action::Delete { pool, before: sizes };
            plan.changes.push(Change { address, key, line: None, action });
        } else {
            plan.kept.push(UnmanagedPool {
                address,
                project_id: key.project,
                environment_class_id: key.class,
                warm_pool_id: pool,
                sizes,
            });
        }
    }
    // Two keys can have one address, as a name may hold a slash.
    plan.changes.sort_by(|a, b| (&a.address, a.key).cmp(&(&b.address, b.key)));
    plan.kept.sort_by(|a, b| (&a.address, a.key()).cmp(&(&b.address, b.key())));
    plan
}

fn declared_change(declared: &DeclaredPool, live: Option<&LivePool>) -> Change {
    let DeclaredPool { key, address, size, line } = declared;
    let action = match live {
        None => Action::Create { after: *size },
        Some(LivePool { id, sizes, .. }) if *sizes == SizeBounds::from(*size) => {
            Action::None { pool: *id, size: *size }
        }
        Some(LivePool { id, sizes, .. }) => {
            Action::Update { pool: *id, before: *sizes, after: *size }
        }
    };
    Change { address: address.clone(), key: *key, line: Some(*line), action }
}
