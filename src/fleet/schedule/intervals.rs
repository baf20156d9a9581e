//! Sets of minutes as sorted ranges that neither overlap nor touch.

use std::ops::Range;

use super::time::Minutes;
use crate::sort::sort_by_key;

/// Sorted, half open; there is at least a minute between two of them.
pub(crate) type Intervals = Vec<Range<Minutes>>;

/// Adds a range that does not begin before the last one, and joins it with that if they touch.
pub(super) fn push_joined(intervals: &mut Intervals, next: Range<Minutes>) {
    match intervals.last_mut() {
        Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
        _ => intervals.push(next),
    }
}

/// What any of these contains.
pub(super) fn union(sets: Vec<Intervals>) -> Intervals {
    let mut sets = sets;
    if let [set] = &mut sets[..] {
        return std::mem::take(set);
    }
    let mut all: Vec<_> = sets.into_iter().flatten().collect();
    sort_by_key(&mut all, |range| range.start);
    let mut union = Intervals::with_capacity(all.len());
    all.into_iter().for_each(|range| push_joined(&mut union, range));
    union
}

/// Whether a minute is in the set.
pub(super) fn contains(intervals: &[Range<Minutes>], minute: Minutes) -> bool {
    let next = intervals.partition_point(|range| range.end <= minute);
    intervals.get(next).is_some_and(|range| range.start <= minute)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #[test]
        fn a_union_contains_what_its_sets_contain(
            sets in prop::collection::vec(prop::collection::vec((0..50, 1..9), 0..6), 0..4),
        ) {
            let sets: Vec<Intervals> = sets
                .into_iter()
                .map(|mut set: Vec<(Minutes, Minutes)>| {
                    set.sort_unstable();
                    let mut intervals = Intervals::new();
                    for (start, length) in set {
                        push_joined(&mut intervals, start..start + length);
                    }
                    intervals
                })
                .collect();
            let all = union(sets.clone());
            for minute in -1..60 {
                let expected = sets.iter().any(|set| contains(set, minute));
                prop_assert_eq!(contains(&all, minute), expected, "{}", minute);
            }
            prop_assert!(all.windows(2).all(|pair| pair[0].end < pair[1].start), "{:?}", all);
        }
    }
}
