//! Prebuilds, the pool, and what of all that a refusal can mean.

use serde_json::{Value, json};

use super::*;
use crate::api::prebuild::Prebuild;
use crate::api::read_message;
use crate::api::warm_pool::WarmPool;

const TRIGGER: &str =
    "[start one: prebuildctl prebuild trigger --project 'acme api' --class large]";

/// A prebuild of the pair: its id, its phase, when it was created and when it completed.
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

fn with(prebuilds: &[Prebuild]) -> String {
    answer(CheckKind::Prebuild, |facts| facts.prebuilds = Lookup::Found(prebuilds.to_vec()))
}

#[test]
fn a_prebuild_counts_for_seven_days() {
    let done = |at| prebuild("p1", "COMPLETED", "01T00:00", at);
    assert_eq!(with(&[done("17T08:01")]), "yes: p1 completed 6d ago");
    assert_eq!(
        with(&[done("17T08:00")]),
        format!(
            "no: the last prebuild for large completed 7d ago, and counts for 7 days {TRIGGER}"
        )
    );
    let newer = prebuild("p2", "COMPLETED", "24T05:00", "24T05:30");
    assert_eq!(
        with(&[done("20T08:00"), newer.clone(), done("19T08:00")]),
        "yes: p2 completed 2h ago"
    );

    let mut foreign = newer;
    foreign.metadata.as_mut().unwrap().environment_class_id = OTHER.to_owned();
    assert_eq!(with(&[foreign]), format!("no: no prebuild for large has completed {TRIGGER}"));
}

#[test]
fn a_prebuild_under_way_is_waited_for() {
    for phase in ["PENDING", "STARTING", "RUNNING", "STOPPING", "SNAPSHOTTING"] {
        assert_eq!(
            with(&[prebuild("p1", phase, "24T07:50", "")]),
            "no: no prebuild for large has completed; p1 was started 10m ago [wait for it: prebuildctl prebuild wait p1]"
        );
    }
    for phase in ["CANCELLED", "DELETED", "CANCELLING", "DELETING", "UNSPECIFIED"] {
        let none = format!("no: no prebuild for large has completed {TRIGGER}");
        assert_eq!(with(&[prebuild("p1", phase, "24T07:50", "")]), none, "{phase}");
    }
}

#[test]
fn a_failed_prebuild_says_why() {
    let mut failed = prebuild("p1", "FAILED", "24T06:30", "24T07:00");
    assert_eq!(
        with(&[failed.clone()]),
        format!("no: no prebuild for large has completed; the last one failed 1h ago {TRIGGER}")
    );
    failed.status.as_mut().unwrap().failure_message = "task build: exit 1".to_owned();
    assert_eq!(
        with(&[failed]),
        format!(
            "no: no prebuild for large has completed; the last one failed 1h ago: task build: exit 1 {TRIGGER}"
        )
    );
}

#[test]
fn what_is_not_known_about_prebuilds_is_not_made_up() {
    let of = |change: fn(&mut PreflightData)| answer(CheckKind::Prebuild, change);
    assert_eq!(
        of(|facts| facts.prebuilds = Lookup::Denied),
        "unknown: this token may not list prebuilds"
    );
    assert_eq!(
        of(|facts| facts.prebuilds = Lookup::Missing),
        "unknown: there is no project to ask about"
    );
    assert_eq!(
        with(&[prebuild("p1", "COMPLETED", "", "")]),
        "unknown: p1 completed, and when is not told"
    );
    let none =
        "unknown: no prebuild for large has completed, and none can be started as things are";
    assert_eq!(of(|facts| facts.project = Lookup::Found(Project::default())), none);
    assert_eq!(of(|facts| facts.project = Lookup::Missing), none);
    let disabled = EnvironmentClass { enabled: false, ..class(CLASS, "large") };
    assert_eq!(answer(CheckKind::Prebuild, |facts| facts.class = Lookup::Found(disabled)), none);
    // What may not be read does not say that it is so.
    assert_eq!(
        of(|facts| facts.project = Lookup::Denied),
        format!("no: no prebuild for large has completed {TRIGGER}")
    );
}

fn pool(phase: &str, status: &Value, spec: &Value) -> Lookup<Option<WarmPool>> {
    let mut text = json!({"id": "w1", "status": status, "spec": spec});
    text["status"]["phase"] = format!("WARM_POOL_PHASE_{phase}").into();
    Lookup::Found(Some(read_message::<WarmPool>(text.to_string().as_bytes()).unwrap()))
}

fn of_pool(pool: Lookup<Option<WarmPool>>, prebuilds: Lookup<Vec<Prebuild>>) -> String {
    answer(CheckKind::Pool, |facts| (facts.pool, facts.prebuilds) = (pool, prebuilds))
}

#[test]
fn how_the_pool_is() {
    const AGAIN: &str = "prebuildctl warm-pool explain --project 'acme api' --class large";
    let none = json!({});
    let of = |pool| of_pool(pool, Lookup::Found(Vec::new()));
    assert_eq!(of(Lookup::Found(None)), "yes: none yet");
    assert_eq!(of(Lookup::Denied), "unknown: this token may not list warm pools");
    let counters = json!({"runningInstances": 1, "desiredSize": 2, "stoppedInstances": 3});
    assert_eq!(
        of(pool("READY", &counters, &none)),
        "yes: ready: 1 running of 2 desired, 3 stopped"
    );
    assert_eq!(
        of(pool("DEGRADED", &json!({"failureMessage": "no room"}), &none)),
        format!("no: degraded: no room [mend that, then: {AGAIN}]")
    );
    assert_eq!(
        of(pool("DEGRADED", &none, &none)),
        format!("no: degraded: the runner does not say why [mend that, then: {AGAIN}]")
    );
    let marked = pool("READY", &none, &json!({"desiredPhase": "WARM_POOL_PHASE_DELETED"}));
    assert_eq!(
        of(marked),
        "no: w1 is being removed [whether it is gone: prebuildctl warm-pool list --project 'acme api' --class large]"
    );
    assert_eq!(
        of(pool("DELETED", &none, &none)),
        "no: w1 was removed [whether there is another: prebuildctl warm-pool list --project 'acme api' --class large]"
    );
    assert_eq!(of(pool("UNSPECIFIED", &none, &none)), "unknown: w1 tells no phase");
    assert_eq!(of(pool("FROZEN", &none, &none)), "unknown: frozen is not known to this version");
}

#[test]
fn why_a_pool_is_pending() {
    let bare = || pool("PENDING", &json!({}), &json!({}));
    let warmed = pool("PENDING", &json!({}), &json!({"snapshotId": "s1"}));
    assert_eq!(
        of_pool(warmed, Lookup::Found(Vec::new())),
        "yes: pending: its first instances are made from snapshot s1"
    );
    let done = Lookup::Found(vec![prebuild("p1", "COMPLETED", "", "24T07:00")]);
    assert_eq!(of_pool(bare(), done), "yes: pending: the runner has yet to take up the prebuild");
    assert_eq!(
        of_pool(bare(), Lookup::Found(Vec::new())),
        format!("no: pending without a snapshot: no prebuild for large has completed {TRIGGER}")
    );
    assert_eq!(
        of_pool(bare(), Lookup::Denied),
        "unknown: pending without a snapshot: this token may not list prebuilds"
    );
}

fn reasons(change: fn(&mut PreflightData)) -> Vec<String> {
    let mut facts = well();
    change(&mut facts);
    blocking_reasons(&facts, &checks(&facts, &words()))
}

#[test]
fn what_a_refusal_can_mean() {
    let none: [&str; 0] = [];
    assert_eq!(reasons(|_| {}), none, "that no prebuild has completed is no reason");
    assert_eq!(
        reasons(|facts| {
            let project = facts.project.known().cloned().unwrap();
            let prebuild_configuration = Some(settings(&[OTHER]));
            facts.project = Lookup::Found(Project { prebuild_configuration, ..project });
            facts.classes = Lookup::Found(vec![class(OTHER, "regular")]);
            facts.class = Lookup::Found(EnvironmentClass { enabled: false, ..class(CLASS, "gpu") });
            facts.runner = Lookup::Found(runner(RunnerPhase::Inactive, "", &[]));
        }),
        [
            "prebuilds are on, but only for this class: regular",
            "class gpu is disabled",
            "runner aws-eu does not support warm pools",
        ]
    );
    assert_eq!(
        reasons(|facts| {
            let capable = [RunnerCapability::WarmPool];
            facts.runner = Lookup::Found(runner(RunnerPhase::Inactive, "", &capable));
        }),
        ["runner aws-eu is inactive"]
    );
    assert_eq!(
        reasons(|facts| facts.pool = pool("DELETING", &json!({}), &json!({}))),
        ["w1 is being removed"]
    );
    assert_eq!(reasons(|facts| facts.pool = pool("DEGRADED", &json!({}), &json!({}))), none);
    assert_eq!(
        reasons(|facts| facts.project = Lookup::Missing),
        ["there is no project acme api, or none that this token may see"]
    );
    assert_eq!(reasons(|facts| facts.project = Lookup::Denied), none);
}
