//! Times of day.

use super::time::{DAY, Minutes};
use super::unsupported::unsupported_form;

/// A time of day, half open, in minutes from the start of the date on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hours {
    pub(super) start: Minutes,
    /// Up to a day after the start: it may be on the next date.
    pub(super) end: Minutes,
}

/// The form that errors show.
pub(crate) const HOURS_FORM: &str = "\"HH:MM-HH:MM\"";

impl Hours {
    pub(crate) const WHOLE_DAY: Self = Self { start: 0, end: DAY };

    /// Parses `HH:MM-HH:MM`. The error follows the key.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let times = text.split_once('-').map(|(start, end)| (minutes(start), minutes(end)));
        match times {
            Some((Some(start), Some(end))) => Self::new(start, end),
            _ => Err(unsupported_form(text)
                .unwrap_or_else(|| format!("must be {HOURS_FORM}, such as \"07:30-18:30\""))),
        }
    }

    fn new(start: Minutes, end: Minutes) -> Result<Self, String> {
        if start == DAY {
            return Err("cannot start at 24:00; use 00:00 and the next day".to_owned());
        }
        if start == end {
            let text = "starts and ends at the same time; for a whole day use \"00:00-24:00\"";
            return Err(text.to_owned());
        }
        Ok(Self { start, end: if end < start { end + DAY } else { end } })
    }
}

/// The minutes of `HH:MM`, at most 24:00.
fn minutes(text: &str) -> Option<Minutes> {
    let (hour, minute) = text.split_once(':')?;
    let number = |digits: &str| {
        let is_pair = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_pair.then(|| digits.parse::<Minutes>().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_half_open_and_may_end_on_the_next_date() {
        for (text, start, end) in [
            ("07:30-18:30", 450, 1110),
            ("00:00-24:00", 0, 1440),
            ("18:00-24:00", 1080, 1440),
            ("18:00-00:00", 1080, 1440),
            ("22:00-06:00", 1320, 1800),
            ("00:01-00:00", 1, 1440),
        ] {
            assert_eq!(Hours::parse(text), Ok(Hours { start, end }), "{text}");
        }
    }

    #[test]
    fn errors_show_the_form() {
        for text in ["", "9-17", "7:30-18:30", "07:60-18:00", "24:01-25:00", "07:30", "é7:00-08:00"]
        {
            let error = Hours::parse(text).unwrap_err();
            assert!(error.starts_with("must be \"HH:MM-HH:MM\""), "{text}: {error}");
        }
        for (text, expected) in [
            ("08:00-08:00", "starts and ends at the same time"),
            ("24:00-06:00", "cannot start at 24:00"),
            ("* 8-18 * * 1-5", "is a cron expression"),
        ] {
            let error = Hours::parse(text).unwrap_err();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
