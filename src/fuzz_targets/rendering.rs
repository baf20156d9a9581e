//! How untrusted text is displayed.

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::api;
use crate::commands::shared::failure::{Server, from_api_error};
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::{json, yaml};
use crate::report::rendering;
use crate::text::sanitize::{is_safe_char, truncate};
use crate::text::sanitizer::Sanitizer;

/// Sanitized text has no terminal control sequences, and sanitizing it again changes nothing. JSON
/// keeps its value in every format.
pub fn text(text: &[u8]) {
    let untrusted = String::from_utf8_lossy(text);
    let sanitizer = Sanitizer::default();
    let line = sanitizer.line(&untrusted);
    assert!(line.chars().all(is_safe_char), "{line:?}");
    assert_eq!(sanitizer.line(&line), line);
    let lines = sanitizer.lines(&untrusted);
    assert!(lines.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{lines:?}");
    assert_eq!(sanitizer.lines(&lines), lines);
    for columns in [0, 1, 2, 7, 40] {
        for ellipsis in ["", "…", "..."] {
            let text = truncate(&line, columns, ellipsis);
            assert!(text.width() <= columns, "{text:?} is wider than {columns}");
        }
    }
    if let Ok(value) = serde_json::from_slice::<Value>(text) {
        assert_value_kept(text, &value, &sanitizer);
    }
}

fn assert_value_kept(text: &[u8], value: &Value, sanitizer: &Sanitizer) {
    let compact = json::compact(text, sanitizer);
    let pretty = json::pretty(text, sanitizer);
    for json in [&compact, &pretty] {
        assert_eq!(serde_json::from_slice::<Value>(json).ok().as_ref(), Some(value));
        let text = String::from_utf8_lossy(json);
        assert!(text.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{text:?}");
    }
    assert_eq!(json::compact(&pretty, sanitizer), compact);
    let yaml = yaml::from_json(text, sanitizer).unwrap_or_default();
    assert!(yaml.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{yaml:?}");
}

/// Any response of any server becomes an error that can be displayed.
pub fn response(response: &[u8]) {
    let error = api::invariants::error(response);
    assert_renders(&from_api_error("cannot get the warm pool", &error, Server::Remote));
}

/// The text and the JSON of an error have no terminal control sequences.
pub(super) fn assert_renders(error: &CliError) {
    let lines = render(error, false);
    assert!(lines.starts_with("error: "), "{lines:?}");
    let line = render(error, true);
    let parsed = serde_json::from_str::<Value>(&line).unwrap_or_default();
    assert_eq!(parsed["error"]["exitCode"], error.exit.code(), "{line:?}");
    assert_eq!(line.matches('\n').count(), 1, "{line:?}");
}

fn render(error: &CliError, is_json: bool) -> String {
    let (text, exit) = rendering::render(error, is_json);
    assert_ne!(exit, ExitCode::Success);
    assert!(text.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{text:?}");
    text
}
