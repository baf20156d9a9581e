//! `plan`: how it looks, what it asks, and how it ends.

use serde_json::Value;

use super::{Folder, seeded};
use crate::support::seed::{ACME_API, LARGE, REGULAR};
use crate::support::{Answer, CLASS, POOL, PROJECT, World, error, last_page, page, pool};

const FLEET: &str = "version = 1

[scope]
projects = ['acme-*']

[[pool]]
project = 'acme-api'
class = 'large'
min = 1
max = 8

[[pool]]
project = 'acme-web'
class = 'regular'
min = 0
max = 3
";

#[test]
fn changes_counts_and_what_is_kept() {
    let folder = seeded(FLEET);
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "~ acme-api/large     max 5 -> 8
+ acme-web/regular   0..3
1 to create, 1 to update, 0 to delete
------- stderr -------
in scope but not in the file: acme-api/regular (kept; --prune would delete it)
[exit 0]
"
    );
    assert_eq!(
        folder.run("plan -f @fleet.toml --prune --detailed-exitcode").to_string(),
        "~ acme-api/large     max 5 -> 8
- acme-api/regular   1..3
+ acme-web/regular   0..3
1 to create, 1 to update, 1 to delete
[exit 3]
"
    );
}

#[test]
fn nothing_to_change() {
    let folder = seeded(
        "version = 1\n[[pool]]\nproject = 'acme-api'\nclass = ['large', 'regular']\nmax = 5\n",
    );
    assert_eq!(
        folder.run("plan -f @fleet.toml --detailed-exitcode").to_string(),
        "~ acme-api/regular   max 3 -> 5\n0 to create, 1 to update, 0 to delete\n[exit 3]\n"
    );
    folder.world.ok("wp update acme-api/regular --max 5");
    for command in ["plan -f @fleet.toml --detailed-exitcode", "plan -f @fleet.toml --prune"] {
        let shown = folder.run(command).to_string();
        assert_eq!(shown, "no changes: 2 pools are as declared\n[exit 0]\n");
    }
}

#[test]
fn warnings_come_from_the_conditions_of_a_pool() {
    let folder = Folder::local(
        "version = 1
[[pool]]
project = 'acme-api'
class = ['small', 'large']
[[pool]]
project = 'acme-legacy'
class = 'small'
[[pool]]
project = 'acme-web'
class = ['gpu', 'regular']
",
    );
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "+ acme-api/large      1..2
+ acme-api/small      1..2
+ acme-legacy/small   1..2
+ acme-web/gpu        1..2
+ acme-web/regular    1..2
5 to create, 0 to update, 0 to delete
------- stderr -------
warning: acme-api/small: prebuilds are on, but only for these classes: regular, large
  what mends it: prebuildctl warm-pool explain --project acme-api --class small
warning: acme-legacy/small: prebuilds are off for project acme-legacy
  what mends it: prebuildctl warm-pool explain --project acme-legacy --class small
warning: acme-web/gpu: prebuilds are on, but only for this class: regular
  what mends it: prebuildctl warm-pool explain --project acme-web --class gpu
[exit 0]
"
    );
    let shown = folder.run("plan -f @fleet.toml --jq .warnings[2].fix.command -r");
    let command = "prebuildctl warm-pool explain --project acme-web --class gpu\n[exit 0]\n";
    assert_eq!(shown.to_string(), command);
}

#[test]
fn json_is_one_object_and_the_other_formats_are_rows() {
    let folder = seeded(FLEET);
    let shown = folder.run("plan -f @fleet.toml -o json");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    let plan: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(plan["formatVersion"], 1);
    assert_eq!(plan["host"], "local");
    assert_eq!(plan["file"].as_str().unwrap().rsplit('/').next(), Some("fleet.toml"));
    let update = &plan["changes"][0];
    let pool = update["warmPoolId"].as_str().unwrap();
    assert_eq!(
        *update,
        serde_json::json!({
            "action": "update", "address": "acme-api/large", "projectId": ACME_API,
            "environmentClassId": LARGE, "warmPoolId": pool,
            "before": {"minSize": 1, "maxSize": 5}, "after": {"minSize": 1, "maxSize": 8},
            "line": 8,
        })
    );
    assert_eq!(plan["changes"][1]["action"], "create");
    assert_eq!(plan["changes"][1]["before"], Value::Null);
    assert_eq!(plan["kept"][0]["environmentClassId"], REGULAR);
    for (format, rows) in [
        (
            "-o csv",
            "ACTION,ADDRESS,BEFORE,AFTER,LINE\nupdate,acme-api/large,1..5,1..8,8\ncreate,acme-web/regular,-,0..3,14\n",
        ),
        ("-o name", "acme-api/large\nacme-web/regular\n"),
        (
            "--columns address,action --no-headers",
            "acme-api/large    update\nacme-web/regular  create\n",
        ),
    ] {
        let shown = folder.run(&format!("plan -f @fleet.toml -q {format}"));
        assert_eq!((shown.stdout.as_str(), shown.code), (rows, 0), "{format}");
    }
    let lines = folder.run("plan -f @fleet.toml -o jsonl").stdout;
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(&first, update);
}

#[test]
fn a_plan_is_saved_and_quiet_shows_nothing_of_it() {
    let folder = seeded(FLEET);
    let shown = folder.run("plan -f @fleet.toml --out @plan.json -q");
    assert_eq!(shown.to_string(), "[exit 0]\n");
    let plan: Value = serde_json::from_str(&folder.text("plan.json")).unwrap();
    let shown = folder.run("plan -f @fleet.toml --out @plan.json -o json --detailed-exitcode");
    assert_eq!(shown.code, 3);
    assert_eq!(
        folder.text("plan.json"),
        shown.stdout.replace("\"fleet.toml\"", &plan["file"].to_string())
    );
    let shown = folder.run("plan -f @fleet.toml --out @no/plan.json");
    assert!(shown.stderr.starts_with("error: cannot save the plan in no/plan.json\n"), "{shown}");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1));
}

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
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "+ acme-api/large   1..5
1 to create, 0 to update, 0 to delete
------- stderr -------
warning: acme-api/large: its pool before this one is still being removed, and holds the place
warning: acme-api/large: prebuilds are off for project acme-api
  what mends it: prebuildctl warm-pool explain --project acme-api --class large
[exit 0]
"
    );
}

#[test]
fn two_pools_of_one_pair_are_a_conflict() {
    let other = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    let folder = service(ONE, &[pool(POOL, 1, 5), pool(other, 1, 5)]);
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        format!(
            "------- stderr -------
error: there are 2 warm pools for {PROJECT}/{CLASS}
  one is {POOL}
  one is {other}
  show one: prebuildctl warm-pool get {POOL}
[exit 7]
"
        )
    );
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
