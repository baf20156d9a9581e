//! Times in tables.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::errors::excerpt;
use crate::demand::{Millis, to_millis};

/// Parses RFC 3339 with a time zone; not later than `now`. An error follows the name of the column.
pub(in crate::demand) fn parse_time(text: &str, now: Millis) -> Result<Millis, String> {
    if text.is_empty() {
        return Err("is empty".to_owned());
    }
    // Neither a date without a time nor the name of a zone in brackets is RFC 3339.
    let is_whole = text.contains(':') && !text.contains('[');
    match text.parse::<Timestamp>() {
        Ok(time) if is_whole && to_millis(time) <= now => Ok(to_millis(time)),
        Ok(_) if is_whole => Err(format!("{} is in the future", excerpt(text))),
        _ if text.parse::<DateTime>().is_ok() => {
            let text = excerpt(text);
            Err(format!("{text} has no time zone: add Z, or an offset such as +01:00"))
        }
        _ => Err(format!("{} is not a time such as 2026-11-02T08:15:03Z", excerpt(text))),
    }
}
