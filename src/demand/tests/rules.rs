//! Which records and environments are starts, and whose.

use super::*;
use crate::demand::starts::{Completeness, Found, Start, Starters};

#[test]
fn records_and_environments_are_joined_by_environment() {
    let records = [record(1, FROM + 10), record(2, FROM + 20), record(2, FROM + 20)];
    let demand = demand(&records, &[environment(2, FROM + 20), environment(3, FROM + 30)]);
    assert_eq!(times(&demand), [10, 20, 30]);
    let Found { usage_records, environments, in_both, rows } = demand.found;
    assert_eq!((usage_records, environments, in_both, rows), (2, 2, 1, 0));
    assert_eq!(demand.sources, Sources { usage_records: 2, environments: 1, file: 0 });
    assert_eq!(demand.left_out, LeftOut::default());
}

#[test]
fn the_earliest_time_of_an_environment_counts() {
    // A restart may have the time of the environment or of the run.
    let records = [record(1, FROM + 50), record(1, FROM + 10), record(1, FROM + 30)];
    let demand = demand(&records, &[environment(1, FROM + 20)]);
    assert_eq!(times(&demand), [10]);
    assert_eq!((demand.left_out.restarts, demand.found.in_both), (2, 1));
}

#[test]
fn a_record_that_is_read_twice_is_one() {
    let records = [record(1, FROM), record(1, FROM), record(2, FROM)];
    let demand = demand(&records, &[environment(3, FROM), environment(3, FROM)]);
    assert_eq!((demand.starts.len(), demand.found.usage_records), (3, 2));
    assert_eq!((demand.found.environments, demand.left_out.restarts), (1, 0));
}

#[test]
fn an_upper_case_id_is_the_same() {
    let id = Uuid::from_u128(0xabcdef);
    let upper = with(record(0xabcdef, FROM), "/environmentId", id.to_string().to_uppercase());
    let demand = demand(&[upper], &[environment(0xabcdef, FROM)]);
    assert_eq!((demand.starts.len(), demand.found.in_both), (1, 1));
}

#[test]
fn a_record_without_an_environment_is_a_start_of_its_own() {
    let nameless = |created| with(record(1, created), "/environmentId", "");
    let unknown = |created| with(nameless(created), "/id", "");
    let records = [nameless(FROM), nameless(FROM + 1), unknown(FROM + 2), unknown(FROM + 2)];
    let odd = with(record(1, FROM + 3), "/environmentId", "not a UUID");
    let demand = demand(&[&records[..], &[odd.clone(), odd]].concat(), &[]);
    assert_eq!(times(&demand), [0, 1, 2, 3]);
}

#[test]
fn starts_outside_of_the_window_are_left_out_with_their_further_runs() {
    let records = [
        record(1, FROM - 1),
        record(1, FROM + 5),
        record(2, FROM),
        record(3, WINDOW.end - 1),
        record(4, WINDOW.end),
    ];
    let demand = demand(&records, &[environment(5, WINDOW.end + 9), environment(1, FROM - 1)]);
    assert_eq!(times(&demand), [0, 28 * DAY - 1]);
    assert_eq!(demand.left_out, LeftOut { outside_window: 4, ..LeftOut::default() });
}

#[test]
fn a_finer_fraction_than_a_millisecond_is_dropped() {
    let fine = |text: &str| with(record(1, FROM), "/createdAt", text);
    let demand_at = |text: &str| times(&demand(&[fine(text)], &[]));
    assert_eq!(demand_at("2026-11-02T00:00:00.001999999Z"), [1]);
    assert!(demand_at("2026-11-01T23:59:59.999999999Z").is_empty());
    assert_eq!(demand_at("2026-11-02T01:00:00+01:00"), [0]);
    assert_eq!(to_millis(Timestamp::from_nanosecond(-1).unwrap()), -1);
}

#[test]
fn a_time_that_is_missing_or_invalid_is_no_start() {
    let undated = [
        with(record(1, FROM), "/createdAt", Value::Null),
        with(record(2, FROM), "/createdAt", "soon"),
    ];
    let listed = with(environment(3, FROM), "/metadata/createdAt", "2026-11-02T00:00:00");
    let demand = demand(&undated, &[listed, environment(2, FROM + 7)]);
    assert_eq!(times(&demand), [7]);
    assert_eq!(demand.left_out, LeftOut { undated: 2, ..LeftOut::default() });
}

#[test]
fn each_class_has_its_own_demand_and_no_class_has_none() {
    let of_class = |class: &str| with(record(1, FROM), "/environmentClassId", class);
    let large = with(environment(2, FROM), "/spec/machine/class", LARGE.to_string());
    let strange = with(environment(3, FROM), "/spec/machine/class", "");
    let history = history(&[of_class("small")], &[large, strange, environment(4, FROM)]);
    let large = PoolKey { class: LARGE, ..KEY };
    assert_eq!(history.pairs().into_iter().collect::<Vec<_>>(), [KEY, large]);
    let starts = Starts::new(&history);
    for key in [KEY, large] {
        assert_eq!(starts.demand(key, &WINDOW).starts.len(), 1);
    }
}

#[test]
fn the_class_of_a_record_without_one_is_that_of_its_environment() {
    let record = with(record(1, FROM), "/environmentClassId", "");
    assert_eq!(demand(&[record], &[environment(1, FROM + 1)]).starts.len(), 1);
}

#[test]
fn a_project_that_was_not_read_has_an_unknown_demand() {
    let key = PoolKey { project: OTHER_PROJECT, ..KEY };
    let history = history(&[record(1, FROM)], &[]);
    let demand = Starts::new(&history).demand(key, &WINDOW);
    assert_eq!((demand.starts.len(), demand.completeness), (0, Completeness::Unknown));
    assert_eq!(demand.starters, None);
}

#[test]
fn only_roles_of_work_count_where_the_role_is_known() {
    let in_role = |id: u128, role: &str| {
        with(environment(id, FROM + HOUR), "/metadata/role", format!("ENVIRONMENT_ROLE_{role}"))
    };
    let environments = [
        in_role(1, "DEFAULT"),
        in_role(2, "WORKFLOW"),
        in_role(3, "UNSPECIFIED"),
        in_role(4, "PREBUILD"),
        in_role(5, "BASE_SNAPSHOT_BUILD"),
        with(environment(6, FROM), "/metadata/role", 4),
    ];
    let records = [record(4, FROM), record(5, FROM), record(5, FROM + 9), record(7, FROM)];
    let demand = demand(&records, &environments);
    assert_eq!(demand.starts.len(), 4);
    let expected = LeftOut { prebuild_runs: 1, other_roles: 2, restarts: 1, ..LeftOut::default() };
    assert_eq!(demand.left_out, expected);
}

#[test]
fn starters_are_people_service_accounts_or_unknown() {
    let by = |id: u128, user: Uuid| with(record(id, FROM), "/userId", user.to_string());
    let created = |id: u128, creator: Uuid, principal: &str| {
        let creator = json!({ "id": creator, "principal": format!("PRINCIPAL_{principal}") });
        with(environment(id, FROM), "/metadata/creator", creator)
    };
    let records = [by(1, ANA), by(2, ANA), by(3, BOT)];
    let environments = [created(4, BOT, "SERVICE_ACCOUNT"), created(5, ANA, "USER")];
    let demand = demand(&records, &environments);
    let starters = demand.starters.unwrap();
    let expected = Starters {
        people: 1,
        service_accounts: 1,
        starts_by_service_accounts: 2,
        ..Starters::default()
    };
    assert_eq!(starters, expected);
    assert_eq!(starters.share_of_service_accounts(5), Some(0.4));
    assert!(demand.starts.contains(&Start { at: FROM, starter: Some(BOT) }));

    let records = [by(1, BEN), by(2, BEN), with(by(3, ANA), "/userId", "")];
    let environments = [created(4, BOT, "RUNNER"), created(5, ANA, "USER")];
    let starters = super::demand(&records, &environments).starters.unwrap();
    assert_eq!((starters.people, starters.unknown, starters.starts_by_unknown), (1, 2, 4));
    assert!(!starters.are_known() && starters.share_of_service_accounts(5).is_none());
    assert_eq!(Starters::default().share_of_service_accounts(0), None);
}

#[test]
fn the_kind_of_a_starter_is_also_known_from_projects_and_the_token() {
    let by = |id: u128, user: Uuid| with(record(id, FROM), "/userId", user.to_string());
    let mut history = history(&[by(1, ANA), by(2, BEN), by(3, BOT)], &[]);
    let subject = |id: Uuid, principal: &str| json!({ "id": id, "principal": principal });
    history.set_identity(message(&json!({ "subject": subject(ANA, "PRINCIPAL_USER") })));
    history.add_project(message(&json!({
        "id": PROJECT,
        "metadata": { "creator": subject(BEN, "PRINCIPAL_USER") },
        "prebuildConfiguration": { "executor": subject(BOT, "PRINCIPAL_SERVICE_ACCOUNT") },
    })));
    let starters = demand_of(&history).starters.unwrap();
    assert_eq!((starters.people, starters.service_accounts, starters.unknown), (2, 1, 0));
}
