//! Prebuilds, which create the snapshots of pools.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{
    ACKNOWLEDGE, DRAIN, PREBUILD_CANCELLING, PREBUILD_RETENTION, PREBUILD_RUNNING,
    PREBUILD_SNAPSHOTTING, PREBUILD_STARTING, PREBUILD_STOPPING, PREBUILD_TIMEOUT_SECONDS,
    SNAPSHOT_LIFETIME, TOMBSTONE,
};
use super::environment::{Role, Start};
use super::{Millis, ObjectKind, Operation, State};

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
    /// When it entered its phase.
    pub(crate) since: Millis,
    /// When its next step is due.
    pub(super) next: Option<Millis>,
    pub(crate) completed_at: Option<Millis>,
    /// Used while the prebuild is completed and the snapshot has not expired.
    pub(crate) snapshot: Option<Uuid>,
    pub(crate) failure: String,
    pub(crate) spec_version: u64,
    pub(crate) status_version: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Trigger {
    Manual,
    Scheduled,
}

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
    pub(crate) fn is_terminal(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Failed | Self::Cancelled | Self::Deleting | Self::Deleted
        )
    }

    fn duration(self) -> Millis {
        match self {
            Self::Pending => ACKNOWLEDGE,
            Self::Starting => PREBUILD_STARTING,
            Self::Running => PREBUILD_RUNNING,
            Self::Stopping => PREBUILD_STOPPING,
            Self::Snapshotting => PREBUILD_SNAPSHOTTING,
            Self::Completed => SNAPSHOT_LIFETIME,
            Self::Failed | Self::Cancelled => PREBUILD_RETENTION,
            Self::Cancelling => PREBUILD_CANCELLING,
            Self::Deleting => DRAIN,
            Self::Deleted => TOMBSTONE,
        }
    }
}

impl Prebuild {
    pub(super) fn due(&self) -> Option<Millis> {
        self.next
    }

    pub(crate) fn desired_phase(&self) -> Phase {
        match self.phase {
            Phase::Cancelling | Phase::Cancelled => Phase::Cancelled,
            Phase::Deleting | Phase::Deleted => Phase::Deleted,
            _ => Phase::Completed,
        }
    }

    /// Percentage of the snapshot that is written.
    pub(crate) fn snapshot_percentage(&self, now: Millis) -> i64 {
        match self.phase {
            Phase::Snapshotting => ((now - self.since) * 100 / PREBUILD_SNAPSHOTTING).clamp(0, 100),
            _ => 0,
        }
    }

    fn has_usable_snapshot(&self, now: Millis) -> bool {
        self.phase == Phase::Completed
            && self.completed_at.is_some_and(|at| at + SNAPSHOT_LIFETIME > now)
    }
}

impl State {
    /// The last completed prebuild whose snapshot has not expired.
    pub(crate) fn newest_snapshot(&self, project: Uuid, class: Uuid) -> Option<&Prebuild> {
        (self.prebuilds.values())
            .filter(|prebuild| (prebuild.project, prebuild.class) == (project, class))
            .filter(|prebuild| prebuild.has_usable_snapshot(self.now))
            .max_by_key(|prebuild| (prebuild.completed_at, prebuild.id))
    }

    pub(crate) fn create_prebuild(
        &mut self,
        project: Uuid,
        class: Uuid,
        timeout_seconds: Option<i64>,
        trigger: Trigger,
    ) -> Uuid {
        let id = self.next_id();
        let prebuild = Prebuild {
            id,
            project,
            class,
            environment: self.next_id(),
            created_at: self.now,
            updated_at: self.now,
            trigger,
            timeout_seconds: timeout_seconds.unwrap_or(PREBUILD_TIMEOUT_SECONDS),
            phase: Phase::Pending,
            since: self.now,
            next: Some(self.now + Phase::Pending.duration()),
            completed_at: None,
            snapshot: None,
            failure: String::new(),
            spec_version: 1,
            status_version: 1,
        };
        self.prebuilds.insert(id, prebuild);
        self.record_change(ObjectKind::Prebuild, id, Operation::Create);
        id
    }

    /// Cancels a prebuild that has not finished.
    pub(crate) fn cancel_prebuild(&mut self, id: Uuid) {
        self.enter(id, Phase::Cancelling);
    }

    /// Deletes a prebuild and its snapshot; does nothing if that is under way already.
    pub(crate) fn delete_prebuild(&mut self, id: Uuid) {
        let phase = self.prebuilds.get(&id).map(|prebuild| prebuild.phase);
        if !matches!(phase, None | Some(Phase::Deleting | Phase::Deleted)) {
            self.enter(id, Phase::Deleting);
        }
    }

    pub(super) fn step_prebuild(&mut self, id: Uuid) {
        let Some(prebuild) = self.prebuilds.get_mut(&id) else {
            return;
        };
        let next = match prebuild.phase {
            Phase::Pending => Phase::Starting,
            Phase::Starting => Phase::Running,
            Phase::Running if self.singletons.faults.prebuilds.take(1) > 0 => {
                prebuild.failure.clone_from(&self.singletons.faults.prebuilds.message);
                Phase::Failed
            }
            Phase::Running => Phase::Stopping,
            Phase::Stopping => Phase::Snapshotting,
            Phase::Snapshotting => Phase::Completed,
            Phase::Cancelling => Phase::Cancelled,
            Phase::Deleting => Phase::Deleted,
            Phase::Completed if self.now < prebuild.since + PREBUILD_RETENTION => {
                return self.expire_snapshot(id);
            }
            Phase::Completed | Phase::Failed | Phase::Cancelled | Phase::Deleted => {
                self.prebuilds.remove(&id);
                return self.record_change(ObjectKind::Prebuild, id, Operation::Delete);
            }
        };
        self.enter(id, next);
    }

    fn expire_snapshot(&mut self, id: Uuid) {
        if let Some(prebuild) = self.prebuilds.get_mut(&id) {
            prebuild.next = Some(prebuild.since + PREBUILD_RETENTION);
        }
        self.mark_dirty(ObjectKind::Prebuild, id);
        self.reconcile_pools_of(id);
    }

    fn enter(&mut self, id: Uuid, phase: Phase) {
        let now = self.now;
        let snapshot = (phase == Phase::Completed).then(|| self.next_id());
        let Some(prebuild) = self.prebuilds.get_mut(&id) else {
            return;
        };
        let desired_changes = matches!(phase, Phase::Cancelling | Phase::Deleting);
        prebuild.spec_version += u64::from(desired_changes);
        prebuild.status_version += 1;
        prebuild.updated_at = now;
        prebuild.phase = phase;
        prebuild.since = now;
        prebuild.next = Some(now + phase.duration());
        if matches!(phase, Phase::Completed | Phase::Failed | Phase::Cancelled) {
            prebuild.completed_at = Some(now);
        }
        prebuild.snapshot = prebuild.snapshot.or(snapshot);
        let operation = if desired_changes { Operation::Update } else { Operation::UpdateStatus };
        self.record_change(ObjectKind::Prebuild, id, operation);
        self.move_environment(id, phase);
        if matches!(phase, Phase::Completed | Phase::Deleting) {
            self.reconcile_pools_of(id);
        }
    }

    /// Moves the environment that runs the tasks of a prebuild, which is in a new phase.
    fn move_environment(&mut self, prebuild: Uuid, phase: Phase) {
        let Some(prebuild) = self.prebuilds.get(&prebuild) else {
            return;
        };
        let id = prebuild.environment;
        match phase {
            Phase::Starting => {
                let target = (prebuild.project, prebuild.class);
                let creator = self.singletons.user.as_creator();
                let start = Start::new(target, creator, Role::Prebuild);
                self.insert_environment(id, start, None, None);
            }
            Phase::Running => self.set_running(id),
            Phase::Stopping | Phase::Cancelling => self.stop_environment(id),
            Phase::Completed | Phase::Failed | Phase::Cancelled | Phase::Deleting => {
                self.delete_environment(id);
            }
            Phase::Pending | Phase::Snapshotting | Phase::Deleted => {}
        }
    }

    fn reconcile_pools_of(&mut self, prebuild: Uuid) {
        let Some(prebuild) = self.prebuilds.get(&prebuild) else {
            return;
        };
        let key = (prebuild.project, prebuild.class);
        let pools: Vec<_> = (self.pools.values())
            .filter(|pool| (pool.project, pool.class) == key)
            .map(|pool| pool.id)
            .collect();
        for pool in pools {
            self.reconcile_pool(pool);
        }
    }
}
