//! Prebuilds: they make the snapshots that pools keep warm.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{
    ACKNOWLEDGE, DRAIN, PREBUILD_CANCELLING, PREBUILD_RECORD, PREBUILD_RUNNING,
    PREBUILD_SNAPSHOTTING, PREBUILD_STARTING, PREBUILD_STOPPING, PREBUILD_TIMEOUT_SECONDS,
    SNAPSHOT_LIFE, TOMBSTONE,
};
use super::{Millis, Operation, World, change::Kind};

/// A prebuild of one project and class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Prebuild {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
    /// The environment its tasks run in.
    pub(crate) environment: Uuid,
    pub(crate) created_at: Millis,
    pub(crate) updated_at: Millis,
    pub(crate) trigger: Trigger,
    pub(crate) timeout_seconds: i64,
    pub(crate) phase: Phase,
    /// When it came into its phase.
    pub(crate) since: Millis,
    /// When it leaves its phase.
    pub(super) next: Option<Millis>,
    pub(crate) completed_at: Option<Millis>,
    /// What it made; usable while it is completed and not expired.
    pub(crate) snapshot: Option<Uuid>,
    pub(crate) failure: String,
    pub(crate) spec_version: u64,
    pub(crate) status_version: u64,
}

/// What started a prebuild.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Trigger {
    Manual,
    Scheduled,
}

/// Where a prebuild is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    Pending,
    Starting,
    Running,
    Stopping,
    Snapshotting,
    Completed,
    Failed,
    Cancelling,
    Cancelled,
    Deleting,
    Deleted,
}

impl Phase {
    /// Whether nothing more comes of it.
    pub(crate) fn is_over(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Failed | Self::Cancelled | Self::Deleting | Self::Deleted
        )
    }

    /// How long a prebuild stays in a phase; for ever when absent.
    fn lasts(self) -> Millis {
        match self {
            Self::Pending => ACKNOWLEDGE,
            Self::Starting => PREBUILD_STARTING,
            Self::Running => PREBUILD_RUNNING,
            Self::Stopping => PREBUILD_STOPPING,
            Self::Snapshotting => PREBUILD_SNAPSHOTTING,
            Self::Completed => SNAPSHOT_LIFE,
            Self::Failed | Self::Cancelled => PREBUILD_RECORD,
            Self::Cancelling => PREBUILD_CANCELLING,
            Self::Deleting => DRAIN,
            Self::Deleted => TOMBSTONE,
        }
    }
}

impl Prebuild {
    /// When it changes by itself.
    pub(super) fn due(&self) -> Option<Millis> {
        self.next
    }

    /// The phase it is meant to come to.
    pub(crate) fn desired_phase(&self) -> Phase {
        match self.phase {
            Phase::Cancelling | Phase::Cancelled => Phase::Cancelled,
            Phase::Deleting | Phase::Deleted => Phase::Deleted,
            _ => Phase::Completed,
        }
    }

    /// How much of the snapshot is written, of a hundred.
    pub(crate) fn snapshot_percentage(&self, now: Millis) -> i64 {
        match self.phase {
            Phase::Snapshotting => ((now - self.since) * 100 / PREBUILD_SNAPSHOTTING).clamp(0, 100),
            _ => 0,
        }
    }

    /// Whether new instances can be made from its snapshot.
    fn is_usable(&self, now: Millis) -> bool {
        self.phase == Phase::Completed
            && self.completed_at.is_some_and(|at| at + SNAPSHOT_LIFE > now)
    }
}

impl World {
    /// The prebuild whose snapshot a pool of the pair keeps warm: the one completed last.
    pub(crate) fn newest_snapshot(&self, project: Uuid, class: Uuid) -> Option<&Prebuild> {
        (self.prebuilds.values())
            .filter(|own| (own.project, own.class) == (project, class) && own.is_usable(self.now))
            .max_by_key(|own| (own.completed_at, own.id))
    }

    /// Starts a prebuild.
    pub(crate) fn create_prebuild(
        &mut self,
        project: Uuid,
        class: Uuid,
        timeout_seconds: Option<i64>,
        trigger: Trigger,
    ) -> Uuid {
        let id = self.globals.ids.next(self.now);
        let prebuild = Prebuild {
            id,
            project,
            class,
            environment: self.globals.ids.next(self.now),
            created_at: self.now,
            updated_at: self.now,
            trigger,
            timeout_seconds: timeout_seconds.unwrap_or(PREBUILD_TIMEOUT_SECONDS),
            phase: Phase::Pending,
            since: self.now,
            next: Some(self.now + Phase::Pending.lasts()),
            completed_at: None,
            snapshot: None,
            failure: String::new(),
            spec_version: 1,
            status_version: 1,
        };
        self.prebuilds.insert(id, prebuild);
        self.changed(Kind::Prebuild, id, Operation::Create);
        id
    }

    /// Stops a prebuild that is not over.
    pub(crate) fn cancel_prebuild(&mut self, id: Uuid) {
        self.enter(id, Phase::Cancelling);
    }

    /// Deletes a prebuild and its snapshot.
    pub(crate) fn delete_prebuild(&mut self, id: Uuid) {
        if self
            .prebuilds
            .get(&id)
            .is_some_and(|own| !matches!(own.phase, Phase::Deleting | Phase::Deleted))
        {
            self.enter(id, Phase::Deleting);
        }
    }

    /// Lets a prebuild go on.
    pub(super) fn step_prebuild(&mut self, id: Uuid) {
        let Some(prebuild) = self.prebuilds.get_mut(&id) else {
            return;
        };
        let next = match prebuild.phase {
            Phase::Pending => Phase::Starting,
            Phase::Starting => Phase::Running,
            Phase::Running if self.globals.faults.prebuilds > 0 => {
                self.globals.faults.prebuilds -= 1;
                prebuild.failure.clone_from(&self.globals.faults.message);
                Phase::Failed
            }
            Phase::Running => Phase::Stopping,
            Phase::Stopping => Phase::Snapshotting,
            Phase::Snapshotting => Phase::Completed,
            Phase::Cancelling => Phase::Cancelled,
            Phase::Deleting => Phase::Deleted,
            Phase::Completed if self.now < prebuild.since + PREBUILD_RECORD => {
                return self.expire(id);
            }
            Phase::Completed | Phase::Failed | Phase::Cancelled | Phase::Deleted => {
                self.prebuilds.remove(&id);
                return self.changed(Kind::Prebuild, id, Operation::Delete);
            }
        };
        self.enter(id, next);
    }

    /// A snapshot is too old to be used; its record stays for a while.
    fn expire(&mut self, id: Uuid) {
        if let Some(prebuild) = self.prebuilds.get_mut(&id) {
            prebuild.next = Some(prebuild.since + PREBUILD_RECORD);
        }
        self.keep(Kind::Prebuild, id);
        self.reconcile_pools_of(id);
    }

    fn enter(&mut self, id: Uuid, phase: Phase) {
        let now = self.now;
        let snapshot = (phase == Phase::Completed).then(|| self.globals.ids.next(now));
        let Some(prebuild) = self.prebuilds.get_mut(&id) else {
            return;
        };
        let desired_changes = matches!(phase, Phase::Cancelling | Phase::Deleting);
        prebuild.spec_version += u64::from(desired_changes);
        prebuild.status_version += 1;
        prebuild.updated_at = now;
        prebuild.phase = phase;
        prebuild.since = now;
        prebuild.next = Some(now + phase.lasts());
        if matches!(phase, Phase::Completed | Phase::Failed | Phase::Cancelled) {
            prebuild.completed_at = Some(now);
        }
        prebuild.snapshot = prebuild.snapshot.or(snapshot);
        let operation = if desired_changes { Operation::Update } else { Operation::UpdateStatus };
        self.changed(Kind::Prebuild, id, operation);
        if matches!(phase, Phase::Completed | Phase::Deleting) {
            self.reconcile_pools_of(id);
        }
    }

    fn reconcile_pools_of(&mut self, prebuild: Uuid) {
        let Some(pair) = (self.prebuilds.get(&prebuild)).map(|own| (own.project, own.class)) else {
            return;
        };
        let pools: Vec<_> = (self.pools.values())
            .filter(|pool| (pool.project, pool.class) == pair)
            .map(|pool| pool.id)
            .collect();
        for pool in pools {
            self.reconcile(pool);
        }
    }
}
