//! The values of a seed. Each error follows the key, and quotes no value: it has a position.

use std::ops::RangeInclusive;
use std::str::FromStr;

use super::super::codec::time;
use super::super::schema::Enum;
use super::super::simulation::Millis;
use super::super::simulation::assumptions::{DAY, HOUR, MINUTE, SECOND};
use crate::keyword::did_you_mean;

/// The units of a duration, from the largest to the smallest.
const UNITS: [(char, Millis); 4] = [('d', DAY), ('h', HOUR), ('m', MINUTE), ('s', SECOND)];

/// How old an entry of the history can be: every hour since then is simulated.
const MAX_AGE_DAYS: Millis = 365;

/// After how long a policy can archive or delete. Documented: 30 days and 4 weeks.
const MAX_POLICY_DAYS: Millis = 30;
/// Starts an hour: far more than an organization has.
const MAX_RATE: f64 = 1_000.0;
const MAX_USERS: u32 = 10_000;
/// 2000-01-01, long before the service existed.
const MIN_TIME: Millis = 946_684_800_000;

/// How long a prebuild can run. Documented.
const PREBUILD_TIMEOUTS: RangeInclusive<Millis> = 5 * MINUTE..=2 * HOUR;

/// A text that is not empty.
pub(super) fn text(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("is empty".to_owned()) } else { Ok(text.to_owned()) }
}

/// A path in a repository.
pub(super) fn relative_path(text: &str) -> Result<String, String> {
    let error = "is not a relative path: it starts with /";
    if text.starts_with('/') { Err(error.to_owned()) } else { Ok(text.to_owned()) }
}

/// The name of a value of an enum; its zero stands for no value.
pub(super) fn word(text: &str, words: &Enum) -> Result<String, String> {
    let names = || words.values().filter(|(number, _)| *number != 0).map(|(_, name)| name);
    if names().any(|name| name == text) {
        return Ok(text.to_owned());
    }
    let all = names().collect::<Vec<_>>().join(", ");
    Err(format!("is not one of {all}{}", did_you_mean(text, names())))
}

/// A whole number that is not negative.
pub(super) fn count<T: FromStr>(digits: &str) -> Result<T, String> {
    digits.parse().map_err(|_| format!("is out of range: {digits}"))
}

/// An hour of the day.
pub(super) fn hour(digits: &str) -> Result<u8, String> {
    let hour = digits.parse().ok().filter(|hour| (0..24).contains(hour));
    hour.ok_or_else(|| format!("is out of range: {digits} is not between 0 and 23"))
}

/// How long ago something happened.
pub(super) fn age(text: &str) -> Result<Millis, String> {
    match duration(text) {
        None => Err("is not an age such as 41d, 3h or 5m".to_owned()),
        Some(age) if age > MAX_AGE_DAYS * DAY => {
            Err(format!("is out of range: it can be at most {MAX_AGE_DAYS}d"))
        }
        Some(age) => Ok(age),
    }
}

/// How long a prebuild may run, in seconds.
pub(super) fn prebuild_timeout(text: &str) -> Result<i64, String> {
    match duration(text) {
        None => Err("is not a duration such as 45m or 1h30m".to_owned()),
        Some(timeout) if PREBUILD_TIMEOUTS.contains(&timeout) => Ok(timeout / SECOND),
        Some(_) => Err("is out of range: a prebuild can run for 5m to 2h".to_owned()),
    }
}

/// How many days of demand precede the end of a seed.
pub(super) fn days(digits: &str) -> Result<Millis, String> {
    let days = digits.parse().ok().filter(|days| (1..=MAX_AGE_DAYS).contains(days));
    days.ok_or_else(|| format!("is out of range: {digits} is not between 1 and {MAX_AGE_DAYS}"))
}

/// The mean duration of a run.
pub(super) fn lifetime(text: &str) -> Result<Millis, String> {
    match duration(text) {
        None => Err("is not a duration such as 5h or 1h30m".to_owned()),
        Some(lifetime) if (MINUTE..=MAX_AGE_DAYS * DAY).contains(&lifetime) => Ok(lifetime),
        Some(_) => Err(format!("is out of range: it is from 1m to {MAX_AGE_DAYS}d")),
    }
}

/// How long a step of the simulation takes.
pub(super) fn step(text: &str) -> Result<Millis, String> {
    match duration(text) {
        None => Err("is not a duration such as 90s or 5m".to_owned()),
        Some(step) if (SECOND..=DAY).contains(&step) => Ok(step),
        Some(_) => Err("is out of range: it is from 1s to 1d".to_owned()),
    }
}

/// After how long a policy applies, in whole days.
pub(super) fn policy(text: &str) -> Result<Millis, String> {
    match duration(text) {
        Some(after) if after % DAY == 0 && (DAY..=MAX_POLICY_DAYS * DAY).contains(&after) => {
            Ok(after)
        }
        Some(_) => Err(format!("is out of range: it is from 1d to {MAX_POLICY_DAYS}d")),
        None => Err("is not a number of days such as 3d, or never".to_owned()),
    }
}

/// A time of the day as `HH:MM`.
pub(super) fn time_of_day(text: &str) -> Result<(i8, i8), String> {
    let parsed = text.split_once(':').and_then(|(hour, minute)| {
        let is_written = [hour, minute].iter().all(|part| part.len() == 2);
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        let is_valid = is_written && (0..24).contains(&hour) && (0..60).contains(&minute);
        is_valid.then_some((hour, minute))
    });
    parsed.ok_or_else(|| "is not a time of day such as 02:00".to_owned())
}

/// A time in RFC 3339, in milliseconds.
pub(super) fn time(text: &str) -> Result<Millis, String> {
    let error = "is not a time such as 2026-11-27T12:00:00Z";
    let time = time::normalize_timestamp(text).and_then(|text| time::to_millis(&text));
    time.filter(|time| *time >= MIN_TIME).ok_or_else(|| error.to_owned())
}

/// Starts an hour.
pub(super) fn rate(rate: f64) -> Result<f64, String> {
    let error = || format!("is out of range: it is from 0 to {MAX_RATE}");
    if (0.0..=MAX_RATE).contains(&rate) { Ok(rate) } else { Err(error()) }
}

pub(super) fn share(share: f64) -> Result<f64, String> {
    let error = || "is out of range: it is from 0 to 1".to_owned();
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(error()) }
}

/// The number of users of a demand.
pub(super) fn users(digits: &str) -> Result<u32, String> {
    within(digits, 1..=MAX_USERS)
}

/// The number of starts of a burst.
pub(super) fn starts(digits: &str) -> Result<u32, String> {
    within(digits, 1..=MAX_USERS)
}

fn within(digits: &str, range: RangeInclusive<u32>) -> Result<u32, String> {
    let number = digits.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        format!("is out of range: {digits} is not between {} and {}", range.start(), range.end())
    })
}

/// Parses `1h30m`: numbers with units, the largest unit first.
fn duration(text: &str) -> Option<Millis> {
    let (mut rest, mut total) = (text, 0_i64);
    for (unit, millis) in UNITS {
        let Some((number, after)) = rest.split_once(unit) else { continue };
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let number: i64 = is_number.then(|| number.parse().unwrap_or(i64::MAX))?;
        total = total.saturating_add(number.saturating_mul(millis));
        rest = after;
    }
    (rest.is_empty() && !text.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_numbers_with_units_in_order() {
        for (text, expected) in [
            ("41d", Some(41 * DAY)),
            ("1h30m", Some(90 * MINUTE)),
            ("90m", Some(90 * MINUTE)),
            ("1d2h3m4s", Some(DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND)),
            ("99999999999999999999d", Some(i64::MAX)),
        ] {
            assert_eq!(duration(text), expected, "{text}");
        }
        for text in ["", "5", "m", "-5m", "+5m", "1.5h", "5m1h", "5 m", "5m ", "5M", "1m1m"] {
            assert_eq!(duration(text), None, "{text:?}");
        }
    }

    #[test]
    fn values_outside_of_their_range_are_rejected() {
        assert_eq!(age("365d"), Ok(365 * DAY));
        assert!(age("365d1s").is_err());
        assert_eq!(prebuild_timeout("5m"), Ok(300));
        assert_eq!(prebuild_timeout("2h"), Ok(7200));
        for text in ["4m59s", "2h1s", "0s"] {
            assert!(prebuild_timeout(text).unwrap_err().contains("5m to 2h"), "{text}");
        }
        assert_eq!((hour("0"), hour("23")), (Ok(0), Ok(23)));
        for digits in ["-1", "24", "99999999999999999999"] {
            assert!(hour(digits).unwrap_err().contains("0 and 23"), "{digits}");
        }
    }
}
