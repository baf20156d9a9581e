//! Environments. Creating one is the demand on pools; once it runs, it stays listed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{CLAIM, START_COLD, START_FROM_PREBUILD};
use super::{Millis, ObjectKind, Operation, State};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Environment {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
    pub(crate) runner: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: Millis,
    /// The prebuild it was started from.
    pub(crate) prebuild: Option<Uuid>,
    pub(crate) phase: Phase,
    /// When it changes from starting to running.
    pub(crate) running_at: Millis,
    pub(crate) status_version: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    Starting,
    Running,
}

impl Environment {
    /// When its next step is due.
    pub(super) fn due(&self) -> Option<Millis> {
        (self.phase == Phase::Starting).then_some(self.running_at)
    }
}

impl State {
    /// Creates an environment with an instance of a pool if one is running, otherwise from the
    /// newest snapshot or without one.
    pub(crate) fn create_environment(&mut self, project: Uuid, class: Uuid, name: String) -> Uuid {
        let (prebuild, start) = if let Some(claim) = self.claim(project, class) {
            (claim.prebuild, CLAIM)
        } else if let Some(prebuild) = self.newest_snapshot(project, class) {
            (Some(prebuild.id), START_FROM_PREBUILD)
        } else {
            (None, START_COLD)
        };
        let id = self.next_id();
        let environment = Environment {
            id,
            project,
            class,
            runner: self.runner_of(class),
            name,
            created_at: self.now,
            prebuild,
            phase: Phase::Starting,
            running_at: self.now + start,
            status_version: 1,
        };
        self.environments.insert(id, environment);
        self.record_change(ObjectKind::Environment, id, Operation::Create);
        id
    }

    pub(super) fn step_environment(&mut self, id: Uuid) {
        let Some(environment) = self.environments.get_mut(&id) else {
            return;
        };
        environment.phase = Phase::Running;
        environment.status_version += 1;
        self.record_change(ObjectKind::Environment, id, Operation::UpdateStatus);
    }
}
