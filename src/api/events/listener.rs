//! Who receives the events of a stream.

use std::collections::BTreeMap;

use tokio::sync::Notify;

/// Learns which resources may have changed, but not how.
pub(crate) trait EventListener {
    /// A stream was opened; events before that were missed.
    fn on_open(&self) {
        self.on_resync();
    }

    /// There are no events until a stream is open again.
    fn on_close(&self) {}

    /// The resource with this id changed.
    fn on_change(&self, id: &str);

    /// Any resource may have changed.
    fn on_resync(&self);
}

/// Lets tasks wait until a resource may have changed since they last read it. Any number of events
/// about one resource is one notification.
#[derive(Debug)]
pub(crate) struct ChangeNotifier(BTreeMap<String, Notify>);

impl ChangeNotifier {
    pub(crate) fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let ids = ids.into_iter();
        Self(ids.map(|id| (id.to_ascii_lowercase(), Notify::new())).collect())
    }

    /// In lower case.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// Waits for a notification about a resource; canceling the wait loses none.
    pub(crate) async fn changed(&self, id: &str) {
        match self.0.get(&id.to_ascii_lowercase()) {
            Some(changed) => changed.notified().await,
            None => std::future::pending().await,
        }
    }
}

impl EventListener for ChangeNotifier {
    fn on_change(&self, id: &str) {
        if let Some(changed) = self.0.get(&id.to_ascii_lowercase()) {
            changed.notify_one();
        }
    }

    fn on_resync(&self) {
        self.0.values().for_each(Notify::notify_one);
    }
}
