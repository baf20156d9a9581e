//! `project prebuilds`: prebuild settings and pools side by side, and changes of the settings.

mod deletions;
mod lost;
mod show;

use serde_json::{Value, json};

use super::{OTHER, one, pools, project};
use crate::support::{CLASS, POOL, PROJECT, Response, World, classes, error, pool, runners};

/// The settings that most tests begin with.
const SETTINGS: &str = r#"{"enabled":true,"environmentClassIds":["d2c94c27-3b76-4a42-b88c-95a85e392c68"],"timeout":"5400s","trigger":{"dailySchedule":{"hourUtc":4}},"enableJetbrainsWarmup":false}"#;

/// A response with a project with these settings.
fn response(settings: &str) -> Response {
    let project = project(PROJECT, "acme-api", settings);
    Response::json(200, &format!(r#"{{"project":{project}}}"#))
}

/// The response to a read.
fn read(settings: &str) -> Response {
    response(settings).to("GetProject")
}

/// The response to a change.
fn updated(settings: &str) -> Response {
    response(settings).to("UpdateProject")
}

/// The settings with one part replaced.
fn with(from: &str, to: &str) -> String {
    assert!(SETTINGS.contains(from), "{from}");
    SETTINGS.replace(from, to)
}

/// The settings in the only change that was sent.
fn sent(world: &World) -> Value {
    let calls = world.server.calls();
    let sent: Vec<_> = calls.iter().filter(|call| call.method() == "UpdateProject").collect();
    assert_eq!(sent.len(), 1, "{calls:?}");
    assert_eq!(sent[0].path, "/api/gitpod.v1.ProjectService/UpdateProject");
    let message = sent[0].message();
    assert_eq!(message["projectId"], PROJECT);
    assert_eq!(message.as_object().unwrap().len(), 2, "{message}");
    message["prebuildConfiguration"].clone()
}

#[test]
fn a_change_sends_all_settings_and_nothing_else() {
    // A schedule at midnight, and fields that this version does not know.
    let settings = format!(
        r#"{{"retention":"7d","enabled":true,"environmentClassIds":["{CLASS}"],"trigger":{{"push":{{"branch":"main"}},"dailySchedule":{{}}}},"executor":{{"id":"{POOL}","principal":"PRINCIPAL_USER"}}}}"#
    );
    let after = format!(
        r#"{{"enabled":true,"environmentClassIds":["{CLASS}"],"timeout":"5400s","trigger":{{"dailySchedule":{{"hourUtc":0}},"push":{{"branch":"main"}}}},"executor":{{"id":"{POOL}","principal":"PRINCIPAL_USER"}},"enableJetbrainsWarmup":false,"retention":"7d"}}"#
    );
    let world = World::new([read(&settings), updated(&after)]);
    assert_eq!(
        world.ok(&format!("project prebuilds {PROJECT} --timeout 90m")),
        format!("updated acme-api  {PROJECT}\n  timeout  1h (default) -> 1h30m\n")
    );
    let calls = world.server.calls();
    assert_eq!(
        calls[1].body,
        format!(r#"{{"projectId":"{PROJECT}","prebuildConfiguration":{after}}}"#)
    );
    assert_eq!(world.server.methods(), ["GetProject", "UpdateProject"]);
}

#[test]
fn each_flag_changes_its_setting() {
    let user = "8a2c0f1d-52b5-4f7e-9d54-1f0f3f5a7a01";
    let executor = |principal: &str| {
        let subject = json!({"id": user, "principal": principal});
        with(r#","enableJ"#, &format!(r#","executor":{subject},"enableJ"#))
    };
    for (flags, after) in [
        ("--hour 0", with(r#""hourUtc":4"#, r#""hourUtc":0"#)),
        ("--no-schedule", with(r#""trigger":{"dailySchedule":{"hourUtc":4}},"#, "")),
        ("--timeout 5m", with("5400s", "300s")),
        ("--jetbrains ON", with(r#"Warmup":false"#, r#"Warmup":true"#)),
        (&format!("--executor {user}"), executor("PRINCIPAL_USER")),
        (&format!("--executor service-account:{user}"), executor("PRINCIPAL_SERVICE_ACCOUNT")),
        (&format!("--add-class {OTHER} --hour 4"), with(CLASS, &format!("{CLASS}\",\"{OTHER}"))),
        (&format!("--class {OTHER},{CLASS} --on"), with(CLASS, &format!("{OTHER}\",\"{CLASS}"))),
    ] {
        let world = World::new([read(SETTINGS), updated(&after)]);
        let shown = world.ok(&format!("project prebuilds {PROJECT} {flags} -o json"));
        let after: Value = serde_json::from_str(&after).unwrap();
        assert_eq!(sent(&world), after, "{flags}");
        let shown: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(shown["prebuildConfiguration"], after, "{flags}");
    }
}

#[test]
fn what_is_so_already_is_not_sent() {
    for flags in [
        "--on --hour 4 --timeout 1h30m --jetbrains off",
        &format!("--class {}", CLASS.to_uppercase()),
        &format!("--add-class {CLASS} --remove-class {OTHER}"),
    ] {
        let world = World::new([read(SETTINGS)]).with_names();
        let shown = world.ok(&format!("project prebuilds {PROJECT} {flags} --yes"));
        assert_eq!(shown, format!("unchanged acme-api  {PROJECT}\n"), "{flags}");
        let methods = world.server.methods();
        assert!(!methods.contains(&"UpdateProject".to_owned()), "{flags}: {methods:?}");
    }
    // The default time limit holds already, and a project without settings has prebuilds off.
    let world = World::new([read("null")]);
    let line = format!("project prebuilds {PROJECT} --off --no-schedule --timeout 60m");
    assert_eq!(world.ok(&line), format!("unchanged acme-api  {PROJECT}\n"));
}

#[test]
fn names_are_looked_up_once_and_runners_where_they_are_named() {
    let two = classes(&[(CLASS, "large", "r1"), (OTHER, "large", "r2"), (POOL, "small", "r1")]);
    let after = with(CLASS, &format!("{CLASS}\",\"{OTHER}\",\"{POOL}"));
    let world = World::new([read(SETTINGS), updated(&after)]).with_names();
    world.server.always("ListEnvironmentClasses", two.clone());
    world.server.always("ListRunners", runners(&[("r1", "aws-eu"), ("r2", "gcp-us")]));
    world.ok("project prebuilds acme-api --add-class large@gcp-us,small -o id");
    let mut methods = world.server.methods();
    methods.sort();
    let expected =
        ["GetProject", "ListEnvironmentClasses", "ListProjects", "ListRunners", "UpdateProject"];
    assert_eq!(methods, expected);
    assert_eq!(sent(&world)["environmentClassIds"], json!([CLASS, OTHER, POOL]));

    let world = World::new([]).with_names();
    world.server.always("ListEnvironmentClasses", two);
    let shown = world.run("project prebuilds acme-api --add-class small,large");
    assert_eq!(shown.code, 2, "{shown}");
    assert!(shown.stderr.contains("more than one environment class is named \"large\""), "{shown}");
    assert!(!world.server.methods().contains(&"UpdateProject".to_owned()));
    let both = "project prebuilds acme-api --add-class small --remove-class";
    let world = World::new([]).with_names();
    let shown = world.run(&format!("{both} large --add-class {CLASS}"));
    let message = format!("error: {CLASS} cannot be both in --add-class and in --remove-class\n");
    assert!(shown.stderr.contains("no environment class \"small\" found"), "{shown}");
    let shown =
        world.run(&format!("project prebuilds {PROJECT} --remove-class large --add-class {CLASS}"));
    assert_eq!((shown.code, shown.stderr), (2, message));
}

#[test]
fn a_changed_project_is_shown_in_every_format() {
    let after = with(r#""hourUtc":4"#, r#""hourUtc":5"#);
    let line = format!("project prebuilds {PROJECT} --hour 5");
    let world = World::new([read(SETTINGS), updated(&after), pools(&[pool(POOL, 1, 5)])]);
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
    assert_eq!(
        world.ok(&format!("{line} -o csv")),
        "NAME,PREBUILDS,CLASSES,SCHEDULE,POOLS\nacme-api,on,large,daily 05:00 UTC,1\n"
    );
    for (flags, expected) in [
        ("-o id", format!("{PROJECT}\n")),
        ("-o name", "acme-api\n".to_owned()),
        ("--jq .prebuildConfiguration.trigger.dailySchedule.hourUtc", "5\n".to_owned()),
    ] {
        let world = World::new([read(SETTINGS), updated(&after)]);
        assert_eq!(world.ok(&format!("{line} {flags}")), expected);
    }
    // That the pools cannot be read after the change does not hide it.
    let failed = error(500, "internal", "no").to("ListWarmPools");
    let world = World::new([read(SETTINGS), updated(&after), failed]);
    let shown = world.ok(&format!("{line} -o csv --columns schedule,pools --no-headers"));
    assert_eq!(shown, "daily 05:00 UTC,-\n");
}

#[test]
fn all_invalid_values_are_reported_before_anything_is_sent() {
    let world = World::signed_out([]).with("PREBUILDCTL_TIMEOUT", "15m");
    for (flags, errors) in [
        ("--timeout 15 --executor x --class a*,b? --jetbrains on", 4),
        ("--timeout 4m59s --remove-class name:", 2),
        ("--on --off", 1),
        ("--class a --add-class b", 1),
        ("--hour 3 --no-schedule", 1),
        ("--hour -1", 1),
        ("--jetbrains yes", 1),
        ("--dry-run", 1),
        ("--executor service-account:x", 1),
        ("--columns nmae", 1),
    ] {
        let shown = world.run(&format!("project prebuilds acme-api {flags}"));
        let count = shown.stderr.lines().filter(|line| line.starts_with("error: ")).count();
        assert_eq!((shown.code, count), (2, errors), "{flags}: {shown}");
    }
    assert_eq!(world.server.calls().len(), 0);
    // The variable is for waits.
    let world = World::new([read(SETTINGS)]).with("PREBUILDCTL_TIMEOUT", "15m");
    let shown = world.ok(&format!("project prebuilds {PROJECT} --on"));
    assert_eq!(shown, format!("unchanged acme-api  {PROJECT}\n"));
}

#[test]
fn a_project_that_is_missing_or_being_deleted_is_not_changed() {
    let missing = error(404, "not_found", "project not found");
    let shown = World::new([missing]).run(&format!("project prebuilds {PROJECT} --on"));
    assert_eq!(shown.code, 6, "{shown}");
    let deleting = project(PROJECT, "acme-api", SETTINGS).replace("PHASE_ACTIVE", "PHASE_DELETED");
    assert_eq!(
        World::new([one(&deleting)]).run(&format!("project prebuilds {PROJECT} --off")).to_string(),
        format!(
            "------- stderr -------
error: cannot change the prebuild settings of {PROJECT}: the project is being deleted
[exit 7]
"
        )
    );
}

#[test]
fn settings_that_have_no_effect_are_noted() {
    let world = World::local();
    let shown = world.run("project prebuilds acme-legacy --on");
    assert!(shown.stdout.ends_with("\n  prebuilds  off -> on\n"), "{shown}");
    assert_eq!(shown.stderr, "prebuilds are on, but for no class; --add-class adds one\n");
    world.ok("project prebuilds acme-legacy --off");
    let shown = world.run("project prebuilds acme-legacy --class small --dry-run");
    assert!(shown.stdout.contains("\n  classes    none -> small\n"), "{shown}");
    assert_eq!(shown.stderr, "prebuilds are off; --on turns them on\n");
    let shown = world.run("project prebuilds acme-legacy --class small -q");
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 0), "{shown}");
}
