//! Whether what there is is still what a plan was made for. Pure.

use std::collections::HashMap;
use std::fmt;

use crate::fleet::live_state::LivePool;
use crate::fleet::plan::{Action, Change, Plan};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::SizeBounds;

/// A pool that is neither as the plan expected it nor as the plan wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stale {
    /// How a user can name it.
    pub(crate) address: String,
    /// The sizes that the plan expected; none if there was to be no pool.
    pub(crate) expected: Option<SizeBounds>,
    /// What there is.
    pub(crate) now: Now,
}

/// What there is in place of what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Now {
    /// No pool.
    Gone,
    /// The same pool, or one where none was, with these sizes.
    Sizes(SizeBounds),
    /// Another pool, with these sizes.
    Another(SizeBounds),
}

/// Every pool of a plan that is not as the plan expected it, by address. A pool that is as the
/// plan wants it is none: somebody carried that change out already, and the plan can be gone on
/// with.
pub(crate) fn stale(plan: &Plan, live: &[LivePool]) -> Vec<Stale> {
    let live: HashMap<PoolKey, &LivePool> = live.iter().map(|pool| (pool.pair, pool)).collect();
    let of = |change: &Change| {
        let now = now(change.action, live.get(&change.pair).copied())?;
        let (address, expected) = (change.address.clone(), change.action.before());
        Some(Stale { address, expected, now })
    };
    plan.changes.iter().filter_map(of).collect()
}

/// What is there in place of what an action expects, if it is something else.
fn now(action: Action, live: Option<&LivePool>) -> Option<Now> {
    let is_delete = matches!(action, Action::Delete { .. });
    let Some(LivePool { id, pair: _, sizes }) = live else {
        let is_success = is_delete || action.pool().is_none();
        return (!is_success).then_some(Now::Gone);
    };
    let is_as_wanted = action.after().is_some_and(|after| *sizes == after.into());
    match action.pool() {
        Some(pool) if pool != *id => Some(Now::Another(*sizes)),
        _ if is_as_wanted || action.before() == Some(*sizes) => None,
        _ => Some(Now::Sizes(*sizes)),
    }
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, expected, now } = self;
        match now {
            Now::Gone => write!(f, "{address} is gone")?,
            Now::Sizes(sizes) => write!(f, "{address} is now {sizes}")?,
            Now::Another(sizes) => write!(f, "{address} is another pool now, {sizes}")?,
        }
        match expected {
            Some(sizes) => write!(f, ", the plan expected {sizes}"),
            None => f.write_str(", the plan expected none"),
        }
    }
}
