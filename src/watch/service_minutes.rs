//! How long a minute of the service is: the time of the embedded API is simulated, and may run faster.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);
/// However fast the time of the service runs, it is not asked more often.
const MIN_PAUSE: Duration = Duration::from_millis(100);
/// The times of a service whose clock is ordinary differ by less.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(5);

/// Compares the clock of the service with that of this process.
#[derive(Default)]
pub(super) struct ServiceMinutes {
    last: Option<(Instant, Timestamp)>,
}

impl ServiceMinutes {
    /// How far apart polls may be, so that everything is read once in a minute of the service.
    /// `answered_at`: the service's time `now`, if it tells.
    pub(super) fn max_pause(&mut self, now: Instant, answered_at: Option<Timestamp>) -> Duration {
        let Some(at) = answered_at else { return MINUTE };
        let Some((then, before)) = self.last.replace((now, at)) else { return MINUTE };
        let (local, service) = (now.saturating_duration_since(then), at.duration_since(before));
        let is_ordinary = SignedDuration::try_from(local)
            .is_ok_and(|local| service.saturating_sub(local) < TOLERANCE);
        if is_ordinary {
            return MINUTE;
        }
        let speed = service.as_secs_f64() / local.as_secs_f64();
        MINUTE.div_f64(speed.max(1.0)).max(MIN_PAUSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pauses after polls at these times, in milliseconds of both clocks.
    fn pauses<const N: usize>(polls: [(u64, i64); N]) -> [u128; N] {
        let (mut minutes, start) = (ServiceMinutes::default(), Instant::now());
        polls.map(|(local, service)| {
            let now = start + Duration::from_millis(local);
            let at = Timestamp::from_millisecond(1_796_025_600_000 + service).ok();
            minutes.max_pause(now, at).as_millis()
        })
    }

    #[test]
    fn polls_are_as_far_apart_as_a_minute_of_the_service() {
        assert_eq!(pauses([(0, 0), (30_000, 30_900), (30_100, 31_900)]), [60_000; 3]);
        assert_eq!(pauses([(0, 0), (1_000, 60_000), (2_000, 90_000)]), [60_000, 1_000, 2_000]);
        // It was moved ahead, and then runs like any other.
        assert_eq!(pauses([(0, 0), (1_000, 86_400_000), (1_100, 86_400_100)])[1..], [100, 60_000]);
        assert_eq!(pauses([(0, 0), (0, 9_000), (10, 0)]), [60_000, 100, 60_000]);
        assert_eq!(ServiceMinutes::default().max_pause(Instant::now(), None), MINUTE);
    }
}
