//! Values of flags that are whole numbers.

use std::fmt::Display;
use std::ops::Bound::{Excluded, Included, Unbounded};
use std::ops::RangeBounds;
use std::str::FromStr;

/// Parses a whole number within a range. The error follows the flag and its value.
///
/// # Errors
/// When the text is no whole number, or one outside of the range.
pub(crate) fn parse<T>(text: &str, range: impl RangeBounds<T>) -> Result<T, String>
where
    T: FromStr + PartialOrd + Display,
{
    text.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
        let start = match range.start_bound() {
            Included(start) | Excluded(start) => start.to_string(),
            Unbounded => "0".to_owned(),
        };
        match range.end_bound() {
            Included(end) | Excluded(end) => format!("is not a whole number from {start} to {end}"),
            Unbounded => format!("is not a whole number of at least {start}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_whole_number_within_the_range_is_parsed() {
        assert_eq!(parse("8", 1..=32), Ok(8_u8));
        assert_eq!(parse("-1", -1..=32), Ok(-1_i32));
        for text in ["0", "33", "abc", "30%", "1.5", "", " 8", "99999999999999999999"] {
            let error = Err("is not a whole number from 1 to 32".to_owned());
            assert_eq!(parse::<u8>(text, 1..=32), error, "{text:?}");
        }
        let error = Err("is not a whole number of at least 1".to_owned());
        assert_eq!(parse::<usize>("0", 1..), error);
    }
}
