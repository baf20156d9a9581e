mod naive;
mod properties;

use super::*;

const HOUR: Millis = 3_600_000;
const TIMES: Times = Times::DOCUMENTED;

fn size(min: i32, max: i32) -> PoolSize {
    PoolSize::new(min, max).unwrap()
}

fn milliseconds(seconds: &[f64]) -> Vec<Millis> {
    seconds.iter().map(|second| (second * 1_000.0).round() as Millis).collect()
}

fn run(starts: &[Millis], schedule: &SizeSchedule, target: Target, end: Millis) -> Tally {
    let starts = &starts[..starts.partition_point(|start| *start < end)];
    let input = Input { from: 0, starts, spans: &[Span { end, tally: 0 }], times: TIMES };
    replay(input, schedule, target, 1)[0]
}

/// `+` for each hit and `-` for each miss in order: later starts do not change what came before.
fn marks(starts: &[Millis], schedule: &SizeSchedule, target: Target, end: Millis) -> String {
    let starts = &starts[..starts.partition_point(|start| *start < end)];
    let hits = |count| run(&starts[..count], schedule, target, end).hits;
    (0..starts.len()).map(|index| if hits(index + 1) > hits(index) { '+' } else { '-' }).collect()
}

/// Replays an hour; checks the marks, the stopped seconds, and that the pool always has its maximum.
fn check(starts: &[f64], (min, max): (i32, i32), expected: &str, stopped: f64) {
    let starts = milliseconds(starts);
    let schedule = SizeSchedule::constant(size(min, max));
    assert_eq!(marks(&starts, &schedule, Target::Minimum, HOUR), expected, "{min}..{max}");
    let tally = run(&starts, &schedule, Target::Minimum, HOUR);
    assert_eq!(tally.stopped, (stopped * 1_000.0).round() as Millis, "{min}..{max}");
    assert_eq!(tally.running + tally.stopped, Millis::from(max) * HOUR, "{min}..{max}");
}

#[test]
fn a_start_is_served_once_its_instance_is_ready_and_not_a_millisecond_earlier() {
    let starts = [0.0, 90.0, 180.0, 390.0];
    check(&starts, (1, 1), "+--+", 0.0);
    check(&starts, (1, 2), "++-+", 3000.0);
    check(&starts, (1, 3), "+++-", 6600.0);
    check(&starts, (2, 2), "++-+", 0.0);
    let starts = [0.0, 89.999, 90.0];
    check(&starts, (1, 2), "+-+", 3300.0);
    check(&starts, (1, 3), "+-+", 6600.0);
}

#[test]
fn starts_at_one_instant_find_what_is_ready() {
    let starts = [600.0; 5];
    check(&starts, (1, 3), "+----", 6900.0);
    check(&starts, (2, 5), "++---", 10200.0);
    check(&starts, (4, 5), "++++-", 3300.0);
    check(&starts, (5, 5), "+++++", 0.0);
}

#[test]
fn a_miss_orders_nothing() {
    let starts = [0.0, 10.0, 299.0, 300.0, 599.0, 600.0];
    check(&starts, (0, 5), "------", 18000.0);
    check(&starts, (1, 1), "+--+-+", 0.0);
    check(&starts, (1, 2), "+-+-+-", 3000.0);
}

#[test]
fn stopped_instances_are_started_before_new_ones_are_provisioned() {
    let starts = [0.0, 90.0, 180.0, 270.0, 300.0, 360.0, 390.0, 480.0];
    check(&starts, (1, 2), "++----++", 3000.0);
    check(&starts, (1, 3), "+++----+", 6300.0);
    check(&starts, (2, 3), "+++---++", 3000.0);
    check(&starts, (3, 3), "+++-+-++", 0.0);
}

#[test]
fn usage_is_cut_at_the_end() {
    let starts = [0.0, 3599.999, 3600.0];
    check(&starts, (1, 1), "++", 0.0);
    check(&starts, (1, 2), "++", 3299.999);
}

/// Each instance is ready again five minutes after it was taken.
#[test]
fn a_fixed_pool_serves_what_its_instances_can() {
    let minutes = |minutes: &[f64]| minutes.iter().map(|minute| minute * 60.0).collect::<Vec<_>>();
    let starts = milliseconds(&minutes(&[0.0, 1.0, 2.0, 3.0, 10.0]));
    for (instances, hits) in [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)] {
        let schedule = SizeSchedule::constant(size(instances, instances));
        assert_eq!(run(&starts, &schedule, Target::Minimum, HOUR).hits, hits);
    }
    let none = SizeSchedule::constant(size(0, 5));
    assert_eq!(run(&starts, &none, Target::Minimum, HOUR).hits, 0);
    let ties = milliseconds(&minutes(&[0.0, 5.0, 10.0]));
    assert_eq!(run(&ties, &SizeSchedule::constant(size(1, 1)), Target::Minimum, HOUR).hits, 3);
}

#[test]
fn running_and_stopped_minutes_are_those_of_the_prototypes() {
    let minutes = [10.0, 10.5, 11.0, 12.0, 20.0, 20.0, 20.0, 20.0];
    let starts = milliseconds(&minutes.map(|minute| minute * 60.0));
    for (min, max, hits, running, stopped) in [
        (0, 1, 0, 0, 60),
        (1, 1, 2, 60, 0),
        (1, 2, 3, 70, 50),
        (1, 3, 3, 75, 105),
        (2, 3, 5, 130, 50),
        (3, 3, 6, 180, 0),
        (2, 5, 5, 145, 155),
    ] {
        let schedule = SizeSchedule::constant(size(min, max));
        let expected = Tally { hits, running: running * 60_000, stopped: stopped * 60_000 };
        assert_eq!(run(&starts, &schedule, Target::Minimum, HOUR), expected, "{min}..{max}");
    }
}

#[test]
fn the_autoscaler_grows_under_load_and_shrinks_when_it_is_quiet() {
    let starts: Vec<_> = (0..40).map(|index| index * 30_000).collect();
    for (min, max, [low, expected, high], running) in
        [(1, 5, [14, 19, 20], 203), (0, 3, [0, 10, 12], 96), (2, 6, [18, 22, 24], 264)]
    {
        let schedule = SizeSchedule::constant(size(min, max));
        let run = |target| run(&starts, &schedule, target, HOUR);
        let hits = [Target::Minimum, Target::Autoscaled, Target::Maximum].map(|t| run(t).hits);
        assert_eq!(hits, [low, expected, high], "{min}..{max}");
        assert_eq!(run(Target::Autoscaled).running, running * 60_000, "{min}..{max}");
    }
}

/// 0.2 starts a minute and instance are what the autoscaler aims at.
#[test]
fn the_autoscaler_leaves_a_pool_that_has_as_many_starts_as_it_should() {
    let schedule = SizeSchedule::constant(size(5, 8));
    let each =
        |pause: Millis| (1..3_000_000 / pause).map(|index| index * pause).collect::<Vec<_>>();
    let run = |starts: &[Millis], target| run(starts, &schedule, target, HOUR);
    let as_many = each(60_000);
    assert_eq!(run(&as_many, Target::Autoscaled), run(&as_many, Target::Minimum));
    let more = each(30_000);
    assert_ne!(run(&more, Target::Autoscaled), run(&more, Target::Minimum));
}

#[test]
fn at_an_edge_the_pool_becomes_larger_or_smaller() {
    let seconds = [0.0, 1000.0, 1800.0, 1801.0, 1802.0, 1900.0, 2400.0, 5400.0, 5401.0, 5700.0];
    let edges = [(5400, size(1, 2)), (1800, size(3, 5))];
    let edges = edges.map(|(second, size)| SizeEdge { at: second * 1_000, size });
    let schedule = SizeSchedule::new(size(1, 2), edges.to_vec());
    let starts = milliseconds(&seconds);
    assert_eq!(marks(&starts, &schedule, Target::Minimum, 2 * HOUR), "+++--+++-+");
    let tally = run(&starts, &schedule, Target::Minimum, 2 * HOUR);
    assert_eq!((tally.running, tally.stopped), (16_500_000, 8_700_000));
}

#[test]
fn edges_before_the_beginning_decide_how_the_pool_begins() {
    let edge = |at, min, max| SizeEdge { at, size: size(min, max) };
    let edges = vec![edge(-10, 3, 3), edge(0, 2, 4), edge(HOUR, 9, 9), edge(-20, 5, 5)];
    let schedule = SizeSchedule::new(size(1, 1), edges);
    let untouched = Tally { hits: 0, running: 2 * HOUR, stopped: 2 * HOUR };
    assert_eq!(run(&[], &schedule, Target::Minimum, HOUR), untouched);
    let tally = run(&[0, 0, 0], &schedule, Target::Minimum, HOUR);
    // Both stopped instances are started at once, and two are provisioned for five minutes.
    let expected = Tally { hits: 2, running: 2 * HOUR + 600_000, stopped: 2 * HOUR - 600_000 };
    assert_eq!(tally, expected);
}

#[test]
fn spans_with_one_index_are_counted_together() {
    let spans = [(1_000, 0), (2_000, 1), (3_000, 0)].map(|(end, tally)| Span { end, tally });
    let input = Input { from: 0, starts: &[0, 999, 1_000, 2_999], spans: &spans, times: TIMES };
    let tallies = replay(input, &SizeSchedule::constant(size(3, 4)), Target::Minimum, 2);
    // Two starts in the first second and one in the second; nothing is ready for the last one. The
    // stopped instance is started by the first.
    let expected = [
        Tally { hits: 2, running: 8_000, stopped: 0 },
        Tally { hits: 1, running: 4_000, stopped: 0 },
    ];
    assert_eq!(tallies, expected);
}
