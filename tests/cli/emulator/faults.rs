//! Injected errors of calls, slow responses, broken streams, and the control over HTTP.

use std::time::{Duration, Instant};

use prebuildctl::emulator::{CallFault, FaultChange};
use serde_json::{Value, json};

use super::Local;
use super::client::Response;

const PATH: &str = "/_emulator/fault";

/// What is in force without faults.
fn none() -> Value {
    json!({ "instances": 0, "prebuilds": 0, "runners": [], "errors": [], "latencyMillis": 0 })
}

fn fault(method: &str, times: Option<u32>) -> FaultChange {
    let (method, code) = (method.to_owned(), "unavailable".to_owned());
    let error = CallFault { method, code, times, retry_after_seconds: Some(7) };
    FaultChange { errors: vec![error], ..FaultChange::default() }
}

fn list_pools(local: &Local) -> Response {
    local.client.post("PrebuildService/ListWarmPools", &json!({}))
}

#[test]
fn a_call_fails_as_often_as_set() {
    let local = Local::new();
    local.emulator.inject(&fault("ListWarmPools", Some(2))).unwrap();
    for _ in 0..2 {
        let response = list_pools(&local);
        assert_eq!(response.status, 503);
        assert_eq!(response.header("ratelimit-retryafter"), Some("7"));
        // A `google.rpc.RetryInfo` of seven seconds.
        let details = json!([{ "type": "google.rpc.RetryInfo", "value": "CgIIBw" }]);
        let error =
            json!({ "code": "unavailable", "message": "injected fault", "details": details });
        assert_eq!(response.json(), error);
        let other = local.client.post("PrebuildService/ListPrebuilds", &json!({}));
        assert_eq!(other.status, 200);
    }
    assert_eq!(list_pools(&local).status, 200);
}

#[test]
fn a_method_has_several_names_and_a_change_is_not_made() {
    let local = Local::new();
    let target = local.target("acme-api", "large");
    let names = [
        "PrebuildService/CreateWarmPool",
        "CreateWarmPool",
        "gitpod.v1.PrebuildService/CreateWarmPool",
        "*",
    ];
    for name in names {
        local.emulator.inject(&FaultChange { clear: true, ..fault(name, None) }).unwrap();
        let create = local.client.post("PrebuildService/CreateWarmPool", &target);
        assert_eq!((create.status, name), (503, name));
    }
    local.emulator.inject(&FaultChange { clear: true, ..FaultChange::default() }).unwrap();
    assert_eq!(list_pools(&local).json()["warmPools"].as_array().unwrap().len(), 1);
}

/// The token is checked before a fault, and a fault is met before the fields are checked.
#[test]
fn a_fault_has_its_place_among_the_checks() {
    let local = Local::new();
    local.emulator.inject(&fault("GetWarmPool", None)).unwrap();
    let get = |headers: &[(&str, &str)]| {
        local.client.send("POST", "PrebuildService/GetWarmPool", headers, b"{}").status
    };
    assert_eq!(get(&[]), 503);
    assert_eq!(get(&[("authorization", "Bearer other")]), 401);
}

#[test]
fn words_that_mean_nothing_change_nothing() {
    let local = Local::new();
    let post = |body: &str| {
        let response = local.client.raw("POST", PATH, &[], body.as_bytes());
        (response.status, response.json()["message"].as_str().unwrap_or_default().to_owned())
    };
    for (body, expected) in [
        (
            r#"{"errors":[{"method":"ListPools","code":"unavailable"}]}"#,
            "\"ListPools\" is not a method of the embedded API; did you mean \"ListWarmPools\"?",
        ),
        (
            r#"{"errors":[{"method":"*","code":"gone"}]}"#,
            "\"gone\" is not a code: use one of canceled, unknown, ",
        ),
        (
            r#"{"errors":[{"method":"*","code":"unknown","times":0}]}"#,
            "an error of 0 calls is no error",
        ),
        (
            r#"{"instances":1,"runners":[{"name":"aws-eu","phase":"tired"}]}"#,
            "\"tired\" is not a runner phase such as inactive",
        ),
        (r#"{"instances":-1}"#, "invalid fault: invalid value: integer `-1`"),
        (r#"{"instance":1}"#, "invalid fault: unknown field `instance`"),
        (r#"{"latencyMillis":600001}"#, "latency is longer than 600000 ms"),
        ("", "invalid fault: EOF while parsing"),
    ] {
        let (status, message) = post(body);
        assert_eq!(status, 400, "{body}");
        assert!(message.starts_with(expected), "{body}: {message}");
    }
    assert_eq!(
        post(r#"{"runners":[{"name":"x","phase":"active"}]}"#),
        (404, "runner \"x\" not found".into())
    );
    assert_eq!(local.client.raw("GET", PATH, &[], b"").json(), none());
}

#[test]
fn faults_are_controlled_over_http() {
    let local = Local::new();
    let runner =
        r#"{"runners":[{"name":"aws-eu","phase":"degraded"}],"prebuilds":2,"latencyMillis":1}"#;
    let listed = local.client.raw("POST", PATH, &[], runner.as_bytes()).json();
    let expected = json!({
        "instances": 0,
        "prebuilds": 2,
        "runners": [{ "name": "aws-eu", "phase": "RUNNER_PHASE_DEGRADED" }],
        "errors": [],
        "latencyMillis": 1,
    });
    assert_eq!(listed, expected);
    assert_eq!(local.client.raw("GET", PATH, &[], b"").json(), expected);
    assert_eq!(local.emulator.status().unwrap()["faults"]["prebuilds"], 2);
    let unauthorized = local.client.raw("DELETE", PATH, &[("authorization", "")], b"");
    assert_eq!(unauthorized.status, 401);
    assert_eq!(local.client.raw("PUT", PATH, &[], b"").status, 405);
    assert_eq!(local.client.raw("DELETE", PATH, &[], b"").json(), none());
    let runners = local.call("RunnerService/ListRunners", json!({}));
    assert_eq!(runners["runners"][0]["status"]["phase"], "RUNNER_PHASE_ACTIVE");
}

#[test]
fn a_response_is_delayed() {
    let local = Local::new();
    let latency = Duration::from_millis(120);
    let latency_millis = Some(120);
    local.emulator.inject(&FaultChange { latency_millis, ..FaultChange::default() }).unwrap();
    let begin = Instant::now();
    assert_eq!(list_pools(&local).status, 200);
    // Never shorter; how much longer depends on the machine.
    assert!(begin.elapsed() >= latency);
}
