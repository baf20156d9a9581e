//! The reconciler: what a runner does to make a pool what is wanted of it.

use uuid::Uuid;

use super::assumptions::{
    BACKOFF, DRAIN, FAILURES_TO_DEGRADE, PROVISION, START_STOPPED, SURGE, TOMBSTONE,
};
use super::instance::State;
use super::pool::{Phase, Pool};
use super::{Millis, Operation, World, change::Kind};

/// What a pool's reconciler has to know of the rest of the world.
pub(super) struct Surroundings {
    /// The newest usable snapshot of the pair.
    snapshot: Option<Uuid>,
    /// Why the runner can do nothing.
    runner_down: Option<String>,
    /// Instances the runner's account leaves for this pool.
    room: usize,
}

impl World {
    pub(super) fn surroundings(&self, id: Uuid) -> Option<Surroundings> {
        let pool = self.pools.get(&id)?;
        let runner = self.runners.get(&pool.runner)?;
        let snapshot = self.newest_snapshot(pool.project, pool.class);
        let room = runner.capacity.map_or(usize::MAX, |capacity| {
            let others = (self.pools.values())
                .filter(|other| other.runner == runner.id && other.id != id)
                .map(|other| other.count(State::is_present));
            capacity.saturating_sub(others.sum())
        });
        Some(Surroundings {
            snapshot: snapshot.and_then(|prebuild| prebuild.snapshot),
            runner_down: (!runner.is_active())
                .then(|| format!("runner {} does not answer", runner.name)),
            room,
        })
    }

    /// Lets a pool do what is due.
    pub(super) fn step_pool(&mut self, id: Uuid) {
        let now = self.now;
        let Some(pool) = self.pools.get(&id) else {
            return;
        };
        if pool.status.phase == Phase::Deleted {
            self.pools.remove(&id);
            self.changed(Kind::Pool, id, Operation::Delete);
            return;
        }
        let made = pool.count(|state| state.is_provisioning() && is_due(state, now));
        let faults = &mut self.globals.faults;
        let failing = made.min(faults.instances as usize);
        faults.instances -= u32::try_from(failing).unwrap_or(0);
        let message = faults.message.clone();
        self.edit_pool(id, |pool| pool.step(now, failing, &message));
    }
}

fn is_due(state: State, now: Millis) -> bool {
    state.done().is_some_and(|done| done <= now)
}

impl Pool {
    /// Takes note of everything that is due; `failing` of the instances being made fail.
    fn step(&mut self, now: Millis, failing: usize, message: &str) {
        if self.ends_at.is_some_and(|at| at <= now) {
            self.end(|_| true);
            self.status.phase = Phase::Deleted;
            self.status.desired = 0;
            self.ends_at = Some(now + TOMBSTONE);
            return;
        }
        self.acknowledged_at = self.acknowledged_at.filter(|at| *at > now);
        self.trouble.retry_at = self.trouble.retry_at.filter(|at| *at > now);
        self.fail(now, failing, message);
        self.finish(now);
        if self.demand.next_look.is_some_and(|at| at <= now) {
            let target = self.demand.look(now, self.status.desired);
            if self.spec.snapshot.is_some() {
                self.status.desired = target;
            }
        }
    }

    fn fail(&mut self, now: Millis, failing: usize, message: &str) {
        let broken: Vec<_> = (self.instances.iter())
            .filter(|own| own.state.is_provisioning() && is_due(own.state, now))
            .map(|own| own.serial)
            .take(failing)
            .collect();
        for serial in broken {
            self.end(|own| own.serial == serial);
            self.trouble.failures += 1;
            message.clone_into(&mut self.trouble.message);
            self.trouble.retry_at = Some(now + BACKOFF * i64::from(self.trouble.failures));
        }
    }

    fn finish(&mut self, now: Millis) {
        self.end(|own| matches!(own.state, State::Draining { done } if done <= now));
        for instance in &mut self.instances {
            if !is_due(instance.state, now) {
                continue;
            }
            if instance.state.is_provisioning() {
                self.trouble.failures = 0;
                self.trouble.retry_at = None;
            }
            instance.state = match instance.state {
                State::ProvisioningToStop { .. } => State::Stopped,
                _ => State::Running,
            };
        }
    }

    /// Moves the pool towards what is wanted, given what is around it.
    pub(super) fn reconcile(&mut self, now: Millis, around: &Surroundings) {
        if self.spec.delete || self.acknowledged_at.is_some() {
            return;
        }
        self.spec.snapshot = around.snapshot;
        let Some(snapshot) = around.snapshot else {
            self.drain(now);
            self.status.phase = Phase::Pending;
            self.status.failure.clear();
            self.was_ready = false;
            return;
        };
        self.status.desired = self.status.desired.clamp(self.spec.min, self.spec.max);
        if self.status.desired > self.spec.min {
            self.demand.watch(now);
        }
        if let Some(message) = &around.runner_down {
            self.status.phase = Phase::Degraded;
            self.status.failure.clone_from(message);
            return;
        }
        self.shrink(now, snapshot);
        self.rotate(now, snapshot, around.room);
        self.grow(now, snapshot, around.room);
        self.settle(around.room);
    }

    /// Ends or stops what is too much.
    fn shrink(&mut self, now: Millis, snapshot: Uuid) {
        // What is still being made from an old snapshot is of no use to anybody.
        self.end(|own| own.state.is_provisioning() && own.snapshot != snapshot);
        let wanted = self.desired() + self.surge(snapshot);
        while self.count(State::runs_soon) > wanted {
            let Some(least) =
                (self.instances.iter_mut()).filter(|own| own.state.runs_soon()).min_by_key(|own| {
                    let cost = match own.state {
                        State::ProvisioningToRun { .. } => 0,
                        State::Starting { .. } => 1,
                        _ => 2,
                    };
                    (cost, own.snapshot == snapshot, u64::MAX - own.serial)
                })
            else {
                break;
            };
            least.state = match least.state {
                State::ProvisioningToRun { done } => State::ProvisioningToStop { done },
                State::Running if least.snapshot != snapshot => {
                    State::Draining { done: now + DRAIN }
                }
                _ => State::Stopped,
            };
        }
        let most =
            self.max() + if self.count(State::runs_soon) > self.desired() { SURGE } else { 0 };
        while self.count(State::is_present) > most {
            let spare = |state| matches!(state, State::Stopped | State::ProvisioningToStop { .. });
            let Some(oldest) =
                (self.instances.iter_mut()).filter(|own| spare(own.state)).min_by_key(|own| {
                    (own.snapshot == snapshot, own.state == State::Stopped, own.serial)
                })
            else {
                break;
            };
            oldest.state = State::Draining { done: now + DRAIN };
        }
    }

    /// Replaces instances of an old snapshot one at a time: first those that are stopped, then
    /// those that run, and of these the new one runs before the old one goes.
    fn rotate(&mut self, now: Millis, snapshot: Uuid, room: usize) {
        let is_making = self.count(State::is_provisioning) > 0;
        let picked = if self.surge(snapshot) > 0 {
            let running = self.count(|state| state == State::Running);
            let stopped = self.count(|state| state == State::Stopped);
            let no_room = self.count(State::is_present) >= room;
            let is_blocked = no_room && !is_making && stopped == 0;
            (running > self.desired() || is_blocked).then_some(State::Running)
        } else {
            let may_make = !is_making && self.trouble.retry_at.is_none();
            may_make.then_some(State::Stopped)
        };
        let old = (self.instances.iter_mut())
            .find(|own| Some(own.state) == picked && own.snapshot != snapshot);
        if let Some(old) = old {
            old.state = State::Draining { done: now + DRAIN };
        }
    }

    /// Starts and makes what is missing.
    fn grow(&mut self, now: Millis, snapshot: Uuid, room: usize) {
        let may_make = self.trouble.retry_at.is_none();
        let surge = self.surge(snapshot);
        let wanted = self.desired() + surge;
        while self.count(State::runs_soon) < wanted {
            let stopped = (self.instances.iter_mut())
                .filter(|own| own.state == State::Stopped)
                .min_by_key(|own| (own.snapshot != snapshot, own.serial));
            if let Some(stopped) = stopped {
                stopped.state = State::Starting { done: now + START_STOPPED };
                continue;
            }
            let present = self.count(State::is_present);
            if !may_make || present >= self.max() + surge || present >= room {
                break;
            }
            let done = now + PROVISION;
            self.make(snapshot, State::ProvisioningToRun { done });
        }
        while may_make && self.count(State::is_present) < self.max().min(room) {
            let done = now + PROVISION;
            self.make(snapshot, State::ProvisioningToStop { done });
        }
        if may_make && self.is_short_of_room(room) {
            self.trouble.retry_at = Some(now + BACKOFF);
        }
    }

    fn is_short_of_room(&self, room: usize) -> bool {
        let present = self.count(State::is_present);
        present < self.max() && present >= room
    }

    /// Says how the pool is.
    fn settle(&mut self, room: usize) {
        let failure = if self.trouble.failures >= FAILURES_TO_DEGRADE {
            self.trouble.message.clone()
        } else if self.is_short_of_room(room) {
            format!("the runner's account allows no more instances: {room} are left for this pool")
        } else {
            String::new()
        };
        let runs = self.count(|state| state == State::Running) > 0;
        self.was_ready |= failure.is_empty() && (self.spec.min == 0 || runs);
        self.status.phase = match (failure.is_empty(), self.was_ready) {
            (false, _) => Phase::Degraded,
            (true, true) => Phase::Ready,
            (true, false) => Phase::Pending,
        };
        self.status.failure = failure;
    }

    /// One instance more than wanted while running ones of an old snapshot are replaced, which
    /// begins when the stopped ones are done.
    fn surge(&self, snapshot: Uuid) -> usize {
        let stale = |state| {
            (self.instances.iter()).any(|own| own.state == state && own.snapshot != snapshot)
        };
        if stale(State::Running) && !stale(State::Stopped) { SURGE } else { 0 }
    }

    fn desired(&self) -> usize {
        usize::try_from(self.status.desired).unwrap_or(0)
    }

    fn max(&self) -> usize {
        usize::try_from(self.spec.max).unwrap_or(0)
    }
}
