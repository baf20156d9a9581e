//! `class`: the kinds of machines, their runners, and whether they can be used.

use crate::support::seed::{ACME_LEGACY, LARGE, RUNNER, SMALL};
use crate::support::{Answer, CLASS, PROJECT, World, error, last_page};

const OF_RUNNER: &str = "e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a";

fn class(id: &str, name: &str, enabled: bool) -> String {
    let enabled = if enabled { r#","enabled":true"# } else { "" };
    format!(
        r#"{{"id":"{id}","displayName":"{name}","description":"8 vCPU","configuration":[{{"key":"machineType","value":"m6i.2xlarge"}}],"runnerId":"{OF_RUNNER}"{enabled}}}"#
    )
}

fn one(class: &str) -> Answer {
    Answer::json(200, &format!(r#"{{"environmentClass":{class}}}"#))
}

#[test]
fn classes_with_their_runner_and_whether_they_can_be_used() {
    let world = World::local();
    assert_eq!(
        world.ok("class list"),
        "NAME     RUNNER  ENABLED  DESCRIPTION
gpu      aws-eu  no       8 vCPU / 32 GiB, one GPU; retired
large    aws-eu  yes      8 vCPU / 32 GiB
regular  aws-eu  yes      4 vCPU / 16 GiB
small    aws-eu  yes      2 vCPU / 8 GiB
"
    );
    assert_eq!(
        world.ok(&format!("class ls --project {ACME_LEGACY} -o wide --no-headers")),
        format!(
            "small  aws-eu  yes  2 vCPU / 8 GiB  {SMALL}  {RUNNER}  diskSizeGb=50 machineType=m6i.large\n"
        )
    );
    assert_eq!(world.ok("class list --sort name:desc --limit 2 -o name"), "small\nregular\n");
}

#[test]
fn one_class() {
    let world = World::local();
    assert_eq!(
        world.ok(&format!("class show {LARGE}")),
        format!(
            "name           large
id             {LARGE}
runner         aws-eu ({RUNNER})
enabled        yes
description    8 vCPU / 32 GiB
configuration  diskSizeGb=100
configuration  machineType=m6i.2xlarge
"
        )
    );
}

#[test]
fn runners_that_may_not_be_read_are_told_by_their_ids_with_one_note() {
    let denied = || error(403, "permission_denied", "no");
    let world = World::new([one(&class(CLASS, "large", false)), denied()]);
    assert_eq!(
        world.run(&format!("class get {CLASS}")).to_string(),
        format!(
            "name           large
id             {CLASS}
runner         {OF_RUNNER}
enabled        no
description    8 vCPU
configuration  machineType=m6i.2xlarge
------- stderr -------
this token may not read runners, so their ids stand for them
[exit 0]
"
        )
    );
    assert_eq!(world.server.methods(), ["GetEnvironmentClass", "GetRunner"]);
}

#[test]
fn runners_are_read_only_to_be_shown() {
    for flags in ["-o json", "-o id", "--columns name,runner-id"] {
        let world = World::new([one(&class(CLASS, "large", true))]);
        world.ok(&format!("class get {CLASS} {flags}"));
        let world = World::new([last_page("environmentClasses", &[class(CLASS, "large", true)])]);
        world.ok(&format!("class list {flags}"));
        assert_eq!(world.server.methods(), ["ListEnvironmentClasses"], "{flags}");
    }
}

#[test]
fn the_json_is_the_services_own_class() {
    let world = World::new([one(&class(CLASS, "large", false))]);
    assert_eq!(
        world.ok(&format!("class get {CLASS} -o jsonl")),
        format!(
            r#"{{"id":"{CLASS}","displayName":"large","description":"8 vCPU","configuration":[{{"key":"machineType","value":"m6i.2xlarge"}}],"runnerId":"{OF_RUNNER}","enabled":false}}
"#
        )
    );
}

#[test]
fn where_the_configuration_may_not_be_read_the_usable_classes_are_listed() {
    let denied = error(403, "permission_denied", "no");
    let usable = last_page("environmentClasses", &[class(CLASS, "large", true)]);
    let world = World::new([denied, usable]);
    assert_eq!(world.ok("class list --columns name,enabled --no-headers"), "large  yes\n");
    let paths: Vec<_> = world.server.calls().into_iter().map(|call| call.path).collect();
    assert_eq!(
        paths,
        [
            "/api/gitpod.v1.RunnerConfigurationService/ListEnvironmentClasses",
            "/api/gitpod.v1.EnvironmentService/ListEnvironmentClasses",
        ]
    );
}

#[test]
fn what_is_not_there_names_the_command_that_lists_what_is() {
    let world = World::new([error(404, "not_found", "environment class not found")]);
    assert_eq!(
        world.run(&format!("class get {CLASS}")).to_string(),
        format!(
            "------- stderr -------
error: no environment class {CLASS}, or none that this token may see
  the server says: environment class not found
  the classes there are: prebuildctl class list -o wide
[exit 6]
"
        )
    );
    let world = World::local();
    let shown = world.run(&format!("class list --project {PROJECT} -o json"));
    assert_eq!(shown.code, 6, "{shown}");
    assert!(shown.stderr.contains(r#""hint":"prebuildctl project list -o wide""#), "{shown}");
    assert_eq!(
        World::new([last_page("environmentClasses", &[])]).run("class list -o id").to_string(),
        "------- stderr -------\nno environment classes\n[exit 0]\n"
    );
}
