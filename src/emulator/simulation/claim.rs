//! Claims an instance of a pool for an environment.

use uuid::Uuid;

use super::instance::InstanceState;
use super::{PoolPhase, State};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The prebuild that created its snapshot.
    pub(crate) prebuild: Option<Uuid>,
    pub(crate) serial: u64,
}

impl State {
    /// Claims the oldest running instance, preferring those with the current snapshot.
    ///
    /// `None` if no pool is ready or degraded, or none of its instances is running.
    pub(crate) fn claim(&mut self, project: Uuid, class: Uuid) -> Option<Claim> {
        let pool = self.pools.values().find(|pool| {
            (pool.project, pool.class) == (project, class)
                && matches!(pool.status.phase, PoolPhase::Ready | PoolPhase::Degraded)
        })?;
        let current = pool.spec.snapshot;
        let claimed = (pool.instances.iter())
            .filter(|instance| instance.state == InstanceState::Running)
            .min_by_key(|instance| (Some(instance.snapshot) != current, instance.serial))?;
        let (id, serial, snapshot) = (pool.id, claimed.serial, claimed.snapshot);
        let prebuild = (self.prebuilds.values())
            .find(|prebuild| prebuild.snapshot == Some(snapshot))
            .map(|prebuild| prebuild.id);
        let now = self.now;
        self.edit_pool(id, |pool| {
            pool.instances.retain(|instance| instance.serial != serial);
            pool.instance_counts.claimed += 1;
            pool.autoscaler.record_claim(now);
        });
        Some(Claim { prebuild, serial })
    }
}
