//! Who is told of the events of a stream.

/// Hears which things to look at again. Nothing that is told says how a thing is.
pub(crate) trait EventListener {
    /// A stream is open from now on; what changed before is not told.
    fn opened(&self) {
        self.any();
    }

    /// Nothing is told until a stream is open again.
    fn ended(&self) {}

    /// Something happened to the thing with this id, in any case.
    fn one(&self, id: &str);

    /// Something may have happened to any of them.
    fn any(&self);
}
