//! Taking an instance out of a pool.

use uuid::Uuid;

use super::instance::State;
use super::{PoolPhase, World};

/// An instance that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The prebuild whose snapshot is on it.
    pub(crate) prebuild: Option<Uuid>,
    /// Which instance of the pool it was.
    pub(crate) serial: u64,
}

impl World {
    /// Hands out the oldest running instance, one with the current snapshot before any other.
    ///
    /// `None` when there is no pool that may give, or nothing runs in it.
    pub(crate) fn claim(&mut self, project: Uuid, class: Uuid) -> Option<Claim> {
        let pool = self.pools.values().find(|pool| {
            (pool.project, pool.class) == (project, class)
                && matches!(pool.status.phase, PoolPhase::Ready | PoolPhase::Degraded)
        })?;
        let current = pool.spec.snapshot;
        let taken = (pool.instances.iter())
            .filter(|instance| instance.state == State::Running)
            .min_by_key(|instance| (Some(instance.snapshot) != current, instance.serial))?;
        let (id, serial, snapshot) = (pool.id, taken.serial, taken.snapshot);
        let prebuild = (self.prebuilds.values())
            .find(|prebuild| prebuild.snapshot == Some(snapshot))
            .map(|prebuild| prebuild.id);
        let now = self.now;
        self.edit_pool(id, |pool| {
            pool.instances.retain(|instance| instance.serial != serial);
            pool.tally.claimed += 1;
            pool.demand.claimed(now);
        });
        Some(Claim { prebuild, serial })
    }
}
