//! Reads an HTTP response as the Connect protocol defines it: a message, an error, or neither.

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, LOCATION};
use serde_json::Value;

use super::connect_code::Code;
use super::error::{CallError, Lost, NonConnectResponse, StatusError};
use super::error_details::Detail;
use super::gzip;
use super::proto::DecodeError;
use super::retry_after;

/// How many bytes of a page are searched for its title.
const MAX_TITLE_OFFSET: usize = 16 * 1024;
const MAX_TITLE_LENGTH: usize = 200;

/// The error of a response whose status is not 200, or whose 200 is not JSON.
pub(super) fn call_error(status: u16, headers: &HeaderMap, body: &[u8]) -> CallError {
    if (300..400).contains(&status) {
        return CallError::Redirected { status, to: redirect_target(headers) };
    }
    let error = if status != 200 && is_json(headers) { connect_error(body) } else { None };
    match error {
        Some(error) => CallError::Status(status_error(status, headers, &error)),
        None => CallError::NotConnect(NonConnectResponse {
            status,
            content_type: content_type(headers).to_owned(),
            title: title(body),
            retry_after: retry_after::from_headers(headers),
        }),
    }
}

pub(super) fn is_json(headers: &HeaderMap) -> bool {
    has_content_type(headers, "application/json")
}

pub(super) fn is_stream(headers: &HeaderMap) -> bool {
    has_content_type(headers, "application/connect+json")
}

/// Whether the frames of a stream may be compressed.
pub(super) fn is_gzip_stream(headers: &HeaderMap) -> bool {
    headers
        .get("connect-content-encoding")
        .is_some_and(|encoding| encoding.as_bytes().eq_ignore_ascii_case(b"gzip"))
}

/// Decompresses a body of at most `max` bytes. Rejects an encoding that was not requested.
pub(super) fn decompress(
    headers: &HeaderMap,
    body: Vec<u8>,
    max: usize,
) -> Result<Vec<u8>, CallError> {
    let encoding = headers.get(CONTENT_ENCODING).map(|value| value.as_bytes().trim_ascii());
    let encoding = String::from_utf8_lossy(encoding.unwrap_or_default());
    match encoding.to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(body),
        // "x-gzip" is the name of old servers (RFC 9110).
        "gzip" | "x-gzip" => match gzip::decompress(&body, max) {
            Ok(content) => content.ok_or(CallError::TooLarge),
            Err(error) => Err(CallError::ResponseLost(Lost::Truncated(error.to_string()))),
        },
        _ => {
            let reason = format!("unsupported encoding {encoding:?}");
            Err(CallError::Decode(DecodeError { path: ".".to_owned(), reason }))
        }
    }
}

/// Whether the content type is this one, whatever its parameters.
pub(super) fn has_content_type(headers: &HeaderMap, expected: &str) -> bool {
    let content_type = content_type(headers).split(';').next().unwrap_or_default().trim();
    content_type.eq_ignore_ascii_case(expected)
}

fn content_type(headers: &HeaderMap) -> &str {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn connect_error(body: &[u8]) -> Option<Value> {
    let error: Value = serde_json::from_slice(body).ok()?;
    let is_error = error.get("code").is_some() || error.get("message").is_some();
    is_error.then_some(error)
}

/// The error of a body; a missing or unknown code follows from the HTTP status.
pub(super) fn status_error(status: u16, headers: &HeaderMap, error: &Value) -> StatusError {
    let text = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let code = text(error, "code").and_then(|name| Code::parse(&name));
    let details = error.get("details").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let details: Vec<_> = details
        .iter()
        .filter_map(|detail| {
            let value = text(detail, "value").unwrap_or_default();
            Some(Detail::decode(&text(detail, "type")?, &value))
        })
        .collect();
    StatusError {
        http_status: status,
        code: code.unwrap_or_else(|| Code::from_status(status)),
        message: text(error, "message").unwrap_or_default(),
        retry_after: retry_after::from_error(&details, headers),
        details,
    }
}

/// The origin that a redirect leads to, or the text of a location that has none.
fn redirect_target(headers: &HeaderMap) -> String {
    let Some(location) = headers.get(LOCATION) else {
        return "nowhere (no Location header)".to_owned();
    };
    let text = String::from_utf8_lossy(location.as_bytes());
    match url::Url::parse(&text) {
        Ok(url) if url.has_host() => url.origin().ascii_serialization(),
        _ => text.chars().take(MAX_TITLE_LENGTH).collect(),
    }
}

/// The title of an HTML page, on one line.
fn title(body: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&body[..body.len().min(MAX_TITLE_OFFSET)]);
    let lower = start.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let from = open + lower[open..].find('>')? + 1;
    let to = from + lower[from..].find("</title")?;
    let words: Vec<_> = start[from..to].split_whitespace().collect();
    let title: String = words.join(" ").chars().take(MAX_TITLE_LENGTH).collect();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json_headers() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
        headers
    }

    fn status_error(status: u16, body: &str) -> StatusError {
        match call_error(status, &json_headers(), body.as_bytes()) {
            CallError::Status(error) => error,
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn the_code_in_the_body_takes_precedence_over_the_status() {
        let error =
            status_error(400, r#"{"code":"failed_precondition","message":"prebuilds off"}"#);
        assert_eq!(error.code, Code::FailedPrecondition);
        assert_eq!(error.message, "prebuilds off");
    }

    #[test]
    fn a_missing_or_unknown_code_follows_from_the_status_and_keeps_the_message() {
        for body in [
            r#"{"message":"m"}"#,
            r#"{"code":null,"message":"m"}"#,
            r#"{"code":"new_code","message":"m","more":1}"#,
            r#"{"code":5,"message":"m","details":7}"#,
        ] {
            let error = status_error(503, body);
            assert_eq!((error.code, error.message.as_str()), (Code::Unavailable, "m"), "{body}");
        }
    }

    #[test]
    fn a_404_without_a_code_is_not_not_found() {
        assert_eq!(status_error(404, r#"{"message":"no route"}"#).code, Code::Unimplemented);
        let page = call_error(404, &HeaderMap::new(), b"404 page not found\n");
        assert!(
            matches!(page, CallError::NotConnect(response) if response.code() == Code::Unimplemented)
        );
    }

    #[test]
    fn an_error_body_on_200_is_not_an_error_of_the_service() {
        let body = br#"{"code":"not_found"}"#;
        assert!(matches!(call_error(200, &json_headers(), body), CallError::NotConnect(_)));
    }

    #[test]
    fn malformed_details_are_ignored() {
        let error = status_error(400, r#"{"code":"internal","details":[1,{},{"type":"a.B"}]}"#);
        assert_eq!(error.details, [Detail::Other("a.B".to_owned())]);
    }

    #[test]
    fn a_page_gives_its_title_on_one_line() {
        let page = b"<html><head><TITLE lang=en>\n  Sign  in\n to Corp </TITLE>";
        let CallError::NotConnect(response) = call_error(200, &HeaderMap::new(), page) else {
            panic!()
        };
        assert_eq!(response.title.as_deref(), Some("Sign in to Corp"));
    }

    #[test]
    fn a_redirect_reports_its_target_origin() {
        let mut headers = HeaderMap::new();
        let to = "https://app.ona.com@evil.example:8443/login?next=x";
        headers.insert(LOCATION, to.parse().unwrap());
        let CallError::Redirected { to, .. } = call_error(302, &headers, b"") else { panic!() };
        assert_eq!(to, "https://evil.example:8443");
    }

    #[test]
    fn the_json_content_type_ignores_case_and_parameters() {
        for (content_type, expected) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/jsonl", false),
            ("text/plain", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
            assert_eq!(is_json(&headers), expected, "{content_type}");
        }
    }
}
