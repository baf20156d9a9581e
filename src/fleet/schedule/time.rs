//! Instants and local times, in whole minutes.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::Offset;

use super::days::short_name;

/// Minutes since 1970-01-01 00:00; in UTC for an instant, in a time zone for a local time.
pub(crate) type Minutes = i32;

/// Of a day in local time.
pub(crate) const DAY: Minutes = 24 * 60;

const EPOCH: Date = date(1970, 1, 1);

/// The years 2024 to 2051, in which every weekday meets every date. Schedules are evaluated at these
/// instants only, and conflicts are looked for in all of them.
pub(crate) const YEARS: Range<Minutes> = new_year(2024)..new_year(2052);

/// How far an evaluation looks back and ahead.
pub(crate) const HORIZON: Minutes = 400 * DAY;

/// The instants that an evaluation may need.
pub(crate) const COVERED: Range<Minutes> = YEARS.start - HORIZON - DAY..YEARS.end + HORIZON + DAY;

/// The start of a year from 1970 to 2099, in which every fourth one is a leap year.
const fn new_year(year: i32) -> Minutes {
    let years = year - 1970;
    (years * 365 + (years + 1) / 4) * DAY
}

/// The instant with its seconds dropped; `None` outside of [`YEARS`].
pub(crate) fn from_timestamp(time: Timestamp) -> Option<Minutes> {
    Some(minutes(time)).filter(|minutes| YEARS.contains(minutes))
}

/// The instant with its seconds dropped; the end of the range beyond it.
pub(crate) fn minutes(time: Timestamp) -> Minutes {
    let minutes = time.as_second().div_euclid(60);
    Minutes::try_from(minutes).unwrap_or(if minutes < 0 { Minutes::MIN } else { Minutes::MAX })
}

pub(crate) fn to_timestamp(minutes: Minutes) -> Timestamp {
    // Any minute of an i32 is within the range of a timestamp.
    Timestamp::from_second(i64::from(minutes) * 60).unwrap_or_default()
}

/// The date and time of a local time.
pub(crate) fn civil(local: Minutes) -> DateTime {
    Offset::UTC.to_datetime(to_timestamp(local))
}

/// A local time as texts show it: `Mon 2026-11-30 18:30`.
pub(crate) fn local_text(local: Minutes) -> String {
    let weekday = short_name(local.div_euclid(DAY));
    format!("{weekday} {}", civil(local).strftime("%Y-%m-%d %H:%M"))
}

/// Days from 1970-01-01 to a date.
pub(crate) fn day_number(date: Date) -> i32 {
    EPOCH.until(date).map_or(0, |span| span.get_days())
}

/// The date of a day number.
pub(crate) fn date_of(day: i32) -> Date {
    civil(day.saturating_mul(DAY)).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_days_are_converted_both_ways() {
        assert_eq!(YEARS.start, day_number(date(2024, 1, 1)) * DAY);
        assert_eq!(YEARS.end, day_number(date(2052, 1, 1)) * DAY);
        for text in ["2024-01-01T00:00:59.9Z", "2051-12-31T23:59:00Z", "2032-02-29T12:34:56Z"] {
            let time: Timestamp = text.parse().unwrap();
            let minutes = from_timestamp(time).unwrap();
            assert_eq!(to_timestamp(minutes).as_second(), time.as_second() / 60 * 60);
            assert_eq!(civil(minutes).to_string()[..16], text[..16]);
            assert_eq!(date_of(minutes / DAY), civil(minutes).date());
        }
        for text in ["2023-12-31T23:59:59Z", "2052-01-01T00:00:00Z", "9999-12-30T00:00:00Z"] {
            assert_eq!(from_timestamp(text.parse().unwrap()), None, "{text}");
        }
        assert_eq!(day_number(date(9999, 12, 31)), 2_932_896);
    }
}
