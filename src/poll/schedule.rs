//! When to poll what: events, results and times in, the next poll out. Pure.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

/// More dirty items than this are polled together, in one poll of everything.
pub(crate) const MAX_SINGLE_POLLS: usize = 20;
/// Events cause polls of one item, or of everything, this far apart.
const MIN_PAUSE: Duration = Duration::from_secs(1);
/// This many polls of one item may follow at once.
const BURST: u32 = 4;

/// The times between polls of everything.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PollIntervals {
    first: Duration,
    regular: Duration,
    /// How many times longer an interval is while an event stream is open.
    streaming_factor: u32,
    /// The interval doubles with each failed poll, up to this.
    max_backoff: Duration,
}

impl PollIntervals {
    /// Each interval is half as much longer than the one before, up to `regular`.
    pub(crate) const fn growing(first: Duration, regular: Duration) -> Self {
        Self { first, regular, streaming_factor: 1, max_backoff: regular }
    }

    /// Long intervals while an event stream is open, and after failed polls.
    pub(crate) fn relaxed(regular: Duration) -> Self {
        let max_backoff = regular.max(Duration::from_secs(60));
        Self { first: regular, regular, streaming_factor: 6, max_backoff }
    }
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Poll everything.
    All,
    /// Poll the items with these ids.
    Some(Vec<String>),
    /// Nothing before this time, unless there is an event.
    Sleep(Instant),
}

#[derive(Default)]
pub(crate) struct PollSchedule {
    intervals: PollIntervals,
    interval: Duration,
    /// The longest pause, unless the service is slow.
    pub(crate) max_pause: Option<Duration>,
    pub(super) is_streaming: bool,
    last: Option<Last>,
    is_all_dirty: bool,
    /// When to poll single items.
    due: HashMap<String, Instant>,
    /// When the burst of an item is available again.
    rested: HashMap<String, Instant>,
    /// When the burst of all unknown items together is available again.
    unknown_rested: Option<Instant>,
    failures: u32,
    /// Nothing is polled before this time.
    paused_until: Option<Instant>,
}

/// The last poll of everything.
struct Last {
    ended: Instant,
    took: Duration,
    random: f64,
}

impl PollSchedule {
    /// A schedule that starts with a poll of everything.
    pub(crate) fn new(intervals: PollIntervals) -> Self {
        let interval = intervals.first.min(intervals.regular);
        Self { intervals, interval, ..Self::default() }
    }

    /// An item may have changed.
    pub(crate) fn mark_dirty(&mut self, id: String, now: Instant) {
        let rested = self.rested.entry(id.clone()).or_insert(now);
        self.due.entry(id).or_insert_with(|| reserve(rested, now));
        if self.due.len() > MAX_SINGLE_POLLS {
            self.due.clear();
            self.is_all_dirty = true;
        }
    }

    /// Whether an item that no poll has found yet may be polled by itself. Events may name any number
    /// of such items, so they share a pace; beyond it everything is polled instead.
    pub(crate) fn admit_unknown(&mut self, now: Instant) -> bool {
        let mut rested = self.unknown_rested.unwrap_or(now);
        if reserve(&mut rested, now) > now {
            self.is_all_dirty = true;
            return false;
        }
        self.unknown_rested = Some(rested);
        true
    }

    /// Any item may have changed.
    pub(crate) fn mark_all_dirty(&mut self) {
        self.is_all_dirty = true;
    }

    /// What to do next; a poll that is returned counts as started.
    pub(super) fn next(&mut self, now: Instant) -> Next {
        if let Some(until) = self.paused_until.filter(|until| now < *until) {
            return Next::Sleep(until);
        }
        let due = self.take_due(now);
        if !due.is_empty() {
            return Next::Some(due);
        }
        let next_all = self.next_all().unwrap_or(now);
        if next_all <= now {
            self.is_all_dirty = false;
            return Next::All;
        }
        Next::Sleep(self.due.values().copied().fold(next_all, Instant::min))
    }

    /// The items to poll now, also in the middle of a poll of everything.
    pub(crate) fn take_due(&mut self, now: Instant) -> Vec<String> {
        self.due.extract_if(|_, due| *due <= now).map(|(id, _)| id).collect()
    }

    /// When to poll everything; `None` before the first time.
    fn next_all(&self) -> Option<Instant> {
        let Last { ended, took, random } = self.last.as_ref()?;
        let factor = if self.is_streaming { self.intervals.streaming_factor } else { 1 };
        let pause = (self.interval * factor).min(self.max_pause.unwrap_or(Duration::MAX));
        // A service that answers slowly is polled less often.
        let pause = jitter(pause.max(*took * 2), *random);
        let pause = if self.is_all_dirty { pause.min(MIN_PAUSE.max(*took)) } else { pause };
        Some(*ended + pause)
    }

    /// A poll of everything has ended. `random` is a number from 0 up to 1.
    pub(crate) fn finish_all(&mut self, now: Instant, took: Duration, random: f64) {
        if self.last.is_some() {
            self.interval = self.interval.mul_f64(1.5).min(self.intervals.regular);
        }
        self.last = Some(Last { ended: now, took, random });
        self.rested.retain(|_, rested| *rested > now);
    }

    /// The service answered.
    pub(crate) fn succeed(&mut self) {
        (self.failures, self.paused_until) = (0, None);
    }

    /// The items that are remembered.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.due.len() + self.rested.len()
    }

    /// Whether the last poll failed.
    pub(crate) fn is_paused(&self) -> bool {
        self.paused_until.is_some()
    }

    /// A poll failed, and the service asks for a pause of at least `requested_delay`. Everything is
    /// polled afterwards, as events may have been missed.
    pub(crate) fn fail(&mut self, now: Instant, requested_delay: Duration, random: f64) {
        let delay = self.interval.saturating_mul(1 << self.failures.min(16));
        let delay = jitter(delay.min(self.intervals.max_backoff), random).max(requested_delay);
        self.failures += 1;
        self.is_all_dirty = true;
        self.paused_until = Some(now + delay);
    }
}

/// Limits the polls of one item or of one kind; returns when the next one may start.
fn reserve(rested: &mut Instant, now: Instant) -> Instant {
    let used = rested.saturating_duration_since(now);
    *rested = now + used + MIN_PAUSE;
    now + used.saturating_sub(MIN_PAUSE * (BURST - 1))
}

/// Makes a delay up to a tenth shorter or longer, so that processes that started together spread
/// out.
fn jitter(delay: Duration, random: f64) -> Duration {
    delay.mul_f64(0.9 + random / 5.0)
}

#[cfg(test)]
mod tests;
