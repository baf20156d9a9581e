//! How untrusted text is displayed.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::api;
use crate::commands::shared::failure::{Server, from_api_error};
use crate::config::format::Format;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::options::OutputOptions;
use crate::output::{Streams, Terminal, Ui, json, yaml};
use crate::report::report;
use crate::text::sanitize::{is_safe_char, sanitize, sanitize_lines, truncate};

/// Sanitized text has no terminal control sequences, and sanitizing it again changes nothing. JSON
/// keeps its value in every format.
pub fn text(text: &[u8]) {
    let untrusted = String::from_utf8_lossy(text);
    let line = sanitize(&untrusted);
    assert!(line.chars().all(is_safe_char), "{line:?}");
    assert_eq!(sanitize(&line), line);
    let lines = sanitize_lines(&untrusted);
    assert!(lines.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{lines:?}");
    assert_eq!(sanitize_lines(&lines), lines);
    for columns in [0, 1, 2, 7, 40] {
        for ellipsis in ["", "…", "..."] {
            let text = truncate(&line, columns, ellipsis);
            assert!(text.width() <= columns, "{text:?} is wider than {columns}");
        }
    }
    if let Ok(value) = serde_json::from_slice::<Value>(text) {
        assert_value_kept(text, &value);
    }
}

fn assert_value_kept(text: &[u8], value: &Value) {
    let compact = json::compact(text);
    let pretty = json::pretty(text);
    for json in [&compact, &pretty] {
        assert_eq!(serde_json::from_slice::<Value>(json).ok().as_ref(), Some(value));
        let text = String::from_utf8_lossy(json);
        assert!(text.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{text:?}");
    }
    assert_eq!(json::compact(&pretty), compact);
    let yaml = yaml::from_json(text).unwrap_or_default();
    assert!(yaml.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{yaml:?}");
}

/// Any response of any server becomes an error that can be displayed.
pub fn response(response: &[u8]) {
    let error = api::invariants::error(response);
    assert_renders(&from_api_error("cannot get the warm pool", &error, Server::Remote));
}

/// The text and the JSON of an error have no terminal control sequences.
pub(super) fn assert_renders(error: &CliError) {
    let lines = render(error, Format::Table);
    assert!(lines.starts_with("error: "), "{lines:?}");
    let line = render(error, Format::Json);
    let parsed = serde_json::from_str::<Value>(&line).unwrap_or_default();
    assert_eq!(parsed["error"]["exitCode"], error.exit.code(), "{line:?}");
    assert_eq!(line.matches('\n').count(), 1, "{line:?}");
}

fn render(error: &CliError, format: Format) -> String {
    let stderr = Buffer::default();
    let (out, err) = (Box::new(io::sink()), Box::new(stderr.clone()));
    let ui = Ui::new(Streams { out, err, terminal: Terminal::default() });
    ui.set_options(OutputOptions { format, ..OutputOptions::default() });
    let exit = report(&ui, Err(error.clone()));
    assert_ne!(exit, ExitCode::Success);
    drop(ui);
    let text = String::from_utf8_lossy(&stderr.0.borrow()).into_owned();
    assert!(text.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{text:?}");
    text
}

#[derive(Clone, Default)]
struct Buffer(Rc<RefCell<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
