//! Timestamps as the service writes them (proto3 JSON): RFC 3339 in UTC, where a fraction of a second has
//! 3, 6 or 9 digits. Equal times are then equal as text, too.

use jiff::Timestamp;
use serde::Serializer;

/// Formats a timestamp, such as `2026-11-30T08:00:00.250Z`.
pub(crate) fn format(time: Timestamp) -> String {
    let digits = match time.subsec_nanosecond() {
        0 => 0,
        nanos if nanos % 1_000_000 == 0 => 3,
        nanos if nanos % 1_000 == 0 => 6,
        _ => 9,
    };
    format!("{time:.digits$}")
}

/// [`format`], for a field of JSON.
pub(crate) fn serialize<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format(*time))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fractions_have_no_digits_or_a_multiple_of_three() {
        for (text, formatted) in [
            ("2026-11-30T08:00:00.000Z", "2026-11-30T08:00:00Z"),
            ("2026-11-30T08:00:00.33Z", "2026-11-30T08:00:00.330Z"),
            ("2026-11-30T08:00:00.3301Z", "2026-11-30T08:00:00.330100Z"),
            ("2026-11-30T08:00:00.00000001Z", "2026-11-30T08:00:00.000000010Z"),
            ("2026-11-30T09:30:00.5+01:30", "2026-11-30T08:00:00.500Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
        ] {
            assert_eq!(format(text.parse().unwrap()), formatted);
        }
    }

    proptest! {
        #[test]
        fn the_text_is_the_instant(
            seconds in -62_000_000_000_i64..253_000_000_000,
            nanos in prop_oneof![0..1_000_000_000_i32, (0..1_000_i32).prop_map(|ms| ms * 1_000_000)],
        ) {
            let time = Timestamp::new(seconds, nanos).unwrap();
            let text = format(time);
            prop_assert_eq!(text.parse::<Timestamp>().unwrap(), time);
            prop_assert!([20, 24, 27, 30].contains(&text.len()), "{}", text);
        }
    }
}
