//! What the cells of several nouns have in common.

use jiff::Timestamp;

use crate::api::Time;

/// What stands where the service tells nothing.
pub(crate) const NOTHING: &str = "-";

/// The word, if there is one.
pub(crate) fn or_nothing(word: Option<String>) -> String {
    word.unwrap_or_else(|| NOTHING.to_owned())
}

/// A time in whole seconds, as the service tells the time of its answers.
pub(crate) fn at(time: Option<&Time>) -> Option<Timestamp> {
    Timestamp::from_second(time?.at()?.as_second()).ok()
}

/// The word, unless it is empty.
pub(crate) fn filled(word: &str) -> String {
    or_nothing(Some(word.to_owned()).filter(|word| !word.is_empty()))
}

/// A time as the service wrote it.
pub(crate) fn written(time: Option<&Time>) -> String {
    time.map_or(NOTHING, Time::as_str).to_owned()
}
