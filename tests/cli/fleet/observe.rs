//! What `plan` asks of the service, and what it makes of odd answers.

use super::Folder;
use crate::support::{Answer, CLASS, POOL, PROJECT, World, error, last_page, page, pool, prebuild};

/// A service that knows acme-api and large, and these pools.
fn service(fleet: &str, pools: &[String]) -> Folder {
    let world = World::new([]).with_names();
    let identity = Answer::json(200, "{\"organizationId\":\"o\"}");
    world.server.always("GetAuthenticatedIdentity", identity);
    world.server.always("ListWarmPools", page(pools, ""));
    Folder::new(world, fleet)
}

const ONE: &str =
    "version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'large'\nmin = 1\nmax = 5\n";

#[test]
fn only_what_is_needed_is_asked_for() {
    let folder = service(ONE, &[pool(POOL, 1, 5)]);
    let shown = folder.run("plan -f @fleet.toml");
    assert_eq!(shown.to_string(), "no changes: 1 pool is as declared\n[exit 0]\n");
    let calls = folder.world.server.calls();
    let asked = |method: &str| {
        let call = calls.iter().find(|call| call.method() == method).unwrap();
        call.message()["filter"].clone()
    };
    assert_eq!(calls.len(), 4);
    assert_eq!(asked("ListProjects"), serde_json::json!({"search": "acme-api"}));
    assert_eq!(asked("ListWarmPools"), serde_json::json!({"projectIds": [PROJECT]}));
}

#[test]
fn a_scope_that_holds_no_project_asks_for_no_pool() {
    let folder = service("version = 1\n[scope]\nprojects = ['beta-*']\n", &[pool(POOL, 1, 5)]);
    let shown = folder.run("plan -f @fleet.toml --prune");
    assert_eq!(shown.to_string(), "no changes: 0 pools are as declared\n[exit 0]\n");
    assert!(!folder.world.server.methods().contains(&"ListWarmPools".to_owned()));
}

#[test]
fn sizes_against_the_rules_are_mended() {
    let folder = service(ONE, &[pool(POOL, 20, 1)]);
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "~ acme-api/large   min 20 -> 1, max 1 -> 5
0 to create, 1 to update, 0 to delete
[exit 0]
"
    );
}

#[test]
fn a_pool_that_is_going_is_none_and_holds_its_place() {
    let going = pool(POOL, 1, 5)
        .replace("PHASE_READY\",\"statusVersion", "PHASE_DELETING\",\"statusVersion");
    let folder = service(ONE, &[going]);
    let fresh = prebuild(POOL, "COMPLETED").replace("2026-05-01T08:30:00Z", "2999-01-01T00:00:00Z");
    folder.world.server.always("ListPrebuilds", last_page("prebuilds", &[fresh]));
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "+ acme-api/large   1..5
1 to create, 0 to update, 0 to delete
------- stderr -------
warning: acme-api/large: its pool before this one is still being removed, and holds the place
[exit 0]
"
    );
}

#[test]
fn two_pools_of_one_pair_are_a_conflict() {
    let other = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    let folder = service(ONE, &[pool(POOL, 1, 5), pool(other, 1, 5)]);
    let told = format!(
        "------- stderr -------
error: acme-api/large has 2 warm pools
  one is: prebuildctl warm-pool get {POOL}
  one is: prebuildctl warm-pool get {other}
[exit 7]
"
    );
    for command in ["plan -f @fleet.toml", "drift -f @fleet.toml", "export"] {
        assert_eq!(folder.run(command).to_string(), told, "{command}");
    }
}

#[test]
fn what_cannot_be_read_makes_no_plan() {
    let folder = service(ONE, &[]);
    folder.world.server.always("ListWarmPools", error(403, "permission_denied", "no"));
    let shown = folder.run("plan -f @fleet.toml");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 5));
    assert!(
        shown.stderr.starts_with("error: cannot read what there is: ListWarmPools failed\n"),
        "{shown}"
    );

    let folder = service(ONE, &["{\"id\":\"x\"}".to_owned()]);
    let shown = folder.run("plan -f @fleet.toml");
    let told = "error: the service does not tell what the warm pool x is for\n";
    assert_eq!((shown.stdout.as_str(), shown.stderr.as_str(), shown.code), ("", told, 1));
}

#[test]
fn prebuilds_that_may_not_be_listed_or_have_no_end_warn_of_nothing() {
    let configured = format!(
        "{{\"projects\":[{{\"id\":\"{PROJECT}\",\"metadata\":{{\"name\":\"acme-api\"}},\
         \"prebuildConfiguration\":{{\"enabled\":true,\"environmentClassIds\":[\"{CLASS}\"]}}}}]}}"
    );
    let folder = service(ONE, &[]);
    folder.world.server.always("ListProjects", Answer::json(200, &configured));
    let plain = "+ acme-api/large   1..5\n1 to create, 0 to update, 0 to delete\n[exit 0]\n";
    folder.world.server.always("ListPrebuilds", error(403, "permission_denied", "no"));
    assert_eq!(folder.run("plan -f @fleet.toml").to_string(), plain);

    folder.world.server.always("ListPrebuilds", last_page("prebuilds", &[]));
    assert_eq!(
        folder.run("plan -f @fleet.toml").stderr,
        "warning: acme-api/large: no prebuild for large has completed
  start one: prebuildctl prebuild trigger --project acme-api --class large
"
    );
    let pages = ["a", "b", "c"].map(|token| {
        let body = format!("{{\"pagination\":{{\"nextToken\":\"{token}\"}},\"prebuilds\":[]}}");
        Answer::json(200, &body)
    });
    let world = World::new(pages).with_names();
    world.server.always("ListProjects", Answer::json(200, &configured));
    world.server.always("GetAuthenticatedIdentity", Answer::json(200, "{}"));
    world.server.always("ListWarmPools", page(&[], ""));
    assert_eq!(Folder::new(world, ONE).run("plan -f @fleet.toml").to_string(), plain);
}
