//! Prebuilds, the pool, and the reasons for a rejected create.

use serde_json::{Value, json};

use super::*;
use crate::api::prebuild::Prebuild;
use crate::api::read_message;
use crate::api::warm_pool::WarmPool;

const TRIGGER: &str =
    "[fix, start one: prebuildctl prebuild trigger --project 'acme api' --class large]";

/// A prebuild of the project and class: its id, its phase, when it was created and when it completed.
fn prebuild(id: &str, phase: &str, created: &str, completed: &str) -> Prebuild {
    let mut text = json!({
        "id": id,
        "metadata": {"projectId": PROJECT, "environmentClassId": CLASS},
        "status": {"phase": format!("PREBUILD_PHASE_{phase}")},
    });
    let mut set = |part: &str, field: &str, time: &str| {
        if !time.is_empty() {
            text[part][field] = format!("2026-11-{time}:00Z").into();
        }
    };
    set("metadata", "createdAt", created);
    set("status", "completionTime", completed);
    read_message(text.to_string().as_bytes()).unwrap()
}

fn with_prebuilds(prebuilds: &[Prebuild]) -> String {
    result(CheckKind::Prebuild, |data| data.prebuilds = Lookup::Found(prebuilds.to_vec()))
}

/// The result where no prebuild has completed; `more` is what follows.
fn none_completed(more: &str) -> String {
    format!("no: no prebuild for large has completed{more} {TRIGGER}")
}

#[test]
fn a_snapshot_expires_after_seven_days() {
    let completed = |time| prebuild("p1", "COMPLETED", "01T00:00", time);
    assert_eq!(with_prebuilds(&[completed("17T08:01")]), "yes: p1 completed 6d ago");
    let expired = with_prebuilds(&[completed("17T08:00")]);
    let detail = "the last prebuild for large completed 7d ago; its snapshot expired after 7 days";
    assert_eq!(expired, format!("no: {detail} {TRIGGER}"));
    let newer = prebuild("p2", "COMPLETED", "24T05:00", "24T05:30");
    let several = [completed("20T08:00"), newer.clone(), completed("19T08:00")];
    assert_eq!(with_prebuilds(&several), "yes: p2 completed 2h ago");

    let mut other = newer;
    other.metadata.as_mut().unwrap().environment_class_id = OTHER.to_owned();
    assert_eq!(with_prebuilds(&[other]), none_completed(""));
}

#[test]
fn a_prebuild_in_progress_can_be_waited_for() {
    let in_phase = |phase| with_prebuilds(&[prebuild("p1", phase, "24T07:50", "")]);
    for phase in ["PENDING", "STARTING", "RUNNING", "STOPPING", "SNAPSHOTTING"] {
        assert_eq!(
            in_phase(phase),
            "no: no prebuild for large has completed; p1 was started 10m ago [fix, wait for it: prebuildctl prebuild wait p1]"
        );
    }
    for phase in ["CANCELLED", "DELETED", "CANCELLING", "DELETING", "UNSPECIFIED"] {
        assert_eq!(in_phase(phase), none_completed(""), "{phase}");
    }
}

#[test]
fn a_failed_prebuild_is_shown_with_its_reason() {
    let mut failed = prebuild("p1", "FAILED", "24T06:30", "24T07:00");
    let without_reason = with_prebuilds(&[failed.clone()]);
    assert_eq!(without_reason, none_completed("; the last one failed 1h ago"));
    failed.status.as_mut().unwrap().failure_message = "task build: exit 1".to_owned();
    let expected = none_completed("; the last one failed 1h ago: task build: exit 1");
    assert_eq!(with_prebuilds(&[failed]), expected);
}

#[test]
fn missing_data_about_prebuilds_is_unknown() {
    let after = |change: fn(&mut PreflightData)| result(CheckKind::Prebuild, change);
    let denied = after(|data| data.prebuilds = Lookup::Denied);
    assert_eq!(denied, "unknown: this token may not read prebuilds");
    let missing = after(|data| data.prebuilds = Lookup::Missing);
    assert_eq!(missing, "unknown: the project was not found");
    let undated = with_prebuilds(&[prebuild("p1", "COMPLETED", "", "")]);
    assert_eq!(undated, "unknown: p1 completed at an unknown time");
    let none = "unknown: no prebuild for large has completed, and none can be started yet";
    assert_eq!(after(|data| data.project = Lookup::Found(Project::default())), none);
    assert_eq!(after(|data| data.project = Lookup::Missing), none);
    let disabled = EnvironmentClass { enabled: false, ..class(CLASS, "large") };
    assert_eq!(result(CheckKind::Prebuild, |data| data.class = Lookup::Found(disabled)), none);
    // A project that may not be read is no reason against it.
    assert_eq!(after(|data| data.project = Lookup::Denied), none_completed(""));
}

fn pool(phase: &str, status: &Value, spec: &Value) -> Lookup<Option<WarmPool>> {
    let mut text = json!({"id": "w1", "status": status, "spec": spec});
    text["status"]["phase"] = format!("WARM_POOL_PHASE_{phase}").into();
    Lookup::Found(Some(read_message::<WarmPool>(text.to_string().as_bytes()).unwrap()))
}

fn pool_result(pool: Lookup<Option<WarmPool>>, prebuilds: Lookup<Vec<Prebuild>>) -> String {
    result(CheckKind::Pool, |data| (data.pool, data.prebuilds) = (pool, prebuilds))
}

#[test]
fn the_state_of_a_pool() {
    let none = json!({});
    let counters = json!({"runningInstances": 1, "desiredSize": 2, "stoppedInstances": 3});
    let marked = json!({"desiredPhase": "WARM_POOL_PHASE_DELETED"});
    let degraded =
        |reason: &str| format!("no: degraded: {reason} [next, fix this, then run: {EXPLAIN}]");
    for (state, expected) in [
        (Lookup::Found(None), "yes: none yet"),
        (Lookup::Denied, "unknown: this token may not read warm pools"),
        (pool("READY", &counters, &none), "yes: ready: 1 running of 2 desired, 3 stopped"),
        (pool("DEGRADED", &json!({"failureMessage": "no room"}), &none), &degraded("no room")),
        (pool("DEGRADED", &none, &none), &degraded("the runner reports no reason")),
        (
            pool("READY", &none, &marked),
            "no: w1 is being deleted [fix, wait for it: prebuildctl warm-pool wait w1 --for deleted]",
        ),
        (
            pool("DELETED", &none, &none),
            "no: w1 was deleted [next, check for another one: prebuildctl warm-pool list --project 'acme api' --class large]",
        ),
        (pool("UNSPECIFIED", &none, &none), "unknown: w1 reports no phase"),
        (pool("FROZEN", &none, &none), "unknown: w1 reports the unknown phase frozen"),
    ] {
        assert_eq!(pool_result(state, Lookup::Found(Vec::new())), expected);
    }
}

#[test]
fn why_a_pool_is_pending() {
    let no_prebuild = || Lookup::Found(Vec::new());
    let with_snapshot = pool("PENDING", &json!({}), &json!({"snapshotId": "s1"}));
    assert_eq!(
        pool_result(with_snapshot, no_prebuild()),
        "yes: pending: creating its first instances from snapshot s1"
    );
    let completed = Lookup::Found(vec![prebuild("p1", "COMPLETED", "", "24T07:00")]);
    for (prebuilds, expected) in [
        (completed, "yes: pending: the runner has not picked up the prebuild yet"),
        (
            no_prebuild(),
            &format!("no: pending without a snapshot: {}", &none_completed("")["no: ".len()..]),
        ),
        (Lookup::Denied, "unknown: pending without a snapshot: this token may not read prebuilds"),
    ] {
        assert_eq!(pool_result(pool("PENDING", &json!({}), &json!({})), prebuilds), expected);
    }
}

fn reasons(change: fn(&mut PreflightData)) -> Vec<String> {
    let mut data = all_met();
    change(&mut data);
    blocking_reasons(&data, &checks(&data, &selector()))
}

#[test]
fn the_reasons_for_a_rejected_create() {
    let none: [&str; 0] = [];
    assert_eq!(reasons(|_| {}), none, "a missing prebuild is no reason");
    assert_eq!(
        reasons(|data| {
            let project = data.project.known().cloned().unwrap();
            let prebuild_configuration = Some(settings(&[OTHER]));
            data.project = Lookup::Found(Project { prebuild_configuration, ..project });
            data.classes = Lookup::Found(vec![class(OTHER, "regular")]);
            data.class = Lookup::Found(EnvironmentClass { enabled: false, ..class(CLASS, "gpu") });
            data.runner = Lookup::Found(runner(RunnerPhase::Inactive, "", &[]));
        }),
        [
            "prebuilds are enabled, but only for this class: regular",
            "class gpu is disabled",
            "runner aws-eu does not support warm pools",
        ]
    );
    assert_eq!(
        reasons(|data| {
            let capable = [RunnerCapability::WarmPool];
            data.runner = Lookup::Found(runner(RunnerPhase::Inactive, "", &capable));
        }),
        ["runner aws-eu is inactive"]
    );
    assert_eq!(
        reasons(|data| data.pool = pool("DELETING", &json!({}), &json!({}))),
        ["w1 is being deleted"]
    );
    assert_eq!(reasons(|data| data.pool = pool("DEGRADED", &json!({}), &json!({}))), none);
    assert_eq!(
        reasons(|data| data.project = Lookup::Missing),
        ["no project acme api found, or this token cannot see it"]
    );
    assert_eq!(reasons(|data| data.project = Lookup::Denied), none);
}
