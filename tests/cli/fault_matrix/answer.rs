//! Answers that lead elsewhere, or whose body is not the one that was hoped for.

use super::{READ, change_fails, change_is_looked_up, good, html, read_fails, read_is_tried_again};
use crate::support::wire::Listener;
use crate::support::{Answer, POOL, World, error, one, page};

/// The good answer with another head.
fn with_head(head: &str) -> Answer {
    let whole = String::from_utf8(good()).unwrap();
    let (_, body) = whole.split_once("\r\n\r\n").unwrap();
    let length = body.len();
    Answer::Bytes(format!("{head}content-length: {length}\r\n\r\n{body}").into_bytes())
}

/// An answer of 200 with this type.
fn typed(kind: &str) -> Answer {
    with_head(&format!("HTTP/1.1 200 OK\r\n{kind}"))
}

#[test]
fn h26_a_login_page() {
    let shown = read_fails(html(200, "Sign in to Acme"), 11);
    assert!(shown.stderr.contains("not the API: HTTP 200 text/html (Sign in to Acme)"), "{shown}");
    change_is_looked_up(html(200, "Sign in to Acme"));
}

#[test]
fn h27_the_type_of_the_answer() {
    for kind in ["", "content-type: text/plain\r\n"] {
        read_fails(typed(kind), 11);
        change_is_looked_up(typed(kind));
    }
    for kind in ["application/json; charset=utf-8", "Application/JSON"] {
        let world = World::new([typed(&format!("content-type: {kind}\r\n"))]);
        assert_eq!(world.ok(READ), format!("{POOL}\n"), "{kind}");
    }
}

#[test]
fn h28_an_empty_answer_is_not_an_empty_list() {
    let world = World::new([Answer::json(200, "")]);
    let shown = world.run("wp list --retries 0");
    assert!(shown.stderr.contains("the answer was cut short"), "{shown}");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 11), "{shown}");
}

#[test]
fn h29_no_content() {
    let empty = || Answer::Bytes(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec());
    read_fails(empty(), 11);
    change_is_looked_up(empty());
    let world = World::new([empty(), error(404, "not_found", "gone")]);
    let shown = world.run(&format!("wp delete {POOL} --yes"));
    assert_eq!(shown.to_string(), format!("deleted {POOL}\n[exit 0]\n"));
}

/// Whoever is redirected to gets not a byte.
#[test]
fn h30_a_redirect_that_changes_the_method_is_not_followed() {
    for status in [301, 302, 303] {
        let other = Listener::mute();
        let to = format!("http://{}/login", other.address);
        let shown = read_fails(Answer::of(status, &[("location", &to)], b""), 1);
        let named = format!("redirects to http://{}", other.address);
        assert!(shown.stderr.contains(&named), "{shown}");
        read_fails(Answer::of(status, &[("location", "/api/elsewhere")], b""), 1);
        assert_eq!(other.connections(), 0);
    }
    change_fails(Answer::of(302, &[("location", "/login")], b""), 1);
    change_is_looked_up(Answer::of(303, &[("location", "/login")], b""));
}

#[test]
fn h33_a_redirect_elsewhere_is_not_followed() {
    let other = Listener::mute();
    let address = other.address;
    for to in [
        format!("http://{address}/x"),
        format!("http://127.0.0.1:80@{address}/x"),
        format!("//{address}/x"),
        "https://app.ona.com/x".to_owned(),
        "https://app.ona.com.evil.example/x".to_owned(),
    ] {
        for status in [307, 308] {
            let shown = read_fails(Answer::of(status, &[("location", &to)], b""), 1);
            assert!(shown.stderr.contains("redirects to "), "{to}: {shown}");
            change_fails(Answer::of(status, &[("location", &to)], b""), 1);
        }
    }
    assert_eq!(other.connections(), 0, "the redirect was followed");
}

#[test]
fn h35_redirects_without_an_end_or_a_place() {
    let again = || Answer::of(307, &[("location", "/api/again")], b"");
    let world = World::new([again(), again()]);
    let shown = world.run(READ);
    assert!(shown.stderr.contains("redirects to /api/again"), "{shown}");
    assert_eq!((shown.code, world.server.calls().len()), (1, 2), "one step and no more");

    let shown = read_fails(Answer::of(307, &[], b""), 1);
    assert!(shown.stderr.contains("redirects to nowhere (it has no Location header)"), "{shown}");
    let long = format!("/{}", "x".repeat(10_000));
    let world = World::new([Answer::of(302, &[("location", &long)], b"")]);
    let shown = world.run(READ);
    assert!(shown.code == 1 && shown.stderr.len() < 1_000, "{shown}");
}

#[test]
fn h36_an_answer_without_measure() {
    let huge = || Answer::json(200, &format!(r#"{{"x":"{}"}}"#, "y".repeat(9 << 20)));
    let shown = read_fails(huge(), 1);
    assert!(shown.stderr.contains("the answer is larger than 8 MiB"), "{shown}");
    change_is_looked_up(huge());
}

#[test]
fn h38_encodings_that_cannot_be_undone() {
    let encoded = |encoding, body: &[u8]| {
        let headers = [("content-type", "application/json"), ("content-encoding", encoding)];
        Answer::of(200, &headers, body)
    };
    let shown = read_fails(encoded("foo", b"{}"), 1);
    assert!(shown.stderr.contains("it is encoded as foo"), "{shown}");
    change_is_looked_up(encoded("foo", b"{}"));
    let torn = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab];
    for body in [&b"{\"warmPool\":{}}"[..], &torn] {
        read_is_tried_again(encoded("gzip", body));
        change_is_looked_up(encoded("gzip", body));
    }
}

#[test]
fn h39_words_before_the_answer() {
    let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";
    let json = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let world = World::new([with_head(&format!("{early}{json}"))]);
    assert_eq!(world.ok(READ), format!("{POOL}\n"));
}

#[test]
fn h40_two_lengths() {
    let json = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let two = || with_head(&format!("{json}content-length: 5\r\n"));
    let shown = read_fails(two(), 11);
    assert!(shown.stderr.contains("the answer is not HTTP"), "{shown}");
    change_is_looked_up(two());
}

#[test]
fn h41_cookies_are_not_kept() {
    let cookie = [("content-type", "application/json"), ("set-cookie", "a=b; Path=/")];
    let next = r#"{"pagination":{"nextToken":"a"},"warmPools":[]}"#;
    let world = World::new([Answer::of(200, &cookie, next.as_bytes()), page(&[], "")]);
    world.ok("wp list -o json");
    assert!(world.server.calls().iter().all(|call| call.header("cookie").is_none()));
}

#[test]
fn h42_a_status_that_nobody_knows() {
    for status in [418, 799] {
        let shown = read_fails(html(status, ""), 1);
        assert!(shown.stderr.contains(&format!("HTTP {status} text/html")), "{shown}");
    }
}

#[test]
fn h43_an_error_in_an_answer_of_200() {
    let lie = || Answer::json(200, r#"{"code":"not_found","message":"no"}"#);
    read_fails(lie(), 1);
    change_is_looked_up(lie());
    let world = World::new([lie(), one(POOL, 1, 5), Answer::json(200, "{}")]);
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes")), format!("deleted {POOL}\n"));
}
