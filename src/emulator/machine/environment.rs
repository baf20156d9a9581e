//! Environments: they enter as demand and, once they run, stay as history.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{CLAIM, START_COLD, START_FROM_PREBUILD};
use super::{Millis, Operation, World, change::Kind};

/// An environment somebody works in.
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
    /// When it runs.
    pub(crate) running_at: Millis,
    pub(crate) status_version: u64,
}

/// How far an environment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    Starting,
    Running,
}

impl Environment {
    /// When it changes by itself.
    pub(super) fn due(&self) -> Option<Millis> {
        (self.phase == Phase::Starting).then_some(self.running_at)
    }
}

impl World {
    /// Starts an environment: from a pool if one has an instance to give, else the slow way.
    ///
    /// It neither waits for an instance of a pool that is not ready nor orders one.
    pub(crate) fn create_environment(&mut self, project: Uuid, class: Uuid, name: String) -> Uuid {
        let snapshot_of = |world: &Self| world.newest_snapshot(project, class).map(|made| made.id);
        let (prebuild, start) = match self.claim(project, class) {
            Some(claim) => (claim.prebuild, CLAIM),
            None => match snapshot_of(self) {
                Some(prebuild) => (Some(prebuild), START_FROM_PREBUILD),
                None => (None, START_COLD),
            },
        };
        let id = self.globals.ids.next(self.now);
        let runner = self.classes.get(&class).map_or(Uuid::nil(), |own| own.runner);
        let environment = Environment {
            id,
            project,
            class,
            runner,
            name,
            created_at: self.now,
            prebuild,
            phase: Phase::Starting,
            running_at: self.now + start,
            status_version: 1,
        };
        self.environments.insert(id, environment);
        self.changed(Kind::Environment, id, Operation::Create);
        id
    }

    pub(super) fn step_environment(&mut self, id: Uuid) {
        let Some(environment) = self.environments.get_mut(&id) else {
            return;
        };
        environment.phase = Phase::Running;
        environment.status_version += 1;
        self.changed(Kind::Environment, id, Operation::UpdateStatus);
    }
}
