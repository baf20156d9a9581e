//! The requests of `plan`, and unusual responses.

use super::Folder;
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, error, last_page, page, pool, prebuild,
};

const ONE: &str =
    "version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'large'\nmin = 1\nmax = 5\n";

#[test]
fn plan_sends_only_the_requests_it_needs() {
    let folder = Folder::with_pools(ONE, &[pool(POOL, 1, 5)]);
    let shown = folder.run("plan -f @fleet.toml");
    assert_eq!(shown.to_string(), "no changes: 1 pool up to date\n[exit 0]\n");
    let calls = folder.world.server.calls();
    let filter = |method: &str| {
        let call = calls.iter().find(|call| call.method() == method).unwrap();
        call.message()["filter"].clone()
    };
    assert_eq!(calls.len(), 4);
    assert_eq!(filter("ListProjects"), serde_json::json!({"search": "acme-api"}));
    assert_eq!(filter("ListWarmPools"), serde_json::json!({"projectIds": [PROJECT]}));
}

#[test]
fn a_scope_without_projects_lists_no_pools() {
    let folder =
        Folder::with_pools("version = 1\n[scope]\nprojects = ['beta-*']\n", &[pool(POOL, 1, 5)]);
    let shown = folder.run("plan -f @fleet.toml --prune");
    assert_eq!(
        shown.to_string(),
        "no changes: 0 pools up to date
------- stderr -------
warning: fleet.toml:3:13: \"beta-*\" matches no project that this token can see
[exit 0]
"
    );
    assert!(!folder.world.server.methods().contains(&"ListWarmPools".to_owned()));
}

#[test]
fn invalid_sizes_are_updated() {
    let folder = Folder::with_pools(ONE, &[pool(POOL, 20, 1)]);
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "~ acme-api/large   min 20 -> 1, max 1 -> 5
0 to create, 1 to update, 0 to delete
[exit 0]
"
    );
}

#[test]
fn a_pool_that_is_being_deleted_blocks_its_successor() {
    let deleting = pool(POOL, 1, 5)
        .replace("PHASE_READY\",\"statusVersion", "PHASE_DELETING\",\"statusVersion");
    let folder = Folder::with_pools(ONE, &[deleting]);
    let fresh = prebuild(POOL, "COMPLETED").replace("2026-05-01T08:30:00Z", "2999-01-01T00:00:00Z");
    folder.world.server.always("ListPrebuilds", last_page("prebuilds", &[fresh]));
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "+ acme-api/large   1..5
1 to create, 0 to update, 0 to delete
------- stderr -------
warning: acme-api/large: the previous pool is still being deleted
[exit 0]
"
    );
}

#[test]
fn two_pools_of_one_project_and_class_are_a_conflict() {
    let other = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    let folder = Folder::with_pools(ONE, &[pool(POOL, 1, 5), pool(other, 1, 5)]);
    let error = format!(
        "------- stderr -------
error: acme-api/large has 2 warm pools
hint: prebuildctl warm-pool get {POOL} {other}
[exit 7]
"
    );
    for command in ["plan -f @fleet.toml", "drift -f @fleet.toml", "export"] {
        assert_eq!(folder.run(command).to_string(), error, "{command}");
    }
}

#[test]
fn an_unreadable_state_makes_no_plan() {
    let folder = Folder::with_pools(ONE, &[]);
    folder.world.server.always("ListWarmPools", error(403, "permission_denied", "no"));
    let shown = folder.run("plan -f @fleet.toml");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 5));
    assert!(
        shown.stderr.starts_with("error: cannot read the current state: ListWarmPools failed\n"),
        "{shown}"
    );

    let bare = format!("{{\"id\":\"x\",\"metadata\":{{\"projectId\":\"{PROJECT}\"}}}}");
    let folder = Folder::with_pools(ONE, &[bare]);
    let shown = folder.run("plan -f @fleet.toml");
    let expected = "error: the service reports no project or environment class of warm pool x\n";
    assert_eq!((shown.stdout.as_str(), shown.stderr.as_str(), shown.code), ("", expected, 1));
}

#[test]
fn prebuilds_that_are_forbidden_or_endless_cause_no_warning() {
    let configured = format!(
        "{{\"projects\":[{{\"id\":\"{PROJECT}\",\"metadata\":{{\"name\":\"acme-api\"}},\
         \"prebuildConfiguration\":{{\"enabled\":true,\"environmentClassIds\":[\"{CLASS}\"]}}}}]}}"
    );
    let folder = Folder::with_pools(ONE, &[]);
    folder.world.server.always("ListProjects", Response::json(200, &configured));
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
        Response::json(200, &body)
    });
    let world = World::new(pages).with_names();
    world.server.always("ListProjects", Response::json(200, &configured));
    world.server.always("GetAuthenticatedIdentity", Response::json(200, "{}"));
    world.server.always("ListWarmPools", page(&[], ""));
    assert_eq!(Folder::new(world, ONE).run("plan -f @fleet.toml").to_string(), plain);
}
