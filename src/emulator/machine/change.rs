//! What changed since the state was last saved: which objects, and the events about them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Faults, World};

/// The kinds of things that change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Kind {
    Runner,
    Class,
    Project,
    Prebuild,
    Pool,
    Environment,
}

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Operation {
    Create,
    Update,
    Delete,
    /// Nothing but the status changed.
    UpdateStatus,
}

/// One change, as a watcher is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) operation: Operation,
    pub(crate) kind: Kind,
    pub(crate) id: Uuid,
    /// Who made the thing, where its kind has a creator.
    pub(crate) creator: Option<Uuid>,
}

/// The unsaved part of a [`World`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    /// Objects that are new, different or gone.
    pub(crate) objects: BTreeSet<(Kind, Uuid)>,
    /// In the order they happened.
    pub(crate) events: Vec<Event>,
    /// Whether what there is one of changed in a way that no object shows.
    pub(crate) globals: bool,
}

impl Changes {
    /// Whether there is nothing to save.
    pub(crate) fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.events.is_empty() && !self.globals
    }
}

impl World {
    /// Notes that an object changed, tells the watchers and looks up when it acts next.
    pub(super) fn changed(&mut self, kind: Kind, id: Uuid, operation: Operation) {
        let creator = (kind != Kind::Pool).then_some(self.globals.user.id);
        self.changes.events.push(Event { operation, kind, id, creator });
        self.keep(kind, id);
    }

    /// Notes that an object has to be saved, though no watcher could see a difference.
    pub(super) fn keep(&mut self, kind: Kind, id: Uuid) {
        self.changes.objects.insert((kind, id));
        let due = self.due(kind, id);
        self.schedule.set(kind, id, due);
    }

    /// Sets the faults that wait to strike.
    pub(crate) fn set_faults(&mut self, faults: Faults) {
        self.globals.faults = faults;
        self.changes.globals = true;
    }

    /// Hands over what is to be saved.
    pub(crate) fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }
}
