//! What a stream of events says to whoever watches some things: look again, at one or at all.

use std::collections::BTreeMap;

use tokio::sync::Notify;

use super::EventListener;

/// For each thing that is watched, whether it may have changed since it was last asked. Any number
/// of events about one thing is one nudge.
#[derive(Debug)]
pub(crate) struct ChangeNotifier(BTreeMap<String, Notify>);

impl ChangeNotifier {
    /// Of the things with these ids, in any case.
    pub(crate) fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let ids = ids.into_iter();
        Self(ids.map(|id| (id.to_ascii_lowercase(), Notify::new())).collect())
    }

    /// The ids, in lower case.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// Takes the nudge about a thing, or waits for it; about one that is not watched there is
    /// none. Nothing is lost when the wait is broken off.
    pub(crate) async fn about(&self, id: &str) {
        match self.0.get(&id.to_ascii_lowercase()) {
            Some(changed) => changed.notified().await,
            None => std::future::pending().await,
        }
    }
}

impl EventListener for ChangeNotifier {
    /// Others than those that are watched are not looked for.
    fn one(&self, id: &str) {
        if let Some(changed) = self.0.get(&id.to_ascii_lowercase()) {
            changed.notify_one();
        }
    }

    fn any(&self) {
        self.0.values().for_each(Notify::notify_one);
    }
}
