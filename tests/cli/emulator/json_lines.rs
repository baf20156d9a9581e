//! `WatchEvents` as the official SDKs before 1.0 call it, line by line.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::Local;
use super::client::ChunkedBody;
use super::events::pools;

const WATCH: &str = "EventService/WatchEvents";

/// What the Python SDK receives at once.
const BLOCK_BYTES: usize = 64;

/// Reads the lines of a stream.
struct Lines(ChunkedBody);

impl Lines {
    fn open(local: &Local, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let path = format!("/api/gitpod.v1.{WATCH}");
        let stream = local.client.open("POST", &path, headers, body);
        Self(ChunkedBody::open(stream, "application/jsonl"))
    }

    fn pools(local: &Local, headers: &[(&str, &str)]) -> Self {
        Self::open(local, headers, pools().to_string().as_bytes())
    }

    /// The value in the next line; `None` at the end.
    fn next(&mut self) -> Option<Value> {
        let line = self.0.take_line()?;
        assert_eq!(line.len() % BLOCK_BYTES, 0, "{line:?}");
        Some(serde_json::from_str(&line).unwrap())
    }

    fn operation(&mut self) -> String {
        let event = self.next().unwrap();
        assert_eq!(event["resourceType"], "RESOURCE_TYPE_WARM_POOL", "{event}");
        event["operation"].as_str().unwrap().replace("RESOURCE_OPERATION_", "")
    }

    /// The code of the error in the last line.
    fn error(&mut self) -> String {
        let end = self.next().unwrap();
        assert_eq!(self.next(), None, "{end}");
        end["error"]["code"].as_str().unwrap().to_owned()
    }
}

#[test]
fn each_event_is_a_line_until_the_server_stops() {
    let local = Local::new();
    let mut lines = Lines::pools(&local, &[]);
    let id = local.create_large(1, 1);
    assert_eq!(lines.operation(), "CREATE");
    local.call("PrebuildService/UpdateWarmPool", json!({"warmPoolId": id, "maxSize": 2}));
    let update = lines.next().unwrap();
    let expected = json!({
        "operation": "RESOURCE_OPERATION_UPDATE",
        "resourceType": "RESOURCE_TYPE_WARM_POOL",
        "resourceId": id,
    });
    assert_eq!(update, expected);
    local.wait(6);
    assert_eq!([lines.operation(), lines.operation()], ["UPDATE", "UPDATE_STATUS"]);
    drop(local.running);
    assert_eq!(lines.error(), "unavailable");
}

#[test]
fn a_deadline_ends_the_stream_with_an_error() {
    let local = Local::new();
    let mut lines = Lines::pools(&local, &[("connect-timeout-ms", "60")]);
    assert_eq!(lines.error(), "deadline_exceeded");
    assert_eq!(Lines::pools(&local, &[("connect-timeout-ms", "0")]).error(), "deadline_exceeded");
}

#[test]
fn every_content_type_of_these_clients_is_known() {
    let local = Local::new();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(b"{}").unwrap();
    let gzip = gzip.finish().unwrap();
    let mut streams = Vec::new();
    for (content_type, encoding, body) in [
        ("application/json", "", &b"{}"[..]),
        ("application/json; charset=utf-8", "identity", b"{}"),
        ("application/json", "gzip", &gzip),
        ("application/json", "", b""),
        ("application/jsonl", "", b"{\"organization\":true}"),
        ("application/jsonl", "", b""),
        ("", "", b""),
    ] {
        let headers = [
            ("accept", "application/jsonl"),
            ("content-type", content_type),
            ("content-encoding", encoding),
        ];
        streams.push(Lines::open(&local, &headers, body));
    }
    local.create_large(0, 1);
    for stream in &mut streams {
        assert_eq!(stream.operation(), "CREATE");
    }
}

#[test]
fn a_request_that_is_not_valid_fails_with_its_status() {
    let local = Local::new();
    let scopes = json!({"environmentId": "x", "resourceTypeFilters": [{"resourceType": 48}]});
    let scopes = scopes.to_string();
    for (header, body, status, code) in [
        (("authorization", "Bearer wrong"), "{}", 401, "unauthenticated"),
        (("authorization", ""), "", 401, "unauthenticated"),
        (("accept", "application/jsonl"), "{", 400, "invalid_argument"),
        (("accept", "*/*"), "{}{}", 400, "invalid_argument"),
        (("accept", "*/*"), r#"{"resourceTypeFilters":[{}]}"#, 400, "invalid_argument"),
        (("accept", "*/*"), scopes.as_str(), 400, "invalid_argument"),
        (("connect-timeout-ms", "soon"), "{}", 400, "invalid_argument"),
        (("connect-protocol-version", "2"), "{}", 400, "invalid_argument"),
        (("content-encoding", "br"), "{}", 501, "unimplemented"),
    ] {
        let response = local.client.send("POST", WATCH, &[header], body.as_bytes());
        let found = (response.status, response.json()["code"].clone());
        assert_eq!(found, (status, json!(code)), "{header:?} {body}");
    }
    let response = local.client.send("POST", WATCH, &[("content-type", "")], b"{}");
    assert_eq!(response.status, 415);
}

/// The server neither waits for them nor keeps their events in memory; the unit tests of the stream
/// count what is buffered.
#[test]
fn clients_that_do_not_read_hold_up_nobody() {
    let local = Local::new();
    let stuck: Vec<_> = (0..20).map(|_| Lines::pools(&local, &[])).collect();
    let mut reading = Lines::pools(&local, &[]);
    let id = local.create_large(0, 1);
    assert_eq!(reading.operation(), "CREATE");
    for max in (1..=20).cycle().take(200) {
        local.call("PrebuildService/UpdateWarmPool", json!({"warmPoolId": id, "maxSize": max}));
    }
    for _ in 1..200 {
        assert_eq!(reading.operation(), "UPDATE");
    }
    drop(local.running);
    drop(stuck);
}
