//! `warm-pool explain` against a scripted service; on the embedded API it is in `local/explain.rs`.

use serde_json::{Value, json};

use super::conditions::{
    OTHER, PREBUILD, RUNNER, class, classes, denied, identity, no_prebuilds, pools, prebuilds,
    project, runner,
};
use crate::support::{CLASS, POOL, PROJECT, Response, World, error, pool};

fn explain(rest: &str) -> String {
    format!("wp explain --project {PROJECT} --class {CLASS} {rest}")
}

#[test]
fn all_conditions_are_met() {
    let answers = [identity(), project(&[CLASS]), class(), prebuilds(), pools(&[]), runner()];
    let world = World::new(answers);
    let shown = world.run(&explain(""));
    assert_eq!(
        shown.to_string(),
        format!(
            "ok  token             user ada of organization acme (core)
ok  project           acme-api
ok  prebuilds         enabled
ok  prebuild classes  large is included
ok  class             large is enabled
ok  runner            aws-eu is active
ok  runner support    aws-eu supports warm pools
ok  prebuild          {PREBUILD} completed 3h ago
ok  pool              none yet
all conditions met
[exit 0]
"
        )
    );
    let mut methods = world.server.methods();
    assert_eq!(methods.pop().unwrap(), "GetRunner", "the runner is known from the class");
    methods.sort();
    let together = [
        "GetAuthenticatedIdentity",
        "GetEnvironmentClass",
        "GetProject",
        "ListPrebuilds",
        "ListWarmPools",
    ];
    assert_eq!(methods, together);
    let calls = world.server.calls();
    let message =
        |method: &str| calls.iter().find(|call| call.method() == method).unwrap().message();
    assert_eq!(message("GetRunner"), json!({"runnerId": RUNNER}));
    assert_eq!(message("ListPrebuilds")["filter"]["projectIds"], json!([PROJECT]));
}

#[test]
fn what_the_token_may_not_read_is_unknown_and_no_error() {
    let world = World::new([
        denied("GetAuthenticatedIdentity"),
        denied("GetProject"),
        denied("GetEnvironmentClass"),
        denied("ListPrebuilds"),
        denied("ListWarmPools"),
        // Both lists of classes: the one of the runners and the one of the environments.
        denied("ListEnvironmentClasses"),
        denied("ListEnvironmentClasses"),
    ]);
    assert_eq!(
        world.run(&explain("")).to_string(),
        "?   token             this token may not read its owner
?   project           this token may not read the project
?   prebuilds         this token may not read the project
?   prebuild classes  this token may not read the project
?   class             this token may not read the class
?   runner            this token may not read the class
?   runner support    this token may not read the class
?   prebuild          this token may not read prebuilds
?   pool              this token may not read warm pools
all known conditions met, 9 unknown
[exit 0]
"
    );
}

#[test]
fn a_class_that_may_not_be_read_by_id_is_found_in_the_list() {
    let world = World::new([
        identity(),
        project(&[OTHER]),
        denied("GetEnvironmentClass"),
        no_prebuilds(),
        pools(&[]),
        classes(),
        denied("GetRunner"),
    ]);
    let shown = world.run(&explain("-o json"));
    assert_eq!((shown.code, shown.stderr.as_str()), (7, ""));
    let report: Value = serde_json::from_str(&shown.stdout).unwrap();
    let checks = report["checks"].as_array().unwrap();
    let row = |index: usize| {
        let check = &checks[index];
        let text = |name: &str| check[name].as_str().unwrap_or("null").to_owned();
        [text("check"), text("answer"), text("detail"), text("fix"), text("next")].join(" | ")
    };
    assert_eq!((&report["formatVersion"], &report["pool"]), (&json!(1), &Value::Null));
    assert_eq!(
        row(3),
        format!(
            "prebuilt | no | prebuilds are enabled, but only for this class: regular | prebuildctl project prebuilds {PROJECT} --add-class {CLASS} | null"
        )
    );
    assert_eq!(row(4), "class | yes | large is enabled | null | null");
    assert_eq!(
        row(5),
        "runner | unknown | this token may not read the runner of the class | null | null"
    );
    assert_eq!(
        row(7),
        "prebuild | unknown | no prebuild for large has completed, and none can be started yet | null | null"
    );
}

#[test]
fn a_pool_named_by_its_id_is_read_once() {
    let degraded = pool(POOL, 1, 5).replace(
        r#""phase":"WARM_POOL_PHASE_READY""#,
        r#""phase":"WARM_POOL_PHASE_DEGRADED","failureMessage":"no room\n\u001b[2J""#,
    );
    let degraded = Response::json(200, &format!(r#"{{"warmPool":{degraded}}}"#));
    let answers =
        || [degraded.clone(), identity(), project(&[CLASS]), class(), prebuilds(), runner()];
    let shown = World::new(answers()).run(&format!("wp explain {POOL}"));
    let (_, end) = shown.stdout.split_once("3h ago\n").unwrap();
    assert_eq!(
        end,
        format!(
            "no  pool              degraded: no room⏎\\x1b[2J
                      fix this, then run: prebuildctl warm-pool explain {PROJECT}/{CLASS}
1 condition is not met
"
        )
    );
    assert_eq!(shown.code, 7);
    let shown = World::new(answers()).run(&format!("wp explain {POOL} --jq .pool.status.phase -r"));
    assert_eq!(shown.to_string(), "WARM_POOL_PHASE_DEGRADED\n[exit 7]\n");
}

#[test]
fn an_address_is_explained_whether_or_not_it_has_a_pool() {
    let answers = || [identity(), project(&[CLASS]), class(), prebuilds(), pools(&[]), runner()];
    let by_flags = World::new(answers()).run(&explain(""));
    let by_address = World::new(answers()).run(&format!("wp explain {PROJECT}/{CLASS}"));
    assert_eq!(by_address, by_flags);
    assert_eq!(by_address.code, 0);
}

#[test]
fn an_id_without_a_pool_is_not_found() {
    let world = World::new([error(404, "not_found", "warm pool not found")]);
    assert_eq!(world.run(&format!("wp explain {POOL}")).code, 6);
}

#[test]
fn a_token_that_is_rejected() {
    let rejected = |method| error(401, "unauthenticated", "invalid token").to(method);
    let methods = [
        "GetAuthenticatedIdentity",
        "GetProject",
        "GetEnvironmentClass",
        "ListPrebuilds",
        "ListWarmPools",
    ];
    let shown = World::new(methods.map(rejected)).run(&explain(""));
    assert!(
        shown.stdout.starts_with(
            "no  token             the service rejected the token
                      sign in with a new token: prebuildctl auth login
?   project           the token was rejected
"
        ),
        "{shown}"
    );
    assert!(shown.stdout.ends_with("1 condition is not met, 8 unknown\n"), "{shown}");
    assert_eq!((shown.code, shown.stderr.as_str()), (4, ""));
}

#[test]
fn any_other_error_is_the_error_of_the_command() {
    let down = error(500, "internal", "broken").to("GetProject");
    let world = World::new([identity(), down, class(), prebuilds(), pools(&[])]);
    assert_eq!(
        world.run(&explain("--retries 0")).to_string(),
        format!(
            "------- stderr -------
error: cannot explain the warm pool {PROJECT}/{CLASS}: GetProject failed
  the server says: broken
[exit 1]
"
        )
    );
}

#[test]
fn independent_requests_are_sent_at_once() {
    let silent = Response::Silence.to("GetAuthenticatedIdentity");
    let world = World::new([silent, project(&[CLASS]), class(), prebuilds(), pools(&[])]);
    let shown = world.run(&explain("--retries 0 --request-timeout 1s"));
    assert!(shown.stderr.contains(": GetAuthenticatedIdentity failed\n"), "{shown}");
    assert_eq!((world.server.calls().len(), shown.code), (5, 11));
}

#[test]
fn arguments_are_checked_before_a_credential_is_needed() {
    let world = World::signed_out([]);
    let shown = |line: &str| world.run(line).to_string();
    assert_eq!(
        shown("wp explain --project id:a --class id:b"),
        r#"------- stderr -------
error: --project: "a" is not an id (a UUID such as 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11)
error: --class: "b" is not an id (a UUID such as 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11)
[exit 2]
"#
    );
    assert_eq!(
        shown(&format!("wp explain --class {CLASS}")),
        "------- stderr -------
error: --project is required (the profile has no default project)
[exit 2]
"
    );
    assert_eq!(world.run("wp explain").code, 2);
    assert_eq!(world.run(&explain(POOL)).code, 2);
}
