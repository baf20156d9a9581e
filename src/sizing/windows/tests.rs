mod plans;
mod quality;

use std::ops::ControlFlow;

use super::*;
use crate::sizing::Millis;
use crate::sizing::advice::{Advice, SizeOption};
use crate::sizing::half_hours::half_hours;
use crate::sizing::period::{DayClass, Period};
use crate::sizing::question::{Prices, Search};
use crate::sizing::test_support::{
    DAY, HOUR, MINUTE, advice, date, days_from_monday, instant, office_starts, period, question,
    size,
};

fn with_windows(period: &Period, starts: &[Millis], max_windows: usize) -> Advice {
    advice(&Question { max_windows, ..question(period, starts) })
}

/// Without prices.
fn cost(option: &SizeOption) -> f64 {
    option.mean_running + option.mean_stopped / 10.0
}

#[test]
fn an_office_needs_more_instances_by_day() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let advice = with_windows(&period, &starts, 1);
    let windows = advice.windows.unwrap();
    let [window] = &windows.windows[..] else { panic!("{windows:?}") };
    assert!(window.half_hours.start <= 16 && window.half_hours.end >= 36, "{window:?}");
    assert!(window.size.min() > windows.option.size.min());
    assert!(windows.option.is_windowed && windows.option.meets_goal);
    assert!(cost(&windows.option) <= 0.95 * cost(advice.advised.as_ref().unwrap()));
    // All starts are in one of the parts, and the parts make up the share of all.
    let Part { starts: inside, share: Some(served_inside) } = windows.inside else { panic!() };
    let Part { starts: outside, share: Some(served_outside) } = windows.outside else { panic!() };
    assert_eq!(inside + outside, 1_211);
    let served = served_inside * inside as f64 + served_outside * outside as f64;
    let share = windows.option.share.unwrap();
    assert!((served / 1_211.0 - share.low).abs() < 1e-9);
    assert!(share.low <= share.expected && share.expected <= share.high);
}

#[test]
fn windows_that_save_nothing_are_not_advised() {
    let period = days_from_monday(14);
    // Every hour, day and night.
    let starts: Vec<_> = (0..14 * 24).map(|hour| period.start() + hour * HOUR).collect();
    for max_windows in 0..=3 {
        let advice = with_windows(&period, &starts, max_windows);
        assert_eq!(advice.advised.unwrap().size, size(1, 1));
        assert_eq!(advice.windows, None);
    }
    // Nothing that is advised: nothing to compare with.
    let starts = office_starts(&period);
    let search = Search { max: 1..=2, ..Search::ALL };
    let unreachable = advice(&Question { search, max_windows: 3, ..question(&period, &starts) });
    assert_eq!((unreachable.advised, unreachable.windows), (None, None));
}

#[test]
fn without_being_asked_for_there_are_no_windows() {
    let period = days_from_monday(28);
    assert_eq!(with_windows(&period, &office_starts(&period), 0).windows, None);
}

/// Four starts at once at two in the morning, each day, beside those of the office.
fn with_nightly_burst(period: &Period) -> Vec<Millis> {
    let mut starts = office_starts(period);
    starts.extend(period.days().iter().flat_map(|day| [day.start + 2 * HOUR; 4]));
    starts.sort_unstable();
    starts
}

#[test]
fn a_window_begins_early_enough_for_a_burst_at_its_beginning() {
    let period = days_from_monday(28);
    let starts = with_nightly_burst(&period);
    let costs: Vec<_> = (1..=3)
        .map(|max_windows| {
            let windows = with_windows(&period, &starts, max_windows).windows.unwrap();
            assert!(windows.windows.len() <= max_windows);
            let order = windows.windows.windows(2);
            assert!(
                order.into_iter().all(|pair| pair[0].half_hours.end <= pair[1].half_hours.start)
            );
            if max_windows > 1 {
                let night = &windows.windows[0];
                assert!(night.half_hours.start < 4 && night.half_hours.end > 4, "{windows:?}");
                assert!(night.size.min() >= 3, "{windows:?}");
            }
            cost(&windows.option)
        })
        .collect();
    assert!(costs[1] < costs[0] * 0.9, "{costs:?}");
    assert!(costs[2] <= costs[1], "{costs:?}");
}

#[test]
fn sizes_keep_to_the_search_and_prices_count() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let search = Search { min: 1..=20, max: 3..=4, budget: None };
    let limited = advice(&Question { search, max_windows: 2, ..question(&period, &starts) });
    let windows = limited.windows.unwrap();
    let sizes = windows.windows.iter().map(|window| window.size).chain([windows.option.size]);
    for size in sizes {
        assert!(size.min() >= 1 && (3..=4).contains(&size.max()), "{size}");
    }
    let prices = Some(Prices { running: 0.5, stopped: Some(0.4) });
    let priced = advice(&Question { prices, max_windows: 1, ..question(&period, &starts) });
    let cost = |option: &SizeOption| option.cost_per_month.unwrap();
    let windows = priced.windows.unwrap();
    let expected = windows.option.mean_running * 0.5 + windows.option.mean_stopped * 0.4;
    assert!((cost(&windows.option) - expected * 730.0).abs() < 1e-6);
    assert!(cost(&windows.option) <= 0.95 * cost(&priced.advised.unwrap()));
}

#[test]
fn excluded_days_count_neither_inside_nor_outside() {
    let mut period = days_from_monday(28);
    let starts = office_starts(&period);
    period.exclude(&(date("2026-06-09")..=date("2026-06-11")));
    let advice = with_windows(&period, &starts, 1);
    let windows = advice.windows.unwrap();
    assert_eq!(windows.inside.starts + windows.outside.starts, advice.demand.starts);
    assert_eq!(advice.demand.days, 25);
}

#[test]
fn hours_are_written_as_in_a_fleet_file() {
    let hours = |half_hours| WeekdayWindow { half_hours, size: size(1, 2) }.hours();
    assert_eq!(hours(15..37), "07:30-18:30");
    assert_eq!(hours(0..48), "00:00-24:00");
}

/// Runs a check on the replays of a question.
fn with_replays<T>(
    question: &Question<'_>,
    check: impl FnOnce(&mut Replays<'_, '_, '_>, &[HalfHour]) -> T,
) -> T {
    use crate::sizing::cost::Rates;
    use crate::sizing::progress::Meter;
    use crate::sizing::replays::Criteria;
    use crate::sizing::trace::Trace;

    let Question { goal, times, prices, .. } = question;
    let criteria = Criteria { goal: *goal, times: *times, rates: Rates::new(*prices) };
    let trace = Trace::new(question.period.days(), question.starts, *times);
    let on_progress = &mut |_| ControlFlow::Continue(());
    let mut meter = Meter::new(on_progress);
    let mut replays = Replays::new(&trace, criteria, &mut meter);
    check(&mut replays, &half_hours(question.period))
}
