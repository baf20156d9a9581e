//! The parts of the Connect protocol that unary calls and streams share.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

use super::super::codec::{self, Codec};
use super::super::schema::Method;
use super::super::service::error::{Code, Error};
use super::Shared;
use super::body::Body;

pub(super) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The codec of a content type with a prefix, with the parameters that connect-go accepts.
pub(super) fn codec(headers: &HeaderMap, prefix: &str) -> Option<Codec> {
    let content_type = header(headers, CONTENT_TYPE.as_str())?.to_ascii_lowercase();
    let (content_type, parameter) = content_type.split_once(';').unwrap_or((&content_type, ""));
    match (content_type.trim().strip_prefix(prefix)?, parameter.trim()) {
        ("json", "" | "charset=utf-8") => Some(Codec::Json),
        ("proto", "") => Some(Codec::Proto),
        _ => None,
    }
}

/// Rejects other versions of the protocol; the header is optional.
pub(super) fn check_version(headers: &HeaderMap) -> Result<(), Error> {
    match header(headers, "connect-protocol-version") {
        None | Some("1") => Ok(()),
        Some(other) => {
            Err(Error::invalid(format!("Connect-Protocol-Version must be \"1\": got {other:?}")))
        }
    }
}

pub(super) fn check_token(shared: &Shared, headers: &HeaderMap) -> Result<(), Error> {
    (shared.token.check(header(headers, "authorization")))
        .map_err(|message| Error::new(Code::Unauthenticated, message))
}

/// Decodes a request, whose field rules are not checked yet.
pub(super) fn decode(codec: Codec, bytes: &[u8], method: &Method) -> Result<Value, Error> {
    codec::decode(codec, bytes, &method.input)
        .map_err(|reason| Error::invalid(format!("unmarshal message: {reason}")))
}

/// The timeout that the client requests.
pub(super) fn timeout(headers: &HeaderMap) -> Result<Option<Duration>, Error> {
    let Some(value) = header(headers, "connect-timeout-ms").filter(|value| !value.is_empty())
    else {
        return Ok(None);
    };
    if value.len() > 10 {
        return Err(Error::invalid(format!("parse timeout: {value:?} has >10 digits")));
    }
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::invalid(format!("parse timeout: {value:?} is not a number")));
    }
    Ok(value.parse().ok().map(Duration::from_millis))
}

pub(super) fn deadline_exceeded() -> Error {
    Error::new(Code::DeadlineExceeded, "the timeout of the call has passed")
}

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

/// A response with a status and one header.
pub(super) fn response(
    status: u16,
    header: (HeaderName, &'static str),
    body: impl Into<Body>,
) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    let (name, value) = header;
    response.headers_mut().insert(name, HeaderValue::from_static(value));
    response
}

/// The response to a unary call that failed.
pub(super) fn error_response(error: &Error) -> Response<Body> {
    let body = error_json(error).to_string().into_bytes();
    let mut response = response(error.code.status(), (CONTENT_TYPE, "application/json"), body);
    add_retry_after(&mut response, error);
    response
}

/// Adds the header of the service that says when the client may try again.
pub(super) fn add_retry_after(response: &mut Response<Body>, error: &Error) {
    if let Some(seconds) = error.retry_after {
        response.headers_mut().insert("ratelimit-retryafter", seconds.into());
    }
}
