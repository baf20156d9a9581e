//! Timestamps and durations as text.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// RFC 3339 of milliseconds since 1970.
pub(crate) fn from_millis(millis: i64) -> String {
    rfc3339(Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn rfc3339(time: Timestamp) -> String {
    match fraction_digits(time.subsec_nanosecond()) {
        0 => format!("{time:.0}"),
        3 => format!("{time:.3}"),
        6 => format!("{time:.6}"),
        _ => format!("{time:.9}"),
    }
}

/// How many digits of the fraction proto3 JSON writes.
fn fraction_digits(nanos: i32) -> usize {
    match nanos {
        0 => 0,
        _ if nanos % 1_000_000 == 0 => 3,
        _ if nanos % 1_000 == 0 => 6,
        _ => 9,
    }
}

/// Parses RFC 3339 as strictly as proto3 JSON, and converts it to UTC: upper-case `T` and `Z`, a
/// time zone, at most nine digits of fraction, and no leap second.
pub(crate) fn normalize_timestamp(text: &str) -> Option<String> {
    let (date_time, zone) = match text.strip_suffix('Z') {
        Some(rest) => (rest, ""),
        None => text.split_at_checked(text.len().checked_sub(6)?)?,
    };
    let (whole, fraction) = date_time.split_once('.').unwrap_or((date_time, "0"));
    let is_valid = has_shape(whole, "0000-00-00T00:00:00")
        && (zone.is_empty() || has_shape(zone, "+00:00") || has_shape(zone, "-00:00"))
        && (1..=9).contains(&fraction.len())
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && whole.as_bytes()[17] < b'6'
        && !whole.starts_with("0000");
    if !is_valid {
        return None;
    }
    let time: Timestamp = text.parse().ok()?;
    (1..=9999).contains(&time.to_zoned(TimeZone::UTC).year()).then(|| rfc3339(time))
}

fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => byte == shape,
        })
}

/// Seconds and nanoseconds of a timestamp in RFC 3339.
pub(super) fn timestamp_parts(text: &str) -> Option<(i64, i32)> {
    let time: Timestamp = text.parse().ok()?;
    let nanos = time.as_nanosecond();
    let seconds = i64::try_from(nanos.div_euclid(1_000_000_000)).ok()?;
    Some((seconds, i32::try_from(nanos.rem_euclid(1_000_000_000)).ok()?))
}

/// RFC 3339 of seconds and nanoseconds.
pub(super) fn timestamp_text(seconds: i64, nanos: i32) -> Option<String> {
    let time = Timestamp::new(seconds, nanos).ok()?;
    (0..1_000_000_000).contains(&nanos).then(|| rfc3339(time))
}

/// Milliseconds since 1970 of a timestamp in RFC 3339.
pub(crate) fn to_millis(text: &str) -> Option<i64> {
    let (seconds, nanos) = timestamp_parts(text)?;
    Some(seconds * 1_000 + i64::from(nanos / 1_000_000))
}

/// Seconds and nanoseconds of a duration such as `3600.5s`, with the same sign.
pub(crate) fn duration_parts(text: &str) -> Option<(i64, i32)> {
    let number = text.strip_suffix('s')?;
    let (sign, number) = match number.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, number),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let nanos: i32 = format!("{fraction:0<9}").parse().ok()?;
    let seconds: i64 = whole.parse().ok()?;
    (seconds <= 315_576_000_000).then_some((sign * seconds, i32::try_from(sign).ok()? * nanos))
}

/// Whole seconds of a duration.
pub(crate) fn duration_seconds(text: &str) -> Option<i64> {
    duration_parts(text).map(|(seconds, _)| seconds)
}

/// A duration such as `3600.500s`.
pub(crate) fn duration_text(seconds: i64, nanos: i32) -> String {
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    let (seconds, nanos) = (seconds.unsigned_abs(), nanos.unsigned_abs());
    match fraction_digits(i32::try_from(nanos).unwrap_or(0)) {
        0 => format!("{sign}{seconds}s"),
        3 => format!("{sign}{seconds}.{:03}s", nanos / 1_000_000),
        6 => format!("{sign}{seconds}.{:06}s", nanos / 1_000),
        _ => format!("{sign}{seconds}.{nanos:09}s"),
    }
}
