//! What a stream of events says to whoever watches: look again, at this or at all.

use std::cell::RefCell;
use std::collections::BTreeSet;

use tokio::sync::Notify;

/// What to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Nudge {
    /// Everything: events may have been missed.
    All,
    /// The things with these ids, in lower case.
    These(BTreeSet<String>),
}

impl Nudge {
    /// Whether a thing is to be looked at.
    pub(crate) fn is_about(&self, id: &str) -> bool {
        match self {
            Self::All => true,
            Self::These(ids) => ids.contains(&id.to_ascii_lowercase()),
        }
    }
}

/// Nudges that were not taken yet; any number of events about one thing is one nudge.
#[derive(Debug, Default)]
pub(crate) struct Nudges {
    waiting: RefCell<Option<Nudge>>,
    came: Notify,
}

impl Nudges {
    /// Something about one thing was told.
    pub(super) fn one(&self, id: &str) {
        let mut waiting = self.waiting.borrow_mut();
        if let Nudge::These(ids) = waiting.get_or_insert(Nudge::These(BTreeSet::new())) {
            ids.insert(id.to_ascii_lowercase());
        }
        self.came.notify_one();
    }

    /// Something may have been missed.
    pub(crate) fn all(&self) {
        self.waiting.replace(Some(Nudge::All));
        self.came.notify_one();
    }

    /// Takes what there is, or waits for it. Nothing is lost when the wait is broken off.
    pub(crate) async fn next(&self) -> Nudge {
        loop {
            if let Some(nudge) = self.waiting.take() {
                return nudge;
            }
            self.came.notified().await;
        }
    }
}
