//! Writes the binary form of a message.

use serde_json::{Value, json};

use super::super::schema::DURATION;
use super::super::schema::{Kind, Message, Presence};
use super::json_read::is_kept;
use super::time;

/// Writes a message.
pub(super) fn write(value: &Value, message: &Message) -> Vec<u8> {
    let mut out = Vec::new();
    for field in message.fields {
        let Some(value) = value.get(field.json_name) else {
            continue;
        };
        if value.is_null() || !is_kept(value, field) {
            continue;
        }
        match (field.presence, field.kind, value) {
            (_, Kind::Map(of), Value::Object(entries)) => {
                for (key, value) in entries {
                    let mut entry = Vec::new();
                    write_bytes(1, key.as_bytes(), &mut entry);
                    write_bytes(2, &write(value, of), &mut entry);
                    write_bytes(field.number, &entry, &mut out);
                }
            }
            (Presence::Repeated, Kind::Enum(_), Value::Array(items)) => {
                let mut packed = Vec::new();
                for item in items {
                    varint(number(item, field.kind), &mut packed);
                }
                write_bytes(field.number, &packed, &mut out);
            }
            (Presence::Repeated, kind, Value::Array(items)) => {
                for item in items {
                    write_value(field.number, item, kind, &mut out);
                }
            }
            (_, kind, value) => write_value(field.number, value, kind, &mut out),
        }
    }
    out
}

fn write_value(tag: u32, value: &Value, kind: Kind, out: &mut Vec<u8>) {
    let text = || value.as_str().unwrap_or_default();
    match kind {
        Kind::String => write_bytes(tag, text().as_bytes(), out),
        Kind::Message(of) | Kind::Map(of) => write_bytes(tag, &write(value, of), out),
        Kind::Timestamp => write_bytes(tag, &parts(time::timestamp_parts(text())), out),
        Kind::Duration => write_bytes(tag, &parts(time::duration_parts(text())), out),
        Kind::Bool | Kind::Int32 | Kind::Int64 | Kind::Uint64 | Kind::Enum(_) => {
            varint(u64::from(tag) << 3, out);
            varint(number(value, kind), out);
        }
    }
}

fn parts(parts: Option<(i64, i32)>) -> Vec<u8> {
    let (seconds, nanos) = parts.unwrap_or_default();
    let value = json!({ "seconds": seconds.to_string(), "nanos": nanos });
    write(&value, &DURATION)
}

/// A number as it stands on the wire: negative ones in two's complement of 64 bits.
fn number(value: &Value, kind: Kind) -> u64 {
    #[expect(clippy::cast_sign_loss, reason = "two's complement is what the wire wants")]
    match (kind, value) {
        (_, Value::Bool(own)) => u64::from(*own),
        (_, Value::Number(own)) => own.as_i64().unwrap_or(0) as u64,
        (Kind::Enum(of), Value::String(name)) => i64::from(of.number_of(name).unwrap_or(0)) as u64,
        (Kind::Uint64, Value::String(digits)) => digits.parse().unwrap_or(0),
        (_, Value::String(digits)) => digits.parse::<i64>().unwrap_or(0) as u64,
        _ => 0,
    }
}

fn write_bytes(tag: u32, bytes: &[u8], out: &mut Vec<u8>) {
    varint(u64::from(tag) << 3 | 2, out);
    varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}
