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
  the pool {POOL} has the size 1..3 and is ready
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

/// Creates a pool where one of size 3..8 exists.
fn create_existing(flags: &str, answers: impl IntoIterator<Item = Response>) -> World {
    let first = [already_exists(), page(&[pool(POOL, 3, 8)], "")];
    let world = World::new(first.into_iter().chain(answers));
    let shown = world.run(&create(&format!("--if-exists update {flags}")));
    assert_eq!(shown.code, 0, "{shown}");
    world
}

#[test]
fn if_exists_update_changes_only_the_sizes_that_are_given() {
    for (flags, min, max) in [("--max 10", 3, 10), ("--min 0", 0, 8), ("--size 5", 5, 5)] {
        let world = create_existing(flags, [one(POOL, min, max)]);
        let request = json!({"warmPoolId": POOL, "minSize": min, "maxSize": max});
        assert_eq!(world.server.calls()[2].message(), request, "{flags}");
    }
    let world = create_existing("", []);
    assert_eq!(world.server.methods(), ["CreateWarmPool", "ListWarmPools"]);
    create_existing("--max 8", []);

    let world = World::new([already_exists(), page(&[pool(POOL, 3, 8)], "")]);
    let shown = world.run(&create("--max 2 --if-exists update"));
    assert_eq!(
        shown.to_string(),
        "------- stderr -------\nerror: --max 2 is below the pool's min 3\n[exit 2]\n"
    );
}

#[test]
fn a_pool_of_another_size_after_a_lost_response_is_kept_by_skip() {
    for flags in ["--if-exists skip --max 5", "--if-exists update"] {
        let world = World::new([Response::Hangup, page(&[pool(POOL, 3, 8)], "")]);
        assert_eq!(world.ok(&create(flags)), sentence("already exists", "3..8"));
    }
}

#[test]
fn the_hint_for_an_existing_pool_offers_only_sizes_that_were_given() {
    for (flags, hint) in [
        ("--max 5", format!("update {POOL} --max 5")),
        ("--min 0", format!("update {POOL} --min 0")),
        ("", format!("get {POOL}")),
    ] {
        let world = World::new([already_exists(), page(&[pool(POOL, 3, 8)], "")]);
        let shown = world.run(&create(flags));
        assert!(
            shown.stderr.ends_with(&format!("hint: prebuildctl warm-pool {hint}\n")),
            "{shown}"
        );
    }
}

#[test]
fn a_dry_run_prints_the_update_if_the_pool_exists() {
    let request = |world: &World, flags: &str| -> serde_json::Value {
        let text = world.ok(&create(&format!("{flags} --dry-run -o json")));
        serde_json::from_str(&text).unwrap()
    };
    let world = World::new([page(&[pool(POOL, 3, 8)], "")]);
    let update = request(&world, "--if-exists update --max 10");
    assert!(update["url"].as_str().unwrap().ends_with("/UpdateWarmPool"), "{update}");
    assert_eq!(update["body"], json!({"warmPoolId": POOL, "minSize": 3, "maxSize": 10}));
    assert_eq!(world.server.methods(), ["ListWarmPools"]);

    let world = World::new([page(&[], "")]);
    let create = request(&world, "--if-exists update --max 10");
    assert!(create["url"].as_str().unwrap().ends_with("/CreateWarmPool"), "{create}");
    assert_eq!(create["body"]["minSize"], 1);
    let create = request(&World::signed_out([]), "--if-exists update");
    assert!(create["url"].as_str().unwrap().ends_with("/CreateWarmPool"), "nothing would change");
}

#[test]
fn an_address_names_the_project_and_the_class() {
    let world = World::new([one(POOL, 1, 5)]).with_names();
    let created = world.ok("wp create acme-api/large --min 1 --max 5");
    assert_eq!(created, format!("created acme-api/large  {POOL}  size 1..5\n"));
    for (line, expected) in [
        ("wp create acme-api", "error: \"acme-api\" is not a pool: use PROJECT/CLASS or an id\n"),
        (&format!("wp create {POOL}"), "is the id of a pool: use PROJECT/CLASS\n"),
        ("wp create acme-api/large --class large", "--class"),
        ("wp create", "error: "),
    ] {
        let shown = World::signed_out([]).run(line);
        assert!(shown.stderr.contains(expected), "{line}: {shown}");
        assert_eq!(shown.code, 2, "{line}");
    }
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
