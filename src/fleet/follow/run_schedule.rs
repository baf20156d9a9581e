//! When the next run is due. Decided by the wall clock, since windows are.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::RunResult;

/// The first delay after a failure; it doubles with each one, up to the interval.
const FIRST_RETRY: Duration = Duration::from_secs(30);

/// Plans the runs.
pub(super) struct RunSchedule {
    interval: Duration,
    /// The instant that the last run was for; `None` if the next run is due at once.
    last: Option<Timestamp>,
    next: Timestamp,
    /// Failures since the last success.
    failures: u32,
}

impl RunSchedule {
    /// The first run is due at once; later ones after this time at most.
    pub(super) const fn new(interval: Duration) -> Self {
        Self { interval, last: None, next: Timestamp::UNIX_EPOCH, failures: 0 }
    }

    /// Whether to run now. A clock that was set back also asks for it: other windows may hold.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        self.last.is_none_or(|last| now < last || now >= self.next)
    }

    /// Makes the next run due at once.
    pub(super) const fn run_now(&mut self) {
        self.last = None;
    }

    /// Records a run for the instant `at`, which ended at `end`.
    pub(super) fn record(&mut self, at: Timestamp, end: Timestamp, result: RunResult) {
        self.failures = if result.is_success { 0 } else { self.failures.saturating_add(1) };
        let timer = after(end, self.delay());
        // An edge that has passed by now is the reason to run again at once.
        let next_edge = result.next_edge.filter(|edge| *edge > at);
        self.next = next_edge.map_or(timer, |edge| edge.min(timer));
        self.last = Some(at);
    }

    pub(super) const fn next(&self) -> Timestamp {
        self.next
    }

    /// The time until the next run.
    pub(super) fn time_left(&self, now: Timestamp) -> Duration {
        if self.is_due(now) {
            return Duration::ZERO;
        }
        Duration::try_from(self.next.duration_since(now)).unwrap_or_default()
    }

    fn delay(&self) -> Duration {
        match self.failures.checked_sub(1) {
            None => self.interval,
            Some(earlier) => {
                let factor = 2_u32.saturating_pow(earlier);
                FIRST_RETRY.saturating_mul(factor).min(self.interval)
            }
        }
    }
}

/// The instant some time later; the end of time if that is past it.
fn after(instant: Timestamp, delay: Duration) -> Timestamp {
    let delay = SignedDuration::try_from(delay).unwrap_or(SignedDuration::MAX);
    instant.checked_add(delay).unwrap_or(Timestamp::MAX)
}
