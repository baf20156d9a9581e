use proptest::prelude::*;
use serde_json::Value;

use super::from_json;
use crate::output::test_strategies::any_json;
use crate::text::sanitize::is_safe_char;
use crate::text::sanitizer::Sanitizer;

fn yaml(json: &str) -> String {
    from_json(json.as_bytes(), &Sanitizer::default()).unwrap()
}

#[test]
fn a_list_of_pools_in_block_style() {
    let json = r#"[{"id":"0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11","metadata":{"createdAt":
        "2026-11-24T06:00:00Z","name":"acme-api/large"},"spec":{"minSize":1,"specVersion":"17"},
        "status":{"phase":"WARM_POOL_PHASE_READY","failureMessage":"","counts":[1,[2,3],{"a":0}],
        "none":[],"empty":{}}},{"id":"b"}]"#;
    let expected = r#"- id: "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11"
  metadata:
    createdAt: "2026-11-24T06:00:00Z"
    name: acme-api/large
  spec:
    minSize: 1
    specVersion: "17"
  status:
    phase: WARM_POOL_PHASE_READY
    failureMessage: ""
    counts:
      - 1
      - - 2
        - 3
      - a: 0
    none: []
    empty: {}
- id: b
"#;
    assert_eq!(yaml(json), expected);
}

#[test]
fn a_scalar_is_a_document() {
    for (json, document) in [
        ("[]", "[]\n"),
        ("{}", "{}\n"),
        ("null", "null\n"),
        ("\"x\"", "x\n"),
        ("[[[1]],2]", "- - - 1\n- 2\n"),
    ] {
        assert_eq!(yaml(json), document);
    }
}

#[test]
fn a_string_stays_a_string() {
    let short = [
        "1", "1.5", "0x1f", "1e5", "12:30:45", "true", "True", "null", "~", "yes", "NO", "on", "y",
        "n", ".nan", "inf", "", " a", "a ", "a: b", "a #b", "- a", "?", "*a", "&a", "!a", "@a",
        "%a", "|", ">", "[a", "{a", "'a", "<<", "=", "---", "a:",
    ];
    for text in short.into_iter().chain(["2026-11-24", "größe"]) {
        assert_eq!(yaml(&format!("\"{text}\"")), format!("\"{text}\"\n"));
    }
    for text in ["a", "acme-api/large@aws-eu", "the pool is deleted.", "e1", "nullable", "x_1+2"] {
        assert_eq!(yaml(&format!("\"{text}\"")), format!("{text}\n"));
    }
    assert_eq!(yaml(r#"{"n":1,"on":2,"1":3}"#), "\"n\": 1\n\"on\": 2\n\"1\": 3\n");
}

#[test]
fn unsafe_characters_are_escaped() {
    let json = r#""\u001b[31m\u009b\u007fa\nb\tc\r\"\\ \u202e\u200b\udb40\udc41 🚀\uffff""#;
    assert_eq!(
        yaml(json),
        r#""\x1B[31m\x9B\x7Fa\nb\tc\r\"\\ \u202E\u200B\U000E0041 🚀\uFFFF""#.to_owned() + "\n"
    );
}

#[test]
fn numbers_keep_their_digits() {
    for (json, number) in [
        ("18446744073709551616", "18446744073709551616"),
        ("-9007199254740993", "-9007199254740993"),
        ("1.10", "1.10"),
        ("0.1e-7", "0.1e-7"),
        ("1e400", "1.0e+400"),
        ("-2E5", "-2.0e+5"),
        ("true", "true"),
        ("false", "false"),
    ] {
        assert_eq!(yaml(json), format!("{number}\n"));
    }
}

#[test]
fn a_long_key_is_explicit() {
    let key = "k".repeat(1025);
    let json = format!(r#"[{{"{key}":{{"a":[1]}},"b":2}}]"#);
    assert_eq!(yaml(&json), format!("- ? {key}\n  :\n    a:\n      - 1\n  b: 2\n"));
}

#[test]
fn what_yaml_cannot_express_is_an_error() {
    let deep = "[".repeat(129) + &"]".repeat(129);
    for (json, reason) in [
        (deep.as_str(), "nested more than 128 levels deep"),
        (r#"["\ud800"]"#, "unexpected end of hex escape at line 1 column 8"),
    ] {
        let error = from_json(json.as_bytes(), &Sanitizer::default()).unwrap_err();
        assert_eq!(error.message, "cannot encode the result as YAML");
        assert_eq!(error.reasons, [reason]);
    }
}

proptest! {
    #[test]
    fn a_yaml_reader_gets_the_same_value(value in any_json()) {
        let json = serde_json::to_string(&value).unwrap();
        let same: Value = serde_json::from_str(&json).unwrap();
        let read: Value = serde_saphyr::from_str(&yaml(&json)).unwrap();
        prop_assert_eq!(read, same);
    }

    #[test]
    fn output_is_safe(value in any_json()) {
        let yaml = yaml(&serde_json::to_string(&value).unwrap());
        prop_assert!(yaml.chars().all(|c| c == '\n' || is_safe_char(c)));
    }

    #[test]
    fn invalid_json_does_not_panic(text in "[\\[\\]{}:,\"0-9a ]{0,40}") {
        drop(from_json(text.as_bytes(), &Sanitizer::default()));
    }
}
