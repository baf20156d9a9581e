//! Dates, once or every year.

use jiff::civil::Date;

use super::time::{date_of, day_number};
use super::unsupported::{unsupported, unsupported_form};

/// A date or an inclusive range of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dates {
    /// By days since 1970-01-01.
    Once { first: i32, last: i32 },
    /// By month and day; over New Year if the last is before the first.
    Yearly { first: MonthDay, last: MonthDay },
}

type MonthDay = (i8, i8);

/// The form that errors show.
pub(crate) const DATES_FORM: &str = "\"YYYY-MM-DD\" or \"MM-DD\"";

impl Dates {
    /// Parses a date or `A..B`. The error follows the key.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.contains(':') {
            return Err(unsupported("a date with a time"));
        }
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        match (Day::parse(first)?, Day::parse(last)?) {
            (Day::Once(first), Day::Once(last)) if first > last => {
                Err("ends before it begins".to_owned())
            }
            (Day::Once(first), Day::Once(last)) => Ok(Self::Once { first, last }),
            (Day::Yearly(first), Day::Yearly(last)) => Ok(Self::Yearly { first, last }),
            _ => Err("must have a year in both dates or in none".to_owned()),
        }
    }

    /// Whether it contains a day, counted from 1970-01-01.
    pub(super) fn contains(self, day: i32) -> bool {
        match self {
            Self::Once { first, last } => (first..=last).contains(&day),
            Self::Yearly { first, last } => {
                let date = date_of(day);
                let day = (date.month(), date.day());
                if first <= last {
                    first <= day && day <= last
                } else {
                    day >= first || day <= last
                }
            }
        }
    }

    /// The last day, counted from 1970-01-01; `None` for a date of every year.
    pub(crate) const fn last_day(self) -> Option<i32> {
        match self {
            Self::Once { last, .. } => Some(last),
            Self::Yearly { .. } => None,
        }
    }
}

enum Day {
    Once(i32),
    Yearly(MonthDay),
}

impl Day {
    fn parse(text: &str) -> Result<Self, String> {
        let parts: Option<Vec<_>> = text.split('-').map(digits).collect();
        let exists = |year, month, day| {
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            date.ok()
        };
        let date = match parts.as_deref() {
            Some([(4, year), (2, month), (2, day)]) => {
                exists(*year, *month, *day).map(|date| Self::Once(day_number(date)))
            }
            // Any leap year has every date.
            Some([(2, month), (2, day)]) => {
                exists(2024, *month, *day).map(|date| Self::Yearly((date.month(), date.day())))
            }
            _ => {
                return Err(unsupported_form(text).unwrap_or_else(|| {
                    format!("must be {DATES_FORM}, or a range such as \"2026-12-24..2027-01-01\"")
                }));
            }
        };
        date.ok_or_else(|| "is a date that does not exist".to_owned())
    }
}

/// How many digits a text has, and its number.
fn digits(text: &str) -> Option<(usize, i16)> {
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits.then(|| text.parse().ok()).flatten().map(|number| (text.len(), number))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn contains(text: &str, (year, month, day): (i16, i8, i8)) -> bool {
        Dates::parse(text).unwrap().contains(day_number(date(year, month, day)))
    }

    #[test]
    fn a_range_contains_both_ends() {
        for (day, expected) in [
            ((2026, 12, 23), false),
            ((2026, 12, 24), true),
            ((2027, 1, 1), true),
            ((2027, 1, 2), false),
            ((2027, 12, 25), false),
        ] {
            assert_eq!(contains("2026-12-24..2027-01-01", day), expected, "{day:?}");
        }
        assert!(contains("2026-12-24", (2026, 12, 24)) && !contains("2026-12-24", (2027, 12, 24)));
    }

    #[test]
    fn yearly_dates_may_go_over_new_year() {
        for (day, expected) in [
            ((2026, 12, 23), false),
            ((2026, 12, 24), true),
            ((2026, 12, 31), true),
            ((2030, 1, 1), true),
            ((2030, 1, 2), false),
        ] {
            assert_eq!(contains("12-24..01-01", day), expected, "{day:?}");
        }
        assert!(contains("02-29", (2028, 2, 29)) && !contains("02-29", (2027, 2, 28)));
        assert!(!contains("02-29", (2027, 3, 1)));
        assert!(contains("02-29..03-01", (2027, 3, 1)) && !contains("02-29..03-01", (2027, 2, 28)));
    }

    #[test]
    fn errors_say_why() {
        for (text, expected) in [
            ("2026-02-29", "is a date that does not exist"),
            ("02-30", "is a date that does not exist"),
            ("2026-13-01", "is a date that does not exist"),
            ("2026-00-10", "is a date that does not exist"),
            ("2027-01-01..2026-12-24", "ends before it begins"),
            ("12-24..2027-01-01", "must have a year in both dates or in none"),
            ("2026-12-24T08:00", "is a date with a time"),
            ("2026-12-24 08:00-12:00", "is a date with a time"),
            ("15", "is a day of the month"),
            ("second tuesday", "is a weekday of the month"),
            ("2026-W12", "is a week number"),
            ("0 8 * * *", "is a cron expression"),
            ("", "must be \"YYYY-MM-DD\""),
            ("24.12.2026", "must be \"YYYY-MM-DD\""),
            ("2026-1-2", "must be \"YYYY-MM-DD\""),
            ("99999999-01-01", "must be \"YYYY-MM-DD\""),
            ("2026-12-24..", "must be \"YYYY-MM-DD\""),
            ("2026-12-24..2026-12-25..2026-12-26", "must be \"YYYY-MM-DD\""),
        ] {
            let error = Dates::parse(text).unwrap_err();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
