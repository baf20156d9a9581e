//! The history of the service: what is asked, and what happens if a part of it cannot be read.

use serde_json::Value;

use crate::support::{CLASS, POOL, PROJECT, Response, World, error, last_page, page, pool};

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
