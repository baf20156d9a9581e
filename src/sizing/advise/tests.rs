mod cases;
mod office;
mod properties;

use std::ops::ControlFlow;

use super::*;
use crate::sizing::Millis;
use crate::sizing::advice::{Evidence, Share};
use crate::sizing::period::Period;
use crate::sizing::question::{Completeness, DataQuality, Goal, Prices, Search, Times};
use crate::sizing::schedule::{SizeEdge, SizeSchedule};
use crate::sizing::test_support::{
    DAY, HOUR, MINUTE, advice, constant, date, days_from_monday, office_starts, question, size,
};

fn assert_close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() < 1e-9, "{actual} {expected}");
}

/// What a size serves, as starts of so many.
fn hits(option: &SizeOption, starts: f64) -> [f64; 3] {
    let Share { low, expected, high, .. } = option.share.unwrap();
    [low, expected, high].map(|share| (share * starts * 1e6).round() / 1e6)
}

/// On weekdays ten starts a minute apart at 09:00, on weekends two at 12:00.
fn morning_bursts(period: &Period) -> Vec<Millis> {
    let mut starts = Vec::new();
    for day in period.days() {
        match day.class() {
            DayClass::Weekday => {
                starts.extend((0..10).map(|minute| day.start + 9 * HOUR + minute * MINUTE));
            }
            DayClass::Weekend => starts.extend([day.start + 12 * HOUR; 2]),
        }
    }
    starts
}

#[test]
fn the_sizes_that_no_other_beats_are_shown_and_the_cheapest_that_meets_the_goal_is_advised() {
    let period = days_from_monday(14);
    let starts = morning_bursts(&period);
    let advice = advice(&question(&period, &starts));
    assert_eq!(advice.demand.starts, 108);
    assert_close(advice.demand.dispersion, 2588.0 / 621.0);
    assert_eq!(advice.evidence, Evidence::Rough);
    assert_eq!(advice.reasons, ["starts come in bursts: dispersion 4.2, above 1.5"]);
    let expected = [
        (0, 1, [0.0, 20.0, 24.0], 0.1),
        (1, 1, [24.0, 24.0, 24.0], 1.0),
        (1, 2, [44.0, 44.0, 48.0], 1.105_357_142_857),
        (1, 4, [54.0, 74.0, 88.0], 1.312_053_571_429),
        (2, 3, [68.0, 68.0, 68.0], 2.105_357_142_857),
        (2, 4, [78.0, 78.0, 88.0], 2.210_714_285_714),
        (2, 6, [88.0, 98.0, 108.0], 2.417_410_714_286),
        (2, 7, [108.0, 108.0, 108.0], 2.524_107_142_857),
    ];
    assert_eq!(advice.options.len(), expected.len());
    for (option, (min, max, served, cost)) in advice.options.iter().zip(expected) {
        assert_eq!(option.size, size(min, max));
        assert_eq!(hits(option, 108.0), served, "{}", option.size);
        assert_close(option.mean_running + option.mean_stopped, f64::from(max));
        assert_close(option.mean_running + option.mean_stopped / 10.0, cost);
        assert_eq!(option.meets_goal, (min, max) == (2, 7));
    }
    assert_eq!(advice.advised.as_ref(), advice.options.last());
    assert_eq!(advice.cheaper.as_ref(), Some(&advice.options[6]));
    // 84 starts in the first ten days.
    assert_eq!((&advice.better, &advice.backtest, &advice.current), (&None, &None, &None));
    assert!(!advice.is_idle && !advice.underestimates_share);
}

#[test]
fn another_goal_advises_another_size() {
    let period = days_from_monday(14);
    let starts = morning_bursts(&period);
    let advised = |share, search| {
        let goal = Goal { share, confidence: 0.9 };
        let advice = advice(&Question { goal, search, ..question(&period, &starts) });
        let interval = |option: SizeOption| (option.size, option.share.unwrap().interval[0]);
        (advice.advised.map(interval), advice.reasons[0].clone())
    };
    assert_eq!(advised(0.9, Search::ALL).0, Some((size(2, 7), 1.0)));
    let (chosen, low) = advised(0.7, Search::ALL).0.unwrap();
    assert_eq!(chosen, size(2, 4));
    assert_close(low, 0.722_222_222_222);
    // Four instances serve four of five starts.
    let small = Search { max: 1..=4, ..Search::ALL };
    assert_eq!(advised(0.95, small), (None, "no size up to 4 reaches 95 %".to_owned()));
    // 3..3 serves six of the ten starts of a weekday, 3..4 eight.
    let large = Search { min: 3..=20, ..Search::ALL };
    assert_eq!(advised(0.7, large).0.map(|(size, _)| size), Some(size(3, 4)));
    let none = Search { min: 5..=6, max: 3..=4, budget: None };
    assert_eq!(advised(0.995, none), (None, "no size up to 4 reaches 99.5 %".to_owned()));
}

#[test]
fn an_empty_history_gives_facts_and_no_advice() {
    let period = days_from_monday(28);
    let question = Question { current: constant(1, 3), max_windows: 3, ..question(&period, &[]) };
    let advice = advice(&question);
    assert_eq!(advice.evidence, Evidence::None);
    assert_eq!(advice.reasons, ["0 starts, 100 are needed"]);
    let current = advice.current.unwrap();
    assert_eq!((current.share, current.waits, current.meets_goal), (None, None, false));
    assert_close(current.mean_running, 1.0);
    assert_close(current.mean_stopped, 2.0);
    assert_eq!(advice.options, [current]);
    assert!(advice.is_idle);
    assert_eq!(advice.instance_hours_per_start, None);
    let nothing = (advice.advised, advice.cheaper, advice.better, advice.windows, advice.backtest);
    assert_eq!(nothing, (None, None, None, None, None));
    assert_close(advice.demand.dispersion, 1.0);
}

#[test]
fn too_few_starts_or_days_are_reported_with_what_is_needed() {
    let period = days_from_monday(5);
    let starts: Vec<_> = (0..99).map(|index| period.start() + index * HOUR).collect();
    let without_pool = advice(&question(&period, &starts));
    assert_eq!(without_pool.evidence, Evidence::None);
    assert_eq!(without_pool.reasons, ["99 starts, 100 are needed", "5 days, 7 are needed"]);
    assert!(without_pool.options.is_empty() && !without_pool.is_idle);

    let period = days_from_monday(7);
    let starts: Vec<_> = (0..100).map(|index| period.start() + index * HOUR).collect();
    let enough = advice(&question(&period, &starts));
    assert_eq!((enough.evidence, enough.advised.unwrap().size), (Evidence::Rough, size(1, 1)));
    let period = days_from_monday(28);
    let starts: Vec<_> = (0..12).map(|index| period.start() + index * 2 * DAY).collect();
    let idle = advice(&Question { current: constant(1, 1), ..question(&period, &starts) });
    assert!(idle.is_idle);
    // One instance for 672 hours.
    assert_close(idle.instance_hours_per_start.unwrap(), 56.0);
    let current = idle.current.as_ref().unwrap();
    assert_eq!(hits(current, 12.0), [12.0, 12.0, 12.0]);
    let waits = current.waits.unwrap();
    assert_eq!((waits.mean_seconds, waits.p95_seconds), (10.0, 10.0));
    let none = advice(&Question { current: constant(0, 1), ..question(&period, &starts) });
    let waits = none.current.unwrap().waits.unwrap();
    assert_eq!((waits.mean_seconds, waits.p95_seconds), (40.0, 40.0));
    // Twenty working days.
    let starts: Vec<_> = (0..20).map(|index| period.start() + index * DAY).collect();
    assert!(!advice(&Question { current: constant(1, 1), ..question(&period, &starts) }).is_idle);
}

#[test]
fn the_callback_counts_and_can_stop() {
    let period = days_from_monday(14);
    let starts = office_starts(&period);
    let question = Question { max_windows: 1, ..question(&period, &starts) };
    let mut calls = Vec::new();
    let result = advise(&question, &mut |progress| {
        calls.push((progress.replays_done, progress.replays));
        ControlFlow::Continue(())
    });
    assert!(result.is_ok());
    assert!(calls.iter().enumerate().all(|(index, (done, _))| *done == index + 1));
    assert!(calls.iter().all(|(done, of)| done <= of));
    assert!(calls.len() > 460, "{}", calls.len());
    for stop_at in [1, 100, calls.len()] {
        let result = advise(&question, &mut |progress| match progress.replays_done {
            done if done == stop_at => ControlFlow::Break(()),
            done => {
                assert!(done < stop_at);
                ControlFlow::Continue(())
            }
        });
        assert_eq!(result, Err(Stopped));
    }
}
