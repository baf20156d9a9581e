//! From the bytes of an answer to a message, with errors that say where.

use super::{Message, PathTracker};

/// Why an answer could not be read: the path of the field and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DecodeError {
    /// The field, such as `warmPools[3].spec.minSize`; `.` for the answer itself.
    pub(crate) path: String,
    /// What is wrong with it. May quote a little of the answer: foreign text.
    pub(crate) reason: String,
}

/// Letters of a reason that are worth showing; a whole answer may be quoted in it.
const REASON_LENGTH: usize = 120;

/// Reads one message.
///
/// # Errors
/// Where and why the answer is not that message.
pub(crate) fn read<T: Message>(json: &[u8]) -> Result<T, DecodeError> {
    let trail = PathTracker::default();
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let unreadable = |reason: String| DecodeError {
        path: trail.path(),
        reason: reason.chars().take(REASON_LENGTH).collect(),
    };
    let message = T::read(&mut deserializer, &trail)
        .and_then(|message| deserializer.end().map(|()| message))
        .map_err(|fault| unreadable(fault.to_string()))?;
    if message.is_foreign() {
        return Err(unreadable("none of the expected fields".to_owned()));
    }
    Ok(message)
}

/// Whether an answer stops in the middle of a JSON value: an empty one does too.
pub(crate) fn is_cut_short(json: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(json).is_err_and(|error| error.is_eof())
}
