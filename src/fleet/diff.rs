//! What a file declares against what there is → what is to be done. Pure.

use std::collections::HashMap;

use super::live_state::LivePool;
use super::plan::{Action, Change, Plan, UnmanagedPool};
use super::resolve::{Resolved, Wanted};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::SizeBounds;

/// Compares a file with the pools there are, of which no two are of one pair. Pools that the file
/// does not own are never looked at; those that it owns and does not declare stay, unless it is to
/// `prune`.
pub(crate) fn diff(
    fleet: &Resolved,
    live: &[LivePool],
    prune: bool,
    address: impl Fn(PoolKey) -> String,
) -> Plan {
    let mut undeclared: HashMap<PoolKey, &LivePool> =
        live.iter().filter(|pool| fleet.owns(pool.pair)).map(|pool| (pool.pair, pool)).collect();
    let mut plan = Plan::default();
    for wanted in &fleet.pools {
        plan.changes.push(declared(wanted, undeclared.remove(&wanted.pair)));
    }
    for (pair, LivePool { id, sizes, .. }) in undeclared {
        let (address, pool, sizes) = (address(pair), *id, *sizes);
        if prune {
            let action = Action::Delete { pool, before: sizes };
            plan.changes.push(Change { address, pair, line: None, action });
        } else {
            plan.kept.push(UnmanagedPool { address, pair, pool, sizes });
        }
    }
    plan.changes.sort_by(|a, b| (&a.address, a.pair).cmp(&(&b.address, b.pair)));
    plan.kept.sort_by(|a, b| (&a.address, a.pair).cmp(&(&b.address, b.pair)));
    plan
}

/// What is to be done with a pool that the file declares.
fn declared(wanted: &Wanted, live: Option<&LivePool>) -> Change {
    let Wanted { pair, address, size, line } = wanted;
    let action = match live {
        None => Action::Create { after: *size },
        Some(LivePool { id, sizes, .. }) if *sizes == SizeBounds::from(*size) => {
            Action::None { pool: *id, size: *size }
        }
        Some(LivePool { id, sizes, .. }) => {
            Action::Update { pool: *id, before: *sizes, after: *size }
        }
    };
    Change { address: address.clone(), pair: *pair, line: Some(*line), action }
}
