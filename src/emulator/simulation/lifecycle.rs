//! How environments stop, start again, are archived and deleted.

use uuid::Uuid;

use super::assumptions::{ENVIRONMENT_DELETED, ENVIRONMENT_DELETING, ENVIRONMENT_STOPPING};
use super::environment::{Desired, Environment, Phase, Role};
use super::history::{Session, UsageRecord};
use super::{Millis, ObjectKind, Operation, State};

impl State {
    /// Starts a stopped environment again. It has its own disk, so it claims nothing.
    pub(crate) fn start_environment(&mut self, id: Uuid) {
        let (now, duration) = (self.now, self.singletons.assumptions.restart);
        self.edit_environment(id, |environment| {
            environment.desired = Desired::Running;
            environment.phase = Phase::Starting;
            environment.started_at = now;
            environment.next = Some(now + duration);
        });
        if let Some(environment) = self.environments.get(&id) {
            self.changes.sessions.push(Session::from_environment(environment));
        }
    }

    /// Stops an active environment; does nothing if that is under way already.
    pub(crate) fn stop_environment(&mut self, id: Uuid) {
        let now = self.now;
        self.edit_environment(id, |environment| {
            environment.desired = Desired::Stopped;
            environment.stop(now);
        });
    }

    /// Deletes an environment, after it has stopped; does nothing if that is under way already.
    pub(crate) fn delete_environment(&mut self, id: Uuid) {
        let now = self.now;
        self.edit_environment(id, |environment| {
            environment.desired = Desired::Deleted;
            environment.stop(now);
            if environment.phase == Phase::Stopped {
                environment.delete(now);
            }
        });
    }

    /// Archives a stopped environment, or ends that.
    pub(crate) fn archive_environment(&mut self, id: Uuid, is_archived: bool) {
        let (now, policies) = (self.now, self.singletons.policies);
        self.edit_environment(id, |environment| {
            if environment.archived_at.is_some() != is_archived {
                environment.archived_at = is_archived.then_some(now);
                let after =
                    if is_archived { policies.delete_after } else { policies.archive_after };
                environment.next = after.map(|after| now + after);
                environment.spec_version += 1;
            }
        });
    }

    pub(super) fn step_environment(&mut self, id: Uuid) {
        let Some(environment) = self.environments.get(&id) else {
            return;
        };
        match (environment.phase, environment.archived_at, environment.restart) {
            (Phase::Starting, ..) => self.set_running(id),
            (Phase::Running, ..) => self.stop_environment(id),
            (Phase::Stopping, ..) => self.set_stopped(id),
            (Phase::Stopped, None, Some(_)) => self.start_again(id),
            (Phase::Stopped, None, None) => self.archive_environment(id, true),
            (Phase::Stopped, Some(_), _) => self.delete_environment(id),
            (Phase::Deleting, ..) => {
                let next = Some(self.now + ENVIRONMENT_DELETED);
                self.edit_environment(id, |environment| {
                    environment.phase = Phase::Deleted;
                    environment.next = next;
                });
            }
            (Phase::Deleted, ..) => {
                self.environments.remove(&id);
                self.record_change(ObjectKind::Environment, id, Operation::Delete);
            }
        }
    }

    pub(super) fn set_running(&mut self, id: Uuid) {
        self.edit_environment(id, |environment| {
            environment.phase = Phase::Running;
            environment.next =
                environment.lifetime.map(|lifetime| environment.started_at + lifetime);
        });
    }

    /// Ends the stop of an environment, and writes the record of its run.
    pub(super) fn set_stopped(&mut self, id: Uuid) {
        let (now, policies) = (self.now, self.singletons.policies);
        self.record_usage(id);
        self.edit_environment(id, |environment| {
            environment.phase = Phase::Stopped;
            let pause = environment.restart.or(policies.archive_after);
            environment.next = pause.map(|pause| now + pause);
            if environment.desired == Desired::Deleted {
                environment.delete(now);
            } else if environment.role == Role::Prebuild {
                environment.next = None;
            }
        });
    }

    fn start_again(&mut self, id: Uuid) {
        if let Some(environment) = self.environments.get_mut(&id) {
            environment.restart = None;
        }
        self.start_environment(id);
    }

    fn record_usage(&mut self, id: Uuid) {
        let is_recorded =
            |role| role != Role::Prebuild || self.singletons.assumptions.prebuild_usage;
        let Some(environment) = self.environments.get(&id).filter(|own| is_recorded(own.role))
        else {
            return;
        };
        let record = environment.usage(self.singletons.ids.next(self.now), self.now);
        self.changes.usage.push(record);
    }

    /// Edits an environment, and records the change as one event.
    fn edit_environment(&mut self, id: Uuid, edit: impl FnOnce(&mut Environment)) {
        let Some(environment) = self.environments.get_mut(&id) else {
            return;
        };
        let before = environment.clone();
        edit(environment);
        if *environment == before {
            return;
        }
        environment.spec_version += u64::from(environment.desired != before.desired);
        environment.status_version += u64::from(environment.phase != before.phase);
        let operation = if environment.spec_version == before.spec_version {
            Operation::UpdateStatus
        } else {
            Operation::Update
        };
        self.record_change(ObjectKind::Environment, id, operation);
    }
}

impl Environment {
    fn stop(&mut self, now: Millis) {
        if matches!(self.phase, Phase::Starting | Phase::Running) {
            self.phase = Phase::Stopping;
            self.next = Some(now + ENVIRONMENT_STOPPING);
        }
    }

    fn delete(&mut self, now: Millis) {
        self.phase = Phase::Deleting;
        self.next = Some(now + ENVIRONMENT_DELETING);
    }

    fn usage(&self, id: Uuid, now: Millis) -> UsageRecord {
        UsageRecord {
            id,
            environment: self.id,
            user: self.creator.id,
            project: self.project,
            runner: self.runner,
            class: self.class,
            created_at: self.created_at,
            started_at: self.started_at,
            stopped_at: now,
        }
    }
}
