//! Invariants of responses.

use std::fmt::Debug;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use serde_json::{Value, json};

use super::class::{EnvironmentClass, ListEnvironmentClassesResponse};
use super::error::Error;
use super::identity::Identity;
use super::prebuild::{ListPrebuildsResponse, Prebuild};
use super::project::{ListProjectsResponse, Project};
use super::proto::{Message, ProtoJson, read};
use super::runner::ListRunnersResponse;
use super::warm_pool::{ListWarmPoolsResponse, WarmPool};

pub(crate) use super::events::invariants::frames;

pub(crate) fn messages(json: &[u8]) {
    message::<WarmPool>(json);
    message::<ListWarmPoolsResponse>(json);
    message::<Prebuild>(json);
    message::<ListPrebuildsResponse>(json);
    message::<Project>(json);
    message::<ListProjectsResponse>(json);
    message::<EnvironmentClass>(json);
    message::<ListEnvironmentClassesResponse>(json);
    message::<ListRunnersResponse>(json);
    message::<Identity>(json);
}

/// Writing and reading again changes nothing and loses no field.
fn message<T: Message + Debug>(json: &[u8]) {
    let message = match read::<T>(json) {
        Ok(message) => message,
        Err(error) => {
            assert!(!error.path.is_empty() && !error.reason.is_empty(), "{error:?}");
            return;
        }
    };
    let once = to_json(&message);
    let again = read::<T>(&once).map(|again| to_json(&again));
    assert_eq!(again.as_deref(), Ok(&once[..]), "{message:?}");
    // serde_json cannot read every number as a value.
    if let (Ok(sent), Ok(kept)) = (serde_json::from_slice(json), serde_json::from_slice(&once)) {
        assert_fields_kept::<T>(&sent, &kept);
    }
}

fn to_json<T: Message>(message: &T) -> Vec<u8> {
    serde_json::to_vec(&ProtoJson(message)).unwrap_or_default()
}

/// Every field is written, an unknown one unchanged. A name with a `_` may be an original name,
/// which is written as the JSON name.
fn assert_fields_kept<T: Message>(sent: &Value, kept: &Value) {
    let (Some(sent), Some(kept)) = (sent.as_object(), kept.as_object()) else { return };
    for (name, value) in sent {
        let is_unknown = read::<T>(json!({name: null}).to_string().as_bytes()).is_err();
        let is_written = kept.contains_key(name) || name.contains('_') || value.is_null();
        assert!(is_written, "{name} is lost: {value}");
        assert!(!is_unknown || kept[name] == *value, "{name}: {value} became {}", kept[name]);
    }
}

/// The error of a call with this response: a line with status, content type and `Retry-After`, then
/// the body.
pub(crate) fn error(response: &[u8]) -> Error {
    let (head, body) = split_line(response);
    let head = String::from_utf8_lossy(head);
    let mut words = head.split(' ');
    let status = words.next().and_then(|word| word.parse::<u16>().ok()).unwrap_or(500);
    let mut headers = HeaderMap::new();
    for (name, word) in [CONTENT_TYPE, RETRY_AFTER].into_iter().zip(words) {
        headers.extend(HeaderValue::from_str(word).ok().map(|value| (name, value)));
    }
    let cause = super::response::call_error(status, &headers, body);
    Error { method: "GetWarmPool", host: "app.gitpod.io".to_owned(), cause, attempts: 1 }
}

/// The first line, and the rest.
pub(crate) fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| *byte == b'\n');
    end.map_or((text, &[]), |end| (&text[..end], &text[end + 1..]))
}
