//! What holds for any history.

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

/// What is read of a few environments, of two classes, around the window and a schedule.
fn reports() -> impl Strategy<Value = Vec<(Kind, Value)>> {
    let created = (0..3_i64, select(&[0, 1, 3 * HOUR, 3 * HOUR + 7][..]))
        .prop_map(|(day, hour)| WINDOW.end - DAY + day * DAY / 2 + hour);
    let class = select(vec![REGULAR.to_string(), LARGE.to_string(), String::new()]);
    let user = select(&[ANA, BEN, BOT][..]);
    let kind = select(&[Kind::Record, Kind::Environment, Kind::Prebuild][..]);
    let role = select(&["DEFAULT", "UNSPECIFIED", "PREBUILD", "OTHER"][..]);
    let report = (kind, 1..9_u128, created, class, user, role).prop_map(
        |(kind, id, created, class, user, role)| {
            let report = match kind {
                Kind::Record => {
                    let report = with(record(id, created), "/environmentClassId", class);
                    with(report, "/userId", user.to_string())
                }
                Kind::Environment => {
                    let report = with(environment(id, created), "/spec/machine/class", class);
                    let report = with(report, "/metadata/creator/id", user.to_string());
                    with(report, "/metadata/role", format!("ENVIRONMENT_ROLE_{role}"))
                }
                Kind::Prebuild => prebuild(id % 4, created),
            };
            (kind, report)
        },
    );
    prop::collection::vec(report, 0..24)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Record,
    Environment,
    Prebuild,
}

fn history_of(reports: &[(Kind, Value)]) -> History {
    let mut history = history(&[], &[]);
    history.add_project(message(&json!({
        "id": PROJECT, "metadata": { "creator": { "id": ANA } },
        "prebuildConfiguration": {
            "environmentClassIds": [REGULAR, LARGE],
            "trigger": { "dailySchedule": { "hourUtc": 3 } },
        },
    })));
    for (kind, report) in reports {
        match kind {
            Kind::Record => history.add_record(&message(report)),
            Kind::Environment => history.add_environment(&message(report)),
            Kind::Prebuild => history.add_prebuild(&message(report)),
        }
    }
    history
}

fn demands(history: &History) -> Vec<Demand> {
    let starts = Starts::new(history);
    [REGULAR, LARGE].map(|class| starts.demand(PoolKey { class, ..KEY }, &WINDOW)).into()
}

proptest! {
    #[test]
    fn neither_order_nor_overlapping_pages_matter(
        (reports, mut others) in reports()
            .prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle())),
        overlap in any::<Index>(),
    ) {
        let expected = demands(&history_of(&reports));
        // The end of one page is the beginning of the next.
        others.extend_from_within(overlap.index(others.len() + 1)..);
        prop_assert_eq!(demands(&history_of(&others)), expected);
    }

    #[test]
    fn everything_found_is_counted_once(reports in reports()) {
        let history = history_of(&reports);
        let demands = demands(&history);
        demands.iter().for_each(assert_adds_up);
        for demand in &demands {
            prop_assert!(demand.starts.is_sorted());
            prop_assert!(demand.times().all(|at| WINDOW.contains(&at)));
        }
        let ids = |kind, field: &str| {
            let reports = reports.iter().filter(|report| report.0 == kind);
            reports.map(|(_, report)| report[field].to_string()).collect::<BTreeSet<_>>()
        };
        let (records, environments) = (ids(Kind::Record, "environmentId"), ids(Kind::Environment, "id"));
        let starts: usize = demands.iter().map(|demand| demand.starts.len()).sum();
        prop_assert!(starts <= records.union(&environments).count());
        let found = |count: fn(&Demand) -> usize| demands.iter().map(count).sum::<usize>();
        prop_assert!(found(|demand| demand.found.environments) <= environments.len());
        prop_assert!(found(|demand| demand.found.usage_records) <= ids(Kind::Record, "id").len());
    }

    #[test]
    fn a_day_has_at_most_one_suspected_run_of_a_class(reports in reports()) {
        for demand in demands(&history_of(&reports)) {
            let days: HashSet<_> = reports
                .iter()
                .filter_map(|(_, report)| {
                    let created = report.pointer("/createdAt");
                    created.or(report.pointer("/metadata/createdAt"))?.as_str()?.get(..10)
                })
                .collect();
            prop_assert!(demand.left_out.suspected_prebuild_runs <= days.len());
        }
    }

    #[test]
    fn windows_next_to_each_other_have_the_starts_of_both(
        reports in reports(), middle in WINDOW.end - DAY..WINDOW.end,
    ) {
        let history = history_of(&reports);
        let starts = Starts::new(&history);
        let of = |window: Range<Millis>| starts.demand(KEY, &window).starts;
        let both = [of(WINDOW.start..middle), of(middle..WINDOW.end)].concat();
        prop_assert_eq!(both, of(WINDOW));
    }
}
