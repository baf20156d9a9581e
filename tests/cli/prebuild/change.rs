use serde_json::json;

use super::one;
use crate::support::seed::{ACME_API, ACME_LEGACY, LARGE, REGULAR, SMALL};
use crate::support::{Answer, CLASS, POOL, PROJECT, World, error, prebuild};

#[test]
fn a_trigger_is_sent_once_whatever_becomes_of_its_answer() {
    for lost in [Answer::Hangup, error(503, "unavailable", "later"), error(500, "internal", "no")] {
        let world = World::new([lost]);
        let shown = world.run(&format!("prebuild trigger --project {PROJECT} --class {CLASS}"));
        assert_eq!(shown.code, 13, "{shown}");
        assert_eq!(world.server.methods(), ["CreatePrebuild"]);
    }
    let world = World::new([Answer::Hangup]);
    let host = world.server.name();
    let shown = world.run(&format!("prebuild trigger --project {PROJECT} --class {CLASS}"));
    let (before, after) = shown.stderr.split_once("  it was sent at ").unwrap();
    assert_eq!(
        before,
        format!(
            "error: it is not known whether the attempt to start a prebuild of project {PROJECT} for class {CLASS} succeeded
  {host}: connection closed before the response
"
        )
    );
    assert_eq!(
        after.split_once("Z; ").unwrap().1,
        format!(
            "a prebuild that is no older is likely its
  it is not sent again, as a second prebuild could start
  whether it started: prebuildctl prebuild list --project {PROJECT} --class {CLASS} --limit 5
"
        )
    );
}

#[test]
fn a_trigger_says_what_it_started() {
    let world = World::new([one(&prebuild(POOL, "PENDING"))]).with_names();
    let sentence = format!("started {POOL}  project acme-api  class large\n");
    assert_eq!(world.ok(&format!("prebuild trigger --project {PROJECT}")), sentence);
    let calls = world.server.calls();
    assert_eq!(calls[0].message(), json!({"projectId": PROJECT, "spec": {}}));
    assert_eq!(calls.len(), 3);

    // What the user named is not looked up again.
    let world = World::new([one(&prebuild(POOL, "PENDING"))]).with_names();
    assert_eq!(world.ok("prebuild trigger --project acme-api --class large"), sentence);
    assert_eq!(world.server.methods()[2..], ["CreatePrebuild"]);

    let world = World::new([one(&prebuild(POOL, "PENDING"))])
        .configured(&format!("[defaults]\nproject = \"{PROJECT}\"\n"));
    assert_eq!(world.ok(&format!("prebuild trigger --class {CLASS} -o id")), format!("{POOL}\n"));
    assert_eq!(
        world.server.calls()[0].message(),
        json!({"projectId": PROJECT, "environmentClassId": CLASS, "spec": {}})
    );
}

#[test]
fn a_cancel_whose_answer_is_lost_is_resolved_by_reading() {
    let line = format!("prebuild cancel {POOL}");
    let said = |what| format!("{what} {POOL}  project acme-api  class large\n");
    let in_phase = |phase| one(&prebuild(POOL, phase));

    let world = World::new([in_phase("CANCELLING")]).with_names();
    assert_eq!(world.ok(&line), said("canceling"));
    let world = World::new([Answer::Hangup, in_phase("CANCELLED")]).with_names();
    assert_eq!(world.ok(&line), said("canceled"));
    // Nothing happened yet: sent again.
    let world =
        World::new([Answer::Hangup, in_phase("RUNNING"), in_phase("CANCELLING")]).with_names();
    assert_eq!(world.ok(&line), said("canceling"));
    let again = ["CancelPrebuild", "GetPrebuild", "CancelPrebuild"];
    assert_eq!(world.server.methods()[..3], again);

    let world = World::new([Answer::Hangup, in_phase("COMPLETED")]);
    assert_eq!(
        world.run(&line).to_string(),
        format!(
            "------- stderr -------
error: cannot cancel the prebuild {POOL}: it has already ended
  its phase is completed
hint: prebuildctl prebuild get {POOL}
[exit 7]
"
        )
    );
    let denied = error(403, "permission_denied", "no");
    let world = World::new([Answer::Hangup, denied]);
    let host = world.server.name();
    assert_eq!(
        world.run(&line).to_string(),
        format!(
            "------- stderr -------
error: it is not known whether the attempt to cancel the prebuild {POOL} succeeded
  {host}: connection closed before the response
  reading it back failed too: the server says: no
  what is true now: prebuildctl prebuild get {POOL}
[exit 13]
"
        )
    );
}

#[test]
fn a_run_from_its_start_to_its_end() {
    let world = World::local();
    let shown = world.ok(&format!("prebuild trigger --project acme-api --class {LARGE}"));
    let started = shown.split_whitespace().nth(1).unwrap().to_owned();
    assert_eq!(shown, format!("started {started}  project acme-api  class large\n"));
    assert_eq!(world.ok("prebuild list --limit 1 -o id"), format!("{started}\n"));
    world.ok("local advance 1h");
    assert_eq!(
        world.ok(&format!("prebuild get {started} --columns phase,trigger --no-headers")),
        "completed  manual\n"
    );
    let shown = world.run(&format!("prebuild cancel {started}"));
    assert_eq!(shown.code, 7);
    assert!(shown.stderr.contains("the prebuild is over"), "{shown}");

    let usual = world
        .ok(&format!("prebuild trigger --project {ACME_API} --jq .metadata.environmentClassId -r"));
    assert_eq!(usual, format!("{REGULAR}\n"));
}

#[test]
fn what_is_not_prebuilt_names_the_command_that_shows_what_is() {
    let world = World::local();
    for project in [ACME_API, ACME_LEGACY] {
        let shown = world.run(&format!("prebuild trigger --project {project} --class {SMALL}"));
        assert_eq!(shown.code, 7, "{shown}");
        let hint = format!("  what is prebuilt for it: prebuildctl project get {project}\n");
        assert!(shown.stderr.ends_with(&hint), "{shown}");
    }
    let shown = world.run(&format!("prebuild trigger --project {PROJECT}"));
    assert_eq!(shown.code, 6, "{shown}");
    assert!(shown.stderr.ends_with("prebuildctl project list -o wide\n"), "{shown}");
}
