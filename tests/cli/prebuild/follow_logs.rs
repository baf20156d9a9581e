//! `prebuild logs`: whose log is printed, and for how long.

use serde_json::json;

use super::one;
use crate::support::log::{LogWorld, cut, log, prebuild_with_log, stalled};
use crate::support::{CLASS, POOL, PROJECT, Response, World, last_page, prebuild};

#[test]
fn the_newest_prebuild_of_a_project_is_found_in_any_phase() {
    let id = |number: usize| format!("0190f3c2-0000-4000-8000-{number:012}");
    let created = |number: usize, time: &str| {
        prebuild(&id(number), "DELETED").replace("2026-05-01T08:00:00Z", time)
    };
    let of_other_class = created(3, "2026-05-04T08:00:00Z").replace(CLASS, PROJECT);
    let pages = [
        vec![created(1, "2026-05-01T08:00:00Z"), created(2, "2026-05-03T08:00:00.1Z")],
        vec![created(4, "2026-05-03T08:00:00.01Z"), of_other_class],
    ];
    for (flags, expected) in [("", 3), ("--class large", 2)] {
        let logs = LogWorld::new(&[], [log("a line\n")]);
        let [first, second] = pages.clone().map(|page| last_page("prebuilds", &page));
        let Response::Bytes(first) = first else { unreachable!() };
        let first = String::from_utf8(first).unwrap();
        let body = first.split_once("\r\n\r\n").unwrap().1;
        let first = body.replace(r#""pagination":{}"#, r#""pagination":{"nextToken":"next"}"#);
        logs.world.server.set_names();
        let answer = prebuild_with_log("COMPLETED", &format!("{}/logs/1", logs.host.url()));
        let Response::Bytes(answer) = answer else { unreachable!() };
        let answer = String::from_utf8(answer).unwrap().replace(POOL, &id(expected));
        logs.world.server.respond([
            Response::json(200, &first).to("ListPrebuilds"),
            second.to("ListPrebuilds"),
            Response::Bytes(answer.into_bytes()).to("GetPrebuild"),
        ]);
        let shown = logs.run_line(&format!("prebuild logs --latest --project acme-api {flags}"));
        assert_eq!(shown.to_string(), "a line\n[exit 0]\n", "{flags}");
        let calls = logs.world.server.calls();
        let read = calls.iter().find(|call| call.method() == "GetPrebuild").unwrap();
        assert_eq!(read.message(), json!({ "prebuildId": id(expected) }), "{flags}");
        let list = calls.iter().find(|call| call.method() == "ListPrebuilds").unwrap();
        assert_eq!(list.message()["filter"], json!({ "projectIds": [PROJECT] }));
    }
}

#[test]
fn a_project_without_prebuilds_has_no_log() {
    let world = World::new([last_page("prebuilds", &[])]);
    let line = format!("prebuild logs --latest --project {PROJECT} --class {CLASS}");
    assert_eq!(
        world.run(&line).to_string(),
        format!(
            "------- stderr -------
error: no prebuild of project {PROJECT} for class {CLASS} found
hint: prebuildctl prebuild trigger --project {PROJECT} --class {CLASS}
[exit 6]
"
        )
    );
}

#[test]
fn a_prebuild_may_have_no_log() {
    for (phase, message, hint) in [
        ("PENDING", "has no log yet", format!("prebuild logs {POOL} --follow")),
        ("COMPLETED", "has no log", format!("prebuild get {POOL}")),
    ] {
        for flags in ["", "--follow"] {
            if phase == "PENDING" && !flags.is_empty() {
                continue;
            }
            let world = World::new([one(&prebuild(POOL, phase))]);
            assert_eq!(
                world.run(&format!("prebuild logs {POOL} {flags}")).to_string(),
                format!(
                    "------- stderr -------
error: the prebuild {POOL} {message}
  its phase is {}
hint: prebuildctl {hint}
[exit 6]
",
                    phase.to_lowercase()
                )
            );
        }
    }
}

#[test]
fn a_followed_log_is_waited_for_and_printed_until_the_prebuild_has_ended() {
    let phases = ["PENDING", "STARTING", "RUNNING", "RUNNING", "SNAPSHOTTING", "COMPLETED"];
    let logs = LogWorld::new(
        &phases,
        [
            cut("one\ntw"),
            cut("one\ntwo\n"),
            log("one\ntwo\nthree\nfo"),
            log("one\ntwo\nthree\nfour\nfi"),
            log("one\ntwo\nthree\nfour\nfive"),
        ],
    );
    let shown = logs.run("--follow");
    assert_eq!(
        shown.to_string(),
        "one
two
three
four
five
------- stderr -------
waiting for the log; the prebuild is pending
[exit 0]
"
    );
    assert_eq!(logs.requests(), 5);
    let tokens = logs.world.server.methods();
    let tokens = tokens.iter().filter(|method| *method == "CreatePrebuildLogsToken").count();
    assert_eq!(tokens, 1);
}

#[test]
fn a_followed_prebuild_that_does_not_complete_ends_with_9() {
    for (phase, reason, hint) in [
        ("FAILED", "it failed", format!("prebuild get {POOL}")),
        (
            "CANCELLED",
            "it was canceled",
            format!("prebuild trigger --project {PROJECT} --class {CLASS}"),
        ),
    ] {
        let logs = LogWorld::new(&["RUNNING", phase], [log("a\n"), log("a\nb\n")]);
        assert_eq!(
            logs.run("--follow").to_string(),
            format!(
                "a
b
------- stderr -------
error: the prebuild {POOL} did not complete: {reason}
hint: prebuildctl {hint}
[exit 9]
"
            )
        );
        // Without --follow only the log counts.
        assert_eq!(LogWorld::new(&[phase], [log("a\n")]).run("").to_string(), "a\n[exit 0]\n");
    }
}

#[test]
fn a_log_that_goes_on_is_printed_as_far_as_it_goes() {
    let note = "------- stderr -------\nthe log goes on, as the prebuild is running\n[exit 0]\n";
    // This takes as long as a log has to be silent.
    let logs = LogWorld::new(&["RUNNING"], [stalled("one\ntw")]);
    assert_eq!(logs.run("").to_string(), format!("one\ntw\n{note}"));
    let logs = LogWorld::new(&["RUNNING"], [log("one\n")]);
    assert_eq!(logs.run("").to_string(), format!("one\n{note}"));
    assert_eq!(
        LogWorld::new(&["RUNNING"], [log("one\n")]).run("-q").to_string(),
        "one\n[exit 0]\n"
    );
    let shown = LogWorld::new(&["COMPLETED"], [log("")]).run("").to_string();
    assert_eq!(shown, "------- stderr -------\nthe log is empty\n[exit 0]\n");
}

#[test]
fn the_log_of_a_prebuild_of_the_embedded_api() {
    let world = World::local();
    crate::local::hurry(&world);
    let id = world.ok("prebuild trigger acme-api/large -o id").trim_end().to_owned();
    let sections = "== Start the dev container
Cloning the repository
Pulling mcr.microsoft.com/devcontainers/base:ubuntu
The container is running
== Start the dev container: success, 60 s
== Run the task build
$ make build
compiling 1/3
compiling 2/3
compiling 3/3
";
    let shown = world.run(&format!("prebuild logs {id} --follow"));
    let expected = format!("{sections}== Run the task build: success, 300 s\n");
    assert_eq!((shown.stdout.as_str(), shown.code), (expected.as_str(), 0), "{shown}");
    let latest = "prebuild logs --latest --project acme-api --class large";
    assert_eq!(world.ok(latest), expected);

    world.ok("local fault prebuilds 1 -o json");
    let id = world.ok("prebuild trigger acme-api/large -o id").trim_end().to_owned();
    let shown = world.run(&format!("prebuild logs {id} --follow"));
    let expected = format!("{sections}injected fault\n== Run the task build: failure, 300 s\n");
    assert_eq!((shown.stdout.as_str(), shown.code), (expected.as_str(), 9), "{shown}");
    let error = format!("the prebuild {id} did not complete: it failed: injected fault");
    assert!(shown.stderr.contains(&error), "{shown}");
}

/// Its time stands still, so that it is silent.
#[test]
fn the_log_of_a_running_prebuild_of_the_embedded_api() {
    let world = crate::local::stopped();
    let id = world.ok("prebuild trigger acme-api/large -o id").trim_end().to_owned();
    world.ok("local advance 2m");
    let shown = world.run(&format!("prebuild logs {id}"));
    assert!(
        shown.stdout.starts_with("== Start the dev container\nCloning the repository\n"),
        "{shown}"
    );
    assert_eq!(shown.stderr, "the log goes on, as the prebuild is running\n");
    assert_eq!(shown.code, 0);
}
