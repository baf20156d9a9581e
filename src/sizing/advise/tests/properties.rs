use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq};
use proptest::{option, proptest};

use super::*;

/// A week or two; starts on a grid and beside it, also outside of the days.
fn traces() -> impl Strategy<Value = (Period, Vec<Millis>)> {
    (1..16, prop::collection::vec((-1..16_i64, 0..48_i64, 0..3 * MINUTE), 0..400)).prop_map(
        |(days, starts)| {
            let period = days_from_monday(days);
            let start =
                |(day, half_hour, rest)| period.start() + day * DAY + half_hour * HOUR / 2 + rest;
            let starts = starts.into_iter().map(start).collect();
            (period, starts)
        },
    )
}

fn small_searches() -> impl Strategy<Value = Search> {
    (0..4, 0..6, 0..4, 0..6, option::of(0.0..3_000.0)).prop_map(|(min, mins, max, maxs, budget)| {
        Search { min: min..=min + mins, max: max..=max + maxs, budget }
    })
}

fn current_sizes() -> impl Strategy<Value = Option<CurrentSize>> {
    option::of((0..6, 1..6).prop_map(|(min, more)| constant(min, min + more).unwrap()))
}

proptest! {
    #[test]
    fn every_question_has_a_consistent_answer(
        (mut period, starts) in traces(),
        search in small_searches(),
        current in current_sizes(),
        (share, confidence) in (0.01..=1.0, 0.01..0.999),
        growth in option::of(0.1..4.0),
        stopped in option::of(option::of(0.0..2.0)),
        max_windows in 0..=3_usize,
        excluded in option::of(0..16_i32),
        can_claim_stopped in any::<bool>(),
    ) {
        if let Some(days) = excluded {
            let first = date("2026-06-02");
            period.exclude(&(first..=first.checked_add(jiff::Span::new().days(days)).unwrap()));
        }
        let prices = stopped.map(|stopped| Prices { running: 1.0, stopped });
        let goal = Goal { share, confidence };
        let advice = advice(&Question {
            search: search.clone(), current: current.clone(), goal, growth, prices, max_windows,
            can_claim_stopped, ..question(&period, &starts)
        });
        let demand = &advice.demand;
        let all = demand.starts + demand.excluded + demand.outside_period;
        prop_assert_eq!(all, starts.len() as u64);
        prop_assert!(demand.dispersion >= 0.0);
        for option in &advice.options {
            let mean = option.mean_running + option.mean_stopped;
            prop_assert!(demand.days == 0 || (mean - f64::from(option.size.max())).abs() < 1e-9);
            prop_assert_eq!(option.cost_per_month.is_some(), prices.is_some() && demand.days > 0);
            if let Some(Share { low, expected, high, interval }) = option.share {
                prop_assert!(0.0 <= low && low <= expected && expected <= high && high <= 1.0);
                prop_assert!(0.0 <= interval[0] && interval[0] <= interval[1] && interval[1] <= 1.0);
                prop_assert_eq!(option.meets_goal, interval[0] >= share);
            }
        }
        let is_shown = |option: &Option<SizeOption>| {
            option.as_ref().is_none_or(|option| advice.options.contains(option))
        };
        for option in [&advice.current, &advice.advised, &advice.cheaper, &advice.better] {
            prop_assert!(is_shown(option));
        }
        prop_assert_eq!(advice.current.is_some(), current.is_some());
        if let Some(advised) = &advice.advised {
            prop_assert!(advised.meets_goal && advice.evidence != Evidence::None);
            prop_assert!(search.min.contains(&advised.size.min()));
            prop_assert!(search.max.contains(&advised.size.max()));
        }
        prop_assert!(advice.evidence != Evidence::None || advice.options.len() <= 1);
        prop_assert_eq!(advice.windows.is_some_and(|windows| windows.windows.is_empty()), false);
    }
}
