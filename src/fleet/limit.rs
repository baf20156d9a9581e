//! How much a plan may delete before somebody has to say so.

use super::plan::Plan;

/// Fleets of fewer pools may lose any of them: a share of so few says nothing.
const SMALL: usize = 10;

/// Of a larger fleet, this many of a hundred pools.
const SHARE: usize = 30;

/// A plan that deletes more than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Excess {
    /// How many pools it deletes.
    pub(crate) deletes: usize,
    /// How many pools the file owns.
    pub(crate) of: usize,
    /// How many it may delete.
    pub(crate) most: usize,
}

/// What is wrong with how much a plan deletes: `most` is what somebody allowed. Where nobody did,
/// a fleet of ten pools or more may lose 30 of a hundred, and a file that declares nothing may
/// delete nothing.
pub(crate) fn excess(plan: &Plan, most: Option<usize>) -> Option<Excess> {
    let deletes = plan.counts().delete;
    let of = plan.kept.len() + plan.changes.iter().filter_map(|own| own.action.pool()).count();
    let is_empty = plan.changes.len() == deletes;
    let most = most.unwrap_or(match of {
        _ if is_empty => 0,
        ..SMALL => of,
        SMALL.. => of * SHARE / 100,
    });
    (deletes > most).then_some(Excess { deletes, of, most })
}
