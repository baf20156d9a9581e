use serde_json::json;

use crate::support::{Answer, CLASS, POOL, PROJECT, World, error, one, page, pool};

fn create(rest: &str) -> String {
    format!("wp create --project {PROJECT} --class {CLASS} {rest}")
}

#[test]
fn sends_both_sizes_and_says_what_it_made() {
    let world = World::new([one(POOL, 1, 5)]);
    let shown = world.run(&create("--min 1 --max 5"));
    assert_eq!(
        shown.to_string(),
        format!("created {PROJECT}/{CLASS}  {POOL}  size 1..5\n[exit 0]\n")
    );
    let calls = world.server.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].path, "/api/gitpod.v1.PrebuildService/CreateWarmPool");
    assert_eq!(
        calls[0].message(),
        json!({"projectId": PROJECT, "environmentClassId": CLASS, "minSize": 1, "maxSize": 5})
    );
}

#[test]
fn a_missing_size_follows_from_the_other() {
    for (flags, min, max) in [("", 1, 2), ("--min 4", 4, 4), ("--max 7", 1, 7), ("--size 3", 3, 3)]
    {
        let world = World::new([one(POOL, min, max)]);
        assert_eq!(world.run(&create(flags)).code, 0);
        let message = world.server.calls()[0].message();
        assert_eq!((&message["minSize"], &message["maxSize"]), (&json!(min), &json!(max)));
    }
}

#[test]
fn everything_wrong_is_told_at_once_and_nothing_is_sent() {
    let world = World::new([]);
    let shown = world.run("wp create --project id:acme-api --class name: --min 21 --max 0");
    assert_eq!(
        shown.to_string(),
        r#"------- stderr -------
error: --project: "acme-api" is not an id (a UUID such as 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11)
error: --class: a name is wanted, and the word is blank
error: --min 21 is out of range: a warm pool keeps at least 0 and at most 20 instances
error: --max 0 is out of range: a warm pool holds at least 1 and at most 20 instances
error: --min 21 is above --max 0
[exit 2]
"#
    );
}

#[test]
fn the_profile_can_name_the_usual_project() {
    let config = format!("[profiles.default]\nproject = \"{PROJECT}\"\n");
    let world = World::new([one(POOL, 1, 2)]).configured(&config);
    assert_eq!(world.run(&format!("wp create --class {CLASS}")).code, 0);

    let world = World::new([]);
    let shown = world.run(&format!("wp create --class {CLASS}"));
    assert_eq!(shown.stderr, "error: --project is required (the profile has no default project)\n");
    assert_eq!(shown.code, 2);
}

#[test]
fn the_result_in_json_is_the_services_object() {
    let world = World::new([one(POOL, 0, 5)]);
    let shown = world.run(&create("--min 0 --max 5 -o json"));
    let value: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(value["id"], POOL);
    assert_eq!(value["spec"]["minSize"], 0);
    assert_eq!(value["status"]["statusVersion"], "9007199254740993");
    assert_eq!(shown.stderr, "");
}

#[test]
fn a_dry_run_shows_the_request_and_needs_no_token() {
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

#[test]
fn a_pair_that_has_a_pool_fails_with_the_way_to_change_it() {
    let taken = || error(409, "already_exists", "pool exists");
    let world = World::new([taken(), page(&[pool(POOL, 1, 3)], "")]);
    let shown = world.run(&create("--min 1 --max 5"));
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot create the warm pool of {PROJECT}/{CLASS}: it exists already
  {PROJECT}/{CLASS} has the pool {POOL} of size 1..3, which is ready
  to change its sizes: prebuildctl warm-pool update {POOL} --min 1 --max 5
[exit 7]
"
        )
    );
    assert_eq!(world.server.methods(), ["CreateWarmPool", "ListWarmPools"]);
}

#[test]
fn if_exists_skip_leaves_the_pool_and_update_resizes_it() {
    let taken = || error(409, "already_exists", "pool exists");
    let world = World::new([taken(), page(&[pool(POOL, 1, 3)], "")]);
    let shown = world.run(&create("--min 1 --max 5 --if-exists skip"));
    assert_eq!(
        shown.to_string(),
        format!("exists {PROJECT}/{CLASS}  {POOL}  size 1..3\n[exit 0]\n")
    );

    let world = World::new([taken(), page(&[pool(POOL, 1, 3)], ""), one(POOL, 1, 5)]);
    let shown = world.run(&create("--min 1 --max 5 --if-exists update"));
    assert_eq!(
        shown.to_string(),
        format!("updated {PROJECT}/{CLASS}  {POOL}  size 1..5\n[exit 0]\n")
    );
    assert_eq!(
        world.server.calls()[2].message(),
        json!({"warmPoolId": POOL, "minSize": 1, "maxSize": 5})
    );

    let world = World::new([taken(), page(&[pool(POOL, 1, 5)], "")]);
    let shown = world.run(&create("--min 1 --max 5 --if-exists update"));
    assert!(shown.stdout.starts_with("unchanged "), "{shown}");
}

#[test]
fn a_lost_answer_is_resolved_by_reading() {
    let world = World::new([Answer::Hangup, page(&[pool(POOL, 1, 5)], "")]);
    let shown = world.run(&create("--min 1 --max 5"));
    assert_eq!(
        shown.to_string(),
        format!("exists with these sizes {PROJECT}/{CLASS}  {POOL}  size 1..5\n[exit 0]\n")
    );
    let filter = world.server.calls()[1].message()["filter"].clone();
    assert_eq!(filter, json!({"projectIds": [PROJECT], "environmentClassIds": [CLASS]}));
}

#[test]
fn a_create_that_never_arrived_is_sent_again_only_after_reading() {
    let world = World::new([Answer::Hangup, page(&[], ""), one(POOL, 1, 5)]);
    let shown = world.run(&create("--min 1 --max 5"));
    assert!(shown.stdout.starts_with("created "), "{shown}");
    let expected = ["CreateWarmPool", "ListWarmPools", "CreateWarmPool"];
    assert_eq!(world.server.methods(), expected);
}

#[test]
fn an_answer_about_another_pair_is_not_taken_for_ours() {
    let other = pool(POOL, 1, 5).replace(PROJECT, CLASS);
    let answer = Answer::json(200, &format!(r#"{{"warmPool":{other}}}"#));
    let world = World::new([answer, page(&[pool(POOL, 1, 5)], "")]);
    let shown = world.run(&create("--min 1 --max 5"));
    assert!(shown.stdout.starts_with("exists with these sizes"), "{shown}");
}

#[test]
fn what_cannot_be_resolved_is_unknown_and_never_called_a_failure() {
    let down = || Answer::of(503, &[("content-type", "text/html")], b"<title>Down</title>");
    let world = World::new([down(), down()]);
    let shown = world.run(&create("--min 1 --max 5 --retries 0"));
    let host = world.server.name();
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: it is not known whether the attempt to create the warm pool of {PROJECT}/{CLASS} succeeded
  {host} answered with something that is not the API: HTTP 503 text/html (Down)
  reading it back failed too: {host} answered with something that is not the API: HTTP 503 text/html (Down)
  running the same command again is safe
  what is true now: prebuildctl warm-pool list --project {PROJECT} --class {CLASS}
[exit 13]
"
        )
    );
}

#[test]
fn an_old_pool_that_is_being_removed_is_said_to_be_so() {
    let leaving = pool(POOL, 1, 5).replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETING");
    let world = World::new([error(409, "already_exists", "x"), page(&[leaving], "")]);
    let shown = world.run(&create("--min 1 --max 5 --if-exists update"));
    assert_eq!(shown.code, 7);
    assert!(shown.stderr.contains("the old pool is being removed"), "{shown}");
}
