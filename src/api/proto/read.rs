//! Decodes a message, with errors that say where.

use std::fmt;

use super::{Message, ReadTracker};

/// Why a response could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DecodeError {
    /// Such as `warmPools[3].spec.minSize`; `.` for the response itself.
    pub(crate) path: String,
    /// May quote a little of the response: untrusted text.
    pub(crate) reason: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reason } = self;
        match path.as_str() {
            "." => write!(f, "cannot decode the response: {reason}"),
            path => write!(f, "cannot decode the response at {path}: {reason}"),
        }
    }
}

/// In characters; a whole response may be quoted in a reason.
const MAX_REASON_LENGTH: usize = 120;

pub(crate) fn read<T: Message>(json: &[u8]) -> Result<T, DecodeError> {
    let path = ReadTracker::default();
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let decode_error = |reason: String| DecodeError {
        path: path.path(),
        reason: reason.chars().take(MAX_REASON_LENGTH).collect(),
    };
    let message = T::read(&mut deserializer, &path)
        .and_then(|message| deserializer.end().map(|()| message))
        .map_err(|error| decode_error(error.to_string()))?;
    if message.has_no_known_fields() {
        return Err(decode_error("none of the expected fields".to_owned()));
    }
    Ok(message)
}

/// Whether the JSON ends early; an empty response does too.
pub(crate) fn is_cut_short(json: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(json).is_err_and(|error| error.is_eof())
}
