//! Requests, and what their responses must be about.

use std::marker::PhantomData;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::client::Method;
use super::proto::{DecodeError, Message, message};

/// A request of a method. Its response is checked where it is decoded, so that no caller can take
/// an object that was not requested for a result.
pub(super) trait Request: Serialize {
    type Response: Message;
    /// What the caller wants to know.
    type Answer;

    fn method(&self) -> Method;

    /// # Errors
    /// The response lacks the answer, or is about something else.
    fn answer(&self, response: Self::Response) -> Result<Self::Answer, DecodeError>;
}

/// An object of the service that has an id.
pub(crate) trait Identified {
    /// A UUID, as the service wrote it.
    fn id(&self) -> &str;
}

/// An object that can be requested by its id.
pub(crate) trait Resource: Identified + Sized {
    /// A response with one object.
    type Response: Message;
    /// For messages, such as `warm pool`.
    const NOUN: &'static str;
    /// The field with the object in a response, such as `warmPool`.
    const FIELD: &'static str;
    /// The field with the id in a request, such as `warmPoolId`.
    const ID_FIELD: &'static str;

    fn from_response(response: Self::Response) -> Option<Self>;
}

/// Requests the object with an id, to read or to change it.
pub(super) struct ById<'a, T> {
    method: Method,
    id: &'a str,
    resource: PhantomData<T>,
}

impl<'a, T> ById<'a, T> {
    pub(super) const fn new(method: Method, id: &'a str) -> Self {
        Self { method, id, resource: PhantomData }
    }
}

impl<T: Resource> Serialize for ById<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(T::ID_FIELD, self.id)?;
        map.end()
    }
}

impl<T: Resource> Request for ById<'_, T> {
    type Response = T::Response;
    type Answer = T;

    fn method(&self) -> Method {
        self.method
    }

    fn answer(&self, response: T::Response) -> Result<T, DecodeError> {
        requested(response, |found: &T| is_same_id(found.id(), self.id))
    }
}

message! {
    /// The response to a deletion.
    pub struct EmptyResponse {}
}

/// Requests the deletion of the object with an id.
pub(super) struct DeleteById<'a, T>(ById<'a, T>);

impl<'a, T> DeleteById<'a, T> {
    pub(super) const fn new(method: Method, id: &'a str) -> Self {
        Self(ById::new(method, id))
    }
}

impl<T: Resource> Serialize for DeleteById<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Resource> Request for DeleteById<'_, T> {
    type Response = EmptyResponse;
    type Answer = ();

    fn method(&self) -> Method {
        self.0.method
    }

    fn answer(&self, _: EmptyResponse) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// The object of a response, which must be the requested one.
pub(super) fn requested<T: Resource>(
    response: T::Response,
    is_requested: impl FnOnce(&T) -> bool,
) -> Result<T, DecodeError> {
    let error = |reason: String| DecodeError { path: T::FIELD.to_owned(), reason };
    let found = T::from_response(response).filter(|found| !found.id().is_empty());
    let found = found.ok_or_else(|| error("missing".to_owned()))?;
    if is_requested(&found) {
        Ok(found)
    } else {
        Err(error(format!("it describes another {}", T::NOUN)))
    }
}

/// The service may write an id in another case than it was sent.
pub(super) fn is_same_id(one: &str, other: &str) -> bool {
    one == other || one.eq_ignore_ascii_case(other)
}

/// Whether a filter lets an id through; an empty one lets every id through.
pub(super) fn passes(filter: &[String], id: Option<&str>) -> bool {
    filter.is_empty() || id.is_some_and(|id| filter.iter().any(|wanted| is_same_id(wanted, id)))
}
