//! Protects from deleting more than was meant.

use std::fmt;

use super::plan::Plan;

/// The part of the pools in scope that a plan may delete.
const MAX_PERCENT: usize = 30;

/// A plan that deletes more pools than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeleteLimitExceeded {
    pub(crate) deletes: usize,
    /// The number of live pools in scope.
    live: usize,
    pub(crate) limit: usize,
}

impl DeleteLimitExceeded {
    /// Checks a plan against `max_deletes`, or else against the default: 30% of the `live` pools
    /// in scope, but always one, and none if the file declares no pool. How many there are, the
    /// service says: a saved plan may have been edited.
    pub(crate) fn check(plan: &Plan, live: usize, max_deletes: Option<usize>) -> Option<Self> {
        let deletes = plan.counts().delete;
        let declares_nothing = plan.changes.len() == deletes;
        let default = if declares_nothing { 0 } else { (live * MAX_PERCENT / 100).max(1) };
        let limit = max_deletes.unwrap_or(default);
        (deletes > limit).then_some(Self { deletes, live, limit })
    }
}

/// Reads after `delete`.
impl fmt::Display for DeleteLimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { deletes, live, limit } = self;
        write!(f, "{deletes} of {live} pools (limit {limit})")
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::fleet::evaluation::WindowState;
    use crate::fleet::plan::{Action, Change};
    use crate::warm_pool::reference::PoolKey;
    use crate::warm_pool::size::{PoolSize, SizeBounds};

    /// A plan that deletes some pools and keeps others as they are.
    fn plan(deletes: u128, unchanged: u128) -> Plan {
        let change = |n: u128| {
            let pool = Uuid::from_u128(n);
            let size = SizeBounds::from(PoolSize::new(1, 2).unwrap());
            let action = if n < deletes {
                Action::Delete { pool, before: size }
            } else {
                Action::None { pool, size }
            };
            let key = PoolKey { project: pool, class: pool };
            Change {
                address: n.to_string(),
                key,
                line: None,
                file: None,
                window: WindowState::default(),
                action,
            }
        };
        Plan { changes: (0..deletes + unchanged).map(change).collect(), ..Plan::default() }
    }

    fn exceeded_limit(plan: &Plan, max_deletes: Option<usize>) -> Option<usize> {
        DeleteLimitExceeded::check(plan, plan.changes.len(), max_deletes)
            .map(|exceeded| exceeded.limit)
    }

    #[test]
    fn a_plan_may_delete_30_percent_but_always_one() {
        for (deletes, unchanged, limit) in [
            (3, 7, None),
            (4, 6, Some(3)),
            (1, 1, None),
            (2, 1, Some(1)),
            (8, 1, Some(2)),
            (30, 70, None),
            (31, 69, Some(30)),
            (0, 50, None),
        ] {
            let found = exceeded_limit(&plan(deletes, unchanged), None);
            assert_eq!(found, limit, "{deletes} of {}", deletes + unchanged);
        }
    }

    #[test]
    fn a_file_that_declares_nothing_may_delete_nothing() {
        let found = DeleteLimitExceeded::check(&plan(2, 0), 2, None);
        assert_eq!(found, Some(DeleteLimitExceeded { deletes: 2, live: 2, limit: 0 }));
        assert_eq!(exceeded_limit(&plan(0, 0), None), None);
    }

    #[test]
    fn an_explicit_limit_overrides_the_default() {
        assert_eq!(exceeded_limit(&plan(9, 1), Some(9)), None);
        assert_eq!(exceeded_limit(&plan(2, 0), Some(2)), None);
        assert_eq!(exceeded_limit(&plan(2, 98), Some(1)), Some(1));
    }
}
