//! Pairs of windows: when they hold together, and what is between them.

use std::ops::Range;

use super::time::Minutes;

/// Less than this is probably a mistake, and may pass between two runs of a scheduler.
pub(crate) const SHORT: Minutes = 15;

/// The first minute that two sets have in common.
pub(super) fn first_common(a: &[Range<Minutes>], b: &[Range<Minutes>]) -> Option<Minutes> {
    let (mut a, mut b) = (a, b);
    while let ([first, rest_a @ ..], [second, rest_b @ ..]) = (a, b) {
        let start = first.start.max(second.start);
        if start < first.end.min(second.end) {
            return Some(start);
        }
        if first.end < second.end { a = rest_a } else { b = rest_b }
    }
    None
}

/// The short gaps between an interval of one set and the next of the other.
pub(crate) fn short_gaps(a: &[Range<Minutes>], b: &[Range<Minutes>]) -> Vec<Range<Minutes>> {
    let (mut a, mut b, mut gaps) = (a, b, Vec::new());
    while let ([first, rest_a @ ..], [second, rest_b @ ..]) = (a, b) {
        let gap = first.end.min(second.end)..first.start.max(second.start);
        if (1..SHORT).contains(&(gap.end - gap.start)) {
            gaps.push(gap);
        }
        if first.end < second.end { a = rest_a } else { b = rest_b }
    }
    gaps
}
