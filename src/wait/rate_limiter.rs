//! How many looks events may cause, however many there are.

use std::time::Duration;

use tokio::time::Instant;

/// A few looks at once, and then one a second.
pub(crate) struct RateLimiter {
    left: f64,
    at: Instant,
}

impl RateLimiter {
    const BURST: f64 = 4.0;

    /// With all of the few still to take.
    pub(crate) const fn new(now: Instant) -> Self {
        Self { left: Self::BURST, at: now }
    }

    /// When the next look may be, which is then taken.
    pub(crate) fn next(&mut self, now: Instant) -> Instant {
        let rested = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + rested).min(Self::BURST);
        self.at = now;
        let lacking = (1.0 - self.left).max(0.0);
        self.left -= 1.0;
        now + Duration::from_secs_f64(lacking)
    }

    /// Whether it is as good as new, so that it need not be kept.
    pub(crate) fn is_rested(&self, now: Instant) -> bool {
        let rested = now.saturating_duration_since(self.at).as_secs_f64();
        self.left + rested >= Self::BURST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storm_of_events_causes_a_few_looks_and_then_one_a_second() {
        let start = Instant::now();
        let mut pace = RateLimiter::new(start);
        let looks = [(); 6].map(|()| pace.next(start).duration_since(start));
        assert_eq!(looks.map(|look| look.as_secs()), [0, 0, 0, 0, 1, 2]);
        let later = start + Duration::from_secs(60);
        assert!(!pace.is_rested(start) && pace.is_rested(later));
        assert_eq!(pace.next(later), later, "rest gives them back");
    }
}
