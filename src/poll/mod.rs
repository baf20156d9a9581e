//! Decides what to poll next, for `wait` and `watch`.
//!
//! State always comes from reading; events only say when to read. Items that events name are
//! polled at once, and a timer polls everything, as a service may have no event stream.

mod schedule;

use std::cell::{RefCell, RefMut};
use std::collections::BTreeSet;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::api::events::EventListener;
use schedule::Next;
pub(crate) use schedule::{MAX_SINGLE_POLLS, PollIntervals, PollSchedule};

/// A schedule that listens to events.
pub(crate) struct Poller {
    schedule: RefCell<PollSchedule>,
    /// The ids of the items to listen for, in lower case; empty for any.
    ids: BTreeSet<String>,
    changed: Notify,
}

impl Poller {
    pub(crate) fn new<'a>(
        intervals: PollIntervals,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let ids = ids.into_iter().map(str::to_ascii_lowercase).collect();
        Self { schedule: RefCell::new(PollSchedule::new(intervals)), ids, changed: Notify::new() }
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.ids.iter().cloned().collect()
    }

    pub(crate) fn schedule(&self) -> RefMut<'_, PollSchedule> {
        self.schedule.borrow_mut()
    }

    /// Waits for the next poll: `None` for everything, otherwise the ids, in lower case, to poll.
    pub(crate) async fn next(&self) -> Option<Vec<String>> {
        loop {
            let next = self.schedule().next(Instant::now());
            match next {
                Next::All => return None,
                Next::Some(ids) => return Some(ids),
                Next::Sleep(until) => tokio::select! {
                    () = sleep_until(until) => {}
                    () = self.changed.notified() => {}
                },
            }
        }
    }
}

impl EventListener for Poller {
    fn on_open(&self) {
        self.schedule().is_streaming = true;
        self.on_resync();
    }

    fn on_close(&self) {
        self.schedule().is_streaming = false;
        self.changed.notify_one();
    }

    fn on_change(&self, id: &str) {
        let id = id.to_ascii_lowercase();
        if self.ids.is_empty() || self.ids.contains(&id) {
            self.schedule().mark_dirty(id, Instant::now());
            self.changed.notify_one();
        }
    }

    fn on_resync(&self) {
        if self.ids.is_empty() {
            self.schedule().mark_all_dirty();
        }
        self.ids.iter().for_each(|id| self.schedule().mark_dirty(id.clone(), Instant::now()));
        self.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A poller after its first poll, with the next one in an hour.
    fn poller(ids: &[&str]) -> Poller {
        let hour = Duration::from_hours(1);
        let poller = Poller::new(PollIntervals::growing(hour, hour), ids.iter().copied());
        assert_eq!(poller.schedule().next(Instant::now()), Next::All);
        poller.schedule().finish_all(Instant::now(), Duration::ZERO, 0.5);
        poller
    }

    /// The ids to poll now.
    fn due(poller: &Poller) -> Vec<String> {
        let mut due = poller.schedule().take_due(Instant::now());
        due.sort();
        due
    }

    #[test]
    fn many_events_collapse_to_a_few_polls() {
        let poller = poller(&[]);
        for _ in 0..1_000 {
            poller.on_change("A");
            poller.on_change("b");
        }
        assert_eq!(due(&poller), ["a", "b"]);
        assert!(due(&poller).is_empty());
        (0..=MAX_SINGLE_POLLS).for_each(|number| poller.on_change(&number.to_string()));
        assert!(due(&poller).is_empty());
        let in_a_second = Instant::now() + Duration::from_secs(1);
        assert_eq!(poller.schedule().next(in_a_second), Next::All);
    }

    #[test]
    fn an_opened_stream_causes_a_poll_of_everything() {
        let poller = poller(&[]);
        poller.on_open();
        assert!(poller.schedule().is_streaming);
        let in_a_second = Instant::now() + Duration::from_secs(1);
        assert_eq!(poller.schedule().next(in_a_second), Next::All);
        poller.on_close();
        assert!(!poller.schedule().is_streaming);
        assert!(matches!(poller.schedule().next(in_a_second), Next::Sleep(_)));
    }

    #[test]
    fn events_about_other_ids_are_ignored() {
        let poller = poller(&["A", "b"]);
        assert_eq!(poller.ids(), ["a", "b"]);
        ["a", "A", "c"].into_iter().for_each(|id| poller.on_change(id));
        assert_eq!(due(&poller), ["a"]);
        poller.on_resync();
        assert_eq!(due(&poller), ["a", "b"]);
    }
}
