//! What a pool's fields say together.

use crate::api::warm_pool::{WarmPool, WarmPoolPhase};

use super::reference::PoolKey;
use super::size::{PoolSize, SizeBounds};

/// Whether a pool holds its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifecycle {
    /// It is there.
    Active,
    /// It is going and may still hold its pair.
    Deleting,
    /// It is only a record of what was.
    Deleted,
}

/// Reads a pool's life from both phases: the wanted one turns first, the runner's follows.
pub(crate) fn life(pool: &WarmPool) -> Lifecycle {
    let phase = pool.status.as_ref().map(|status| &status.phase);
    let wanted = pool.spec.as_ref().map(|spec| &spec.desired_phase);
    match (phase, wanted) {
        (Some(WarmPoolPhase::Deleted), _) => Lifecycle::Deleted,
        (Some(WarmPoolPhase::Deleting), _) | (_, Some(WarmPoolPhase::Deleted)) => {
            Lifecycle::Deleting
        }
        _ => Lifecycle::Active,
    }
}

/// The phase to show: a pool that is marked for deletion is deleting, whatever the runner says.
pub(crate) fn phase(pool: &WarmPool) -> WarmPoolPhase {
    match (life(pool), &pool.status) {
        (Lifecycle::Deleting, _) => WarmPoolPhase::Deleting,
        (_, Some(status)) => status.phase.clone(),
        (_, None) => WarmPoolPhase::Unspecified,
    }
}

/// Whether a pool is the one of a pair.
pub(crate) fn is_of_pair(pool: &WarmPool, pair: PoolKey) -> bool {
    let metadata = pool.metadata.as_ref();
    metadata.is_some_and(|own| pair.is(&own.project_id, &own.environment_class_id))
}

/// The sizes that a pool tells.
pub(crate) fn told(pool: &WarmPool) -> SizeBounds {
    pool.spec.as_ref().map(SizeBounds::of).unwrap_or_default()
}

/// The size of a pool, if it tells a valid one.
pub(crate) fn size(pool: &WarmPool) -> Option<PoolSize> {
    pool.spec.as_ref().and_then(PoolSize::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::warm_pool::{WarmPoolSpec, WarmPoolStatus};

    fn pool(phase: WarmPoolPhase, desired_phase: WarmPoolPhase) -> WarmPool {
        WarmPool {
            spec: Some(WarmPoolSpec { desired_phase, ..WarmPoolSpec::default() }),
            status: Some(WarmPoolStatus { phase, ..WarmPoolStatus::default() }),
            ..WarmPool::default()
        }
    }

    #[test]
    fn a_pool_marked_for_deletion_is_leaving_before_the_runner_says_so() {
        use WarmPoolPhase::{Deleted, Deleting, Pending, Ready};
        for (reported, wanted, expected) in [
            (Ready, Ready, Lifecycle::Active),
            (Pending, Ready, Lifecycle::Active),
            (Ready, Deleted, Lifecycle::Deleting),
            (Deleting, Deleted, Lifecycle::Deleting),
            (Deleting, Ready, Lifecycle::Deleting),
            (Deleted, Deleted, Lifecycle::Deleted),
            (Deleted, Ready, Lifecycle::Deleted),
            (WarmPoolPhase::Number(7), Ready, Lifecycle::Active),
        ] {
            assert_eq!(life(&pool(reported.clone(), wanted.clone())), expected);
        }
        assert_eq!(phase(&pool(Ready, Deleted)), Deleting);
    }

    #[test]
    fn a_pool_without_parts_is_alive_and_has_no_size() {
        assert_eq!(life(&WarmPool::default()), Lifecycle::Active);
        assert_eq!(phase(&WarmPool::default()), WarmPoolPhase::Unspecified);
        assert_eq!(size(&WarmPool::default()), None);
    }
}
