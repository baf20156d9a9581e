//! Redirects and unexpected bodies.

use super::{
    READ, assert_mutation_read_back, assert_read_retried, good, html, mutation_fails, read_fails,
};
use crate::support::wire::Listener;
use crate::support::{POOL, Response, World, error, one, page};

/// The good response with other headers.
fn with_head(head: &str) -> Response {
    let whole = String::from_utf8(good()).unwrap();
    let (_, body) = whole.split_once("\r\n\r\n").unwrap();
    let length = body.len();
    Response::Bytes(format!("{head}content-length: {length}\r\n\r\n{body}").into_bytes())
}

/// The good response with this content type.
fn with_type(header: &str) -> Response {
    with_head(&format!("HTTP/1.1 200 OK\r\n{header}"))
}

#[test]
fn h26_a_login_page() {
    let shown = read_fails(html(200, "Sign in to Acme"), 11);
    assert!(
        shown.stderr.contains("unexpected response (HTTP 200 text/html \"Sign in to Acme\")"),
        "{shown}"
    );
    assert_mutation_read_back(html(200, "Sign in to Acme"));
}

#[test]
fn h27_content_types() {
    for header in ["", "content-type: text/plain\r\n"] {
        read_fails(with_type(header), 11);
        assert_mutation_read_back(with_type(header));
    }
    for content_type in ["application/json; charset=utf-8", "Application/JSON"] {
        let world = World::new([with_type(&format!("content-type: {content_type}\r\n"))]);
        assert_eq!(world.ok(READ), format!("{POOL}\n"), "{content_type}");
    }
}

#[test]
fn h28_an_empty_response_is_not_an_empty_list() {
    let world = World::new([Response::json(200, "")]);
    let shown = world.run("wp list --retries 0");
    assert!(shown.stderr.contains("incomplete response"), "{shown}");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 11), "{shown}");
}

#[test]
fn h29_no_content() {
    let empty = || Response::Bytes(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec());
    read_fails(empty(), 11);
    assert_mutation_read_back(empty());
    let world = World::new([empty(), error(404, "not_found", "gone")]);
    let shown = world.run(&format!("wp delete {POOL} --yes"));
    assert_eq!(shown.to_string(), format!("deleted {POOL}\n[exit 0]\n"));
}

/// The target receives nothing.
#[test]
fn h30_a_redirect_that_changes_the_method_is_not_followed() {
    for status in [301, 302, 303] {
        let other = Listener::silent();
        let to = format!("http://{}/login", other.address);
        let shown = read_fails(Response::new(status, &[("location", &to)], b""), 1);
        let named = format!("redirects to http://{}", other.address);
        assert!(shown.stderr.contains(&named), "{shown}");
        read_fails(Response::new(status, &[("location", "/api/elsewhere")], b""), 1);
        assert_eq!(other.connections(), 0);
    }
    mutation_fails(Response::new(302, &[("location", "/login")], b""), 1);
    assert_mutation_read_back(Response::new(303, &[("location", "/login")], b""));
}

#[test]
fn h33_a_redirect_elsewhere_is_not_followed() {
    let other = Listener::silent();
    let address = other.address;
    for to in [
        format!("http://{address}/x"),
        format!("http://127.0.0.1:80@{address}/x"),
        format!("//{address}/x"),
        "https://app.ona.com/x".to_owned(),
        "https://app.ona.com.evil.example/x".to_owned(),
    ] {
        for status in [307, 308] {
            let shown = read_fails(Response::new(status, &[("location", &to)], b""), 1);
            assert!(shown.stderr.contains("redirects to "), "{to}: {shown}");
            mutation_fails(Response::new(status, &[("location", &to)], b""), 1);
        }
    }
    assert_eq!(other.connections(), 0, "the redirect was followed");
}

#[test]
fn h35_redirect_loops_and_missing_locations() {
    let redirect = || Response::new(307, &[("location", "/api/again")], b"");
    let world = World::new([redirect(), redirect()]);
    let shown = world.run(READ);
    assert!(shown.stderr.contains("redirects to /api/again"), "{shown}");
    assert_eq!((shown.code, world.server.calls().len()), (1, 2), "one redirect is followed");

    let shown = read_fails(Response::new(307, &[], b""), 1);
    assert!(shown.stderr.contains("redirects to nowhere (no Location header)"), "{shown}");
    let long = format!("/{}", "x".repeat(10_000));
    let world = World::new([Response::new(302, &[("location", &long)], b"")]);
    let shown = world.run(READ);
    assert!(shown.code == 1 && shown.stderr.len() < 1_000, "{shown}");
}

#[test]
fn h36_a_huge_response() {
    let huge = || Response::json(200, &format!(r#"{{"x":"{}"}}"#, "y".repeat(9 << 20)));
    let shown = read_fails(huge(), 1);
    assert!(shown.stderr.contains("response larger than 8 MiB"), "{shown}");
    assert_mutation_read_back(huge());
}

#[test]
fn h38_unknown_and_broken_encodings() {
    let encoded = |encoding, body: &[u8]| {
        let headers = [("content-type", "application/json"), ("content-encoding", encoding)];
        Response::new(200, &headers, body)
    };
    let shown = read_fails(encoded("foo", b"{}"), 1);
    assert!(shown.stderr.contains("unsupported encoding \"foo\""), "{shown}");
    assert_mutation_read_back(encoded("foo", b"{}"));
    let truncated = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab];
    for body in [&b"{\"warmPool\":{}}"[..], &truncated] {
        assert_read_retried(encoded("gzip", body));
        assert_mutation_read_back(encoded("gzip", body));
    }
}

#[test]
fn h39_informational_responses() {
    let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";
    let json = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let world = World::new([with_head(&format!("{early}{json}"))]);
    assert_eq!(world.ok(READ), format!("{POOL}\n"));
}

#[test]
fn h40_two_content_lengths() {
    let json = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let two = || with_head(&format!("{json}content-length: 5\r\n"));
    let shown = read_fails(two(), 11);
    assert!(shown.stderr.contains("not an HTTP response"), "{shown}");
    assert_mutation_read_back(two());
}

#[test]
fn h41_cookies_are_not_kept() {
    let cookie = [("content-type", "application/json"), ("set-cookie", "a=b; Path=/")];
    let next = r#"{"pagination":{"nextToken":"a"},"warmPools":[]}"#;
    let world = World::new([Response::new(200, &cookie, next.as_bytes()), page(&[], "")]);
    world.ok("wp list -o json");
    assert!(world.server.calls().iter().all(|call| call.header("cookie").is_none()));
}

#[test]
fn h42_unknown_statuses() {
    for status in [418, 799] {
        let shown = read_fails(html(status, ""), 1);
        assert!(shown.stderr.contains(&format!("HTTP {status} text/html")), "{shown}");
    }
}

#[test]
fn h43_an_error_body_with_status_200() {
    let error = || Response::json(200, r#"{"code":"not_found","message":"no"}"#);
    read_fails(error(), 1);
    assert_mutation_read_back(error());
    let world = World::new([error(), one(POOL, 1, 5), Response::json(200, "{}")]);
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes")), format!("deleting {POOL}\n"));
}
