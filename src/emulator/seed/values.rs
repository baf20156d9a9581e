//! The values of a seed. Each error follows the key, and quotes no value: it has a position.

use std::ops::RangeInclusive;
use std::str::FromStr;

use super::super::schema::Enum;
use super::super::simulation::Millis;
use super::super::simulation::assumptions::{DAY, HOUR, MINUTE, SECOND};
use crate::keyword::did_you_mean;

/// The units of a duration, from the largest to the smallest.
const UNITS: [(char, Millis); 4] = [('d', DAY), ('h', HOUR), ('m', MINUTE), ('s', SECOND)];

/// How old an entry of the history can be: every hour since then is simulated.
const MAX_AGE_DAYS: Millis = 365;

/// How long a prebuild can run. Documented.
const PREBUILD_TIMEOUTS: RangeInclusive<Millis> = 5 * MINUTE..=2 * HOUR;

pub(super) fn name(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("is empty".to_owned()) } else { Ok(text.to_owned()) }
}

/// A path in a repository.
pub(super) fn relative_path(text: &str) -> Result<String, String> {
    let error = "is not a relative path: it starts with /";
    if text.starts_with('/') { Err(error.to_owned()) } else { Ok(text.to_owned()) }
}

/// The name of a value of an enum; its zero stands for no value.
pub(super) fn word(text: &str, words: &Enum) -> Result<String, String> {
    let names = || words.values.iter().filter(|(number, _)| *number != 0).map(|(_, name)| *name);
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
