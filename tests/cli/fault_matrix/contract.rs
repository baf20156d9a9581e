//! Responses that violate or extend the documented API.

use super::{assert_mutation_read_back, read_fails};
use crate::support::{CLASS, POOL, PROJECT, Response, World, error, one, page, pool};

/// A response with one pool, modified.
fn changed(from: &str, to: &str) -> Response {
    let json = pool(POOL, 1, 5);
    assert!(json.contains(from), "{from}");
    Response::json(200, &format!(r#"{{"warmPool":{}}}"#, json.replace(from, to)))
}

/// The list of one pool, modified.
fn listed(from: &str, to: &str, columns: &str) -> String {
    let world = World::new([page(&[pool(POOL, 1, 5).replace(from, to)], "")]).with_names();
    world.ok(&format!("wp list --no-headers --columns {columns}"))
}

#[test]
fn c01_an_unknown_phase_name() {
    let (from, to) =
        (r#""phase":"WARM_POOL_PHASE_READY""#, r#""phase":"WARM_POOL_PHASE_HIBERNATING""#);
    assert_eq!(listed(from, to, "address,phase"), "acme-api/large  hibernating\n");
    let world = World::new([changed(from, to)]);
    let json = world.ok(&format!("wp get {POOL} --jq .status.phase"));
    assert_eq!(json, "\"WARM_POOL_PHASE_HIBERNATING\"\n");
}

#[test]
fn c02_an_unknown_phase_number() {
    let (from, to) = (r#""phase":"WARM_POOL_PHASE_READY""#, r#""phase":7"#);
    assert_eq!(listed(from, to, "phase"), "phase 7\n");
    let world = World::new([changed(from, to)]);
    assert_eq!(world.ok(&format!("wp get {POOL} --jq .status.phase")), "7\n");
}

#[test]
fn c03_unknown_fields() {
    let (from, to) = (r#""minSize":1"#, r#""heat":{"x":[1.0,null]},"minSize":1"#);
    assert_eq!(listed(from, to, "min,max"), "1  5\n");
    let world = World::new([changed(from, to)]);
    assert_eq!(world.ok(&format!("wp get {POOL} --jq .spec.heat.x[0]")), "1.0\n");
}

#[test]
fn c04_a_response_without_a_pool() {
    for body in ["{}", r#"{"warmPool":null}"#] {
        let shown = read_fails(Response::json(200, body), 1);
        assert!(shown.stderr.contains("cannot decode the response at warmPool"), "{body}: {shown}");
    }
}

#[test]
fn c05_a_create_response_without_a_pool() {
    for body in ["{}", r#"{"warmPool":null}"#, r#"{"warmPool":{}}"#] {
        assert_mutation_read_back(Response::json(200, body));
    }
}

#[test]
fn c06_a_pool_without_optional_fields() {
    let bare = format!(r#"{{"id":"{POOL}"}}"#);
    let world = World::new([page(std::slice::from_ref(&bare), "")]).with_names();
    let shown = world.ok("wp list --no-headers --columns address,phase,running,min,max,age,id");
    assert_eq!(shown, format!("{POOL}  unspecified  -  -  -  -  {POOL}\n"));
    for line in ["get", "update --max 3"] {
        let responses = [Response::json(200, &format!(r#"{{"warmPool":{bare}}}"#))];
        let world = World::new(responses).with_names();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let shown = world.run(&format!("wp {verb} {POOL} {rest}"));
        assert!(shown.code == 0 || shown.stdout.is_empty(), "{shown}");
        assert!(!world.server.methods().contains(&"UpdateWarmPool".to_owned()), "{shown}");
    }
}

#[test]
fn c08_other_json_is_not_an_empty_list() {
    for body in ["[]", r#""x""#, "7", "null", r#"{"message":"maintenance"}"#, "[1,2]"] {
        let world = World::new([Response::json(200, body)]);
        let shown = world.run("wp list");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{body}: {shown}");
        assert!(shown.stderr.contains("cannot decode the response"), "{body}: {shown}");
    }
}

#[test]
fn c16_invalid_numbers() {
    for (value, code) in [("3.5", 1), ("true", 1), ("1e400", 1), ("NaN", 1), ("01", 1), ("[3]", 1)]
    {
        let shown = read_fails(changed(r#""minSize":1"#, &format!(r#""minSize":{value}"#)), code);
        assert!(
            shown.stderr.contains("cannot decode the response at warmPool"),
            "{value}: {shown}"
        );
    }
    let long = format!(r#""minSize":"\u001b{}""#, "x".repeat(10_000));
    let shown = read_fails(changed(r#""minSize":1"#, &long), 1);
    assert!(shown.stderr.contains("warmPool.spec.minSize"), "{shown}");
    assert!(shown.stderr.len() < 600 && !shown.stderr.contains('\u{1b}'), "{shown}");
}

#[test]
fn c17_numbers_out_of_range() {
    let sizes = |min: &str, max: &str| {
        let to = format!(r#""minSize":{min},"maxSize":{max}"#);
        listed(r#""minSize":1,"maxSize":5"#, &to, "min,max")
    };
    assert_eq!(sizes("-3", "5000"), "-3  5000\n");
    read_fails(changed(r#""minSize":1"#, r#""minSize":2147483648"#), 1);
}

/// The example in the API reference.
#[test]
fn c18_a_minimum_above_the_maximum() {
    let to = r#""minSize":20,"maxSize":1"#;
    assert_eq!(listed(r#""minSize":1,"maxSize":5"#, to, "min,max"), "20  1\n");
    let world = World::new([changed(r#""minSize":1,"maxSize":5"#, to), one(POOL, 1, 3)]);
    let shown = world.run(&format!("wp update {POOL} --min 1 --max 3"));
    assert!(shown.stdout.contains("size 1..3"), "{shown}");
}

#[test]
fn c19_version_formats() {
    for (value, expected) in [
        (r#""specVersion""#, None),
        (r#""9007199254740993""#, Some("\"9007199254740993\"\n")),
        ("9007199254740993", Some("\"9007199254740993\"\n")),
        (r#""18446744073709551616""#, None),
    ] {
        let response = changed(r#""specVersion":"3""#, &format!(r#""specVersion":{value}"#));
        let world = World::new([response]);
        let shown = world.run(&format!("wp get {POOL} --jq .spec.specVersion"));
        match expected {
            Some(json) => assert_eq!((shown.stdout.as_str(), shown.code), (json, 0), "{shown}"),
            None => assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{value}: {shown}"),
        }
    }
}

#[test]
fn c20_duplicate_fields() {
    let shown = read_fails(changed(r#""minSize":1"#, r#""minSize":1,"minSize":2"#), 1);
    assert!(shown.stderr.contains("duplicate field `minSize`"), "{shown}");
}

#[test]
fn c21_deep_nesting() {
    for depth in [200, 100_000] {
        let deep = format!(r#"{{"warmPool":{{"id":"a","x":{}}}}}"#, "[".repeat(depth));
        let shown = read_fails(Response::json(200, &deep), 1);
        assert!(shown.stderr.contains("cannot decode the response at warmPool"), "{shown}");
    }
}

#[test]
fn c22_invalid_json() {
    let json = |body: &[u8]| Response::new(200, &[("content-type", "application/json")], body);
    for body in [
        &b"{\"warmPool\":{\"id\":\"\xff\"}}"[..],
        br#"{"warmPool":{"id":"\ud800"}}"#,
        b"\xef\xbb\xbf{\"warmPool\":{\"id\":\"a\"}}",
        b"{\"warmPool\":{\"id\":\"a\"}} and more",
    ] {
        read_fails(json(body), 1);
        assert_mutation_read_back(json(body));
    }
}

#[test]
fn c23_time_formats() {
    let age = |time: &str| {
        let from = r#""createdAt":"2026-05-01T08:00:00Z""#;
        let pool = pool(POOL, 1, 5).replace(from, &format!(r#""createdAt":"{time}""#));
        let body = format!(r#"{{"warmPools":[{pool}]}}"#);
        let headers =
            [("content-type", "application/json"), ("date", "Sat, 02 May 2026 08:00:00 GMT")];
        let world = World::new([Response::new(200, &headers, body.as_bytes())]);
        world.ok("wp list --no-headers --columns age").trim().to_owned()
    };
    assert_eq!(age("2026-05-01T08:00:00Z"), "1d");
    assert_eq!(age("2026-05-01T12:00:00.123456789+02:00"), "22h");
    assert_eq!(age("0001-01-01T00:00:00Z"), "2026y");
    assert_eq!(age("yesterday"), "-");
    assert_eq!(age("2026-05-02T08:05:00Z"), "in 5m");
}

#[test]
fn c24_invalid_ids() {
    for id in ["", "not a uuid"] {
        let one = pool(id, 1, 5);
        let world = World::new([page(std::slice::from_ref(&one), "")]);
        assert_eq!(world.ok("wp list -o id"), format!("{id}\n"));
        // No mutation uses an invalid id.
        let world = World::new([page(&[one], "")]);
        let shown = world.run(&format!("wp delete {PROJECT}/{CLASS} --yes"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
        assert_eq!(world.server.methods(), ["ListWarmPools"]);
    }
}

#[test]
fn c26_a_response_about_another_pool() {
    let other = pool(POOL, 1, 5).replace(PROJECT, CLASS);
    assert_mutation_read_back(Response::json(200, &format!(r#"{{"warmPool":{other}}}"#)));
}

#[test]
fn c27_two_pools_of_one_project_and_class() {
    let other = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    let two = || page(&[pool(POOL, 1, 5), pool(other, 1, 3)], "");
    let world = World::new([two()]);
    assert_eq!(world.ok("wp list -o id"), format!("{POOL}\n{other}\n"));
    let world = World::new([two()]);
    let shown = world.run(&format!("wp delete {PROJECT}/{CLASS} --yes"));
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: {PROJECT}/{CLASS} has several warm pools
  {POOL}
  {other}
[exit 2]
"
        )
    );
}

/// Error bodies of the protocol's conformance tests, as JSON, with status 503.
#[test]
fn c28_malformed_errors() {
    for (body, code, exit) in [
        ("null", "unavailable", 11),
        ("{}", "unavailable", 11),
        ("[]", "unavailable", 11),
        ("\"x\"", "unavailable", 11),
        (r#"{"code":null}"#, "unavailable", 11),
        (r#"{"code":null,"message":"m"}"#, "unavailable", 11),
        (r#"{"message":"m"}"#, "unavailable", 11),
        (r#"{"code":"new_code","message":"m"}"#, "unavailable", 11),
        (r#"{"code":5,"message":"m"}"#, "unavailable", 11),
        (r#"{"code":"internal"}"#, "internal", 1),
        (r#"{"code":"internal","message":null}"#, "internal", 1),
        (r#"{"code":"internal","message":7}"#, "internal", 1),
        (r#"{"code":"internal","more":{"a":1}}"#, "internal", 1),
        (r#"{"code":"internal","details":null}"#, "internal", 1),
        (r#"{"code":"internal","details":{}}"#, "internal", 1),
        (r#"{"code":"internal","details":[null,7,"x",{}]}"#, "internal", 1),
        (r#"{"code":"internal","details":[{"type":"a.B"}]}"#, "internal", 1),
        (r#"{"code":"internal","details":[{"type":"a.B","value":"!"}]}"#, "internal", 1),
        (r#"{"code":"internal","details":[{"type":"a.B","value":"AA=="}]}"#, "internal", 1),
        (r#"{"code":"internal","details":[{"type":"a.B","value":"AA"}]}"#, "internal", 1),
        (
            r#"{"code":"internal","details":[{"type":"a.B","value":"AA","debug":[1]}]}"#,
            "internal",
            1,
        ),
        (r#"{"code":"internal","details":[{"type":7,"value":"AA"}]}"#, "internal", 1),
    ] {
        let world = World::new([Response::json(503, body)]);
        let shown = world.run(&format!("wp get {POOL} -o json --retries 0"));
        let start = format!(r#"{{"error":{{"code":"{code}","exitCode":{exit},"#);
        assert!(shown.stderr.starts_with(&start), "{body}: {shown}");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", exit), "{body}");
        let line: serde_json::Value = serde_json::from_str(&shown.stderr).unwrap();
        assert!(line["error"]["details"].is_array(), "{body}: {shown}");
    }
}

#[test]
fn c29_error_details() {
    let actionable = "ChpQUkVCVUlMRF9DTEFTU19OT1RfRU5BQkxFRBIyRW5hYmxlIHByZWJ1aWxkcyBmb3IgdGhpcyBlbnZpcm9ubWVudCBjbGFzcyBmaXJzdC4aMgoKcHJvamVjdF9pZBIkYjBlMTJmNmMtNGM2Ny00MjlkLWE0YTYtZDk4MzhiNWRhMDQ3IkQKCXZpZXdfZG9jcxIJVmlldyBkb2NzIixodHRwczovL29uYS5jb20vZG9jcy9vbmEvcHJvamVjdHMvd2FybS1wb29scw";
    let body = format!(
        r#"{{"code":"failed_precondition","message":"no","details":[{{"type":"gitpod.v1.ActionableErrorDetails","value":"{actionable}"}}]}}"#
    );
    let shown = read_fails(Response::json(400, &body), 7);
    assert!(
        shown.stderr.ends_with(
            "says: no
  Enable prebuilds for this environment class first.
  View docs: https://ona.com/docs/ona/projects/warm-pools
"
        ),
        "{shown}"
    );
    read_fails(error(400, "failed_precondition", ""), 7);
}
