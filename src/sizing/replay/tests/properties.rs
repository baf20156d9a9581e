use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq};
use proptest::{prop_oneof, proptest};

use super::naive::Naive;
use super::*;

fn sizes() -> impl Strategy<Value = PoolSize> {
    (1..=20).prop_flat_map(|max| (0..=max).prop_map(move |min| size(min, max)))
}

fn small_sizes() -> impl Strategy<Value = PoolSize> {
    (1..=5).prop_flat_map(|max| (0..=max).prop_map(move |min| size(min, max)))
}

/// Instants on a grid that meets completions and minutes, and some beside it.
fn instants(end: Millis) -> impl Strategy<Value = Millis> {
    prop_oneof![3 => (0..end / 30_000).prop_map(|step| step * 30_000), 1 => 0..end]
}

fn starts(end: Millis) -> impl Strategy<Value = Vec<Millis>> {
    prop::collection::vec(instants(end), 0..60).prop_map(|mut starts| {
        starts.sort_unstable();
        starts
    })
}

fn times() -> impl Strategy<Value = Times> {
    let other = (1..=400_000_i64, 1..=400_000_i64);
    prop_oneof![
        2 => Just(TIMES),
        1 => other.prop_map(|(start, provision)| Times { start, provision, ..TIMES }),
    ]
}

fn targets() -> impl Strategy<Value = Target> {
    prop_oneof![Just(Target::Minimum), Just(Target::Maximum), Just(Target::Autoscaled)]
}

fn tally(starts: &[Millis], size: PoolSize, target: Target, end: Millis) -> Tally {
    run(starts, &SizeSchedule::constant(size), target, end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn the_replay_agrees_with_a_naive_one(
        starts in starts(HOUR),
        first in small_sizes(),
        edges in prop::collection::vec((instants(HOUR), small_sizes()), 0..5),
        target in targets(),
        times in times(),
    ) {
        let mut sizes = vec![(0, first)];
        sizes.extend(edges.into_iter().filter(|(at, _)| *at > 0));
        // The naive replay takes each instant once.
        sizes.sort_by_key(|(at, _)| *at);
        sizes.dedup_by_key(|(at, _)| *at);
        let expected =
            Naive { starts: &starts, sizes: &sizes, target, times, end: HOUR }.run();
        let edges = sizes[1..].iter().map(|(at, size)| SizeEdge { at: *at, size: *size });
        let schedule = SizeSchedule::new(first, edges.collect());
        let spans = [Span { end: HOUR, tally: 0 }];
        let input = Input { from: 0, starts: &starts, spans: &spans, times };
        let actual = replay(input, &schedule, target, 1)[0];
        let hits = expected.hits.iter().filter(|is_hit| **is_hit).count();
        prop_assert_eq!(actual.hits as usize, hits);
        prop_assert_eq!(actual.running, expected.running);
        prop_assert_eq!(actual.stopped, expected.stopped);
    }
}

proptest! {
    #[test]
    fn a_pinned_pool_always_has_its_maximum(
        starts in starts(HOUR),
        size in sizes(),
        is_at_minimum in any::<bool>(),
    ) {
        let target = if is_at_minimum { Target::Minimum } else { Target::Maximum };
        let tally = tally(&starts, size, target, HOUR);
        prop_assert_eq!(tally.running + tally.stopped, Millis::from(size.max()) * HOUR);
    }

    #[test]
    fn a_target_at_the_maximum_serves_no_less(starts in starts(HOUR), size in sizes()) {
        let low = tally(&starts, size, Target::Minimum, HOUR);
        let high = tally(&starts, size, Target::Maximum, HOUR);
        prop_assert!(low.hits <= high.hits);
        let full = self::size(size.max(), size.max());
        prop_assert_eq!(high, tally(&starts, full, Target::Minimum, HOUR));
    }

    #[test]
    fn the_spans_change_nothing(
        starts in starts(HOUR),
        size in sizes(),
        target in targets(),
        mut ends in prop::collection::vec(1..HOUR, 0..20),
    ) {
        ends.push(HOUR);
        ends.sort_unstable();
        let spans: Vec<_> = ends.iter().map(|end| Span { end: *end, tally: 0 }).collect();
        let input = Input { from: 0, starts: &starts, spans: &spans, times: TIMES };
        let split = replay(input, &SizeSchedule::constant(size), target, 1)[0];
        prop_assert_eq!(split, tally(&starts, size, target, HOUR));
    }

    #[test]
    fn time_can_begin_anywhere(starts in starts(HOUR), size in sizes(), target in targets(), from in -HOUR..HOUR) {
        let moved: Vec<_> = starts.iter().map(|start| start + from).collect();
        let spans = [Span { end: from + HOUR, tally: 0 }];
        let input = Input { from, starts: &moved, spans: &spans, times: TIMES };
        let actual = replay(input, &SizeSchedule::constant(size), target, 1)[0];
        prop_assert_eq!(actual, tally(&starts, size, target, HOUR));
    }
}
