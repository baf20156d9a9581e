//! What unary and streaming calls of the Connect protocol have in common.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

use super::super::service::error::{Code, Error};
use super::super::wire::Codec;
use super::body::Body;

/// A header's value, if it is text.
pub(super) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The codec of a content type that begins with `prefix`; parameters as connect-go takes them.
pub(super) fn codec(headers: &HeaderMap, prefix: &str) -> Option<Codec> {
    let given = header(headers, CONTENT_TYPE.as_str())?.to_ascii_lowercase();
    let (kind, parameter) = given.split_once(';').unwrap_or((&given, ""));
    match (kind.trim().strip_prefix(prefix)?, parameter.trim()) {
        ("json", "" | "charset=utf-8") => Some(Codec::Json),
        ("proto", "") => Some(Codec::Proto),
        _ => None,
    }
}

/// Refuses another version of the protocol; that it is not told is fine.
pub(super) fn check_version(headers: &HeaderMap) -> Result<(), Error> {
    match header(headers, "connect-protocol-version") {
        None | Some("1") => Ok(()),
        Some(other) => {
            Err(Error::invalid(format!("Connect-Protocol-Version must be \"1\": got {other:?}")))
        }
    }
}

/// How long the client waits; no limit when absent.
pub(super) fn timeout(headers: &HeaderMap) -> Result<Option<Duration>, Error> {
    let Some(given) = header(headers, "connect-timeout-ms").filter(|given| !given.is_empty())
    else {
        return Ok(None);
    };
    if given.len() > 10 {
        return Err(Error::invalid(format!("parse timeout: {given:?} has >10 digits")));
    }
    if !given.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::invalid(format!("parse timeout: {given:?} is not a number")));
    }
    Ok(given.parse().ok().map(Duration::from_millis))
}

/// The error of a call that took longer than its client waits.
pub(super) fn too_late() -> Error {
    Error::new(Code::DeadlineExceeded, "the time the client gave the call has passed")
}

/// An error as JSON.
pub(super) fn error_json(error: &Error) -> Value {
    let mut body = json!({ "code": error.code.name() });
    if !error.message.is_empty() {
        body["message"] = error.message.as_str().into();
    }
    if let Some((name, bytes)) = &error.detail {
        let value = STANDARD_NO_PAD.encode(bytes);
        body["details"] = json!([{ "type": name, "value": value }]);
    }
    body
}

/// An answer with a status and one header.
pub(super) fn answer(
    status: u16,
    header: (HeaderName, &'static str),
    body: impl Into<Body>,
) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    let (name, value) = header;
    response.headers_mut().insert(name, hyper::header::HeaderValue::from_static(value));
    response
}

/// The answer to a unary call that is refused.
pub(super) fn error_answer(error: &Error) -> Response<Body> {
    let body = error_json(error).to_string().into_bytes();
    answer(error.code.status(), (CONTENT_TYPE, "application/json"), body)
}
