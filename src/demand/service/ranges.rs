//! The ranges of time that usage records are requested in.

use std::ops::Range;

use jiff::Timestamp;

use super::super::{DAY, Millis};
use crate::api::usage::DateRange;

/// The longest range of one request: the service documents no limit.
const MAX_RANGE: Millis = 7 * DAY;

/// Splits a range into weeks, the last of which may be shorter. They do not overlap.
pub(super) fn weeks(range: Range<Millis>) -> Vec<Range<Millis>> {
    let (mut weeks, mut from) = (Vec::new(), range.start);
    while from < range.end {
        let to = from.saturating_add(MAX_RANGE).min(range.end);
        weeks.push(from..to);
        from = to;
    }
    weeks
}

/// Both halves of a range; `None` if it is too short.
pub(super) fn halves(range: &Range<Millis>) -> Option<[Range<Millis>; 2]> {
    let middle = range.start + (range.end - range.start) / 2;
    (middle > range.start).then_some([range.start..middle, middle..range.end])
}

pub(super) fn to_date_range(range: &Range<Millis>) -> DateRange {
    // A time before the first or after the last timestamp is as good as that.
    let time = |millis: Millis| {
        let limit = if millis < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_millisecond(millis).unwrap_or(limit)
    };
    DateRange { start_time: time(range.start), end_time: time(range.end) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn weeks_cover_a_range_without_gaps_or_overlaps(
            from in -10 * DAY..10 * DAY, length in 0..100 * DAY,
        ) {
            let weeks = weeks(from..from + length);
            let mut end = from;
            for week in &weeks {
                prop_assert_eq!(week.start, end);
                prop_assert!(week.end > week.start && week.end - week.start <= 7 * DAY);
                end = week.end;
            }
            prop_assert_eq!(end, from + length);
            prop_assert_eq!(i64::try_from(weeks.len()).unwrap(), (length + 7 * DAY - 1) / (7 * DAY));
        }

        #[test]
        fn halves_cover_a_range(from in -10 * DAY..10 * DAY, length in 2..7 * DAY) {
            let [first, second] = halves(&(from..from + length)).unwrap();
            prop_assert_eq!((first.start, first.end, second.end), (from, second.start, from + length));
            prop_assert!((first.end - first.start).abs_diff(second.end - second.start) <= 1);
        }
    }

    #[test]
    fn a_millisecond_has_no_halves() {
        assert_eq!(halves(&(5..6)), None);
    }
}
