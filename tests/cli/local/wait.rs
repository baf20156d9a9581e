//! Waiting on the embedded API, also for changes by other processes.

use std::fs;
use std::path::Path;
use std::process::Child;

use super::{emulator, hurry, process, stopped};
use crate::support::seed::{ACME_API, LARGE, REGULAR};
use crate::support::{World, home, read_until, redact_times};

#[test]
fn a_created_pool_is_waited_for_until_it_is_ready() {
    let world = World::local().with_stderr_terminal();
    hurry(&world);
    let line = "wp create --project acme-api --class large --min 1 --max 5 --wait";
    let shown = world.run(line);
    let id = shown.stdout.split_whitespace().nth(2).unwrap().to_owned();
    assert_eq!(
        redact_times(&shown.to_string()),
        format!(
            "created acme-api/large  {id}  size 1..5
------- stderr -------
  0:00 pending
  0:00 ready      1 running, 4 stopped
[exit 0]
"
        )
    );
}

#[test]
fn a_pool_that_is_being_deleted_can_only_be_waited_for_until_it_is_deleted() {
    let world = stopped();
    let id = id_of(&world, REGULAR);
    let shown = world.run(&format!("wp delete {id} --yes --wait --timeout 1ms"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 8), "{shown}");
    let shown = world.run("wp wait acme-api/regular");
    assert_eq!(
        (redact_times(&shown.stderr), shown.code),
        (
            format!(
                "TIME deleting
error: the warm pool acme-api/regular cannot become ready: it is being deleted
hint: prebuildctl warm-pool wait {id} --for deleted
"
            ),
            9
        )
    );
    hurry(&world);
    let shown = world.run(&format!("wp wait {id} --for deleted -q"));
    assert_eq!(shown.to_string(), format!("deleted {id}\n[exit 0]\n"));
}

#[test]
fn the_hint_about_a_pool_without_a_prebuild_makes_it_ready() {
    let world = World::local();
    let seed = world.home.path().join("seed.toml");
    fs::write(&seed, SEED).unwrap();
    world.ok(&format!("local reset --seed {}", seed.display()));
    hurry(&world);
    let shown = world.run("wp create --project fresh --class only --wait");
    assert_eq!(shown.code, 9, "{shown}");
    let (before, trigger) = shown.stderr.split_once("hint: prebuildctl ").unwrap();
    assert_eq!(
        redact_times(before),
        "TIME pending
error: the warm pool fresh/only cannot become ready: it has no snapshot: no prebuild of its project and class has completed in the last 7 days, and none is running
"
    );
    assert_eq!(world.run(trigger.trim_end()).code, 0);
    let shown = world.run("wp wait fresh/only");
    assert_eq!(shown.code, 0, "{shown}");
    assert!(shown.stdout.starts_with("ready fresh/only  "), "{shown}");
}

/// A project with prebuilds enabled, but none so far.
const SEED: &str = r#"
organization = { name = "Solo", tier = "enterprise" }
user = { name = "a", email = "a@b" }

[[runner]]
name = "one"
provider = "RUNNER_PROVIDER_AWS_EC2"
region = "eu-central-1"
capabilities = ["RUNNER_CAPABILITY_WARM_POOL"]

[[class]]
name = "only"
runner = "one"
description = "small"
configuration = { machineType = "m6i.large", diskSizeGb = "50" }

[[project]]
name = "fresh"
repository = "https://github.com/acme/fresh.git"
classes = ["only"]
prebuilds = { classes = ["only"] }
"#;

#[test]
fn several_pools_are_waited_for_and_named() {
    let world = stopped();
    world.ok(&format!("wp create --project {ACME_API} --class {LARGE} --max 5"));
    let pools = "acme-api/large acme-api/regular";
    let shown = world.run(&format!("wp wait {pools} --timeout 1ms"));
    assert_eq!(
        redact_times(&shown.to_string()).replace(&id_of(&world, LARGE), "ID"),
        "------- stderr -------
TIME pending                           acme-api/large
TIME ready      1 running, 2 stopped   acme-api/regular
error: timed out after 1ms waiting for the warm pool acme-api/large to become ready
  last state of acme-api/large: pending
hint: prebuildctl warm-pool wait ID
[exit 8]
"
    );
    hurry(&world);
    assert_eq!(world.run(&format!("wp wait {pools} -o name")).stdout, {
        "acme-api/large\nacme-api/regular\n"
    });
}

fn id_of(world: &World, class: &str) -> String {
    world.ok(&format!("wp list --class {class} -o id")).trim_end().to_owned()
}

#[test]
fn a_change_by_another_process_ends_the_wait() {
    let world = stopped();
    let file = home::data_file(world.home.path());
    let id = id_of(&world, REGULAR);
    let waiting = watching(&file, &format!("wp wait {id} --for running=2 --poll-interval 1h"));
    world.ok(&format!("wp update {id} --min 2"));
    world.ok("local advance 10m");
    assert_eq!(waiting.wait_with_output().unwrap().status.code(), Some(0));

    let waiting = watching(&file, &format!("wp wait {id} --for deleted --poll-interval 1h"));
    world.ok(&format!("wp delete {id} --yes"));
    world.ok("local advance 1h");
    let output = waiting.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("deleted {id}\n"));
    assert_eq!(emulator(&world).status().unwrap()["counts"]["warmPools"], 0);
}

/// A wait with an open event stream.
fn watching(file: &Path, line: &str) -> Child {
    let mut child = process(file, &format!("{line} -v")).spawn().unwrap();
    let stderr = child.stderr.as_mut().unwrap();
    // A stream that opens causes one poll; from then on there are only events.
    for words in ["> WatchEvents to ", "< GetWarmPool 200"] {
        assert!(read_until(stderr, words).ends_with(words));
    }
    child
}
