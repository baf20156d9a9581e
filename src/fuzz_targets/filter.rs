//! Any text as a filter of any text.

use serde::de::IgnoredAny;

use super::rendering::assert_renders;
use crate::api::invariants::split_line;
use crate::output::jq::Filter;
use crate::output::json;
use crate::text::sanitize::is_safe_char;

/// What a filter may hold and still end by itself, in a time that a fuzzer has: anything but
/// recursion, counting and the multiplication of text.
const UNBOUNDED: [&str; 11] = [
    "def",
    "recurse",
    "repeat",
    "range",
    "while",
    "until",
    "limit",
    "combinations",
    "walk",
    "..",
    "*",
];
/// Letters of a filter that is run: a longer one can double its outputs too often.
const LONGEST: usize = 60;

/// A filter is refused in words, or gives JSON on one line or fails in words. The first line is
/// the filter, the rest what it is run on.
pub fn filter(input: &[u8]) {
    let (expression, value) = split_line(input);
    let expression = String::from_utf8_lossy(expression);
    let filter = match Filter::compile(&expression) {
        Ok(filter) => filter,
        Err(failure) => return assert_renders(&failure),
    };
    if expression.len() > LONGEST || UNBOUNDED.iter().any(|word| expression.contains(word)) {
        return;
    }
    let items = match filter.run(value) {
        Ok(items) => items,
        Err(failure) => return assert_renders(&failure),
    };
    for item in items {
        assert!(serde_json::from_slice::<IgnoredAny>(&item.json).is_ok(), "{item:?}");
        assert_eq!(json::compact(&item.json), item.json);
        assert!(String::from_utf8_lossy(&item.json).chars().all(is_safe_char), "{item:?}");
        let text = item.text.and_then(|text| serde_json::to_string(&text).ok());
        assert_eq!(text.is_some(), item.json.starts_with(b"\""));
    }
}
