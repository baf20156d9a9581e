//! The order in which objects act in simulated time.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::{Millis, ObjectKind};

/// When the next step of each object is due.
///
/// At the same time prebuilds act before pools, and pools before environments, so that a pool gets
/// its snapshot and an environment its instance without delay.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schedule {
    order: BTreeSet<(Millis, ObjectKind, Uuid)>,
    due: HashMap<(ObjectKind, Uuid), Millis>,
}

impl Schedule {
    pub(super) fn set(&mut self, kind: ObjectKind, id: Uuid, due: Option<Millis>) {
        if let Some(old) = self.due.remove(&(kind, id)) {
            self.order.remove(&(old, kind, id));
        }
        if let Some(due) = due {
            self.due.insert((kind, id), due);
            self.order.insert((due, kind, id));
        }
    }

    pub(super) fn first(&self) -> Option<(Millis, ObjectKind, Uuid)> {
        self.order.first().copied()
    }
}
