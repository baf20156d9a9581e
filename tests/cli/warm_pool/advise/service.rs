//! The history of the service: what is asked, and what happens if a part of it cannot be read.

use serde_json::Value;

use crate::support::{
    CLASS, POOL, PROJECT, RUNNER, Response, World, classes, error, last_page, page, pool,
};

/// A service with the pool acme-api/large and these usage records.
fn world(records: &[String]) -> World {
    let world = World::new([]).with_names();
    let identity = Response::json(200, "{\"organizationId\":\"o\",\"subject\":{\"id\":\"u\"}}");
    world.server.always("GetAuthenticatedIdentity", identity);
    world.server.always("GetOrganizationPolicies", Response::json(200, "{\"policies\":{}}"));
    world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5)], ""));
    world.server.always("ListEnvironmentUsageRecords", last_page("records", records));
    world.server.always("ListEnvironments", last_page("environments", &[]));
    world.server.always("ListPrebuilds", last_page("prebuilds", &[]));
    world
}

fn record(number: u32, created_at: &str) -> String {
    format!(
        r#"{{"id":"01a1f3c2-0000-4000-8000-{number:012}","environmentId":"02a1f3c2-0000-4000-8000-{number:012}","projectId":"{PROJECT}","environmentClassId":"{CLASS}","createdAt":"{created_at}","stoppedAt":"2026-06-20T00:00:00Z"}}"#
    )
}

const LINE: &str = "wp advise --from 2026-06-01 --to 2026-06-15 --time-zone UTC";

#[test]
fn usage_is_asked_for_in_disjoint_weeks_up_to_now() {
    let world = world(&[record(1, "2026-06-02T09:00:00Z")]);
    let shown = world.run(&format!("{LINE} -o json"));
    assert_eq!(shown.code, 0, "{shown}");
    let advice: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(advice["pools"][0]["demand"]["starts"], 1);
    let calls = world.server.calls();
    let mut ranges: Vec<_> = calls
        .iter()
        .filter(|call| call.method() == "ListEnvironmentUsageRecords")
        .map(|call| {
            let body: Value = serde_json::from_str(&call.body).unwrap();
            let range = &body["filter"]["dateRange"];
            let text = |key: &str| range[key].as_str().unwrap().to_owned();
            (text("startTime"), text("endTime"))
        })
        .collect();
    ranges.sort();
    // A week before the period is read too.
    assert_eq!(ranges[0].0, "2026-05-25T00:00:00Z");
    assert_eq!(ranges[1].0, "2026-06-01T00:00:00Z");
    assert!(ranges.windows(2).all(|pair| pair[0].1 == pair[1].0), "{ranges:?}");
}

#[test]
fn half_a_history_gives_no_advice() {
    for (method, code, exit) in [
        ("ListEnvironmentUsageRecords", "internal", 1),
        ("ListEnvironments", "unavailable", 11),
        ("ListPrebuilds", "resource_exhausted", 10),
    ] {
        let world = world(&[]);
        world.server.always(method, error(500, code, "no"));
        let shown = world.run(&format!("{LINE} --retries 0 --check --report never.html"));
        assert_eq!((shown.code, shown.stdout.as_str()), (exit, ""), "{method}: {shown}");
        assert!(shown.stderr.starts_with("error: cannot read "), "{shown}");
        assert!(!std::path::Path::new("never.html").exists());
    }
}

#[test]
fn what_the_token_may_not_read_lowers_the_evidence_and_is_noted() {
    let world = world(&[]);
    let denied = || error(403, "permission_denied", "usage is visible to organization admins");
    world.server.always("ListEnvironmentUsageRecords", denied());
    let shown = world.run(&format!("{LINE} -o json"));
    let advice: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(advice["pools"][0]["demand"]["completeness"], "lower_bound");
    assert!(advice["notes"][0].as_str().unwrap().contains("usage records"), "{shown}");
    world.server.always("ListEnvironments", denied());
    let shown = world.run(LINE);
    assert_eq!((shown.code, shown.stdout.as_str()), (5, ""), "{shown}");
    assert!(shown.stderr.contains("--demand FILE"), "{shown}");
}

#[test]
fn only_methods_that_read_are_called() {
    let world = world(&[]);
    world.run(LINE);
    for method in world.server.methods() {
        assert!(method.starts_with("Get") || method.starts_with("List"), "{method}");
    }
}

#[test]
fn a_recording_tells_times_and_what_was_watched() {
    let world = world(&[record(1, "2026-06-02T09:00:00Z")]);
    let host = format!("{}/api", world.server.url());
    let mut lines = vec![format!(
        r#"{{"formatVersion":1,"host":"{host}","organizationId":"o","t":"2026-06-02T08:00:00Z"}}"#
    )];
    for minute in 0..60 {
        lines.push(format!(
            r#"{{"t":"2026-06-02T08:{minute:02}:00Z","kind":"pool","warmPoolId":"{POOL}","phase":"WARM_POOL_PHASE_READY","running":2,"stopped":3,"desired":2,"min":1,"max":5,"statusVersion":"{minute}","specVersion":"4","snapshotId":null,"missed":0}}"#
        ));
    }
    for number in 0..40 {
        let (verdict, seconds) = if number % 2 == 0 { ("pool", 12.5) } else { ("prebuild", 33.0) };
        lines.push(format!(
            r#"{{"t":"2026-06-02T08:30:00Z","kind":"start","environmentId":"03a1f3c2-0000-4000-8000-{number:012}","projectId":"{PROJECT}","environmentClassId":"{CLASS}","createdAt":"2026-06-02T08:{number:02}:00Z","runningAt":"2026-06-02T08:59:00Z","startSeconds":{seconds},"prebuildId":null,"runningBefore":1,"verdict":"{verdict}","sure":"time"}}"#
        ));
    }
    let file = world.home.path().join("watch.jsonl");
    std::fs::write(&file, lines.join("\n") + "\n").unwrap();
    let file = file.display();
    let shown = world.run(&format!("{LINE} --recording {file} -o json"));
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown}");
    let advice: Value = serde_json::from_str(&shown.stdout).unwrap();
    let assumption = |name: &str| {
        let all = advice["assumptions"].as_array().unwrap();
        let found = all.iter().find(|found| found["name"] == name).unwrap();
        (found["value"].as_str().unwrap().to_owned(), found["basis"].as_str().unwrap().to_owned())
    };
    let measured = |value: &str| (value.to_owned(), "measured".to_owned());
    assert_eq!(assumption("claim"), measured("12s500ms"));
    assert_eq!(assumption("without"), measured("33s"));
    assert_eq!(assumption("start").1, "documented");
    let watched = &advice["pools"][0]["current"]["watched"];
    assert_eq!((&watched["served"], &watched["missed"]), (&20.into(), &20.into()));
    assert_eq!(watched["share"], 0.5);
    // 59 minutes of 14 days.
    let coverage = watched["coverage"].as_f64().unwrap();
    assert!((coverage - 59.0 / (14.0 * 24.0 * 60.0)).abs() < 1e-9, "{coverage}");
    // A given time is not learned; a recording of another service is refused.
    let shown = world.run(&format!("{LINE} --recording {file} --claim 9s -o json"));
    assert!(shown.stdout.contains("\"9s\""), "{shown}");
    let other = lines.join("\n").replace(&host, "https://app.gitpod.io/api");
    std::fs::write(world.home.path().join("watch.jsonl"), other).unwrap();
    let shown = world.run(&format!("{LINE} --recording {file}"));
    assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{shown}");
}

/// Such a runner hands out stopped instances, which the model does not know.
#[test]
fn shares_of_pools_on_google_cloud_are_noted_as_too_low() {
    let note = "acme-api/large: its runner on Google Cloud also hands out stopped instances, so more \
                starts find one";
    let runner = |provider: &str| {
        let runner = format!(
            r#"{{"runnerId":"{RUNNER}","name":"r","provider":"RUNNER_PROVIDER_{provider}"}}"#
        );
        last_page("runners", &[runner])
    };
    let refused = error(403, "permission_denied", "no");
    for (runners, has_note) in [(runner("GCP"), true), (runner("AWS_EC2"), false), (refused, false)]
    {
        let world = world(&[record(1, "2026-06-02T09:00:00Z")]);
        world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", RUNNER)]));
        world.server.always("ListRunners", runners);
        let shown = world.run(&format!("{LINE} -o json"));
        assert_eq!(shown.code, 0, "{shown}");
        let advice: Value = serde_json::from_str(&shown.stdout).unwrap();
        let notes = advice["notes"].as_array().unwrap();
        assert_eq!(notes.iter().any(|found| found == note), has_note, "{notes:?}");
    }
}
