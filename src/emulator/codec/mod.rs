//! The JSON and the binary codec, both driven by the tables of `schema`.
//!
//! Handlers see messages in *canonical form*: a JSON object as proto3 JSON writers emit it, with
//! `lowerCamelCase` keys, enums by name, 64-bit integers as strings, times in RFC 3339 and no
//! unknown fields. It may contain zero values; the encoders omit those without presence.

mod json;
mod proto;
pub(crate) mod time;

use serde_json::Value;

use super::schema::{Enum, Field, Kind, Message, Presence};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    Json,
    Proto,
}

/// Decodes a message into canonical form.
///
/// # Errors
/// If it is not a valid message, with the reason.
pub(crate) fn decode(codec: Codec, bytes: &[u8], message: &Message) -> Result<Value, String> {
    match codec {
        Codec::Json => json::decode(bytes, message),
        Codec::Proto => proto::decode(bytes, message),
    }
}

/// Encodes a message in canonical form.
pub(crate) fn encode(codec: Codec, value: &Value, message: &Message) -> Vec<u8> {
    let mut out = Vec::with_capacity(512);
    match codec {
        Codec::Json => json::encode_message(value, message, &mut out),
        Codec::Proto => proto::encode_message(value, message, &mut out),
    }
    out
}

/// Whether a canonical value is the zero value of its type.
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

/// Whether a value differs from a field that is not set.
fn is_set(value: &Value, field: &Field) -> bool {
    !value.is_null() && (field.presence == Presence::Explicit || !is_zero(value, field.kind))
}

/// The fields of a canonical message that are set, with their values.
fn set_fields<'a>(
    value: &'a Value,
    message: &Message,
) -> impl Iterator<Item = (&'static Field, &'a Value)> {
    message.fields().iter().filter_map(|field| {
        let value = value.get(field.json_name()).filter(|value| is_set(value, field))?;
        Some((field, value))
    })
}

/// An enum value in canonical form: its name, or its number if it has none.
fn enum_value(number: i32, of: &Enum) -> Value {
    of.name_of(number).map_or_else(|| number.into(), Value::from)
}

#[cfg(test)]
mod tests;
