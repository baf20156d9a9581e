//! What goes over the wire, byte by byte where it matters, and what is done when it fails.

use crate::support::{Answer, POOL, TOKEN, World, error, one, page};

#[test]
fn a_request_has_these_headers_and_no_others() {
    let world = World::new([one(POOL, 1, 2)]);
    world.run(&format!("wp get {POOL} -o id"));
    let call = &world.server.calls()[0];
    let mut names: Vec<_> = call.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "accept-encoding",
            "authorization",
            "connect-protocol-version",
            "connect-timeout-ms",
            "content-length",
            "content-type",
            "host",
            "user-agent",
        ]
    );
    let version = env!("CARGO_PKG_VERSION");
    for (name, value) in [
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("authorization", &format!("Bearer {TOKEN}")),
        ("connect-protocol-version", "1"),
        ("connect-timeout-ms", "30000"),
        ("content-type", "application/json"),
        ("user-agent", &format!("prebuildctl/{version}")),
    ] {
        assert_eq!(call.header(name), Some(value), "{name}");
    }
}

/// For each of the service's codes: the exit code, with a change that is sent once.
#[test]
fn every_code_of_the_service_has_its_exit_code() {
    for (status, code, exit) in [
        (400, "invalid_argument", 2),
        (404, "not_found", 6),
        (409, "already_exists", 7),
        (403, "permission_denied", 5),
        (429, "resource_exhausted", 10),
        (400, "failed_precondition", 7),
        (400, "out_of_range", 2),
        (501, "unimplemented", 1),
        (401, "unauthenticated", 4),
    ] {
        let world = World::new([error(status, code, "why")]);
        let shown = world.run(&format!("wp get {POOL} -o json"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", exit), "{code}: {shown}");
        assert!(shown.stderr.starts_with(&format!(r#"{{"error":{{"code":"{code}","#)), "{shown}");
    }
    for (status, code, exit) in [
        (500, "internal", 1),
        (500, "unknown", 1),
        (500, "data_loss", 1),
        (499, "canceled", 1),
        (504, "deadline_exceeded", 8),
        (503, "unavailable", 11),
        (409, "aborted", 7),
    ] {
        let world = World::new([error(status, code, "why")]);
        let shown = world.run(&format!("wp get {POOL} --retries 0"));
        assert_eq!(shown.code, exit, "{code}: {shown}");
    }
}

#[test]
fn a_refused_token_is_named_by_its_source_and_never_shown() {
    let world = World::new([error(401, "unauthenticated", "token expired")]);
    let shown = world.run("wp list");
    let host = world.server.name();
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot list the warm pools
  {host} says: token expired
  the token is from ONA_TOKEN
  with a new token: prebuildctl auth login        (or set ONA_TOKEN)
[exit 4]
"
        )
    );
}

#[test]
fn a_token_that_the_server_echoes_is_not_shown() {
    let world = World::new([error(403, "permission_denied", &format!("bad token {TOKEN}"))]);
    let shown = world.run("wp list -v -v");
    assert!(shown.stderr.contains("bad token ***"), "{shown}");
}

#[test]
fn a_read_survives_what_passes() {
    let html = |status| Answer::of(status, &[("content-type", "text/html")], b"<p>");
    for fault in [
        Answer::Hangup,
        Answer::Cut(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{\"warm".to_vec()),
        Answer::Cut(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"warm".to_vec()),
        Answer::Cut(b"HTTP/1.1 20".to_vec()),
        html(503),
        html(502),
        html(408),
        error(503, "unavailable", "soon"),
        error(504, "deadline_exceeded", ""),
    ] {
        let world = World::new([fault.clone(), one(POOL, 1, 2)]);
        let shown = world.run(&format!("wp get {POOL} -o id"));
        assert_eq!((shown.stdout, shown.code), (format!("{POOL}\n"), 0), "{fault:?}");
        assert!(shown.stderr.starts_with("retrying in "), "{}", shown.stderr);
    }
}

#[test]
fn a_read_gives_up_on_what_stays() {
    let html = Answer::of(200, &[("content-type", "text/html")], b"<title>Sign in</title>");
    let garbage = Answer::json(200, "[]");
    let huge = Answer::json(200, &format!(r#"{{"x":"{}"}}"#, "y".repeat(9 << 20)));
    for (fault, exit) in [(html, 11), (garbage, 1), (huge, 1), (error(500, "internal", ""), 1)] {
        let world = World::new([fault]);
        assert_eq!(world.run("wp list").code, exit);
        assert_eq!(world.server.calls().len(), 1);
    }
}

#[test]
fn a_wait_that_the_service_asks_for_is_kept_only_if_it_names_one() {
    let limited = |headers: &[(&str, &str)], details: &str| {
        let body = format!(r#"{{"code":"resource_exhausted","message":"slow down"{details}}}"#);
        let json = ("content-type", "application/json");
        Answer::of(429, &[&[json], headers].concat(), body.as_bytes())
    };
    let info = |value: &str| {
        format!(r#","details":[{{"type":"google.rpc.RetryInfo","value":"{value}"}}]"#)
    };
    // 10 ms; zero beside a header that would allow it.
    let world = World::new([limited(&[], &info("CgUQgK3iBA")), one(POOL, 1, 2)]);
    assert_eq!(world.run(&format!("wp get {POOL} -o id")).code, 0);
    for answer in [
        limited(&[("ratelimit-retryafter", "1")], &info("CgA")),
        limited(&[], ""),
        limited(&[("ratelimit-retryafter", "0")], ""),
        limited(&[("ratelimit-retryafter", "300")], ""),
    ] {
        let world = World::new([answer]);
        let shown = world.run(&format!("wp get {POOL}"));
        assert_eq!(shown.code, 10, "{shown}");
    }
}

#[test]
fn a_redirect_to_another_host_is_refused_and_named() {
    for status in [301, 302, 303, 307, 308] {
        let to = [("location", "https://app.ona.com.evil.example/x")];
        let world = World::new([Answer::of(status, &to, b"")]);
        let shown = world.run("wp list");
        assert!(shown.stderr.contains("redirects to https://app.ona.com.evil.example"), "{shown}");
        assert_eq!(shown.code, 1);
    }
}

#[test]
fn a_redirect_inside_the_same_host_keeps_the_method_and_the_message() {
    let to = [("location", "/other/path")];
    let world = World::new([Answer::of(308, &to, b""), page(&[], "")]);
    assert_eq!(world.run("wp list").code, 0);
    let calls = world.server.calls();
    assert_eq!(calls[1].path, "/other/path");
    assert_eq!(calls[0].body, calls[1].body);
    assert!(calls[1].header("authorization").is_some());
}

#[test]
fn a_compressed_answer_is_read() {
    use std::io::Write as _;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(br#"{"pagination":{}}"#).unwrap();
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let world = World::new([Answer::of(200, &headers, &gzip.finish().unwrap())]);
    assert_eq!(world.run("wp list -o json").stdout, "[]\n");
}

#[test]
fn a_bomb_is_stopped_by_its_size_after_decompression() {
    use std::io::Write as _;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 64 << 20]).unwrap();
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let world = World::new([Answer::of(200, &headers, &gzip.finish().unwrap())]);
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("the answer is larger than 8 MiB"), "{shown}");
}

#[test]
fn a_silent_service_ends_with_the_time_of_the_attempts() {
    let world = World::new([Answer::Silence]);
    let shown = world.run("wp list --request-timeout 100ms --retries 0");
    let host = world.server.name();
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot list the warm pools
  {host}: no answer within 0.1 s
[exit 11]
"
        )
    );
}

#[test]
fn verbosity_shows_the_calls_without_the_token() {
    let world = World::new([page(&[], "")]);
    let shown = world.run("wp list -vv -o json");
    assert!(shown.stderr.contains("> ListWarmPools to "), "{shown}");
    assert!(shown.stderr.contains(r#"> {"pagination":{"pageSize":100}}"#), "{shown}");
    assert!(shown.stderr.contains("< ListWarmPools 200, "), "{shown}");
    assert_eq!(shown.stdout, "[]\n");
}
