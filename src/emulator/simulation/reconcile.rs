//! The reconciler: how a runner makes a pool match its spec.

use uuid::Uuid;

use super::assumptions::{BACKOFF, DRAIN, FAILURES_TO_DEGRADE, SURGE, TOMBSTONE};
use super::instance::InstanceState;
use super::pool::{Phase, Pool};
use super::{Millis, ObjectKind, Operation, State};

/// What the reconciler of a pool needs from the rest of the state.
pub(super) struct PoolContext {
    /// The newest usable snapshot.
    snapshot: Option<Uuid>,
    /// The failure message if the runner is not active.
    runner_failure: Option<String>,
    /// Instances that the runner's capacity allows for this pool.
    capacity: usize,
    /// How long provisioning an instance and starting a stopped one takes.
    provision: Millis,
    start_stopped: Millis,
}

impl State {
    pub(super) fn pool_context(&self, id: Uuid) -> Option<PoolContext> {
        let pool = self.pools.get(&id)?;
        let runner = self.runners.get(&pool.runner)?;
        let snapshot = self.newest_snapshot(pool.project, pool.class);
        let capacity = runner.capacity.map_or(usize::MAX, |capacity| {
            let others = (self.pools.values())
                .filter(|other| other.runner == runner.id && other.id != id)
                .map(|other| other.count(InstanceState::is_present));
            capacity.saturating_sub(others.sum())
        });
        Some(PoolContext {
            snapshot: snapshot.and_then(|prebuild| prebuild.snapshot),
            runner_failure: (!runner.is_active())
                .then(|| format!("runner {} does not answer", runner.name)),
            capacity,
            provision: self.singletons.assumptions.provision,
            start_stopped: self.singletons.assumptions.start_stopped,
        })
    }

    pub(super) fn step_pool(&mut self, id: Uuid) {
        let now = self.now;
        let Some(pool) = self.pools.get(&id) else {
            return;
        };
        if pool.status.phase == Phase::Deleted {
            self.pools.remove(&id);
            self.record_change(ObjectKind::Pool, id, Operation::Delete);
            return;
        }
        let provisioned = pool.count(|state| state.is_provisioning() && state.is_due(now));
        let faults = &mut self.singletons.faults.instances;
        let failing = faults.take(provisioned);
        let message = faults.message.clone();
        self.edit_pool(id, |pool| pool.step(now, failing, &message));
    }
}

impl Pool {
    /// Handles everything that is due; `failing` of the provisioned instances fail.
    fn step(&mut self, now: Millis, failing: usize, message: &str) {
        if self.ends_at.is_some_and(|at| at <= now) {
            self.remove_instances(|_| true);
            self.status.phase = Phase::Deleted;
            self.status.desired = 0;
            self.ends_at = Some(now + TOMBSTONE);
            return;
        }
        self.acknowledged_at = self.acknowledged_at.filter(|at| *at > now);
        self.failures.retry_at = self.failures.retry_at.filter(|at| *at > now);
        self.fail_instances(now, failing, message);
        self.advance_instances(now);
        if self.autoscaler.next_run.is_some_and(|at| at <= now) {
            let target = self.autoscaler.run(now, self.status.desired);
            if self.spec.snapshot.is_some() {
                self.status.desired = target;
            }
        }
    }

    fn fail_instances(&mut self, now: Millis, failing: usize, message: &str) {
        let failed: Vec<_> = (self.instances.iter())
            .filter(|instance| instance.state.is_provisioning() && instance.state.is_due(now))
            .map(|instance| instance.serial)
            .take(failing)
            .collect();
        for serial in failed {
            self.remove_instances(|instance| instance.serial == serial);
            self.failures.count += 1;
            message.clone_into(&mut self.failures.message);
            self.failures.retry_at = Some(now + BACKOFF * i64::from(self.failures.count));
        }
    }

    fn advance_instances(&mut self, now: Millis) {
        self.remove_instances(
            |instance| matches!(instance.state, InstanceState::Draining { done } if done <= now),
        );
        for instance in &mut self.instances {
            if !instance.state.is_due(now) {
                continue;
            }
            if instance.state.is_provisioning() {
                self.failures.count = 0;
                self.failures.retry_at = None;
            }
            instance.state = match instance.state {
                InstanceState::ProvisioningToStop { .. } => InstanceState::Stopped,
                _ => InstanceState::Running,
            };
        }
    }

    pub(super) fn reconcile(&mut self, now: Millis, context: &PoolContext) {
        if self.spec.delete || self.acknowledged_at.is_some() {
            return;
        }
        self.spec.snapshot = context.snapshot;
        let Some(snapshot) = context.snapshot else {
            self.drain(now);
            self.status.phase = Phase::Pending;
            self.status.failure.clear();
            self.was_ready = false;
            return;
        };
        self.status.desired = self.status.desired.clamp(self.spec.min, self.spec.max);
        if self.status.desired > self.spec.min {
            self.autoscaler.schedule(now);
        }
        if let Some(message) = &context.runner_failure {
            self.status.phase = Phase::Degraded;
            self.status.failure.clone_from(message);
            return;
        }
        self.shrink(now, snapshot);
        self.rotate(now, snapshot, context.capacity);
        self.grow(now, snapshot, context);
        self.update_phase(context.capacity);
    }

    /// Stops or drains surplus instances.
    fn shrink(&mut self, now: Millis, snapshot: Uuid) {
        // Instances of an old snapshot are not worth provisioning any more.
        self.remove_instances(|instance| {
            instance.state.is_provisioning() && instance.snapshot != snapshot
        });
        let wanted = self.desired() + self.surge(snapshot);
        while self.count(InstanceState::runs_soon) > wanted {
            let instances = self.instances.iter_mut();
            let candidates = instances.filter(|instance| instance.state.runs_soon());
            let Some(surplus) = candidates.min_by_key(|instance| {
                let progress = match instance.state {
                    InstanceState::ProvisioningToRun { .. } => 0,
                    InstanceState::Starting { .. } => 1,
                    _ => 2,
                };
                (progress, instance.snapshot == snapshot, u64::MAX - instance.serial)
            }) else {
                break;
            };
            surplus.state = match surplus.state {
                InstanceState::ProvisioningToRun { done } => {
                    InstanceState::ProvisioningToStop { done }
                }
                InstanceState::Running if surplus.snapshot != snapshot => {
                    InstanceState::Draining { done: now + DRAIN }
                }
                _ => InstanceState::Stopped,
            };
        }
        let surge = if self.count(InstanceState::runs_soon) > self.desired() { SURGE } else { 0 };
        while self.count(InstanceState::is_present) > self.max() + surge {
            let is_spare = |state| {
                matches!(state, InstanceState::Stopped | InstanceState::ProvisioningToStop { .. })
            };
            let instances = self.instances.iter_mut();
            let candidates = instances.filter(|instance| is_spare(instance.state));
            let Some(surplus) = candidates.min_by_key(|instance| {
                let is_stopped = instance.state == InstanceState::Stopped;
                (instance.snapshot == snapshot, is_stopped, instance.serial)
            }) else {
                break;
            };
            surplus.state = InstanceState::Draining { done: now + DRAIN };
        }
    }

    /// Replaces instances of an old snapshot one at a time, stopped ones before running ones. A
    /// running one is drained only after its replacement runs.
    fn rotate(&mut self, now: Millis, snapshot: Uuid, capacity: usize) {
        let is_provisioning = self.count(InstanceState::is_provisioning) > 0;
        let replaced = if self.surge(snapshot) > 0 {
            let running = self.count(|state| state == InstanceState::Running);
            let stopped = self.count(|state| state == InstanceState::Stopped);
            let is_full = self.count(InstanceState::is_present) >= capacity;
            let is_blocked = is_full && !is_provisioning && stopped == 0;
            (running > self.desired() || is_blocked).then_some(InstanceState::Running)
        } else {
            let can_provision = !is_provisioning && self.failures.retry_at.is_none();
            can_provision.then_some(InstanceState::Stopped)
        };
        let old = (self.instances.iter_mut())
            .find(|instance| Some(instance.state) == replaced && instance.snapshot != snapshot);
        if let Some(old) = old {
            old.state = InstanceState::Draining { done: now + DRAIN };
        }
    }

    /// Starts and provisions missing instances.
    fn grow(&mut self, now: Millis, snapshot: Uuid, context: &PoolContext) {
        let capacity = context.capacity;
        let can_provision = self.failures.retry_at.is_none();
        let done = now + context.provision;
        let surge = self.surge(snapshot);
        while self.count(InstanceState::runs_soon) < self.desired() + surge {
            let stopped = (self.instances.iter_mut())
                .filter(|instance| instance.state == InstanceState::Stopped)
                .min_by_key(|instance| (instance.snapshot != snapshot, instance.serial));
            if let Some(stopped) = stopped {
                stopped.state = InstanceState::Starting { done: now + context.start_stopped };
                continue;
            }
            let present = self.count(InstanceState::is_present);
            if !can_provision || present >= self.max() + surge || present >= capacity {
                break;
            }
            self.provision(snapshot, InstanceState::ProvisioningToRun { done });
        }
        while can_provision && self.count(InstanceState::is_present) < self.max().min(capacity) {
            self.provision(snapshot, InstanceState::ProvisioningToStop { done });
        }
        if can_provision && self.lacks_capacity(capacity) {
            self.failures.retry_at = Some(now + BACKOFF);
        }
    }

    fn lacks_capacity(&self, capacity: usize) -> bool {
        let present = self.count(InstanceState::is_present);
        present < self.max() && present >= capacity
    }

    fn update_phase(&mut self, capacity: usize) {
        let failure = if self.failures.count >= FAILURES_TO_DEGRADE {
            self.failures.message.clone()
        } else if self.lacks_capacity(capacity) {
            format!(
                "the runner's account allows no more instances: {capacity} are left for this pool"
            )
        } else {
            String::new()
        };
        let is_running = self.count(|state| state == InstanceState::Running) > 0;
        self.was_ready |= failure.is_empty() && (self.spec.min == 0 || is_running);
        self.status.phase = match (failure.is_empty(), self.was_ready) {
            (false, _) => Phase::Degraded,
            (true, true) => Phase::Ready,
            (true, false) => Phase::Pending,
        };
        self.status.failure = failure;
    }

    /// Extra running instances while those of an old snapshot are replaced, after the stopped ones.
    fn surge(&self, snapshot: Uuid) -> usize {
        let has_old = |state| {
            (self.instances.iter())
                .any(|instance| instance.state == state && instance.snapshot != snapshot)
        };
        if has_old(InstanceState::Running) && !has_old(InstanceState::Stopped) { SURGE } else { 0 }
    }

    fn desired(&self) -> usize {
        usize::try_from(self.status.desired).unwrap_or(0)
    }

    fn max(&self) -> usize {
        usize::try_from(self.spec.max).unwrap_or(0)
    }
}
