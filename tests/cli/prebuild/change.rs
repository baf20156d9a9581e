use serde_json::json;

use super::one;
use crate::support::seed::{ACME_API, ACME_LEGACY, LARGE, REGULAR, SMALL};
use crate::support::{CLASS, Call, POOL, PROJECT, Response, World, error, prebuild};

#[test]
fn a_trigger_is_never_retried() {
    for lost in [Response::Hangup, error(503, "unavailable", "later"), error(500, "internal", "no")]
    {
        let world = World::new([lost]);
        let shown = world.run(&format!("prebuild trigger --project {PROJECT} --class {CLASS}"));
        assert_eq!(shown.code, 13, "{shown}");
        assert_eq!(world.server.methods(), ["CreatePrebuild"]);
    }
    let world = World::new([Response::Hangup]);
    let host = world.server.name();
    let shown = world.run(&format!("prebuild trigger --project {PROJECT} --class {CLASS}"));
    let (before, after) = shown.stderr.split_once("  it was sent at ").unwrap();
    assert_eq!(
        before,
        format!(
            "error: outcome unknown: the request to start a prebuild of project {PROJECT} for class {CLASS} was sent, but the response was lost
  {host}: connection closed before the response
"
        )
    );
    assert_eq!(
        after.split_once("Z; ").unwrap().1,
        format!(
            "a prebuild created since then is probably its result
  it is not retried, as that could start a second prebuild
hint: prebuildctl prebuild list --limit 5 --project {PROJECT} --class {CLASS}
"
        )
    );
}

#[test]
fn a_trigger_shows_the_prebuild_that_it_started() {
    let world = World::new([one(&prebuild(POOL, "PENDING"))]).with_names();
    let sentence = format!("started {POOL}  project acme-api  class large\n");
    assert_eq!(world.ok(&format!("prebuild trigger --project {PROJECT}")), sentence);
    let calls = world.server.calls();
    assert_eq!(calls[0].message(), json!({"projectId": PROJECT, "spec": {}}));
    assert_eq!(calls.len(), 3);

    // Names that the user typed are not looked up again.
    let world = World::new([one(&prebuild(POOL, "PENDING"))]).with_names();
    assert_eq!(world.ok("prebuild trigger --project acme-api --class large"), sentence);
    assert_eq!(world.server.methods()[2..], ["CreatePrebuild"]);

    let world = World::new([one(&prebuild(POOL, "PENDING"))])
        .with_config(&format!("[defaults]\nproject = \"{PROJECT}\"\n"));
    assert_eq!(world.ok(&format!("prebuild trigger --class {CLASS} -o id")), format!("{POOL}\n"));
    assert_eq!(
        world.server.calls()[0].message(),
        json!({"projectId": PROJECT, "environmentClassId": CLASS, "spec": {}})
    );
}

#[test]
fn a_cancel_whose_response_was_lost_is_resolved_by_reading() {
    let line = format!("prebuild cancel {POOL}");
    let sentence = |verb| format!("{verb} {POOL}  project acme-api  class large\n");
    let in_phase = |phase| one(&prebuild(POOL, phase));

    let world = World::new([in_phase("CANCELLING")]).with_names();
    assert_eq!(world.ok(&line), sentence("canceling"));
    let world = World::new([Response::Hangup, in_phase("CANCELLED")]).with_names();
    assert_eq!(world.ok(&line), sentence("canceled"));
    // Nothing changed yet: the request is sent again.
    let world =
        World::new([Response::Hangup, in_phase("RUNNING"), in_phase("CANCELLING")]).with_names();
    assert_eq!(world.ok(&line), sentence("canceling"));
    let methods = ["CancelPrebuild", "GetPrebuild", "CancelPrebuild"];
    assert_eq!(world.server.methods()[..3], methods);

    let world = World::new([Response::Hangup, in_phase("COMPLETED")]);
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
    let world = World::new([Response::Hangup, denied]);
    let host = world.server.name();
    assert_eq!(
        world.run(&line).to_string(),
        format!(
            "------- stderr -------
error: outcome unknown: the request to cancel the prebuild {POOL} was sent, but the response was lost
  {host}: connection closed before the response
  reading it back also failed: the server says: no
  it is safe to run the same command again
hint: prebuildctl prebuild get {POOL}
[exit 13]
"
        )
    );
}

#[test]
fn a_prebuild_from_start_to_end() {
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

    let class = world
        .ok(&format!("prebuild trigger --project {ACME_API} --jq .metadata.environmentClassId -r"));
    assert_eq!(class, format!("{REGULAR}\n"));
}

#[test]
fn a_class_without_prebuilds_hints_at_the_project() {
    let world = World::local();
    for project in [ACME_API, ACME_LEGACY] {
        let shown = world.run(&format!("prebuild trigger --project {project} --class {SMALL}"));
        assert_eq!(shown.code, 7, "{shown}");
        let hint = format!("\nhint: prebuildctl project get {project}\n");
        assert!(shown.stderr.ends_with(&hint), "{shown}");
    }
    let shown = world.run(&format!("prebuild trigger --project {PROJECT}"));
    assert_eq!(shown.code, 6, "{shown}");
    assert!(shown.stderr.ends_with("\nhint: prebuildctl project list -o wide\n"), "{shown}");
}

#[test]
fn a_trigger_takes_an_address_and_a_time_limit() {
    let world = World::new([one(&prebuild(POOL, "PENDING"))]).with_names();
    world.ok(&format!("prebuild trigger {PROJECT}/{CLASS} --run-timeout 1h30m"));
    assert_eq!(
        world.server.calls()[0].message(),
        json!({"projectId": PROJECT, "environmentClassId": CLASS, "spec": {"timeout": "5400s"}})
    );
    let world = World::new([one(&prebuild(POOL, "PENDING"))]).with_names();
    world.ok("prebuild trigger acme-api/large --run-timeout 5m1ms -o id");
    let sent =
        world.server.calls().iter().map(Call::message).find(|call| call["spec"] != json!(null));
    assert_eq!(sent.unwrap()["spec"], json!({"timeout": "300.001s"}));

    let world = World::new([]);
    for (arguments, expected) in [
        ("acme-api/large --project acme-api", "error: ADDRESS cannot be used with --project\n"),
        (POOL, "error: \"0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11\" is not an address PROJECT/CLASS\n"),
        (
            "acme-api --run-timeout 2h1s",
            "error: \"acme-api\" is not an address PROJECT/CLASS
error: --run-timeout \"2h1s\" is out of range: a prebuild can run for 5m to 2h\n",
        ),
    ] {
        let shown = world.run(&format!("prebuild trigger {arguments}"));
        assert_eq!((shown.code, shown.stderr.as_str()), (2, expected));
    }
    let world = World::local();
    let id = world.ok("prebuild trigger acme-api/large --run-timeout 10m -o id");
    let shown = world.ok(&format!("prebuild get {id}"));
    assert!(shown.contains("\ntimeout    600s\n"), "{shown}");
}
