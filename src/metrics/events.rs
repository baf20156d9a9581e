//! What the events of pools and prebuilds ask to read.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use tokio::sync::Notify;

use crate::api::events::{EventListener, ResourceOperation};
use crate::poll::{PollIntervals, Poller};
use crate::warm_pool::reference::PoolKey;

/// More changed prebuilds than this are read as a list.
const MAX_SINGLE_PREBUILDS: usize = 20;

/// Collects what events name, each kind with its own rules about when it is read.
pub(crate) struct Events {
    pub(crate) pools: PoolEvents,
    pub(crate) prebuilds: PrebuildEvents,
    /// The projects and classes with a pool, whose starts are watched.
    keys: RefCell<HashSet<PoolKey>>,
    keys_changed: Notify,
}

/// The changes of pools, and the sweeps of all of them.
pub(crate) struct PoolEvents {
    pub(super) poller: Poller,
    /// The ids of the exported pools, in lower case.
    known: RefCell<HashSet<String>>,
    is_open: Cell<bool>,
}

/// The changes of prebuilds since the last sweep.
#[derive(Default)]
pub(crate) struct PrebuildEvents {
    changed: RefCell<ChangedPrebuilds>,
    is_open: Cell<bool>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ChangedPrebuilds {
    /// In lower case.
    pub(super) ids: BTreeSet<String>,
    /// Whether there are too many to be read one by one, or some are not known.
    pub(super) needs_list: bool,
}

impl Events {
    /// With a sweep of everything at once and then at this interval.
    pub(crate) fn new(every: Duration) -> Self {
        let pools = PoolEvents {
            poller: Poller::new(PollIntervals::growing(every, every), []),
            known: RefCell::default(),
            is_open: Cell::new(false),
        };
        let (prebuilds, keys, keys_changed) = Default::default();
        Self { pools, prebuilds, keys, keys_changed }
    }

    /// Sets which pools are read after their events, and the projects and classes that they are for.
    /// The next sweep finds others.
    pub(super) fn set_known(&self, ids: HashSet<String>, keys: HashSet<PoolKey>) {
        self.pools.known.replace(ids);
        if *self.keys.borrow() != keys {
            self.keys.replace(keys);
            self.keys_changed.notify_one();
        }
    }

    /// The projects and classes with a pool, as of the last sweep.
    pub(crate) fn keys(&self) -> HashSet<PoolKey> {
        self.keys.borrow().clone()
    }

    /// Waits until there are other projects and classes.
    pub(crate) async fn keys_changed(&self) {
        self.keys_changed.notified().await;
    }
}

impl PoolEvents {
    /// Whether the event stream is open.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open.get()
    }
}

impl EventListener for PoolEvents {
    /// The regular sweeps find what was missed.
    fn on_open(&self) {
        self.is_open.set(true);
    }

    fn on_close(&self) {
        self.is_open.set(false);
    }

    fn on_change(&self, id: &str) {
        if self.known.borrow().contains(&id.to_ascii_lowercase()) {
            self.poller.on_change(id);
        }
    }

    fn on_resync(&self) {
        self.poller.on_resync();
    }
}

impl PrebuildEvents {
    pub(super) fn is_open(&self) -> bool {
        self.is_open.get()
    }

    /// The prebuilds that changed since the last call.
    pub(super) fn take(&self) -> ChangedPrebuilds {
        self.changed.take()
    }
}

impl EventListener for PrebuildEvents {
    fn on_open(&self) {
        self.is_open.set(true);
        self.on_resync();
    }

    fn on_close(&self) {
        self.is_open.set(false);
    }

    fn on_operation(&self, operation: &ResourceOperation, id: &str) {
        // A new prebuild has no result yet.
        if *operation != ResourceOperation::Create {
            self.on_change(id);
        }
    }

    fn on_change(&self, id: &str) {
        let mut changed = self.changed.borrow_mut();
        if changed.ids.len() < MAX_SINGLE_PREBUILDS {
            changed.ids.insert(id.to_ascii_lowercase());
        } else {
            changed.needs_list = true;
        }
    }

    fn on_resync(&self) {
        self.changed.borrow_mut().needs_list = true;
    }
}
