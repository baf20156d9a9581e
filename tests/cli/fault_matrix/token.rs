//! Tokens and workflow commands in text of the service, in every format and file.

use std::fs;

use crate::support::{
    CLASS, POOL, PROJECT, RUNNER, Response, TOKEN, World, classes, page, pool, projects, runners,
};

/// The token as a JSON string may hold it.
fn escaped_token() -> String {
    TOKEN.bytes().map(|byte| format!("\\u{byte:04X}")).collect()
}

/// A pool whose project has this name, and with this failure.
fn world(project: &str, failure: &str) -> World {
    let failed = pool(POOL, 1, 5)
        .replace(r#""statusVersion""#, &format!(r#""failureMessage":"{failure}","statusVersion""#));
    let world = World::new([]);
    let one = Response::json(200, &format!(r#"{{"warmPool":{failed}}}"#));
    world.server.always("ListWarmPools", page(&[failed], ""));
    world.server.always("GetWarmPool", one);
    world.server.always("ListProjects", projects(&[(PROJECT, project)]));
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
    world.server.always("ListRunners", runners(&[(RUNNER, "aws-eu")]));
    let runner = format!(r#"{{"runner":{{"runnerId":"{RUNNER}","name":"aws-eu"}}}}"#);
    world.server.always("GetRunner", Response::json(200, &runner));
    world
}

/// Neither the token nor a start of it, whatever is escaped in between.
fn assert_covered(line: &str, text: &str) {
    let text = text.replace(['\\', '"'], "");
    assert!(!text.contains(&TOKEN[..7]), "{line}: {text}");
    assert!(!text.contains("u006fu006e") && !text.contains("u006Fu006E"), "{line}: {text}");
}

#[test]
fn t01_a_token_is_masked_in_every_format() {
    for token in [TOKEN.to_owned(), escaped_token()] {
        let failure = format!("{} {token}, no", "x".repeat(180));
        for width in [40, 200] {
            let world = world(&token, &failure).with_terminal(width);
            for format in
                ["table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "name", "id"]
            {
                let line = format!("wp list -o {format} -vv");
                let shown = world.run(&line);
                assert_eq!(shown.code, 0, "{shown}");
                assert_covered(&line, &shown.to_string());
            }
            for line in [
                "wp list --columns address,failure",
                "wp list --jq .[].status.failureMessage[0:192] -r",
                "api WarmPoolService/ListWarmPools",
                &format!("wp get {POOL}"),
            ] {
                assert_covered(line, &world.run(line).to_string());
            }
        }
    }
}

#[test]
fn t02_a_pool_whose_name_holds_a_token_is_shown_by_its_id() {
    let world = world(TOKEN, "");
    assert_eq!(world.ok("wp list -o name"), format!("{POOL}\n"));
    assert_eq!(world.ok("wp list -o tsv --columns address"), format!("ADDRESS\n{POOL}\n"));
}

#[test]
fn t03_files_hold_no_token() {
    let world = world(&escaped_token(), "");
    let path = |name: &str| world.home.path().join(name);
    world.run_words(&["__complete", "prebuildctl", "wp", "get", ""]);
    let cache = fs::read_dir(path(".cache/prebuildctl")).unwrap().next().unwrap().unwrap().path();
    assert!(!fs::read_to_string(cache).unwrap().contains(&TOKEN[..7]));
    let summary = path("summary").to_str().unwrap().to_owned();
    let world = world.with("GITHUB_STEP_SUMMARY", &summary);
    world.ok("wp list --github -o id");
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.contains(POOL), "{summary}");
    assert_covered("summary", &summary);
}

#[test]
fn t04_tokens_that_are_not_in_use_are_masked() {
    const OTHER: &str = "ona_other_7f3e9d1c5b";
    let world = world(OTHER, "");
    assert!(world.ok("wp list").contains(OTHER));
    let by_variable = self::world(OTHER, "").with("ONA_API_KEY", OTHER).with("GITPOD_API_KEY", "x");
    let config = format!("[profiles.default]\ntoken = \"{OTHER}\"\n");
    for world in [by_variable, self::world(OTHER, "").with_config(&config)] {
        let shown = world.run("wp list -o json --jq .[].id -r").stdout;
        assert_eq!(shown, format!("{POOL}\n"));
        let shown = world.run("project list -o csv").to_string();
        assert!(!shown.contains(OTHER) && shown.contains(PROJECT), "{shown}");
    }
    for line in [
        format!("auth login {OTHER}"),
        format!("auth login --with-token {OTHER}"),
        format!("auth login --token={OTHER}"),
        format!("wp list --token {OTHER}"),
    ] {
        let shown = World::signed_out([]).run(&line);
        assert_eq!(shown.code, 2, "{shown}");
        assert!(!shown.to_string().contains(OTHER), "{line}: {shown}");
    }
}

/// It would vanish from ordinary text.
#[test]
fn t05_the_public_token_of_the_embedded_api_is_not_masked() {
    let world = world("local", "").with("ONA_TOKEN", "local");
    assert!(world.ok("wp list").contains("local/large"));
}

#[test]
fn t06_no_text_starts_a_workflow_command_in_a_step() {
    for name in ["::add-mask::e", "##[add-mask]e", "x ##[error]e"] {
        let world = world(name, name).with("PREBUILDCTL_GITHUB", "1");
        for line in [
            "wp list",
            "wp list -o wide",
            "wp list -o json",
            "wp list -o jsonl",
            "wp list -o yaml",
            "wp list -o csv --no-headers --columns failure",
            "wp list -o tsv --no-headers --columns failure",
            "wp list -o markdown",
            "wp list -o name",
            "wp list --jq .[].status.failureMessage -r",
            "project list -o name",
            &format!("wp get {POOL} -vv"),
        ] {
            let shown = world.run(line);
            for text in [&shown.stdout, &shown.stderr] {
                assert!(!text.contains("##["), "{line}: {text}");
                let starts = |line: &str| line.trim_start().starts_with("::");
                assert!(!text.lines().any(starts), "{line}: {text}");
            }
        }
        assert_eq!(world.ok("wp list -o name"), format!("{POOL}\n"));
    }
}
