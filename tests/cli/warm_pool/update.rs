use serde_json::json;

use crate::support::{CLASS, POOL, PROJECT, Response, World, error, one, page, pool};

fn update(flags: &str) -> String {
    format!("wp update {POOL} {flags}")
}

/// What is printed for the pool.
fn sentence(action: &str, size: &str) -> String {
    format!("{action} {PROJECT}/{CLASS}  {POOL}  size {size}\n")
}

#[test]
fn reads_the_pool_and_sends_both_sizes() {
    let world = World::new([one(POOL, 2, 5), one(POOL, 2, 8)]);
    assert_eq!(world.ok(&update("--max 8")), sentence("updated", "2..8"));
    assert_eq!(world.server.methods(), ["GetWarmPool", "UpdateWarmPool"]);
    let request = json!({"warmPoolId": POOL, "minSize": 2, "maxSize": 8});
    assert_eq!(world.server.calls()[1].message(), request);
}

#[test]
fn a_pool_that_already_has_the_sizes_is_unchanged() {
    let world = World::new([one(POOL, 2, 5)]);
    assert_eq!(world.ok(&update("--min 2 --max 5")), sentence("unchanged", "2..5"));
}

#[test]
fn the_resulting_size_is_checked_before_it_is_sent() {
    let world = World::new([one(POOL, 3, 5)]);
    assert_eq!(
        world.run(&update("--max 2")).to_string(),
        "------- stderr -------\nerror: --max 2 is below the pool's min 3\n[exit 2]\n"
    );
}

#[test]
fn other_errors_are_reported_together_before_a_credential_is_needed() {
    let world = World::signed_out([]);
    assert_eq!(
        world.run("wp update acme-api --max 0").to_string(),
        "------- stderr -------
error: \"acme-api\" is not a pool: use PROJECT/CLASS or an id
error: --max 0 is out of range: a warm pool holds at least 1 and at most 20 instances
[exit 2]
"
    );
    assert_eq!(world.run(&update("--min 6 --max 5")).code, 2);
    let shown = world.run(&update(""));
    assert_eq!(shown.stderr, "error: nothing to change: use --min, --max or both\n");
}

#[test]
fn a_dry_run_reads_the_pool_and_prints_the_request() {
    let world = World::new([one(POOL, 2, 5)]);
    let url = format!("{}/api/gitpod.v1.PrebuildService/UpdateWarmPool", world.server.url());
    assert_eq!(
        world.ok(&update("--max 8 --dry-run")),
        format!(
            "POST {url}\n{{\n  \"warmPoolId\": \"{POOL}\",\n  \"minSize\": 2,\n  \"maxSize\": 8\n}}\n"
        )
    );
}

#[test]
fn a_lost_response_is_resolved_by_reading_back() {
    let world = World::new([one(POOL, 2, 5), Response::Hangup, one(POOL, 2, 8)]);
    assert_eq!(world.ok(&update("--max 8")), sentence("unchanged", "2..8"));
    assert_eq!(world.server.methods(), ["GetWarmPool", "UpdateWarmPool", "GetWarmPool"]);
}

#[test]
fn a_changed_version_alone_is_no_conflict() {
    let rotated = pool(POOL, 2, 5).replace(r#""specVersion":"3""#, r#""specVersion":"4""#);
    let rotated = Response::json(200, &format!(r#"{{"warmPool":{rotated}}}"#));
    let world = World::new([one(POOL, 2, 5), Response::Hangup, rotated, one(POOL, 2, 8)]);
    assert_eq!(world.ok(&update("--max 8")), sentence("updated", "2..8"));
}

#[test]
fn sizes_that_someone_else_set_meanwhile_are_a_conflict() {
    let world = World::new([one(POOL, 2, 5), Response::Hangup, one(POOL, 0, 9)]);
    let shown = world.run(&update("--max 8"));
    assert_eq!(shown.code, 7);
    assert!(shown.stderr.contains(&format!("the pool {POOL} has the size 0..9")), "{shown}");
}

#[test]
fn aborted_is_retried_once_after_reading_back() {
    let aborted = || error(409, "aborted", "concurrent change");
    let world = World::new([one(POOL, 2, 5), aborted(), one(POOL, 2, 5), one(POOL, 2, 8)]);
    assert_eq!(world.run(&update("--max 8")).code, 0);

    let world = World::new([one(POOL, 2, 5), aborted(), one(POOL, 2, 5), aborted()]);
    assert_eq!(world.run(&update("--max 8")).code, 7);
}

#[test]
fn errors_name_the_pool_as_it_was_typed() {
    let answers = [page(&[pool(POOL, 2, 5)], ""), error(403, "permission_denied", "no")];
    let shown = World::new(answers).with_names().run("wp update acme-api/large --max 8");
    let expected = "error: cannot resize the warm pool acme-api/large to 2..8\n";
    assert!(shown.stderr.starts_with(expected), "{shown}");
}

#[test]
fn an_address_is_resolved_once() {
    let world = World::new([page(&[pool(POOL, 2, 5)], ""), one(POOL, 2, 8)]);
    assert_eq!(world.run(&format!("wp update {PROJECT}/{CLASS} --max 8")).code, 0);
    assert_eq!(world.server.calls()[1].message()["warmPoolId"], POOL);
}

#[test]
fn invalid_sizes_can_be_replaced() {
    let shown = World::new([one(POOL, 20, 1)]).run(&update("--max 8"));
    assert_eq!(
        shown.stderr,
        format!(
            "error: the current sizes of the warm pool {POOL} are invalid: use both --min and --max\n"
        )
    );
    let world = World::new([one(POOL, 20, 1), one(POOL, 2, 8)]);
    assert_eq!(world.run(&update("--min 2 --max 8")).code, 0);
}
