//! Simulated time, and the only place that reads the wall clock.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::machine::Millis;
use super::machine::assumptions::DAY;

/// How many times faster than the wall clock simulated time runs where nothing else is said.
pub(crate) const DEFAULT_SPEED: f64 = 60.0;

/// Simulated time rests when nobody has looked for so long, so that a data file that was left
/// alone for a month is not a month of events behind and its snapshots are not all expired.
const LONGEST_UNWATCHED: Millis = DAY;

/// The relation of simulated time to the wall clock, as kept in the data file.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Clock {
    wall: Millis,
    simulated: Millis,
    speed: f64,
}

impl Clock {
    /// A clock that shows a moment now and runs from there; with speed 0 it stands.
    pub(crate) fn set(simulated: Millis, speed: f64) -> Self {
        Self { wall: wall(), simulated, speed }
    }

    /// What it shows, given the last moment that was dealt with: never less than that.
    pub(crate) fn now(&self, last: Millis) -> Millis {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "exact for thousands of years, and a cast saturates"
        )]
        let passed = ((wall() - self.wall).max(0) as f64 * self.speed) as Millis;
        let shown = self.simulated.saturating_add(passed);
        shown.clamp(last, last.saturating_add(LONGEST_UNWATCHED))
    }

    /// What it shows, and runs on from: time that was cut does not come back with the next look.
    pub(crate) fn catch_up(&mut self, last: Millis) -> Millis {
        let now = self.now(last);
        if now == last.saturating_add(LONGEST_UNWATCHED) {
            *self = Self::set(now, self.speed);
        }
        now
    }

    /// How many times faster than the wall clock it runs.
    pub(crate) fn speed(&self) -> f64 {
        self.speed
    }
}

/// The wall clock, in milliseconds since 1970.
pub(crate) fn wall() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| Millis::try_from(since.as_millis()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::machine::assumptions::HOUR;
    use super::*;

    #[test]
    fn a_standing_clock_stands_and_no_clock_goes_back() {
        let clock = Clock::set(1_000, 0.0);
        assert_eq!(clock.now(1_000), 1_000);
        assert_eq!(clock.now(5_000), 5_000);
    }

    #[test]
    fn time_that_nobody_watched_is_cut() {
        let clock = Clock { wall: wall() - 30 * DAY, simulated: 0, speed: 60.0 };
        assert_eq!(clock.now(0), LONGEST_UNWATCHED);
        let mut clock = clock;
        let now = clock.catch_up(0);
        assert_eq!(now, LONGEST_UNWATCHED);
        assert!(clock.now(now) < now + HOUR, "the rest does not come with the next look");
    }
}
