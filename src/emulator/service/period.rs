//! The periods of a time series, in UTC.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, Zoned};

use super::super::simulation::Millis;
use super::super::simulation::assumptions::{DAY, HOUR};
use super::super::store::Range;

/// More points than any chart shows.
const MAX_PERIODS: usize = 10_000;
const WEEK: Millis = 7 * DAY;
/// The first Monday after 1970 began, on a Thursday.
const FIRST_MONDAY: Millis = 4 * DAY;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Hour,
    Day,
    /// From Monday on.
    Week,
    Month,
}

impl Period {
    /// The period of a `gitpod.v1.Resolution`; a day if it is not set.
    pub(super) fn from_resolution(name: &str) -> Self {
        match name {
            "RESOLUTION_HOURLY" => Self::Hour,
            "RESOLUTION_WEEKLY" => Self::Week,
            "RESOLUTION_MONTHLY" => Self::Month,
            _ => Self::Day,
        }
    }

    /// The beginning of the period that contains a time.
    fn begin(self, at: Millis) -> Option<Millis> {
        let floor =
            |length: Millis, first: Millis| (at - first).div_euclid(length) * length + first;
        match self {
            Self::Hour => Some(floor(HOUR, 0)),
            Self::Day => Some(floor(DAY, 0)),
            Self::Week => Some(floor(WEEK, FIRST_MONDAY)),
            Self::Month => Some(millis(&zoned(at)?.first_of_month().ok()?.start_of_day().ok()?)),
        }
    }

    /// The beginning of the period after the one that begins at a time.
    fn next(self, begin: Millis) -> Option<Millis> {
        match self {
            Self::Hour => Some(begin + HOUR),
            Self::Day => Some(begin + DAY),
            Self::Week => Some(begin + WEEK),
            Self::Month => Some(millis(&zoned(begin)?.checked_add(1.month()).ok()?)),
        }
    }
}

fn zoned(at: Millis) -> Option<Zoned> {
    Some(Timestamp::from_millisecond(at).ok()?.to_zoned(TimeZone::UTC))
}

fn millis(at: &Zoned) -> Millis {
    at.timestamp().as_millisecond()
}

/// When the periods begin that a range touches, and when the last one ends; `None` if they are too
/// many.
pub(super) fn bounds(range: Range, period: Period) -> Option<Vec<Millis>> {
    let mut begin = period.begin(range.from)?;
    let mut bounds = vec![begin];
    while begin < range.to {
        if bounds.len() > MAX_PERIODS {
            return None;
        }
        begin = period.next(begin)?;
        bounds.push(begin);
    }
    Some(bounds)
}

#[cfg(test)]
mod tests {
    use super::super::super::codec::time;
    use super::*;

    fn bounds_of(from: &str, to: &str, resolution: &str) -> Option<Vec<String>> {
        let range =
            Range { from: time::to_millis(from).unwrap(), to: time::to_millis(to).unwrap() };
        let bounds = bounds(range, Period::from_resolution(resolution))?;
        Some(bounds.into_iter().map(time::from_millis).collect())
    }

    #[test]
    fn periods_begin_where_the_calendar_says() {
        for (resolution, from, to, expected) in [
            (
                "RESOLUTION_HOURLY",
                "2026-11-02T08:59:59.999Z",
                "2026-11-02T10:00:00Z",
                ["2026-11-02T08:00:00Z", "2026-11-02T09:00:00Z", "2026-11-02T10:00:00Z"],
            ),
            (
                "RESOLUTION_UNSPECIFIED",
                "2026-02-28T00:00:00Z",
                "2026-03-01T00:00:01Z",
                ["2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"],
            ),
            (
                "RESOLUTION_WEEKLY",
                "2026-11-02T00:00:00Z",
                "2026-11-09T00:00:01Z",
                ["2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z"],
            ),
            (
                "RESOLUTION_MONTHLY",
                "2026-01-31T23:00:00Z",
                "2026-02-28T23:59:59Z",
                ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"],
            ),
        ] {
            assert_eq!(bounds_of(from, to, resolution).unwrap(), expected, "{resolution}");
        }
        let sunday = bounds_of("2026-11-08T12:00:00Z", "2026-11-08T13:00:00Z", "RESOLUTION_WEEKLY");
        assert_eq!(sunday.unwrap(), ["2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z"]);
    }

    #[test]
    fn a_range_of_too_many_periods_is_rejected() {
        assert!(
            bounds_of("0001-01-01T00:00:00Z", "9999-01-01T00:00:00Z", "RESOLUTION_HOURLY")
                .is_none()
        );
        assert!(
            bounds_of("2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "RESOLUTION_DAILY").is_some()
        );
    }
}
