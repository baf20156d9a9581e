use std::ops::ControlFlow;

use super::*;
use crate::sizing::Millis;
use crate::sizing::cost::Rates;
use crate::sizing::period::Period;
use crate::sizing::question::{Goal, Times};
use crate::sizing::test_support::{DAY, HOUR, date, days_from_monday, size};

fn run(period: &Period, starts: &[Millis], search: &Search) -> Option<Backtest> {
    let trace = Trace::new(period.days(), starts, Times::DOCUMENTED);
    let criteria = Criteria {
        goal: Goal { share: 0.95, confidence: 0.9 },
        rates: Rates::new(None),
        times: Times::DOCUMENTED,
    };
    let on_progress = &mut |_| ControlFlow::Continue(());
    backtest(&trace, &trace, criteria, search, &mut Meter::new(on_progress)).unwrap()
}

/// Hourly starts on some days; one is served each time.
fn hourly(period: &Period, days: &[usize]) -> Vec<Millis> {
    let starts =
        days.iter().flat_map(|day| (0..24).map(|hour| period.days()[*day].start + hour * HOUR));
    starts.collect()
}

#[test]
fn the_rest_is_what_was_not_used_to_choose() {
    let period = days_from_monday(10);
    let mut starts = hourly(&period, &[0, 1, 2, 3, 4, 5, 6, 7]);
    // At once with those of the last hours: half of them miss.
    starts.extend_from_within(7 * 24 + 12..);
    starts.sort_unstable();
    let backtest = run(&period, &starts, &Search::ALL).unwrap();
    let expected = Backtest {
        until: date("2026-06-08"),
        days: 7,
        size: size(1, 1),
        share: 24.0 / 36.0,
        goal_met: false,
    };
    assert_eq!(backtest, expected);
}

#[test]
fn too_little_to_choose_on_or_to_test_on_is_no_backtest() {
    let nine = days_from_monday(9);
    // The first six days only.
    assert_eq!(run(&nine, &hourly(&nine, &[0, 1, 2, 3, 4, 5, 6, 7, 8]), &Search::ALL), None);
    let ten = days_from_monday(10);
    let most = hourly(&ten, &[0, 1, 2, 3, 8]);
    // 96 starts on the first seven days, and 100.
    assert_eq!(run(&ten, &most, &Search::ALL), None);
    let mut enough = most.clone();
    enough.extend((0..4).map(|hour| ten.start() + 5 * DAY + hour * HOUR));
    enough.sort_unstable();
    assert!(run(&ten, &enough, &Search::ALL).is_some());
    let without_rest = hourly(&ten, &[0, 1, 2, 3, 4]);
    assert_eq!(run(&ten, &without_rest, &Search::ALL), None);
    let too_small = Search { min: 0..=0, ..Search::ALL };
    assert_eq!(run(&ten, &enough, &too_small), None);
}

#[test]
fn without_a_day_that_counts_there_is_no_backtest() {
    let mut period = days_from_monday(10);
    period.exclude(&(date("2026-06-01")..=date("2026-06-30")));
    assert_eq!(run(&period, &hourly(&period, &[0, 1, 2, 3, 4, 5, 6, 7]), &Search::ALL), None);
}
