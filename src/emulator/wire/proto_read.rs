//! Reads the binary form of a message.

use serde_json::{Map, Value};

use super::super::schema::DURATION;
use super::super::schema::{Field, Kind, Message, Presence};
use super::json_read::{enum_value, is_kept};
use super::time;

/// What precedes a value on the wire.
const VARINT: u64 = 0;
const FIXED64: u64 = 1;
const BYTES: u64 = 2;
const FIXED32: u64 = 5;

/// Reads a message.
pub(super) fn read(bytes: &[u8], message: &Message) -> Result<Value, String> {
    let mut fields = Map::new();
    let mut rest = Bytes(bytes);
    while !rest.0.is_empty() {
        let tag = rest.varint()?;
        let raw = rest.raw(tag & 7)?;
        let field = (message.fields.iter()).find(|own| u64::from(own.number) == tag >> 3);
        if let Some(field) = field {
            read_field(&mut fields, field, raw)
                .map_err(|why| format!("field {}.{}: {why}", message.name, field.name))?;
        }
    }
    for field in message.fields {
        if fields.get(field.json_name).is_some_and(|value| !is_kept(value, field)) {
            fields.remove(field.json_name);
        }
    }
    Ok(Value::Object(fields))
}

/// A value before anything is known of its meaning.
enum Raw<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// A fixed-width number; no field that is served has one.
    Other,
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = (self.0.split_at_checked(count)).ok_or("unexpected end of message")?;
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
        Err("a number is too long".to_owned())
    }

    fn raw(&mut self, wire_type: u64) -> Result<Raw<'a>, String> {
        match wire_type {
            VARINT => Ok(Raw::Number(self.varint()?)),
            FIXED64 => self.take(8).map(|_| Raw::Other),
            BYTES => {
                let length = self.varint()?;
                let length = usize::try_from(length).map_err(|_| "unexpected end of message")?;
                Ok(Raw::Bytes(self.take(length)?))
            }
            FIXED32 => self.take(4).map(|_| Raw::Other),
            _ => Err(format!("unknown wire type {wire_type}")),
        }
    }
}

fn read_field(fields: &mut Map<String, Value>, field: &Field, raw: Raw<'_>) -> Result<(), String> {
    let name = field.json_name;
    if let Kind::Map(of) = field.kind {
        let entries = fields.entry(name).or_insert_with(|| Value::Object(Map::new()));
        if let (Value::Object(entries), Raw::Bytes(bytes)) = (entries, raw) {
            let (key, value) = read_entry(bytes, of)?;
            entries.insert(key, value);
        }
        return Ok(());
    }
    if field.presence != Presence::Repeated {
        let new = read_value(field.kind, raw)?;
        match (fields.get_mut(name), new) {
            // A message in two parts is one message.
            (Some(Value::Object(old)), Value::Object(new)) => old.extend(new),
            (_, new) => {
                fields.insert(name.to_owned(), new);
            }
        }
        return Ok(());
    }
    let items = fields.entry(name).or_insert_with(|| Value::Array(Vec::new()));
    let Value::Array(items) = items else {
        return Ok(());
    };
    match (field.kind, raw) {
        (Kind::Enum(_) | Kind::Int32, Raw::Bytes(packed)) => {
            let mut rest = Bytes(packed);
            while !rest.0.is_empty() {
                items.push(read_value(field.kind, Raw::Number(rest.varint()?))?);
            }
        }
        (kind, raw) => items.push(read_value(kind, raw)?),
    }
    Ok(())
}

/// Key and value of a map, which are fields 1 and 2 of a message.
fn read_entry(bytes: &[u8], of: &Message) -> Result<(String, Value), String> {
    let (mut key, mut value) = (String::new(), Value::Object(Map::new()));
    let mut rest = Bytes(bytes);
    while !rest.0.is_empty() {
        let tag = rest.varint()?;
        match (tag >> 3, rest.raw(tag & 7)?) {
            (1, Raw::Bytes(bytes)) => key = text(bytes)?,
            (2, Raw::Bytes(bytes)) => value = read(bytes, of)?,
            _ => {}
        }
    }
    Ok((key, value))
}

fn read_value(kind: Kind, raw: Raw<'_>) -> Result<Value, String> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "numbers are two's complement on the wire, and longer ones are cut"
    )]
    Ok(match (kind, raw) {
        (Kind::Bool, Raw::Number(number)) => (number != 0).into(),
        (Kind::Int32, Raw::Number(number)) => (number as i32).into(),
        (Kind::Enum(of), Raw::Number(number)) => enum_value(number as i32, of),
        (Kind::Int64, Raw::Number(number)) => (number as i64).to_string().into(),
        (Kind::Uint64, Raw::Number(number)) => number.to_string().into(),
        (Kind::String, Raw::Bytes(bytes)) => text(bytes)?.into(),
        (Kind::Message(of), Raw::Bytes(bytes)) => read(bytes, of)?,
        (Kind::Timestamp, Raw::Bytes(bytes)) => {
            let (seconds, nanos) = seconds_and_nanos(bytes)?;
            time::timestamp_text(seconds, nanos).ok_or("a time out of range")?.into()
        }
        (Kind::Duration, Raw::Bytes(bytes)) => {
            let (seconds, nanos) = seconds_and_nanos(bytes)?;
            time::duration_text(seconds, nanos).into()
        }
        _ => return Err("a value of another type".to_owned()),
    })
}

fn seconds_and_nanos(bytes: &[u8]) -> Result<(i64, i32), String> {
    let parts = read(bytes, &DURATION)?;
    let seconds = parts["seconds"].as_str().and_then(|digits| digits.parse().ok());
    let nanos = parts["nanos"].as_i64().and_then(|nanos| i32::try_from(nanos).ok());
    Ok((seconds.unwrap_or(0), nanos.unwrap_or(0)))
}

fn text(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| "text that is not UTF-8".to_owned())
}
