//! Numbers as text.

use std::fmt;

use super::super::share_text::goal_percent;
use crate::text::share::{percent_down, percent_near};

/// From here on, digits are grouped.
const MIN_GROUPED: f64 = 10_000.0;
/// From here on, nobody reads the fraction of an amount.
const MIN_WHOLE_AMOUNT: f64 = 100.0;

/// A range of shares: `96–100 %`.
pub(super) fn share_range([low, high]: [f64; 2]) -> String {
    let (low, high) = (percent_down(low), percent_near(high));
    if low < high { format!("{low}–{high} %") } else { format!("{low} %") }
}

/// A goal or a confidence, with as many digits as it has: `95 %`, `99.5 %`.
pub(super) fn exact_percent(share: f64) -> String {
    format!("{} %", goal_percent(share))
}

/// A size: `2..5`.
pub(super) fn size(min: i32, max: i32) -> String {
    format!("{min}..{max}")
}

/// A mean number of instances: `2.2`.
pub(super) fn mean(instances: f64) -> String {
    format!("{instances:.1}")
}

/// A count, with its digits grouped if it is long: `2167`, `21,670`.
pub(super) fn count(number: u64) -> String {
    grouped(number as f64, 0)
}

/// A count and its noun, which takes an `s` in the plural: `1 start`, `2167 starts`.
pub(super) fn counted(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number))
}

/// A duration in seconds: `11 s`.
pub(super) fn seconds(seconds: f64) -> String {
    format!("{seconds:.0} s")
}

/// How amounts of money are written: all of a page with as many decimals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amounts {
    decimals: usize,
    is_any: bool,
}

impl Amounts {
    /// For a page whose amounts are these.
    pub(super) fn new(amounts: impl Iterator<Item = f64>) -> Self {
        let max = amounts.map(f64::abs).reduce(f64::max);
        let is_small = max.is_none_or(|max| max < MIN_WHOLE_AMOUNT);
        Self { decimals: if is_small { 2 } else { 0 }, is_any: max.is_some() }
    }

    /// Whether the page has any.
    pub(super) const fn is_any(self) -> bool {
        self.is_any
    }

    pub(super) fn format(self, amount: f64) -> String {
        grouped(amount, self.decimals)
    }
}

/// A coordinate of a picture, with at most one decimal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coordinate(pub(super) f64);

impl fmt::Display for Coordinate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        // Not `-0`.
        write!(f, "{}", if tenths == 0.0 { 0.0 } else { tenths / 10.0 })
    }
}

/// A number with a comma between groups of three digits, if it has five or more.
fn grouped(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    if number.abs() < MIN_GROUPED {
        return text;
    }
    let end = text.find('.').unwrap_or(text.len());
    let start = usize::from(number < 0.0);
    let mut grouped = text.clone();
    for at in (start + 1..end).rev().filter(|at| (end - at).is_multiple_of(3)) {
        grouped.insert(at, ',');
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_rounded_down_and_to_the_nearest() {
        for (range, text) in [
            ([0.785, 0.957], "78–96 %"),
            ([0.9597, 0.9988], "95–100 %"),
            ([0.95, 0.954], "95 %"),
            ([0.999, 0.9994], "99–100 %"),
            ([1.0, 1.0], "100 %"),
            ([0.0, 0.0], "0 %"),
        ] {
            assert_eq!(share_range(range), text);
        }
    }

    #[test]
    fn a_goal_keeps_its_digits() {
        for (goal, text) in [(0.95, "95 %"), (0.995, "99.5 %"), (0.9999, "99.99 %"), (1.0, "100 %")]
        {
            assert_eq!(exact_percent(goal), text);
        }
    }

    #[test]
    fn long_numbers_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (2167, "2167"),
            (21_670, "21,670"),
            (216_700, "216,700"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(number), text);
        }
        assert_eq!(grouped(-12_345.6, 1), "-12,345.6");
        assert_eq!(counted(1, "start"), "1 start");
        assert_eq!(counted(0, "day"), "0 days");
    }

    #[test]
    fn amounts_of_a_page_have_as_many_decimals() {
        let small = Amounts::new([14.6, 3.25].into_iter());
        assert_eq!((small.format(14.6), small.format(3.254)), ("14.60".into(), "3.25".into()));
        let large = Amounts::new([99.0, 12_345.6].into_iter());
        assert_eq!((large.format(99.4), large.format(12_345.6)), ("99".into(), "12,346".into()));
    }

    #[test]
    fn coordinates_are_short() {
        for (value, text) in
            [(1.0, "1"), (12.749, "12.7"), (-0.04, "0"), (0.05, "0.1"), (-2.25, "-2.3")]
        {
            assert_eq!(Coordinate(value).to_string(), text);
        }
    }
}
