//! Which environments are taken for prebuild runs.

use super::*;

/// A history of a project whose prebuilds run at 03:00 UTC for the regular class, as `ANA` or, as
/// the executor, somebody else.
fn scheduled(records: &[Value], prebuilds: &[Value], executor: Option<Uuid>) -> History {
    let mut history = history(records, &[]);
    let executor = executor.map(|executor| json!({ "id": executor }));
    history.add_project(message(&json!({
        "id": PROJECT,
        "metadata": { "creator": { "id": ANA } },
        "prebuildConfiguration": {
            "environmentClassIds": [REGULAR],
            "trigger": { "dailySchedule": { "hourUtc": 3 } },
            "executor": executor,
        },
    })));
    prebuilds.iter().for_each(|prebuild| history.add_prebuild(&message(prebuild)));
    history
}

/// The numbers of certain and of suspected runs.
fn runs(history: &History) -> (usize, usize) {
    let demand = demand_of(history);
    assert_adds_up(&demand);
    (demand.left_out.prebuild_runs, demand.left_out.suspected_prebuild_runs)
}

/// 03:00 UTC on a day of the window.
fn on_day(day: Millis) -> Millis {
    FROM + day * DAY + 3 * HOUR
}

#[test]
fn an_environment_that_a_prebuild_names_is_no_start() {
    let records = [record(1, FROM + HOUR), record(2, FROM + HOUR), record(2, FROM + 2 * HOUR)];
    let history = scheduled(&records, &[prebuild(2, FROM)], None);
    assert_eq!(runs(&history), (1, 0));
    assert_eq!(demand_of(&history).left_out.restarts, 1);
}

#[test]
fn the_first_start_of_a_day_that_fits_the_schedule_is_suspected() {
    const QUARTER: Millis = HOUR / 4;
    let records = [
        record(1, on_day(0) + 5),
        record(2, on_day(0) + 4),
        record(3, on_day(0) + 6),
        record(4, on_day(1)),
        record(5, on_day(2) + QUARTER - 1),
        record(6, on_day(3) + QUARTER),
        record(7, on_day(4) - 1),
    ];
    let history = scheduled(&records, &[], None);
    assert_eq!(runs(&history), (0, 3));
    let first_day = times(&demand_of(&history)).into_iter().filter(|at| *at < DAY);
    assert_eq!(first_day.collect::<Vec<_>>(), [3 * HOUR + 5, 3 * HOUR + 6]);
}

#[test]
fn it_has_the_executor_and_a_prebuilt_class() {
    let by_ben = with(record(1, on_day(0)), "/userId", BEN.to_string());
    assert_eq!(runs(&scheduled(std::slice::from_ref(&by_ben), &[], None)), (0, 0));
    assert_eq!(runs(&scheduled(&[by_ben], &[], Some(BEN))), (0, 1));
    assert_eq!(runs(&scheduled(&[record(1, on_day(0))], &[], Some(BEN))), (0, 0));
    let large = with(record(1, on_day(0)), "/environmentClassId", LARGE.to_string());
    let history = scheduled(&[large], &[], None);
    let demand = Starts::new(&history).demand(PoolKey { class: LARGE, ..KEY }, &WINDOW);
    assert_eq!(demand.starts.len(), 1);
}

#[test]
fn a_known_role_is_no_suspect() {
    let mut history = scheduled(&[record(1, on_day(0))], &[], None);
    history.add_environment(&message(&environment(1, on_day(0))));
    assert_eq!(runs(&history), (0, 0));
}

#[test]
fn days_whose_prebuilds_are_listed_have_no_suspects() {
    let records: Vec<_> = (0..4).map(|day| record(day as u128 + 1, on_day(day))).collect();
    // Day 2 has a prebuild, day 3 has none: its schedule did not run.
    let history = scheduled(&records, &[prebuild(3, on_day(2))], None);
    assert_eq!(runs(&history), (1, 2));
    // One that does not name its environment is looked for.
    let nameless = [prebuild(3, on_day(2)), prebuild(0, on_day(3))];
    assert_eq!(runs(&scheduled(&records, &nameless, None)), (1, 3));
}

#[test]
fn the_list_may_not_reach_back_to_all_prebuilds_of_its_first_day() {
    let records: Vec<_> = (0..4).map(|day| record(day as u128 + 1, on_day(day))).collect();
    let large = |day| {
        let prebuild = prebuild(9, on_day(day));
        with(prebuild, "/metadata/environmentClassId", LARGE.to_string())
    };
    assert_eq!(runs(&scheduled(&records, &[large(1), large(2), large(3)], None)), (0, 2));
}

#[test]
fn a_day_with_a_certain_run_has_no_suspect() {
    // The prebuild is of the day before its run.
    let records = [record(1, on_day(0)), record(2, on_day(0) + 1)];
    let prebuilds = [prebuild(1, FROM + 9 * DAY)];
    assert_eq!(runs(&scheduled(&records, &prebuilds, None)), (1, 0));
}

#[test]
fn without_a_schedule_nothing_is_suspected() {
    let records = [record(1, on_day(0)), record(2, FROM)];
    assert_eq!(runs(&history(&records, &[])), (0, 0));
    for configuration in [
        json!({ "environmentClassIds": [REGULAR] }),
        json!({ "environmentClassIds": [REGULAR], "trigger": {} }),
        json!({ "trigger": { "dailySchedule": { "hourUtc": 3 } } }),
        json!({
            "environmentClassIds": [REGULAR], "trigger": { "dailySchedule": { "hourUtc": 25 } },
        }),
    ] {
        let mut history = history(&records, &[]);
        history.add_project(message(&json!({
            "id": PROJECT, "metadata": { "creator": { "id": ANA } },
            "prebuildConfiguration": configuration,
        })));
        assert_eq!(runs(&history), (0, 0));
    }
}

#[test]
fn midnight_is_the_hour_that_is_not_sent() {
    let mut history = history(&[record(1, FROM), record(2, on_day(0))], &[]);
    history.add_project(message(&json!({
        "id": PROJECT, "metadata": { "creator": { "id": ANA } },
        "prebuildConfiguration": {
            "environmentClassIds": [REGULAR], "trigger": { "dailySchedule": {} },
        },
    })));
    assert_eq!(runs(&history), (0, 1));
}
