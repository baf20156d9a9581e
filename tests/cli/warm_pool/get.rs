use super::OTHER;
use crate::support::{CLASS, POOL, PROJECT, RUNNER, Response, World, error, one, page, pool};

const ORGANIZATION: &str = "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01";

#[test]
fn prints_the_details_of_a_pool() {
    let world = World::new([one(POOL, 1, 5)]).with_names();
    let shown = world.ok(&format!("wp get {POOL}"));
    let lines: Vec<_> = shown.lines().map(|line| line.split(" (20").next().unwrap()).collect();
    let before_ages: Vec<_> =
        lines.iter().map(|line| line.rsplit_once("Z (").map_or(*line, |(time, _)| time)).collect();
    let expected = format!(
        "address        acme-api/large
id             {POOL}
project        acme-api ({PROJECT})
class          large ({CLASS})
runner         aws-eu ({RUNNER})
organization   {ORGANIZATION}
phase          ready
desired phase  ready
size           1..5
running        1 of 1 desired, 4 stopped
snapshot       -
versions       spec 3, status 9007199254740993
created        2026-05-01T08:00:00
updated        2026-05-01T08:00:00"
    );
    assert_eq!(before_ages.join("\n"), expected);
    let mut methods = world.server.methods();
    methods.sort();
    let expected = ["GetRunner", "GetWarmPool", "ListEnvironmentClasses", "ListProjects"];
    assert_eq!(methods, expected);
}

#[test]
fn names_that_cannot_be_read_are_ids_with_one_note() {
    let denied = || error(403, "permission_denied", "no");
    let world = World::new([one(POOL, 1, 5)]);
    for method in ["ListProjects", "ListEnvironmentClasses", "GetRunner"] {
        world.server.always(method, denied());
    }
    let shown = world.run(&format!("wp get {POOL}"));
    assert!(shown.stdout.contains(&format!("\nrunner         {RUNNER}\n")), "{shown}");
    assert_eq!(shown.stderr, "showing ids instead of names: permission_denied: no\n");
}

#[test]
fn more_columns_are_shown_and_sorted_by_name() {
    let columns = "project,class,runner,organization,project-id,class-id,runner-id,created,updated,\
                   desired-phase,spec-version,status-version";
    let expected = format!(
        "acme-api,large,aws-eu,{ORGANIZATION},{PROJECT},{CLASS},{RUNNER},2026-05-01T08:00:00Z,\
         2026-05-01T08:00:00Z,ready,3,9007199254740993\n"
    );
    let world = World::new([one(POOL, 1, 5)]).with_names();
    let get = format!("wp get {POOL} -o csv --no-headers --columns {columns}");
    assert_eq!(world.ok(&get), expected);
    let world = World::new([page(&[pool(POOL, 1, 5)], "")]).with_names();
    assert_eq!(world.ok(&format!("wp list -o csv --no-headers --columns {columns}")), expected);

    let other = || pool(OTHER, 1, 5).replace(r#""specVersion":"3""#, r#""specVersion":"12""#);
    for (sort, first) in [("spec-version", POOL), ("spec-version:desc", OTHER)] {
        let world = World::new([page(&[other(), pool(POOL, 1, 5)], "")]).with_names();
        let ids = world.ok(&format!("wp list --sort {sort} -o id"));
        assert!(ids.starts_with(first), "{sort}: {ids}");
    }
}

#[test]
fn the_runner_has_its_name_in_wide() {
    let world = World::new([one(POOL, 1, 5)]).with_names();
    let wide = world.ok(&format!("wp get {POOL} -o wide --no-headers"));
    assert!(wide.contains("  aws-eu  "), "{wide}");
    let world =
        World::new([page(&[pool(POOL, 1, 5)], "a"), page(&[pool(OTHER, 1, 5)], "")]).with_names();
    let wide = world.ok("wp list -o wide --no-headers");
    assert_eq!(wide.matches("  aws-eu  ").count(), 2, "{wide}");
    let methods = world.server.methods();
    assert_eq!(methods.iter().filter(|method| *method == "ListRunners").count(), 1);
}

#[test]
fn several_pools_are_shown_together() {
    let two =
        || World::new([one(POOL, 1, 5).about(POOL), one(OTHER, 0, 3).about(OTHER)]).with_names();
    let get = format!("wp get {POOL} {OTHER}");
    let details = two().ok(&get);
    assert_eq!(details.matches("address        acme-api/large\n").count(), 2, "{details}");
    assert!(details.contains("\n\naddress "), "{details}");
    assert_eq!(two().ok(&format!("{get} -o id")), format!("{POOL}\n{OTHER}\n"));
    assert_eq!(two().ok(&format!("{get} --jq map(.spec.maxSize)|add")), "8\n");
    let table = two().ok(&format!("{get} --columns id,max"));
    assert_eq!(
        table,
        format!("ID                                    MAX\n{POOL}    5\n{OTHER}    3\n")
    );
    let json = two().ok(&format!("{get} -o json"));
    assert!(json.starts_with("[\n"), "{json}");
}

#[test]
fn all_pools_that_do_not_exist_are_reported() {
    let missing = || error(404, "not_found", "warm pool not found");
    let world = World::new([missing().about(POOL), missing().about(OTHER)]).with_names();
    let shown = world.run(&format!("wp get {POOL} {OTHER}"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 6), "{shown}");
    for id in [POOL, OTHER] {
        assert!(shown.stderr.contains(&format!("error: no warm pool {id} found")), "{shown}");
    }
}

#[test]
fn a_time_in_the_future_has_no_negative_age() {
    let future = pool(POOL, 1, 5).replace("2026-05-01T08:00:00Z", "2126-05-01T08:00:00Z");
    let world =
        World::new([Response::json(200, &format!(r#"{{"warmPool":{future}}}"#))]).with_names();
    let details = world.ok(&format!("wp get {POOL}"));
    assert!(details.contains(" (in ") && !details.contains(" ago)"), "{details}");
}

#[test]
fn the_address_has_names_wherever_it_is_printed() {
    for (flags, expected) in [
        ("-o name", "acme-api/large\n"),
        ("--columns ADDRESS --no-headers", "acme-api/large\n"),
        ("-o csv --columns id,address --no-headers", &format!("{POOL},acme-api/large\n")),
    ] {
        let world = World::new([one(POOL, 1, 5)]).with_names();
        assert_eq!(world.ok(&format!("wp get {POOL} {flags}")), expected, "{flags}");
        let world = World::new([page(&[pool(POOL, 1, 5)], "")]).with_names();
        assert_eq!(world.ok(&format!("wp list {flags}")), expected, "{flags}");
    }
}

#[test]
fn an_unknown_column_is_reported_before_any_request() {
    let shown = World::new([]).run(&format!("wp get {POOL} --columns phaze"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    let expected = "error: unknown column \"phaze\"; did you mean \"phase\"?\n";
    assert!(shown.stderr.starts_with(expected), "{shown}");
}

#[test]
fn an_address_finds_its_pool() {
    let deleted = pool("00000000-0000-4000-8000-000000000001", 1, 2)
        .replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETED");
    let world = World::new([page(&[deleted, pool(POOL, 1, 5)], "")]);
    let shown = world.run(&format!("wp get {PROJECT}/{CLASS} -o id"));
    assert_eq!(shown.to_string(), format!("{POOL}\n[exit 0]\n"));
}

#[test]
fn tables_and_sentences_agree_about_the_deprecated_size() {
    for (spec, bounds, size) in [
        (r#""desiredSize":3,"maxSize":5"#, "0  5", "0..5"),
        (r#""desiredSize":3"#, "3  3", "3..3"),
        (r#""minSize":2"#, "2  -", "2..?"),
        ("", "-  -", "unknown"),
    ] {
        let spec = pool(POOL, 1, 5).replace(r#""minSize":1,"maxSize":5"#, spec);
        let spec = spec.replace(r#"READY",},"status""#, r#"READY"},"status""#);
        let get = || Response::json(200, &format!(r#"{{"warmPool":{spec}}}"#));
        let world = World::new([get(), get()]).with_names();
        let table = world.ok(&format!("wp get {POOL} --columns min,max --no-headers"));
        assert_eq!(table, format!("{bounds}\n"));
        let details = world.ok(&format!("wp get {POOL}"));
        assert!(details.contains(&format!("\nsize           {size}\n")), "{details}");
    }
}

#[test]
fn zero_counters_are_written_and_unknown_fields_kept() {
    let response = format!(
        r#"{{"warmPool":{{"id":"{POOL}","status":{{"phase":"WARM_POOL_PHASE_PENDING","heat":9007199254740993}},"labels":["a"]}}}}"#
    );
    let world = World::new([Response::json(200, &response)]);
    let shown = world.run(&format!("wp get {POOL} -o json"));
    assert_eq!(
        shown.stdout,
        format!(
            r#"{{
  "id": "{POOL}",
  "status": {{
    "phase": "WARM_POOL_PHASE_PENDING",
    "failureMessage": "",
    "statusVersion": "0",
    "runningInstances": 0,
    "stoppedInstances": 0,
    "desiredSize": 0,
    "heat": 9007199254740993
  }},
  "labels": [
    "a"
  ]
}}
"#
        )
    );
}

#[test]
fn a_pool_that_does_not_exist() {
    let world = World::new([error(404, "not_found", "warm pool not found")]);
    let shown = world.run(&format!("wp get {POOL} -o json"));
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------\n{}\n[exit 6]\n",
            format_args!(
                r#"{{"error":{{"code":"not_found","exitCode":6,"message":"no warm pool {POOL} found, or this token cannot see it: the server says: warm pool not found","hint":"prebuildctl warm-pool list","retryable":false,"details":[]}}}}"#
            )
        )
    );
}

#[test]
fn a_404_that_is_not_from_the_api_is_no_missing_pool() {
    let page = Response::new(404, &[("content-type", "text/plain")], b"404 page not found\n");
    let world = World::new([page]);
    let shown = world.run(&format!("wp get {POOL}"));
    let host = world.server.name();
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot read the warm pool {POOL}
  {host}: no Ona API found at this URL (HTTP 404 text/plain)
hint: prebuildctl config list --show-origin
[exit 1]
"
        )
    );
}

#[test]
fn hostile_text_is_escaped() {
    let hostile = pool(POOL, 1, 5).replace(
        r#""statusVersion""#,
        r#""failureMessage":"\u001b]0;x\u0007 \u202egnp\u2066\nid  fake","statusVersion""#,
    );
    let hostile = Response::json(200, &format!(r#"{{"warmPool":{hostile}}}"#));
    let world = World::new([hostile]).with_names();
    let shown = world.run(&format!("wp get {POOL}"));
    let last = shown.stdout.lines().last().unwrap();
    assert_eq!(last, r"failure        \x1b]0;x\x07 <U+202E>gnp<U+2066>⏎id  fake");
}
