//! What holds of any answer.

use std::fmt::Debug;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use serde_json::{Value, json};

use super::class::{EnvironmentClass, ListEnvironmentClassesResponse};
use super::error::Error;
use super::identity::Identity;
use super::prebuild::{ListPrebuildsResponse, Prebuild};
use super::project::{ListProjectsResponse, Project};
use super::proto::{Message, ProtoJson, read};
use super::response;
use super::runner::ListRunnersResponse;
use super::warm_pool::{ListWarmPoolsResponse, WarmPool};

pub(crate) use super::events::invariants::frames;

/// Reads a message of every kind.
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

/// A message that was read and written reads again to the same, and no field of it is lost.
fn message<T: Message + Debug>(json: &[u8]) {
    let message = match read::<T>(json) {
        Ok(message) => message,
        Err(fault) => {
            assert!(!fault.path.is_empty() && !fault.reason.is_empty(), "{fault:?}");
            return;
        }
    };
    let once = written(&message);
    let again = read::<T>(&once).map(|again| written(&again));
    assert_eq!(again.as_deref(), Ok(&once[..]), "{message:?}");
    // Of numbers that no float can hold serde_json reads no value to compare with.
    if let (Ok(sent), Ok(kept)) = (serde_json::from_slice(json), serde_json::from_slice(&once)) {
        assert_is_kept::<T>(&sent, &kept);
    }
}

fn written<T: Message>(message: &T) -> Vec<u8> {
    serde_json::to_vec(&ProtoJson(message)).unwrap_or_default()
}

/// Every field that came is written, an unknown one as it was. A name with a `_` may be an original
/// name, which is written as the other one.
fn assert_is_kept<T: Message>(sent: &Value, kept: &Value) {
    let (Some(sent), Some(kept)) = (sent.as_object(), kept.as_object()) else { return };
    for (name, value) in sent {
        let is_unknown = read::<T>(json!({name: null}).to_string().as_bytes()).is_err();
        let is_written = kept.contains_key(name) || name.contains('_') || value.is_null();
        assert!(is_written, "{name} is lost: {value}");
        assert!(!is_unknown || kept[name] == *value, "{name}: {value} became {}", kept[name]);
    }
}

/// The error of a call whose answer is this: a line with the status, the content type and the
/// seconds of `Retry-After`, and the body.
pub(crate) fn error(answer: &[u8]) -> Error {
    let (head, body) = split_line(answer);
    let head = String::from_utf8_lossy(head);
    let mut words = head.split(' ');
    let status = words.next().and_then(|word| word.parse::<u16>().ok()).unwrap_or(500);
    let mut headers = HeaderMap::new();
    for (name, word) in [CONTENT_TYPE, RETRY_AFTER].into_iter().zip(words) {
        headers.extend(HeaderValue::from_str(word).ok().map(|value| (name, value)));
    }
    let fault = response::fault(status, &headers, body);
    Error { method: "GetWarmPool", host: "app.gitpod.io".to_owned(), fault, attempts: 1 }
}

/// The first line without its end, and what comes after it.
pub(crate) fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| *byte == b'\n');
    end.map_or((text, &[]), |end| (&text[..end], &text[end + 1..]))
}
