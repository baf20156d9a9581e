//! `prebuild wait` and `prebuild trigger --wait`.

use serde_json::json;

use super::one;
use crate::support::seed::{ACME_API, LARGE};
use crate::support::{CLASS, POOL, PROJECT, Response, World, error, prebuild, redact_times};

/// A wait that polls without a pause.
const QUICK: &str = "--poll-interval 1ms --timeout 30s";

fn in_phases(phases: &[&str]) -> Vec<Response> {
    phases.iter().map(|phase| one(&prebuild(POOL, phase))).collect()
}

fn trigger(flags: &str) -> String {
    format!("prebuild trigger --project {PROJECT} --class {CLASS} --wait {QUICK} {flags}")
}

#[test]
fn a_triggered_prebuild_is_waited_for_until_it_has_completed() {
    let phases = ["PENDING", "RUNNING", "RUNNING", "SNAPSHOTTING", "COMPLETED"];
    let world = World::new(in_phases(&phases)).with_names().with_stderr_terminal();
    let shown = world.run(&trigger(""));
    assert_eq!(
        redact_times(&shown.to_string()),
        format!(
            "started {POOL}  project acme-api  class large
------- stderr -------
  0:00 pending
  0:00 running
  0:00 snapshotting
  0:00 completed
[exit 0]
"
        )
    );
    let mut methods = world.server.methods();
    methods[1..3].sort();
    let expected = ["CreatePrebuild", "ListEnvironmentClasses", "ListProjects", "GetPrebuild"];
    assert_eq!(methods[..4], expected);
    assert_eq!(world.server.calls()[3].message(), json!({ "prebuildId": POOL }));
    let filters =
        format!(r#"[{{"resourceType":"RESOURCE_TYPE_PREBUILD","resourceIds":["{POOL}"]}}]}}"#);
    let opened = world.server.streams();
    assert!(opened[0].body.ends_with(&filters), "{}", opened[0].body);

    let shown = World::new(in_phases(&phases)).run(&trigger("--jq .status.phase"));
    assert_eq!(shown.to_string(), "\"PREBUILD_PHASE_COMPLETED\"\n[exit 0]\n");
}

#[test]
fn a_running_prebuild_can_be_waited_for() {
    let shown = World::new(in_phases(&["RUNNING", "COMPLETED"]))
        .with_names()
        .run(&format!("prebuild wait {POOL} {QUICK}"));
    assert_eq!(
        redact_times(&shown.to_string()),
        format!(
            "completed {POOL}  project acme-api  class large
------- stderr -------
TIME running
TIME completed
[exit 0]
"
        )
    );
}

#[test]
fn a_prebuild_that_cannot_complete_ends_the_wait() {
    let get = format!("prebuild get {POOL}");
    let trigger_again = format!("prebuild trigger --project {PROJECT} --class {CLASS}");
    for (phase, reason, hint) in
        [("FAILED", "it failed", get), ("CANCELLING", "it was canceled", trigger_again)]
    {
        let shown = World::new(in_phases(&["PENDING", phase])).with_names().run(&trigger("-q"));
        assert_eq!(
            (shown.stderr, shown.code),
            (
                format!(
                    "error: the prebuild {POOL} cannot complete: {reason}\nhint: prebuildctl {hint}\n"
                ),
                9
            )
        );
    }
    let failed = prebuild(POOL, "FAILED").replace(
        r#""statusVersion""#,
        r#""failureMessage":"task \"build\" exited with code 1","statusVersion""#,
    );
    let shown = World::new([one(&failed)]).run(&format!("prebuild wait {POOL}"));
    let shown = redact_times(&shown.stderr);
    assert!(shown.starts_with("TIME failed     task \"build\" exited with code 1\n"), "{shown}");
    assert!(
        shown.contains(" cannot complete: it failed: task \"build\" exited with code 1\n"),
        "{shown}"
    );

    let deleted = [one(&prebuild(POOL, "RUNNING")), error(404, "not_found", "no")];
    let shown = World::new(deleted).run(&format!("prebuild wait {POOL} {QUICK} -q"));
    assert_eq!(shown.code, 9);
    assert!(
        shown
            .stderr
            .ends_with("cannot complete: it was deleted\nhint: prebuildctl prebuild list\n"),
        "{shown}"
    );
}

#[test]
fn a_timeout_hints_at_the_command_that_continues_the_wait() {
    let answers = in_phases(&["PENDING", "RUNNING"]);
    let line = format!("prebuild wait {POOL} --timeout 200ms --poll-interval 1h -o json");
    let shown = World::new(answers).run(&line);
    assert_eq!(
        shown.to_string(),
        format!(
            r#"------- stderr -------
{{"error":{{"code":"deadline_exceeded","exitCode":8,"message":"timed out after 200ms waiting for the prebuild {POOL} to complete: last state of {POOL}: running","hint":"prebuildctl prebuild wait {POOL}","retryable":true,"details":[]}}}}
[exit 8]
"#
        )
    );
    let missing = World::new([error(404, "not_found", "no")]);
    assert_eq!(missing.run(&format!("prebuild wait {POOL}")).code, 6);
    let world = World::new([]);
    let shown = world.run(&format!("prebuild trigger --project {PROJECT} --timeout 1m"));
    assert_eq!(shown.stderr, "error: --timeout requires --wait\n");
}

#[test]
fn a_prebuild_that_is_triggered_on_the_embedded_api_completes() {
    let world = World::local();
    crate::local::hurry(&world);
    let shown = world.run(&format!("prebuild trigger --project {ACME_API} --class {LARGE} --wait"));
    assert_eq!(shown.code, 0, "{shown}");
    assert!(shown.stderr.ends_with(" completed\n"), "{shown}");
}
