//! When to look at which pools: events and time in, the next look out. Pure.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use crate::wait::rate_limiter::RateLimiter;

/// So many pools are looked at one by one; for more, all are.
pub(super) const MAX_SINGLE_POLLS: usize = 20;
/// So much more seldom all are looked at while events are told.
const BESIDE_EVENTS: u32 = 6;
/// Events do not make looks at all follow one another faster.
const SHORTEST_REST: Duration = Duration::from_secs(1);
/// While looks fail they become ever rarer, up to this.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Look at all.
    All,
    /// Look at the pools of these ids.
    These(Vec<String>),
    /// Nothing before this time, unless something happens.
    Rest(Instant),
}

/// What is to be looked at, and when.
pub(super) struct PollSchedule {
    interval: Duration,
    last: Option<Last>,
    wants_all: bool,
    /// When to look at single pools; never more than a few.
    due: HashMap<String, Instant>,
    paces: HashMap<String, RateLimiter>,
    failures: u32,
    /// Nothing is looked at before this.
    pause: Option<Instant>,
}

/// The last look at all.
struct Last {
    ended: Instant,
    took: Duration,
    /// From 0 up to 1.
    random: f64,
}

impl PollSchedule {
    /// All are to be looked at now, and from then on this often.
    pub(super) fn new(interval: Duration) -> Self {
        Self {
            interval,
            last: None,
            wants_all: true,
            due: HashMap::new(),
            paces: HashMap::new(),
            failures: 0,
            pause: None,
        }
    }

    /// These pools may have changed.
    pub(super) fn mark_dirty(&mut self, ids: BTreeSet<String>, now: Instant) {
        for id in ids {
            let pace = self.paces.entry(id.clone()).or_insert_with(|| RateLimiter::new(now));
            self.due.entry(id).or_insert_with(|| pace.next(now));
        }
        if self.due.len() > MAX_SINGLE_POLLS {
            self.due.clear();
            self.wants_all = true;
        }
    }

    /// Any of them may have changed.
    pub(super) fn touch_all(&mut self) {
        self.wants_all = true;
    }

    /// What to do next. What is given is taken to be done.
    pub(super) fn next(&mut self, now: Instant, has_events: bool) -> Next {
        if let Some(pause) = self.pause.filter(|pause| now < *pause) {
            return Next::Rest(pause);
        }
        let due = self.due(now);
        if !due.is_empty() {
            return Next::These(due);
        }
        let all = self.next_all(has_events).unwrap_or(now);
        if all <= now {
            self.wants_all = false;
            return Next::All;
        }
        Next::Rest(self.due.values().copied().fold(all, Instant::min))
    }

    /// The pools to look at now, also in the middle of a look at all.
    pub(super) fn due(&mut self, now: Instant) -> Vec<String> {
        self.due.extract_if(|_, due| *due <= now).map(|(id, _)| id).collect()
    }

    /// When all are to be looked at; `None` if they never were.
    fn next_all(&self, has_events: bool) -> Option<Instant> {
        let Last { ended, took, random } = self.last.as_ref()?;
        let usual = self.interval * if has_events { BESIDE_EVENTS } else { 1 };
        // A service that answers slowly is asked less often; many that began together spread out.
        let usual = usual.max(*took * 2).mul_f64(0.9 + random / 5.0);
        let rest = if self.wants_all { usual.min(SHORTEST_REST.max(*took)) } else { usual };
        Some(*ended + rest)
    }

    /// A look at all has ended. `random` is a number from 0 up to 1.
    pub(super) fn finish(&mut self, now: Instant, took: Duration, random: f64) {
        self.last = Some(Last { ended: now, took, random });
        self.paces.retain(|_, pace| !pace.is_rested(now));
    }

    /// The service answered.
    pub(super) fn succeed(&mut self) {
        (self.failures, self.pause) = (0, None);
    }

    /// Whether nothing is to be looked at for a while.
    pub(super) fn is_pausing(&self) -> bool {
        self.pause.is_some()
    }

    /// It did not, and wants to be left alone for at least `requested_delay`. Then all are looked at.
    pub(super) fn fail(&mut self, now: Instant, requested_delay: Duration) {
        let grown = self.interval.saturating_mul(1 << self.failures.min(16));
        let delay = grown.min(LONGEST_DELAY.max(self.interval)).max(requested_delay);
        self.failures += 1;
        self.wants_all = true;
        self.pause = Some(now + delay);
    }
}

#[cfg(test)]
mod tests;
