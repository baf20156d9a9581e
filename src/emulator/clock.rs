//! Simulated time. Only this file reads the wall clock.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::simulation::Millis;
use super::simulation::assumptions::DAY;

/// The default speed of simulated time as a multiple of real time.
pub(crate) const DEFAULT_SPEED: f64 = 60.0;

/// Simulated time stops this long after the last request, so that an unused data file does not
/// accumulate months of events and expired snapshots.
const MAX_IDLE: Millis = DAY;

/// Maps the wall clock to simulated time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Clock {
    wall: Millis,
    simulated: Millis,
    speed: f64,
}

impl Clock {
    /// A clock that shows `simulated` now.
    pub(crate) fn new(simulated: Millis, speed: f64) -> Self {
        Self { wall: wall_clock(), simulated, speed }
    }

    /// The simulated time, which is never before `last`.
    pub(crate) fn now(&self, last: Millis) -> Millis {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "exact for thousands of years, and a cast saturates"
        )]
        let elapsed = ((wall_clock() - self.wall).max(0) as f64 * self.speed) as Millis;
        let now = self.simulated.saturating_add(elapsed);
        now.clamp(last, last.saturating_add(MAX_IDLE))
    }

    /// The simulated time. If it was limited by the idle time, the clock continues from there.
    pub(crate) fn catch_up(&mut self, last: Millis) -> Millis {
        let now = self.now(last);
        if now == last.saturating_add(MAX_IDLE) {
            *self = Self::new(now, self.speed);
        }
        now
    }

    pub(crate) fn speed(&self) -> f64 {
        self.speed
    }
}

/// Milliseconds since 1970.
pub(crate) fn wall_clock() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| Millis::try_from(since.as_millis()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::simulation::assumptions::HOUR;
    use super::*;

    #[test]
    fn speed_zero_stops_time_and_time_never_goes_back() {
        let clock = Clock::new(1_000, 0.0);
        assert_eq!(clock.now(1_000), 1_000);
        assert_eq!(clock.now(5_000), 5_000);
    }

    #[test]
    fn idle_time_is_limited() {
        let clock = Clock { wall: wall_clock() - 30 * DAY, simulated: 0, speed: 60.0 };
        assert_eq!(clock.now(0), MAX_IDLE);
        let mut clock = clock;
        let now = clock.catch_up(0);
        assert_eq!(now, MAX_IDLE);
        assert!(clock.now(now) < now + HOUR, "the remaining idle time is skipped");
    }
}
