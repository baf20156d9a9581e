use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::{is_plain, to_vec};
use crate::output::test_strategies::any_json;
use crate::text::sanitize::is_safe_char;
use crate::text::sanitizer::Sanitizer;
use crate::text::secrets::Secrets;

fn compact(json: &[u8]) -> Vec<u8> {
    super::compact(json, &Sanitizer::default())
}

fn pretty(json: &[u8]) -> Vec<u8> {
    super::pretty(json, &Sanitizer::default())
}

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
fn a_token_is_masked_however_its_string_is_written() {
    let secrets = Secrets::default();
    secrets.add("ona_\"t0k/en\"");
    let sanitizer = Sanitizer::new(secrets, true);
    for (json, expected) in [
        (r#"["ona_\"t0k/en\"!"]"#, r#"["***!"]"#),
        (r#"["\u006fna_\u0022t0k\/e\u006E\""]"#, r#"["***"]"#),
        (r#"{"\u006fna_\u0022t0k/en\"":1}"#, r#"{"***":1}"#),
        (r#"["\ud800\u006fna_\"t0k/en\""]"#, "[\"\u{fffd}\u{fffd}\u{fffd}***\"]"),
        (r###"["\u006fna","##[error]x","::x"]"###, r##"["\u006fna","\u0023#[error]x","::x"]"##),
    ] {
        assert_eq!(text(super::compact(json.as_bytes(), &sanitizer)), expected);
    }
}

#[test]
fn values_of_secret_fields_are_masked_in_any_text() {
    let masked = |json: &str| {
        text(super::masked(json.as_bytes(), &["password", "key"], &Sanitizer::default()))
    };
    for (json, expected) in [
        (r#"{"password":"p4\"ss","user":"password"}"#, r#"{"password":"***","user":"password"}"#),
        (r#"{"pass\u0077ord" : "p4ss"}"#, r#"{"pass\u0077ord" : "***"}"#),
        (r#"[{"key":4711,"a":1},{"key":null}]"#, r#"[{"key":"***","a":1},{"key":"***"}]"#),
        (r#"{"key":{"key":"p4ss"}}"#, r#"{"key":{"key":"***"}}"#),
        (r#"{"a":"key"}"#, r#"{"a":"key"}"#),
        (r#"{"password":"p4s"#, r#"{"password":"***""#),
        (r#"{"password":"#, r#"{"password":"#),
        (r#""password"#, r#""password"#),
        (r#"""#, r#"""#),
    ] {
        assert_eq!(masked(json), expected, "{json}");
    }
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
