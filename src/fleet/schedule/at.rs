//! Instants as people type them.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::time::{DAY, Minutes, day_number, to_timestamp};
use super::zone::Zone;

const FORMS: &str = "must be a time such as 2026-11-30T08:00:00Z, or 2026-11-30T08:00 in the time \
                     zone of the file";

/// Parses RFC 3339, or a local time in a zone: of one that comes twice, the first. The error follows
/// the name of the flag.
pub(crate) fn parse(text: &str, zone: Option<&Zone>) -> Result<Timestamp, String> {
    if has_shape(text, "0000-00-00T00:00") {
        let zone = zone.ok_or(NEEDS_ZONE)?;
        return parse_local(text, zone);
    }
    let upper = text.to_ascii_uppercase();
    let (whole, rest) = upper.split_at_checked("0000-00-00T00:00:00".len()).ok_or(FORMS)?;
    let offset = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let fraction = rest.strip_suffix(offset).unwrap_or_default();
    let is_fraction =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_valid = has_shape(whole, "0000-00-00T00:00:00")
        && (fraction.is_empty() || fraction.strip_prefix('.').is_some_and(is_fraction))
        && (offset == "Z" || has_shape(offset, "+00:00") || has_shape(offset, "-00:00"));
    if !is_valid {
        return Err(FORMS.to_owned());
    }
    if whole.ends_with(":60") {
        return Err("must not be a leap second".to_owned());
    }
    // The fraction is dropped, and may have more digits than a timestamp can hold.
    format!("{whole}{offset}").parse().map_err(|_| DOES_NOT_EXIST.to_owned())
}

const NEEDS_ZONE: &str = "has no time zone: give an offset as in 2026-11-30T08:00:00+01:00, or set \
                          time-zone at the top of the file";

const DOES_NOT_EXIST: &str = "is a time that does not exist";

fn parse_local(text: &str, zone: &Zone) -> Result<Timestamp, String> {
    let time: DateTime = text.parse().map_err(|_| DOES_NOT_EXIST.to_owned())?;
    let minute = Minutes::from(time.hour()) * 60 + Minutes::from(time.minute());
    let local = day_number(time.date()).checked_mul(DAY).and_then(|day| day.checked_add(minute));
    let local = local.ok_or_else(|| "is not in the years 2024 to 2051".to_owned())?;
    let instant = zone.instants(&(local..local + 1)).next();
    let instant = instant.ok_or_else(|| {
        format!("does not exist in {}: the clock is set forward over it", zone.name())
    })?;
    Ok(to_timestamp(instant.start))
}

/// Whether a text has digits where the shape has zeros, and else the same letters.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => byte == shape,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    fn parsed(text: &str) -> String {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        parse(text, Some(&zone)).map_or_else(|error| error, |time| time.to_string())
    }

    #[test]
    fn instants_and_local_times_are_parsed() {
        for (text, expected) in [
            ("2026-11-30T08:00:00Z", "2026-11-30T08:00:00Z"),
            ("2026-11-30t08:00:00.123456789012z", "2026-11-30T08:00:00Z"),
            ("2026-11-30T08:00:00+05:30", "2026-11-30T02:30:00Z"),
            ("2026-11-30T08:00:00-00:00", "2026-11-30T08:00:00Z"),
            ("2026-11-30T08:00", "2026-11-30T07:00:00Z"),
            ("2026-07-01T08:00", "2026-07-01T06:00:00Z"),
            // Comes twice: the first.
            ("2026-10-25T02:30", "2026-10-25T00:30:00Z"),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
    }

    #[test]
    fn other_texts_are_errors() {
        for (text, expected) in [
            ("2026-03-29T02:30", "does not exist in Europe/Berlin"),
            ("2026-02-30T08:00", "is a time that does not exist"),
            ("2026-11-30T25:00", "is a time that does not exist"),
            ("2026-11-30T25:00:00Z", "is a time that does not exist"),
            ("2026-11-30T23:59:60Z", "must not be a leap second"),
            ("9999-11-30T08:00", "is not in the years"),
            ("2026-11-30", "must be a time such as"),
            ("2026-11-30 08:00", "must be a time such as"),
            ("2026-11-30T08:00Z", "must be a time such as"),
            ("2026-11-30T08:00:00", "must be a time such as"),
            ("2026-11-30T08:00:00.Z", "must be a time such as"),
            ("2026-11-30T08:00:00+0530", "must be a time such as"),
            ("2026-11-30T08:00:00[Europe/Berlin]", "must be a time such as"),
            ("now", "must be a time such as"),
            ("", "must be a time such as"),
        ] {
            let error = parsed(text);
            assert!(error.starts_with(expected), "{text}: {error}");
        }
        let error = parse("2026-11-30T08:00", None).unwrap_err();
        assert_eq!(error, NEEDS_ZONE);
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_rejected(text in any::<String>()) {
            drop(parse(&text, None));
        }
    }
}
