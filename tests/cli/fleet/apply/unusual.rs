//! Responses that the embedded API never sends.

use serde_json::json;

use super::super::Folder;
use crate::support::{
    CLASS, Call, POOL, PROJECT, Response, World, classes, error, last_page, page, pool, projects,
};

const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
const SMALL: &str = "d2c94c27-3b76-4a42-b88c-95a85e392c69";

/// A service with one project, two classes and these pools, which then sends these responses.
pub fn service(
    fleet: &str,
    pools: &[String],
    responses: impl IntoIterator<Item = Response>,
) -> Folder {
    let world = World::new(responses);
    world.server.always("ListProjects", projects(&[(PROJECT, "acme-api")]));
    world
        .server
        .always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r"), (SMALL, "small", "r")]));
    let identity = Response::json(200, "{\"organizationId\":\"o\"}");
    world.server.always("GetAuthenticatedIdentity", identity);
    world.server.always("ListPrebuilds", last_page("prebuilds", &[]));
    world.server.always("ListWarmPools", page(pools, ""));
    Folder::new(world, fleet)
}

/// The pool of the second class.
pub fn small(min: i32, max: i32) -> String {
    pool(OTHER, min, max).replace(CLASS, SMALL)
}

pub const BOTH: &str = "version = 1\n[scope]\nprojects = ['acme-api']\n\
    [[pool]]\nproject = 'acme-api'\nclass = ['large', 'small']\nmin = 1\nmax = 5\n";

/// The two pools, one of them as declared.
fn both() -> [String; 2] {
    [pool(POOL, 1, 5), small(1, 3)]
}

fn response(pool: &str) -> Response {
    Response::json(200, &format!("{{\"warmPool\":{pool}}}"))
}

#[test]
fn a_pool_is_read_just_before_it_is_changed() {
    let folder = service(BOTH, &both(), [response(&small(1, 3)), response(&small(1, 5))]);
    assert_eq!(
        folder.run("apply -f @fleet.toml --yes").stdout,
        "~ acme-api/small   max 3 -> 5        done\napplied: 0 created, 1 updated, 0 deleted\n"
    );
    let calls = folder.world.server.calls();
    let last: Vec<_> = calls[calls.len() - 2..].iter().map(Call::message).collect();
    let update = json!({"warmPoolId": OTHER, "minSize": 1, "maxSize": 5});
    assert_eq!(last, [json!({"warmPoolId": OTHER}), update]);
}

#[test]
fn a_pool_that_someone_else_changed_is_not_touched() {
    let folder = service(BOTH, &both(), [response(&small(2, 2))]);
    assert_eq!(
        folder.run("apply -f @fleet.toml --yes").to_string(),
        "~ acme-api/small   max 3 -> 5        failed: it was changed by someone else
applied: 0 created, 0 updated, 0 deleted; 1 failed
------- stderr -------
error: applied 0 of 1 changes; 1 failed
  acme-api/small: failed: it was changed by someone else
hint: prebuildctl warm-pool get 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12
[exit 7]
"
    );
}

#[test]
fn a_lost_response_is_an_unknown_outcome() {
    let name = "acme-api/small";
    let responses = [response(&small(1, 3)), Response::Hangup];
    let reads = (0..5).map(|_| error(503, "unavailable", "down"));
    let folder = service(BOTH, &both(), responses.into_iter().chain(reads));
    let host = folder.world.server.name();
    let shown = folder.run("apply -f @fleet.toml --yes -q");
    assert_eq!(
        shown.to_string().replace(&host, "HOST"),
        format!(
            "~ {name}   max 3 -> 5        unknown: HOST: connection closed before the response
applied: 0 created, 0 updated, 0 deleted; 1 unknown
------- stderr -------
error: applied 0 of 1 changes; 1 unknown
  {name}: unknown: HOST: connection closed before the response
  it is safe to run the same command again
hint: prebuildctl warm-pool get {OTHER}
[exit 13]
"
        )
    );
}

const PERMISSION_DENIED: &str = "------- stderr -------
error: applied 0 of 2 changes; 1 failed, 1 skipped
  acme-api/large: failed: the server says: no
  skipped: the token does not permit changes
  it is safe to run the same command again
hint: prebuildctl auth status
[exit 5]
";

#[test]
fn a_token_without_permission_skips_all_further_changes() {
    let folder = service(BOTH, &[], [error(403, "permission_denied", "no")]);
    let shown = folder.run("apply -f @fleet.toml --yes -q --concurrency 1").to_string();
    let shown = shown.replace(&folder.world.server.name(), "HOST");
    let at = shown.find("error: ").unwrap();
    assert_eq!(format!("------- stderr -------\n{}", &shown[at..]), PERMISSION_DENIED);
    assert!(
        shown.starts_with(
            "+ acme-api/large   1..5        failed: the server says: no
+ acme-api/small   1..5        skipped: the token does not permit changes
applied: 0 created, 0 updated, 0 deleted; 1 failed, 1 skipped
"
        ),
        "{shown}"
    );
}

#[test]
fn the_state_is_read_again_for_a_saved_plan_but_not_for_a_new_one() {
    let folder = service(BOTH, &both(), [response(&small(1, 3)), response(&small(1, 5))]);
    let lists = |folder: &Folder| {
        let methods = folder.world.server.methods();
        methods.iter().filter(|method| *method == "ListWarmPools").count()
    };
    folder.run("apply -f @fleet.toml --yes");
    assert_eq!(lists(&folder), 1);
    let folder = service(BOTH, &both(), [response(&small(1, 3)), response(&small(1, 5))]);
    folder.run("plan -f @fleet.toml --out @plan.json -q");
    assert_eq!(folder.run("apply @plan.json --yes").code, 0);
    assert_eq!(lists(&folder), 2);
    // A pool without a change can make the plan stale too.
    folder.world.server.always("ListWarmPools", page(&[small(1, 3)], ""));
    let shown = folder.run("apply @plan.json --yes");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: the plan is stale: acme-api/large no longer exists, the plan expected 1..5
  nothing was changed
hint: prebuildctl plan -f fleet.toml --out plan.json
[exit 7]
"
    );
}

#[test]
fn an_unknown_column_is_an_error_before_any_request() {
    let folder = Folder::new(World::new([]), BOTH);
    for command in ["apply --yes", "plan", "drift"] {
        let shown = folder.run(&format!("{command} -f @fleet.toml --columns address,rezult"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    }
    assert!(folder.world.server.calls().is_empty());
}

#[test]
fn an_incomplete_list_makes_no_plan() {
    let first = page(&both(), "more");
    let folder = service(BOTH, &[], []);
    folder.world.server.always("ListWarmPools", first);
    let shown = folder.run("apply -f @fleet.toml --prune --yes");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
}

#[test]
fn pools_that_were_in_place_are_not_counted_as_changed() {
    let done = response(&small(1, 5));
    let folder = service(BOTH, &[small(1, 3)], []);
    folder.run("plan -f @fleet.toml --out @plan.json -q");
    let world = &folder.world.server;
    world.always("ListWarmPools", page(&[small(1, 5)], ""));
    world.always("GetWarmPool", done);
    world.always("CreateWarmPool", error(400, "failed_precondition", "no"));
    let shown = folder.run("apply @plan.json --yes -q");
    assert!(
        shown.stdout.ends_with("applied: 0 created, 0 updated, 0 deleted, 1 unchanged; 1 failed\n"),
        "{shown}"
    );
    let error = "error: applied 0 of 2 changes; 1 unchanged, 1 failed\n";
    assert!(shown.stderr.starts_with(error), "{shown}");
    assert_eq!(shown.code, 12);
}
