//! Durations as people write them: `500ms`, `30s`, `15m`, `1h30m`, `7d`.

use std::time::Duration;

/// The units, from the largest to the smallest, and their milliseconds.
const UNITS: [(&str, u64); 5] =
    [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// Long enough for any wait, and short enough for the clock.
const MAX: Duration = Duration::from_hours(30 * 24);

/// Parses a duration that is not zero. The error follows the name of its source.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    match parse_or_zero(text)? {
        Duration::ZERO => Err("is zero; the shortest duration is 1ms".to_owned()),
        duration => Ok(duration),
    }
}

/// As [`parse`], but zero is a duration too.
pub(crate) fn parse_or_zero(text: &str) -> Result<Duration, String> {
    if text.parse::<f64>().is_ok() {
        return Err("has no unit; write 30s, 15m or 1h30m".to_owned());
    }
    let Some(milliseconds) = milliseconds(text) else {
        return Err("is not a duration such as 30s, 15m, 1h30m or 500ms".to_owned());
    };
    let duration = Duration::from_millis(milliseconds);
    if duration > MAX {
        return Err(format!("is longer than {}", format(MAX)));
    }
    Ok(duration)
}

/// Sums `1h30m`: numbers without sign or fraction, each unit once and in descending order.
/// A number that is too large saturates.
fn milliseconds(text: &str) -> Option<u64> {
    let (mut rest, mut units, mut total) = (text, UNITS.as_slice(), 0_u64);
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        let end = after.find(|letter: char| letter.is_ascii_digit()).unwrap_or(after.len());
        let index = units.iter().position(|(unit, _)| *unit == &after[..end])?;
        let number = match number {
            "" => return None,
            _ => number.parse().unwrap_or(u64::MAX),
        };
        total = total.saturating_add(units[index].1.saturating_mul(number));
        units = &units[index + 1..];
        rest = &after[end..];
    }
    (!text.is_empty()).then_some(total)
}

/// Formats a duration as [`parse`] reads it, cut to milliseconds.
pub(crate) fn format(duration: Duration) -> String {
    let mut rest = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    let mut text = String::new();
    for (unit, size) in UNITS {
        if rest >= size {
            text = format!("{text}{}{unit}", rest / size);
            rest %= size;
        }
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::{any, proptest};

    use super::{MAX, format, parse, parse_or_zero};

    #[test]
    fn parsing_and_formatting_are_inverse() {
        for (text, milliseconds) in [
            ("500ms", 500),
            ("30s", 30_000),
            ("1s500ms", 1_500),
            ("15m", 900_000),
            ("1h30m", 5_400_000),
            ("1d12h", 129_600_000),
            ("30d", 2_592_000_000),
        ] {
            let duration = Duration::from_millis(milliseconds);
            assert_eq!(parse(text), Ok(duration), "{text}");
            assert_eq!(format(duration), text);
        }
        assert_eq!(parse("90m"), parse("1h30m"));
        assert_eq!(parse("007s"), parse("7s"));
        assert_eq!(format(Duration::ZERO), "0s");
        assert_eq!(parse_or_zero("0s"), Ok(Duration::ZERO));
    }

    #[test]
    fn the_error_says_why() {
        for text in ["", " ", "s", "m30", "1.5h", "-30s", "+30s", "30 s", "30S", "1m1h", "1m2m"] {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with("is not a duration"), "{text:?} {error}");
        }
        for (text, start) in [
            ("30", "has no unit"),
            ("-1", "has no unit"),
            ("0s", "is zero"),
            ("0h0m", "is zero"),
            ("721h", "is longer than 30d"),
            ("99999999999999999999h99999999999999999999ms", "is longer than 30d"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with(start), "{text:?} {error}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_parsed_or_rejected(text in any::<String>()) {
            drop(parse(&text));
        }

        #[test]
        fn every_formatted_duration_is_parsed_back(milliseconds in 1..=2_592_000_000_u64) {
            let duration = Duration::from_millis(milliseconds);
            assert_eq!(parse(&format(duration)), Ok(duration));
        }

        #[test]
        fn every_parsed_duration_is_within_bounds(text in "([0-9]{1,22}(d|h|m|s|ms)){1,4}") {
            if let Ok(duration) = parse(&text) {
                assert!(!duration.is_zero() && duration <= MAX);
            }
        }
    }
}
