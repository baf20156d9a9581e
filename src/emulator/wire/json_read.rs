//! Reads proto3 JSON, as leniently as the readers of the official libraries.

use serde_json::{Map, Number, Value};

use super::super::schema::{Enum, Field, Kind, Message, Presence};
use super::{is_zero, time};

/// Reads a message.
pub(super) fn read(bytes: &[u8], message: &Message) -> Result<Value, String> {
    if bytes.is_empty() {
        return Err("zero-length payload is not a valid JSON object".to_owned());
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    read_message(value, message)
}

fn read_message(value: Value, message: &Message) -> Result<Value, String> {
    let Value::Object(given) = value else {
        return Err(format!("{}: expected an object", message.name));
    };
    let mut fields = Map::new();
    for (key, value) in given {
        let Some(field) = message.field(&key).filter(|_| !value.is_null()) else {
            continue;
        };
        let value = read_field(value, field)
            .map_err(|why| format!("field {}.{}: {why}", message.name, field.name))?;
        if let Some(value) = value.filter(|value| is_kept(value, field)) {
            fields.insert(field.json_name.to_owned(), value);
        }
    }
    Ok(Value::Object(fields))
}

/// Whether a value differs from a field that is not set.
pub(super) fn is_kept(value: &Value, field: &Field) -> bool {
    field.presence == Presence::Explicit || !is_zero(value, field.kind)
}

fn read_field(value: Value, field: &Field) -> Result<Option<Value>, String> {
    if field.presence != Presence::Repeated || matches!(field.kind, Kind::Map(_)) {
        return read_value(value, field.kind);
    }
    let Value::Array(items) = value else {
        return Err("expected a list".to_owned());
    };
    let items: Result<Vec<_>, _> =
        (items.into_iter()).map(|item| read_value(item, field.kind)).collect();
    Ok(Some(items?.into_iter().flatten().collect()))
}

fn read_map(value: Value, of: &Message) -> Result<Value, String> {
    let Value::Object(entries) = value else {
        return Err("expected an object".to_owned());
    };
    let entries: Result<Map<_, _>, String> =
        (entries.into_iter()).map(|(key, value)| Ok((key, read_message(value, of)?))).collect();
    Ok(Value::Object(entries?))
}

/// Reads one value; nothing for the name of an enum value nobody knows.
fn read_value(value: Value, kind: Kind) -> Result<Option<Value>, String> {
    let expected = |what: &str| Err(format!("expected {what}"));
    Ok(Some(match (kind, value) {
        (Kind::Bool, value @ Value::Bool(_)) | (Kind::String, value @ Value::String(_)) => value,
        (Kind::Bool, _) => return expected("true or false"),
        (Kind::String, _) => return expected("text"),
        (Kind::Int32, value) => match integer(&value).and_then(|wide| i32::try_from(wide).ok()) {
            Some(number) => number.into(),
            None => return expected("a 32-bit integer"),
        },
        (Kind::Int64, value) => match integer(&value).and_then(|wide| i64::try_from(wide).ok()) {
            Some(number) => number.to_string().into(),
            None => return expected("a 64-bit integer"),
        },
        (Kind::Uint64, value) => match integer(&value).and_then(|wide| u64::try_from(wide).ok()) {
            Some(number) => number.to_string().into(),
            None => return expected("an unsigned 64-bit integer"),
        },
        (Kind::Enum(of), value) => return read_enum(&value, of),
        (Kind::Message(of), value) => read_message(value, of)?,
        (Kind::Timestamp, Value::String(text)) => match time::read_timestamp(&text) {
            Some(text) => text.into(),
            None => return expected("a time in RFC 3339"),
        },
        (Kind::Timestamp, _) => return expected("a time in RFC 3339"),
        (Kind::Duration, Value::String(text)) => match time::duration_parts(&text) {
            Some((seconds, nanos)) => time::duration_text(seconds, nanos).into(),
            None => return expected("a duration such as 3600s"),
        },
        (Kind::Duration, _) => return expected("a duration such as 3600s"),
        (Kind::Map(of), value) => read_map(value, of)?,
    }))
}

/// A whole number, given as a number or as text; `3.0` and `3e0` are whole, `"3.0"` is not.
fn integer(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => whole(number),
        Value::String(text) => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_plain.then(|| text.parse().ok()).flatten()
        }
        _ => None,
    }
}

fn whole(number: &Number) -> Option<i128> {
    if let Some(number) = number.as_i64() {
        return Some(number.into());
    }
    if let Some(number) = number.as_u64() {
        return Some(number.into());
    }
    let float = number.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers below 2^64 get here")]
    let is_whole = (float.fract() == 0.0 && float.abs() < 1.9e19).then_some(float as i128);
    is_whole
}

fn read_enum(value: &Value, of: &Enum) -> Result<Option<Value>, String> {
    if let Value::String(name) = value
        && of.number_of(name).is_some()
    {
        return Ok(Some(value.clone()));
    }
    match integer(value).map(i32::try_from) {
        Some(Ok(number)) => Ok(Some(enum_value(number, of))),
        // An official reader told to ignore what it does not know ignores the name as well.
        None if value.is_string() => Ok(None),
        _ => Err(format!("expected a {}", of.name)),
    }
}

/// The canonical form of an enum value: its name, or its number where it has none.
pub(super) fn enum_value(number: i32, of: &Enum) -> Value {
    of.name_of(number).map_or_else(|| number.into(), Value::from)
}
