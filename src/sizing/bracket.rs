//! Between which shares of starts a pool served, if nobody watched it.

use std::ops::Range;

use super::Millis;
use super::question::Times;
use super::replay::{Input, Span, Target, replay};
use super::schedule::SizeSchedule;
use crate::warm_pool::size::PoolSize;

/// The share of starts that find a ready instance: with the pool kept at its minimum, and at its
/// maximum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ShareBracket {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Replays a pool that is full at the beginning; `starts` are in order. `None` without a start in the
/// range.
pub(crate) fn share_bracket(
    size: PoolSize,
    starts: &[Millis],
    range: &Range<Millis>,
    times: Times,
) -> Option<ShareBracket> {
    let position = |instant| starts.partition_point(|start| *start < instant);
    let starts = starts.get(position(range.start)..position(range.end)).unwrap_or_default();
    if starts.is_empty() {
        return None;
    }
    let spans = [Span { end: range.end, tally: 0 }];
    let input = Input { from: range.start, starts, spans: &spans, times };
    let schedule = SizeSchedule::constant(size);
    let share = |target| {
        let hits = replay(input, &schedule, target, spans.len())[0].hits;
        f64::from(hits) / starts.len() as f64
    };
    let (low, high) = (share(Target::Minimum), share(Target::Maximum));
    Some(ShareBracket { low, high: high.max(low) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vector 1 of the replay: starts at 0, 90, 180 and 390 seconds.
    #[test]
    fn the_ends_are_those_of_a_pool_kept_at_its_minimum_and_at_its_maximum() {
        let starts = [0, 90_000, 180_000, 390_000];
        let of = |min, max, range| {
            let size = PoolSize::new(min, max).unwrap();
            share_bracket(size, &starts, &range, Times::DOCUMENTED)
        };
        // 1..2 serves ++-+ and 2..2 serves ++-+; 1..3 serves +++-, and 3..3 all.
        assert_eq!(of(1, 2, 0..3_600_000), Some(ShareBracket { low: 0.75, high: 0.75 }));
        assert_eq!(of(1, 3, 0..3_600_000), Some(ShareBracket { low: 0.75, high: 1.0 }));
        assert_eq!(of(0, 2, 0..3_600_000), Some(ShareBracket { low: 0.0, high: 0.75 }));
        // The start at the end of the range is outside of it.
        assert_eq!(of(1, 1, 0..90_000), Some(ShareBracket { low: 1.0, high: 1.0 }));
        assert_eq!(of(1, 1, 1..90_000), None);
        assert_eq!(of(1, 1, 9..9), None);
    }
}
