//! How much a plan may delete before somebody has to say so.

use super::plan::Plan;

/// Of a fleet, this many of a hundred pools, and one at least.
const SHARE: usize = 30;

/// A plan that deletes more than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeleteLimitExceeded {
    /// How many pools it deletes.
    pub(crate) deletes: usize,
    /// How many pools the file owns.
    pub(crate) of: usize,
    /// How many it may delete.
    pub(crate) most: usize,
}

/// What is wrong with how much a plan deletes: `most` is what somebody allowed. Where nobody did,
/// a fleet may lose 30 of a hundred pools, one at least, and a file that declares nothing may delete
/// nothing.
pub(crate) fn excess(plan: &Plan, most: Option<usize>) -> Option<DeleteLimitExceeded> {
    let deletes = plan.counts().delete;
    let of = plan.kept.len() + plan.changes.iter().filter_map(|own| own.action.pool()).count();
    let is_empty = plan.changes.len() == deletes;
    let most = most.unwrap_or(if is_empty { 0 } else { (of * SHARE / 100).max(1) });
    (deletes > most).then_some(DeleteLimitExceeded { deletes, of, most })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::fleet::plan::{Action, Change};
    use crate::warm_pool::reference::PoolKey;
    use crate::warm_pool::size::{PoolSize, SizeBounds};

    /// A plan that deletes so many pools and leaves so many.
    fn plan(deletes: u128, stay: u128) -> Plan {
        let size = PoolSize::new(1, 2).unwrap();
        let change = |n: u128| {
            let pool = Uuid::from_u128(n);
            let action = if n < deletes {
                Action::Delete { pool, before: SizeBounds::from(size) }
            } else {
                Action::None { pool, size }
            };
            Change {
                address: n.to_string(),
                pair: PoolKey { project: pool, class: pool },
                line: None,
                action,
            }
        };
        Plan { changes: (0..deletes + stay).map(change).collect(), ..Plan::default() }
    }

    #[test]
    fn a_fleet_may_lose_30_of_a_hundred_and_one_at_least() {
        for (deletes, stay, most) in [
            (3, 7, None),
            (4, 6, Some(3)),
            (1, 1, None),
            (2, 1, Some(1)),
            (8, 1, Some(2)),
            (30, 70, None),
            (31, 69, Some(30)),
            (0, 50, None),
        ] {
            let found = excess(&plan(deletes, stay), None).map(|excess| excess.most);
            assert_eq!(found, most, "{deletes} of {}", deletes + stay);
        }
    }

    #[test]
    fn a_file_that_declares_nothing_may_delete_nothing() {
        let found = excess(&plan(2, 0), None);
        assert_eq!(found, Some(DeleteLimitExceeded { deletes: 2, of: 2, most: 0 }));
        assert_eq!(excess(&plan(0, 0), None), None);
    }

    #[test]
    fn what_somebody_allows_goes_before_the_rule() {
        assert_eq!(excess(&plan(9, 1), Some(9)), None);
        assert_eq!(excess(&plan(2, 0), Some(2)), None);
        assert_eq!(excess(&plan(2, 98), Some(1)).map(|excess| excess.most), Some(1));
    }
}
