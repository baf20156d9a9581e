//! Values of jq as JSON text.

use jaq_core::Error;
use jaq_json::{Num, Val};
use serde::de::IgnoredAny;

use super::{Item, numbers};
use crate::output::json;
use crate::text::sanitizer::Sanitizer;

/// An output of a filter, or why it has no JSON form.
pub(super) fn item(value: &Val) -> Result<Item, String> {
    let mut out = Vec::new();
    push(&mut out, value)?;
    Ok(Item {
        json: json::compact(&out, &Sanitizer::default()),
        text: match value {
            Val::TStr(text) | Val::BStr(text) => Some(String::from_utf8_lossy(text).into_owned()),
            _ => None,
        },
    })
}

/// A value as JSON text, for `tojson` and `tostring`.
pub(super) fn to_json(value: &Val) -> Result<Val, Error<Val>> {
    let mut out = Vec::new();
    push(&mut out, value).map_err(Error::str)?;
    // As in jq; serde does not escape it.
    Ok(Val::from(String::from_utf8_lossy(&out).replace('\u{7f}', "\\u007f")))
}

fn push(out: &mut Vec<u8>, value: &Val) -> Result<(), String> {
    match value {
        Val::Null => out.extend_from_slice(b"null"),
        Val::Bool(bool) => out.extend_from_slice(bool.to_string().as_bytes()),
        Val::Num(number) => out.extend_from_slice(digits(number).as_bytes()),
        Val::TStr(text) | Val::BStr(text) => push_text(out, text)?,
        Val::Arr(list) => {
            out.push(b'[');
            for (index, element) in list.iter().enumerate() {
                push_comma(out, index);
                push(out, element)?;
            }
            out.push(b']');
        }
        Val::Obj(object) => {
            out.push(b'{');
            for (index, (key, value)) in object.iter().enumerate() {
                push_comma(out, index);
                let Val::TStr(key) = key else {
                    return Err(format!("object key {key} is not a string"));
                };
                push_text(out, key)?;
                out.push(b':');
                push(out, value)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

fn push_comma(out: &mut Vec<u8>, index: usize) {
    if index > 0 {
        out.push(b',');
    }
}

/// Adds a string; invalid UTF-8 becomes U+FFFD.
fn push_text(out: &mut Vec<u8>, text: &[u8]) -> Result<(), String> {
    serde_json::to_writer(out, &String::from_utf8_lossy(text)).map_err(|error| error.to_string())
}

/// A number as jq writes it; integers are exact.
fn digits(number: &Num) -> String {
    match number {
        Num::Int(_) | Num::BigInt(_) => number.to_string(),
        Num::Float(float) => numbers::format(*float),
        // A literal of the JSON text or of the filter, which may have leading zeros.
        Num::Dec(text) if serde_json::from_str::<IgnoredAny>(text).is_ok() => text.to_string(),
        Num::Dec(text) => digits(&Num::from_dec_str(text)),
    }
}
