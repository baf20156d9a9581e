//! `project`: prebuild settings and pools side by side.

use serde_json::json;

use crate::support::seed::{ACME_API, ACME_LEGACY, ACME_WEB};
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, classes, error, last_page, page, pool,
};

mod prebuilds;

const OTHER: &str = "7a0cf0f4-52b0-44fa-b1b5-60f1ac0a5a3e";

/// A project with the class [`CLASS`] and these prebuild settings.
fn project(id: &str, name: &str, prebuilds: &str) -> String {
    format!(
        r#"{{"id":"{id}","metadata":{{"name":"{name}","createdAt":"2026-05-01T08:00:00Z"}},"environmentClasses":[{{"localRunner":true,"order":1}},{{"environmentClassId":"{CLASS}"}}],"prebuildConfiguration":{prebuilds},"desiredPhase":"PROJECT_PHASE_ACTIVE","technicalDescription":"kept"}}"#
    )
}

fn at_midnight() -> String {
    format!(
        r#"{{"enabled":true,"environmentClassIds":["{CLASS}"],"timeout":"3600s","executor":{{"id":"8a2c0f1d-52b5-4f7e-9d54-1f0f3f5a7a01","principal":"PRINCIPAL_SERVICE_ACCOUNT"}},"trigger":{{"dailySchedule":{{}}}}}}"#
    )
}

fn one(project: &str) -> Response {
    Response::json(200, &format!(r#"{{"project":{project}}}"#)).to("GetProject")
}

/// The only page of pools, which is read concurrently with the projects.
fn pools(pools: &[String]) -> Response {
    page(pools, "").to("ListWarmPools")
}

#[test]
fn the_list_shows_prebuild_settings_next_to_pools() {
    let world = World::local();
    assert_eq!(
        world.ok("project list"),
        "NAME         PREBUILDS  CLASSES        SCHEDULE         POOLS
acme-api     on         regular,large  daily 04:00 UTC      1
acme-legacy  off        -              -                    0
acme-web     on         regular        daily 05:00 UTC      0
"
    );
    assert_eq!(
        world.ok("project ls --sort pools:desc --limit 1 --columns name,id,phase --no-headers"),
        format!("acme-api  {ACME_API}  active\n")
    );
    assert_eq!(world.ok("project list -o id"), format!("{ACME_API}\n{ACME_LEGACY}\n{ACME_WEB}\n"));
    assert_eq!(world.ok("project list -o name"), "acme-api\nacme-legacy\nacme-web\n");
}

#[test]
fn get_shows_each_class_and_each_pool() {
    let world = World::local();
    let shown = world.ok(&format!("project get {ACME_API}"));
    let lines: Vec<_> = shown.lines().filter(|line| !line.starts_with("created")).collect();
    assert_eq!(
        lines.join("\n"),
        format!(
            "name       acme-api
id         {ACME_API}
phase      active
prebuilds  on
schedule   daily 04:00 UTC
timeout    1h (default)
executor   creator of the project (default)
class      regular  prebuilt
class      large  prebuilt
class      small  not prebuilt
pool       regular  ready  size 1..3  1 running"
        )
    );
    let shown = world.ok("project show acme-legacy");
    assert!(shown.ends_with("class      small  not prebuilt\npool       none\n"));
}

#[test]
fn a_schedule_at_midnight_and_the_local_machine_are_shown() {
    let world =
        World::new([one(&project(PROJECT, "api", &at_midnight())), pools(&[])]).with_names();
    assert_eq!(
        world.ok(&format!("project get {PROJECT}")),
        format!(
            "name       api
id         {PROJECT}
phase      active
prebuilds  on
schedule   daily 00:00 UTC
timeout    3600s
executor   service account 8a2c0f1d-52b5-4f7e-9d54-1f0f3f5a7a01
created    2026-05-01T08:00:00Z
class      large  prebuilt
class      local machine, never prebuilt
pool       none
"
        )
    );
}

#[test]
fn pools_are_requested_by_project_and_only_if_shown() {
    let answers = || [one(&project(PROJECT, "api", "{}")), pools(&[pool(POOL, 1, 5)])];
    let world = World::new(answers());
    let shown = world.ok(&format!("project get {PROJECT} -o csv --columns name,pools"));
    assert_eq!(shown, "NAME,POOLS\napi,1\n");
    let calls = world.server.calls();
    let pools = calls.iter().find(|call| call.method() == "ListWarmPools").unwrap();
    assert_eq!(pools.message()["filter"], json!({"projectIds": [PROJECT]}));

    for flags in ["-o json", "-o yaml", "-o id", "--jq .id", "--columns name"] {
        let world = World::new([one(&project(PROJECT, "api", "{}"))]);
        world.ok(&format!("project get {PROJECT} {flags}"));
        assert_eq!(world.server.methods(), ["GetProject"], "{flags}");
    }
    for flags in ["-o jsonl", "-o name", "--columns name,id"] {
        let world = World::new([last_page("projects", &[project(PROJECT, "api", "{}")])]);
        world.ok(&format!("project list {flags}"));
        assert_eq!(world.server.methods(), ["ListProjects"], "{flags}");
    }
}

#[test]
fn the_json_is_the_services_own_project() {
    let world = World::new([one(&project(PROJECT, "api", &at_midnight()))]);
    assert_eq!(
        world.ok(&format!("project get {PROJECT} -o jsonl")),
        format!(
            r#"{{"id":"{PROJECT}","metadata":{{"organizationId":"","name":"api","createdAt":"2026-05-01T08:00:00Z"}},"prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{CLASS}"],"timeout":"3600s","trigger":{{"dailySchedule":{{"hourUtc":0}}}},"executor":{{"id":"8a2c0f1d-52b5-4f7e-9d54-1f0f3f5a7a01","principal":"PRINCIPAL_SERVICE_ACCOUNT"}},"enableJetbrainsWarmup":false}},"environmentClasses":[{{"localRunner":true,"order":1}},{{"environmentClassId":"{CLASS}","order":0}}],"desiredPhase":"PROJECT_PHASE_ACTIVE","technicalDescription":"kept"}}
"#
        )
    );
}

#[test]
fn projects_are_requested_in_a_stable_order() {
    let world = World::new([last_page("projects", &[])]);
    assert_eq!(world.run("project list -o jsonl").to_string(), "[exit 0]\n");
    let request = world.server.calls()[0].message();
    assert_eq!(
        request,
        json!({
            "pagination": {"pageSize": 100},
            "filter": {},
            "sort": {"field": "id", "order": "SORT_ORDER_ASC"},
        })
    );
    let world = World::new([last_page("projects", &[]).to("ListProjects"), pools(&[])]);
    world.server.always("ListEnvironmentClasses", classes(&[]));
    assert_eq!(
        world.run("project list").to_string(),
        "------- stderr -------\nno projects found\n[exit 0]\n"
    );
}

#[test]
fn projects_of_the_same_name_are_sorted_by_id() {
    let both = [project(PROJECT, "api", "{}"), project(OTHER, "api", "{}")];
    let world = World::new([last_page("projects", &both)]);
    let shown = world.ok("project list --columns name,id --no-headers");
    assert_eq!(shown, format!("api  {OTHER}\napi  {PROJECT}\n"));
}

#[test]
fn projects_are_shown_to_a_token_that_cannot_read_pools() {
    let denied = error(403, "permission_denied", "no").to("ListWarmPools");
    let world = World::new([one(&project(PROJECT, "api", "{}")), denied]);
    let shown = world.run(&format!("project get {PROJECT} --columns name,pools"));
    assert_eq!(
        shown.to_string(),
        "NAME  POOLS
api       -
------- stderr -------
warm pools are not shown: this token cannot read them
[exit 0]
"
    );
}

#[test]
fn names_of_classes_are_requested_only_if_shown() {
    let list = || last_page("projects", &[project(PROJECT, "api", &at_midnight())]);
    let denied = || error(403, "permission_denied", "no");
    let world = World::new([list().to("ListProjects")]);
    world.server.always("ListEnvironmentClasses", denied());
    assert_eq!(
        world.run("project list --columns name,classes").to_string(),
        format!(
            "NAME  CLASSES
api   {CLASS}
------- stderr -------
showing ids instead of names: permission_denied: no
[exit 0]
"
        )
    );
    for (flags, are_requested) in [
        ("--columns name,schedule", false),
        ("-o json", false),
        ("-o json --sort classes", true),
        ("-o csv --columns classes", true),
    ] {
        let world = World::new([list().to("ListProjects")]);
        if are_requested {
            world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
        }
        world.ok(&format!("project list {flags}"));
        assert_eq!(world.server.calls().len(), 1 + usize::from(are_requested), "{flags}");
    }
}

#[test]
fn a_missing_project_hints_at_the_list() {
    let world = World::new([error(404, "not_found", "project not found")]);
    assert_eq!(
        world.run(&format!("project get {PROJECT} --columns name")).to_string(),
        format!(
            "------- stderr -------
error: no project {PROJECT} found, or this token cannot see it
  the server says: project not found
hint: prebuildctl project list -o wide
[exit 6]
"
        )
    );
    assert_eq!(World::new([]).run("project get ").code, 2);
}

#[test]
fn all_invalid_flags_of_the_list_are_reported_signed_out() {
    let world = World::signed_out([]);
    assert_eq!(world.run("project list --sort nmae").code, 2);
    let shown = world.run("project list --sort nmae --columns phaze");
    assert_eq!(shown.code, 2, "{shown}");
    assert!(shown.stderr.contains("error: unknown column \"nmae\""), "{shown}");
    assert!(shown.stderr.contains("error: unknown column \"phaze\""), "{shown}");
}
