//! Why a pool cannot be created, or why it is not ready, on the embedded API.

use serde_json::Value;

use super::stopped;
use crate::support::World;
use crate::support::seed::{ACME_API, ACME_LEGACY, LARGE, REGULAR, SMALL};

mod fixes;

const GPU: &str = "019b76da-a800-7007-9014-a36db6c31723";
const MISSING: &str = "00000000-0000-4000-8000-000000000000";
const TOKEN: &str = "ok  token             user 019b76da-a800-7002-a6ac-6a00e3f501cc of organization 019b76da-a800-7001-b095-beebd76575e4 (enterprise)";

fn explain(world: &World, project: &str, class: &str) -> String {
    redact(&world.run(&format!("wp explain --project {project} --class {class}")).to_string())
}

/// Replaces ids that differ from run to run by ID, and ages by AGE.
fn redact(text: &str) -> String {
    let is_id = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    let is_new = |word: &str| is_id(word) && !word.starts_with("019b76da-a800-") && word != MISSING;
    let mut lines = String::new();
    for line in text.lines() {
        let mut words: Vec<_> = line.split(' ').collect();
        for index in 0..words.len() {
            if is_new(words[index]) {
                words[index] = "ID";
            } else if words[index] == "ago" {
                words[index - 1] = "AGE";
            }
        }
        lines += &(words.join(" ") + "\n");
    }
    lines
}

#[test]
fn a_class_without_prebuilds() {
    assert_eq!(
        explain(&World::local(), ACME_API, SMALL),
        format!(
            r#"{TOKEN}
ok  project           acme-api
ok  prebuilds         enabled
no  prebuild classes  prebuilds are enabled, but only for these classes: regular, large
                      add this class: prebuildctl project prebuilds {ACME_API} --add-class {SMALL}
ok  class             small is enabled
ok  runner            aws-eu is active
ok  runner support    aws-eu supports warm pools
?   prebuild          no prebuild for small has completed, and none can be started yet
ok  pool              none yet
1 condition is not met, 1 unknown
[exit 7]
"#
        )
    );
}

#[test]
fn a_project_without_prebuilds_and_a_class_that_is_disabled() {
    assert_eq!(
        explain(&World::local(), ACME_LEGACY, GPU),
        format!(
            r#"{TOKEN}
ok  project           acme-legacy
no  prebuilds         prebuilds are disabled for project acme-legacy
                      enable them for this class: prebuildctl project prebuilds {ACME_LEGACY} --on --add-class {GPU}
?   prebuild classes  prebuilds are disabled
no  class             class gpu is disabled
                      enable it: prebuildctl api RunnerConfigurationService/UpdateEnvironmentClass -d '{{"environmentClassId":"{GPU}","enabled":true}}'
ok  runner            aws-eu is active
ok  runner support    aws-eu supports warm pools
?   prebuild          no prebuild for gpu has completed, and none can be started yet
ok  pool              none yet
2 conditions are not met, 2 unknown
[exit 7]
"#
        )
    );
}

#[test]
fn a_project_that_does_not_exist() {
    assert_eq!(
        explain(&World::local(), MISSING, LARGE),
        format!(
            "{TOKEN}
no  project           no project {MISSING} found, or this token cannot see it
                      list projects: prebuildctl project list
?   prebuilds         the project was not found
?   prebuild classes  the project was not found
ok  class             large is enabled
ok  runner            aws-eu is active
ok  runner support    aws-eu supports warm pools
?   prebuild          no prebuild for large has completed, and none can be started yet
ok  pool              none yet
1 condition is not met, 3 unknown
[exit 6]
"
        )
    );
}

/// The lines of a checklist after the runner.
fn last_rows(list: &str) -> &str {
    &list[list.find("ok  runner support").unwrap()..]
}

#[test]
fn a_pool_from_pending_to_ready() {
    let world = stopped();
    let shown = world.ok(&format!("wp create --project {ACME_API} --class {LARGE}"));
    let id = shown.split_whitespace().nth(2).unwrap().to_owned();
    for (time, state) in [
        ("1ms", "pending: the runner has not picked up the prebuild yet"),
        ("1m", "pending: creating its first instances from snapshot ID"),
        ("10m", "ready: 1 running of 1 desired, 1 stopped"),
    ] {
        world.ok(&format!("local advance {time}"));
        let list = redact(&world.run(&format!("wp explain {id}")).to_string());
        assert_eq!(
            last_rows(&list),
            format!(
                "ok  runner support    aws-eu supports warm pools
ok  prebuild          ID completed AGE ago
ok  pool              {state}
all conditions met
[exit 0]
"
            )
        );
    }
}

#[test]
fn a_pool_whose_prebuilds_fail_loses_its_snapshot_after_a_week() {
    let world = stopped();
    let message = "task \"build\" exited with code 1";
    world.run_words(&["local", "fault", "prebuilds", "100", "--message", message]);
    world.ok("local advance 192h");
    let shown = world.run(&format!("wp explain {ACME_API}/{REGULAR}"));
    let fix = format!("prebuildctl prebuild trigger --project {ACME_API} --class {REGULAR}");
    let lines: Vec<_> = last_rows(&shown.stdout).lines().collect();
    let detail = lines[1].strip_prefix("no  prebuild          ").unwrap();
    assert!(detail.contains("; the last one failed "), "{shown}");
    assert!(detail.ends_with(" ago: task \"build\" exited with code 1"), "{shown}");
    assert_eq!(lines[2], format!("                      start one: {fix}"));
    assert_eq!(lines[3], format!("no  pool              pending without a snapshot: {detail}"));
    assert_eq!(lines[4], lines[2]);
    assert_eq!((lines[5], shown.code), ("2 conditions are not met", 7));
}

#[test]
fn a_degraded_pool_shows_what_the_runner_reports() {
    let world = stopped();
    let message = "no capacity for m6i.2xlarge";
    world.run_words(&["local", "fault", "instances", "30", "--message", message]);
    world.ok(&format!("wp create --project {ACME_API} --class {LARGE} --max 5"));
    world.ok("local advance 30m");
    let explain_again = format!("prebuildctl warm-pool explain {ACME_API}/{LARGE}");
    assert_eq!(
        last_rows(&explain(&world, ACME_API, LARGE)),
        format!(
            "ok  runner support    aws-eu supports warm pools
ok  prebuild          ID completed AGE ago
no  pool              degraded: no capacity for m6i.2xlarge
                      fix this, then run: {explain_again}
1 condition is not met
[exit 7]
"
        )
    );
}

#[test]
fn an_inactive_runner() {
    let world = stopped();
    world.ok("local fault runner aws-eu inactive");
    let shown = world.run(&format!("wp explain {ACME_API}/{REGULAR} -o json"));
    let report: Value = serde_json::from_str(&shown.stdout).unwrap();
    let next = format!("prebuildctl warm-pool explain {ACME_API}/{REGULAR}");
    let expected = serde_json::json!({"check": "runner", "answer": "no",
        "detail": "runner aws-eu is inactive", "fix": null, "next": next});
    assert_eq!(report["checks"][5], expected);
    assert_eq!(report["checks"][8]["detail"], "degraded: runner aws-eu does not answer");
    assert_eq!(report["pool"]["status"]["phase"], "WARM_POOL_PHASE_DEGRADED");
    assert_eq!(shown.code, 7);
}

#[test]
fn a_rejected_create_names_the_unmet_conditions() {
    let world = World::local();
    let not_included = "environment class is not in the prebuild configuration";
    let only_for = "  prebuilds are enabled, but only for these classes: regular, large\n";
    let missing = format!("  no project {MISSING} found, or this token cannot see it\n");
    for (project, class, name, reasons, message, code) in [
        (ACME_API, SMALL, "acme-api/small", only_for, not_included, 7),
        (
            ACME_LEGACY,
            SMALL,
            "acme-legacy/small",
            "  prebuilds are disabled for project acme-legacy\n",
            "prebuilds are not enabled for the project",
            7,
        ),
        (
            ACME_API,
            GPU,
            "acme-api/gpu",
            &format!("{only_for}  class gpu is disabled\n"),
            not_included,
            7,
        ),
        (MISSING, LARGE, &format!("{MISSING}/large"), &missing, "project not found", 6),
    ] {
        let shown = world.run(&format!("wp create --project {project} --class {class} --max 5"));
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: cannot create a warm pool for {name}
{reasons}  the embedded API says: {message}
hint: prebuildctl warm-pool explain {project}/{class}
[exit {code}]
"
            )
        );
    }
}
