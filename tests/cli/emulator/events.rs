//! `WatchEvents`, frame by frame.

use std::io::Read as _;

use serde_json::{Value, json};

use super::client::ChunkedBody;
use super::{Local, UNKNOWN_ID};

/// Reads the frames of a stream.
struct Frames(ChunkedBody);

impl Frames {
    fn open(local: &Local, request: &Value, headers: &[(&str, &str)]) -> Self {
        let message = request.to_string();
        let mut body = vec![0];
        body.extend(u32::try_from(message.len()).unwrap().to_be_bytes());
        body.extend(message.as_bytes());
        Self::open_raw(local, &body, headers)
    }

    fn open_raw(local: &Local, body: &[u8], headers: &[(&str, &str)]) -> Self {
        let path = "/api/gitpod.v1.EventService/WatchEvents";
        let mut all_headers = vec![("content-type", "application/connect+json")];
        all_headers.extend(headers);
        let stream = local.client.open("POST", path, &all_headers, body);
        Self(ChunkedBody::open(stream, "application/connect+json"))
    }

    /// The flags and the message of the next frame.
    fn next(&mut self) -> (u8, Value) {
        let head = self.0.take(5);
        let length = u32::from_be_bytes(head[1..].try_into().unwrap()) as usize;
        let bytes = self.0.take(length);
        let mut text = Vec::new();
        match head[0] & 1 {
            0 => text = bytes,
            _ => {
                flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).unwrap();
            }
        }
        (head[0], serde_json::from_slice(&text).unwrap())
    }

    /// Operation and resource type of the next event.
    fn event(&mut self) -> String {
        let (flags, event) = self.next();
        assert_eq!(flags & 2, 0, "{event}");
        let part = |name: &str, prefix: &str| event[name].as_str().unwrap().replace(prefix, "");
        format!(
            "{} {}",
            part("operation", "RESOURCE_OPERATION_"),
            part("resourceType", "RESOURCE_TYPE_")
        )
    }

    /// The code of the error in the last frame.
    fn error(&mut self) -> String {
        let (flags, end) = self.next();
        assert_eq!(flags & 2, 2, "{end}");
        end["error"]["code"].as_str().unwrap().to_owned()
    }
}

/// A request for the events of all pools.
pub fn pools() -> Value {
    json!({"organization": true, "resourceTypeFilters": [{"resourceType": "RESOURCE_TYPE_WARM_POOL"}]})
}

#[test]
fn each_change_of_a_pool_is_one_event() {
    let local = Local::new();
    let mut frames = Frames::open(&local, &pools(), &[]);
    let id = local.create_large(1, 1);
    assert_eq!(frames.event(), "CREATE WARM_POOL");
    local.wait(6);
    assert_eq!(frames.event(), "UPDATE WARM_POOL", "it got a snapshot");
    assert_eq!(frames.event(), "UPDATE_STATUS WARM_POOL", "it got an instance");
    local.call("PrebuildService/UpdateWarmPool", json!({"warmPoolId": id, "maxSize": 2}));
    assert_eq!(frames.event(), "UPDATE WARM_POOL");
    local.call("PrebuildService/DeleteWarmPool", json!({ "warmPoolId": id }));
    assert_eq!(frames.event(), "UPDATE WARM_POOL");
    local.wait(10);
    assert_eq!(frames.event(), "UPDATE_STATUS WARM_POOL", "it is deleted");
    assert_eq!(frames.event(), "DELETE WARM_POOL", "its tombstone expired");
}

#[test]
fn filters_by_type_id_creator_and_environment() {
    let local = Local::new();
    let prebuilds = json!({"resourceTypeFilters": [{"resourceType": "RESOURCE_TYPE_PREBUILD", "creatorIds": [UNKNOWN_ID]}]});
    let mut no_events = Frames::open(&local, &prebuilds, &[]);
    let mut everything = Frames::open(&local, &json!({}), &[]);
    let id = local.create_large(0, 1);
    let mut one_pool = Frames::open(
        &local,
        &json!({"resourceTypeFilters": [{"resourceType": 48, "resourceIds": [id.to_uppercase()]}]}),
        &[],
    );
    let mut request = local.target("acme-api", "large");
    request["spec"] = json!({});
    local.call("PrebuildService/CreatePrebuild", request.clone());
    let environment = json!({"projectId": request["projectId"]});
    let created = local.call("EnvironmentService/CreateEnvironmentFromProject", environment);
    let mut one_environment =
        Frames::open(&local, &json!({"environmentId": created["environment"]["id"]}), &[]);
    local.wait(1);
    let events = [everything.event(), everything.event()];
    assert_eq!(events, ["CREATE WARM_POOL", "CREATE PREBUILD"]);
    assert_eq!(one_pool.event(), "UPDATE WARM_POOL");
    assert_eq!(one_environment.event(), "UPDATE_STATUS ENVIRONMENT");
    drop(local.running);
    assert_eq!(no_events.error(), "unavailable", "no event matched until the server stopped");
}

#[test]
fn a_cut_stream_ends_without_its_last_frame() {
    let local = Local::new();
    let mut frames = Frames::open(&local, &pools(), &[]);
    local.client.raw("POST", "/_emulator/fault", &[], br#"{"dropStream":true}"#);
    assert!(frames.0.is_over());
    let mut later = Frames::open(&local, &pools(), &[]);
    local.create_large(1, 1);
    assert_eq!(later.event(), "CREATE WARM_POOL");
}

#[test]
fn projects_and_classes_have_events_too() {
    let local = Local::new();
    let mut frames = Frames::open(&local, &json!({}), &[]);
    let runner = &local.call("RunnerService/ListRunners", json!({}))["runners"][0]["runnerId"];
    let class = json!({"runnerId": runner, "displayName": "tiny", "description": "1 vCPU"});
    let created = local.call("RunnerConfigurationService/CreateEnvironmentClass", class);
    let class = &created["id"];
    let project = json!({
        "name": "docs", "initializer": {},
        "prebuildConfiguration": {"enabled": true, "environmentClassIds": [class]},
    });
    let created = local.call("ProjectService/CreateProject", project);
    let project = &created["project"]["id"];
    let classes =
        json!({ "projectId": project, "projectEnvironmentClasses": [{"localRunner": true}] });
    local.call("ProjectService/UpdateProjectEnvironmentClasses", classes.clone());
    local.call("ProjectService/UpdateProjectEnvironmentClasses", classes);
    let target = json!({ "projectId": project, "environmentClassId": class });
    local.call("PrebuildService/CreateWarmPool", target);
    local.call("ProjectService/DeleteProject", json!({ "projectId": project }));
    let disable = json!({"environmentClassId": class, "enabled": false});
    local.call("RunnerConfigurationService/UpdateEnvironmentClass", disable);
    for expected in [
        "CREATE ENVIRONMENT_CLASS",
        "CREATE PROJECT",
        "UPDATE PROJECT",
        "CREATE WARM_POOL",
        "DELETE PROJECT",
        "UPDATE WARM_POOL",
        "UPDATE ENVIRONMENT_CLASS",
    ] {
        assert_eq!(frames.event(), expected);
    }
}

#[test]
fn errors_are_in_the_last_frame() {
    let local = Local::new();
    let error =
        |body: &[u8], headers: &[(&str, &str)]| Frames::open_raw(&local, body, headers).error();
    assert_eq!(error(b"", &[]), "unimplemented");
    assert_eq!(error(b"\0\0\0\0\x02{}\0\0\0\0\x02{}", &[]), "unimplemented");
    assert_eq!(error(b"\0\0\0\0\x01{", &[]), "invalid_argument");
    assert_eq!(error(b"\x01\0\0\0\x02{}", &[]), "internal");
    assert_eq!(error(b"\0\0\0\0\x02{}", &[("authorization", "Bearer no")]), "unauthenticated");
    assert_eq!(error(b"\0\0\0\0\x02{}", &[("connect-protocol-version", "2")]), "invalid_argument");
    assert_eq!(error(b"\0\0\0\0\x02{}", &[("connect-content-encoding", "br")]), "unimplemented");
    assert_eq!(error(b"\0\0\0\0\x02{}", &[("connect-timeout-ms", "60")]), "deadline_exceeded");
    let both = json!({"environmentId": "x", "resourceTypeFilters": [{"resourceType": 48}]});
    assert_eq!(Frames::open(&local, &both, &[]).error(), "invalid_argument");
    let none = json!({"resourceTypeFilters": [{}]});
    assert_eq!(Frames::open(&local, &none, &[]).error(), "invalid_argument");
}

#[test]
fn frames_are_compressed_on_request_until_the_server_stops() {
    let local = Local::new();
    let mut frames = Frames::open(&local, &pools(), &[("connect-accept-encoding", "gzip")]);
    local.create_large(0, 1);
    let (flags, event) = frames.next();
    assert_eq!((flags, &event["operation"]), (1, &json!("RESOURCE_OPERATION_CREATE")));
    drop(local.running);
    let (flags, end) = frames.next();
    assert_eq!((flags, &end["error"]["code"]), (3, &json!("unavailable")));
}
