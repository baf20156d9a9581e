//! `warm-pool history` against a scripted service.

use std::fs;

use serde_json::{Value, json};

use super::{OTHER, missing};
use crate::support::{CLASS, POOL, PROJECT, Response, World, error, page, pool};

const ORGANIZATION: &str = "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01";
const USER: &str = "f53d2330-3795-4c5d-a1f3-453121af9c60";

/// A JSON response of a service whose time is noon.
fn at_noon(message: &Value) -> Response {
    let headers = [("content-type", "application/json"), ("date", "Mon, 30 Nov 2026 12:00:00 GMT")];
    Response::new(200, &headers, message.to_string().as_bytes())
}

fn entry(time: &str, action: &str) -> Value {
    json!({"id": "1", "actorId": USER, "actorPrincipal": "PRINCIPAL_USER", "subjectId": POOL,
        "subjectType": "RESOURCE_TYPE_WARM_POOL", "action": action, "createdAt": time})
}

fn prebuild(id: &str, class: &str, time: &str, phase: &str, failure: &str) -> Value {
    json!({"id": id,
        "metadata": {"projectId": PROJECT, "environmentClassId": class,
            "triggeredBy": "PREBUILD_TRIGGER_SCHEDULED"},
        "status": {"phase": format!("PREBUILD_PHASE_{phase}"), "completionTime": time,
            "failureMessage": failure}})
}

/// A pool with a past.
fn world() -> World {
    let world = World::new([]).with_names().with("TZ", "Europe/Berlin");
    let found: Value = serde_json::from_str(&pool(POOL, 1, 5)).unwrap();
    world.server.always("GetWarmPool", at_noon(&json!({"warmPool": found})));
    world.server.always("ListWarmPools", at_noon(&json!({"warmPools": [found]})));
    let audit = json!({"entries": [
        entry("2026-11-29T10:00:00Z", "update"),
        entry("2026-11-20T07:00:00.5Z", "exported\u{1b}[31m"),
        entry("2026-11-10T07:00:00Z", "create"),
    ]});
    world.server.always("ListAuditLogs", at_noon(&audit));
    let prebuilds = json!({"prebuilds": [
        prebuild("p4", CLASS, "2026-11-28T03:40:00Z", "FAILED", "no space left"),
        prebuild("p3", OTHER, "2026-11-28T03:30:00Z", "COMPLETED", ""),
        prebuild("p2", CLASS, "2026-11-27T03:30:00Z", "COMPLETED", ""),
        prebuild("p1", CLASS, "2026-10-27T03:30:00Z", "COMPLETED", ""),
    ]});
    world.server.always("ListPrebuilds", at_noon(&prebuilds));
    let identity = json!({"organizationId": ORGANIZATION});
    world.server.always("GetAuthenticatedIdentity", at_noon(&identity));
    world
}

/// Writes a recording of this service; returns its path.
fn recording(world: &World) -> String {
    let line = |time: &str, running: i32, max: i32, phase: &str, snapshot: &str| {
        json!({"t": time, "kind": "pool", "warmPoolId": POOL, "phase": phase, "running": running,
            "stopped": 1, "desired": 1, "min": 1, "max": max, "statusVersion": "1",
            "specVersion": "1", "snapshotId": snapshot, "missed": 0})
    };
    let (ready, degraded) = ("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DEGRADED");
    let lines = [
        json!({"formatVersion": 1, "host": format!("{}/api", world.server.url()),
            "organizationId": ORGANIZATION, "t": "2026-11-29T09:59:30Z"}),
        line("2026-11-29T09:59:30Z", 1, 5, ready, OTHER),
        line("2026-11-29T10:00:40Z", 1, 3, ready, OTHER),
        line("2026-11-29T10:01:40Z", 0, 3, degraded, OTHER),
        line("2026-11-29T10:05:00.25Z", 1, 3, ready, POOL),
    ];
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let path = world.home.path().join("watch.jsonl");
    fs::write(&path, text + "{\"t\":\"2026").unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_past_of_a_pool_has_a_line_for_each_event() {
    let world = world();
    let shown = world.run("wp history acme-api/large");
    assert_eq!(
        shown.to_string(),
        "TIME                 EVENT               DETAIL            BY
2026-11-10 08:00:00  created             -                 user f53d2330-3795-4c5d-a1f3-453121af9c60
2026-11-20 08:00:00  other               exported\\x1b[31m  user f53d2330-3795-4c5d-a1f3-453121af9c60
2026-11-27 04:30:00  prebuild-completed  scheduled         -
2026-11-28 04:40:00  prebuild-failed     no space left     -
2026-11-29 11:00:00  resized             -                 user f53d2330-3795-4c5d-a1f3-453121af9c60
[exit 0]
"
    );
    let calls = world.server.calls();
    let request =
        |method: &str| calls.iter().find(|call| call.method() == method).unwrap().message();
    assert_eq!(
        request("ListAuditLogs"),
        json!({"pagination": {"pageSize": 100}, "filter": {"subjectIds": [POOL],
            "subjectTypes": ["RESOURCE_TYPE_WARM_POOL"], "from": "2026-10-31T12:00:00Z",
            "to": "2026-11-30T12:00:00Z"},
            "sort": {"field": "createdAt", "order": "SORT_ORDER_DESC"}})
    );
    assert_eq!(
        request("ListPrebuilds")["filter"],
        json!({"projectIds": [PROJECT],
            "phases": ["PREBUILD_PHASE_COMPLETED", "PREBUILD_PHASE_FAILED"]})
    );
    assert!(!world.server.methods().contains(&"GetAuthenticatedIdentity".to_owned()));
}

#[test]
fn a_recording_adds_sizes_rotations_and_degraded_times() {
    let world = world();
    let line = format!("wp history {POOL} --since 2d --recording {}", recording(&world));
    let shown = world.run(&format!("{line} --columns time,event,detail,source --time-zone UTC"));
    assert_eq!(
        shown.stdout,
        "TIME                 EVENT      DETAIL                                         SOURCE
2026-11-29 10:00:00  resized    1..5 -> 1..3                                   audit
2026-11-29 10:01:40  degraded   -                                              recording
2026-11-29 10:05:00  rotated    snapshot 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11  recording
2026-11-29 10:05:00  recovered  -                                              recording
"
    );
    let path = world.home.path().join("watch.jsonl");
    assert_eq!(shown.stderr, format!("skipped a broken line: {}:6\n", path.display()));
    let json: Value = serde_json::from_str(&world.ok(&format!("{line} -o json"))).unwrap();
    assert_eq!(
        json[0],
        json!({"t": "2026-11-29T10:00:00Z", "event": "resized", "source": "audit",
            "actorId": USER, "prebuildId": null, "detail": "1..5 -> 1..3"})
    );
    assert_eq!(json[3]["t"], "2026-11-29T10:05:00.250Z");
    let times = world.ok("wp history acme-api/large -o tsv --columns time --no-headers");
    assert!(times.contains("\n2026-11-20T07:00:00.500Z\n"), "{times}");
    for (format, expected) in [
        ("-o csv --columns time,event --no-headers", "2026-11-29T10:00:00Z,resized\n"),
        ("-o tsv --columns event,by --no-headers", "resized\tuser f53d2330"),
        ("-o jsonl", "{\"t\":\"2026-11-29T10:00:00Z\",\"event\":\"resized\","),
        ("-o yaml", "- t: \"2026-11-29T10:00:00Z\"\n"),
        ("-o markdown --columns event", "| EVENT |\n"),
        ("-o name", &format!("{PROJECT}/{CLASS}\n")),
        ("-o id", &format!("{POOL}\n")),
        ("--jq .[].event -r", "resized\n"),
    ] {
        let shown = world.run(&format!("{line} {format} -q"));
        assert!(shown.stdout.starts_with(expected), "{format}: {shown}");
        assert_eq!((shown.stderr.as_str(), shown.code), ("", 0), "{format}");
    }
}

#[test]
fn what_the_token_may_not_read_is_left_out_with_a_note() {
    let world = world();
    world.server.always("ListAuditLogs", error(403, "permission_denied", "no"));
    let shown = world.run("wp history acme-api/large --since 7d --columns event");
    assert_eq!(
        shown.to_string(),
        "EVENT
prebuild-completed
prebuild-failed
------- stderr -------
the token may not read the audit log, so changes by people are left out; ask for the role audit log reader
[exit 0]
"
    );
    world.server.always("ListPrebuilds", error(403, "permission_denied", "no"));
    let shown = world.run("wp history acme-api/large");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
no events found
the token may not read the audit log, so changes by people are left out; ask for the role audit log reader
the token may not read prebuilds, so they are left out
[exit 0]
"
    );
    assert_eq!(world.ok("wp history acme-api/large -o json"), "[]\n");
    world.server.always("ListAuditLogs", error(500, "internal", "broken"));
    let shown = world.run("wp history acme-api/large --retries 0");
    assert_eq!(
        (shown.stdout.as_str(), shown.stderr.as_str(), shown.code),
        ("", "error: cannot read the audit log\n  the server says: broken\n", 1)
    );
}

#[test]
fn a_deleted_pool_has_a_past_by_its_id() {
    let world = world();
    world.server.always("GetWarmPool", missing());
    world.server.always(
        "ListAuditLogs",
        at_noon(&json!({"entries": [
            entry("2026-11-29T10:00:00Z", "delete"),
        ]})),
    );
    assert_eq!(world.ok(&format!("wp history {POOL} --columns event")), "EVENT\ndeleted\n");
    assert!(!world.server.methods().contains(&"ListPrebuilds".to_owned()));
    world.server.always("ListAuditLogs", at_noon(&json!({})));
    let shown = world.run(&format!("wp history {POOL}"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 6), "{shown}");
    world.server.always("ListWarmPools", page(&[], ""));
    assert_eq!(world.run("wp history acme-api/large").code, 6);
}

/// The columns of pools are others.
#[test]
fn columns_that_are_set_for_pools_do_not_matter() {
    let world = world().with_config("[defaults]\ncolumns.warm-pool = [\"phase\"]\n");
    assert_eq!(world.ok("wp list -q"), "PHASE\nready\n");
    let shown = world.run("wp history acme-api/large --since 2d");
    assert!(shown.stdout.starts_with("TIME   "), "{shown}");
    let shown = world.run("wp advise acme-api/large --columns x");
    assert!(shown.stderr.contains("unknown column \"x\""), "{shown}");
    let shown = world.run("wp stats acme-api/large --columns x");
    assert!(shown.stderr.contains("unknown column \"x\""), "{shown}");
}

#[test]
fn a_recording_of_another_service_is_refused() {
    let world = world();
    let path = recording(&world);
    for (from, to, expected) in [
        ("\"acme\"", "\"acme\"", ""),
        (ORGANIZATION, OTHER, "is a recording of organization"),
        (&*world.server.url(), "https://elsewhere.example", "is a recording of https://elsewhere"),
    ] {
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace(from, to)).unwrap();
        let shown = world.run(&format!("wp history {POOL} --recording {path}"));
        assert!(shown.stderr.contains(expected), "{shown}");
        assert_eq!(shown.code, if expected.is_empty() { 0 } else { 2 }, "{shown}");
        fs::write(&path, text).unwrap();
    }
    let shown = world.run(&format!("wp history {POOL} --recording /no/such"));
    assert_eq!(
        (shown.stderr.as_str(), shown.code),
        ("error: cannot read /no/such\n  file not found\n", 2)
    );
}

#[test]
fn arguments_are_checked_together_before_any_call() {
    let world = World::new([]);
    let shown = world.run("wp history x --since 5 --time-zone Europe/Berlinn");
    assert_eq!(
        (shown.stderr.as_str(), shown.code),
        (
            "error: \"x\" is not a pool: use PROJECT/CLASS or an id
error: --since \"5\" is not a number of days, weeks or hours such as 7d, 4w or 12h
error: --time-zone \"Europe/Berlinn\" is not a time zone such as \"Europe/Berlin\" or \"UTC\"; did you mean \"Europe/Berlin\"?
",
            2
        )
    );
    let shown = world.run(&format!("wp history {POOL} --columns x"));
    assert!(shown.stderr.contains("available columns: time, event, detail, by, source, prebuild"));
    assert!(world.server.calls().is_empty());
}
