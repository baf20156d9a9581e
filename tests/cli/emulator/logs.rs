//! The logs of prebuilds.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::client::Client;
use super::{Local, UNKNOWN_ID};

impl Local {
    fn trigger(&self) -> String {
        let mut request = self.target("acme-api", "large");
        request["spec"] = json!({});
        let created = self.call("PrebuildService/CreatePrebuild", request);
        created["prebuild"]["id"].as_str().unwrap().to_owned()
    }

    fn prebuild(&self, id: &str) -> Value {
        self.call("PrebuildService/GetPrebuild", json!({ "prebuildId": id }))["prebuild"].clone()
    }

    fn log_token(&self, id: &str) -> String {
        let request = json!({ "prebuildId": id });
        let response = self.call("PrebuildService/CreatePrebuildLogsToken", request);
        response["accessToken"].as_str().unwrap().to_owned()
    }

    /// Status and text of a log.
    fn log(&self, id: &str, token: &str) -> (u16, String) {
        let prebuild = self.prebuild(id);
        let url = prebuild["status"]["logUrl"].as_str().unwrap().to_owned();
        let (address, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let address: SocketAddr = address.parse().unwrap();
        assert_ne!(address, self.client.address, "a port of its own");
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "")];
        let response = Client::new(address).raw("GET", &format!("/{path}"), &headers, b"");
        let text = String::from_utf8(response.content()).unwrap();
        (response.status, text)
    }
}

#[test]
fn a_log_has_sections_and_ends_with_its_prebuild() {
    let local = Local::new();
    let id = local.trigger();
    assert!(local.prebuild(&id)["status"]["logUrl"].is_null());
    local.wait(20);
    let (status, log) = local.log(&id, &local.log_token(&id));
    assert_eq!(status, 200);
    assert_eq!(
        log,
        r#"[section-create] {"id":"devcontainer","title":"Start the dev container","continuous":false}
Cloning the repository
Pulling mcr.microsoft.com/devcontainers/base:ubuntu
The container is running
[section-end] {"id":"devcontainer","outcome":"LOG_SECTION_OUTCOME_SUCCESS","secondsElapsed":60}
[section-create] {"id":"task-build","title":"Run the task build","continuous":false}
$ make build
compiling 1/3
compiling 2/3
compiling 3/3
[section-end] {"id":"task-build","outcome":"LOG_SECTION_OUTCOME_SUCCESS","secondsElapsed":300}
"#
    );
}

#[test]
fn a_failed_prebuild_says_what_failed() {
    let local = Local::new();
    let fault = r#"{"prebuilds":1,"message":"task \"build\" exited with code 2"}"#;
    local.client.raw("POST", "/_emulator/fault", &[], fault.as_bytes());
    let id = local.trigger();
    local.wait(20);
    let (_, log) = local.log(&id, &local.log_token(&id));
    let end: Vec<_> = log.lines().rev().take(2).collect();
    let marker = r#"[section-end] {"id":"task-build","outcome":"LOG_SECTION_OUTCOME_FAILURE","secondsElapsed":300}"#;
    assert_eq!(end, [marker, r#"task "build" exited with code 2"#]);
}

#[test]
fn a_canceled_prebuild_has_a_log_until_then() {
    let local = Local::new();
    let id = local.trigger();
    local.wait(3);
    local.call("PrebuildService/CancelPrebuild", json!({ "prebuildId": id }));
    local.wait(1);
    let (_, log) = local.log(&id, &local.log_token(&id));
    assert!(log.contains("$ make build") && !log.contains("compiling"), "{log}");
    assert!(
        log.trim_end()
            .ends_with(r#""outcome":"LOG_SECTION_OUTCOME_CANCELLED","secondsElapsed":118}"#),
        "{log}"
    );
}

#[test]
fn a_log_is_read_with_a_token_of_its_own() {
    let local = Local::new();
    let (one, other) = (local.trigger(), local.trigger());
    local.wait(20);
    let token = local.log_token(&one);
    for wrong in ["local", "", UNKNOWN_ID, &local.log_token(&other)] {
        assert_eq!(local.log(&one, wrong), (401, "invalid or missing token\n".to_owned()));
    }
    assert_eq!(local.log(&one, &token).0, 200);
    // It is valid for an hour.
    local.wait(61);
    assert_eq!(local.log(&one, &token).0, 401);
    assert_eq!(local.log(&one, &local.log_token(&one)).0, 200);
    let unknown = json!({ "prebuildId": UNKNOWN_ID });
    assert_eq!(local.error("PrebuildService/CreatePrebuildLogsToken", unknown).1, "not_found");
}
