//! Environments: creating one is the demand on pools; then it runs, stops, is archived and deleted.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::history::Session;
use super::{Millis, ObjectKind, Operation, State};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Environment {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
    pub(crate) runner: Uuid,
    pub(crate) name: String,
    pub(crate) creator: Creator,
    pub(crate) role: Role,
    pub(crate) created_at: Millis,
    /// When its last run began.
    pub(crate) started_at: Millis,
    /// The prebuild it was started from.
    pub(crate) prebuild: Option<Uuid>,
    pub(crate) phase: Phase,
    pub(crate) desired: Desired,
    pub(crate) archived_at: Option<Millis>,
    /// When its next step is due.
    pub(super) next: Option<Millis>,
    /// How long each of its runs lasts; until it is stopped if `None`.
    pub(crate) lifetime: Option<Millis>,
    /// After how long its creator starts it again, once.
    pub(super) restart: Option<Millis>,
    pub(crate) spec_version: u64,
    pub(crate) status_version: u64,
}

/// A user or a service account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Creator {
    pub(crate) id: Uuid,
    pub(crate) is_service_account: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Role {
    Default,
    /// Runs the tasks of a prebuild.
    Prebuild,
    /// Created by an automation.
    Workflow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    Starting,
    Running,
    Stopping,
    Stopped,
    Deleting,
    /// It can still be listed.
    Deleted,
}

/// What its creator or the organization's policy wants of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Desired {
    Running,
    Stopped,
    Deleted,
}

/// Who creates an environment and for how long.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Start {
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
    pub(crate) name: String,
    pub(crate) creator: Creator,
    pub(crate) role: Role,
    pub(crate) lifetime: Option<Millis>,
    pub(crate) restart: Option<Millis>,
}

impl Start {
    /// A start without a name, an end or a restart.
    pub(crate) fn new((project, class): (Uuid, Uuid), creator: Creator, role: Role) -> Self {
        let (name, lifetime, restart) = Default::default();
        Self { project, class, name, creator, role, lifetime, restart }
    }
}

impl Phase {
    pub(crate) fn is_ending(self) -> bool {
        matches!(self, Self::Deleting | Self::Deleted)
    }
}

impl Environment {
    pub(crate) fn due(&self) -> Option<Millis> {
        self.next
    }

    /// Whether a prebuild moves it from phase to phase.
    pub(crate) fn follows_prebuild(&self) -> bool {
        self.role == Role::Prebuild && !self.phase.is_ending()
    }
}

impl State {
    /// Creates an environment with an instance of a pool if one is running, otherwise from the
    /// newest snapshot or without one.
    pub(crate) fn create_environment(&mut self, start: Start) -> Uuid {
        let times = self.singletons.assumptions;
        let (project, class) = (start.project, start.class);
        let (prebuild, duration) = if let Some(claim) = self.claim(project, class) {
            (claim.prebuild, times.claim)
        } else if let Some(prebuild) = self.newest_snapshot(project, class) {
            (Some(prebuild.id), times.start_from_prebuild)
        } else {
            (None, times.start_cold)
        };
        let id = self.next_id();
        self.insert_environment(id, start, prebuild, Some(self.now + duration));
        self.count_environment(project);
        id
    }

    /// Inserts an environment that starts now; `running_at` is `None` if a prebuild decides.
    pub(super) fn insert_environment(
        &mut self,
        id: Uuid,
        start: Start,
        prebuild: Option<Uuid>,
        running_at: Option<Millis>,
    ) {
        let Start { project, class, name, creator, role, lifetime, restart } = start;
        let environment = Environment {
            id,
            project,
            class,
            runner: self.runner_of(class),
            name,
            creator,
            role,
            created_at: self.now,
            started_at: self.now,
            prebuild,
            phase: Phase::Starting,
            desired: Desired::Running,
            archived_at: None,
            next: running_at,
            lifetime,
            restart,
            spec_version: 1,
            status_version: 1,
        };
        self.changes.sessions.push(Session::from_environment(&environment));
        self.environments.insert(id, environment);
        self.record_change(ObjectKind::Environment, id, Operation::Create);
    }
}
