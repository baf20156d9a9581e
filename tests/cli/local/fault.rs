//! `local fault`.

use serde_json::json;

use super::stopped;
use crate::support::World;

#[test]
fn every_fault_is_listed_until_it_is_cleared() {
    let world = World::local();
    assert_eq!(world.ok("local fault list"), "no faults\n");
    assert_eq!(
        world.ok("local fault error ListWarmPools resource_exhausted --times 2 --retry-after 5"),
        "error ListWarmPools resource_exhausted, 2 more calls, retry after 5 s\n"
    );
    world.ok("local fault error * unavailable --times 1");
    world.ok("local fault instances 3 --message full");
    world.ok("local fault prebuilds 1");
    world.ok("local fault runner aws-eu INACTIVE");
    let all = "error ListWarmPools resource_exhausted, 2 more calls, retry after 5 s
error * unavailable, 1 more call
instances 3
prebuilds 1
runner aws-eu inactive
latency 1 ms
";
    assert_eq!(world.ok("local fault latency 1"), all);
    let status = world.ok("local status");
    let faults = status.lines().find(|line| line.starts_with("faults ")).unwrap();
    assert_eq!(faults, format!("{:20}  {}", "faults", all.trim_end().replace('\n', "; ")));
    let listed: serde_json::Value =
        serde_json::from_str(&world.ok("local fault list -o json")).unwrap();
    let expected = json!({
        "instances": 3,
        "prebuilds": 1,
        "runners": [{ "name": "aws-eu", "phase": "RUNNER_PHASE_INACTIVE" }],
        "errors": [
            { "method": "ListWarmPools", "code": "resource_exhausted", "times": 2,
              "retryAfterSeconds": 5 },
            { "method": "*", "code": "unavailable", "times": 1, "retryAfterSeconds": null },
        ],
        "latencyMillis": 1,
    });
    assert_eq!(listed, expected);
    assert_eq!(world.ok("local fault clear"), "no faults\n");
    assert!(world.ok("local status").contains("faults                no faults\n"));
}

#[test]
fn a_read_is_tried_again_after_an_injected_error() {
    let world = World::local();
    world.ok("local fault error ListWarmPools unavailable --times 2");
    assert_eq!(world.ok("wp list -o name -q"), "acme-api/regular\n");
    world.ok("local fault error ListWarmPools permission_denied");
    let shown = world.run("wp list -o name");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: cannot list the warm pools
  the embedded API says: injected fault
hint: prebuildctl auth status
[exit 5]
"
    );
}

#[test]
fn a_prebuild_fails_with_the_message() {
    let world = stopped();
    world.run_words(&["local", "fault", "prebuilds", "1", "--message", "out of disk"]);
    world.ok("prebuild trigger acme-api/large -o id");
    world.ok("local advance 20m");
    let failed = world
        .ok("prebuild list --project acme-api --phase failed --jq .[0].status.failureMessage -r");
    assert_eq!(failed, "out of disk\n");
}

#[test]
fn words_that_mean_nothing_are_errors() {
    let world = World::local();
    for (line, code, error) in [
        ("instances -1", 2, "N \"-1\" is not a whole number from 0 to 4294967295"),
        ("instances x", 2, "N \"x\" is not a whole number"),
        (
            "error ListWarmPool unavailable",
            2,
            "error: \"ListWarmPool\" is not a method of the embedded API; did you mean \"ListWarmPools\"?",
        ),
        (
            "error ListWarmPools gone",
            2,
            "error: \"gone\" is not a code: use one of canceled, unknown, invalid_argument, ",
        ),
        (
            "error ListWarmPools unavailable --times 0",
            2,
            "--times \"0\" is not a whole number from 1",
        ),
        ("runner aws-us inactive", 6, "error: runner \"aws-us\" not found\n"),
        (
            "runner aws-eu asleep",
            2,
            "error: \"asleep\" is not a runner phase such as inactive, active or degraded\n",
        ),
        ("latency 600001", 2, "error: latency is longer than 600000 ms\n"),
    ] {
        let shown = world.run(&format!("local fault {line}"));
        assert_eq!(shown.code, code, "{shown}");
        assert!(shown.stderr.contains(error), "{shown}");
    }
    assert_eq!(world.ok("local fault list"), "no faults\n");
}
