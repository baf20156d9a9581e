//! Who receives the events of a stream.

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
