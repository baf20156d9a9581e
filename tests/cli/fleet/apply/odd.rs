//! What only a service with answers of its own can do.

use serde_json::json;

use super::super::Folder;
use crate::support::{
    Answer, CLASS, Call, POOL, PROJECT, World, classes, error, last_page, page, pool, projects,
};

const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
const SMALL: &str = "d2c94c27-3b76-4a42-b88c-95a85e392c69";

/// A service of one project with two classes, that gives these pools and then these answers.
pub fn service(fleet: &str, pools: &[String], answers: impl IntoIterator<Item = Answer>) -> Folder {
    let world = World::new(answers);
    world.server.always("ListProjects", projects(&[(PROJECT, "acme-api")]));
    world
        .server
        .always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r"), (SMALL, "small", "r")]));
    let identity = Answer::json(200, "{\"organizationId\":\"o\"}");
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

/// The two pools, one of which is as declared.
fn both() -> [String; 2] {
    [pool(POOL, 1, 5), small(1, 3)]
}

fn answer(pool: &str) -> Answer {
    Answer::json(200, &format!("{{\"warmPool\":{pool}}}"))
}

#[test]
fn a_pool_is_read_just_before_it_is_changed() {
    let folder = service(BOTH, &both(), [answer(&small(1, 3)), answer(&small(1, 5))]);
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
fn a_pool_that_somebody_else_changed_is_left_alone() {
    let folder = service(BOTH, &both(), [answer(&small(2, 2))]);
    assert_eq!(
        folder.run("apply -f @fleet.toml --yes").to_string(),
        "~ acme-api/small   max 3 -> 5        failed: somebody else changed it meanwhile
applied: 0 created, 0 updated, 0 deleted; 1 failed
------- stderr -------
error: 0 of 1 changes were made; 1 failed
  acme-api/small: failed: somebody else changed it meanwhile
  what is true now: prebuildctl warm-pool get 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12
[exit 7]
"
    );
}

#[test]
fn an_answer_that_is_lost_for_good_is_unknown() {
    let name = "acme-api/small";
    let answers = [answer(&small(1, 3)), Answer::Hangup];
    let reads = (0..5).map(|_| error(503, "unavailable", "down"));
    let folder = service(BOTH, &both(), answers.into_iter().chain(reads));
    let host = folder.world.server.name();
    let shown = folder.run("apply -f @fleet.toml --yes -q");
    assert_eq!(
        shown.to_string().replace(&host, "HOST"),
        format!(
            "~ {name}   max 3 -> 5        unknown: HOST: connection closed before the response
applied: 0 created, 0 updated, 0 deleted; 1 unknown
------- stderr -------
error: 0 of 1 changes were made; 1 unknown
  {name}: unknown: HOST: connection closed before the response
  running the same command again is safe
  what is true now: prebuildctl warm-pool get {OTHER}
[exit 13]
"
        )
    );
}

const REFUSED: &str = "------- stderr -------
error: 0 of 2 changes were made; 1 failed, 1 not tried
  acme-api/large: failed: the server says: no
  not tried: this token may not make changes
  running the same command again is safe
hint: prebuildctl auth status
[exit 5]
";

#[test]
fn a_token_that_may_not_change_pools_ends_it_at_the_first() {
    let folder = service(BOTH, &[], [error(403, "permission_denied", "no")]);
    let shown = folder.run("apply -f @fleet.toml --yes -q --concurrency 1").to_string();
    let shown = shown.replace(&folder.world.server.name(), "HOST");
    let at = shown.find("error: ").unwrap();
    assert_eq!(format!("------- stderr -------\n{}", &shown[at..]), REFUSED);
    assert!(
        shown.starts_with(
            "+ acme-api/large   1..5        failed: the server says: no
+ acme-api/small   1..5        not tried: this token may not make changes
applied: 0 created, 0 updated, 0 deleted; 1 failed, 1 not tried
"
        ),
        "{shown}"
    );
}

#[test]
fn a_plan_that_is_asked_about_is_shown_and_read_again_and_fresh_enough_with_yes() {
    let folder = service(BOTH, &both(), [answer(&small(1, 3)), answer(&small(1, 5))]);
    let lists = |folder: &Folder| {
        let methods = folder.world.server.methods();
        methods.iter().filter(|method| *method == "ListWarmPools").count()
    };
    folder.run("apply -f @fleet.toml --yes");
    assert_eq!(lists(&folder), 1);
    let folder = service(BOTH, &both(), [answer(&small(1, 3)), answer(&small(1, 5))]);
    folder.run("plan -f @fleet.toml --out @plan.json -q");
    assert_eq!(folder.run("apply @plan.json --yes").code, 0);
    assert_eq!(lists(&folder), 2);
    // What is as declared counts too: the plan is for a whole.
    let gone = page(&[small(1, 3)], "");
    folder.world.server.always("ListWarmPools", gone);
    let shown = folder.run("apply @plan.json --yes");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: the plan is stale: acme-api/large is gone, the plan expected 1..5
  nothing was changed; make a new plan
[exit 7]
"
    );
}

#[test]
fn a_column_that_does_not_exist_is_found_before_anything_is_asked() {
    let folder = Folder::new(World::new([]), BOTH);
    let shown = folder.run("apply -f @fleet.toml --yes --columns address,rezult");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    assert!(folder.world.server.calls().is_empty());
}

#[test]
fn nothing_is_planned_on_half_a_list() {
    let first = page(&both(), "more");
    let folder = service(BOTH, &[], []);
    folder.world.server.always("ListWarmPools", first);
    let shown = folder.run("apply -f @fleet.toml --prune --yes");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
}
