//! What several fields of a pool say together.

use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};

use super::size::{PoolSize, SizeBounds};

/// Whether a pool occupies its project and class, or whether a prebuild still exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifecycle {
    Active,
    /// A pool may still block a new one.
    Deleting,
    /// Only its record is left.
    Deleted,
}

/// A pool is deleting as soon as the desired phase says so; the reported one follows.
pub(crate) fn lifecycle(pool: &WarmPool) -> Lifecycle {
    let phase = pool.status.as_ref().map(|status| &status.phase);
    let desired = pool.spec.as_ref().map(|spec| &spec.desired_phase);
    match (phase, desired) {
        (Some(WarmPoolPhase::Deleted), _) => Lifecycle::Deleted,
        (Some(WarmPoolPhase::Deleting), _) | (_, Some(WarmPoolPhase::Deleted)) => {
            Lifecycle::Deleting
        }
        _ => Lifecycle::Active,
    }
}

/// As [`lifecycle`], of a prebuild.
pub(crate) fn prebuild_lifecycle(prebuild: &Prebuild) -> Lifecycle {
    let phase = prebuild.status.as_ref().map(|status| &status.phase);
    let desired = prebuild.spec.as_ref().map(|spec| &spec.desired_phase);
    match (phase, desired) {
        (Some(PrebuildPhase::Deleted), _) => Lifecycle::Deleted,
        (Some(PrebuildPhase::Deleting), _) | (_, Some(PrebuildPhase::Deleted)) => {
            Lifecycle::Deleting
        }
        _ => Lifecycle::Active,
    }
}

/// The phase to show: a pool that is marked for deletion is deleting, whatever the runner reports.
pub(crate) fn phase(pool: &WarmPool) -> WarmPoolPhase {
    match (lifecycle(pool), &pool.status) {
        (Lifecycle::Deleting, _) => WarmPoolPhase::Deleting,
        (_, Some(status)) => status.phase.clone(),
        (_, None) => WarmPoolPhase::Unspecified,
    }
}

/// The sizes that a pool reports.
pub(crate) fn size_bounds(pool: &WarmPool) -> SizeBounds {
    pool.spec.as_ref().map(SizeBounds::from_spec).unwrap_or_default()
}

/// The size of a pool, if it reports a valid one.
pub(crate) fn size(pool: &WarmPool) -> Option<PoolSize> {
    size_bounds(pool).size()
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
    fn a_pool_marked_for_deletion_is_deleting_before_the_runner_reports_it() {
        use WarmPoolPhase::{Deleted, Deleting, Pending, Ready};
        for (reported, desired, expected) in [
            (Ready, Ready, Lifecycle::Active),
            (Pending, Ready, Lifecycle::Active),
            (Ready, Deleted, Lifecycle::Deleting),
            (Deleting, Deleted, Lifecycle::Deleting),
            (Deleting, Ready, Lifecycle::Deleting),
            (Deleted, Deleted, Lifecycle::Deleted),
            (Deleted, Ready, Lifecycle::Deleted),
            (WarmPoolPhase::Number(7), Ready, Lifecycle::Active),
        ] {
            assert_eq!(lifecycle(&pool(reported.clone(), desired.clone())), expected);
        }
        assert_eq!(phase(&pool(Ready, Deleted)), Deleting);
    }

    #[test]
    fn a_pool_without_fields_is_active_and_has_no_size() {
        assert_eq!(lifecycle(&WarmPool::default()), Lifecycle::Active);
        assert_eq!(phase(&WarmPool::default()), WarmPoolPhase::Unspecified);
        assert_eq!(size(&WarmPool::default()), None);
    }
}
