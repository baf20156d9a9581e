//! `runner`: runners, what they support, and their secrets.

use serde_json::{Value, json};

use crate::support::seed::RUNNER as AWS_EU;
use crate::support::{CLASS, RUNNER, Response, World, error, last_page, pool};

const OTHER: &str = "e6aa9c54-89d3-42c1-ac31-000000000002";
const PASSWORD: &str = "p4ssw0rd-4711";
const KEY: &str = "aG9uZXktNDcxMQ";

/// A runner as the service writes it, with secrets in its configuration.
fn runner(id: &str, name: &str) -> String {
    format!(
        r#"{{"runnerId":"{id}","createdAt":"2026-05-01T08:00:00Z","updatedAt":"2026-05-02T08:00:00Z","name":"{name}","spec":{{"desiredPhase":"RUNNER_PHASE_ACTIVE","configuration":{{"region":"eu-central-1","autoUpdate":true,"metrics":{{"enabled":true,"url":"https://metrics.acme.test","username":"acme","password":"{PASSWORD}"}},"encryptedHoneycombApiKey":"{KEY}"}},"variant":"RUNNER_VARIANT_ENTERPRISE"}},"status":{{"version":"20260701.1","phase":"RUNNER_PHASE_DEGRADED","message":"disk full","capabilities":["RUNNER_CAPABILITY_ENVIRONMENT_SNAPSHOT","RUNNER_CAPABILITY_AGENT_EXECUTION","RUNNER_CAPABILITY_ASG_WARM_POOL","RUNNER_CAPABILITY_WARM_POOL"]}},"kind":"RUNNER_KIND_REMOTE","provider":"RUNNER_PROVIDER_AWS_EC2"}}"#
    )
}

fn one(runner: &str) -> Response {
    Response::json(200, &format!(r#"{{"runner":{runner}}}"#))
}

fn list(runners: &[String]) -> Response {
    last_page("runners", runners)
}

#[test]
fn the_list_shows_what_each_runner_supports() {
    let world = World::local();
    assert_eq!(
        world.ok("runner list"),
        "NAME    PHASE   PROVIDER  VERSION  REGION        SUPPORTS
aws-eu  active  aws-ec2   local    eu-central-1  warm-pool,asg-warm-pool,snapshot
"
    );
    assert_eq!(world.ok("runners ls -o name"), "aws-eu\n");
    assert_eq!(world.ok("runner list -o id"), format!("{AWS_EU}\n"));

    let bare = format!(r#"{{"runnerId":"{OTHER}","name":"bare","provider":99}}"#);
    let world = World::new([list(&[runner(RUNNER, "gcp-us"), bare])]);
    assert_eq!(
        world.ok("runner list -o wide"),
        format!(
            "NAME    PHASE     PROVIDER     VERSION     REGION        SUPPORTS                          ID                                    MESSAGE
bare    -         provider 99  -           -             -                                 {OTHER}  -
gcp-us  degraded  aws-ec2      20260701.1  eu-central-1  warm-pool,asg-warm-pool,snapshot  {RUNNER}  disk full
"
        )
    );
    let request = &world.server.calls()[0];
    assert_eq!(request.path, "/api/gitpod.v1.RunnerService/ListRunners");
    assert_eq!(request.message(), json!({"pagination": {"pageSize": 100}}));
    let world = World::new([list(&[])]);
    let shown = world.run("runner list -o json");
    assert_eq!(shown.to_string(), "[]\n[exit 0]\n");
}

#[test]
fn get_takes_a_name_or_an_id() {
    let world = World::new([list(&[runner(RUNNER, "aws-eu")]), one(&runner(RUNNER, "aws-eu"))]);
    assert_eq!(
        world.ok("runner get AWS-eu"),
        format!(
            "name      aws-eu
id        {RUNNER}
phase     degraded
provider  aws-ec2
version   20260701.1
region    eu-central-1
supports  warm-pool,asg-warm-pool,snapshot
created   2026-05-01T08:00:00Z
message   disk full
"
        )
    );
    assert_eq!(world.server.methods(), ["ListRunners", "GetRunner"]);
    assert_eq!(world.server.calls()[1].message(), json!({"runnerId": RUNNER}));

    let world = World::new([one(&runner(RUNNER, "aws-eu"))]);
    let shown = world.ok(&format!("runner show {RUNNER} -o csv --columns name,supports,phase"));
    assert_eq!(
        shown,
        "NAME,SUPPORTS,PHASE\naws-eu,\"warm-pool,asg-warm-pool,snapshot\",degraded\n"
    );
}

#[test]
fn a_runner_that_is_not_found_or_not_unique() {
    let two = || list(&[runner(RUNNER, "aws-eu"), runner(OTHER, "aws-eu")]);
    assert_eq!(
        World::new([two()]).run("runner get aws-eu").to_string(),
        format!(
            "------- stderr -------
error: more than one runner is named \"aws-eu\"
  {RUNNER}
  {OTHER}
[exit 2]
"
        )
    );
    assert_eq!(
        World::new([two()]).run("runner get aws-us").to_string(),
        "------- stderr -------
error: no runner \"aws-us\" found, or this token cannot see it
  did you mean \"aws-eu\"?
[exit 6]
"
    );
    let missing = error(404, "not_found", "runner not found");
    assert_eq!(
        World::new([missing]).run(&format!("runner get {RUNNER}")).to_string(),
        format!(
            "------- stderr -------
error: no runner {RUNNER} found, or this token cannot see it
  the server says: runner not found
hint: prebuildctl runner list -o wide
[exit 6]
"
        )
    );
    let denied = || error(403, "permission_denied", "no");
    for line in ["runner list", "runner get aws-eu"] {
        assert_eq!(World::new([denied()]).run(line).code, 5, "{line}");
    }
    for line in ["runner get", "runner get aws-eu --columns nmae", "runner list --sort nmae"] {
        assert_eq!(World::new([]).run(line).code, 2, "{line}");
    }
    assert_eq!(World::new([]).run_words(&["runner", "get", " "]).code, 2);
    // Another runner than the requested one is never shown.
    let world = World::new([one(&runner(OTHER, "aws-us"))]);
    let shown = world.run(&format!("runner get {RUNNER}"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
}

#[test]
fn secrets_of_a_runner_are_in_no_format_and_in_no_log() {
    let formats =
        ["table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "name", "id"];
    for format in formats {
        for verb in ["list".to_owned(), format!("get {RUNNER}")] {
            let world = World::new([]);
            world.server.always("ListRunners", list(&[runner(RUNNER, "aws-eu")]));
            world.server.always("GetRunner", one(&runner(RUNNER, "aws-eu")));
            let shown = world.run(&format!("runner {verb} -vv -o {format}"));
            assert_eq!(shown.code, 0, "{shown}");
            assert!(shown.stderr.contains(r#""username":"acme","password":"***""#), "{shown}");
            let text = shown.to_string();
            assert!(!text.contains(PASSWORD) && !text.contains(KEY), "{format}: {shown}");
        }
    }
    let world = World::new([one(&runner(RUNNER, "aws-eu"))]);
    let shown = world.ok(&format!("runner get {RUNNER} --jq .spec -c"));
    assert_eq!(
        serde_json::from_str::<Value>(&shown).unwrap(),
        json!({
            "desiredPhase": "RUNNER_PHASE_ACTIVE",
            "configuration": {
                "region": "eu-central-1",
                "autoUpdate": true,
                "metrics": {"enabled": true, "url": "https://metrics.acme.test", "username": "acme"},
            },
            "variant": "RUNNER_VARIANT_ENTERPRISE",
        })
    );
}

/// Other commands read runners too.
#[test]
fn secrets_of_a_runner_are_in_the_log_of_no_command() {
    for line in ["wp list -o wide -vv", "class list -vv", "wp explain acme-api/large -vv"] {
        let world = World::new([]).with_names();
        let pools = last_page("warmPools", &[pool(OTHER, 1, 5)]);
        world.server.always("ListWarmPools", pools);
        world.server.always("ListRunners", list(&[runner(RUNNER, "aws-eu")]));
        world.server.always("GetRunner", one(&runner(RUNNER, "aws-eu")));
        let class = format!(
            r#"{{"environmentClass":{{"id":"{CLASS}","displayName":"large","runnerId":"{RUNNER}"}}}}"#
        );
        world.server.always("GetEnvironmentClass", Response::json(200, &class));
        for method in ["GetAuthenticatedIdentity", "ListPrebuilds", "GetProject"] {
            world.server.always(method, error(403, "permission_denied", "no"));
        }
        let shown = world.run(line);
        assert!(shown.stderr.contains(r#""password":"***""#), "{line}: {shown}");
        assert!(!shown.to_string().contains(PASSWORD), "{line}: {shown}");
    }
    // What is called by the name of its method is passed through, and not logged either.
    let world = World::new([one(&runner(RUNNER, "aws-eu"))]);
    let line = format!(r#"api RunnerService/GetRunner -d {{"runnerId":"{RUNNER}"}} -vv"#);
    let shown = world.run(&line);
    assert!(shown.stdout.contains(PASSWORD), "{shown}");
    assert!(!shown.stderr.contains(PASSWORD) && !shown.stderr.contains(KEY), "{shown}");
}

#[test]
fn names_that_could_mislead_are_shown_escaped_or_as_the_id() {
    let hostile = runner(RUNNER, r"aws\u001b[2J\n\u202e").replace("disk full", r"\u001b]0;x\u0007");
    let world = World::new([list(&[hostile])]);
    let shown = world.ok("runner list --columns name,message");
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown:?}");
    assert_eq!(shown.lines().count(), 2, "{shown:?}");
    let world = World::new([list(&[runner(RUNNER, "two"), runner(OTHER, "two")])]);
    assert_eq!(world.ok("runner list -o name"), format!("{OTHER}\n{RUNNER}\n"));
    let world = World::new([list(&[runner(RUNNER, " blank")])]);
    assert_eq!(world.ok("runner list -o name"), format!("{RUNNER}\n"));
}
