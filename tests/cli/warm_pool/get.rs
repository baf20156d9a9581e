use crate::support::{CLASS, POOL, PROJECT, Response, World, error, one, page, pool};

#[test]
fn prints_the_details_of_a_pool() {
    let world = World::new([one(POOL, 1, 5)]).with_names();
    let shown = world.run(&format!("wp get {POOL}"));
    let (before_age, _) = shown.stdout.split_once(" (").unwrap();
    assert_eq!(
        before_age,
        format!(
            "address   acme-api/large
id        {POOL}
phase     ready
size      1..5
running   1 of 1 desired, 4 stopped
snapshot  -
runner    e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a
created   2026-05-01T08:00:00Z"
        )
    );
    assert_eq!(shown.code, 0);
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
        assert!(details.contains(&format!("\nsize      {size}\n")), "{details}");
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
    assert_eq!(last, r"failure   \x1b]0;x\x07 <U+202E>gnp<U+2066>⏎id  fake");
}
