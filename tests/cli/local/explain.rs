//! Why a pool cannot be made, or why it is not ready, on the embedded API.

use prebuildctl::emulator::Faults;
use serde_json::Value;

use super::{emulator, stopped};
use crate::support::World;
use crate::support::seed::{ACME_API, ACME_LEGACY, LARGE, REGULAR, SMALL};

const GPU: &str = "019b76da-a800-7007-9014-a36db6c31723";
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";
const WHO: &str = "ok  token       user 019b76da-a800-7002-a6ac-6a00e3f501cc of organization 019b76da-a800-7001-b095-beebd76575e4 (enterprise)";

fn explain(world: &World, project: &str, class: &str) -> String {
    named(&world.run(&format!("wp explain --project {project} --class {class}")).to_string())
}

/// Ids that differ from run to run become ID, and so do ages that hang on the hour of the day.
fn named(text: &str) -> String {
    let is_id = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    let made = |word: &str| is_id(word) && !word.starts_with("019b76da-a800-") && word != NOBODY;
    let mut lines = String::new();
    for line in text.lines() {
        let mut words: Vec<_> = line.split(' ').collect();
        for index in 0..words.len() {
            if made(words[index]) {
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
fn a_class_that_is_not_prebuilt() {
    assert_eq!(
        explain(&World::local(), ACME_API, SMALL),
        format!(
            r#"{WHO}
ok  project     acme-api
ok  prebuilds   on
no  prebuilt    prebuilds are on, but only for these classes: regular, large
                add this class: prebuildctl api ProjectService/UpdateProject -d '{{"projectId":"{ACME_API}","prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{REGULAR}","{LARGE}","{SMALL}"],"trigger":{{"dailySchedule":{{"hourUtc":4}}}}}}}}'
ok  class       small is enabled
ok  runner      aws-eu is active
ok  capability  aws-eu keeps warm pools
?   prebuild    no prebuild for small has completed, and none can be started as things are
ok  pool        none yet
1 condition is not met, 1 not known
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
            r#"{WHO}
ok  project     acme-legacy
no  prebuilds   prebuilds are off for project acme-legacy
                turn them on for this class: prebuildctl api ProjectService/UpdateProject -d '{{"projectId":"{ACME_LEGACY}","prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{GPU}"]}}}}'
?   prebuilt    prebuilds are off
no  class       class gpu is disabled
                enable it: prebuildctl api RunnerConfigurationService/UpdateEnvironmentClass -d '{{"environmentClassId":"{GPU}","enabled":true}}'
ok  runner      aws-eu is active
ok  capability  aws-eu keeps warm pools
?   prebuild    no prebuild for gpu has completed, and none can be started as things are
ok  pool        none yet
2 conditions are not met, 2 not known
[exit 7]
"#
        )
    );
}

#[test]
fn a_project_that_does_not_exist() {
    assert_eq!(
        explain(&World::local(), NOBODY, LARGE),
        format!(
            "{WHO}
no  project     there is no project {NOBODY}, or none that this token may see
                the projects there are: prebuildctl project list
?   prebuilds   there is no project to ask about
?   prebuilt    there is no project to ask about
ok  class       large is enabled
ok  runner      aws-eu is active
ok  capability  aws-eu keeps warm pools
?   prebuild    no prebuild for large has completed, and none can be started as things are
ok  pool        none yet
1 condition is not met, 3 not known
[exit 6]
"
        )
    );
}

/// The lines of a checklist from the runner on.
fn supply(list: &str) -> &str {
    &list[list.find("ok  capability").unwrap()..]
}

#[test]
fn a_pool_from_pending_to_ready() {
    let world = stopped();
    let shown = world.ok(&format!("wp create --project {ACME_API} --class {LARGE}"));
    let id = shown.split_whitespace().nth(2).unwrap().to_owned();
    let list = || named(&world.run(&format!("wp explain {id}")).to_string());
    assert_eq!(
        supply(&list()),
        "ok  capability  aws-eu keeps warm pools
ok  prebuild    ID completed AGE ago
ok  pool        pending: the runner has yet to take up the prebuild
nothing is in the way
[exit 0]
"
    );
    world.ok("local advance 1m");
    assert_eq!(
        supply(&list()),
        "ok  capability  aws-eu keeps warm pools
ok  prebuild    ID completed AGE ago
ok  pool        pending: its first instances are made from snapshot ID
nothing is in the way
[exit 0]
"
    );
    world.ok("local advance 10m");
    assert_eq!(
        supply(&list()),
        "ok  capability  aws-eu keeps warm pools
ok  prebuild    ID completed AGE ago
ok  pool        ready: 1 running of 1 desired, 1 stopped
nothing is in the way
[exit 0]
"
    );
}

#[test]
fn a_pool_whose_prebuilds_fail_loses_its_ground_after_a_week() {
    let world = stopped();
    let message = "task \"build\" exited with code 1".to_owned();
    let faults = Faults { prebuilds: 100, message, ..Faults::default() };
    emulator(&world).inject(faults).unwrap();
    world.ok("local advance 192h");
    let shown = world.run(&format!("wp explain {ACME_API}/{REGULAR}"));
    let fix = format!("prebuildctl prebuild trigger --project {ACME_API} --class {REGULAR}");
    let lines: Vec<_> = supply(&shown.stdout).lines().collect();
    let why = lines[1].strip_prefix("no  prebuild    ").unwrap();
    assert!(why.contains("; the last one failed "), "{shown}");
    assert!(why.ends_with(" ago: task \"build\" exited with code 1"), "{shown}");
    assert_eq!(lines[2], format!("                start one: {fix}"));
    assert_eq!(lines[3], format!("no  pool        pending without a snapshot: {why}"));
    assert_eq!(lines[4], lines[2]);
    assert_eq!((lines[5], shown.code), ("2 conditions are not met", 7));
}

#[test]
fn a_pool_that_is_degraded_says_what_the_runner_says() {
    let world = stopped();
    let message = "no capacity for m6i.2xlarge".to_owned();
    let faults = Faults { instances: 30, message, ..Faults::default() };
    emulator(&world).inject(faults).unwrap();
    world.ok(&format!("wp create --project {ACME_API} --class {LARGE} --max 5"));
    world.ok("local advance 30m");
    let again = format!("prebuildctl warm-pool explain --project {ACME_API} --class {LARGE}");
    assert_eq!(
        supply(&explain(&world, ACME_API, LARGE)),
        format!(
            "ok  capability  aws-eu keeps warm pools
ok  prebuild    ID completed AGE ago
no  pool        degraded: no capacity for m6i.2xlarge
                mend that, then: {again}
1 condition is not met
[exit 7]
"
        )
    );
}

#[test]
fn a_runner_that_does_not_answer() {
    let world = stopped();
    let runner = Some(("aws-eu".to_owned(), "RUNNER_PHASE_INACTIVE".to_owned()));
    emulator(&world).inject(Faults { runner, ..Faults::default() }).unwrap();
    let shown = world.run(&format!("wp explain {ACME_API}/{REGULAR} -o json"));
    let report: Value = serde_json::from_str(&shown.stdout).unwrap();
    let again = format!("prebuildctl warm-pool explain --project {ACME_API} --class {REGULAR}");
    let expected = serde_json::json!({"check": "runner", "answer": "no",
        "detail": "runner aws-eu is inactive", "fix": again});
    assert_eq!(report["checks"][5], expected);
    assert_eq!(report["checks"][8]["detail"], "degraded: runner aws-eu does not answer");
    assert_eq!(report["pool"]["status"]["phase"], "WARM_POOL_PHASE_DEGRADED");
    assert_eq!(shown.code, 7);
}

#[test]
fn a_refused_create_names_the_reason() {
    let world = World::local();
    let refused = |project: &str, class: &str| {
        let shown = world.run(&format!("wp create --project {project} --class {class} --max 5"));
        let mut lines: Vec<_> = shown.stderr.lines().map(str::to_owned).collect();
        let explain = format!("prebuildctl warm-pool explain --project {project} --class {class}");
        assert_eq!(lines.pop().unwrap(), format!("  see every condition: {explain}"));
        let theirs = lines.pop().unwrap();
        let theirs = theirs.split_once(" says: ").unwrap().1.to_owned();
        (lines, theirs, shown.code)
    };
    let lines = |text: &[&str]| text.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        refused(ACME_API, SMALL),
        (
            lines(&[
                "error: class \"small\" cannot be warmed for project acme-api",
                "  prebuilds are on, but only for these classes: regular, large",
            ]),
            "environment class is not in the prebuild configuration".to_owned(),
            7
        )
    );
    assert_eq!(
        refused(ACME_LEGACY, SMALL),
        (
            lines(&[
                "error: class \"small\" cannot be warmed for project acme-legacy",
                "  prebuilds are off for project acme-legacy",
            ]),
            "prebuilds are not enabled for the project".to_owned(),
            7
        )
    );
    assert_eq!(
        refused(ACME_API, GPU),
        (
            lines(&[
                "error: class \"gpu\" cannot be warmed for project acme-api",
                "  prebuilds are on, but only for these classes: regular, large",
                "  class gpu is disabled",
            ]),
            "environment class is not in the prebuild configuration".to_owned(),
            7
        )
    );
    assert_eq!(
        refused(NOBODY, LARGE),
        (
            lines(&[
                &format!("error: cannot create the warm pool of {NOBODY}/{LARGE}"),
                &format!("  there is no project {NOBODY}, or none that this token may see"),
            ]),
            "project not found".to_owned(),
            6
        )
    );
}
