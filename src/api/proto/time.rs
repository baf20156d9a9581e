//! Timestamps: RFC 3339 text, kept as the service wrote it if it is in UTC.

use jiff::Timestamp;
use serde::{Deserialize as _, Deserializer, Serializer};

use super::{Field, ReadTracker};
use crate::api::timestamp;

/// A timestamp of the service, which may turn out to be invalid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Time(String);

impl Time {
    /// `None` if the text is not RFC 3339.
    pub(crate) fn at(&self) -> Option<Timestamp> {
        self.0.parse().ok()
    }

    /// In UTC if it is valid, otherwise as the service wrote it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Field for Time {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.ends_with('Z') {
            return Ok(Self(text));
        }
        Ok(Self(text.parse().map_or(text, timestamp::format)))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
