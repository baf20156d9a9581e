//! How good what is found is.

use super::plan::Window;
use super::*;

/// Six sizes: so few combinations that all can be replayed.
const SMALL: Search = Search { min: 0..=2, max: 2..=3, budget: None };

/// The cheapest plan with one window of full hours, by replaying all of them.
fn cheapest_of_full_hours(question: &Question<'_>) -> Option<Cost> {
    with_replays(question, |replays, half_hours| {
        let table = Table::replay(replays, half_hours, &question.search).unwrap();
        let mut best = None;
        let windows = (0..24_u8).flat_map(|start| (start + 1..=24).map(move |end| (start, end)));
        for (start, end) in windows {
            for (inside, outside) in
                table.ids().flat_map(|id| table.ids().map(move |other| (id, other)))
            {
                let window = Window { start: 2 * start, end: 2 * end, size: inside };
                let plan = Plan::new(outside, &[window], 0.0);
                if plan.windows().is_empty() {
                    continue;
                }
                let schedule = plan.schedule(&table, half_hours);
                let outcome = replays.replay(&schedule, Target::Minimum).unwrap();
                let cost = replays.cost(&outcome);
                if best.is_none_or(|best| cost < best) && replays.meets_goal(&outcome) {
                    best = Some(cost);
                }
            }
        }
        best
    })
}

/// Starts at some hours of weekdays: lunch, or early and late.
fn rush_hours(period: &Period, hours: &[i64], count: i64) -> Vec<Millis> {
    let weekdays = period.days().iter().filter(|day| day.class() == DayClass::Weekday);
    let rush = weekdays.flat_map(|day| {
        hours.iter().flat_map(move |hour| {
            (0..count).map(move |index| {
                let minute = (index * 37 + day.start / DAY * 11) % 60;
                day.start + hour * HOUR + minute * MINUTE
            })
        })
    });
    let rest = period.days().iter().flat_map(|day| [day.start + 4 * HOUR, day.start + 22 * HOUR]);
    let mut starts: Vec<_> = rush.chain(rest).collect();
    starts.sort_unstable();
    starts
}

#[test]
fn one_window_costs_little_more_than_the_best_of_all_full_hours() {
    let period = days_from_monday(8);
    for (starts, goal) in [
        (office_starts(&period), 0.85),
        (rush_hours(&period, &[12], 18), 0.9),
        (rush_hours(&period, &[8, 17], 9), 0.9),
    ] {
        let mut question = Question { search: SMALL, ..question(&period, &starts) };
        (question.goal.share, question.max_windows) = (goal, 1);
        let best = cheapest_of_full_hours(&question).unwrap().as_f64();
        let time = (8 * DAY) as f64 * 10.0;
        let found = advice(&question).windows.unwrap();
        let ratio = cost(&found.option) * time / best;
        assert!(ratio <= 1.0 + 1e-9, "{ratio} {found:?}");
    }
}

#[test]
fn more_windows_never_cost_more() {
    let period = days_from_monday(14);
    for starts in [
        office_starts(&period),
        rush_hours(&period, &[12], 20),
        rush_hours(&period, &[8, 17], 20),
        with_nightly_burst(&period),
    ] {
        let costs = (1..=3).map(|max_windows| {
            let search = Search { min: 0..=5, max: 1..=6, budget: None };
            let question = Question { search, max_windows, ..question(&period, &starts) };
            advice(&question).windows.map_or(f64::INFINITY, |windows| cost(&windows.option))
        });
        let costs: Vec<_> = costs.collect();
        assert!(costs.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-9)), "{costs:?}");
        assert!(costs[2].is_finite());
    }
}
