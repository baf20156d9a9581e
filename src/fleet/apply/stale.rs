//! Checks whether the current state still matches a plan. Pure.

use std::collections::HashMap;
use std::fmt;

use crate::fleet::live_state::LivePool;
use crate::fleet::plan::{Action, ActionKind, Change, Plan};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::SizeBounds;

/// A pool that matches neither the planned start nor the planned result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StalePool {
    address: String,
    /// `None` if the plan expected no pool.
    expected: Option<SizeBounds>,
    pub(super) actual: Actual,
}

/// What exists instead of what the plan expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actual {
    Missing,
    Sizes(SizeBounds),
    /// A pool with another id.
    OtherPool(SizeBounds),
}

/// The stale pools of a plan, by address. A change that was applied already is not stale, so that
/// an interrupted plan can be applied again.
pub(crate) fn stale_pools(plan: &Plan, live: &[LivePool]) -> Vec<StalePool> {
    let live: HashMap<PoolKey, &LivePool> = live.iter().map(|pool| (pool.key, pool)).collect();
    let stale_pool = |change: &Change| {
        let actual = mismatch(change.action, live.get(&change.key).copied())?;
        let (address, expected) = (change.address.clone(), change.action.before());
        Some(StalePool { address, expected, actual })
    };
    plan.changes.iter().filter_map(stale_pool).collect()
}

fn mismatch(action: Action, live: Option<&LivePool>) -> Option<Actual> {
    let Some(LivePool { id, key: _, sizes }) = live else {
        let expects_pool = matches!(action.kind(), ActionKind::Update | ActionKind::None);
        return expects_pool.then_some(Actual::Missing);
    };
    let is_as_planned = action.after().is_some_and(|after| *sizes == after);
    match action.pool() {
        Some(pool) if pool != *id => Some(Actual::OtherPool(*sizes)),
        _ if is_as_planned || action.before() == Some(*sizes) => None,
        _ => Some(Actual::Sizes(*sizes)),
    }
}

impl fmt::Display for StalePool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, expected, actual } = self;
        match actual {
            Actual::Missing => write!(f, "{address} no longer exists")?,
            Actual::Sizes(sizes) => write!(f, "{address} is now {sizes}")?,
            Actual::OtherPool(sizes) => write!(f, "{address} is now another pool, {sizes}")?,
        }
        match expected {
            Some(sizes) => write!(f, ", the plan expected {sizes}"),
            None => f.write_str(", the plan expected no pool"),
        }
    }
}
