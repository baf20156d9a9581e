//! JSON text for machines: numbers keep their digits, and no character in it can act on a
//! terminal.

use serde::Serialize;

use super::tokens::{Container, DEEPEST, Token, tokens};
use crate::error::CliError;
use crate::text::sanitize::is_safe_char;

/// A value as compact JSON text.
///
/// # Errors
/// A local failure when the value has no JSON form, such as a map whose keys are no strings.
pub(crate) fn to_vec(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, CliError> {
    match serde_json::to_vec(value) {
        Ok(json) => Ok(compact(&json)),
        Err(error) => {
            Err(CliError::local("the result has no JSON form").because(error.to_string()))
        }
    }
}

/// Valid JSON text without blanks, on one line without a line end.
///
/// The value stays equal; see [`pretty`] for what changes inside strings.
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

/// Whether a text has no blank in it and nothing but printable ASCII: it is compact and safe then. Most
/// are, so eight bytes are looked at together.
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

/// Valid JSON text with an element a line, two blanks a level and no last line end.
///
/// The value stays equal: numbers and the order of keys are kept, and inside strings only
/// control, hidden and reordering characters change, into their `\u` escapes.
pub(crate) fn pretty(json: &[u8]) -> Vec<u8> {
    pretty_within(json, 0)
}

/// The same for a value inside `depth` others, without the blanks before its first line.
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
        Token::Open(Container::List) => out.push(b'['),
        Token::Close(Container::List) => out.push(b']'),
        Token::Open(Container::Object) => out.push(b'{'),
        Token::Close(Container::Object) => out.push(b'}'),
        Token::Colon => out.push(b':'),
        Token::Comma => out.push(b','),
        Token::Word(word) => out.extend_from_slice(word),
        Token::Text(text) => push_text(out, text),
    }
}

/// Adds a JSON string, quotes included, with its unsafe characters escaped.
fn push_text(out: &mut Vec<u8>, text: &[u8]) {
    if text.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        out.extend_from_slice(text);
        return;
    }
    for letter in String::from_utf8_lossy(text).chars() {
        if is_safe_char(letter) {
            out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
            }
        }
    }
}

/// Ends a line and indents the next. Levels past the deepest that is read anywhere are not
/// indented further, so that a hostile nesting cannot grow the text to its square.
fn push_line_end(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth.min(DEEPEST), b' ');
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
    fn compact_drops_blanks_and_nothing_else() {
        let json = b" { \"b\" : [ 1.50 , 18446744073709551616, 1E400 ],\n\"a\": \" x \" }\n";
        assert_eq!(text(compact(json)), r#"{"b":[1.50,18446744073709551616,1E400],"a":" x "}"#);
    }

    #[test]
    fn pretty_has_an_element_a_line() {
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
    fn what_could_act_on_a_terminal_is_escaped() {
        let raw = "[\"\u{9b}31m \u{7f} a\u{202e}b\u{200b} \u{e0041} größe \\u001b \\\\\"]";
        let escaped = r#"["\u009b31m \u007f a\u202eb\u200b \udb40\udc41 größe \u001b \\"]"#;
        assert_eq!(text(compact(raw.as_bytes())), escaped);
        assert_eq!(
            serde_json::from_str::<Value>(raw).unwrap(),
            serde_json::from_str::<Value>(escaped).unwrap()
        );
    }

    #[test]
    fn a_value_is_written_compact_and_safe() {
        let value = json!({"name": "a\u{9b}b", "list": [1, null]});
        assert_eq!(text(to_vec(&value).unwrap()), r#"{"list":[1,null],"name":"a\u009bb"}"#);
    }

    #[test]
    fn a_value_without_a_json_form_is_a_failure() {
        let failure = to_vec(&BTreeMap::from([([1, 2], 3)])).unwrap_err();
        assert_eq!(failure.message, "the result has no JSON form");
        assert_eq!(failure.reasons, ["key must be a string"]);
    }

    #[test]
    fn a_hostile_nesting_stays_small() {
        let json = "[".repeat(10_000) + &"]".repeat(10_000);
        assert!(pretty(json.as_bytes()).len() < 6_000_000);
    }

    proptest! {
        #[test]
        fn the_value_stays_equal(value in any_json()) {
            let json = serde_json::to_vec(&value).unwrap();
            let read = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
            prop_assert_eq!(read(&compact(&json)), read(&json));
            prop_assert_eq!(read(&pretty(&json)), read(&json));
            prop_assert_eq!(compact(&pretty(&json)), compact(&json));
        }

        #[test]
        fn a_plain_text_has_nothing_else_in_it(
            mut text in prop::collection::vec(b'!'..=b'~', 1..40), at: prop::sample::Index, byte: u8,
        ) {
            prop_assert!(is_plain(&text));
            *at.get_mut(&mut text) = byte;
            prop_assert_eq!(is_plain(&text), byte.is_ascii_graphic());
        }

        #[test]
        fn nothing_unsafe_comes_out(value in any_json()) {
            let json = serde_json::to_vec(&value).unwrap();
            let line = text(compact(&json));
            prop_assert!(line.chars().all(is_safe_char));
            let lines = text(pretty(&json));
            prop_assert!(lines.chars().all(|letter| letter == '\n' || is_safe_char(letter)));
        }
    }
}
