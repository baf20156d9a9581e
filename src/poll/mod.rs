//! Decides what to poll next, for `wait` and `watch`.
//!
//! State always comes from reading; events only say when to read. Items that events name are
//! polled at once, and a timer polls everything, as a service may have no event stream.

mod dirty_set;
mod rate_limiter;
mod schedule;

use tokio::time::{Instant, sleep_until};

pub(crate) use dirty_set::DirtySet;
use schedule::Next;
pub(crate) use schedule::{MAX_SINGLE_POLLS, PollIntervals, PollSchedule};

impl PollSchedule {
    /// Waits for the next poll: `None` for everything, otherwise the ids to poll. Events about
    /// other than relevant ids are dropped.
    pub(crate) async fn next_poll(
        &mut self,
        events: &DirtySet,
        is_relevant: impl Fn(&str) -> bool,
    ) -> Option<Vec<String>> {
        loop {
            self.drain(events, &is_relevant);
            match self.next(Instant::now(), events.is_streaming()) {
                Next::All => return None,
                Next::Some(ids) => return Some(ids),
                Next::Sleep(until) => tokio::select! {
                    () = sleep_until(until) => {}
                    () = events.changed() => {}
                },
            }
        }
    }

    /// Takes over what the events reported.
    pub(crate) fn drain(&mut self, events: &DirtySet, is_relevant: impl Fn(&str) -> bool) {
        let (mut ids, is_all) = events.take();
        ids.retain(|id| is_relevant(id));
        self.mark_dirty(ids, Instant::now());
        if is_all {
            self.mark_all_dirty();
        }
    }
}
