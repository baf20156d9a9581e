//! How much of the demand is known.

use std::slice;

use super::*;
use crate::demand::history::Denied;
use crate::demand::starts::Completeness;

/// The word for a history with these policies, in days.
fn word(mut history: History, archive: Option<u32>, delete: Option<u32>) -> Completeness {
    let days = |days: Option<u32>| days.map(|days| format!("{}s", u64::from(days) * 86_400));
    history.policies = Some(message(&json!({
        "archiveEnvironmentsAfter": days(archive),
        "deleteArchivedEnvironmentsAfter": days(delete),
    })));
    demand_of(&history).completeness
}

/// A run of so many days, and an environment of somebody.
fn after_run_of(days: Millis) -> History {
    let run = with(record(1, FROM), "/stoppedAt", time(FROM + days * DAY));
    history(&[run], &[environment(2, FROM)])
}

#[test]
fn environments_must_be_kept_longer_than_the_longest_run() {
    use Completeness::{Complete, LowerBound};
    assert_eq!(word(after_run_of(9), Some(3), Some(7)), Complete);
    assert_eq!(word(after_run_of(10), Some(3), Some(7)), LowerBound);
    assert_eq!(word(after_run_of(8), None, Some(7)), LowerBound);
    assert_eq!(word(after_run_of(100), Some(3), Some(0)), Complete);
    assert_eq!(word(after_run_of(100), Some(3), None), Complete);
    assert_eq!(word(history(&[], &[]), Some(1), Some(1)), Complete);
}

#[test]
fn a_further_run_begins_after_the_one_before_it() {
    let until = |end: Millis| {
        let id = format!("run until day {end}");
        with(with(record(1, FROM), "/stoppedAt", time(FROM + end * DAY)), "/id", id)
    };
    let runs = [until(9), until(18), until(27)];
    let environments = [environment(1, FROM)];
    assert_eq!(word(history(&runs, &environments), Some(3), Some(7)), Completeness::Complete);
    let gap = [until(9), until(20)];
    assert_eq!(word(history(&gap, &environments), Some(3), Some(7)), Completeness::LowerBound);
}

#[test]
fn it_is_unknown_without_policies_or_with_invalid_ones() {
    assert_eq!(demand_of(&after_run_of(1)).completeness, Completeness::Unknown);
    let mut history = after_run_of(1);
    history.policies =
        Some(message(&json!({ "policies": null, "deleteArchivedEnvironmentsAfter": "1 week" })));
    assert_eq!(demand_of(&history).completeness, Completeness::Unknown);
}

#[test]
fn with_one_source_it_is_a_lower_bound() {
    for (usage_records, environments) in [(true, false), (false, true)] {
        let mut history = after_run_of(1);
        history.project_mut(PROJECT).denied =
            Denied { usage_records, environments, prebuilds: false };
        assert_eq!(word(history, None, None), Completeness::LowerBound);
    }
}

#[test]
fn it_is_own_only_if_nobody_else_is_seen() {
    let seen = |records: &[Value], environments: &[Value]| {
        let mut history = history(records, environments);
        history.set_identity(message(&json!({ "subject": { "id": ANA } })));
        word(history, None, None)
    };
    let by_ben = with(record(1, FROM), "/userId", BEN.to_string());
    let of_ben = with(environment(2, FROM), "/metadata/creator/id", BEN.to_string());
    let prebuild = with(of_ben.clone(), "/metadata/role", "ENVIRONMENT_ROLE_PREBUILD");
    let own = environment(3, FROM);
    use Completeness::{Complete, OwnOnly};
    assert_eq!(seen(&[], slice::from_ref(&own)), OwnOnly);
    assert_eq!(seen(&[record(3, FROM)], &[own.clone(), prebuild]), OwnOnly);
    assert_eq!(seen(&[by_ben], slice::from_ref(&own)), Complete);
    assert_eq!(seen(&[], &[own, of_ben]), Complete);
    assert_eq!(seen(&[record(3, FROM)], &[]), Complete);
}

#[test]
fn the_words_are_those_of_the_json() {
    use Completeness::{Complete, LowerBound, OwnOnly, Unknown};
    let words = json!([Complete, LowerBound, OwnOnly, Unknown]);
    assert_eq!(words, json!(["complete", "lower_bound", "own_only", "unknown"]));
}
