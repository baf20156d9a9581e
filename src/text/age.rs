//! Ages, as tables show points in time.

use jiff::Timestamp;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Seconds that two clocks may differ without anybody setting them; the simulated time of the
/// embedded API passes a minute in a second.
const MAX_SKEW: i64 = MINUTE;

/// The time from `then` to `now` in one whole unit, rounded down: `45s`, `10m`, `3h`, `41d`; from
/// two years on in years of 365 days, `2y`. What seems to be in the future by the difference of two
/// clocks is `0s`; what is further, `in 3m`.
pub(crate) fn age(now: Timestamp, then: Timestamp) -> String {
    let seconds = now.duration_since(then).as_secs();
    let seconds = if (-MAX_SKEW..0).contains(&seconds) { 0 } else { seconds };
    let prefix = if seconds < 0 { "in " } else { "" };
    let seconds = seconds.abs();
    let (size, unit) = unit(seconds);
    format!("{prefix}{}{unit}", seconds / size)
}

/// An [`age`] in a sentence: `10m ago`, or `in 3m`.
pub(crate) fn ago(now: Timestamp, then: Timestamp) -> String {
    let age = age(now, then);
    if age.starts_with("in ") { age } else { format!("{age} ago") }
}

/// Seconds until [`age`] changes.
pub(crate) fn seconds_until_age_changes(now: Timestamp, then: Timestamp) -> i64 {
    let seconds = now.duration_since(then).as_secs();
    if seconds < 0 { 1 } else { unit(seconds).0 - seconds % unit(seconds).0 }
}

/// The unit of an age: its length in seconds and its letter.
const fn unit(seconds: i64) -> (i64, &'static str) {
    if seconds < MINUTE {
        (1, "s")
    } else if seconds < HOUR {
        (MINUTE, "m")
    } else if seconds < DAY {
        (HOUR, "h")
    } else if seconds < 2 * YEAR {
        (DAY, "d")
    } else {
        (YEAR, "y")
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{age, ago, seconds_until_age_changes};

    #[test]
    fn an_age_changes_with_its_next_unit() {
        let now: Timestamp = "2026-11-24T06:00:00Z".parse().unwrap();
        for (then, expected) in [
            ("2026-11-24T06:00:00Z", 1),
            ("2026-11-24T05:59:15Z", 1),
            ("2026-11-24T05:59:00Z", 60),
            ("2026-11-24T05:58:01Z", 1),
            ("2026-11-24T03:00:00Z", 3_600),
            ("2026-11-23T06:00:01Z", 1),
            ("2026-10-14T06:00:00Z", 86_400),
            ("2026-11-24T06:03:30Z", 1),
        ] {
            assert_eq!(seconds_until_age_changes(now, then.parse().unwrap()), expected, "{then}");
        }
    }

    #[test]
    fn an_age_has_one_unit() {
        let now: Timestamp = "2026-11-24T06:00:00Z".parse().unwrap();
        for (then, expected) in [
            ("2026-11-24T06:00:00Z", "0s"),
            ("2026-11-24T05:59:15Z", "45s"),
            ("2026-11-24T05:59:00.5Z", "59s"),
            ("2026-11-24T05:59:00Z", "1m"),
            ("2026-11-24T05:49:59Z", "10m"),
            ("2026-11-24T05:00:01Z", "59m"),
            ("2026-11-24T03:00:00Z", "3h"),
            ("2026-11-23T06:00:01Z", "23h"),
            ("2026-10-14T05:00:00Z", "41d"),
            ("2024-11-25T06:00:00Z", "729d"),
            ("2024-11-24T06:00:00Z", "2y"),
            ("2019-12-27T18:11:19.117Z", "6y"),
            ("0001-01-01T00:00:00Z", "2027y"),
            ("2026-11-24T06:00:00.9Z", "0s"),
            ("2026-11-24T06:00:03Z", "0s"),
            ("2026-11-24T06:01:00Z", "0s"),
            ("2026-11-24T06:03:30Z", "in 3m"),
            ("2027-01-04T06:00:00Z", "in 41d"),
        ] {
            assert_eq!(age(now, then.parse().unwrap()), expected, "{then}");
        }
    }

    #[test]
    fn a_time_is_never_ago_in_the_future() {
        let now: Timestamp = "2026-11-24T06:00:00Z".parse().unwrap();
        for (then, expected) in [
            ("2026-11-24T05:50:00Z", "10m ago"),
            ("2026-11-24T06:00:03Z", "0s ago"),
            ("2026-11-24T06:03:30Z", "in 3m"),
        ] {
            assert_eq!(ago(now, then.parse().unwrap()), expected);
        }
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        assert_eq!(age(Timestamp::MAX, Timestamp::MIN), "20012y");
        assert_eq!(age(Timestamp::MIN, Timestamp::MAX), "in 20012y");
    }
}
