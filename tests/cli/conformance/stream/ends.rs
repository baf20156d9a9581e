//! How streams end, and what ends there.

use super::super::{CODES, detail};
use super::{
    COMPRESSED, EVENT, JSON, OVER, Told, check, check_all, compressed, end, event, failed, said,
    stream, wait,
};
use crate::support::{Answer, POOL, error, frame, one};

#[test]
fn errors_of_every_code() {
    const FINAL: [&str; 8] = [
        "invalid_argument",
        "not_found",
        "already_exists",
        "permission_denied",
        "failed_precondition",
        "out_of_range",
        "unimplemented",
        "unauthenticated",
    ];
    check(CODES.map(|(code, ..)| {
        let name = format!("server-stream/{}", code.replace('_', "-"));
        let message = code.replace('_', " ");
        let last = failed(&format!(r#"{{"code":"{code}","message":"{message}"}}"#));
        let end = if FINAL.contains(&code) { "never" } else { "again" };
        (name, stream(JSON, &[last]), vec![format!("{end}: {code}: {message}")])
    }));
    let metadata: &[_] = &[JSON[0], ("x-custom-header", "foo"), ("x-custom-header", "bar")];
    let internal = || failed(r#"{"code":"internal","message":"server stream failed"}"#);
    let unauthenticated = || failed(r#"{"code":"unauthenticated","message":"no"}"#);
    let (with, without): (Told, Told) = (
        &["event", "event", "again: internal: server stream failed"],
        &["again: internal: server stream failed"],
    );
    let two = || stream(metadata, &[event(), event(), internal()]);
    let none = || stream(metadata, &[internal()]);
    check_all([
        (
            "server-stream/error-with-metadata",
            stream(metadata, &[unauthenticated()]),
            &["never: unauthenticated: no"],
        ),
        ("server-stream/error-with-responses", two(), with),
        ("server-stream/error-with-no-responses", none(), without),
        ("Duplicate Metadata/server-stream/error-with-responses", two(), with),
        ("Duplicate Metadata/server-stream/error-with-no-responses", none(), without),
    ]);
}

/// Last frames with more or less in them than there should be.
#[test]
fn connect_error_and_end_stream() {
    let unknown: Told = &["again: unknown: oops"];
    let out_of_range: Told = &["never: out_of_range: oops"];
    let last = |message: &str| stream(JSON, &[end(message)]);
    let broken = |error: &str| stream(JSON, &[failed(error)]);
    let no_json: Told = &[
        "again: cannot read the answer at .: its last frame is not JSON: EOF while parsing a value at line 1 column 0",
    ];
    check_all([
        ("end-stream/null-error", last(r#"{"error":null}"#), OVER),
        ("end-stream/null-code", broken(r#"{"code":null,"message":"oops"}"#), unknown),
        ("end-stream/missing-code", broken(r#"{"message":"oops"}"#), unknown),
        ("end-stream/unrecognized-code", broken(r#"{"code":"foobar","message":"oops"}"#), unknown),
        (
            "end-stream/missing-message",
            broken(r#"{"code":"unauthenticated"}"#),
            &["never: unauthenticated"],
        ),
        (
            "end-stream/allow-unrecognized-fields",
            broken(&detail(r#","frob":"nitz","debug":{"foobar":true}"#)),
            out_of_range,
        ),
        (
            "end-stream/invalid-details-debug",
            broken(&detail(r#","debug":"garbage""#)),
            out_of_range,
        ),
        ("end-stream/missing-details-debug", broken(&detail("")), out_of_range),
        (
            "end-stream/compressed",
            stream(COMPRESSED, &[compressed(3, &format!(r#"{{"error":{}}}"#, detail("")))]),
            out_of_range,
        ),
        // An error that does not stand where it should is none.
        ("more/code-outside", last(r#"{"code":"out_of_range","message":"oops"}"#), OVER),
        ("more/empty-error", broken("{}"), &["again: unknown"]),
        ("more/text-error", broken(r#""oops""#), &["again: unknown"]),
        ("more/empty", last(""), no_json),
    ]);
}

#[test]
fn connect_unexpected_responses() {
    const CUT: &str = "again: the answer was cut short: the stream ended without its last frame";
    const UNANNOUNCED: &str =
        "again: cannot read the answer at .: a frame is compressed, which was not announced";
    let proto: &[_] = &[("content-type", "application/connect+proto")];
    let identity: &[_] = &[JSON[0], ("connect-content-encoding", "identity")];
    let foreign = |status: u16, kind: &str| {
        Answer::of(status, &[("content-type", kind)], b"<title>Elsewhere</title>")
    };
    check_all([
        ("server-stream/no-end-stream", stream(JSON, &[event()]), &["event", CUT]),
        (
            "unexpected-stream-codec",
            stream(proto, &[event(), end("{}")]),
            &["again: HTTP 200 application/connect+proto"],
        ),
        (
            "unexpected-compressed-message",
            stream(identity, &[compressed(1, EVENT), end("{}")]),
            &[UNANNOUNCED],
        ),
        ("more/compressed-without-a-header", stream(JSON, &[compressed(1, EVENT)]), &[UNANNOUNCED]),
        (
            "more/another-compression",
            stream(&[JSON[0], ("connect-content-encoding", "br")], &[event(), frame(1, EVENT)]),
            &["event", UNANNOUNCED],
        ),
        ("more/nothing-at-all", stream(JSON, &[]), &[CUT]),
        (
            "more/half-a-last-frame",
            stream(JSON, &[event(), end("{}")[..6].to_vec()]),
            &["event", CUT],
        ),
        ("more/a-page", foreign(200, "text/html"), &["again: HTTP 200 text/html (Elsewhere)"]),
        ("more/a-message", one(POOL, 1, 5), &["again: HTTP 200 application/json"]),
        ("more/bad-gateway", foreign(502, "text/html"), &["again: HTTP 502 text/html (Elsewhere)"]),
        ("more/not-found", foreign(404, "text/html"), &["never: HTTP 404 text/html (Elsewhere)"]),
        (
            "more/unsupported-media-type",
            Answer::of(415, &[], b""),
            &["never: HTTP 415 without a content type"],
        ),
        (
            "more/error-of-a-unary-call",
            error(403, "permission_denied", "oops"),
            &["never: permission_denied: oops"],
        ),
        (
            "more/hung-up",
            Answer::Hangup,
            &["again: the connection was closed before an answer came"],
        ),
    ]);
}

/// A stream that asks for time gets it, by the header of its answer or in its last frame.
#[test]
fn a_stream_that_asks_for_time() {
    let limit = r#"{"code":"resource_exhausted","message":"slow down"}"#;
    let header: &[_] = &[JSON[0], ("ratelimit-retryafter", "300")];
    let page: &[_] = &[("content-type", "text/html"), ("retry-after", "300")];
    let five_minutes = r#"{"type":"google.rpc.RetryInfo","value":"CgMIrAI"}"#;
    for answer in [
        stream(header, &[failed(limit)]),
        stream(JSON, &[failed(&limit.replace('}', &format!(r#","details":[{five_minutes}]}}"#)))]),
        Answer::of(503, page, b""),
        Answer::of(429, page, b""),
    ] {
        let shown = wait([answer], 1);
        assert!(shown.stderr.contains("; reopening in 300.0 s\n"), "{shown}");
    }
}

#[test]
fn a_redirect_is_followed_inside_the_service_only() {
    let to = |place: &str| Answer::of(307, &[("location", place)], b"");
    let open = Answer::Bytes(super::pieces(JSON, [&event()[..]]));
    let shown = wait([to("/api/WatchEvents"), open], 2);
    assert_eq!(said(&shown), ["event"]);
    for hint_other_path in ["http://127.0.0.1:9/WatchEvents", "https://app.ona.com/api/WatchEvents"]
    {
        let shown = wait([to(hint_other_path)], 1);
        let host = hint_other_path.rsplit_once("/").unwrap().0.trim_end_matches("/api");
        assert_eq!(said(&shown), [format!("never: redirected to {host}")]);
    }
}
