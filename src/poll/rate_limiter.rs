//! Limits the polls that events cause.

use std::time::Duration;

use tokio::time::Instant;

/// A token bucket: a burst of polls, then one a second.
pub(super) struct RateLimiter {
    tokens: f64,
    updated: Instant,
}

impl RateLimiter {
    const BURST: f64 = 4.0;

    pub(super) const fn new(now: Instant) -> Self {
        Self { tokens: Self::BURST, updated: now }
    }

    /// Takes a token and returns when the poll that it stands for may start.
    pub(super) fn reserve(&mut self, now: Instant) -> Instant {
        self.tokens = self.tokens_at(now);
        self.updated = now;
        let missing = (1.0 - self.tokens).max(0.0);
        self.tokens -= 1.0;
        now + Duration::from_secs_f64(missing)
    }

    /// Whether it is as good as new, so that it need not be kept.
    pub(super) fn is_idle(&self, now: Instant) -> bool {
        self.tokens_at(now) >= Self::BURST
    }

    fn tokens_at(&self, now: Instant) -> f64 {
        let elapsed = now.saturating_duration_since(self.updated).as_secs_f64();
        (self.tokens + elapsed).min(Self::BURST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_of_events_causes_four_polls_and_then_one_a_second() {
        let start = Instant::now();
        let mut limiter = RateLimiter::new(start);
        let polls = [(); 6].map(|()| limiter.reserve(start).duration_since(start));
        assert_eq!(polls.map(|poll| poll.as_secs()), [0, 0, 0, 0, 1, 2]);
        let later = start + Duration::from_secs(60);
        assert!(!limiter.is_idle(start) && limiter.is_idle(later));
        assert_eq!(limiter.reserve(later), later, "idle time refills it");
    }
}
