//! `warm-pool stats` against a scripted service.

mod claims;
mod groups;

use std::fs;

use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};

use super::OTHER;
use crate::support::{CLASS, POOL, PROJECT, Response, Transcript, World, error, pool};

const ORGANIZATION: &str = "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01";
const NOW: &str = "2026-11-30T12:00:00Z";

/// A JSON response of a service whose time is noon.
fn at_noon(message: &Value) -> Response {
    let headers = [("content-type", "application/json"), ("date", "Mon, 30 Nov 2026 12:00:00 GMT")];
    Response::new(200, &headers, message.to_string().as_bytes())
}

/// A service with the pool acme-api/large, and starts at these times by these users.
fn world(starts: &[(&str, &str)]) -> World {
    let world = World::new([]).with_names().with("TZ", "UTC");
    let found: Value = serde_json::from_str(&pool(POOL, 1, 3)).unwrap();
    let records: Vec<_> = (1..)
        .zip(starts)
        .map(|(number, (created_at, user)): (u64, _)| {
            let id = |kind: u64| format!("{kind:08}-0000-4000-8000-{number:012}");
            json!({"id": id(1), "environmentId": id(2), "projectId": PROJECT, "userId": user,
                "environmentClassId": CLASS, "createdAt": created_at, "stoppedAt": NOW})
        })
        .collect();
    for (method, message) in [
        (
            "GetAuthenticatedIdentity",
            json!({"organizationId": ORGANIZATION, "subject": {"id": "u"}}),
        ),
        ("GetOrganizationPolicies", json!({"policies": {}})),
        ("GetWarmPool", json!({"warmPool": found})),
        ("ListWarmPools", json!({"warmPools": [found]})),
        ("ListEnvironmentUsageRecords", json!({"records": records})),
        ("ListEnvironments", json!({})),
        ("ListPrebuilds", json!({})),
    ] {
        world.server.always(method, at_noon(&message));
    }
    world
}

fn json_of(shown: &Transcript) -> Value {
    assert_eq!(shown.code, 0, "{shown}");
    serde_json::from_str(&shown.stdout).unwrap()
}

fn write(world: &World, name: &str, text: &str) -> String {
    let path = world.home.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Half a day, a line a minute: an hour without a running instance, two rotations, three missed
/// reports; and the starts of the documents' example.
fn recording(world: &World) -> String {
    let begin: Timestamp = "2026-11-29T20:00:00Z".parse().unwrap();
    let mut lines = vec![json!({"formatVersion": 1, "host": format!("{}/api", world.server.url()),
        "organizationId": ORGANIZATION, "t": begin})];
    for minute in 0..=720_i64 {
        let running = if (60..120).contains(&minute) { 0 } else { 2 };
        let snapshot = [POOL, OTHER, POOL][usize::try_from(minute / 300).unwrap()];
        let missed = if minute == 60 { 3 } else { 0 };
        let version = minute + if minute >= 60 { 3 } else { 0 };
        lines.push(json!({"t": begin + minute.minutes(), "kind": "pool", "warmPoolId": POOL,
            "phase": "WARM_POOL_PHASE_READY", "running": running, "stopped": 1, "desired": 2,
            "min": 1, "max": 3, "statusVersion": version.to_string(), "specVersion": "1",
            "snapshotId": snapshot, "missed": missed}));
    }
    let starts = [
        ("pool", Some(9.0)),
        ("pool", Some(10.0)),
        ("pool", Some(11.0)),
        ("pool", Some(12.0)),
        ("pool", Some(13.0)),
        ("pool", Some(14.0)),
        ("pool", Some(15.0)),
        ("prebuild", Some(41.0)),
        ("prebuild", Some(43.5)),
        ("unknown", None),
    ];
    for (number, (verdict, seconds)) in (1_i64..).zip(starts) {
        lines.push(json!({"t": begin + number.hours(), "kind": "start",
            "environmentId": format!("00000002-0000-4000-8000-{number:012}"),
            "projectId": PROJECT, "environmentClassId": CLASS,
            "createdAt": begin + number.hours(), "runningAt": null, "startSeconds": seconds,
            "prebuildId": OTHER, "runningBefore": 2, "verdict": verdict, "sure": "time"}));
    }
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    write(world, "watch.jsonl", &text)
}

const STARTS: [(&str, &str); 4] = [
    ("2026-11-29T11:59:59Z", "ada"),
    ("2026-11-29T12:00:00Z", "ada"),
    ("2026-11-30T08:00:00Z", "bob"),
    ("2026-11-30T08:00:01Z", "ada"),
];

#[test]
fn without_a_recording_the_share_is_replayed() {
    let world = world(&STARTS);
    let shown = world.run("wp stats acme-api/large --since 1d");
    assert_eq!(
        shown.to_string(),
        "acme-api/large
  starts         3 from 2026-11-29 12:00 to 2026-11-30 12:00 (UTC)
  from the pool  not known; replayed 66-100 %
[exit 0]
"
    );
    let json = json_of(&world.run("wp stats --since 1d -o json"));
    let none = json!({"count": 0, "p50": null, "p95": null});
    assert_eq!(
        json,
        json!({"formatVersion": 1, "since": "2026-11-29T12:00:00Z", "until": NOW, "pools": [{
            "address": "acme-api/large", "warmPoolId": POOL,
            "starts": {"total": 3, "periods": []},
            "fromPool": {"grade": "replayed", "share": null, "low": 2.0 / 3.0, "high": 1.0,
                "served": null, "missed": null, "unknown": null, "coverage": null},
            "startSeconds": {"pool": none, "prebuild": none, "cold": none},
            "zeroRunningSeconds": null, "rotations": null, "reportsMissed": null}]})
    );
    for method in world.server.methods() {
        assert!(method.starts_with("Get") || method.starts_with("List"), "{method}");
    }
}

#[test]
fn a_recording_shows_what_was_watched() {
    let world = world(&STARTS);
    let line = format!("wp stats acme-api/large --since 24h --recording {}", recording(&world));
    let shown = world.run(&line);
    assert_eq!(
        shown.to_string(),
        "acme-api/large
  starts         3 from 2026-11-29 12:00 to 2026-11-30 12:00 (UTC)
  from the pool  7 of 9 starts (77 %), 1 unknown; watched 50 % of the time
  start time     pool      p50 12s  p95 15s  7 starts
                 prebuild  p50 41s  p95 43.5s  2 starts
  none running   1h
  rotations      2
  reports        3 missed between polls
[exit 0]
"
    );
    let pools = json_of(&world.run(&format!("{line} -o json")));
    let stats = &pools["pools"][0];
    assert_eq!(
        stats["fromPool"],
        json!({"grade": "watched", "share": 7.0 / 9.0, "low": null, "high": null, "served": 7,
            "missed": 2, "unknown": 1, "coverage": 0.5})
    );
    assert_eq!(
        stats["startSeconds"],
        json!({"pool": {"count": 7, "p50": 12.0, "p95": 15.0},
            "prebuild": {"count": 2, "p50": 41.0, "p95": 43.5},
            "cold": {"count": 0, "p50": null, "p95": null}})
    );
    let rest = ["zeroRunningSeconds", "rotations", "reportsMissed"].map(|key| &stats[key]);
    assert_eq!(rest, [&json!(3600), &json!(2), &json!(3)]);
    for (format, expected) in [
        (
            "-o csv",
            "ADDRESS,STARTS,FROM-POOL,GRADE,WATCHED,POOL-P50,PREBUILD-P50,ZERO-RUNNING,ROTATIONS
acme-api/large,3,77 %,watched,50%,12s,41s,3600,2
",
        ),
        ("-o tsv --columns share,coverage,id --no-headers", "0.7777777777777778\t0.5\t"),
        ("-o name", "acme-api/large\n"),
        ("-o id", &format!("{POOL}\n")),
        ("-o jsonl", "{\"address\":\"acme-api/large\","),
        ("-o markdown --columns starts", "| STARTS |\n"),
        ("-o yaml", "formatVersion: 1\n"),
        (
            "-o wide --columns served,missed,unknown,pool-p95,reports-missed",
            "SERVED  MISSED  UNKNOWN  POOL-P95  REPORTS-MISSED\n     7       2        1       15s               3\n",
        ),
        ("--jq .pools[].fromPool.served", "7\n"),
    ] {
        let shown = world.run(&format!("{line} {format}"));
        assert!(shown.stdout.starts_with(expected), "{format}: {shown}");
        assert_eq!(shown.code, 0);
    }
    // Where nobody watched, the model has the word.
    let json = json_of(&world.run(&format!("{} -o json", line.replace("24h", "3h"))));
    assert_eq!(json["pools"][0]["fromPool"]["grade"], "unknown", "there was no start either");
    assert_eq!(json["pools"][0]["fromPool"]["coverage"], 0.0);
    assert_eq!(json["pools"][0]["rotations"], Value::Null);
}

#[test]
fn what_the_token_may_not_read_is_not_known() {
    let world = world(&STARTS);
    let denied = || error(403, "permission_denied", "usage is visible to organization admins");
    world.server.always("ListEnvironmentUsageRecords", denied());
    let line = format!("wp stats acme-api/large --since 24h --recording {}", recording(&world));
    let note = "the token may not read usage records, so the starts are not known; ask for one of \
                the roles organization admin, insights viewer or billing viewer\n";
    for environments in [at_noon(&json!({})), denied()] {
        world.server.always("ListEnvironments", environments);
        let shown = world.run(&line);
        assert_eq!((shown.stderr.as_str(), shown.code), (note, 0), "{shown}");
        assert!(shown.stdout.contains("  starts         not known\n"), "{shown}");
        assert!(shown.stdout.contains("7 of 9 starts (77 %)"), "{shown}");
        let json = json_of(&world.run(&format!("{line} -o json --by day")));
        assert_eq!(json["pools"][0]["starts"]["total"], Value::Null);
        let json = json_of(&world.run("wp stats -o json"));
        assert_eq!(json["pools"][0]["fromPool"]["grade"], "unknown");
    }
    for (method, exit) in [("ListEnvironmentUsageRecords", 1), ("ListWarmPools", 1)] {
        world.server.always(method, error(500, "internal", "broken"));
        let shown = world.run("wp stats --retries 0");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", exit), "{method}: {shown}");
        world.server.always(method, at_noon(&json!({})));
    }
    assert_eq!(
        world.run("wp stats").to_string(),
        "------- stderr -------\nno warm pools found\n[exit 0]\n"
    );
    assert_eq!(json_of(&world.run("wp stats -o json"))["pools"], json!([]));
}

#[test]
fn arguments_are_checked_together_before_any_call() {
    let world = World::new([]);
    let shown = world.run("wp stats x --since 93d --by hour --time-zone Nowhere");
    assert_eq!(
        (shown.stderr.as_str(), shown.code),
        (
            "error: \"x\" is not a pool: use PROJECT/CLASS or an id
error: --by hour is for at most 92d
error: --time-zone \"Nowhere\" is not a time zone such as \"Europe/Berlin\" or \"UTC\"
  use --by day, or a shorter --since
",
            2
        )
    );
    assert_eq!(world.run("wp stats --by minute").code, 2);
    let shown = world.run("wp stats --claims /no/such");
    assert_eq!(shown.stderr, "error: cannot read /no/such\n  file not found\n");
    assert!(world.server.calls().is_empty());
}
