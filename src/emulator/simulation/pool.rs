//! Warm pools and the operations on them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{ACKNOWLEDGE, DRAIN, DRAIN_EMPTY};
use super::autoscaler::AutoscalerState;
use super::history::Action;
use super::instance::{Instance, InstanceState};
use super::{Millis, ObjectKind, Operation, State};

/// The data file has the field names of its first version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pool {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
    pub(crate) runner: Uuid,
    pub(crate) created_at: Millis,
    /// Changes with the spec only.
    pub(crate) updated_at: Millis,
    pub(crate) spec: Spec,
    pub(crate) status: Status,
    /// When the runner acknowledges the pool; `None` once it has.
    pub(super) acknowledged_at: Option<Millis>,
    pub(super) instances: Vec<Instance>,
    #[serde(rename = "demand")]
    pub(super) autoscaler: AutoscalerState,
    #[serde(rename = "trouble")]
    pub(super) failures: FailureState,
    /// Whether it has been ready since it last had no snapshot.
    pub(super) was_ready: bool,
    /// When the next step of a deletion is due.
    pub(super) ends_at: Option<Millis>,
    #[serde(rename = "tally")]
    pub(super) instance_counts: InstanceCounts,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spec {
    pub(crate) version: u64,
    pub(crate) min: i32,
    pub(crate) max: i32,
    pub(crate) snapshot: Option<Uuid>,
    pub(crate) delete: bool,
}

/// What the runner reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Status {
    pub(crate) version: u64,
    pub(crate) phase: Phase,
    pub(crate) failure: String,
    pub(crate) running: i32,
    pub(crate) stopped: i32,
    /// The target of the autoscaler.
    pub(crate) desired: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    Pending,
    Ready,
    Degraded,
    Deleting,
    Deleted,
}

/// Failures of provisioning since the last success.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FailureState {
    #[serde(rename = "failures")]
    pub(super) count: u32,
    pub(super) message: String,
    /// No instance is provisioned before this time.
    pub(super) retry_at: Option<Millis>,
}

/// Totals since the pool was created: provisioned = claimed + deleted + existing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InstanceCounts {
    #[serde(rename = "made")]
    pub(super) provisioned: u64,
    pub(super) claimed: u64,
    #[serde(rename = "ended")]
    pub(super) deleted: u64,
}

impl Pool {
    /// When its next step is due.
    pub(super) fn due(&self) -> Option<Millis> {
        let instances = self.instances.iter().filter_map(|instance| instance.state.done());
        (instances.chain(self.acknowledged_at))
            .chain(self.autoscaler.next_run)
            .chain(self.failures.retry_at)
            .chain(self.ends_at)
            .min()
    }

    /// Whether it prevents another pool for its project and class.
    pub(crate) fn is_live(&self) -> bool {
        self.status.phase != Phase::Deleted
    }

    pub(super) fn count(&self, matches: impl Fn(InstanceState) -> bool) -> usize {
        self.instances.iter().filter(|instance| matches(instance.state)).count()
    }

    pub(super) fn provision(&mut self, snapshot: Uuid, state: InstanceState) {
        self.instance_counts.provisioned += 1;
        let serial = self.instance_counts.provisioned;
        self.instances.push(Instance { serial, snapshot, state });
    }

    /// Deletes instances without draining them.
    pub(super) fn remove_instances(&mut self, matches: impl Fn(&Instance) -> bool) {
        let before = self.instances.len();
        self.instances.retain(|instance| !matches(instance));
        self.instance_counts.deleted += (before - self.instances.len()) as u64;
    }

    pub(super) fn drain(&mut self, now: Millis) {
        for instance in &mut self.instances {
            if instance.state.is_present() {
                instance.state = InstanceState::Draining { done: now + DRAIN };
            }
        }
    }

    fn refresh_counts(&mut self) {
        let count = |pool: &Self, wanted| {
            i32::try_from(pool.count(|state| state == wanted)).unwrap_or(i32::MAX)
        };
        self.status.running = count(self, InstanceState::Running);
        self.status.stopped = count(self, InstanceState::Stopped);
    }
}

impl State {
    /// The live pool of a project and class; there is at most one.
    pub(crate) fn live_pool(&self, project: Uuid, class: Uuid) -> Option<&Pool> {
        (self.pools.values())
            .find(|pool| (pool.project, pool.class) == (project, class) && pool.is_live())
    }

    /// Creates a pool; the project and class must not have a live one.
    pub(crate) fn create_pool(&mut self, project: Uuid, class: Uuid, min: i32, max: i32) -> Uuid {
        let id = self.next_id();
        let pool = Pool {
            id,
            project,
            class,
            runner: self.runner_of(class),
            created_at: self.now,
            updated_at: self.now,
            spec: Spec { version: 1, min, max, snapshot: None, delete: false },
            status: Status {
                version: 1,
                phase: Phase::Pending,
                failure: String::new(),
                running: 0,
                stopped: 0,
                desired: 0,
            },
            acknowledged_at: Some(self.now + ACKNOWLEDGE),
            instances: Vec::new(),
            autoscaler: AutoscalerState::default(),
            failures: FailureState::default(),
            was_ready: false,
            ends_at: None,
            instance_counts: InstanceCounts::default(),
        };
        self.pools.insert(id, pool);
        self.record_change(ObjectKind::Pool, id, Operation::Create);
        self.record_audit(id, Action::Create);
        id
    }

    /// Changes the bounds of a pool that is not being deleted.
    pub(crate) fn resize_pool(&mut self, id: Uuid, min: i32, max: i32) {
        let sizes = self.pools.get(&id).map(|pool| (pool.spec.min, pool.spec.max));
        self.edit_pool(id, |pool| {
            pool.spec.min = min;
            pool.spec.max = max;
        });
        if sizes.is_some_and(|sizes| sizes != (min, max)) {
            self.record_audit(id, Action::Update);
        }
    }

    /// Marks a pool for deletion; does nothing if it is marked already.
    pub(crate) fn delete_pool(&mut self, id: Uuid) {
        let now = self.now;
        if self.pools.get(&id).is_some_and(|pool| !pool.spec.delete) {
            self.record_audit(id, Action::Delete);
        }
        self.edit_pool(id, |pool| {
            if pool.spec.delete {
                return;
            }
            let is_empty = pool.instances.is_empty();
            pool.spec.delete = true;
            pool.status.phase = Phase::Deleting;
            pool.status.failure.clear();
            pool.drain(now);
            pool.acknowledged_at = None;
            pool.autoscaler = AutoscalerState::default();
            pool.failures = FailureState::default();
            pool.ends_at = Some(now + if is_empty { DRAIN_EMPTY } else { DRAIN });
        });
    }

    pub(super) fn reconcile_pool(&mut self, id: Uuid) {
        self.edit_pool(id, |_| {});
    }

    /// Edits and reconciles a pool, and records the change as one event.
    pub(super) fn edit_pool(&mut self, id: Uuid, edit: impl FnOnce(&mut Pool)) {
        let Some(context) = self.pool_context(id) else {
            return;
        };
        let now = self.now;
        let Some(pool) = self.pools.get_mut(&id) else {
            return;
        };
        let before = pool.clone();
        edit(pool);
        pool.reconcile(now, &context);
        pool.refresh_counts();
        if *pool == before {
            return;
        }
        let (new_spec, new_status) = (pool.spec != before.spec, pool.status != before.status);
        pool.spec.version += u64::from(new_spec);
        pool.status.version += u64::from(new_status);
        if new_spec {
            pool.updated_at = now;
        }
        match (new_spec, new_status) {
            (true, _) => self.record_change(ObjectKind::Pool, id, Operation::Update),
            (false, true) => self.record_change(ObjectKind::Pool, id, Operation::UpdateStatus),
            (false, false) => self.mark_dirty(ObjectKind::Pool, id),
        }
    }
}
