//! proto3 JSON: decodes everything that the official libraries accept, and encodes compactly.

use serde_json::{Map, Number, Value};

use super::super::schema::{Enum, Field, Kind, Message, Presence};
use super::{enum_value, is_set, set_fields, time};

pub(super) fn decode(bytes: &[u8], message: &Message) -> Result<Value, String> {
    if bytes.is_empty() {
        return Err("zero-length payload is not a valid JSON object".to_owned());
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    decode_message(value, message)
}

fn decode_message(value: Value, message: &Message) -> Result<Value, String> {
    let Value::Object(given) = value else {
        return Err(format!("{}: expected an object", message.name()));
    };
    let mut fields = Map::new();
    for (key, value) in given {
        let Some(field) = message.field(&key).filter(|_| !value.is_null()) else {
            continue;
        };
        let value = decode_field(value, field)
            .map_err(|reason| format!("field {}.{}: {reason}", message.name(), field.name()))?;
        if let Some(value) = value.filter(|value| is_set(value, field)) {
            fields.insert(field.json_name().to_owned(), value);
        }
    }
    Ok(Value::Object(fields))
}

fn decode_field(value: Value, field: &Field) -> Result<Option<Value>, String> {
    if field.presence != Presence::Repeated || matches!(field.kind, Kind::Map(_)) {
        return decode_value(value, field.kind);
    }
    let Value::Array(items) = value else {
        return Err("expected a list".to_owned());
    };
    let items: Result<Vec<_>, _> =
        items.into_iter().map(|item| decode_value(item, field.kind)).collect();
    Ok(Some(items?.into_iter().flatten().collect()))
}

/// Decodes one value; `None` for an unknown name of an enum value.
fn decode_value(value: Value, kind: Kind) -> Result<Option<Value>, String> {
    let (decoded, expected) = match kind {
        Kind::Bool => (value.is_boolean().then_some(value), "true or false"),
        Kind::String => (value.is_string().then_some(value), "a string"),
        Kind::Int32 => (integer::<i32>(&value).map(Value::from), "a 32-bit integer"),
        Kind::Int64 => {
            let digits = integer::<i64>(&value).map(|number| number.to_string().into());
            (digits, "a 64-bit integer")
        }
        Kind::Uint64 => {
            let digits = integer::<u64>(&value).map(|number| number.to_string().into());
            (digits, "an unsigned 64-bit integer")
        }
        Kind::Timestamp => {
            let time = value.as_str().and_then(time::normalize_timestamp);
            (time.map(Value::from), "a time in RFC 3339")
        }
        Kind::Duration => {
            let parts = value.as_str().and_then(time::duration_parts);
            let duration = parts.map(|(seconds, nanos)| time::duration_text(seconds, nanos));
            (duration.map(Value::from), "a duration such as 3600s")
        }
        Kind::Enum(of) => return decode_enum(&value, &of),
        Kind::Message(of) => return decode_message(value, &of).map(Some),
        Kind::Map(of) => return decode_map(value, &of).map(Some),
    };
    decoded.map(Some).ok_or_else(|| format!("expected {expected}"))
}

fn decode_map(value: Value, of: &Message) -> Result<Value, String> {
    let Value::Object(entries) = value else {
        return Err("expected an object".to_owned());
    };
    let entries: Result<Map<_, _>, String> =
        (entries.into_iter()).map(|(key, value)| Ok((key, decode_message(value, of)?))).collect();
    Ok(Value::Object(entries?))
}

/// An integer, as a number or a string; `3.0` and `3e0` are integers, `"3.0"` is not.
fn integer<T: TryFrom<i128>>(value: &Value) -> Option<T> {
    let wide: i128 = match value {
        Value::Number(number) => whole(number)?,
        Value::String(text) => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_decimal = digits.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|_| is_decimal)?
        }
        _ => return None,
    };
    wide.try_into().ok()
}

fn whole(number: &Number) -> Option<i128> {
    if let Some(number) = number.as_i64() {
        return Some(number.into());
    }
    if let Some(number) = number.as_u64() {
        return Some(number.into());
    }
    let float = number.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers below 2^64 are cast")]
    let whole = (float.fract() == 0.0 && float.abs() < 1.9e19).then_some(float as i128);
    whole
}

fn decode_enum(value: &Value, of: &Enum) -> Result<Option<Value>, String> {
    if value.as_str().is_some_and(|name| of.number_of(name).is_some()) {
        return Ok(Some(value.clone()));
    }
    match integer(value) {
        Some(number) => Ok(Some(enum_value(number, of))),
        // As the official libraries do when they ignore unknown fields.
        None if value.is_string() && integer::<i128>(value).is_none() => Ok(None),
        None => Err(format!("expected a {}", of.name())),
    }
}

pub(super) fn encode_message(value: &Value, message: &Message, out: &mut Vec<u8>) {
    encode_all(set_fields(value, message), b"{}", out, |(field, value), out| {
        encode_key(field.json_name(), out);
        encode_value(value, field.kind, out);
    });
}

fn encode_value(value: &Value, kind: Kind, out: &mut Vec<u8>) {
    match (kind, value) {
        (_, Value::Array(items)) => {
            encode_all(items.iter(), b"[]", out, |item, out| encode_value(item, kind, out));
        }
        (Kind::Map(of), Value::Object(entries)) => {
            encode_all(entries.iter(), b"{}", out, |(key, value), out| {
                encode_key(key, out);
                encode_message(value, &of, out);
            });
        }
        (Kind::Message(of), value) => encode_message(value, &of, out),
        (_, value) => encode_scalar(value, out),
    }
}

/// Encodes items between two brackets, separated by commas.
fn encode_all<T>(
    items: impl Iterator<Item = T>,
    [open, close]: &[u8; 2],
    out: &mut Vec<u8>,
    encode: impl Fn(T, &mut Vec<u8>),
) {
    out.push(*open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        encode(item, out);
    }
    out.push(*close);
}

fn encode_key(key: &str, out: &mut Vec<u8>) {
    encode_scalar(&key.into(), out);
    out.push(b':');
}

fn encode_scalar(value: &Value, out: &mut Vec<u8>) {
    // Writing a scalar to memory cannot fail.
    drop(serde_json::to_writer(out, value));
}
