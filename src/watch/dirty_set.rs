//! What the event stream says, until somebody looks.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use tokio::sync::Notify;

use super::poll_schedule::MAX_SINGLE_POLLS;
use crate::api::events::EventListener;

/// Which pools may have changed since that was last asked. Any number of events about one pool is
/// one hint, and hints about many pools are one about all.
#[derive(Default)]
pub(super) struct DirtySet {
    ids: RefCell<BTreeSet<String>>,
    any: Cell<bool>,
    is_open: Cell<bool>,
    news: Notify,
}

impl DirtySet {
    /// Whether events are told right now.
    pub(super) fn is_open(&self) -> bool {
        self.is_open.get()
    }

    /// Takes them: ids in lower case, and whether any pool may have changed.
    pub(super) fn take(&self) -> (BTreeSet<String>, bool) {
        (self.ids.take(), self.any.take())
    }

    /// Waits until there is something new. Nothing is lost when the wait is broken off.
    pub(super) async fn news(&self) {
        self.news.notified().await;
    }
}

impl EventListener for DirtySet {
    fn on_open(&self) {
        self.is_open.set(true);
        self.on_resync();
    }

    fn on_close(&self) {
        self.is_open.set(false);
        self.news.notify_one();
    }

    fn on_change(&self, id: &str) {
        let mut ids = self.ids.borrow_mut();
        ids.insert(id.to_ascii_lowercase());
        if ids.len() > MAX_SINGLE_POLLS {
            ids.clear();
            self.any.set(true);
        }
        self.news.notify_one();
    }

    fn on_resync(&self) {
        self.any.set(true);
        self.news.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storm_of_events_is_a_few_hints() {
        let hints = DirtySet::default();
        for _ in 0..1_000 {
            hints.on_change("A");
            hints.on_change("b");
        }
        assert_eq!(hints.take(), (["a", "b"].map(str::to_owned).into(), false));
        assert_eq!(hints.take(), (BTreeSet::new(), false));
        for number in 0..=MAX_SINGLE_POLLS {
            hints.on_change(&number.to_string());
        }
        assert_eq!(hints.take(), (BTreeSet::new(), true));
    }

    #[test]
    fn a_stream_that_opens_is_a_hint_about_all() {
        let hints = DirtySet::default();
        hints.on_open();
        assert!(hints.is_open() && hints.take().1);
        hints.on_close();
        assert!(!hints.is_open() && !hints.take().1);
    }
}
