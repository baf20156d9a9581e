//! JSON text: numbers keep their digits, and characters that are unsafe on a terminal are escaped.

use serde::Serialize;

use super::tokens::{Container, MAX_DEPTH, Token, tokens};
use crate::error::CliError;
use crate::text::sanitize::is_safe_char;

/// A value as compact JSON text.
///
/// # Errors
/// When the value has no JSON form, such as a map whose keys are not strings.
pub(crate) fn to_vec(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, CliError> {
    match serde_json::to_vec(value) {
        Ok(json) => Ok(compact(&json)),
        Err(error) => {
            Err(CliError::local("cannot encode the result as JSON").because(error.to_string()))
        }
    }
}

/// Valid JSON text without whitespace between its tokens; strings change as in [`pretty`].
pub(crate) fn compact(json: &[u8]) -> Vec<u8> {
    if is_plain(json) {
        return json.to_vec();
    }
    let mut out = Vec::with_capacity(json.len());
    for token in tokens(json) {
        push(&mut out, token);
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
/// The value does not change: numbers and the order of keys are kept, and in strings only unsafe
/// characters become `\u` escapes.
pub(crate) fn pretty(json: &[u8]) -> Vec<u8> {
    pretty_within(json, 0)
}

/// As [`pretty`] for a nested value; its first line is not indented.
pub(super) fn pretty_within(json: &[u8], mut depth: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() + json.len() / 2);
    let mut tokens = tokens(json).peekable();
    while let Some(token) = tokens.next() {
        if matches!(token, Token::Close(_)) {
            depth = depth.saturating_sub(1);
            push_line_end(&mut out, depth);
        }
        push(&mut out, token);
        match token {
            Token::Open(_) => {
                if let Some(close) = tokens.next_if(|next| matches!(next, Token::Close(_))) {
                    push(&mut out, close);
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

fn push(out: &mut Vec<u8>, token: Token<'_>) {
    match token {
        Token::Open(Container::Array) => out.push(b'['),
        Token::Close(Container::Array) => out.push(b']'),
        Token::Open(Container::Object) => out.push(b'{'),
        Token::Close(Container::Object) => out.push(b'}'),
        Token::Colon => out.push(b':'),
        Token::Comma => out.push(b','),
        Token::Word(word) => out.extend_from_slice(word),
        Token::Text(text) => push_text(out, text),
    }
}

/// Adds a JSON string, given with its quotes.
fn push_text(out: &mut Vec<u8>, text: &[u8]) {
    if text.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        out.extend_from_slice(text);
        return;
    }
    for c in String::from_utf8_lossy(text).chars() {
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
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{compact, is_plain, pretty, to_vec};
    use crate::output::test_strategies::any_json;
    use crate::text::sanitize::is_safe_char;

    fn text(json: Vec<u8>) -> String {
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn compact_drops_whitespace_only() {
        let json = b" { \"b\" : [ 1.50 , 18446744073709551616, 1E400 ],\n\"a\": \" x \" }\n";
        assert_eq!(text(compact(json)), r#"{"b":[1.50,18446744073709551616,1E400],"a":" x "}"#);
    }

    #[test]
    fn pretty_has_one_element_per_line() {
        let json = br#"[{"id":"a{\"b","spec":{"minSize":0,"ids":[1,2]},"empty":{ },"none":[ ]}]"#;
        let expected = r#"[
  {
    "id": "a{\"b",
    "spec": {
      "minSize": 0,
      "ids": [
        1,
        2
      ]
    },
    "empty": {},
    "none": []
  }
]"#;
        assert_eq!(text(pretty(json)), expected);
        assert_eq!(text(pretty(b"[]")), "[]");
        assert_eq!(text(pretty(b" null ")), "null");
    }

    #[test]
    fn unsafe_characters_are_escaped() {
        let raw = "[\"\u{9b}31m \u{7f} a\u{202e}b\u{200b} \u{e0041} größe \\u001b \\\\\"]";
        let escaped = r#"["\u009b31m \u007f a\u202eb\u200b \udb40\udc41 größe \u001b \\"]"#;
        assert_eq!(text(compact(raw.as_bytes())), escaped);
        assert_eq!(
            serde_json::from_str::<Value>(raw).unwrap(),
            serde_json::from_str::<Value>(escaped).unwrap()
        );
    }

    #[test]
    fn to_vec_is_compact_and_safe() {
        let value = json!({"name": "a\u{9b}b", "list": [1, null]});
        assert_eq!(text(to_vec(&value).unwrap()), r#"{"list":[1,null],"name":"a\u009bb"}"#);
    }

    #[test]
    fn a_value_without_a_json_form_is_an_error() {
        let error = to_vec(&BTreeMap::from([([1, 2], 3)])).unwrap_err();
        assert_eq!(error.message, "cannot encode the result as JSON");
        assert_eq!(error.reasons, ["key must be a string"]);
    }

    #[test]
    fn deep_nesting_stays_small() {
        let json = "[".repeat(10_000) + &"]".repeat(10_000);
        assert!(pretty(json.as_bytes()).len() < 6_000_000);
    }

    proptest! {
        #[test]
        fn the_value_does_not_change(value in any_json()) {
            let json = serde_json::to_vec(&value).unwrap();
            let read = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
            prop_assert_eq!(read(&compact(&json)), read(&json));
            prop_assert_eq!(read(&pretty(&json)), read(&json));
            prop_assert_eq!(compact(&pretty(&json)), compact(&json));
        }

        #[test]
        fn is_plain_agrees_with_each_byte(
            mut text in prop::collection::vec(b'!'..=b'~', 1..40), at: prop::sample::Index, byte: u8,
        ) {
            prop_assert!(is_plain(&text));
            *at.get_mut(&mut text) = byte;
            prop_assert_eq!(is_plain(&text), byte.is_ascii_graphic());
        }

        #[test]
        fn output_is_safe(value in any_json()) {
            let json = serde_json::to_vec(&value).unwrap();
            let line = text(compact(&json));
            prop_assert!(line.chars().all(is_safe_char));
            let lines = text(pretty(&json));
            prop_assert!(lines.chars().all(|c| c == '\n' || is_safe_char(c)));
        }
    }
}
