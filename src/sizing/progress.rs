//! How far the work is, and whether to stop it.

use std::ops::ControlFlow;

/// How much of the work is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) replays_done: usize,
    /// An upper bound that may grow; the search for windows may end earlier.
    pub(crate) replays: usize,
}

/// The callback requested a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stopped;

/// Called after each replay.
pub(crate) type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Counts replays and reports them.
pub(super) struct Meter<'a> {
    progress: Progress,
    on_progress: OnProgress<'a>,
}

impl<'a> Meter<'a> {
    pub(super) fn new(on_progress: OnProgress<'a>) -> Self {
        Self { progress: Progress::default(), on_progress }
    }

    /// Announces replays.
    pub(super) const fn expect(&mut self, replays: usize) {
        self.progress.replays += replays;
    }

    /// Takes back announced replays that are not needed.
    pub(super) const fn skip(&mut self, replays: usize) {
        self.progress.replays = self.progress.replays.saturating_sub(replays);
    }

    /// Counts a replay.
    ///
    /// # Errors
    /// When the callback requests a stop.
    pub(super) fn count(&mut self) -> Result<(), Stopped> {
        self.progress.replays_done += 1;
        self.progress.replays = self.progress.replays.max(self.progress.replays_done);
        match (self.on_progress)(self.progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }
}
