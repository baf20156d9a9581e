//! Responses with an error status.

use std::io::{Read as _, Write as _};
use std::thread;
use std::time::Duration;

use super::{
    CREATE, READ, assert_mutation_read_back, assert_read_retried, html, mutation_fails, read_fails,
};
use crate::support::wire::{self, Listener};
use crate::support::{POOL, Response, World, error, one};

/// A rate limit with these headers and details.
fn limited(headers: &[(&str, &str)], details: &str) -> Response {
    let body = format!(r#"{{"code":"resource_exhausted","message":"slow down"{details}}}"#);
    let all = [&[("content-type", "application/json")], headers].concat();
    Response::new(429, &all, body.as_bytes())
}

/// `google.rpc.RetryInfo` of 10 ms.
const TEN_MS: &str = r#","details":[{"type":"google.rpc.RetryInfo","value":"CgUQgK3iBA"}]"#;

#[test]
fn h02_a_gateway_login_page() {
    let shown = read_fails(html(401, "Sign in"), 4);
    assert!(
        shown.stderr.contains("unexpected response (HTTP 401 text/html \"Sign in\")"),
        "{shown}"
    );
    assert!(shown.stderr.contains("using the token from ONA_TOKEN"), "{shown}");
    mutation_fails(html(401, "Sign in"), 4);
}

#[test]
fn h03_permission_denied() {
    let denied = || error(403, "permission_denied", "token is read-only");
    let shown = mutation_fails(denied(), 5);
    assert!(shown.stderr.contains("says: token is read-only"), "{shown}");
    assert!(shown.stderr.contains("hint: prebuildctl auth status"), "{shown}");
    read_fails(denied(), 5);
}

#[test]
fn h04_a_firewall_page() {
    let title = format!("Blocked\u{1b}[2J{}", "x".repeat(500));
    let shown = read_fails(html(403, &title), 5);
    assert!(shown.stderr.contains(r#""Blocked\x1b[2Jxxx"#), "{shown}");
    let longest = shown.stderr.lines().map(str::len).max().unwrap();
    assert!(longest < 300, "the title is not truncated: {shown}");
    mutation_fails(html(403, &title), 5);
}

#[test]
fn h05_a_bare_404_is_not_a_missing_pool() {
    for line in [READ.to_owned(), format!("wp delete {POOL} --yes --if-missing ok")] {
        let world = World::new([html(404, "Not Found")]);
        let shown = world.run(&line);
        assert!(shown.stderr.contains("no Ona API found at this URL (HTTP 404"), "{shown}");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
    }
}

#[test]
fn h06_not_found_by_the_service() {
    let shown = read_fails(error(404, "not_found", "no such pool"), 6);
    assert!(shown.stderr.contains("or this token cannot see it"), "{shown}");
}

#[test]
fn h07_an_unsupported_method() {
    for status in [404, 501] {
        let shown = read_fails(error(status, "unimplemented", ""), 1);
        let reason = "the server does not support GetWarmPool; it may be outdated";
        assert!(shown.stderr.contains(reason), "{shown}");
        mutation_fails(error(status, "unimplemented", ""), 1);
    }
}

#[test]
fn h08_method_not_allowed() {
    let shown = read_fails(html(405, "Method Not Allowed"), 1);
    assert!(shown.stderr.contains("no Ona API found at this URL (HTTP 405"), "{shown}");
    mutation_fails(html(405, "Method Not Allowed"), 1);
}

#[test]
fn h09_request_timeout() {
    assert_read_retried(html(408, "Request Timeout"));
    assert_mutation_read_back(html(408, "Request Timeout"));
}

#[test]
fn h11_a_conflict_page() {
    assert_mutation_read_back(html(409, "Conflict"));
}

#[test]
fn h12_request_too_large() {
    for status in [411, 413, 414, 431] {
        for shown in [read_fails(html(status, ""), 1), mutation_fails(html(status, ""), 1)] {
            assert!(
                shown.stderr.contains("the request is too large for the server or a proxy"),
                "{status}: {shown}"
            );
        }
    }
}

/// The server responds to the headers and resets while the body is still being sent.
#[test]
fn h13_request_too_large_then_reset() {
    let server = Listener::new(|mut stream| {
        let mut head = [0; 40];
        drop(stream.read_exact(&mut head));
        drop(stream.write_all(b"HTTP/1.1 413 -\r\ncontent-length: 0\r\n\r\n"));
        thread::sleep(Duration::from_millis(20));
        wire::reset(&stream);
    });
    let world = World::new([]).with("ONA_HOST", &format!("http://{}", server.address));
    let shown = world.run(&format!("{CREATE} --no-preflight --retries 0 --request-timeout 5s"));
    assert!([1, 13].contains(&shown.code), "{shown}");
}

#[test]
fn h14_a_server_of_another_protocol() {
    let shown = read_fails(html(415, ""), 1);
    assert!(shown.stderr.contains("no Ona API found at this URL (HTTP 415"), "{shown}");
    for shown in
        [read_fails(html(400, "Bad Request"), 1), mutation_fails(html(400, "Bad Request"), 1)]
    {
        assert!(
            shown.stderr.contains("unexpected response (HTTP 400 text/html \"Bad Request\")"),
            "{shown}"
        );
    }
}

#[test]
fn h15_a_rate_limit_with_a_delay() {
    assert_read_retried(limited(&[], TEN_MS));
    let world = World::new([limited(&[], TEN_MS), one(POOL, 1, 5)]);
    let shown = world.run(CREATE);
    assert!(shown.stdout.starts_with("created "), "{shown}");
    assert_eq!(world.server.methods(), ["CreateWarmPool", "CreateWarmPool"]);
}

/// A read and a mutation are both retried after the requested second.
fn assert_waits_a_second(response: fn() -> Response) {
    for line in [READ, CREATE] {
        let world = World::new([response(), one(POOL, 1, 5)]);
        let shown = world.run(line);
        assert_eq!(shown.code, 0, "{shown}");
        assert!(shown.stderr.starts_with("retrying in 1."), "{shown}");
        assert_eq!(world.server.calls().len(), 2, "{shown}");
    }
}

#[test]
fn h16_a_rate_limit_with_a_delay_in_a_header() {
    assert_waits_a_second(|| limited(&[("ratelimit-retryafter", "1")], ""));
}

#[test]
fn h17_retry_info_without_a_delay_overrides_the_header() {
    let header = [("ratelimit-retryafter", "1"), ("retry-after", "1")];
    for value in ["CgA", "", "CgsI////////////AQ", "not base64"] {
        let details =
            format!(r#","details":[{{"type":"google.rpc.RetryInfo","value":"{value}"}}]"#);
        read_fails(limited(&header, &details), 10);
        mutation_fails(limited(&header, &details), 10);
    }
}

#[test]
fn h18_invalid_seconds() {
    for value in ["0", "-1", "abc", "9223372037", "1.5"] {
        read_fails(limited(&[("ratelimit-retryafter", value)], ""), 10);
    }
    read_fails(limited(&[("ratelimit-retryafter", "1"), ("ratelimit-retryafter", "2")], ""), 10);
}

#[test]
fn h19_a_delay_of_minutes_is_not_waited_for() {
    let shown = read_fails(limited(&[("ratelimit-retryafter", "300")], ""), 10);
    assert!(shown.stderr.contains("the server asks to wait 300 s before retrying"), "{shown}");
    mutation_fails(limited(&[("ratelimit-retryafter", "300")], ""), 10);
}

#[test]
fn h20_a_quota_is_not_waited_for() {
    let shown = mutation_fails(error(429, "resource_exhausted", "quota reached: 10 pools"), 10);
    assert!(shown.stderr.contains("says: quota reached: 10 pools"), "{shown}");
}

#[test]
fn h21_a_rate_limit_of_a_proxy() {
    let headers = [("content-type", "text/html"), ("retry-after", "300")];
    let shown = read_fails(Response::new(429, &headers, b"<title>Slow</title>"), 10);
    assert!(shown.stderr.contains("rate limited by a proxy"), "{shown}");
    assert!(shown.stderr.contains("the server asks to wait 300 s"), "{shown}");
    read_fails(html(429, "Slow"), 10);
    assert_waits_a_second(|| {
        let headers = [("content-type", "text/html"), ("retry-after", "1")];
        Response::new(429, &headers, b"<title>Slow</title>")
    });
}

#[test]
fn h23_an_internal_error() {
    let internal = || error(500, "internal", "database is down");
    let shown = read_fails(internal(), 1);
    assert!(shown.stderr.contains("says: database is down"), "{shown}");
    assert_mutation_read_back(internal());
}

#[test]
fn h24_gateway_error_pages() {
    for status in [500, 502, 503, 504] {
        assert_read_retried(html(status, "Bad Gateway"));
        assert_mutation_read_back(html(status, "Bad Gateway"));
    }
}

#[test]
fn h25_unavailable_with_a_delay() {
    let headers = [("content-type", "text/html"), ("retry-after", "3")];
    assert_mutation_read_back(Response::new(503, &headers, b""));
}
