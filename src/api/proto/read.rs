//! From the bytes of an answer to a message, with errors that say where.

use super::{Field, Message, NotNull};

/// Why an answer could not be read: the path of the field and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
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
pub(crate) fn read<T: Message>(json: &[u8]) -> Result<T, Unreadable> {
    let message = match serde_json::from_slice::<NotNull<T>>(json) {
        Ok(message) => message.0,
        Err(error) => return Err(locate::<T>(json, &error)),
    };
    if message.is_foreign() {
        let reason = "none of the expected fields".to_owned();
        return Err(Unreadable { path: ".".to_owned(), reason });
    }
    Ok(message)
}

/// Reads again, slowly, to learn the path of the fault.
fn locate<T: Field>(json: &[u8], error: &serde_json::Error) -> Unreadable {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let (path, reason) = match serde_path_to_error::deserialize::<_, NotNull<T>>(&mut deserializer)
    {
        Err(fault) => (fault.path().to_string(), fault.inner().to_string()),
        Ok(_) => (".".to_owned(), error.to_string()),
    };
    // A field may have no name.
    let path = if path.is_empty() { ".".to_owned() } else { path };
    Unreadable { path, reason: reason.chars().take(REASON_LENGTH).collect() }
}

/// Whether an answer stops in the middle of a JSON value: an empty one does too.
pub(crate) fn is_cut_short(json: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(json).is_err_and(|error| error.is_eof())
}
