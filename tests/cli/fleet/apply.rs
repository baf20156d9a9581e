//! `apply`: output, confirmation and exit codes.

use prebuildctl::emulator;

use super::{FLEET, seeded};
use crate::support::home;

#[cfg(unix)] // terminals
mod confirm;
#[cfg(unix)] // connection resets
mod faults;
#[cfg(unix)] // signals
mod follow;
mod formats;
mod only;
#[cfg(unix)] // connection resets
mod scale;
#[cfg(unix)] // signals
mod signals;
mod tampered;
mod unusual;

/// Seed data with some projects, each with prebuilds for the first classes.
#[cfg(unix)]
fn seed(classes: &[&str], projects: usize, prebuild_classes: usize) -> String {
    use std::fmt::Write as _;

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
    let prebuilt = &classes[..prebuild_classes];
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

const KEPT: &str = "not in the file, kept (use --prune to delete):\n  acme-api/regular\n";

#[test]
fn a_saved_plan_is_applied_once_and_refused_when_stale() {
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
        "~ acme-api/large     max 5 -> 8        unchanged
+ acme-web/regular   0..3              already exists
applied: 0 created, 0 updated, 0 deleted, 2 unchanged
[exit 0]
"
    );
    folder.world.ok("wp update acme-api/large --max 6");
    let stale = "error: the plan is stale: acme-api/large is now 1..6, the plan expected 1..5
  nothing was changed
hint: prebuildctl plan -f fleet.toml --out plan.json
";
    let shown = folder.run("apply @plan.json --yes");
    assert_eq!((shown.stdout.as_str(), shown.stderr.as_str(), shown.code), ("", stale, 7));
    folder.world.ok("wp update acme-web/regular --min 1 --max 1");
    let stale = "error: the plan is stale: acme-api/large is now 1..6, the plan expected 1..5
  acme-web/regular is now 1..1, the plan expected no pool
  nothing was changed
hint: prebuildctl plan -f fleet.toml --out plan.json
";
    assert_eq!(folder.run("apply @plan.json --yes").stderr, stale);
}

#[test]
fn applying_a_fleet_file_again_changes_nothing() {
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
    assert_eq!(folder.run("apply -f @fleet.toml --yes -q").to_string(), "[exit 0]\n");
    assert_eq!(
        folder.run("apply -f @fleet.toml --prune --yes --only update").stdout,
        "applied: 0 created, 0 updated, 0 deleted, 1 left\n"
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
fn a_failed_create_is_reported_and_nothing_is_deleted() {
    let folder = seeded(&FLEET.replace("'regular'", "['regular', 'small']"));
    let shown = folder.run("apply -f @fleet.toml --prune --yes");
    assert_eq!(
        shown.to_string(),
        "~ acme-api/large     max 5 -> 8        done
+ acme-web/regular   0..3              done
+ acme-web/small     0..3              failed: the embedded API says: environment class is not in the prebuild \
         configuration
- acme-api/regular   1..3              skipped: deletions run only after all other changes succeed
applied: 1 created, 1 updated, 0 deleted; 1 failed, 1 skipped
------- stderr -------
warning: acme-web/small: prebuilds are enabled, but only for this class: regular
  diagnose: prebuildctl warm-pool explain acme-web/small
error: applied 2 of 4 changes; 1 failed, 1 skipped
  acme-web/small: failed: the embedded API says: environment class is not in the prebuild configuration
  skipped: deletions run only after all other changes succeed
  it is safe to run the same command again
hint: prebuildctl warm-pool explain acme-web/small
[exit 12]
"
    );
    let shown = folder.run("apply -f @fleet.toml --yes -q");
    assert_eq!(
        shown.code, 7,
        "if nothing was applied, the exit code is that of the failure: {shown}"
    );
}

#[test]
fn deletes_beyond_the_limit_have_to_be_allowed() {
    let fleet = "version = 1\n[scope]\nprojects = ['acme-*']\n";
    let folder = seeded(fleet);
    let shown = folder.run("apply -f @fleet.toml --prune --yes");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: refusing to delete 2 of 2 pools (limit 0)
  nothing was changed
  to allow it: prebuildctl apply -f fleet.toml --prune --max-deletes 2
[exit 2]
"
    );
    let shown = folder.run("apply -f @fleet.toml --prune --yes --max-deletes 1");
    assert_eq!(
        shown.stderr,
        "error: refusing to delete 2 of 2 pools (limit 1)
  nothing was changed
  to allow it: prebuildctl apply -f fleet.toml --prune --max-deletes 2
"
    );
    folder.run("plan -f @fleet.toml --prune --out @plan.json -q");
    let shown = folder.run("apply @plan.json --yes");
    assert!(shown.stderr.ends_with("apply plan.json --max-deletes 2\n"), "{shown}");
    assert_eq!(shown.code, 2);
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
fn a_usage_error_changes_nothing() {
    let folder = seeded(FLEET);
    folder.run("plan -f @fleet.toml --out @plan.json -q");
    assert_eq!(
        folder.run("apply -f @fleet.toml").to_string(),
        "------- stderr -------
error: cannot ask for confirmation: stdin is not a terminal
  use --yes to apply without confirmation
[exit 2]
"
    );
    assert_eq!(
        folder.run("apply @nosuch.json --yes").to_string(),
        "------- stderr -------
error: cannot read nosuch.json
  file not found
hint: prebuildctl plan --out nosuch.json
[exit 2]
"
    );
    let shown = folder.run("apply @fleet.toml --yes");
    let error = "error: fleet.toml is a fleet file, not a saved plan\nhint: prebuildctl apply -f fleet.toml\n";
    assert_eq!((shown.stderr.as_str(), shown.code), (error, 2));
    for line in ["apply @plan.json -f @fleet.toml --yes", "apply @plan.json --prune --yes"] {
        assert_eq!(folder.run(line).code, 2, "{line}");
    }
    for count in ["0", "33", "x"] {
        let shown = folder.run(&format!("apply -f @fleet.toml --yes --concurrency {count}"));
        assert_eq!(shown.code, 2, "{shown}");
    }
    let shown = folder.run("apply -f @fleet.toml --yes --timeout 5m");
    assert_eq!(shown.stderr, "error: --timeout requires --wait\n");
    let text = folder.read("plan.json").replace("019b76da-a800-7001", "019b76da-a800-7999");
    std::fs::write(folder.world.home.path().join("plan.json"), text).unwrap();
    let shown = folder.run("apply @plan.json --yes");
    let error = "error: the plan was made for organization 019b76da-a800-7999-b095-beebd76575e4, but \
                 this is organization 019b76da-a800-7001-b095-beebd76575e4\n";
    assert_eq!((shown.stderr.as_str(), shown.code), (error, 2));
    assert_eq!(folder.world.ok("wp list -o name").lines().count(), 2);
}

#[test]
fn wait_waits_for_all_changed_pools() {
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
    let data_file = home::data_file(folder.world.home.path());
    let options = emulator::Options { data_file, speed: Some(36_000.0), token: None };
    emulator::open(options).unwrap();
    folder.write(&FLEET.replace("max = 8", "max = 9"));
    let shown = folder.run("apply -f @fleet.toml --prune --yes -q --wait --poll-interval 1s");
    assert!(shown.stdout.ends_with("applied: 0 created, 1 updated, 1 deleted\n"), "{shown}");
    assert_eq!(shown.code, 0, "{shown}");
    let left = "acme-api/large,ready\nacme-web/regular,ready\n";
    assert_eq!(folder.world.ok("wp list -o csv --columns address,phase --no-headers"), left);
    let shown = folder.run("apply -f @fleet.toml --yes -q --wait");
    assert_eq!(shown.to_string(), "[exit 0]\n");
}
