//! What the event stream reported since the last poll.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use tokio::sync::Notify;

use super::MAX_SINGLE_POLLS;
use crate::api::events::EventListener;

/// The ids, in lower case, of items that may have changed. Any number of events about one item is
/// one entry, and too many entries stand for all items.
#[derive(Default)]
pub(crate) struct DirtySet {
    /// The items to listen for; empty for any.
    known: BTreeSet<String>,
    ids: RefCell<BTreeSet<String>>,
    is_all: Cell<bool>,
    is_streaming: Cell<bool>,
    changed: Notify,
}

impl DirtySet {
    /// Listens for these items only.
    pub(crate) fn for_ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let known = ids.into_iter().map(str::to_ascii_lowercase).collect();
        Self { known, ..Self::default() }
    }

    /// The items it listens for.
    pub(crate) fn known(&self) -> Vec<String> {
        self.known.iter().cloned().collect()
    }

    pub(crate) fn is_streaming(&self) -> bool {
        self.is_streaming.get()
    }

    /// Takes the ids, and whether any item may have changed.
    pub(crate) fn take(&self) -> (BTreeSet<String>, bool) {
        (self.ids.take(), self.is_all.take())
    }

    /// Waits for an event or the end of the stream. Safe to cancel.
    pub(crate) async fn changed(&self) {
        self.changed.notified().await;
    }

    fn mark(&self, dirty: impl IntoIterator<Item = String>) {
        let mut ids = self.ids.borrow_mut();
        ids.extend(dirty);
        if ids.len() > MAX_SINGLE_POLLS {
            ids.clear();
            self.is_all.set(true);
        }
        self.changed.notify_one();
    }
}

impl EventListener for DirtySet {
    fn opened(&self) {
        self.is_streaming.set(true);
        self.any();
    }

    fn ended(&self) {
        self.is_streaming.set(false);
        self.changed.notify_one();
    }

    fn one(&self, id: &str) {
        let id = id.to_ascii_lowercase();
        if self.known.is_empty() || self.known.contains(&id) {
            self.mark([id]);
        }
    }

    fn any(&self) {
        self.is_all.set(self.known.is_empty());
        self.mark(self.known.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_events_collapse_to_ids_or_to_all() {
        let events = DirtySet::default();
        for _ in 0..1_000 {
            events.one("A");
            events.one("b");
        }
        assert_eq!(events.take(), (["a", "b"].map(str::to_owned).into(), false));
        assert_eq!(events.take(), (BTreeSet::new(), false));
        for number in 0..=MAX_SINGLE_POLLS {
            events.one(&number.to_string());
        }
        assert_eq!(events.take(), (BTreeSet::new(), true));
    }

    #[test]
    fn an_opened_stream_marks_everything() {
        let events = DirtySet::default();
        events.opened();
        assert!(events.is_streaming() && events.take().1);
        events.ended();
        assert!(!events.is_streaming() && !events.take().1);
    }

    #[test]
    fn with_known_ids_all_others_are_ignored() {
        let events = DirtySet::for_ids(["A", "b"]);
        assert_eq!(events.known(), ["a", "b"]);
        ["a", "A", "c"].into_iter().for_each(|id| events.one(id));
        assert_eq!(events.take(), (["a"].map(str::to_owned).into(), false));
        events.any();
        assert_eq!(events.take(), (["a", "b"].map(str::to_owned).into(), false));
    }
}
