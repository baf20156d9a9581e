//! `--since`: a period that ends now.

use std::ops::Range;

use jiff::{Span, Timestamp};

use super::local_zone::LocalZone;
use crate::error::CliError;

/// Ten years.
const MAX_DAYS: i64 = 3_660;
const HOURS_A_DAY: i64 = 24;

/// How far back a period reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Since {
    /// To the same local time, so many days ago.
    Days(i64),
    /// So many hours, whatever clocks did meanwhile.
    Hours(i64),
}

impl Since {
    /// Parses `7d`, `4w` or `12h`.
    ///
    /// # Errors
    /// A usage error that names the flag.
    pub(crate) fn parse(text: &str) -> Result<Self, CliError> {
        let number = |unit| text.trim().strip_suffix(unit)?.parse::<u32>().ok().map(i64::from);
        let since = match (number('d'), number('w'), number('h')) {
            (Some(days), ..) => Self::Days(days),
            (_, Some(weeks), _) => Self::Days(weeks * 7),
            (.., Some(hours)) => Self::Hours(hours),
            _ => {
                let problem = "is not a number of days, weeks or hours such as 7d, 4w or 12h";
                return Err(CliError::usage(format!("--since {text:?} {problem}")));
            }
        };
        if matches!(since, Self::Days(0) | Self::Hours(0)) {
            return Err(CliError::usage(format!("--since {text:?} is empty")));
        }
        if since.days() > MAX_DAYS {
            return Err(CliError::usage(format!(
                "--since {text:?} is longer than {MAX_DAYS} days"
            )));
        }
        Ok(since)
    }

    /// The days that it has, or begins.
    pub(crate) const fn days(self) -> i64 {
        match self {
            Self::Days(days) => days,
            Self::Hours(hours) => (hours + HOURS_A_DAY - 1) / HOURS_A_DAY,
        }
    }

    /// The period up to now.
    pub(crate) fn period(self, zone: &LocalZone, now: Timestamp) -> Range<Timestamp> {
        let start = match self {
            Self::Days(days) => {
                let local = zone.zone.to_datetime(now);
                let start = Span::new().try_days(days).and_then(|span| local.checked_sub(span));
                start.and_then(|start| zone.zone.to_timestamp(start))
            }
            Self::Hours(hours) => {
                Span::new().try_hours(hours).and_then(|span| now.checked_sub(span))
            }
        };
        start.unwrap_or(Timestamp::MIN).min(now)..now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time_zone;

    fn start(zone: &str, since: &str, now: &str) -> String {
        let (name, zone) = time_zone::find(zone).unwrap();
        let zone = LocalZone { name, zone };
        let period = Since::parse(since).unwrap().period(&zone, now.parse().unwrap());
        assert_eq!(period.end.to_string(), now);
        period.start.to_string()
    }

    #[test]
    fn days_are_local_and_hours_elapsed() {
        // Summer time ended on 25 October, at 01:00 UTC.
        let (berlin, now) = ("Europe/Berlin", "2026-10-26T07:30:00Z");
        assert_eq!(start(berlin, "1d", now), "2026-10-25T07:30:00Z");
        assert_eq!(start(berlin, "2d", now), "2026-10-24T06:30:00Z");
        assert_eq!(start(berlin, "48h", now), "2026-10-24T07:30:00Z");
        assert_eq!(start(berlin, "1w", now), "2026-10-19T06:30:00Z");
        assert_eq!(start("UTC", "2d", now), "2026-10-24T07:30:00Z");
        // 02:30 did not exist on 29 March.
        assert_eq!(start(berlin, "1d", "2026-03-30T00:30:00Z"), "2026-03-29T01:30:00Z");
    }

    #[test]
    fn what_is_no_period_is_a_usage_error() {
        for (text, problem) in [
            ("7", "is not a number of days, weeks or hours such as 7d, 4w or 12h"),
            ("d", "is not a number of days, weeks or hours such as 7d, 4w or 12h"),
            ("-1d", "is not a number of days, weeks or hours such as 7d, 4w or 12h"),
            ("1d12h", "is not a number of days, weeks or hours such as 7d, 4w or 12h"),
            ("0d", "is empty"),
            ("0h", "is empty"),
            ("3661d", "is longer than 3660 days"),
            ("4294967295w", "is longer than 3660 days"),
            ("87841h", "is longer than 3660 days"),
        ] {
            let error = Since::parse(text).unwrap_err();
            assert_eq!(error.message, format!("--since {text:?} {problem}"));
        }
        assert_eq!(Since::parse(" 3660d ").unwrap(), Since::Days(3660));
        assert_eq!(start("UTC", "3660d", "2026-10-26T07:30:00Z"), "2016-10-18T07:30:00Z");
    }
}
