//! A warm pool: its numbers, and what can be asked of it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{ACKNOWLEDGE, DRAIN, DRAIN_EMPTY};
use super::autoscaler::Demand;
use super::instance::{Instance, State};
use super::{Millis, Operation, World, change::Kind};

/// A warm pool of one project and class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pool {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
    pub(crate) runner: Uuid,
    pub(crate) created_at: Millis,
    /// Moves with the spec.
    pub(crate) updated_at: Millis,
    pub(crate) spec: Spec,
    pub(crate) status: Status,
    /// When the runner takes notice of the pool; absent once it has.
    pub(super) acknowledged_at: Option<Millis>,
    pub(super) instances: Vec<Instance>,
    pub(super) demand: Demand,
    pub(super) trouble: Trouble,
    /// Whether it has been ready since it last had a snapshot.
    pub(super) was_ready: bool,
    /// When a deletion takes its next step.
    pub(super) ends_at: Option<Millis>,
    pub(super) tally: Tally,
}

/// What is wanted of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spec {
    pub(crate) version: u64,
    pub(crate) min: i32,
    pub(crate) max: i32,
    /// The snapshot that is being kept warm.
    pub(crate) snapshot: Option<Uuid>,
    /// Whether it is to be deleted.
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
    /// The autoscaler's target.
    pub(crate) desired: i32,
}

/// Where a pool is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    Pending,
    Ready,
    Degraded,
    Deleting,
    Deleted,
}

/// Failures of instances.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trouble {
    /// In a row.
    pub(super) failures: u32,
    pub(super) message: String,
    /// No instance is made before this moment.
    pub(super) retry_at: Option<Millis>,
}

/// Every instance a pool ever had: made = claimed + ended + those it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tally {
    pub(super) made: u64,
    pub(super) claimed: u64,
    pub(super) ended: u64,
}

impl Pool {
    /// When it acts by itself.
    pub(super) fn due(&self) -> Option<Millis> {
        let instances = self.instances.iter().filter_map(|one| one.state.done());
        (instances.chain(self.acknowledged_at))
            .chain(self.demand.next_look)
            .chain(self.trouble.retry_at)
            .chain(self.ends_at)
            .min()
    }

    /// Whether it still holds the place of its pair.
    pub(crate) fn is_live(&self) -> bool {
        self.status.phase != Phase::Deleted
    }

    /// How many of its instances are in a state.
    pub(super) fn count(&self, wanted: impl Fn(State) -> bool) -> usize {
        (self.instances.iter()).filter(|instance| wanted(instance.state)).count()
    }

    /// Starts to make an instance.
    pub(super) fn make(&mut self, snapshot: Uuid, state: State) {
        self.tally.made += 1;
        self.instances.push(Instance { serial: self.tally.made, snapshot, state });
    }

    /// Makes an end of the instances that are picked.
    pub(super) fn end(&mut self, picked: impl Fn(&Instance) -> bool) {
        let before = self.instances.len();
        self.instances.retain(|instance| !picked(instance));
        self.tally.ended += (before - self.instances.len()) as u64;
    }

    /// Sends every instance away.
    pub(super) fn drain(&mut self, now: Millis) {
        for instance in &mut self.instances {
            if instance.state.is_present() {
                instance.state = State::Draining { done: now + DRAIN };
            }
        }
    }

    fn refresh_counts(&mut self) {
        let count = |pool: &Self, state| i32::try_from(pool.count(|own| own == state)).unwrap_or(0);
        self.status.running = count(self, State::Running);
        self.status.stopped = count(self, State::Stopped);
    }
}

impl World {
    /// The live pool of a pair; there is at most one.
    pub(crate) fn live_pool(&self, project: Uuid, class: Uuid) -> Option<&Pool> {
        (self.pools.values())
            .find(|pool| (pool.project, pool.class) == (project, class) && pool.is_live())
    }

    /// Makes a pool for a pair that has no live one.
    pub(crate) fn create_pool(&mut self, project: Uuid, class: Uuid, min: i32, max: i32) -> Uuid {
        let id = self.globals.ids.next(self.now);
        let runner = self.classes.get(&class).map_or(Uuid::nil(), |own| own.runner);
        let pool = Pool {
            id,
            project,
            class,
            runner,
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
            demand: Demand::default(),
            trouble: Trouble::default(),
            was_ready: false,
            ends_at: None,
            tally: Tally::default(),
        };
        self.pools.insert(id, pool);
        self.changed(Kind::Pool, id, Operation::Create);
        id
    }

    /// Sets the bounds of a pool that is not being deleted.
    pub(crate) fn resize_pool(&mut self, id: Uuid, min: i32, max: i32) {
        self.edit_pool(id, |pool| {
            pool.spec.min = min;
            pool.spec.max = max;
        });
    }

    /// Marks a pool for deletion; once marked, nothing more happens.
    pub(crate) fn delete_pool(&mut self, id: Uuid) {
        let now = self.now;
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
            pool.demand = Demand::default();
            pool.trouble = Trouble::default();
            pool.ends_at = Some(now + if is_empty { DRAIN_EMPTY } else { DRAIN });
        });
    }

    /// Lets the reconciler look at a pool.
    pub(super) fn reconcile(&mut self, id: Uuid) {
        self.edit_pool(id, |_| {});
    }

    /// Changes a pool, lets the reconciler follow, and tells of it in one event.
    pub(super) fn edit_pool(&mut self, id: Uuid, change: impl FnOnce(&mut Pool)) {
        let Some(surroundings) = self.surroundings(id) else {
            return;
        };
        let now = self.now;
        let Some(pool) = self.pools.get_mut(&id) else {
            return;
        };
        let before = pool.clone();
        change(pool);
        pool.reconcile(now, &surroundings);
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
            (true, _) => self.changed(Kind::Pool, id, Operation::Update),
            (false, true) => self.changed(Kind::Pool, id, Operation::UpdateStatus),
            (false, false) => self.keep(Kind::Pool, id),
        }
    }
}
