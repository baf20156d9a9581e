//! Local days and hours.

use std::ops::Range;

use jiff::tz::TimeZone;
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, ToSpan as _, Unit, Zoned};

/// How a period is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    Hours,
    Days,
}

/// Divides a period at local hours or midnights; the first and the last part may be cut.
pub(super) fn divide(
    period: &Range<Timestamp>,
    division: Division,
    zone: &TimeZone,
) -> Vec<Range<Timestamp>> {
    let (mut parts, mut start) = (Vec::new(), period.start);
    while start < period.end {
        let next = match division {
            Division::Hours => next_hour(start, zone),
            Division::Days => next_day(start, zone),
        };
        let end = next.filter(|next| *next > start).unwrap_or(period.end).min(period.end);
        parts.push(start..end);
        start = end;
    }
    parts
}

/// An hour after the beginning of the local hour, which the clock may repeat or skip.
fn next_hour(instant: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    // Offsets need not be whole hours.
    let offset = zone.to_offset(instant).seconds();
    let shift = SignedDuration::from_secs(i64::from(offset));
    let local = instant.checked_add(shift).ok()?;
    let hour = TimestampRound::new().smallest(Unit::Hour).mode(RoundMode::Floor);
    let begin = local.round(hour).ok()?.checked_sub(shift).ok()?;
    begin.checked_add(SignedDuration::from_hours(1)).ok()
}

fn next_day(instant: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let day = Zoned::new(instant, zone.clone()).start_of_day().ok()?;
    Some(day.checked_add(1.day()).ok()?.start_of_day().ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time_zone;

    fn parts(from: &str, to: &str, division: Division, zone: &str) -> Vec<String> {
        let (_, zone) = time_zone::find(zone).unwrap();
        let period = from.parse().unwrap()..to.parse().unwrap();
        let parts = divide(&period, division, &zone);
        assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
        parts.iter().map(|part| part.start.to_string()).collect()
    }

    #[test]
    fn a_day_has_as_many_hours_as_the_clock_shows() {
        let count = |from, to| parts(from, to, Division::Hours, "Europe/Berlin").len();
        assert_eq!(count("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), 25);
        assert_eq!(count("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), 23);
        assert_eq!(count("2026-06-01T22:00:00Z", "2026-06-02T22:00:00Z"), 24);
    }

    #[test]
    fn the_first_and_the_last_part_are_cut() {
        let (from, to) = ("2026-10-24T21:20:00Z", "2026-10-26T07:30:00Z");
        assert_eq!(
            parts(from, to, Division::Days, "Europe/Berlin"),
            ["2026-10-24T21:20:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"]
        );
        assert_eq!(
            parts("2026-10-24T21:20:00Z", "2026-10-24T23:10:00Z", Division::Hours, "Asia/Kolkata"),
            ["2026-10-24T21:20:00Z", "2026-10-24T21:30:00Z", "2026-10-24T22:30:00Z"]
        );
        assert!(parts(from, from, Division::Days, "UTC").is_empty());
    }

    #[test]
    fn a_day_without_midnight_begins_later() {
        // In Sao Paulo 00:00 of 4 November 2018 did not exist.
        let (from, to) = ("2018-11-03T12:00:00Z", "2018-11-05T12:00:00Z");
        assert_eq!(
            parts(from, to, Division::Days, "America/Sao_Paulo"),
            ["2018-11-03T12:00:00Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"]
        );
        // Half an hour comes twice on Lord Howe.
        let hours = parts(
            "2026-04-04T13:00:00Z",
            "2026-04-04T17:00:00Z",
            Division::Hours,
            "Australia/Lord_Howe",
        );
        assert_eq!(hours.len(), 5, "{hours:?}");
    }
}
