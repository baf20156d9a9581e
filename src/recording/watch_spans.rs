//! Sets of instants as ranges.

use std::ops::Range;

use super::Millis;
use crate::sort::sort_by_key;

/// Joins ranges that overlap or touch, and drops empty ones.
pub(super) fn union(mut ranges: Vec<Range<Millis>>) -> Vec<Range<Millis>> {
    ranges.retain(|range| range.start < range.end);
    sort_by_key(&mut ranges, |range| range.start);
    let mut joined: Vec<Range<Millis>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// How long two ranges overlap.
pub(super) fn overlap(one: &Range<Millis>, other: &Range<Millis>) -> Millis {
    let (start, end) = (one.start.max(other.start), one.end.min(other.end));
    end.saturating_sub(start).max(0)
}

/// How much of the range is covered by ranges that do not overlap.
pub(super) fn covered<'a>(
    ranges: impl IntoIterator<Item = &'a Range<Millis>>,
    range: &Range<Millis>,
) -> Millis {
    ranges.into_iter().map(|part| overlap(part, range)).sum()
}
