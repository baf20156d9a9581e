//! The Connect protocol over HTTP.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::json;

use super::Local;

const LIST: &str = "PrebuildService/ListWarmPools";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn plain_http_responses_equal_those_of_connect_go() {
    let local = Local::new();
    for path in
        ["/", "/api", "/api/", "/NoService/Get", "/api/gitpod.v1.PrebuildService/", "/api/api/x"]
    {
        let response = local.client.raw("POST", path, &[], b"{}");
        assert_eq!(
            (response.status, response.text().as_str()),
            (404, "404 page not found\n"),
            "{path}"
        );
        assert_eq!(response.header("content-type"), Some("text/plain; charset=utf-8"));
    }
    for (verb, method, allowed) in [
        ("PUT", "PrebuildService/GetWarmPool", "GET, POST"),
        ("GET", "PrebuildService/DeleteWarmPool", "POST"),
        ("GET", "EventService/WatchEvents", "POST"),
        ("OPTIONS", LIST, "GET, POST"),
    ] {
        let response = local.client.send(verb, method, &[], b"");
        assert_eq!(
            (response.status, response.header("allow")),
            (405, Some(allowed)),
            "{verb} {method}"
        );
        assert!(response.body.is_empty());
    }
    for kind in [
        "",
        "text/plain",
        "application/connect+json",
        "application/json; charset=latin1",
        "application/jsonx",
    ] {
        let response = local.client.send("POST", LIST, &[("content-type", kind)], b"{}");
        assert_eq!(response.status, 415, "{kind}");
        assert_eq!(response.header("accept-post"), Some("application/json, application/proto"));
        assert!(response.body.is_empty());
    }
    for kind in ["text/plain", "application/proto", "application/json; charset=latin1"] {
        let headers = [("content-type", kind)];
        let response = local.client.send("POST", "EventService/WatchEvents", &headers, b"{}");
        let accepted = "application/connect+json, application/connect+proto, application/json, \
                        application/jsonl";
        assert_eq!(
            (response.status, response.header("accept-post")),
            (415, Some(accepted)),
            "{kind}"
        );
    }
}

#[test]
fn only_its_own_token_is_accepted_and_real_ones_are_not_stored() {
    let local = Local::new();
    for (header, message) in [
        ("", "invalid or missing token"),
        ("Bearer wrong", "invalid or missing token"),
        ("Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "never one of the real service"),
    ] {
        let response = local.client.send("POST", LIST, &[("authorization", header)], b"{}");
        assert_eq!(
            (response.status, response.json()["code"].as_str()),
            (401, Some("unauthenticated"))
        );
        assert!(response.text().contains(message), "{}", response.text());
        let data = std::fs::read(local.folder.path().join("local.db")).unwrap();
        assert!(!data.windows(6).any(|part| part == b"eyJhbG"));
    }
}

#[test]
fn only_requests_from_and_to_this_machine_are_served() {
    let local = Local::new();
    assert_eq!(local.running.address().ip(), IpAddr::V4(Ipv4Addr::LOCALHOST));
    for (host, status) in
        [("evil.test", 403), ("127.0.0.1.evil.test:80", 403), ("localhost:80", 200)]
    {
        let response = local.client.send("POST", LIST, &[("host", host)], b"{}");
        assert_eq!(response.status, status, "{host}");
    }
}

#[test]
fn headers_of_the_protocol_are_checked() {
    let local = Local::new();
    for (name, value, status, code) in [
        ("connect-protocol-version", "1", 200, None),
        ("connect-protocol-version", "2", 400, Some("invalid_argument")),
        ("connect-timeout-ms", "5000", 200, None),
        ("connect-timeout-ms", "0", 504, Some("deadline_exceeded")),
        ("connect-timeout-ms", "soon", 400, Some("invalid_argument")),
        ("connect-timeout-ms", "-1", 400, Some("invalid_argument")),
        ("connect-timeout-ms", "12345678901", 400, Some("invalid_argument")),
        ("content-encoding", "identity", 200, None),
        ("content-encoding", "br", 501, Some("unimplemented")),
        ("content-type", "application/json; charset=UTF-8", 200, None),
    ] {
        let response = local.client.send("POST", LIST, &[(name, value)], b"{}");
        assert_eq!(
            (response.status, response.json()["code"].as_str()),
            (status, code),
            "{name}: {value}"
        );
    }
}

/// A client that is still sending when the connection is closed sees no response.
#[test]
fn rejected_requests_are_read_to_their_end() {
    let local = Local::new();
    let long = vec![b' '; 24 * 1024 * 1024];
    for (method, headers, status) in [
        (LIST, ("authorization", "Bearer wrong"), 401),
        (LIST, ("content-type", "text/plain"), 415),
        (LIST, ("host", "evil.test"), 403),
        ("RunnerService/DeleteRunner", ("accept", "*/*"), 501),
        ("NoSuchService/Get", ("accept", "*/*"), 501),
    ] {
        let response = local.client.send("POST", method, &[headers], &long);
        assert_eq!(response.status, status, "{method} {headers:?}");
    }
}

#[test]
fn undecodable_bodies_are_invalid_arguments() {
    let local = Local::new();
    for body in
        ["", "{", "[]", "7", r#"{"filter":7}"#, r#"{"pagination":{"pageSize":99999999999}}"#]
    {
        let response = local.client.send("POST", LIST, &[], body.as_bytes());
        assert_eq!(
            (response.status, response.json()["code"].as_str()),
            (400, Some("invalid_argument")),
            "{body}"
        );
        assert!(response.text().contains("unmarshal message: "), "{}", response.text());
    }
    let response = local.client.send("POST", LIST, &[], br#"{"unknown":{"x":1}}"#);
    assert_eq!(response.status, 200);
    let long = vec![b' '; 5 * 1024 * 1024];
    let response = local.client.send("POST", LIST, &[], &long);
    assert_eq!(
        (response.status, response.json()["code"].as_str()),
        (429, Some("resource_exhausted"))
    );
    let bomb = gzip(&long);
    let response = local.client.send("POST", LIST, &[("content-encoding", "gzip")], &bomb);
    assert_eq!(response.json()["code"], "resource_exhausted");
}

#[test]
fn requests_and_responses_can_be_compressed() {
    let local = Local::new();
    let plain = local.client.send("POST", LIST, &[], b"{}");
    let gzipped = gzip(b"{}");
    let response = local.client.send("POST", LIST, &[("content-encoding", "gzip")], &gzipped);
    assert_eq!(response.body, plain.body);
    let response = local.client.send("POST", LIST, &[("accept-encoding", "gzip,identity")], b"{}");
    assert_eq!(response.header("content-encoding"), Some("gzip"));
    let mut text = Vec::new();
    GzDecoder::new(response.body.as_slice()).read_to_end(&mut text).unwrap();
    assert_eq!(text, plain.body);
    let error = local.client.send("POST", LIST, &[("accept-encoding", "gzip")], b"[]");
    assert_eq!((error.header("content-encoding"), error.status), (None, 400));
}

#[test]
fn reads_can_be_called_by_get() {
    let local = Local::new();
    let plain = local.client.send("POST", LIST, &[], b"{}");
    let get = |query: &str| {
        local.client.send("GET", &format!("{LIST}?{query}"), &[("content-type", "")], b"")
    };
    for query in [
        "connect=v1&encoding=json&message=%7B%7D",
        "encoding=json&message=%7B%7D",
        "connect=v1&encoding=json&base64=1&message=e30",
        "connect=v1&encoding=json&base64=1&message=e30%3D",
    ] {
        assert_eq!(get(query).body, plain.body, "{query}");
    }
    for (query, status) in [
        ("connect=v2&encoding=json&message=%7B%7D", 400),
        ("connect=v1&encoding=json", 400),
        ("connect=v1&encoding=json&base64=1&message=%21", 400),
        ("connect=v1&encoding=json&compression=br&message=%7B%7D", 501),
        ("connect=v1&encoding=xml&message=%7B%7D", 415),
        ("connect=v1&message=%7B%7D", 415),
    ] {
        assert_eq!(get(query).status, status, "{query}");
    }
    let empty = get("connect=v1&encoding=proto&message=");
    assert_eq!((empty.status, empty.header("content-type")), (200, Some("application/proto")));
}

#[test]
fn the_api_prefix_is_optional_and_simulated_time_has_its_own_header() {
    let local = Local::new();
    local.wait(60 * 24 * 30);
    let path = format!("/gitpod.v1.{LIST}");
    let response = local.client.raw("POST", &path, &[], b"{}");
    assert_eq!(response.json(), local.call(LIST, json!({})));
    let now = local.emulator.status().unwrap()["now"].as_str().unwrap().to_owned();
    let now: jiff::Timestamp = now.parse().unwrap();
    let time = |header| -> jiff::Timestamp {
        httpdate::parse_http_date(response.header(header).unwrap()).unwrap().try_into().unwrap()
    };
    let simulated = time("prebuildctl-simulated-time");
    let distance = now.as_second() - simulated.as_second();
    assert!((0..2).contains(&distance), "{now} {simulated}");
    // The real time is weeks earlier.
    assert!(time("date") < simulated);
}
