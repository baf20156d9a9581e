//! Any unary method, with messages passed through unchanged.

use serde::{Deserialize as _, Deserializer, Serializer};
use serde_json::value::RawValue;

use super::client::Method;
use super::proto::{Field, Message, PathTracker};

/// A response as the service wrote it.
#[derive(Debug)]
pub(crate) struct RawResponse(Box<RawValue>);

impl Default for RawResponse {
    fn default() -> Self {
        Self(RawValue::NULL.to_owned())
    }
}

impl RawResponse {
    pub(crate) fn json(&self) -> &str {
        self.0.get()
    }
}

impl Field for RawResponse {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &PathTracker) -> Result<Self, D::Error> {
        let value = Box::<RawValue>::deserialize(deserializer)?;
        if value.get().starts_with('{') {
            Ok(Self(value))
        } else {
            Err(serde::de::Error::custom("expected an object"))
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&self.0, serializer)
    }
}

impl Message for RawResponse {
    /// None of the fields is known to this type.
    fn has_no_known_fields(&self) -> bool {
        false
    }
}

/// The service's descriptors mark `Get…` and `List…` as free of side effects; any other method is
/// taken for a mutation.
pub(crate) fn method(service: &str, name: &str) -> Method {
    // Like the constants of the other methods these live as long as the process.
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let is_read = ["Get", "List"].iter().any(|verb| name.starts_with(verb));
    let new = if is_read { Method::read } else { Method::mutation };
    new(leak(service), leak(name))
}
