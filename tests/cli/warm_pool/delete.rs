use crate::support::{CLASS, POOL, PROJECT, Response, World, error, one, page, pool};

const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";

fn deleted() -> Response {
    Response::json(200, "{}")
}

fn missing() -> Response {
    error(404, "not_found", "warm pool not found")
}

fn denied() -> Response {
    error(403, "permission_denied", "token is read-only")
}

#[test]
fn deletes_by_id_in_one_call() {
    let world = World::new([deleted()]);
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes")), format!("deleting {POOL}\n"));
    assert_eq!(world.server.methods(), ["DeleteWarmPool"]);
    assert_eq!(world.server.calls()[0].body, format!(r#"{{"warmPoolId":"{POOL}"}}"#));
}

#[test]
fn without_a_terminal_it_needs_yes_and_sends_nothing() {
    assert_eq!(
        World::signed_out([]).run(&format!("wp rm {POOL}")).to_string(),
        "------- stderr -------
error: cannot ask for confirmation: stdin is not a terminal
  use --yes to delete without confirmation
[exit 2]
"
    );
}

#[test]
fn several_pools_are_resolved_before_any_is_deleted() {
    let world = World::new([page(&[], "")]);
    let shown = world.run(&format!("wp delete {POOL} {PROJECT}/{CLASS} --yes"));
    assert_eq!(shown.code, 6);
    assert_eq!(world.server.methods(), ["ListWarmPools"]);
}

#[test]
fn a_pool_named_twice_is_deleted_once() {
    let world = World::new([page(&[pool(POOL, 1, 2)], ""), deleted()]);
    let shown = world.run(&format!("wp delete {POOL} {PROJECT}/{CLASS} id:{POOL} --yes -o json"));
    assert_eq!(
        shown.stdout,
        format!("[\n  {{\n    \"id\": \"{POOL}\",\n    \"result\": \"deleting\"\n  }}\n]\n")
    );
}

#[test]
fn a_missing_pool_is_an_error_unless_it_is_allowed() {
    let world = World::new([missing()]);
    assert_eq!(world.run(&format!("wp delete {POOL} --yes")).code, 6);
    let world = World::new([missing()]);
    let stdout = world.ok(&format!("wp delete {POOL} --yes --if-missing ok"));
    assert_eq!(stdout, format!("missing {POOL}\n"));
}

#[test]
fn a_lost_response_and_then_not_found_is_deleted() {
    let world = World::new([Response::Hangup, missing()]);
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes")), format!("deleted {POOL}\n"));
    assert_eq!(world.server.methods(), ["DeleteWarmPool", "GetWarmPool"]);
}

#[test]
fn a_pool_that_still_exists_is_deleted_again_by_the_same_id() {
    let world = World::new([Response::Hangup, one(POOL, 1, 2), deleted()]);
    assert_eq!(world.run(&format!("wp delete {POOL} --yes")).code, 0);
    assert_eq!(world.server.calls()[2].message()["warmPoolId"], POOL);
}

#[test]
fn partial_success_is_reported_for_each_pool() {
    let world = World::new([deleted(), denied()]);
    assert_eq!(
        world.run(&format!("wp delete {POOL} {OTHER} --yes")).to_string(),
        format!(
            "deleting {POOL}
failed {OTHER}
------- stderr -------
error: cannot delete the warm pool {OTHER}
  the server says: token is read-only
hint: prebuildctl auth status
[exit 12]
"
        )
    );
}

#[test]
fn when_none_is_deleted_there_is_only_an_error() {
    let shown = World::new([denied()]).run(&format!("wp delete {POOL} --yes -o json"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 5));
}

#[test]
fn the_sentence_names_the_pool_as_it_was_typed() {
    let world = World::new([page(&[pool(POOL, 1, 2)], ""), deleted()]).with_names();
    let line = "wp delete acme-api/large --yes";
    assert_eq!(world.ok(line), format!("deleting acme-api/large ({POOL})\n"));
    let world = World::new([page(&[], "")]).with_names();
    assert_eq!(world.ok(&format!("{line} --if-missing ok")), "missing acme-api/large\n");
}

#[test]
fn every_format_has_a_row_for_each_pool() {
    for (flags, expected) in [
        (
            "-o jsonl",
            format!(
                "{{\"id\":\"{POOL}\",\"result\":\"deleting\"}}\n{{\"id\":\"{OTHER}\",\"result\":\"deleting\"}}\n"
            ),
        ),
        (
            "-o csv",
            format!(
                "ADDRESS,ID,RESULT\nacme-api/large,{POOL},deleting\n{OTHER},{OTHER},deleting\n"
            ),
        ),
        ("-o name", format!("acme-api/large\n{OTHER}\n")),
        ("-o id", format!("{POOL}\n{OTHER}\n")),
        ("--jq length", "2\n".to_owned()),
    ] {
        let answers = [page(&[pool(POOL, 1, 2)], ""), deleted(), deleted()];
        let world = World::new(answers).with_names();
        let stdout = world.ok(&format!("wp delete acme-api/large {OTHER} --yes {flags}"));
        assert_eq!(stdout, expected, "{flags}");
    }
}
