//! The settings as they are, and as a change would make them.

use serde_json::{Value, json};

use super::{SETTINGS, read};
use crate::project::{OTHER, pools};
use crate::support::seed::{ACME_API, ACME_LEGACY};
use crate::support::{CLASS, POOL, PROJECT, World, error, last_page, pool};

#[test]
fn settings_and_pools_are_shown_side_by_side() {
    let world = World::local();
    assert_eq!(
        world.ok("project prebuilds acme-api"),
        "project    acme-api
prebuilds  on
schedule   daily 04:00 UTC
timeout    1h (default)
executor   creator of the project (default)
jetbrains  off
class      regular  prebuilt      pool ready  size 1..3  1 running
class      large    prebuilt      no pool
class      small    not prebuilt  no pool
"
    );
    assert_eq!(
        world.ok(&format!("projects prebuilds {ACME_LEGACY}")),
        "project    acme-legacy
prebuilds  off
schedule   none
timeout    1h (default)
executor   creator of the project (default)
jetbrains  off
class      small  not prebuilt  no pool
"
    );
    let json = world.ok("project prebuilds acme-api -o json");
    assert_eq!(json, world.ok("project get acme-api -o json"));
}

#[test]
fn what_is_set_and_what_is_left_is_shown() {
    let settings = format!(
        r#"{{"environmentClassIds":["{CLASS}","{OTHER}"],"timeout":"1h","trigger":{{"dailySchedule":{{}}}},"executor":{{"id":"{POOL}","principal":"PRINCIPAL_SERVICE_ACCOUNT"}},"enableJetbrainsWarmup":true}}"#
    );
    let left = pool(POOL, 1, 5).replace(CLASS, PROJECT);
    let world = World::new([read(&settings), pools(&[left])]).with_names();
    assert_eq!(
        world.ok(&format!("project prebuilds {PROJECT}")),
        format!(
            "project    acme-api
prebuilds  off
schedule   daily 00:00 UTC
timeout    1h
executor   service account {POOL}
jetbrains  on
class      large                                 prebuilt once prebuilds are on  no pool
class      {OTHER}  prebuilt once prebuilds are on  no pool
class      {PROJECT}  not prebuilt                    pool ready  size 1..5  1 running
"
        )
    );
    let mut methods = world.server.methods();
    methods.sort();
    assert_eq!(methods, ["GetProject", "ListEnvironmentClasses", "ListWarmPools"]);

    let denied = error(403, "permission_denied", "no").to("ListWarmPools");
    let world = World::new([read(SETTINGS), denied]).with_names();
    let shown = world.run(&format!("project prebuilds {PROJECT}"));
    assert!(shown.stdout.ends_with("\nclass      large  prebuilt\n"), "{shown}");
    assert_eq!(shown.stderr, "warm pools are not shown: this token cannot read them\n");
}

#[test]
fn only_what_is_shown_is_read() {
    for flags in ["-o json", "-o id", "--jq .id", "-o name"] {
        let world = World::new([read(SETTINGS)]);
        world.ok(&format!("project prebuilds {PROJECT} {flags}"));
        assert_eq!(world.server.methods(), ["GetProject"], "{flags}");
    }
}

#[test]
fn a_dry_run_shows_all_settings_and_sends_nothing() {
    let world = World::local();
    let id = world.ok("wp list -o id");
    assert_eq!(
        world.ok("project prebuilds acme-api --class large --no-schedule --dry-run"),
        format!(
            "would update acme-api  {ACME_API}
  prebuilds  on
  classes    large,regular -> large
  schedule   daily 04:00 UTC -> none
  timeout    1h (default)
  executor   creator of the project (default)
  jetbrains  off
  deletes    acme-api/regular  {}  size 1..3
",
            id.trim()
        )
    );
    let pools = last_page("warmPools", &[pool(POOL, 1, 5)]).to("ListWarmPools");
    let world = World::new([read(SETTINGS), pools]).with_names();
    let shown = world.ok(&format!("project prebuilds {PROJECT} --off --dry-run -o json"));
    let before: Value = serde_json::from_str(SETTINGS).unwrap();
    let mut after = before.clone();
    after["enabled"] = json!(false);
    assert_eq!(
        serde_json::from_str::<Value>(&shown).unwrap(),
        json!({
            "formatVersion": 1,
            "projectId": PROJECT,
            "before": before,
            "after": after,
            "deletedPools": [{"id": POOL, "address": "acme-api/large"}],
        })
    );
    assert!(!world.server.methods().contains(&"UpdateProject".to_owned()));
}
