//! `apply --only`: some kinds of changes are applied, the others are left.

use serde_json::{Value, json};

use super::super::{FLEET, seeded};
use super::unusual::{BOTH, service, small};
use crate::support::{POOL, pool};

const LEFT: &str = "left, because of --only update:
  - acme-api/regular   1..3
  + acme-web/regular   0..3
";

#[test]
fn only_changes_of_a_kind_are_applied_and_the_rest_is_listed() {
    let folder = seeded(FLEET);
    assert_eq!(
        folder.run("apply -f @fleet.toml --prune --only update --yes").to_string(),
        format!(
            "~ acme-api/large   max 5 -> 8        done
applied: 0 created, 1 updated, 0 deleted, 2 left
------- stderr -------
{LEFT}[exit 0]
"
        )
    );
    assert_eq!(
        folder.run("apply -f @fleet.toml --prune --only update --yes").to_string(),
        format!(
            "applied: 0 created, 0 updated, 0 deleted, 2 left\n------- stderr -------\n{LEFT}[exit 0]\n"
        )
    );
    let quiet = folder.run("apply -f @fleet.toml --prune --only update --yes -q");
    assert_eq!(quiet.to_string(), "[exit 0]\n");
    // The rest, with a comma, a repeated flag and other cases.
    assert_eq!(
        folder
            .run("apply -f @fleet.toml --prune --only Create,UPDATE --only delete --yes")
            .to_string(),
        "+ acme-web/regular   0..3        done
- acme-api/regular   1..3        done
applied: 1 created, 0 updated, 1 deleted
[exit 0]
"
    );
}

#[test]
fn quiet_prints_what_was_applied_and_nothing_about_the_rest() {
    let folder = seeded(FLEET);
    assert_eq!(
        folder.run("apply -f @fleet.toml --only update --yes -q").to_string(),
        "~ acme-api/large   max 5 -> 8        done
applied: 0 created, 1 updated, 0 deleted
[exit 0]
"
    );
}

#[test]
fn json_and_tables_have_the_changes_that_are_left() {
    let folder = seeded(FLEET);
    let shown = folder.run("apply -f @fleet.toml --prune --only update,create --yes -q -o json");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown}");
    let summary: Value = serde_json::from_str(&shown.stdout).unwrap();
    let counts = &summary["counts"];
    let counts = ["created", "updated", "deleted", "none", "left"].map(|key| counts[key].clone());
    assert_eq!(counts, [1, 1, 0, 0, 1].map(Value::from));
    let results = summary["changes"].as_array().unwrap().iter();
    let results: Vec<_> = results
        .map(|change| json!([change["address"], change["action"], change["result"]]))
        .collect();
    assert_eq!(
        results,
        [
            json!(["acme-api/large", "update", "done"]),
            json!(["acme-api/regular", "delete", "left"]),
            json!(["acme-web/regular", "create", "done"]),
        ]
    );
    let shown = folder.run("apply -f @fleet.toml --prune --only create --yes -o csv");
    assert_eq!(
        shown.stdout,
        "ACTION,ADDRESS,BEFORE,AFTER,RESULT
none,acme-api/large,1..8,1..8,none
delete,acme-api/regular,1..3,-,left
none,acme-web/regular,0..3,0..3,none
"
    );
}

#[test]
fn a_saved_plan_can_be_applied_kind_by_kind() {
    let folder = seeded(FLEET);
    folder.run("plan -f @fleet.toml --prune --out @plan.json -q");
    for (kind, done) in [
        ("create", "+ acme-web/regular   0..3        done\n"),
        ("delete", "- acme-api/regular   1..3        done\n"),
        ("update", "~ acme-api/large   max 5 -> 8        done\n"),
    ] {
        let shown = folder.run(&format!("apply @plan.json --only {kind} --yes -q"));
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown}");
        assert!(shown.stdout.starts_with(done), "{kind}: {shown}");
    }
    assert_eq!(folder.run("plan -f @fleet.toml --prune --detailed-exitcode -q").code, 0);
}

#[test]
fn the_limit_of_deletions_is_about_those_that_are_applied() {
    let folder = seeded("version = 1\n[scope]\nprojects = ['acme-*']\n");
    let shown = folder.run("apply -f @fleet.toml --prune --only create,update --yes -q");
    assert_eq!(shown.to_string(), "[exit 0]\n");
    let shown = folder.run("apply -f @fleet.toml --prune --only delete,update --yes");
    // A comma makes a list in PowerShell.
    let both = if cfg!(windows) { "'update,delete'" } else { "update,delete" };
    let hint = format!("prebuildctl apply -f fleet.toml --prune --only {both} --max-deletes 2");
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: refusing to delete 2 of 2 pools (limit 0)
  nothing was changed
  to allow it: {hint}
[exit 2]
"
        )
    );
    // The file declares pools, and only their creation is left: the limit is that of the whole file.
    folder.write(FLEET);
    let shown = folder.run("apply -f @fleet.toml --prune --only delete --yes -q");
    let done = "- acme-api/regular   1..3        done\napplied: 0 created, 0 updated, 1 deleted\n[exit 0]\n";
    assert_eq!(shown.to_string(), done);
}

#[test]
fn a_run_with_nothing_to_change_sends_four_reads_and_prints_nothing() {
    for pools in [vec![pool(POOL, 1, 5), small(1, 5)], vec![pool(POOL, 1, 5)]] {
        // The second service lacks a pool, whose creation is left.
        let folder = service(&BOTH.replace("[scope]\nprojects = ['acme-api']\n", ""), &pools, []);
        let shown = folder.run("apply --only update --yes -q -f @fleet.toml");
        assert_eq!(shown.to_string(), "[exit 0]\n");
        let mut methods = folder.world.server.methods();
        methods.sort();
        let reads =
            ["GetAuthenticatedIdentity", "ListEnvironmentClasses", "ListProjects", "ListWarmPools"];
        assert_eq!(methods, reads);
    }
}

#[test]
fn an_unknown_kind_is_an_error_before_anything_is_read() {
    let folder = service(BOTH, &[], []);
    for kinds in ["resize", "update,none", "''"] {
        let shown = folder.run(&format!("apply --only {kinds} --yes -f @fleet.toml"));
        assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{shown}");
        assert!(shown.stderr.contains("create, update, delete"), "{shown}");
    }
    assert!(folder.world.server.calls().is_empty());
}
