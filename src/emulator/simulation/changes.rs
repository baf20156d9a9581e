//! Changes since the state was last saved: the changed objects, and the events about them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::State;
use super::history::{AuditEntry, Session, UsageRecord};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum ObjectKind {
    Runner,
    Class,
    Project,
    Prebuild,
    Pool,
    Environment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Operation {
    Create,
    Update,
    Delete,
    /// Only the status changed.
    UpdateStatus,
}

/// A change, as watchers get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) operation: Operation,
    pub(crate) kind: ObjectKind,
    pub(crate) id: Uuid,
    /// Pools have no creator.
    pub(crate) creator: Option<Uuid>,
}

/// The unsaved changes of a [`State`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    /// Objects that were created, changed or deleted.
    pub(crate) objects: BTreeSet<(ObjectKind, Uuid)>,
    /// In order of occurrence.
    pub(crate) events: Vec<Event>,
    /// Whether the singletons changed without a change of any object.
    pub(crate) singletons: bool,
    /// The next three are appended to the history.
    pub(crate) usage: Vec<UsageRecord>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) audit: Vec<AuditEntry>,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        // Nothing is appended to the history without a change of an object.
        self.objects.is_empty() && self.events.is_empty() && !self.singletons
    }
}

impl State {
    /// Records a change of an object that watchers can see.
    pub(super) fn record_change(&mut self, kind: ObjectKind, id: Uuid, operation: Operation) {
        let creator = match kind {
            ObjectKind::Pool => None,
            ObjectKind::Environment => self.environments.get(&id).map(|own| own.creator.id),
            _ => Some(self.singletons.user.id),
        };
        self.changes.events.push(Event { operation, kind, id, creator });
        self.mark_dirty(kind, id);
    }

    /// Records a change of an object that watchers cannot see, and reschedules the object.
    pub(super) fn mark_dirty(&mut self, kind: ObjectKind, id: Uuid) {
        self.changes.objects.insert((kind, id));
        let due = self.due(kind, id);
        self.schedule.set(kind, id, due);
    }

    /// Removes and returns the unsaved changes.
    pub(crate) fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }
}
