//! `warm-pool watch` in lines: changes, outcomes, and the calls that are made.

use serde_json::{Value, json};

use super::{OTHER, listed, missing};
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, error, frame, one, page, phase, pool, redact_times,
};

/// A watch that polls without a pause.
const QUICK: &str = "--poll-interval 1ms --retries 0";

fn empty() -> Response {
    page(&[], "")
}

/// The life of one named pool, from pending to deleted.
fn life() -> [Response; 7] {
    [
        phase(POOL, "PENDING", 0),
        listed("PENDING", 0),
        listed("READY", 1),
        listed("READY", 1),
        listed("DELETING", 1),
        empty(),
        missing(),
    ]
}

#[test]
fn there_is_a_line_for_each_change_until_every_named_pool_is_deleted() {
    let world = World::new(life()).with_names();
    let shown = world.run(&format!("wp watch {POOL} {QUICK}"));
    assert_eq!(
        redact_times(&shown.to_string()),
        "TIME acme-api/large  pending  0/0/0  1..5
TIME acme-api/large  ready  1/0/0  1..5
TIME acme-api/large  deleting  1/0/0  1..5
TIME acme-api/large  deleted
[exit 0]
"
    );
    let calls = world.server.calls();
    let lists = calls.iter().filter(|call| call.method() == "ListWarmPools");
    for list in lists {
        assert_eq!(list.message()["filter"], json!({"projectIds": [PROJECT]}));
    }
    let opened = world.server.streams();
    let filter = format!(r#""resourceIds":["{POOL}"]"#);
    assert!(opened[0].body.contains(&filter), "{}", opened[0].body);
}

#[test]
fn json_has_the_objects_of_the_service_and_the_deletions() {
    for format in ["-o json", "-o jsonl"] {
        let world = World::new(life());
        let shown = world.run(&format!("wp watch {POOL} {QUICK} {format}"));
        assert_eq!((shown.stderr.as_str(), shown.code), ("", 0));
        let lines: Vec<Value> =
            shown.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let phases: Vec<_> = lines.iter().map(|line| line["status"]["phase"].as_str()).collect();
        let phase = |word| Some(word);
        assert_eq!(
            phases,
            [
                phase("WARM_POOL_PHASE_PENDING"),
                phase("WARM_POOL_PHASE_READY"),
                phase("WARM_POOL_PHASE_DELETING"),
                None
            ]
        );
        assert_eq!(lines[0]["spec"]["specVersion"], "3");
        assert_eq!(lines[3], json!({"id": POOL, "result": "deleted"}));
    }
}

#[test]
fn every_line_format() {
    for (format, expected) in [
        ("--jq .status.runningInstances//.result -r", "0\n1\n1\ndeleted\n".to_owned()),
        ("-o id", format!("{POOL}\n").repeat(4)),
        ("-o name", format!("{PROJECT}/{CLASS}\n").repeat(4)),
        (
            "-o csv --columns phase,running,min",
            "PHASE,RUNNING,MIN\npending,0,1\nready,1,1\ndeleting,1,1\ndeleted,0,-\n".to_owned(),
        ),
        ("-o tsv --columns phase --no-headers", "pending\nready\ndeleting\ndeleted\n".to_owned()),
        (
            "--columns phase,max",
            "TIME pending  5\nTIME ready  5\nTIME deleting  5\nTIME deleted  -\n".to_owned(),
        ),
    ] {
        let world = World::new(life());
        // Where the token may not read names, there are ids.
        for list in ["ListProjects", "ListEnvironmentClasses"] {
            world.server.always(list, error(403, "permission_denied", "no"));
        }
        let shown = world.run(&format!("wp watch {POOL} {QUICK} -q {format}"));
        let expected = (expected, String::new(), 0);
        assert_eq!((redact_times(&shown.stdout), shown.stderr, shown.code), expected, "{format}");
    }
}

#[test]
fn an_unchanged_status_report_is_not_a_change() {
    let again = pool(POOL, 1, 5).replace("9007199254740993", "9007199254740994");
    let answers = [one(POOL, 1, 5), page(&[again], ""), empty(), missing()];
    let shown = World::new(answers).run(&format!("wp watch {POOL} {QUICK} -o id"));
    assert_eq!(shown.stdout, format!("{POOL}\n{POOL}\n"));
}

#[test]
fn an_event_causes_a_poll_of_its_pool_only() {
    let world = World::new([one(POOL, 1, 5), phase(POOL, "DEGRADED", 0), missing()]);
    world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5)], ""));
    let event = |id: &str| {
        let kind = r#""resourceType":"RESOURCE_TYPE_WARM_POOL""#;
        frame(
            0,
            &format!(r#"{{"operation":"RESOURCE_OPERATION_UPDATE",{kind},"resourceId":"{id}"}}"#),
        )
    };
    let end = frame(2, "{}");
    let frames = |id| [event(OTHER), event(id), end.clone()].concat();
    let head = [("content-type", "application/connect+json")];
    let stream = || Response::new(200, &head, &frames(POOL));
    world.server.stream([stream(), stream(), stream()]);
    let shown = world.run(&format!("wp watch {POOL} --poll-interval 1h --columns phase"));
    assert_eq!(
        (redact_times(&shown.stdout).as_str(), shown.code),
        ("TIME ready\nTIME degraded\nTIME deleted\n", 0)
    );
}

#[test]
fn all_pools_are_printed_once_and_then_the_changes() {
    let two = page(&[pool(OTHER, 0, 3)], "");
    let answers = [
        page(&[pool(POOL, 1, 5)], "more"),
        two,
        page(&[pool(OTHER, 0, 3)], ""),
        missing(),
        error(401, "unauthenticated", "expired"),
    ];
    let world = World::new(answers);
    let shown = world.run(&format!("wp watch {QUICK} --columns id,phase"));
    assert_eq!(
        redact_times(&shown.to_string()),
        format!(
            "TIME {POOL}  ready
TIME {OTHER}  ready
TIME {POOL}  deleted
------- stderr -------
error: cannot watch the warm pools
  the server says: expired
  using the token from ONA_TOKEN
hint: prebuildctl auth login
[exit 4]
"
        )
    );
}

#[test]
fn a_pool_that_moved_between_pages_is_not_deleted() {
    let answers = [
        page(&[pool(POOL, 1, 5)], ""),
        empty(),
        one(POOL, 1, 5),
        error(403, "permission_denied", "no more"),
    ];
    let shown = World::new(answers).run(&format!("wp watch {QUICK} -o id"));
    assert_eq!((shown.stdout, shown.code), (format!("{POOL}\n"), 5));
}

#[test]
fn an_error_that_may_pass_is_reported_once_and_the_watch_continues() {
    let lost = || error(500, "internal", "try later");
    let mut answers = life().to_vec();
    answers.insert(2, lost());
    answers.insert(3, lost());
    let shown = World::new(answers).with_names().run(&format!("wp watch {POOL} {QUICK}"));
    assert_eq!(
        redact_times(&shown.stderr),
        "TIME poll failed, still watching: internal: try later\n"
    );
    assert_eq!((shown.stdout.lines().count(), shown.code), (4, 0), "{shown}");
}

#[test]
fn a_first_poll_that_fails_ends_the_watch() {
    let shown = World::new([error(500, "internal", "broken")]).run(&format!("wp watch {QUICK}"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
    assert_eq!(World::new([missing()]).run(&format!("wp watch {POOL}")).code, 6);
    let shown = World::new([empty(), error(401, "unauthenticated", "x")])
        .run(&format!("wp watch --project {PROJECT} {QUICK}"));
    assert!(shown.stderr.starts_with("no warm pools found\nerror: "), "{shown}");
}

#[test]
fn invalid_arguments_are_reported_before_any_call() {
    let world = World::new([]);
    for (line, expected) in [
        (
            "wp watch acme-api x",
            "error: \"acme-api\" is not a pool: use PROJECT/CLASS or an id\nerror: \"x\" is not a pool: use PROJECT/CLASS or an id\n",
        ),
        (
            "wp watch --poll-interval 5",
            "error: --poll-interval \"5\" has no unit; write 30s, 15m or 1h30m\n",
        ),
        (
            "wp watch -o yaml",
            "error: warm-pool watch does not support -o yaml\n  supported: table, wide, json, jsonl, csv, tsv, name, id\n",
        ),
        (
            "wp watch -o markdown",
            "error: warm-pool watch does not support -o markdown\n  supported: table, wide, json, jsonl, csv, tsv, name, id\n",
        ),
    ] {
        let shown = world.run(line);
        assert_eq!((shown.stderr.as_str(), shown.code), (expected, 2), "{line}");
    }
    let shown = world.run(&format!("wp watch {POOL} --project {PROJECT}"));
    assert!(shown.stderr.contains("cannot be used with"), "{shown}");
}
