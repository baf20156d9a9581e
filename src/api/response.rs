//! An HTTP answer, read as the Connect protocol says: a message, an error, or somebody else's page.

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, LOCATION};
use serde_json::Value;

use super::connect_code::Code;
use super::error::{CallError, NonConnectResponse, StatusError};
use super::error_details::Detail;
use super::proto::DecodeError;
use super::retry_after;

/// The most of a page that is searched for its title, in bytes.
const PAGE_START: usize = 16 * 1024;
/// The longest title worth showing, in letters.
const TITLE_LENGTH: usize = 200;

/// The fault of an answer whose status is not 200, or whose 200 is not JSON.
pub(super) fn fault(status: u16, headers: &HeaderMap, body: &[u8]) -> CallError {
    if (300..400).contains(&status) {
        return CallError::Redirected { status, to: destination(headers) };
    }
    let error = if status != 200 && is_json(headers) { connect_error(body) } else { None };
    match error {
        Some(error) => CallError::Status(refusal(status, headers, &error)),
        None => CallError::NotConnect(NonConnectResponse {
            status,
            content_type: content_type(headers).to_owned(),
            title: title(body),
            wait: retry_after::of_headers(headers),
        }),
    }
}

/// Whether the answer calls itself JSON; parameters and case do not matter.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    is_of_kind(headers, "application/json")
}

/// Whether the answer is a stream of the Connect protocol.
pub(super) fn is_stream(headers: &HeaderMap) -> bool {
    is_of_kind(headers, "application/connect+json")
}

/// Whether the frames of a stream may be compressed.
pub(super) fn is_gzip_stream(headers: &HeaderMap) -> bool {
    headers
        .get("connect-content-encoding")
        .is_some_and(|encoding| encoding.as_bytes().eq_ignore_ascii_case(b"gzip"))
}

/// The body, unless it is in an encoding that nobody asked for; the one that was asked for is
/// taken off before, and its header with it.
pub(super) fn decoded(headers: &HeaderMap, body: Vec<u8>) -> Result<Vec<u8>, CallError> {
    let encoding =
        headers.get(CONTENT_ENCODING).map(|value| String::from_utf8_lossy(value.as_bytes()));
    match encoding {
        Some(encoding) if !encoding.eq_ignore_ascii_case("identity") => {
            let reason = format!("it is encoded as {encoding}");
            Err(CallError::Decode(DecodeError { path: ".".to_owned(), reason }))
        }
        _ => Ok(body),
    }
}

fn is_of_kind(headers: &HeaderMap, kind: &str) -> bool {
    let told = content_type(headers).split(';').next().unwrap_or_default().trim();
    told.eq_ignore_ascii_case(kind)
}

fn content_type(headers: &HeaderMap) -> &str {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The body of an error: an object that has a code or a message.
fn connect_error(body: &[u8]) -> Option<Value> {
    let error: Value = serde_json::from_slice(body).ok()?;
    let is_error = error.get("code").is_some() || error.get("message").is_some();
    is_error.then_some(error)
}

/// An error in the body's own words; a missing or unknown code follows from the status.
pub(super) fn refusal(status: u16, headers: &HeaderMap, error: &Value) -> StatusError {
    let text = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let code = text(error, "code").and_then(|word| Code::from_word(&word));
    let details = error.get("details").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let details: Vec<_> = details
        .iter()
        .filter_map(|detail| {
            let value = text(detail, "value").unwrap_or_default();
            Some(Detail::decode(&text(detail, "type")?, &value))
        })
        .collect();
    StatusError {
        code: code.unwrap_or_else(|| Code::from_status(status)),
        message: text(error, "message").unwrap_or_default(),
        wait: retry_after::of_refusal(&details, headers),
        details,
    }
}

/// Where a redirect leads: the host, or what stands in its place.
fn destination(headers: &HeaderMap) -> String {
    let Some(location) = headers.get(LOCATION) else {
        return "nowhere (it has no Location header)".to_owned();
    };
    let text = String::from_utf8_lossy(location.as_bytes());
    match url::Url::parse(&text) {
        Ok(url) if url.has_host() => url.origin().ascii_serialization(),
        _ => text.chars().take(TITLE_LENGTH).collect(),
    }
}

/// The title of a web page, on one line.
fn title(body: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&body[..body.len().min(PAGE_START)]);
    let lower = start.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let from = open + lower[open..].find('>')? + 1;
    let to = from + lower[from..].find("</title")?;
    let words: Vec<_> = start[from..to].split_whitespace().collect();
    let title: String = words.join(" ").chars().take(TITLE_LENGTH).collect();
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

    fn refused(status: u16, body: &str) -> StatusError {
        match fault(status, &json_headers(), body.as_bytes()) {
            CallError::Status(refusal) => refusal,
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn the_code_in_the_body_outranks_the_status() {
        let refusal = refused(400, r#"{"code":"failed_precondition","message":"prebuilds off"}"#);
        assert_eq!(refusal.code, Code::FailedPrecondition);
        assert_eq!(refusal.message, "prebuilds off");
    }

    #[test]
    fn a_missing_or_unknown_code_follows_from_the_status_and_keeps_the_message() {
        for body in [
            r#"{"message":"m"}"#,
            r#"{"code":null,"message":"m"}"#,
            r#"{"code":"new_code","message":"m","more":1}"#,
            r#"{"code":5,"message":"m","details":7}"#,
        ] {
            let refusal = refused(503, body);
            assert_eq!(
                (refusal.code, refusal.message.as_str()),
                (Code::Unavailable, "m"),
                "{body}"
            );
        }
    }

    #[test]
    fn a_404_that_the_service_did_not_word_is_not_not_found() {
        assert_eq!(refused(404, r#"{"message":"no route"}"#).code, Code::Unimplemented);
        let page = fault(404, &HeaderMap::new(), b"404 page not found\n");
        assert!(
            matches!(page, CallError::NotConnect(foreign) if foreign.code() == Code::Unimplemented)
        );
    }

    #[test]
    fn an_error_body_on_200_is_not_an_error_of_the_service() {
        let body = br#"{"code":"not_found"}"#;
        assert!(matches!(fault(200, &json_headers(), body), CallError::NotConnect(_)));
    }

    #[test]
    fn details_that_are_no_details_are_passed_over() {
        let refusal = refused(400, r#"{"code":"internal","details":[1,{},{"type":"a.B"}]}"#);
        assert_eq!(refusal.details, [Detail::Other("a.B".to_owned())]);
    }

    #[test]
    fn a_page_gives_its_title_on_one_line() {
        let page = b"<html><head><TITLE lang=en>\n  Sign  in\n to Corp </TITLE>";
        let CallError::NotConnect(foreign) = fault(200, &HeaderMap::new(), page) else { panic!() };
        assert_eq!(foreign.title.as_deref(), Some("Sign in to Corp"));
    }

    #[test]
    fn a_redirect_names_the_host_it_leads_to() {
        let mut headers = HeaderMap::new();
        let to = "https://app.ona.com@evil.example:8443/login?next=x";
        headers.insert(LOCATION, to.parse().unwrap());
        let CallError::Redirected { to, .. } = fault(302, &headers, b"") else { panic!() };
        assert_eq!(to, "https://evil.example:8443");
    }

    #[test]
    fn json_is_known_by_its_type_in_any_case_and_with_parameters() {
        for (kind, expected) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/jsonl", false),
            ("text/plain", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
            assert_eq!(is_json(&headers), expected, "{kind}");
        }
    }
}
