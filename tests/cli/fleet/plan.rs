//! `plan`: every format, warnings and exit codes.

use serde_json::Value;

use super::{FLEET, Folder, seeded};
use crate::support::seed::{ACME_API, LARGE, REGULAR};

#[test]
fn changes_counts_and_kept_pools() {
    let folder = seeded(FLEET);
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "~ acme-api/large     max 5 -> 8
+ acme-web/regular   0..3
1 to create, 1 to update, 0 to delete
------- stderr -------
not in the file, kept (use --prune to delete):
  acme-api/regular
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
        assert_eq!(shown, "no changes: 2 pools up to date\n[exit 0]\n");
    }
}

#[test]
fn new_pools_that_cannot_become_ready_are_warned_about() {
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
warning: acme-api/small: prebuilds are enabled, but only for these classes: regular, large
  diagnose: prebuildctl warm-pool explain acme-api/small
warning: acme-legacy/small: prebuilds are disabled for project acme-legacy
  diagnose: prebuildctl warm-pool explain acme-legacy/small
warning: acme-web/gpu: prebuilds are enabled, but only for this class: regular
  diagnose: prebuildctl warm-pool explain acme-web/gpu
[exit 0]
"
    );
    for flag in ["", "--local "] {
        let shown =
            folder.run(&format!("{flag}plan -f @fleet.toml --jq .warnings[2].fix.command -r"));
        let arguments = "warm-pool explain acme-web/gpu";
        assert_eq!(shown.to_string(), format!("prebuildctl {flag}{arguments}\n[exit 0]\n"));
    }
}

#[test]
fn a_plan_that_deletes_too_many_pools_is_warned_about() {
    let folder = seeded("version = 1\n[scope]\nprojects = ['*']\n");
    assert_eq!(
        folder.run("plan -f @fleet.toml --prune").to_string(),
        "- acme-api/large     1..5
- acme-api/regular   1..3
0 to create, 0 to update, 2 to delete
------- stderr -------
warning: apply refuses to delete 2 of 2 pools (limit 0); to allow it: --max-deletes 2
[exit 0]
"
    );
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "no changes: 0 pools up to date
------- stderr -------
not in the file, kept (use --prune to delete):
  acme-api/large
  acme-api/regular
[exit 0]
"
    );
}

#[test]
fn json_is_one_object_and_other_formats_are_rows() {
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
            "line": 8, "window": null, "windowUntil": null,
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
fn a_plan_is_saved_and_with_quiet_not_printed() {
    let folder = seeded(FLEET);
    let shown = folder.run("plan -f @fleet.toml --out @plan.json -q");
    assert_eq!(shown.to_string(), "[exit 0]\n");
    let plan: Value = serde_json::from_str(&folder.read("plan.json")).unwrap();
    let shown = folder.run("plan -f @fleet.toml --out @plan.json -o json --detailed-exitcode");
    assert_eq!(shown.code, 3);
    assert_eq!(
        folder.read("plan.json"),
        shown.stdout.replace("\"fleet.toml\"", &plan["file"].to_string())
    );
    let shown = folder.run("plan -f @fleet.toml --out @no/plan.json");
    assert!(shown.stderr.starts_with("error: cannot save the plan in no/plan.json\n"), "{shown}");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1));
}
