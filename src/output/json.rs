//! JSON text: numbers keep their digits, secrets are masked, and characters that are unsafe on a
//! terminal are escaped.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::{Deserializer as _, Error, Visitor};

use super::tokens::{Container, MAX_DEPTH, Token, text_length, tokens, word_length};
use crate::error::CliError;
use crate::text::sanitize::is_safe_char;
use crate::text::sanitizer::Sanitizer;

/// A value as compact JSON text, which is not sanitized.
///
/// # Errors
/// When the value has no JSON form, such as a map whose keys are not strings.
pub(crate) fn to_vec(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, CliError> {
    serde_json::to_vec(value).map_err(|error| {
        CliError::local("cannot encode the result as JSON").because(error.to_string())
    })
}

/// Valid JSON text without whitespace between its tokens; strings change as in [`pretty`].
pub(crate) fn compact(json: &[u8], sanitizer: &Sanitizer) -> Vec<u8> {
    let compact = compact_for_stream(json, sanitizer);
    match sanitizer.mask_bytes(&compact) {
        Cow::Owned(masked) => masked,
        Cow::Borrowed(_) => compact,
    }
}

/// As [`compact`], for a stream, which masks what no escape hides: most texts need not be searched
/// for secrets twice.
pub(super) fn compact_for_stream(json: &[u8], sanitizer: &Sanitizer) -> Vec<u8> {
    if is_plain(json) && sanitizer.keeps_plain_json(json) {
        return json.to_vec();
    }
    let mut out = Vec::with_capacity(json.len());
    for token in tokens(json) {
        push(&mut out, token, Some(sanitizer));
    }
    out
}

/// Whether a text is printable ASCII without spaces, and so compact and safe already. Most texts
/// are, so eight bytes are tested at once.
fn is_plain(json: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    // The highest bit of a byte is set if the byte is above `~`, or falls below zero without a `!`.
    let is_plain = |eight: &[u8; 8]| {
        let eight = u64::from_ne_bytes(*eight);
        let ends = eight | eight.wrapping_add(ONES) | eight.wrapping_sub(ONES * u64::from(b'!'));
        ends & (ONES * 0x80) == 0
    };
    let (eights, rest) = json.as_chunks();
    eights.iter().all(is_plain) && rest.iter().all(u8::is_ascii_graphic)
}

/// Valid JSON text, indented by two spaces, without a final line end.
///
/// Apart from secrets the value does not change: numbers and the order of keys are kept, and in
/// strings only unsafe characters become `\u` escapes.
pub(crate) fn pretty(json: &[u8], sanitizer: &Sanitizer) -> Vec<u8> {
    indented(json, 0, Some(sanitizer))
}

/// As [`pretty`] for a nested value that is sanitized already; its first line is not indented.
pub(super) fn indented_within(json: &[u8], depth: usize) -> Vec<u8> {
    indented(json, depth, None)
}

fn indented(json: &[u8], mut depth: usize, sanitizer: Option<&Sanitizer>) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() + json.len() / 2);
    let mut tokens = tokens(json).peekable();
    while let Some(token) = tokens.next() {
        if matches!(token, Token::Close(_)) {
            depth = depth.saturating_sub(1);
            push_line_end(&mut out, depth);
        }
        push(&mut out, token, sanitizer);
        match token {
            Token::Open(_) => {
                if let Some(close) = tokens.next_if(|next| matches!(next, Token::Close(_))) {
                    push(&mut out, close, sanitizer);
                } else {
                    depth += 1;
                    push_line_end(&mut out, depth);
                }
            }
            Token::Comma => push_line_end(&mut out, depth),
            Token::Colon => out.push(b' '),
            _ => {}
        }
    }
    out
}

/// Adds a token; a text is sanitized unless it was before.
fn push(out: &mut Vec<u8>, token: Token<'_>, sanitizer: Option<&Sanitizer>) {
    match token {
        Token::Open(Container::Array) => out.push(b'['),
        Token::Close(Container::Array) => out.push(b']'),
        Token::Open(Container::Object) => out.push(b'{'),
        Token::Close(Container::Object) => out.push(b'}'),
        Token::Colon => out.push(b':'),
        Token::Comma => out.push(b','),
        Token::Word(text) => out.extend_from_slice(text),
        Token::Text(text) => match sanitizer {
            Some(sanitizer) => push_text(out, &masked_text(text, sanitizer), sanitizer),
            None => out.extend_from_slice(text),
        },
    }
}

/// Text that may be JSON, with secrets masked in its strings and everywhere else, and with the values
/// of secret fields masked; nothing else changes.
pub(crate) fn masked(text: &[u8], secret_fields: &[&str], sanitizer: &Sanitizer) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(text.len()), text);
    while let Some(quote) = rest.iter().position(|byte| *byte == b'"') {
        let (before, string) = rest.split_at(quote);
        let (string, after) = string.split_at(text_length(string));
        out.extend_from_slice(before);
        out.extend_from_slice(&masked_text(string, sanitizer));
        rest = after;
        if let Some((colon, value)) = value_of(string, after, secret_fields) {
            out.extend_from_slice(&after[..colon]);
            out.extend_from_slice(br#""***""#);
            rest = &after[colon + value..];
        }
    }
    out.extend_from_slice(rest);
    sanitizer.mask_bytes(&out).into_owned()
}

/// How long the colon after the name of one of these fields is, with the whitespace around it, and
/// how long the string or number that follows.
fn value_of(name: &[u8], after: &[u8], fields: &[&str]) -> Option<(usize, usize)> {
    let is_named = |name: &[u8]| fields.iter().any(|field| field.as_bytes() == name);
    let is_plain = name.get(1..name.len() - 1).is_some_and(is_named);
    let is_escaped = || name.contains(&b'\\') && decoded(name).is_some_and(|name| is_named(&name));
    if !(is_plain || is_escaped()) {
        return None;
    }
    let value = after.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let length = if value.starts_with(b"\"") { text_length(value) } else { word_length(value) };
    (length > 0).then_some((after.len() - value.len(), length))
}

/// A JSON string, given and returned with its quotes, with secrets masked however they are escaped.
pub(super) fn masked_text<'a>(text: &'a [u8], sanitizer: &Sanitizer) -> Cow<'a, [u8]> {
    if text.contains(&b'\\')
        && let Some(decoded) = decoded(text)
        && let Cow::Owned(masked) = sanitizer.mask_bytes(&decoded)
    {
        let masked = String::from_utf8_lossy(&masked);
        return Cow::Owned(serde_json::to_vec(&masked).unwrap_or_default());
    }
    sanitizer.mask_bytes(text)
}

/// The bytes of a JSON string; halves of surrogate pairs are not UTF-8.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a string")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
    }

    serde_json::Deserializer::from_slice(text).deserialize_bytes(Bytes).ok()
}

/// Adds a JSON string, given with its quotes.
fn push_text(out: &mut Vec<u8>, text: &[u8], sanitizer: &Sanitizer) {
    let text = match std::str::from_utf8(text) {
        Ok(text) => sanitizer.command_escaped(text.into()),
        Err(_) => String::from_utf8_lossy(text),
    };
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    for c in text.chars() {
        if is_safe_char(c) {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
            }
        }
    }
}

/// Starts an indented line. The indent is limited, so that deep nesting cannot make the text grow
/// quadratically.
fn push_line_end(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth.min(MAX_DEPTH), b' ');
}

#[cfg(test)]
mod tests;
