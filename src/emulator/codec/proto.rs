//! The binary form of messages.

use serde_json::{Map, Value, json};

use super::super::schema::{DURATION, Field, Kind, Message, Presence};
use super::{enum_value, is_set, set_fields, time};

/// Wire types, which precede each value.
const VARINT: u64 = 0;
const FIXED64: u64 = 1;
const BYTES: u64 = 2;
const FIXED32: u64 = 5;

pub(super) fn decode(bytes: &[u8], message: &Message) -> Result<Value, String> {
    let mut fields = Map::new();
    let mut input = Input(bytes);
    while !input.0.is_empty() {
        let tag = input.varint()?;
        let raw = input.raw(tag & 7)?;
        let field = message.fields().iter().find(|field| u64::from(field.number) == tag >> 3);
        if let Some(field) = field {
            decode_field(&mut fields, field, raw)
                .map_err(|reason| format!("field {}.{}: {reason}", message.name(), field.name()))?;
        }
    }
    fields.retain(|name, value| message.field(name).is_some_and(|field| is_set(value, field)));
    Ok(Value::Object(fields))
}

/// A value before its type is known.
enum Raw<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// A fixed-width number, which no served field has.
    Fixed,
}

/// The bytes that remain to be decoded.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or("unexpected end of message")?;
        self.0 = rest;
        Ok(taken)
    }

    fn varint(&mut self) -> Result<u64, String> {
        let mut number = 0;
        for shift in (0..70).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("varint is too long".to_owned())
    }

    fn raw(&mut self, wire_type: u64) -> Result<Raw<'a>, String> {
        match wire_type {
            VARINT => Ok(Raw::Number(self.varint()?)),
            FIXED64 => self.take(8).map(|_| Raw::Fixed),
            BYTES => {
                let length = self.varint()?;
                let length = usize::try_from(length).map_err(|_| "unexpected end of message")?;
                Ok(Raw::Bytes(self.take(length)?))
            }
            FIXED32 => self.take(4).map(|_| Raw::Fixed),
            _ => Err(format!("unknown wire type {wire_type}")),
        }
    }
}

fn decode_field(
    fields: &mut Map<String, Value>,
    field: &Field,
    raw: Raw<'_>,
) -> Result<(), String> {
    let name = field.json_name();
    match (field.presence, field.kind, raw) {
        (_, Kind::Map(of), raw) => {
            let entries = fields.entry(name).or_insert_with(|| Value::Object(Map::new()));
            if let (Value::Object(entries), Raw::Bytes(bytes)) = (entries, raw) {
                let (key, value) = decode_entry(bytes, &of)?;
                entries.insert(key, value);
            }
        }
        (Presence::Repeated, kind, raw) => {
            let items = fields.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = items {
                decode_items(items, kind, raw)?;
            }
        }
        (_, kind, raw) => match (fields.get_mut(name), decode_value(kind, raw)?) {
            // The parts of a message that occurs twice are merged.
            (Some(Value::Object(old)), Value::Object(new)) => old.extend(new),
            (_, new) => drop(fields.insert(name.to_owned(), new)),
        },
    }
    Ok(())
}

fn decode_items(items: &mut Vec<Value>, kind: Kind, raw: Raw<'_>) -> Result<(), String> {
    match (kind, raw) {
        (Kind::Enum(_) | Kind::Int32, Raw::Bytes(packed)) => {
            let mut input = Input(packed);
            while !input.0.is_empty() {
                items.push(decode_value(kind, Raw::Number(input.varint()?))?);
            }
        }
        (kind, raw) => items.push(decode_value(kind, raw)?),
    }
    Ok(())
}

/// Decodes a map entry, a message with the key in field 1 and the value in field 2.
fn decode_entry(bytes: &[u8], of: &Message) -> Result<(String, Value), String> {
    let (mut key, mut value) = (String::new(), Value::Object(Map::new()));
    let mut input = Input(bytes);
    while !input.0.is_empty() {
        let tag = input.varint()?;
        match (tag >> 3, input.raw(tag & 7)?) {
            (1, Raw::Bytes(bytes)) => key = decode_string(bytes)?,
            (2, Raw::Bytes(bytes)) => value = decode(bytes, of)?,
            _ => {}
        }
    }
    Ok((key, value))
}

fn decode_value(kind: Kind, raw: Raw<'_>) -> Result<Value, String> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "integers are two's complement, and decoders truncate longer ones"
    )]
    Ok(match (kind, raw) {
        (Kind::Bool, Raw::Number(number)) => (number != 0).into(),
        (Kind::Int32, Raw::Number(number)) => (number as i32).into(),
        (Kind::Enum(of), Raw::Number(number)) => enum_value(number as i32, &of),
        (Kind::Int64, Raw::Number(number)) => (number as i64).to_string().into(),
        (Kind::Uint64, Raw::Number(number)) => number.to_string().into(),
        (Kind::String, Raw::Bytes(bytes)) => decode_string(bytes)?.into(),
        (Kind::Message(of), Raw::Bytes(bytes)) => decode(bytes, &of)?,
        (Kind::Timestamp, Raw::Bytes(bytes)) => {
            let (seconds, nanos) = decode_parts(bytes)?;
            time::timestamp_text(seconds, nanos).ok_or("time out of range")?.into()
        }
        (Kind::Duration, Raw::Bytes(bytes)) => {
            let (seconds, nanos) = decode_parts(bytes)?;
            time::duration_text(seconds, nanos).into()
        }
        _ => return Err("value of another type".to_owned()),
    })
}

/// Decodes seconds and nanoseconds, the two fields of durations and of timestamps.
fn decode_parts(bytes: &[u8]) -> Result<(i64, i32), String> {
    let parts = decode(bytes, &DURATION)?;
    let seconds = parts["seconds"].as_str().and_then(|digits| digits.parse().ok());
    let nanos = parts["nanos"].as_i64().and_then(|nanos| i32::try_from(nanos).ok());
    Ok((seconds.unwrap_or(0), nanos.unwrap_or(0)))
}

fn decode_string(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| "string is not UTF-8".to_owned())
}

pub(super) fn encode_message(value: &Value, message: &Message, out: &mut Vec<u8>) {
    for (field, value) in set_fields(value, message) {
        match (field.kind, value) {
            (Kind::Map(of), Value::Object(entries)) => {
                for (key, value) in entries {
                    let mut entry = Vec::new();
                    encode_bytes(1, key.as_bytes(), &mut entry);
                    encode_value(2, value, Kind::Message(of), &mut entry);
                    encode_bytes(field.number, &entry, out);
                }
            }
            (Kind::Enum(_), Value::Array(items)) => {
                let mut packed = Vec::new();
                for item in items {
                    encode_varint(number(item, field.kind), &mut packed);
                }
                encode_bytes(field.number, &packed, out);
            }
            (kind, Value::Array(items)) => {
                for item in items {
                    encode_value(field.number, item, kind, out);
                }
            }
            (kind, value) => encode_value(field.number, value, kind, out),
        }
    }
}

fn encode_value(tag: u32, value: &Value, kind: Kind, out: &mut Vec<u8>) {
    let text = value.as_str().unwrap_or_default();
    match kind {
        Kind::String => encode_bytes(tag, text.as_bytes(), out),
        Kind::Message(of) | Kind::Map(of) => {
            let mut bytes = Vec::new();
            encode_message(value, &of, &mut bytes);
            encode_bytes(tag, &bytes, out);
        }
        Kind::Timestamp => encode_parts(tag, time::timestamp_parts(text), out),
        Kind::Duration => encode_parts(tag, time::duration_parts(text), out),
        Kind::Bool | Kind::Int32 | Kind::Int64 | Kind::Uint64 | Kind::Enum(_) => {
            encode_varint(u64::from(tag) << 3, out);
            encode_varint(number(value, kind), out);
        }
    }
}

fn encode_parts(tag: u32, parts: Option<(i64, i32)>, out: &mut Vec<u8>) {
    let (seconds, nanos) = parts.unwrap_or_default();
    let value = json!({ "seconds": seconds.to_string(), "nanos": nanos });
    encode_value(tag, &value, Kind::Message(DURATION), out);
}

/// The varint of a number, bool or enum; negative numbers are 64-bit two's complement.
fn number(value: &Value, kind: Kind) -> u64 {
    #[expect(clippy::cast_sign_loss, reason = "the binary form is two's complement")]
    match (kind, value) {
        (_, Value::Bool(value)) => u64::from(*value),
        (_, Value::Number(number)) => number.as_i64().unwrap_or(0) as u64,
        (Kind::Enum(of), Value::String(name)) => i64::from(of.number_of(name).unwrap_or(0)) as u64,
        (Kind::Uint64, Value::String(digits)) => digits.parse().unwrap_or(0),
        (_, Value::String(digits)) => digits.parse::<i64>().unwrap_or(0) as u64,
        _ => 0,
    }
}

fn encode_bytes(tag: u32, bytes: &[u8], out: &mut Vec<u8>) {
    encode_varint(u64::from(tag) << 3 | BYTES, out);
    encode_varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn encode_varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}
