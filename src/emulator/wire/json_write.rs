//! Writes proto3 JSON: compact, in the order of the descriptor, without values that are the same
//! as not set.

use serde_json::Value;

use super::super::schema::{Kind, Message, Presence};
use super::json_read::is_kept;

/// Writes a message.
pub(super) fn write(value: &Value, message: &Message) -> Vec<u8> {
    let mut out = Vec::with_capacity(512);
    write_message(value, message, &mut out);
    out
}

fn write_message(value: &Value, message: &Message, out: &mut Vec<u8>) {
    out.push(b'{');
    let mut is_first = true;
    for field in message.fields {
        let name = field.json_name;
        let Some(value) = value.get(name).filter(|own| !own.is_null() && is_kept(own, field))
        else {
            continue;
        };
        if !std::mem::take(&mut is_first) {
            out.push(b',');
        }
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        match (field.presence, field.kind, value) {
            (_, Kind::Map(of), Value::Object(entries)) => {
                let entries = entries.iter().map(|(key, own)| (Some(key), own));
                write_all(entries, Kind::Message(of), (b'{', b'}'), out);
            }
            (Presence::Repeated, kind, Value::Array(items)) => {
                write_all(items.iter().map(|own| (None, own)), kind, (b'[', b']'), out);
            }
            (_, kind, value) => write_value(value, kind, out),
        }
    }
    out.push(b'}');
}

fn write_all<'a>(
    items: impl Iterator<Item = (Option<&'a String>, &'a Value)>,
    kind: Kind,
    (open, close): (u8, u8),
    out: &mut Vec<u8>,
) {
    out.push(open);
    for (index, (key, item)) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        if let Some(key) = key {
            write_scalar(&Value::from(key.as_str()), out);
            out.push(b':');
        }
        write_value(item, kind, out);
    }
    out.push(close);
}

fn write_value(value: &Value, kind: Kind, out: &mut Vec<u8>) {
    match kind {
        Kind::Message(of) => write_message(value, of, out),
        _ => write_scalar(value, out),
    }
}

fn write_scalar(value: &Value, out: &mut Vec<u8>) {
    // Writing a scalar to memory has no way to fail.
    drop(serde_json::to_writer(out, value));
}
