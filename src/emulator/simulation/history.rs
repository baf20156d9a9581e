//! What the service keeps of the past. It only grows, and the state never reads it.

use uuid::Uuid;

use super::environment::Creator;
use super::{Environment, Millis, State};

/// A run of an environment that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UsageRecord {
    pub(crate) id: Uuid,
    pub(crate) environment: Uuid,
    pub(crate) user: Uuid,
    pub(crate) project: Uuid,
    pub(crate) runner: Uuid,
    pub(crate) class: Uuid,
    /// When the environment was created.
    pub(crate) created_at: Millis,
    /// When the run began.
    pub(crate) started_at: Millis,
    pub(crate) stopped_at: Millis,
}

/// A start of an environment: its first one or another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) started_at: Millis,
    pub(crate) environment: Uuid,
    pub(crate) project: Uuid,
}

/// A change of a pool that somebody made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AuditEntry {
    pub(crate) id: Uuid,
    pub(crate) actor: Creator,
    pub(crate) pool: Uuid,
    pub(crate) action: Action,
    pub(crate) created_at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Create,
    Update,
    Delete,
}

impl Action {
    /// As the audit log says it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Create, Self::Update, Self::Delete].into_iter().find(|action| action.name() == name)
    }
}

impl Session {
    pub(super) fn from_environment(environment: &Environment) -> Self {
        Self {
            started_at: environment.started_at,
            environment: environment.id,
            project: environment.project,
        }
    }
}

impl State {
    /// Records a change of a pool in the audit log; the token's user makes all of them.
    pub(super) fn record_audit(&mut self, pool: Uuid, action: Action) {
        let entry = AuditEntry {
            id: self.singletons.ids.next(self.now),
            actor: self.singletons.user.as_creator(),
            pool,
            action,
            created_at: self.now,
        };
        self.changes.audit.push(entry);
    }
}
