//! Days of the week.

use super::unsupported::unsupported_form;
use crate::keyword::did_you_mean;

/// A set of days of the week; the lowest bit is Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days(u8);

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WORDS: [(&str, Days); 3] =
    [("weekdays", Days(0b001_1111)), ("weekend", Days(0b110_0000)), ("daily", Days::DAILY)];

/// The form that errors show.
pub(crate) const DAYS_FORM: &str = "\"mon-fri\"";

impl Days {
    pub(crate) const DAILY: Self = Self(0b111_1111);

    /// Parses a day, a range or a word. The error follows the key.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().to_ascii_lowercase();
        if let Some((_, days)) = WORDS.iter().find(|(word, _)| *word == text) {
            return Ok(*days);
        }
        match text.split_once('-') {
            _ if unsupported_form(&text).is_some() => Err(error(&text)),
            Some((first, last)) => {
                let day = |name: &str| index(name.trim()).ok_or_else(|| error(name.trim()));
                range(day(first)?, day(last)?)
            }
            None => index(&text).map(|day| Self(1 << day)).ok_or_else(|| error(&text)),
        }
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it contains the weekday of a day, counted from 1970-01-01.
    pub(super) const fn contains(self, day: i32) -> bool {
        self.0 & (1 << weekday(day)) != 0
    }
}

/// The days from one to another; a range may go over the end of the week.
fn range(first: usize, last: usize) -> Result<Days, String> {
    if first == last {
        return Err(format!("begins and ends with the same day; write \"{}\"", NAMES[first]));
    }
    let length = (last + 7 - first) % 7;
    Ok((0..=length).fold(Days(0), |days, offset| days.or(Days(1 << ((first + offset) % 7)))))
}

/// Counted from Monday; 1970-01-01 was a Thursday.
pub(super) const fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7)
}

/// `Mon` for a day, counted from 1970-01-01.
pub(crate) fn short_name(day: i32) -> String {
    let name = usize::try_from(weekday(day)).ok().and_then(|index| NAMES.get(index));
    let name = name.copied().unwrap_or_default();
    name[..1].to_ascii_uppercase() + &name[1..]
}

fn index(name: &str) -> Option<usize> {
    NAMES.iter().position(|known| *known == name)
}

fn error(text: &str) -> String {
    if let Some(error) = unsupported_form(text) {
        return error;
    }
    if text.contains(',') {
        return "must be one day or range; write several as [\"mon\", \"wed\"]".to_owned();
    }
    let is_long_form = |name: &&&str| text.starts_with(**name) && text.ends_with("day");
    let suggestion = match NAMES.iter().find(is_long_form) {
        Some(name) => format!("; did you mean \"{name}\"?"),
        None => did_you_mean(text, NAMES.into_iter().chain(WORDS.map(|(word, _)| word))),
    };
    format!("must be a day such as \"mon\", a range such as \"mon-fri\", or \"daily\"{suggestion}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        let days = Days::parse(text).unwrap();
        // 1970-01-05 was a Monday.
        (4..11).map(|day| if days.contains(day) { 'x' } else { '.' }).collect()
    }

    #[test]
    fn days_ranges_and_words_are_parsed() {
        for (text, expected) in [
            ("mon", "x......"),
            ("SUN", "......x"),
            ("mon-fri", "xxxxx.."),
            ("Sat - Mon", "x....xx"),
            ("sun-sat", "xxxxxxx"),
            (" weekdays ", "xxxxx.."),
            ("Weekend", ".....xx"),
            ("daily", "xxxxxxx"),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
        assert_eq!(short_name(4), "Mon");
        assert_eq!(short_name(-1), "Wed");
    }

    #[test]
    fn errors_show_the_form() {
        for (text, expected) in [
            ("mon-mon", "begins and ends with the same day; write \"mon\""),
            ("mon,tue", "must be one day or range; write several as [\"mon\", \"wed\"]"),
            ("wednesday", "did you mean \"wed\"?"),
            ("mon-friday", "did you mean \"fri\"?"),
            ("weekday", "did you mean \"weekdays\"?"),
            ("", "must be a day such as \"mon\""),
            ("mon-", "must be a day such as \"mon\""),
            ("mon-wed-fri", "must be a day such as \"mon\""),
            ("1", "is a day of the month"),
            ("second tue", "is a weekday of the month"),
        ] {
            let error = Days::parse(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
