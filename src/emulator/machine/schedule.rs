//! Which object acts next, and when: the order of simulated time.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::{Millis, change::Kind};

/// The next moment of every object that waits for one.
///
/// At the same moment prebuilds act before pools and pools before environments, so that a
/// snapshot is there for the pool that wants it and an instance for the environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schedule {
    order: BTreeSet<(Millis, Kind, Uuid)>,
    moments: HashMap<(Kind, Uuid), Millis>,
}

impl Schedule {
    /// Sets or clears the next moment of an object.
    pub(super) fn set(&mut self, kind: Kind, id: Uuid, moment: Option<Millis>) {
        if let Some(old) = self.moments.remove(&(kind, id)) {
            self.order.remove(&(old, kind, id));
        }
        if let Some(moment) = moment {
            self.moments.insert((kind, id), moment);
            self.order.insert((moment, kind, id));
        }
    }

    /// The earliest moment and whose it is.
    pub(super) fn first(&self) -> Option<(Millis, Kind, Uuid)> {
        self.order.first().copied()
    }
}
