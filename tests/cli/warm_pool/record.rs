//! `warm-pool watch --record` against a scripted service: what is called and what is written.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{listed, missing};
use crate::support::platform::no_such_folder;
use crate::support::{CLASS, POOL, PROJECT, Response, World, error, one, page, pool, redact_times};

/// A watch that polls without a pause.
const QUICK: &str = "--poll-interval 1ms --retries 0";
const ORGANIZATION: &str = "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01";

/// A JSON response whose service has this time of day.
fn at(clock: &str, message: &Value) -> Response {
    let date = format!("Mon, 30 Nov 2026 {clock} GMT");
    let headers = [("content-type", "application/json"), ("date", date.as_str())];
    Response::new(200, &headers, message.to_string().as_bytes())
}

fn identity() -> Response {
    at("08:00:00", &json!({"subject": {"id": "ada"}, "organizationId": ORGANIZATION}))
}

/// A world with a path to record to.
fn world(responses: impl IntoIterator<Item = Response>) -> (World, PathBuf) {
    let world = World::new(responses).with_names();
    world.server.always("GetAuthenticatedIdentity", identity());
    let path = world.home.path().join("watch.jsonl");
    (world, path)
}

fn lines(path: &PathBuf) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A pool in a page of the service at this time.
fn page_at(clock: &str, running: i32, version: u64) -> Response {
    let pool = pool(POOL, 1, 5)
        .replace("9007199254740993", &version.to_string())
        .replace(r#""runningInstances":1"#, &format!(r#""runningInstances":{running}"#));
    let pool: Value = serde_json::from_str(&pool).unwrap();
    at(clock, &json!({"warmPools": [pool]}))
}

#[test]
fn a_watch_is_recorded_beside_its_output() {
    let answers = [
        one(POOL, 1, 5),
        page_at("08:00:01", 1, 7),
        page_at("08:00:02", 1, 8),
        page_at("08:00:03", 0, 10),
        page_at("08:00:55", 0, 11),
        listed("DELETING", 0),
        page(&[], ""),
        missing(),
    ];
    let (world, path) = world(answers);
    let shown = world.run(&format!("wp watch {POOL} {QUICK} --record {}", path.display()));
    assert_eq!(
        redact_times(&shown.to_string()),
        "TIME acme-api/large  ready  1/1/4  1..5
TIME acme-api/large  ready  0/1/4  1..5
TIME acme-api/large  deleting  0/0/0  1..5
TIME acme-api/large  deleted
[exit 0]
"
    );
    let lines = lines(&path);
    assert_eq!(
        lines[0],
        json!({"formatVersion": 1, "host": format!("{}/api", world.server.url()),
            "organizationId": ORGANIZATION, "t": "2026-11-30T08:00:00Z"})
    );
    // The first read is that of the pool by its id, whose version the service never had before.
    let summary: Vec<_> = lines[1..]
        .iter()
        .map(|line| {
            let phase = line["phase"].as_str().unwrap().replace("WARM_POOL_PHASE_", "");
            (phase, line["running"].as_i64().unwrap(), line["statusVersion"].clone())
        })
        .collect();
    let expected = [
        ("READY", 1, "9007199254740993"),
        ("READY", 0, "10"),
        ("READY", 0, "11"),
        ("DELETING", 0, "9007199254740993"),
        ("DELETED", 0, "9007199254740993"),
    ];
    assert_eq!(
        summary,
        expected
            .map(|(phase, running, version)| { (phase.to_owned(), running, Value::from(version)) })
    );
    assert_eq!(
        lines[2],
        json!({"t": "2026-11-30T08:00:03Z", "kind": "pool", "warmPoolId": POOL,
            "projectId": PROJECT, "environmentClassId": CLASS, "phase": "WARM_POOL_PHASE_READY",
            "running": 0, "stopped": 4, "desired": 1, "min": 1, "max": 5, "statusVersion": "10",
            "specVersion": "3", "snapshotId": null, "missed": 1})
    );
}

#[test]
fn a_service_without_events_of_environments_is_reported() {
    let (world, path) =
        world([page_at("08:00:01", 2, 7), error(401, "unauthenticated", "expired")]);
    let denied = || error(403, "permission_denied", "no events for you");
    world.server.stream([denied(), denied()]);
    let record = format!("--record {} --with-environments", path.display());
    let shown = world.run(&format!("wp watch --poll-interval 100ms --retries 0 {record}"));
    assert!(
        shown.stderr.starts_with(
            "warning: the service sends no events of environments, so no starts are recorded: \
             permission_denied: no events for you\n"
        ),
        "{shown}"
    );
    assert_eq!(lines(&path).len(), 2);
}

#[test]
fn arguments_are_checked_and_the_file_is_opened_before_any_call() {
    let (world, path) = world([]);
    let folder = world.home.path().display();
    let file = path.display();
    for (line, expected, code) in [
        (
            format!("--record {file} --with-environments --claim-below 5 --poll-interval 2m"),
            "error: --claim-below \"5\" has no unit; write 30s, 15m or 1h30m\n\
             error: --poll-interval is longer than 1m, the longest with --record\n"
                .to_owned(),
            2,
        ),
        (
            format!("--record {folder}"),
            format!("error: cannot write {folder}\n  is a directory\n"),
            1,
        ),
        (
            format!("--record {folder}/none/file"),
            format!("error: cannot write {folder}/none/file\n  {}\n", no_such_folder()),
            1,
        ),
    ] {
        let shown = world.run(&format!("wp watch {line}"));
        assert_eq!((shown.stderr, shown.code), (expected, code), "{line}");
    }
    for (line, required) in [
        ("--with-environments", "--record"),
        ("--with-users", "--with-environments"),
        ("--claim-below 5s", "--with-environments"),
    ] {
        let shown = world.run(&format!("wp watch {line}"));
        assert!(shown.stderr.contains(&format!("error: {required} is required\n")), "{shown}");
        assert_eq!(shown.code, 2);
    }
    assert!(!path.exists());
    assert!(world.server.calls().is_empty());
}

#[test]
fn a_watch_that_cannot_begin_leaves_no_file() {
    let (world, path) = world([]);
    world.server.always("GetAuthenticatedIdentity", error(401, "unauthenticated", "expired"));
    let shown = world.run(&format!("wp watch --record {}", path.display()));
    assert_eq!(
        shown.stderr.lines().next().unwrap(),
        "error: cannot tell which organization to record"
    );
    assert_eq!(shown.code, 4);
    assert!(!path.exists());
}

#[test]
fn a_pool_that_fails_to_be_read_is_not_recorded_as_watched() {
    let answers = [
        page_at("08:00:01", 1, 7),
        error(500, "internal", "try later"),
        page_at("08:10:00", 1, 7),
        error(401, "unauthenticated", "expired"),
    ];
    let (world, path) = world(answers);
    world.run(&format!("wp watch {QUICK} --record {}", path.display()));
    let times: Vec<_> = lines(&path).iter().map(|line| line["t"].clone()).collect();
    assert_eq!(times, ["2026-11-30T08:00:00Z", "2026-11-30T08:00:01Z", "2026-11-30T08:10:00Z"]);
}
