//! Answers whose status is not the one that was hoped for.

use std::io::{Read as _, Write as _};
use std::thread;
use std::time::Duration;

use super::{
    CREATE, READ, change_fails, change_is_looked_up, html, read_fails, read_is_tried_again,
};
use crate::support::wire::{self, Listener};
use crate::support::{Answer, POOL, World, error, one};

/// An error whose details and headers name these waits.
fn limited(headers: &[(&str, &str)], details: &str) -> Answer {
    let body = format!(r#"{{"code":"resource_exhausted","message":"slow down"{details}}}"#);
    let all = [&[("content-type", "application/json")], headers].concat();
    Answer::of(429, &all, body.as_bytes())
}

/// RetryInfo of 10 ms, as the service encodes it.
const TEN_MS: &str = r#","details":[{"type":"google.rpc.RetryInfo","value":"CgUQgK3iBA"}]"#;

#[test]
fn h02_a_gateway_wants_a_login() {
    let shown = read_fails(html(401, "Sign in"), 4);
    assert!(shown.stderr.contains("not the API: HTTP 401 text/html (Sign in)"), "{shown}");
    assert!(shown.stderr.contains("the token is from ONA_TOKEN"), "{shown}");
    change_fails(html(401, "Sign in"), 4);
}

#[test]
fn h03_not_permitted() {
    let denied = || error(403, "permission_denied", "token is read-only");
    let shown = change_fails(denied(), 5);
    assert!(shown.stderr.contains("says: token is read-only"), "{shown}");
    assert!(shown.stderr.contains("who the token speaks for: prebuildctl auth status"), "{shown}");
    read_fails(denied(), 5);
}

#[test]
fn h04_a_firewall_with_a_page_of_its_own() {
    let title = format!("Blocked\u{1b}[2J{}", "x".repeat(500));
    let shown = read_fails(html(403, &title), 5);
    assert!(shown.stderr.contains(r"(Blocked\x1b[2Jxxx"), "{shown}");
    let longest = shown.stderr.lines().map(str::len).max().unwrap();
    assert!(longest < 300, "the title is not cut: {shown}");
    change_fails(html(403, &title), 5);
}

#[test]
fn h05_a_bare_404_is_not_a_missing_pool() {
    for line in [READ.to_owned(), format!("wp delete {POOL} --yes --if-missing ok")] {
        let world = World::new([html(404, "Not Found")]);
        let shown = world.run(&line);
        assert!(shown.stderr.contains("has no such API at this path: HTTP 404"), "{shown}");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
    }
}

#[test]
fn h06_not_found_in_the_services_words() {
    let shown = read_fails(error(404, "not_found", "no such pool"), 6);
    assert!(shown.stderr.contains("or none that this token may see"), "{shown}");
}

#[test]
fn h07_a_method_that_the_server_does_not_know() {
    for status in [404, 501] {
        let shown = read_fails(error(status, "unimplemented", ""), 1);
        let told = "it does not know GetWarmPool; it may be older than this tool";
        assert!(shown.stderr.contains(told), "{shown}");
        change_fails(error(status, "unimplemented", ""), 1);
    }
}

#[test]
fn h08_method_not_allowed() {
    let shown = read_fails(html(405, "Method Not Allowed"), 1);
    assert!(shown.stderr.contains("has no such API at this path: HTTP 405"), "{shown}");
    change_fails(html(405, "Method Not Allowed"), 1);
}

#[test]
fn h09_the_server_waited_too_long() {
    read_is_tried_again(html(408, "Request Timeout"));
    change_is_looked_up(html(408, "Request Timeout"));
}

#[test]
fn h11_a_conflict_in_somebody_elses_words() {
    change_is_looked_up(html(409, "Conflict"));
}

#[test]
fn h12_too_large_for_somebody() {
    for status in [411, 413, 414, 431] {
        for shown in [read_fails(html(status, ""), 1), change_fails(html(status, ""), 1)] {
            assert!(shown.stderr.contains("finds the request too large"), "{status}: {shown}");
        }
    }
}

/// The server answers from the head alone and breaks off while the message is still sent.
#[test]
fn h13_too_large_and_broken_off() {
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
fn h14_not_a_server_of_this_protocol() {
    let shown = read_fails(html(415, ""), 1);
    assert!(shown.stderr.contains("has no such API at this path: HTTP 415"), "{shown}");
    for shown in
        [read_fails(html(400, "Bad Request"), 1), change_fails(html(400, "Bad Request"), 1)]
    {
        assert!(shown.stderr.contains("not the API: HTTP 400 text/html (Bad Request)"), "{shown}");
    }
}

#[test]
fn h15_a_limit_that_names_a_time() {
    read_is_tried_again(limited(&[], TEN_MS));
    let world = World::new([limited(&[], TEN_MS), one(POOL, 1, 5)]);
    let shown = world.run(CREATE);
    assert!(shown.stdout.starts_with("created "), "{shown}");
    assert_eq!(world.server.methods(), ["CreateWarmPool", "CreateWarmPool"]);
}

/// The fault passes after a second: a read and a change both wait for it, and are sent again.
fn is_waited_for_a_second(limit: fn() -> Answer) {
    for line in [READ, CREATE] {
        let world = World::new([limit(), one(POOL, 1, 5)]);
        let shown = world.run(line);
        assert_eq!(shown.code, 0, "{shown}");
        assert!(shown.stderr.starts_with("retrying in 1."), "{shown}");
        assert_eq!(world.server.calls().len(), 2, "{shown}");
    }
}

#[test]
fn h16_a_limit_that_names_a_time_in_a_header() {
    is_waited_for_a_second(|| limited(&[("ratelimit-retryafter", "1")], ""));
}

#[test]
fn h17_a_hint_without_a_time_outweighs_the_header() {
    let header = [("ratelimit-retryafter", "1"), ("retry-after", "1")];
    for value in ["CgA", "", "CgsI////////////AQ", "not base64"] {
        let details =
            format!(r#","details":[{{"type":"google.rpc.RetryInfo","value":"{value}"}}]"#);
        read_fails(limited(&header, &details), 10);
        change_fails(limited(&header, &details), 10);
    }
}

#[test]
fn h18_what_is_no_number_of_seconds() {
    for value in ["0", "-1", "abc", "9223372037", "1.5"] {
        read_fails(limited(&[("ratelimit-retryafter", value)], ""), 10);
    }
    read_fails(limited(&[("ratelimit-retryafter", "1"), ("ratelimit-retryafter", "2")], ""), 10);
}

#[test]
fn h19_a_wait_of_minutes_is_the_users() {
    let shown = read_fails(limited(&[("ratelimit-retryafter", "300")], ""), 10);
    assert!(shown.stderr.contains("it asks to wait 300 s before another attempt"), "{shown}");
    change_fails(limited(&[("ratelimit-retryafter", "300")], ""), 10);
}

#[test]
fn h20_a_quota_is_not_waited_for() {
    let shown = change_fails(error(429, "resource_exhausted", "quota reached: 10 pools"), 10);
    assert!(shown.stderr.contains("says: quota reached: 10 pools"), "{shown}");
}

#[test]
fn h21_a_limit_of_a_proxy() {
    let headers = [("content-type", "text/html"), ("retry-after", "300")];
    let shown = read_fails(Answer::of(429, &headers, b"<title>Slow</title>"), 10);
    assert!(shown.stderr.contains("a rate limit before "), "{shown}");
    assert!(shown.stderr.contains("it asks to wait 300 s"), "{shown}");
    read_fails(html(429, "Slow"), 10);
    is_waited_for_a_second(|| {
        let headers = [("content-type", "text/html"), ("retry-after", "1")];
        Answer::of(429, &headers, b"<title>Slow</title>")
    });
}

#[test]
fn h23_an_internal_error() {
    let internal = || error(500, "internal", "database is down");
    let shown = read_fails(internal(), 1);
    assert!(shown.stderr.contains("says: database is down"), "{shown}");
    change_is_looked_up(internal());
}

#[test]
fn h24_a_page_of_a_broken_gateway() {
    for status in [500, 502, 503, 504] {
        read_is_tried_again(html(status, "Bad Gateway"));
        change_is_looked_up(html(status, "Bad Gateway"));
    }
}

#[test]
fn h25_unavailable_for_a_time() {
    let headers = [("content-type", "text/html"), ("retry-after", "3")];
    change_is_looked_up(Answer::of(503, &headers, b""));
}
