use serde_json::json;

use crate::support::{CLASS, POOL, PROJECT, Response, World, error, one, page, pool};

fn create(rest: &str) -> String {
    format!("wp create --project {PROJECT} --class {CLASS} {rest}")
}

/// What is printed for the pool.
fn sentence(action: &str, size: &str) -> String {
    format!("{action} {PROJECT}/{CLASS}  {POOL}  size {size}\n")
}

#[test]
fn sends_both_sizes_and_prints_the_created_pool() {
    let world = World::new([one(POOL, 1, 5)]);
    assert_eq!(world.ok(&create("--min 1 --max 5")), sentence("created", "1..5"));
    let calls = world.server.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].path, "/api/gitpod.v1.PrebuildService/CreateWarmPool");
    let request =
        json!({"projectId": PROJECT, "environmentClassId": CLASS, "minSize": 1, "maxSize": 5});
    assert_eq!(calls[0].message(), request);
}

#[test]
fn a_missing_size_is_adjusted_to_the_other() {
    for (flags, min, max) in [("", 1, 2), ("--min 4", 4, 4), ("--max 7", 1, 7), ("--size 3", 3, 3)]
    {
        let world = World::new([one(POOL, min, max)]);
        assert_eq!(world.run(&create(flags)).code, 0);
        let message = world.server.calls()[0].message();
        assert_eq!((&message["minSize"], &message["maxSize"]), (&json!(min), &json!(max)));
    }
}

#[test]
fn all_errors_are_reported_together_before_a_credential_is_needed() {
    let world = World::signed_out([]);
    let shown = world.run("wp create --project id:acme-api --class name: --min 21 --max 0");
    assert_eq!(
        shown.to_string(),
        r#"------- stderr -------
error: --project: "acme-api" is not an id (a UUID such as 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11)
error: --class: the name is empty
error: --min 21 is out of range: a warm pool keeps at least 0 and at most 20 instances
error: --max 0 is out of range: a warm pool holds at least 1 and at most 20 instances
error: --min 21 is above --max 0
[exit 2]
"#
    );
}

#[test]
fn the_project_defaults_to_the_profiles() {
    let config = format!("[profiles.default]\nproject = \"{PROJECT}\"\n");
    let world = World::new([one(POOL, 1, 2)]).with_config(&config);
    assert_eq!(world.run(&format!("wp create --class {CLASS}")).code, 0);

    let shown = World::new([]).run(&format!("wp create --class {CLASS}"));
    assert_eq!(shown.stderr, "error: --project is required (the profile has no default project)\n");
    assert_eq!(shown.code, 2);
}

#[test]
fn the_result_in_json_is_the_services_object() {
    let world = World::new([one(POOL, 0, 5)]);
    let stdout = world.ok(&create("--min 0 --max 5 -o json"));
    let value: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(value["id"], POOL);
    assert_eq!(value["spec"]["minSize"], 0);
    assert_eq!(value["status"]["statusVersion"], "9007199254740993");
}

#[test]
fn a_dry_run_prints_the_request_and_needs_no_token() {
    let world = World::signed_out([]);
    let shown = world.run(&create("--max 5 --dry-run -o json"));
    let value: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    let url = format!("{}/api/gitpod.v1.PrebuildService/CreateWarmPool", world.server.url());
    assert_eq!(
        value,
        json!({"method": "POST", "url": url, "body":
            {"projectId": PROJECT, "environmentClassId": CLASS, "minSize": 1, "maxSize": 5}})
    );
}

fn already_exists() -> Response {
    error(409, "already_exists", "pool exists")
}

#[test]
fn an_existing_pool_is_an_error_with_the_command_that_resizes_it() {
    let world = World::new([already_exists(), page(&[pool(POOL, 1, 3)], "")]);
    assert_eq!(
        world.run(&create("--min 1 --max 5")).to_string(),
        format!(
            "------- stderr -------
error: cannot create the warm pool {PROJECT}/{CLASS}: it already exists
  {PROJECT}/{CLASS} has the pool {POOL} of size 1..3, which is ready
hint: prebuildctl warm-pool update {POOL} --min 1 --max 5
[exit 7]
"
        )
    );
    assert_eq!(world.server.methods(), ["CreateWarmPool", "ListWarmPools"]);
}

#[test]
fn if_exists_skip_keeps_the_pool_and_update_resizes_it() {
    let (skip, update) = ("--min 1 --max 5 --if-exists skip", "--min 1 --max 5 --if-exists update");
    let world = World::new([already_exists(), page(&[pool(POOL, 1, 3)], "")]);
    assert_eq!(world.ok(&create(skip)), sentence("already exists", "1..3"));

    let world = World::new([already_exists(), page(&[pool(POOL, 1, 3)], ""), one(POOL, 1, 5)]);
    assert_eq!(world.ok(&create(update)), sentence("updated", "1..5"));
    let request = json!({"warmPoolId": POOL, "minSize": 1, "maxSize": 5});
    assert_eq!(world.server.calls()[2].message(), request);

    let world = World::new([already_exists(), page(&[pool(POOL, 1, 5)], "")]);
    assert_eq!(world.ok(&create(update)), sentence("unchanged", "1..5"));
}

#[test]
fn a_lost_response_is_resolved_by_reading_back() {
    let world = World::new([Response::Hangup, page(&[pool(POOL, 1, 5)], "")]);
    assert_eq!(world.ok(&create("--min 1 --max 5")), sentence("already exists", "1..5"));
    let filter = world.server.calls()[1].message()["filter"].clone();
    assert_eq!(filter, json!({"projectIds": [PROJECT], "environmentClassIds": [CLASS]}));
}

#[test]
fn a_create_that_never_arrived_is_sent_again_only_after_reading_back() {
    let world = World::new([Response::Hangup, page(&[], ""), one(POOL, 1, 5)]);
    assert_eq!(world.ok(&create("--min 1 --max 5")), sentence("created", "1..5"));
    let expected = ["CreateWarmPool", "ListWarmPools", "CreateWarmPool"];
    assert_eq!(world.server.methods(), expected);
}

#[test]
fn a_response_about_another_pool_counts_as_lost() {
    let other = pool(POOL, 1, 5).replace(PROJECT, CLASS);
    let response = Response::json(200, &format!(r#"{{"warmPool":{other}}}"#));
    let world = World::new([response, page(&[pool(POOL, 1, 5)], "")]);
    assert_eq!(world.ok(&create("--min 1 --max 5")), sentence("already exists", "1..5"));
}

#[test]
fn an_unresolved_outcome_is_unknown_and_never_called_a_failure() {
    let down = || Response::new(503, &[("content-type", "text/html")], b"<title>Down</title>");
    let world = World::new([down(), down()]);
    let shown = world.run(&create("--min 1 --max 5 --retries 0"));
    let host = world.server.name();
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: outcome unknown: the request to create the warm pool {PROJECT}/{CLASS} was sent, but the response was lost
  {host}: unexpected response (HTTP 503 text/html \"Down\")
  reading it back also failed: {host}: unexpected response (HTTP 503 text/html \"Down\")
  it is safe to run the same command again
hint: prebuildctl warm-pool list --project {PROJECT} --class {CLASS}
[exit 13]
"
        )
    );
}

#[test]
fn a_previous_pool_that_is_still_being_deleted_is_the_reason() {
    let deleting = pool(POOL, 1, 5).replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETING");
    let world = World::new([already_exists(), page(&[deleting], "")]);
    let shown = world.run(&create("--min 1 --max 5 --if-exists update"));
    assert_eq!(shown.code, 7);
    assert!(shown.stderr.contains("the previous pool is still being deleted"), "{shown}");
}
