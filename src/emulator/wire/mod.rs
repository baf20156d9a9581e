//! Both codecs of the protocol, over the tables of `schema`.
//!
//! Between the wire and the services a message is *canonical*: a JSON object as a proto3 JSON
//! writer makes it, with `lowerCamelCase` keys, enums by name, 64-bit numbers as text, times in
//! RFC 3339 and no unknown field. Zero values may be there or not; the writers leave out those
//! that are the same as not set.

mod json_read;
mod json_write;
mod proto_read;
mod proto_write;
pub(crate) mod time;

use serde_json::Value;

use super::schema::{Kind, Message};

/// How a message is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    Json,
    Proto,
}

/// Reads a message into its canonical form.
///
/// # Errors
/// What is wrong with it, for the caller to see.
pub(crate) fn read(codec: Codec, bytes: &[u8], message: &Message) -> Result<Value, String> {
    match codec {
        Codec::Json => json_read::read(bytes, message),
        Codec::Proto => proto_read::read(bytes, message),
    }
}

/// Writes a message from its canonical form.
pub(crate) fn write(codec: Codec, value: &Value, message: &Message) -> Vec<u8> {
    match codec {
        Codec::Json => json_write::write(value, message),
        Codec::Proto => proto_write::write(value, message),
    }
}

/// Whether a canonical value is the zero of its kind.
pub(crate) fn is_zero(value: &Value, kind: Kind) -> bool {
    match (kind, value) {
        (_, Value::Null | Value::Bool(false)) => true,
        (_, Value::Number(number)) => number.as_i64() == Some(0),
        (Kind::Int64 | Kind::Uint64, Value::String(digits)) => digits == "0",
        (Kind::Enum(of), Value::String(name)) => of.number_of(name) == Some(0),
        (_, Value::String(text)) => text.is_empty(),
        (_, Value::Array(items)) => items.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
