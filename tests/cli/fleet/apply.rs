//! `apply`: how it looks, what it asks, and how it ends.

use std::fmt::Write as _;

use prebuildctl::emulator;
use serde_json::{Value, json};

use super::{FLEET, seeded};

#[cfg(unix)]
mod asked;
#[cfg(unix)]
mod faults;
mod odd;
#[cfg(unix)]
mod scale;
#[cfg(unix)]
mod signals;

/// A seed of these classes and so many projects with prebuilds for the first so many of them.
fn seed(classes: &[&str], projects: usize, prebuilt: usize) -> String {
    let mut seed = "organization = { name = \"Acme\", tier = \"enterprise\" }
user = { name = \"Ada\", email = \"ada@acme.example\" }
[[runner]]
name = \"aws-eu\"
capabilities = [\"RUNNER_CAPABILITY_WARM_POOL\"]
"
    .to_owned();
    for class in classes {
        writeln!(seed, "[[class]]\nname = \"{class}\"\nrunner = \"aws-eu\"").unwrap();
    }
    let prebuilt = &classes[..prebuilt];
    for project in 0..projects {
        writeln!(
            seed,
            "[[project]]\nname = \"p{project}\"\nrepository = \"https://x.example/{project}.git\"\n\
             classes = {classes:?}\nprebuilds = {{ classes = {prebuilt:?} }}"
        )
        .unwrap();
    }
    seed
}

const KEPT: &str =
    "in scope but not in the file: acme-api/regular (kept; --prune would delete it)\n";

#[test]
fn a_saved_plan_is_carried_out_once_gone_on_with_and_refused_when_stale() {
    let folder = seeded(FLEET);
    assert_eq!(folder.run("plan -f @fleet.toml --out @plan.json -q").to_string(), "[exit 0]\n");
    assert_eq!(
        folder.run("apply @plan.json --yes").to_string(),
        "~ acme-api/large     max 5 -> 8        done
+ acme-web/regular   0..3              done
applied: 1 created, 1 updated, 0 deleted
[exit 0]
"
    );
    assert_eq!(
        folder.run("apply @plan.json --yes").to_string(),
        "~ acme-api/large     max 5 -> 8        has these sizes
+ acme-web/regular   0..3              exists with these sizes
applied: 0 created, 0 updated, 0 deleted, 2 already so
[exit 0]
"
    );
    folder.world.ok("wp update acme-api/large --max 6");
    let stale = "error: the plan is stale: acme-api/large is now 1..6, the plan expected 1..5
  nothing was changed; make a new plan
";
    let shown = folder.run("apply @plan.json --yes");
    assert_eq!((shown.stdout.as_str(), shown.stderr.as_str(), shown.code), ("", stale, 7));
    folder.world.ok("wp update acme-web/regular --min 1 --max 1");
    let stale = "error: the plan is stale: acme-api/large is now 1..6, the plan expected 1..5
  acme-web/regular is now 1..1, the plan expected none
  nothing was changed; make a new plan
";
    assert_eq!(folder.run("apply @plan.json --yes").stderr, stale);
}

#[test]
fn a_fleet_file_is_applied_and_a_second_time_changes_nothing() {
    let folder = seeded(FLEET);
    assert_eq!(
        folder.run("apply -f @fleet.toml --yes").to_string(),
        format!(
            "~ acme-api/large     max 5 -> 8        done
+ acme-web/regular   0..3              done
applied: 1 created, 1 updated, 0 deleted
------- stderr -------
{KEPT}[exit 0]
"
        )
    );
    assert_eq!(
        folder.run("apply -f @fleet.toml --yes -q").to_string(),
        "no changes: 2 pools are as declared\n[exit 0]\n"
    );
    assert_eq!(
        folder.run("apply -f @fleet.toml --prune --yes").to_string(),
        "- acme-api/regular   1..3        done
applied: 0 created, 0 updated, 1 deleted
[exit 0]
"
    );
    assert_eq!(folder.run("plan -f @fleet.toml --prune --detailed-exitcode").code, 0);
}

#[test]
fn what_cannot_be_made_is_told_with_its_reason_and_nothing_is_deleted() {
    let folder = seeded(&FLEET.replace("'regular'", "['regular', 'small']"));
    let shown = folder.run("apply -f @fleet.toml --prune --yes");
    // The embedded API is on a port of its own.
    let host = shown.stdout.split("failed: ").nth(1).unwrap().split(' ').next().unwrap();
    assert_eq!(
        shown.to_string().replace(host, "HOST"),
        "~ acme-api/large     max 5 -> 8        done
+ acme-web/regular   0..3              done
+ acme-web/small     0..3              failed: HOST says: environment class is not in the prebuild \
         configuration
- acme-api/regular   1..3              not tried: nothing is deleted before all else is done
applied: 1 created, 1 updated, 0 deleted; 1 failed, 1 not tried
------- stderr -------
warning: acme-web/small: prebuilds are on, but only for this class: regular
  what mends it: prebuildctl warm-pool explain --project acme-web --class small
error: 2 of 4 changes were made; 1 failed, 1 not tried
  acme-web/small: failed: HOST says: environment class is not in the prebuild configuration
  not tried: nothing is deleted before all else is done
  running the same command again is safe
  see every condition: prebuildctl warm-pool explain --project acme-web --class small
[exit 12]
"
    );
    let shown = folder.run("apply -f @fleet.toml --yes -q");
    assert_eq!(shown.code, 7, "with nothing made it ends as the failure does: {shown}");
}

#[test]
fn json_is_one_object_with_what_became_of_each_change() {
    let folder = seeded(&FLEET.replace("'regular'", "['regular', 'small']"));
    let shown = folder.run("apply -f @fleet.toml --yes -o json");
    assert_eq!(shown.code, 12, "{shown}");
    let end: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(end["formatVersion"], 1);
    assert_eq!(end["host"], "local");
    assert_eq!(
        end["counts"],
        json!({
            "created": 1, "updated": 1, "deleted": 0, "alreadySo": 0, "failed": 1, "unknown": 0,
            "notTried": 0, "none": 0,
        })
    );
    let changes = end["changes"].as_array().unwrap();
    let made = folder.world.ok("wp list --project acme-web -o id");
    assert_eq!(changes[1]["warmPoolId"], made.trim());
    for (change, expected) in changes.iter().zip([
        json!(["update", "acme-api/large", {"minSize": 1, "maxSize": 5}, "done", null]),
        json!(["create", "acme-web/regular", null, "done", null]),
        json!(["create", "acme-web/small", null, "failed", "failed_precondition"]),
    ]) {
        let keys = ["action", "address", "before", "result"];
        let mut found: Vec<_> = keys.iter().map(|key| change[key].clone()).collect();
        found.push(change["error"]["code"].clone());
        assert_eq!(Value::Array(found), expected);
    }
    let error: Value = serde_json::from_str(&shown.stderr).unwrap();
    assert_eq!(error["error"]["code"], "partial");
    assert_eq!(error["error"]["exitCode"], 12);
    let fix = "prebuildctl warm-pool explain --project acme-web --class small";
    assert_eq!(error["error"]["hint"], fix);
    assert_eq!(changes[2]["error"]["hint"], fix);

    let shown = folder.run("apply -f @fleet.toml --yes -q -o csv");
    assert_eq!(
        shown.stdout,
        "ACTION,ADDRESS,BEFORE,AFTER,RESULT
none,acme-api/large,1..8,1..8,none
none,acme-web/regular,0..3,0..3,none
create,acme-web/small,-,0..3,failed
"
    );
}

#[test]
fn deletes_beyond_the_usual_have_to_be_allowed() {
    let fleet = "version = 1\n[scope]\nprojects = ['acme-*']\n";
    let folder = seeded(fleet);
    let shown = folder.run("apply -f @fleet.toml --prune --yes");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: the plan deletes 2 of 2 pools, more than the 0 that are deleted without --max-deletes
  nothing was changed
  if they are all to go: --max-deletes 2
[exit 2]
"
    );
    let shown = folder.run("apply -f @fleet.toml --prune --yes --max-deletes 1");
    assert_eq!(
        shown.stderr,
        "error: the plan deletes 2 of 2 pools, more than the 1 that --max-deletes allows
  nothing was changed
  if they are all to go: --max-deletes 2
"
    );
    folder.run("plan -f @fleet.toml --prune --out @plan.json -q");
    assert_eq!(folder.run("apply @plan.json --yes").code, 2);
    assert_eq!(folder.world.ok("wp list -o name").lines().count(), 2);
    assert_eq!(
        folder.run("apply @plan.json --yes --max-deletes 2").to_string(),
        "- acme-api/large     1..5        done
- acme-api/regular   1..3        done
applied: 0 created, 0 updated, 2 deleted
[exit 0]
"
    );
}

#[test]
fn what_cannot_be_asked_or_read_changes_nothing() {
    let folder = seeded(FLEET);
    folder.run("plan -f @fleet.toml --out @plan.json -q");
    assert_eq!(
        folder.run("apply -f @fleet.toml").to_string(),
        "------- stderr -------
error: make the changes of the plan? cannot be asked here
  nobody answers on this standard input; --yes answers yes
[exit 2]
"
    );
    assert_eq!(
        folder.run("apply @nosuch.json --yes").to_string(),
        "------- stderr -------
error: cannot read nosuch.json
  there is no such file
  save one: prebuildctl plan --out plan.json
[exit 2]
"
    );
    let shown = folder.run("apply @fleet.toml --yes");
    assert!(shown.stderr.starts_with("error: fleet.toml is not a saved plan: "), "{shown}");
    assert_eq!(shown.code, 2);
    for line in ["apply @plan.json -f @fleet.toml --yes", "apply @plan.json --prune --yes"] {
        assert_eq!(folder.run(line).code, 2, "{line}");
    }
    for count in ["0", "33", "x"] {
        let shown = folder.run(&format!("apply -f @fleet.toml --yes --concurrency {count}"));
        assert_eq!(shown.code, 2, "{shown}");
    }
    let shown = folder.run("apply -f @fleet.toml --yes --timeout 5m");
    assert_eq!(shown.stderr, "error: --timeout requires --wait\n");
    let text = folder.text("plan.json").replace("019b76da-a800-7001", "019b76da-a800-7999");
    std::fs::write(folder.world.home.path().join("plan.json"), text).unwrap();
    let shown = folder.run("apply @plan.json --yes");
    let told = "error: the plan was made for organization 019b76da-a800-7999-b095-beebd76575e4, and \
                this is organization 019b76da-a800-7001-b095-beebd76575e4\n";
    assert_eq!((shown.stderr.as_str(), shown.code), (told, 2));
    assert_eq!(folder.world.ok("wp list -o name").lines().count(), 2);
}

#[test]
fn waiting_is_for_all_that_was_changed() {
    let folder = seeded(FLEET);
    let shown = folder.run("apply -f @fleet.toml --yes -q --wait --timeout 1s --poll-interval 1s");
    assert_eq!(shown.code, 8, "{shown}");
    assert!(shown.stdout.ends_with("applied: 1 created, 1 updated, 0 deleted\n"), "{shown}");
    for address in ["acme-api/large", "acme-web/regular"] {
        let message =
            format!("timed out after 1s waiting for the warm pool {address} to become ready");
        assert!(shown.stderr.contains(&message), "{shown}");
    }

    // An hour passes in a tenth of a second.
    let data_file = folder.world.home.path().join(".local/share/prebuildctl/local.db");
    let options = emulator::Options { data_file, speed: Some(36_000.0), token: None };
    emulator::open(options).unwrap();
    folder.write(&FLEET.replace("max = 8", "max = 9"));
    let shown = folder.run("apply -f @fleet.toml --prune --yes -q --wait --poll-interval 1s");
    assert!(shown.stdout.ends_with("applied: 0 created, 1 updated, 1 deleted\n"), "{shown}");
    assert_eq!(shown.code, 0, "{shown}");
    let left = "acme-api/large,ready\nacme-web/regular,ready\n";
    assert_eq!(folder.world.ok("wp list -o csv --columns address,phase --no-headers"), left);
    let shown = folder.run("apply -f @fleet.toml --yes -q --wait");
    assert_eq!(shown.to_string(), "no changes: 2 pools are as declared\n[exit 0]\n");
}
