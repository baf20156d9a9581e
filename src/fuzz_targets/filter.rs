//! jq filters.

use serde::de::IgnoredAny;

use super::rendering::assert_renders;
use crate::api::invariants::split_line;
use crate::output::jq::Filter;
use crate::output::jq::variables::Variables;
use crate::output::json;
use crate::text::sanitize::is_safe_char;
use crate::text::sanitizer::Sanitizer;

/// A filter with one of these may run longer than a fuzzer can wait.
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
/// A longer filter can double its outputs too often.
const MAX_LENGTH: usize = 60;

/// A filter is rejected with an error, or outputs JSON on one line or an error. The first line is
/// the filter, the rest its input.
pub fn filter(input: &[u8]) {
    let (expression, value) = split_line(input);
    let expression = String::from_utf8_lossy(expression);
    let filter = match Filter::compile(&expression, Variables::default()) {
        Ok(filter) => filter,
        Err(error) => return assert_renders(&error),
    };
    if expression.len() > MAX_LENGTH || UNBOUNDED.iter().any(|word| expression.contains(word)) {
        return;
    }
    let items = match filter.run(value) {
        Ok(items) => items,
        Err(error) => return assert_renders(&error),
    };
    for item in items {
        assert!(serde_json::from_slice::<IgnoredAny>(&item.json).is_ok(), "{item:?}");
        assert_eq!(json::compact(&item.json, &Sanitizer::default()), item.json);
        assert!(String::from_utf8_lossy(&item.json).chars().all(is_safe_char), "{item:?}");
        let text = item.text.and_then(|text| serde_json::to_string(&text).ok());
        assert_eq!(text.is_some(), item.json.starts_with(b"\""));
    }
}
