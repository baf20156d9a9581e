use super::*;
use crate::sizing::half_hours::half_hours;
use crate::sizing::profile::summarize;
use crate::sizing::random::SplitMix64;
use crate::sizing::replay::Target;
use crate::sizing::schedule::SizeSchedule;
use crate::sizing::test_support::{DAY, days_from_monday, size};
use crate::sizing::trace::Trace;

const TIMES: Times = Times::DOCUMENTED;

fn rates(hour_of_week: &[f64]) -> Rates {
    Rates::new(hour_of_week, 1.0)
}

#[test]
fn erlang_b_has_the_published_values() {
    for (instances, load, expected) in [
        (0, 5.0, 1.0),
        (1, 0.5, 0.333_333_333_3),
        (2, 1.0, 0.2),
        (3, 1.0, 0.0625),
        (5, 3.0, 0.110_054_347_8),
        (10, 5.0, 0.018_384_570_3),
        (10, 7.0, 0.078_740_883_0),
        (20, 12.0, 0.009_795_639_4),
        (20, 15.0, 0.045_593_215_6),
        (20, 20.0, 0.158_891_961_5),
        (7, 0.0, 0.0),
    ] {
        let blocked = erlang_b(instances, load);
        assert!((blocked - expected).abs() < 1e-9, "B({instances}, {load}) = {blocked}");
    }
}

#[test]
fn at_a_constant_rate_the_load_is_constant() {
    // 12 an hour: one in five minutes.
    let rates = rates(&[12.0; HOURS_OF_WEEK]);
    assert!((rates.average() * 300_000.0 - 1.0).abs() < 1e-9);
    assert!((rates.miss(2, 300_000) - 0.2).abs() < 1e-9);
    assert!((rates.miss(3, 300_000) - 0.0625).abs() < 1e-9);
}

/// All starts in one hour of the week: the average rate hides it, the load of that hour does not.
#[test]
fn at_a_changing_rate_the_load_follows_it() {
    let mut hour_of_week = [0.0; HOURS_OF_WEEK];
    hour_of_week[0] = 60.0;
    let rates = rates(&hour_of_week);
    assert!(erlang_b(1, rates.average() * 300_000.0) < 0.03);
    // The load is 5 once the first five minutes have passed: B(1, 5) = 5/6. Before, it is one less
    // for each minute: 0/1, 1/2, 2/3, 3/4, 4/5.
    let ramp = 0.0 + 1.0 / 2.0 + 2.0 / 3.0 + 3.0 / 4.0 + 4.0 / 5.0;
    let expected = (ramp + 55.0 * 5.0 / 6.0) / 60.0;
    assert!((rates.miss(1, 300_000) - expected).abs() < 1e-9);
}

/// The load of Monday's first minutes comes from Sunday.
#[test]
fn the_week_repeats() {
    let mut hour_of_week = [0.0; HOURS_OF_WEEK];
    hour_of_week[HOURS_OF_WEEK - 1] = 60.0;
    let rates = rates(&hour_of_week);
    assert!((rates.until(0) - rates.until(-300_000) - 5.0).abs() < 1e-9);
    assert!((rates.until(60_000) - rates.until(60_000 - 300_000) - 4.0).abs() < 1e-9);
}

#[test]
fn without_starts_nothing_is_missed() {
    assert!(rates(&[0.0; HOURS_OF_WEEK]).miss(0, 300_000).abs() < 1e-12);
}

#[test]
fn the_instances_for_every_start_are_the_most_starts_within_the_time() {
    let minutes = [0, 1, 2, 3, 10].map(|minute| minute * 60_000);
    assert_eq!(instances_for_every_start(&minutes, 300_000), 4);
    assert_eq!(instances_for_every_start(&minutes, 180_000), 3);
    // An instance that is ready again at the instant of a start serves it.
    assert_eq!(instances_for_every_start(&[0, 300_000], 300_000), 1);
    assert_eq!(instances_for_every_start(&[0, 0, 0], 1), 3);
    assert_eq!(instances_for_every_start(&[], 300_000), 0);
}

/// Random starts at a constant rate, replayed: a fixed pool misses what Erlang B says, and one with
/// stopped instances is between its bounds.
#[test]
fn the_replay_agrees_with_the_closed_forms() {
    let period = days_from_monday(56);
    let mut random = SplitMix64::new(11);
    let rate = 12.0;
    let count = 56 * 24 * rate as u64;
    let mut starts: Vec<_> =
        (0..count).map(|_| period.start() + random.below(56 * DAY as u64) as Millis).collect();
    starts.sort_unstable();
    let trace = Trace::new(period.days(), &starts, TIMES);
    let demand = summarize(&period, &half_hours(&period), &trace, starts.len(), TIMES.provision);
    for (min, max) in [(1, 1), (2, 2), (4, 4), (1, 2), (1, 4), (2, 5)] {
        let outcome = trace.replay(&SizeSchedule::constant(size(min, max)), Target::Minimum);
        let share = outcome.hits as f64 / count as f64;
        let forms = closed_forms(&demand.hour_of_week, 1.0, min, TIMES);
        for [low, high] in [forms.at_average_rate, forms.at_hourly_rates] {
            if min == max {
                assert!((share - low).abs() < 0.012, "{min}: {share} {low}");
            }
            assert!(low - 0.012 < share && share < high + 0.012, "{min}..{max}: {share}");
        }
        let [ready, _] = forms.mean_ready;
        // Each taken instance is away for the provisioning time.
        let expected = f64::from(min) - rate / 12.0 * forms.at_average_rate[0];
        assert!((ready - expected).abs() < 1e-9, "{min}..{max}: {ready}");
    }
    assert!(instances_for_every_start(trace.starts(), TIMES.provision) > 4);
}
