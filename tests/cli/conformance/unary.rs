//! Unary calls.

use std::time::Duration;

use serde_json::Value;

use super::{CODES, chunked, detail, gzip};
use crate::support::wire::WriteMode;
use crate::support::{POOL, Response, Transcript, World, error, one};

type Headers = &'static [(&'static str, &'static str)];

const JSON: Headers = &[("content-type", "application/json")];

/// The code and exit code of the error, and the end of its message.
type Expected = (&'static str, u8, &'static str);

fn get(response: Response, flags: &str) -> (Transcript, World) {
    let world = World::new([response]);
    let shown = world.run(&format!("wp get {POOL} -o json --retries 0 {flags}"));
    (shown, world)
}

fn error_of(name: &str, response: Response) -> Value {
    let (shown, _) = get(response, "");
    assert_eq!(shown.stdout, "", "{name}: {shown}");
    let line: Value = serde_json::from_str(&shown.stderr).unwrap();
    assert_eq!(line["error"]["exitCode"], shown.code, "{name}: {shown}");
    line["error"].clone()
}

fn fails(name: &str, response: Response, (code, exit, end): Expected) -> Value {
    let error = error_of(name, response);
    let found = (error["code"].as_str().unwrap(), error["exitCode"].as_u64().unwrap());
    assert_eq!(found, (code, u64::from(exit)), "{name}: {error}");
    assert!(error["message"].as_str().unwrap().ends_with(end), "{name}: {error}");
    error
}

/// The body of a response with a pool.
fn body() -> Vec<u8> {
    let Response::Bytes(bytes) = one(POOL, 1, 5) else { unreachable!() };
    let head = bytes.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
    bytes[head + 4..].to_vec()
}

/// A status without a body stands for a code. Unlike in the suite, 429 is `resource_exhausted`.
#[test]
fn http_to_rpc_code_mapping() {
    let rows: [(&str, u16, Expected); 17] = [
        (
            "bad-request",
            400,
            ("internal", 1, "unexpected response (HTTP 400 without a content type)"),
        ),
        ("unauthorized", 401, ("unauthenticated", 4, "; using the token from ONA_TOKEN")),
        ("forbidden", 403, ("permission_denied", 5, "(HTTP 403 without a content type)")),
        ("not-found", 404, ("unimplemented", 1, "URL (HTTP 404 without a content type)")),
        ("conflict", 409, ("unknown", 1, "(HTTP 409 without a content type)")),
        ("precondition-failed", 412, ("unknown", 1, "(HTTP 412 without a content type)")),
        ("payload-too-large", 413, ("unknown", 1, "proxy (HTTP 413 without a content type)")),
        ("unsupported-media-type", 415, ("unknown", 1, "(HTTP 415 without a content type)")),
        ("too-many-requests", 429, ("resource_exhausted", 10, "(HTTP 429 without a content type)")),
        (
            "request-header-fields-too-large",
            431,
            ("unknown", 1, "proxy (HTTP 431 without a content type)"),
        ),
        ("bad-gateway", 502, ("unavailable", 11, "(HTTP 502 without a content type)")),
        ("service-unavailable", 503, ("unavailable", 11, "(HTTP 503 without a content type)")),
        ("gateway-timeout", 504, ("unavailable", 11, "(HTTP 504 without a content type)")),
        ("http-version-not-supported", 505, ("unknown", 1, "(HTTP 505 without a content type)")),
        ("unmapped-http-status-code", 418, ("unknown", 1, "(HTTP 418 without a content type)")),
        ("nonexistent-http-status-code", 800, ("unknown", 1, "(HTTP 800 without a content type)")),
        ("more/internal-server-error", 500, ("unknown", 1, "(HTTP 500 without a content type)")),
    ];
    for (name, status, expected) in rows {
        fails(name, Response::new(status, &[], b""), expected);
    }
}

/// Error bodies with missing or unexpected fields.
#[test]
fn connect_error_and_end_stream() {
    const NO_ERROR: &str = "(HTTP 401 application/json); using the token from ONA_TOKEN";
    const OOPS: &str = "says: oops; using the token from ONA_TOKEN";
    let rows: [(&str, u16, &str, Expected); 11] = [
        ("error/null", 401, "null", ("unauthenticated", 4, NO_ERROR)),
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
            ("unauthenticated", 4, "returned unauthenticated; using the token from ONA_TOKEN"),
        ),
        (
            "error/allow-unrecognized-fields",
            422,
            r#"{"code":"out_of_range","message":"oops","foobar":"baz"}"#,
            ("out_of_range", 2, "says: oops"),
        ),
        ("more/no-json", 401, "{", ("unauthenticated", 4, NO_ERROR)),
        ("more/empty", 401, "", ("unauthenticated", 4, NO_ERROR)),
        ("more/list", 401, "[]", ("unauthenticated", 4, NO_ERROR)),
        ("more/number-code", 503, r#"{"code":14,"message":"oops"}"#, ("unavailable", 11, "oops")),
        (
            "more/null-message-and-details",
            422,
            r#"{"code":"out_of_range","message":null,"details":null}"#,
            ("out_of_range", 2, "returned out_of_range"),
        ),
    ];
    for (name, status, body, expected) in rows {
        fails(name, Response::new(status, JSON, body.as_bytes()), expected);
    }
}

/// Only the type and the value of a detail matter.
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
        let response = Response::new(422, JSON, detail(more).as_bytes());
        let error = fails(name, response, ("out_of_range", 2, "says: oops"));
        assert_eq!(error["details"][0]["type"], "google.protobuf.FileDescriptorProto", "{name}");
    }
    let compressed = Response::new(
        422,
        &[("content-type", "application/json"), ("content-encoding", "gzip")],
        &gzip(detail("").as_bytes()),
    );
    let error = fails("error/compressed", compressed, ("out_of_range", 2, "says: oops"));
    assert_eq!(error["details"][0]["type"], "google.protobuf.FileDescriptorProto");
    let unknown = r#"{"code":"out_of_range","message":"oops","details":[{"type":"foo.bar.Baz","value":"12345678","debug":{"foo":"bar"}}]}"#;
    let error =
        error_of("error/allow-unrecognized-details", Response::new(422, JSON, unknown.as_bytes()));
    assert_eq!(error["details"], serde_json::json!([{"type": "foo.bar.Baz"}]));
}

/// Responses that are not what was requested. A 200 that does not come from the API exits with
/// 11, unreachable; the code is the suite's.
#[test]
fn connect_unexpected_responses() {
    let body = body();
    let rows: [(&str, u16, Headers, &[u8], Expected); 8] = [
        (
            "unexpected-error-body",
            403,
            &[("content-type", "application/proto")],
            b"\x0a\x00",
            ("permission_denied", 5, "unexpected response (HTTP 403 application/proto)"),
        ),
        (
            "unexpected-content-type",
            200,
            &[("content-type", "image/jpeg")],
            b"",
            ("unknown", 11, "unexpected response (HTTP 200 image/jpeg)"),
        ),
        (
            "unexpected-codec",
            200,
            &[("content-type", "application/proto")],
            b"\x0a\x00",
            ("internal", 11, "unexpected response (HTTP 200 application/proto)"),
        ),
        (
            "unexpected-compression",
            200,
            &[("content-type", "application/json"), ("content-encoding", "foo")],
            &body,
            ("internal", 1, "cannot decode the response: unsupported encoding \"foo\""),
        ),
        ("more/no-content-type", 200, &[], &body, ("unknown", 11, "without a content type)")),
        (
            "more/stream-instead-of-a-message",
            200,
            &[("content-type", "application/connect+json")],
            b"\x02\0\0\0\x02{}",
            ("internal", 11, "(HTTP 200 application/connect+json)"),
        ),
        ("more/no-message", 200, JSON, b"", ("unavailable", 11, "unexpected end of JSON")),
        (
            "more/message-of-another-kind",
            200,
            JSON,
            b"[]",
            ("internal", 1, "expected an object at line 1 column 0"),
        ),
    ];
    for (name, status, headers, body, expected) in rows {
        fails(name, Response::new(status, headers, body), expected);
    }
}

#[test]
fn errors_of_every_code() {
    for (code, status, exit) in CODES {
        let name = format!("unary/{}", code.replace('_', "-"));
        let response = error(status, code, &code.replace('_', " "));
        let found = fails(&name, response, (code, exit, ""));
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
        let expected =
            ("unauthenticated", 4, "says: unauthenticated; using the token from ONA_TOKEN");
        fails(name, Response::new(401, metadata, body), expected);
    }
    let unimplemented = error(501, "unimplemented", "not implemented");
    fails("unimplemented", unimplemented, ("unimplemented", 1, "it may be outdated"));
}

/// A complete message is decoded, however it is sent.
#[test]
fn successes() {
    let (body, gzipped) = (body(), gzip(&body()));
    let response = |headers: Headers, body: &[u8]| Response::new(200, headers, body);
    let Response::Bytes(plain) = response(JSON, &body) else { unreachable!() };
    let bytes = || body.chunks(1);
    let rows: [(&str, Response); 8] = [
        ("unary/success", response(JSON, &body)),
        (
            "unary/success, gzip",
            response(
                &[("content-type", "application/json"), ("content-encoding", "gzip")],
                &gzipped,
            ),
        ),
        (
            "Duplicate Metadata/unary/success",
            response(
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
        ("more/charset", response(&[("content-type", "Application/JSON; charset=utf-8")], &body)),
        (
            "more/identity",
            response(
                &[("content-type", "application/json"), ("content-encoding", "identity")],
                &body,
            ),
        ),
        ("more/byte-by-byte", Response::Odd(WriteMode::Drip(Duration::ZERO), plain)),
        (
            "more/chunk-by-chunk",
            Response::Bytes([chunked(JSON, bytes()), b"0\r\n\r\n".to_vec()].concat()),
        ),
        (
            "more/http-trailers",
            Response::Bytes(
                [chunked(JSON, bytes()), b"0\r\nx-trailer: bing\r\n\r\n".to_vec()].concat(),
            ),
        ),
    ];
    for (name, response) in rows {
        let (shown, _) = get(response, "--jq .id");
        assert_eq!(shown.to_string(), format!("\"{POOL}\"\n[exit 0]\n"), "{name}");
    }
    let world = World::new([response(JSON, b"{}")]);
    assert_eq!(world.ok("wp list -o json --jq length"), "0\n", "unary/empty-response");
}
