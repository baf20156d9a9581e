//! Starts of environments as they are exported. Pure.

use std::time::Duration;

use crate::warm_pool::reference::PoolKey;
use crate::watch::starts::{DEFAULT_CLAIM_BELOW, ObservedStart, Origin};

/// The bounds of the histogram, in seconds.
pub(super) const BOUNDS: &[f64] =
    &[5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0];

/// Every origin, in the order of the histograms.
pub(super) const ORIGINS: [Origin; 3] = [Origin::Pool, Origin::Prebuild, Origin::Cold];

/// The value of the label `source`.
pub(super) const fn label(origin: Origin) -> &'static str {
    match origin {
        Origin::Pool => "pool",
        Origin::Prebuild => "prebuild",
        Origin::Cold => "cold",
    }
}

/// An environment that was seen when it began to run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TimedStart {
    pub(super) key: PoolKey,
    pub(super) origin: Origin,
    pub(super) seconds: f64,
}

impl TimedStart {
    /// `None` if it is not known how long the start took.
    pub(super) fn new(start: &ObservedStart) -> Option<Self> {
        let took = start.running_at?.duration_since(start.created_at?);
        // Not if the clocks differ.
        let took = Duration::try_from(took).ok()?;
        let origin = Origin::new(took, start.prebuild_id.is_some(), DEFAULT_CLAIM_BELOW);
        Some(Self { key: start.key, origin, seconds: took.as_secs_f64() })
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use uuid::Uuid;

    use super::*;

    /// An environment that ran so many milliseconds after its creation.
    fn start(millis: Option<i64>, has_prebuild: bool) -> ObservedStart {
        let created: Timestamp = "2026-05-01T08:00:00Z".parse().unwrap();
        ObservedStart {
            environment_id: Uuid::from_u128(1),
            key: PoolKey { project: Uuid::from_u128(2), class: Uuid::from_u128(3) },
            created_at: Some(created),
            running_at: millis.map(|millis| created + SignedDuration::from_millis(millis)),
            machine_at: None,
            prebuild_id: has_prebuild.then_some(Uuid::from_u128(4)),
            creator_id: None,
        }
    }

    fn timed(start: &ObservedStart) -> Option<(&'static str, f64)> {
        TimedStart::new(start).map(|timed| (label(timed.origin), timed.seconds))
    }

    #[test]
    fn the_time_of_a_start_says_what_it_started_from() {
        assert_eq!(timed(&start(Some(9_500), true)), Some(("pool", 9.5)));
        assert_eq!(timed(&start(Some(20_000), true)), Some(("pool", 20.0)));
        assert_eq!(timed(&start(Some(20_001), true)), Some(("prebuild", 20.001)));
        assert_eq!(timed(&start(Some(9_500), false)), Some(("cold", 9.5)));
        assert_eq!(timed(&start(Some(0), true)), Some(("pool", 0.0)));
    }

    #[test]
    fn a_start_without_a_certain_time_does_not_count() {
        assert_eq!(timed(&start(None, true)), None, "it was not seen when it began to run");
        assert_eq!(timed(&start(Some(-1), true)), None, "the clocks differ");
        let unknown = ObservedStart { created_at: None, ..start(Some(9_500), true) };
        assert_eq!(timed(&unknown), None);
    }
}
