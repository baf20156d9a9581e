//! `class`: environment classes, their runners, and whether they are enabled.

use crate::support::seed::{ACME_LEGACY, LARGE, RUNNER, SMALL};
use crate::support::{CLASS, PROJECT, Response, World, error, last_page};

const RUNNER_ID: &str = "e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a";

fn class(id: &str, name: &str, enabled: bool) -> String {
    let enabled = if enabled { r#","enabled":true"# } else { "" };
    format!(
        r#"{{"id":"{id}","displayName":"{name}","description":"8 vCPU","configuration":[{{"key":"machineType","value":"m6i.2xlarge"}}],"runnerId":"{RUNNER_ID}"{enabled}}}"#
    )
}

fn one(class: &str) -> Response {
    Response::json(200, &format!(r#"{{"environmentClass":{class}}}"#))
}

#[test]
fn the_list_shows_runners_and_disabled_classes() {
    let world = World::local();
    assert_eq!(
        world.ok("class list"),
        "NAME     RUNNER  ENABLED  USABLE  DESCRIPTION
gpu      aws-eu  no       no      8 vCPU / 32 GiB, one GPU; retired
large    aws-eu  yes      yes     8 vCPU / 32 GiB
regular  aws-eu  yes      yes     4 vCPU / 16 GiB
small    aws-eu  yes      yes     2 vCPU / 8 GiB
"
    );
    assert_eq!(
        world.ok(&format!("class ls --project {ACME_LEGACY} -o wide --no-headers")),
        format!(
            "small  aws-eu  yes  yes  2 vCPU / 8 GiB  {SMALL}  {RUNNER}  diskSizeGb=50 machineType=m6i.large  -\n"
        )
    );
    assert_eq!(world.ok("class list --sort name:desc --limit 2 -o name"), "small\nregular\n");
}

#[test]
fn get_shows_one_class() {
    let world = World::local();
    assert_eq!(
        world.ok(&format!("class show {LARGE}")),
        format!(
            "name           large
id             {LARGE}
runner         aws-eu ({RUNNER})
enabled        yes
usable         yes
description    8 vCPU / 32 GiB
configuration  diskSizeGb=100
configuration  machineType=m6i.2xlarge
"
        )
    );
}

#[test]
fn ids_replace_names_of_runners_that_cannot_be_read_with_one_note() {
    let denied = || error(403, "permission_denied", "no");
    let world = World::new([one(&class(CLASS, "large", false)), denied()]);
    assert_eq!(
        world.run(&format!("class get {CLASS}")).to_string(),
        format!(
            "name           large
id             {CLASS}
runner         {RUNNER_ID}
enabled        no
usable         no
reason         class large is disabled
description    8 vCPU
configuration  machineType=m6i.2xlarge
------- stderr -------
showing ids instead of names: permission_denied: no
[exit 0]
"
        )
    );
    assert_eq!(world.server.methods(), ["GetEnvironmentClass", "GetRunner"]);
}

/// A page with a runner in this phase, with these capabilities.
fn runner(phase: &str, capabilities: &[&str]) -> String {
    let capabilities: Vec<_> =
        capabilities.iter().map(|name| format!(r#""RUNNER_CAPABILITY_{name}""#)).collect();
    format!(
        r#"{{"runnerId":"{RUNNER_ID}","name":"aws-eu","status":{{"phase":"RUNNER_PHASE_{phase}","capabilities":[{}]}}}}"#,
        capabilities.join(",")
    )
}

#[test]
fn a_class_is_usable_if_it_is_enabled_and_its_runner_can_keep_pools() {
    let bare = format!(r#"{{"runnerId":"{RUNNER_ID}","name":"aws-eu"}}"#);
    let other = format!(r#"{{"runnerId":"{PROJECT}","name":"aws-us"}}"#);
    for (is_enabled, runner, expected) in [
        (true, runner("ACTIVE", &["WARM_POOL"]), "yes,-"),
        (true, runner("ACTIVE", &["ENVIRONMENT_SNAPSHOT", "ASG_WARM_POOL"]), "yes,-"),
        (false, runner("ACTIVE", &["WARM_POOL"]), "no,class large is disabled"),
        (true, runner("INACTIVE", &["WARM_POOL"]), "no,runner aws-eu is inactive"),
        (true, runner("HIBERNATING", &["WARM_POOL"]), "no,runner aws-eu is hibernating"),
        (true, runner("ACTIVE", &[]), "no,runner aws-eu does not support warm pools"),
        (
            false,
            runner("DEGRADED", &[]),
            "no,class large is disabled; runner aws-eu is degraded; runner aws-eu does not support warm pools",
        ),
        (true, bare.clone(), "unknown,aws-eu reports no status; aws-eu reports no capabilities"),
        (false, bare, "no,class large is disabled"),
        (true, other, "unknown,the runner of the class was not found"),
    ] {
        let classes = last_page("environmentClasses", &[class(CLASS, "large", is_enabled)]);
        let world = World::new([
            classes.to("ListEnvironmentClasses"),
            last_page("runners", std::slice::from_ref(&runner)).to("ListRunners"),
        ]);
        let shown = world.ok("class list -o csv --columns usable,reason --no-headers");
        assert_eq!(shown, format!("{expected}\n"));
    }
}

#[test]
fn whether_a_class_is_usable_is_unknown_if_its_runner_cannot_be_read() {
    let line = format!("class get {CLASS} -o csv --columns usable,reason --no-headers");
    let no_runner = class(CLASS, "large", true).replace(RUNNER_ID, "");
    let world = World::new([one(&no_runner)]);
    assert_eq!(world.ok(&line), "unknown,the class has no runner\n");
    for (response, reason, notes) in [
        (error(404, "not_found", "no"), "the runner of the class was not found", ""),
        (
            error(403, "permission_denied", "no"),
            "this token may not read the runner of the class",
            "showing ids instead of names: permission_denied: no\n",
        ),
        (
            error(500, "internal", "no"),
            "not checked",
            "showing ids instead of names: internal: no\n",
        ),
    ] {
        let world = World::new([one(&class(CLASS, "large", true)), response]);
        let shown = world.run(&line);
        assert_eq!((shown.stdout, shown.code), (format!("unknown,{reason}\n"), 0));
        assert_eq!(shown.stderr, notes);
    }
}

#[test]
fn an_inactive_runner_makes_its_classes_unusable() {
    let world = crate::local::stopped();
    world.ok("local fault runner aws-eu inactive");
    assert_eq!(
        world.ok("class list --columns name,enabled,usable,reason --no-headers"),
        "gpu      no   no  class gpu is disabled; runner aws-eu is inactive
large    yes  no  runner aws-eu is inactive
regular  yes  no  runner aws-eu is inactive
small    yes  no  runner aws-eu is inactive
"
    );
}

#[test]
fn runners_are_not_requested_unless_shown() {
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
            r#"{{"id":"{CLASS}","displayName":"large","description":"8 vCPU","configuration":[{{"key":"machineType","value":"m6i.2xlarge"}}],"runnerId":"{RUNNER_ID}","enabled":false}}
"#
        )
    );
}

#[test]
fn without_access_to_configuration_the_available_classes_are_listed() {
    let denied = error(403, "permission_denied", "no");
    let available = last_page("environmentClasses", &[class(CLASS, "large", true)]);
    let world = World::new([denied, available]);
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
fn a_missing_class_hints_at_the_list() {
    let world = World::new([error(404, "not_found", "environment class not found")]);
    assert_eq!(
        world.run(&format!("class get {CLASS}")).to_string(),
        format!(
            "------- stderr -------
error: no environment class {CLASS} found, or this token cannot see it
  the server says: environment class not found
hint: prebuildctl class list -o wide
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
        "------- stderr -------\nno environment classes found\n[exit 0]\n"
    );
}

#[test]
fn all_invalid_flags_of_the_list_are_reported_signed_out() {
    let shown = World::signed_out([]).run_words(&["class", "ls", "--project", "", "--sort", "x"]);
    assert_eq!(shown.code, 2, "{shown}");
    assert!(shown.stderr.contains("error: --project: "), "{shown}");
    assert!(shown.stderr.contains("error: unknown column \"x\""), "{shown}");
}
