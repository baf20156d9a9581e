//! Any unary method, with messages that are passed through as they are.

use serde::{Deserialize as _, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::client::{Client, Method};
use super::error::Error;
use super::proto::{Field, Message, PathTracker};
use super::retry::Effect;

/// An answer as the service wrote it.
#[derive(Debug)]
pub(crate) struct Whole(Box<RawValue>);

impl Default for Whole {
    fn default() -> Self {
        Self(RawValue::NULL.to_owned())
    }
}

impl Whole {
    /// Its JSON.
    pub(crate) fn json(&self) -> &str {
        self.0.get()
    }
}

impl Field for Whole {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &PathTracker) -> Result<Self, D::Error> {
        let value = Box::<RawValue>::deserialize(deserializer)?;
        if value.get().starts_with('{') {
            Ok(Self(value))
        } else {
            Err(serde::de::Error::custom("expected an object"))
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Message for Whole {
    /// Nothing is known of any of its fields, so none can be missed.
    fn is_foreign(&self) -> bool {
        false
    }
}

/// The method of a service, both by name. What is called `Get…` or `List…` changes nothing (so it
/// is throughout the service's descriptors); anything else is taken to change something.
pub(crate) fn method(service: &str, name: &str) -> Method {
    let is_read = ["Get", "List"].iter().any(|verb| name.starts_with(verb));
    // The names of all other methods are constants; these live as long as the process as well.
    let keep = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let effect = if is_read { Effect::Read } else { Effect::Mutation };
    Method { service: keep(service), name: keep(name), effect }
}

impl Client {
    /// Calls a method with a message and gives the answer, neither of them looked into.
    ///
    /// # Errors
    /// As every call; after a lost answer to a change it is not known whether it was made.
    pub(crate) async fn call_raw(
        &self,
        method: Method,
        request: &impl Serialize,
    ) -> Result<Whole, Error> {
        self.call(method, request).await
    }
}
