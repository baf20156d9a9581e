//! Unary calls: what is served, and what becomes of it.

use std::time::Duration;

use serde_json::Value;

use super::{CODES, detail, gzip, pieces};
use crate::support::wire::Way;
use crate::support::{Answer, POOL, Transcript, World, error, one};

type Headers = &'static [(&'static str, &'static str)];

const JSON: Headers = &[("content-type", "application/json")];

/// What comes out: the code and the exit code of the error, and words of its message.
type Expected = (&'static str, u8, &'static str);

fn get(answer: Answer, flags: &str) -> (Transcript, World) {
    let world = World::new([answer]);
    let shown = world.run(&format!("wp get {POOL} -o json --retries 0 {flags}"));
    (shown, world)
}

/// The error that an answer is taken for.
fn error_of(name: &str, answer: Answer) -> Value {
    let (shown, _) = get(answer, "");
    assert_eq!(shown.stdout, "", "{name}: {shown}");
    let line: Value = serde_json::from_str(&shown.stderr).unwrap();
    assert_eq!(line["error"]["exitCode"], shown.code, "{name}: {shown}");
    line["error"].clone()
}

fn fails(name: &str, answer: Answer, (code, exit, words): Expected) -> Value {
    let error = error_of(name, answer);
    let found = (error["code"].as_str().unwrap(), error["exitCode"].as_u64().unwrap());
    assert_eq!(found, (code, u64::from(exit)), "{name}: {error}");
    assert!(error["message"].as_str().unwrap().ends_with(words), "{name}: {error}");
    error
}

/// The service's answer about the pool: its body.
fn body() -> Vec<u8> {
    let Answer::Bytes(bytes) = one(POOL, 1, 5) else { unreachable!() };
    let head = bytes.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
    bytes[head + 4..].to_vec()
}

/// A status without a body stands for a code. A limit is a limit, though, whoever sets it: where
/// the suite says unavailable for 429, the tool says what it is.
#[test]
fn http_to_rpc_code_mapping() {
    let rows: [(&str, u16, Expected); 17] = [
        ("bad-request", 400, ("internal", 1, "not the API: HTTP 400 without a content type")),
        ("unauthorized", 401, ("unauthenticated", 4, "; the token is from ONA_TOKEN")),
        ("forbidden", 403, ("permission_denied", 5, "HTTP 403 without a content type")),
        ("not-found", 404, ("unimplemented", 1, "path: HTTP 404 without a content type")),
        ("conflict", 409, ("unknown", 1, "HTTP 409 without a content type")),
        ("precondition-failed", 412, ("unknown", 1, "HTTP 412 without a content type")),
        ("payload-too-large", 413, ("unknown", 1, "finds the request too large")),
        ("unsupported-media-type", 415, ("unknown", 1, "HTTP 415 without a content type")),
        ("too-many-requests", 429, ("resource_exhausted", 10, "HTTP 429 without a content type")),
        ("request-header-fields-too-large", 431, ("unknown", 1, "finds the request too large")),
        ("bad-gateway", 502, ("unavailable", 11, "HTTP 502 without a content type")),
        ("service-unavailable", 503, ("unavailable", 11, "HTTP 503 without a content type")),
        ("gateway-timeout", 504, ("unavailable", 11, "HTTP 504 without a content type")),
        ("http-version-not-supported", 505, ("unknown", 1, "HTTP 505 without a content type")),
        ("unmapped-http-status-code", 418, ("unknown", 1, "HTTP 418 without a content type")),
        ("nonexistent-http-status-code", 800, ("unknown", 1, "HTTP 800 without a content type")),
        ("more/internal-server-error", 500, ("unknown", 1, "HTTP 500 without a content type")),
    ];
    for (name, status, expected) in rows {
        fails(name, Answer::of(status, &[], b""), expected);
    }
}

/// Errors in the protocol's own form, with more or less in them than there should be.
#[test]
fn connect_error_and_end_stream() {
    const LIMIT: &str = "HTTP 401 application/json; the token is from ONA_TOKEN";
    const OOPS: &str = "says: oops; the token is from ONA_TOKEN";
    let rows: [(&str, u16, &str, Expected); 11] = [
        ("error/null", 401, "null", ("unauthenticated", 4, LIMIT)),
        ("error/null-code", 401, r#"{"code":null,"message":"oops"}"#, ("unauthenticated", 4, OOPS)),
        ("error/missing-code", 401, r#"{"message":"oops"}"#, ("unauthenticated", 4, OOPS)),
        (
            "error/unrecognized-code",
            429,
            r#"{"code":"foobar","message":"oops"}"#,
            ("unavailable", 11, "says: oops"),
        ),
        (
            "error/missing-message",
            401,
            r#"{"code":"unauthenticated"}"#,
            ("unauthenticated", 4, "says unauthenticated; the token is from ONA_TOKEN"),
        ),
        (
            "error/allow-unrecognized-fields",
            422,
            r#"{"code":"out_of_range","message":"oops","foobar":"baz"}"#,
            ("out_of_range", 2, "says: oops"),
        ),
        ("more/no-json", 401, "{", ("unauthenticated", 4, LIMIT)),
        ("more/empty", 401, "", ("unauthenticated", 4, LIMIT)),
        ("more/list", 401, "[]", ("unauthenticated", 4, LIMIT)),
        ("more/number-code", 503, r#"{"code":14,"message":"oops"}"#, ("unavailable", 11, "oops")),
        (
            "more/null-message-and-details",
            422,
            r#"{"code":"out_of_range","message":null,"details":null}"#,
            ("out_of_range", 2, "says out_of_range"),
        ),
    ];
    for (name, status, body, expected) in rows {
        fails(name, Answer::of(status, JSON, body.as_bytes()), expected);
    }
}

/// What a detail is, is told by its type and value alone.
#[test]
fn details_of_errors() {
    for (name, more) in [
        ("error/invalid-details-debug", r#","debug":"garbage""#),
        ("error/missing-details-debug", ""),
        (
            "error/allow-unrecognized-fields-in-details",
            r#","frob":"nitz","debug":{"name":"test.proto","foobar":true}"#,
        ),
        ("more/padded-value", r#","value":"Cgp0ZXN0LnByb3RvCg==""#),
    ] {
        let answer = Answer::of(422, JSON, detail(more).as_bytes());
        let error = fails(name, answer, ("out_of_range", 2, "says: oops"));
        assert_eq!(error["details"][0]["type"], "google.protobuf.FileDescriptorProto", "{name}");
    }
    let compressed = Answer::of(
        422,
        &[("content-type", "application/json"), ("content-encoding", "gzip")],
        &gzip(detail("").as_bytes()),
    );
    let error = fails("error/compressed", compressed, ("out_of_range", 2, "says: oops"));
    assert_eq!(error["details"][0]["type"], "google.protobuf.FileDescriptorProto");
    let unknown = r#"{"code":"out_of_range","message":"oops","details":[{"type":"foo.bar.Baz","value":"12345678","debug":{"foo":"bar"}}]}"#;
    let error =
        error_of("error/allow-unrecognized-details", Answer::of(422, JSON, unknown.as_bytes()));
    assert_eq!(error["details"], serde_json::json!([{"type": "foo.bar.Baz"}]));
}

/// Answers of another kind than was asked for. Whatever answers 200 and is not the API is not
/// reached, for the tool; the code is the suite's.
#[test]
fn connect_unexpected_responses() {
    let body = body();
    let rows: [(&str, u16, Headers, &[u8], Expected); 8] = [
        (
            "unexpected-error-body",
            403,
            &[("content-type", "application/proto")],
            b"\x0a\x00",
            ("permission_denied", 5, "not the API: HTTP 403 application/proto"),
        ),
        (
            "unexpected-content-type",
            200,
            &[("content-type", "image/jpeg")],
            b"",
            ("unknown", 11, "not the API: HTTP 200 image/jpeg"),
        ),
        (
            "unexpected-codec",
            200,
            &[("content-type", "application/proto")],
            b"\x0a\x00",
            ("internal", 11, "not the API: HTTP 200 application/proto"),
        ),
        (
            "unexpected-compression",
            200,
            &[("content-type", "application/json"), ("content-encoding", "foo")],
            &body,
            ("internal", 1, "cannot read the answer at .: it is encoded as foo"),
        ),
        ("more/no-content-type", 200, &[], &body, ("unknown", 11, "without a content type")),
        (
            "more/stream-instead-of-a-message",
            200,
            &[("content-type", "application/connect+json")],
            b"\x02\0\0\0\x02{}",
            ("internal", 11, "HTTP 200 application/connect+json"),
        ),
        ("more/no-message", 200, JSON, b"", ("unavailable", 11, "in the middle of the message")),
        (
            "more/message-of-another-kind",
            200,
            JSON,
            b"[]",
            ("internal", 1, "expected an object at line 1 column 0"),
        ),
    ];
    for (name, status, headers, body, expected) in rows {
        fails(name, Answer::of(status, headers, body), expected);
    }
}

#[test]
fn errors_of_every_code() {
    for (code, status, exit) in CODES {
        let name = format!("unary/{}", code.replace('_', "-"));
        let answer = error(status, code, &code.replace('_', " "));
        let found = fails(&name, answer, (code, exit, ""));
        let words = format!("says: {}", code.replace('_', " "));
        assert!(found["message"].as_str().unwrap().contains(&words), "{name}: {found}");
    }
    let message = "\\ntest with whitespace\\r\\nand Unicode BMP ☺ and non-BMP 😈\\n";
    let found = error_of("unary/unicode-error-message", error(500, "internal", message));
    let words = "says: \ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\n";
    assert!(found["message"].as_str().unwrap().ends_with(words), "{found}");
    let metadata: Headers = &[
        ("content-type", "application/json"),
        ("x-custom-header", "foo"),
        ("x-custom-header", "bar"),
        ("trailer-x-custom-trailer", "bing"),
        ("trailer-x-custom-trailer", "quux"),
    ];
    for name in ["unary/error-with-metadata", "Duplicate Metadata/unary/error"] {
        let body = br#"{"code":"unauthenticated","message":"unauthenticated"}"#;
        let expected = ("unauthenticated", 4, "says: unauthenticated; the token is from ONA_TOKEN");
        fails(name, Answer::of(401, metadata, body), expected);
    }
    let unimplemented = error(501, "unimplemented", "not implemented");
    fails("unimplemented", unimplemented, ("unimplemented", 1, "may be older than this tool"));
}

/// A message that is whole is read, however it comes.
#[test]
fn successes() {
    let (body, gzipped) = (body(), gzip(&body()));
    let answer = |headers: Headers, body: &[u8]| Answer::of(200, headers, body);
    let Answer::Bytes(plain) = answer(JSON, &body) else { unreachable!() };
    let bytes = || body.chunks(1);
    let rows: [(&str, Answer); 8] = [
        ("unary/success", answer(JSON, &body)),
        (
            "unary/success, gzip",
            answer(&[("content-type", "application/json"), ("content-encoding", "gzip")], &gzipped),
        ),
        (
            "Duplicate Metadata/unary/success",
            answer(
                &[
                    ("content-type", "application/json"),
                    ("x-custom-header", "foo"),
                    ("x-custom-header", "bar"),
                    ("trailer-x-custom-trailer", "bing"),
                    ("trailer-x-custom-trailer", "quux"),
                ],
                &body,
            ),
        ),
        ("more/charset", answer(&[("content-type", "Application/JSON; charset=utf-8")], &body)),
        (
            "more/identity",
            answer(
                &[("content-type", "application/json"), ("content-encoding", "identity")],
                &body,
            ),
        ),
        ("more/byte-by-byte", Answer::Odd(Way::Drip(Duration::ZERO), plain)),
        (
            "more/chunk-by-chunk",
            Answer::Bytes([pieces(JSON, bytes()), b"0\r\n\r\n".to_vec()].concat()),
        ),
        (
            "more/http-trailers",
            Answer::Bytes(
                [pieces(JSON, bytes()), b"0\r\nx-trailer: bing\r\n\r\n".to_vec()].concat(),
            ),
        ),
    ];
    for (name, answer) in rows {
        let (shown, _) = get(answer, "--jq .id");
        assert_eq!(shown.to_string(), format!("\"{POOL}\"\n[exit 0]\n"), "{name}");
    }
    let world = World::new([answer(JSON, b"{}")]);
    assert_eq!(world.ok("wp list -o json --jq length"), "0\n", "unary/empty-response");
}

/// The service is told how long it has, and is not waited for any longer. Where the suite says
/// deadline exceeded, the tool says that the service was not reached: the deadline is its own.
#[test]
fn timeouts() {
    let (shown, world) = get(one(POOL, 1, 5), "--request-timeout 2s");
    assert_eq!(shown.code, 0, "Deadline Propagation/unary/success: {shown}");
    let calls = world.server.calls();
    let told: u64 = calls[0].header("connect-timeout-ms").unwrap().parse().unwrap();
    assert!((1..=2_000).contains(&told), "{told} ms");
    let (shown, _) = get(Answer::Silence, "--request-timeout 200ms");
    assert_eq!(shown.code, 11, "Timeouts/unary: {shown}");
    assert!(shown.stderr.contains("no answer within 0.2 s"), "{shown}");
}
