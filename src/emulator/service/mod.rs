//! The services: what each method does with the state, between two canonical messages.

mod classes;
mod environments;
pub(crate) mod error;
pub(crate) mod events;
mod identity;
mod paging;
mod pools;
mod prebuilds;
mod projects;
mod router;
mod runners;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::machine::{Millis, World};
use super::rules;
use super::schema::Message;
use super::wire::time;
use error::{Code, Error};
pub(crate) use router::{Handler, Route, find};

/// What a call is answered with.
pub(crate) type Answer = Result<Value, Error>;

/// Refuses a message that breaks the rules of its fields.
pub(crate) fn check(request: &Value, message: &Message) -> Result<(), Error> {
    let violations = rules::check(request, message);
    if violations.is_empty() { Ok(()) } else { Err(Error::violations(&violations)) }
}

/// A canonical message as a struct of ours.
pub(crate) fn parse<T: DeserializeOwned>(request: Value) -> Result<T, Error> {
    serde_json::from_value(request).map_err(|error| Error::new(Code::Internal, error.to_string()))
}

/// The object of an id.
fn get<'a, T>(objects: &'a BTreeMap<Uuid, T>, id: Uuid, what: &str) -> Result<&'a T, Error> {
    let missing = || Error::new(Code::NotFound, format!("{what} not found"));
    objects.get(&id).ok_or_else(missing)
}

/// Whether a filter lets a value pass: an empty one lets every value pass.
fn passes<T: PartialEq>(filter: &[T], value: &T) -> bool {
    filter.is_empty() || filter.contains(value)
}

fn timestamp(millis: Millis) -> Value {
    time::from_millis(millis).into()
}

/// The user, as the one who made everything.
fn creator(world: &World) -> Value {
    json!({ "id": world.globals.user.id, "principal": "PRINCIPAL_USER" })
}
