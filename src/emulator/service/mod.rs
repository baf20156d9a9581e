//! The handlers of all methods. They take and return messages in canonical form.

mod audit;
mod classes;
mod environments;
pub(crate) mod error;
pub(crate) mod events;
mod identity;
mod insights;
mod list;
mod organization;
mod period;
mod pools;
mod prebuilds;
mod project_classes;
mod projects;
mod router;
mod runners;
mod usage;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::codec::time;
use super::rules;
use super::schema::Message;
use super::simulation::{Class, Creator, Millis, State};
use error::{Code, Error};
pub(crate) use router::{Handler, Route, route};

pub(crate) type CallResult = Result<Value, Error>;

/// Rejects a message that violates its field rules.
pub(crate) fn check_rules(request: &Value, message: &Message) -> Result<(), Error> {
    let violations = rules::check(request, message);
    if violations.is_empty() { Ok(()) } else { Err(Error::from_violations(&violations)) }
}

fn parse<T: DeserializeOwned>(request: Value) -> Result<T, Error> {
    serde_json::from_value(request).map_err(|error| Error::new(Code::Internal, error.to_string()))
}

/// Parses one field of a request.
fn parse_field<T: DeserializeOwned>(request: &Value, field: &str) -> Result<T, Error> {
    parse(request[field].clone())
}

fn parse_optional<T: DeserializeOwned + Default>(request: &Value, field: &str) -> Result<T, Error> {
    Ok(parse_field::<Option<T>>(request, field)?.unwrap_or_default())
}

/// Finds an object by id; `kind` is for the error.
fn get<'a, T>(objects: &'a BTreeMap<Uuid, T>, id: Uuid, kind: &str) -> Result<&'a T, Error> {
    let not_found = || Error::new(Code::NotFound, format!("{kind} not found"));
    objects.get(&id).ok_or_else(not_found)
}

fn require_enabled(class: &Class) -> Result<(), Error> {
    require(class.enabled, "environment class is disabled")
}

fn require(is_met: bool, message: &str) -> Result<(), Error> {
    if is_met { Ok(()) } else { Err(Error::precondition(message)) }
}

/// Whether a filter accepts a value; an empty filter accepts every value.
fn accepts<T: PartialEq>(filter: &[T], value: &T) -> bool {
    filter.is_empty() || filter.contains(value)
}

fn timestamp(millis: Millis) -> Value {
    time::from_millis(millis).into()
}

/// The token's user, who created everything that has no other creator.
fn creator(state: &State) -> Value {
    subject(state.singletons.user.as_creator())
}

/// `gitpod.v1.Subject`.
fn subject(creator: Creator) -> Value {
    json!({ "id": creator.id, "principal": principal(creator) })
}

fn principal(creator: Creator) -> &'static str {
    if creator.is_service_account { "PRINCIPAL_SERVICE_ACCOUNT" } else { "PRINCIPAL_USER" }
}
