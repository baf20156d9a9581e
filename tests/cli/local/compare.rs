//! `local compare`: a service against the embedded API.

use std::fs;

use serde_json::Value;

use crate::support::{
    CLASS, POOL, PROJECT, RUNNER, Response, World, classes, error, home, last_page, page, pool,
    prebuild, projects, runners,
};

#[cfg(unix)] // connection resets
mod changes;
#[cfg(unix)] // signals
mod interrupted;

const IDENTITY: &str = r#"{"subject":{"id":"f53d2330-3795-4c5d-a1f3-453121af9c60","principal":"PRINCIPAL_USER"},"organizationId":"0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01","organizationTier":"enterprise"}"#;

/// A service that answers every read, but does not check requests.
fn lenient_service() -> World {
    let world = World::new([]);
    let server = &world.server;
    let always = |method: &str, body: &str| server.always(method, Response::json(200, body));
    always("GetAuthenticatedIdentity", IDENTITY);
    server.always("ListProjects", projects(&[(PROJECT, "acme-api")]));
    always(
        "GetProject",
        &format!(
            r#"{{"project":{{"id":"{PROJECT}","metadata":{{"name":"acme-api"}},"prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{CLASS}"]}}}}}}"#
        ),
    );
    server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", RUNNER)]));
    always(
        "GetEnvironmentClass",
        &format!(
            r#"{{"environmentClass":{{"id":"{CLASS}","displayName":"large","runnerId":"{RUNNER}","enabled":true}}}}"#
        ),
    );
    server.always("ListRunners", runners(&[(RUNNER, "aws-eu")]));
    always("GetRunner", &format!(r#"{{"runner":{{"runnerId":"{RUNNER}","name":5}}}}"#));
    server.always("ListPrebuilds", last_page("prebuilds", &[prebuild(POOL, "COMPLETED")]));
    server.always("ListWarmPools", page(&[], ""));
    server.always("GetWarmPool", error(403, "permission_denied", "not yours"));
    world
}

#[test]
fn every_difference_is_shown_with_the_assumption_that_it_refutes() {
    let world = lenient_service();
    let shown = world.run("local compare --project acme-api").replace(&world.server.name(), "HOST");
    assert_eq!(
        shown.to_string(),
        "\
same       identity
same       project
same       projects
same       class
same       classes
different  runner
             runner.name: number, embedded API: text
same       runners
same       prebuilds
same       pools
skipped    pool                      there is no warm pool
same       pools-of-class
same       page-of-one
different  unknown-pool
             code: permission_denied, embedded API: not_found
             the server says: not yours
             assumed: a pool that does not exist is not_found
different  unknown-project
             code: ok, embedded API: not_found
             assumed: a project that does not exist is not_found
different  unknown-class
             code: ok, embedded API: not_found
             assumed: a class that does not exist is not_found
same       pools-of-unknown-project  a filter with an id that names nothing gives an empty list
different  missing-id
             code: permission_denied, embedded API: invalid_argument
             the server says: not yours
             assumed: a missing id is invalid_argument
different  invalid-id
             code: permission_denied, embedded API: invalid_argument
             the server says: not yours
             assumed: an id that is no UUID is invalid_argument
different  page-size-101
             code: ok, embedded API: invalid_argument
             assumed: a page size above 100 is invalid_argument
different  invalid-page-token
             code: ok, embedded API: invalid_argument
             assumed: a page token that the service did not give is invalid_argument
different  too-many-ids
             code: ok, embedded API: invalid_argument
             assumed: more than 25 ids in a filter are invalid_argument
9 differences in 20 steps, 1 skipped
------- stderr -------
comparing acme-api/large of HOST with acme-api/large of the embedded API
only reads were compared; --yes also creates, resizes and deletes a pool
[exit 3]
"
    );
    let is_read = |method: &String| method.starts_with("Get") || method.starts_with("List");
    assert!(world.server.methods().iter().all(is_read));
    assert!(!world.home.path().join(".local").exists(), "reads leave nothing on this machine");
}

#[test]
fn json_has_what_both_sides_showed_and_nothing_of_the_account() {
    let world = lenient_service();
    let shown = world.run("local compare --project acme-api -o json");
    assert_eq!((shown.code, shown.stderr.as_str()), (3, ""));
    let report: Value = serde_json::from_str(&shown.stdout).unwrap();
    let text = |key: &str| report[key].as_str().unwrap().to_owned();
    assert_eq!(report["formatVersion"], 1);
    assert_eq!((text("host"), text("address")), (world.server.name(), "acme-api/large".into()));
    assert_eq!(text("embeddedAddress"), "acme-api/large");
    assert_eq!((&report["changes"], &report["complete"]), (&false.into(), &true.into()));
    let step = |name: &str| {
        let steps = report["steps"].as_array().unwrap();
        steps.iter().find(|step| step["step"] == name).unwrap().clone()
    };
    assert_eq!(
        step("unknown-pool"),
        serde_json::json!({
            "step": "unknown-pool",
            "method": "PrebuildService/GetWarmPool",
            "result": "different",
            "assumption": "a pool that does not exist is not_found",
            "reason": null,
            "service": {
                "httpStatus": 403, "code": "permission_denied", "message": "not yours", "fields": {},
            },
            "embedded": {
                "httpStatus": 404, "code": "not_found", "message": "warm pool not found",
                "fields": {},
            },
            "differences": [
                { "field": "code", "service": "permission_denied", "embedded": "not_found" },
            ],
            "notes": [],
        })
    );
    let class = step("class");
    assert_eq!(class["service"]["fields"]["environmentClass.id"], serde_json::json!(["id"]));
    let is_absent = |note: &&Value| note["service"] == "absent";
    let notes = class["notes"].as_array().unwrap();
    assert!(notes.iter().filter(is_absent).count() > 0, "{class}");
    for secret in [PROJECT, CLASS, RUNNER, POOL, "aws-eu", "2026-05-01"] {
        assert!(!shown.stdout.contains(secret), "{secret}: {shown}");
    }
}

#[test]
fn every_format_and_a_filter_are_supported() {
    let world = lenient_service();
    let line = |format: &str| format!("local compare --project {PROJECT} --class {CLASS} {format}");
    let shown = world.run(&line("-o csv --columns step,result,service,embedded,details"));
    assert!(shown.stdout.starts_with("STEP,RESULT,SERVICE,EMBEDDED,DETAILS\n"), "{shown}");
    let row = "page-size-101,different,200,400 invalid_argument,\"code: ok, embedded API: invalid_argument\"\n";
    assert!(shown.stdout.contains(row), "{shown}");
    assert!(world.run(&line("-o name")).stdout.starts_with("identity\nproject\n"));
    let shown = world.run(&line("-o jsonl"));
    assert_eq!((shown.code, shown.stdout.lines().count()), (3, 21));
    let filter = ["--jq", "[.steps[] | select(.result == \"different\")] | length"];
    let words = line("");
    let words: Vec<_> = words.split_whitespace().chain(filter).collect();
    assert_eq!(world.run_words(&words).stdout, "9\n");
    let shown = world.run(&line("-o csv --columns stepp"));
    assert_eq!((shown.code, shown.stdout.as_str()), (2, ""));
}

#[test]
fn the_embedded_api_is_not_compared_with_itself() {
    let expected = |source: &str| {
        format!(
            "------- stderr -------
error: the embedded API cannot be compared with itself
  {source} chooses the embedded API
  use --host to name the service
[exit 2]
"
        )
    };
    let world = World::new([]);
    let shown = world.run("--local local compare --project acme-api");
    assert_eq!(shown.to_string(), expected("--local"));
    let shown = world.run("local compare --project acme-api --host local");
    assert_eq!(shown.to_string(), expected("--host"));
    let shown = world.run("local compare");
    assert!(shown.stderr.contains("error: --project is required"), "{shown}");
    assert_eq!(shown.code, 2);

    let world = lenient_service().with("PREBUILDCTL_LOCAL", "1");
    assert_eq!(world.run("local compare --project acme-api").code, 3);
}

#[test]
fn a_class_that_has_a_pool_is_left_alone() {
    let world = lenient_service();
    world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5)], ""));
    world.server.always("GetWarmPool", crate::support::one(POOL, 1, 5));
    let shown = world.run("local compare --project acme-api --class large --yes");
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: acme-api/large already has a warm pool, which is left alone
  to compare changes, use --class to name a class without a pool
  without --yes only reads are compared
hint: prebuildctl project get {PROJECT}
[exit 7]
"
        )
    );
    assert!(
        !world
            .server
            .methods()
            .iter()
            .any(|method| method.ends_with("WarmPool") && method != "GetWarmPool")
    );
    let shown = world.run("local compare --project acme-api --class large");
    assert!(shown.stdout.contains("same       pool\n"), "{shown}");
    assert!(shown.stderr.contains("with acme-api/regular of the embedded API"), "{shown}");

    let deleting = pool(POOL, 1, 5).replace("PHASE_READY", "PHASE_DELETING");
    world.server.always("ListWarmPools", page(&[deleting], ""));
    let shown = world.run("local compare --project acme-api --yes");
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: the previous warm pool of acme-api/large is still being deleted
hint: prebuildctl warm-pool wait {POOL} --for deleted
[exit 7]
"
        )
    );
}

#[test]
fn a_token_that_may_not_create_pools() {
    let world = lenient_service();
    world.server.always("CreateWarmPool", error(403, "permission_denied", "read-only token"));
    let shown = world.run("local compare --project acme-api --yes");
    assert_eq!(shown.code, 5, "{shown}");
    let end = "skipped    wait-default-sizes-deleted    not reached\n9 differences in 20 steps, 34 skipped\n";
    assert!(shown.stdout.ends_with(end), "{shown}");
    assert!(
        shown.stderr.ends_with(
            "error: cannot compare create: PrebuildService/CreateWarmPool failed
  the server says: read-only token
hint: prebuildctl auth status
"
        ),
        "{shown}"
    );
    let record = home::state_file(world.home.path(), "compare.json");
    assert_eq!(fs::read_to_string(record).unwrap(), "[]");
}

#[test]
fn without_a_token_or_a_network_nothing_is_compared() {
    let world = lenient_service();
    world.server.always("GetAuthenticatedIdentity", error(401, "unauthenticated", "expired"));
    let shown = world.run("local compare --project acme-api --yes");
    assert_eq!((shown.code, shown.stdout.as_str()), (4, ""), "{shown}");
    let shown = world.run("local compare --project acme-api --host http://127.0.0.1:1 --retries 0");
    assert_eq!((shown.code, shown.stdout.as_str()), (11, ""), "{shown}");
    assert!(shown.stderr.starts_with("error: cannot read the identity\n"), "{shown}");
}

#[test]
fn a_record_that_cannot_be_read_is_not_overwritten() {
    let world = lenient_service();
    let record = home::state_file(world.home.path(), "compare.json");
    fs::create_dir_all(record.parent().unwrap()).unwrap();
    fs::write(&record, "{").unwrap();
    let shown = world.run("local compare --project acme-api --yes");
    assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{shown}");
    assert!(shown.stderr.contains("is not a record of scratch pools"), "{shown}");
    assert_eq!(fs::read_to_string(record).unwrap(), "{");
    assert_eq!(world.run("local compare --project acme-api").code, 3);
}

#[test]
fn the_guide_shows_what_is_printed() {
    let guide = fs::read_to_string("docs/guide/compare.md").unwrap();
    let (_, block) = guide.split_once("```text\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let shown = lenient_service().run("local compare --project acme-api");
    for line in block.lines() {
        assert!(shown.stdout.lines().any(|printed| printed == line), "{line}");
    }
}
