//! Every fix that a row can print, run on the embedded API.

use serde_json::Value;

use super::super::{emulator, hurry, stopped};
use super::{GPU, MISSING, explain};
use crate::support::World;
use crate::support::seed::{ACME_API, ACME_LEGACY, SMALL};

/// One row of a checklist; each row that is not met has either a fix or a next step.
fn row(world: &World, address: &str, check: &str) -> Value {
    let shown = world.run(&format!("wp explain {address} -o json"));
    let report: Value = serde_json::from_str(&shown.stdout).unwrap();
    let rows = report["checks"].as_array().unwrap();
    for row in rows {
        let commands = [&row["fix"], &row["next"]].into_iter().filter(|command| !command.is_null());
        assert_eq!(commands.count(), usize::from(row["answer"] == "no"), "{row}");
    }
    rows.iter().find(|row| row["check"] == check).unwrap().clone()
}

/// The arguments of a command whose quoted parts contain no quotes.
fn shell_words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (index, part) in command.split('\'').enumerate() {
        let mut pieces = part.splitn(if index % 2 == 0 { usize::MAX } else { 1 }, ' ');
        words.last_mut().unwrap().push_str(pieces.next().unwrap());
        words.extend(pieces.map(str::to_owned));
    }
    words
}

/// Runs the fix of a row, with simulated time passing meanwhile, and sees that the row is then met.
fn assert_fixed(world: &World, address: &str, check: &str, command: &str) {
    let before = row(world, address, check);
    assert_eq!(before["answer"], "no", "{address}: {before}");
    let fix = before["fix"].as_str().unwrap();
    assert!(fix.starts_with(&format!("prebuildctl {command} ")), "{address}: {before}");
    let words = shell_words(fix);
    hurry(world);
    let shown = world.run_words(&words[1..].iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(shown.code, 0, "{fix}: {shown}");
    emulator(world);
    world.ok("local advance 2h");
    let after = row(world, address, check);
    assert_eq!(after["answer"], "yes", "{address}: {after}, after {fix}");
}

#[test]
fn prebuilds_are_enabled() {
    let (without_class, with_class) = (stopped(), stopped());
    let address = format!("{ACME_LEGACY}/{MISSING}");
    assert_fixed(&without_class, &address, "prebuilds", "project prebuilds");
    let address = format!("{ACME_LEGACY}/{SMALL}");
    assert_fixed(&with_class, &address, "prebuilds", "project prebuilds");
    assert_eq!(row(&with_class, &address, "prebuilt")["answer"], "yes");
}

#[test]
fn a_class_is_enabled() {
    let world = stopped();
    assert_fixed(&world, &format!("{ACME_LEGACY}/{GPU}"), "class", "api");
}

#[test]
fn a_class_is_added_and_a_prebuild_is_started_and_waited_for() {
    let world = stopped();
    let address = format!("{ACME_API}/{SMALL}");
    assert_fixed(&world, &address, "prebuilt", "project prebuilds");
    world.ok(&format!("wp create --project {ACME_API} --class {SMALL}"));
    world.ok("local advance 1m");
    assert_eq!(row(&world, &address, "pool")["fix"], row(&world, &address, "prebuild")["fix"]);
    assert!(explain(&world, ACME_API, SMALL).contains("pending without a snapshot: "));

    let waiting = stopped();
    assert_fixed(&waiting, &address, "prebuilt", "project prebuilds");
    waiting.ok(&format!("wp create --project {ACME_API} --class {SMALL}"));
    waiting.ok(&format!("prebuild trigger --project {ACME_API} --class {SMALL}"));
    assert_fixed(&waiting, &address, "pool", "prebuild wait");
    assert_eq!(row(&waiting, &address, "prebuild")["answer"], "yes");

    assert_fixed(&world, &address, "prebuild", "prebuild trigger");
    assert_eq!(row(&world, &address, "pool")["answer"], "yes");
}

#[test]
fn a_pool_that_is_being_deleted_is_waited_for() {
    let world = stopped();
    world.ok("wp delete acme-api/regular --yes");
    assert_fixed(&world, "acme-api/regular", "pool", "warm-pool wait");
}

/// A seed whose names mean something to a shell, to lists and to this program.
#[cfg(unix)]
const HOSTILE: &str = r#"
organization = { name = "Acme", tier = "enterprise" }
user = { name = "Ada", email = "ada@acme.example" }

[[runner]]
name = "aws-eu"
provider = "RUNNER_PROVIDER_AWS_EC2"
region = "eu-central-1"
capabilities = ["RUNNER_CAPABILITY_WARM_POOL"]

[[class]]
name = "x,y*'z"
runner = "aws-eu"
description = "8 vCPU"

[[project]]
name = "--yes '$(id)' \"q\" `a`"
repository = "https://github.com/acme/api.git"
classes = ["x,y*'z"]
"#;

/// As it is printed, each fix is a line for a shell that needs no answer.
#[cfg(unix)] // shell scripts
#[test]
fn a_fix_works_as_pasted_whatever_the_names_are() {
    use std::path::Path;
    use std::process::Stdio;

    use crate::support::home;

    let world = stopped();
    let seed = world.home.path().join("seed.toml");
    std::fs::write(&seed, HOSTILE).unwrap();
    world.ok(&format!("local reset --seed {} -q", seed.display()));
    emulator(&world);
    let words = ["wp", "explain", "--project", r#"name:--yes '$(id)' "q" `a`"#];
    let explain = [&words[..], &["--class", "name:x,y*'z", "--local"]].concat();
    let row = |check: &str| {
        let shown = world.run_words(&[&explain[..], &["-o", "json"]].concat());
        let report: Value = serde_json::from_str(&shown.stdout).unwrap();
        let rows = report["checks"].as_array().unwrap();
        rows.iter().find(|row| row["check"] == check).unwrap().clone()
    };
    let folder = Path::new(home::BINARY).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    for (before, check) in [("prebuilds", "prebuilds"), ("prebuilt", "prebuilt")] {
        if check == "prebuilt" {
            assert_eq!(row(check)["answer"], "yes");
            let project = row("project")["detail"].as_str().unwrap().to_owned();
            let class = "name:x,y*'z";
            let project = format!("name:{project}");
            let line = ["project", "prebuilds", &project, "--remove-class", class, "--yes"];
            assert_eq!(world.run_words(&line).code, 0);
        }
        let fix = row(before)["fix"].as_str().unwrap().to_owned();
        assert!(fix.starts_with("prebuildctl --local project prebuilds 'name:--yes "), "{fix}");
        let output = home::command("sh", world.home.path())
            .args(["-c", &fix])
            .env("PATH", &path)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{fix}: {output:?}");
        assert_eq!(row(check)["answer"], "yes", "{fix}");
    }
}
