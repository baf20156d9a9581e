//! Timestamps: RFC 3339 text, kept as the service wrote it wherever it is already in UTC.

use jiff::Timestamp;
use serde::{Deserialize as _, Deserializer, Serializer};

use super::{Field, PathTracker};

/// A point in time, as text that may turn out not to be one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Time(String);

impl Time {
    /// The point in time; `None` for text that is not RFC 3339.
    #[must_use]
    pub(crate) fn at(&self) -> Option<Timestamp> {
        self.0.parse().ok()
    }

    /// The text: in UTC, or whatever the service sent if it cannot be read.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Field for Time {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &PathTracker) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.ends_with('Z') {
            return Ok(Self(text));
        }
        Ok(Self(text.parse::<Timestamp>().map_or(text, |at| at.to_string())))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
