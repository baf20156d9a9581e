//! Foreign words on their way to a stream.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::api;
use crate::commands::shared::failure::from_api_error;
use crate::config::format;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::options::OutputOptions;
use crate::output::{Streams, Terminal, Ui, json, yaml};
use crate::report::report;
use crate::text::sanitize::{is_safe_char, sanitize, sanitize_lines, truncate};

/// What is shown holds nothing that a terminal obeys, and showing it again changes nothing; a
/// value in it keeps its meaning in every format.
pub fn text(text: &[u8]) {
    let foreign = String::from_utf8_lossy(text);
    let line = sanitize(&foreign);
    assert!(line.chars().all(is_safe_char), "{line:?}");
    assert_eq!(sanitize(&line), line);
    let lines = sanitize_lines(&foreign);
    assert!(lines.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{lines:?}");
    assert_eq!(sanitize_lines(&lines), lines);
    for columns in [0, 1, 2, 7, 40] {
        for ellipsis in ["", "…", "..."] {
            let seen = truncate(&line, columns, ellipsis);
            assert!(seen.width() <= columns, "{seen:?} is wider than {columns}");
        }
    }
    if let Ok(value) = serde_json::from_slice::<Value>(text) {
        keeps_its_meaning(text, &value);
    }
}

fn keeps_its_meaning(text: &[u8], value: &Value) {
    let compact = json::compact(text);
    let pretty = json::pretty(text);
    for json in [&compact, &pretty] {
        assert_eq!(serde_json::from_slice::<Value>(json).ok().as_ref(), Some(value));
        let seen = String::from_utf8_lossy(json);
        assert!(seen.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{seen:?}");
    }
    assert_eq!(json::compact(&pretty), compact);
    let seen = yaml::from_json(text).unwrap_or_default();
    assert!(seen.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{seen:?}");
}

/// Any answer of anybody gives a failure with a code and words that can be shown.
pub fn answer(answer: &[u8]) {
    let error = api::invariants::error(answer);
    assert_renders(&from_api_error("cannot get the warm pool", &error));
}

/// A failure has a code and is told, to people and to programs, in nothing that a terminal obeys.
pub(super) fn assert_renders(failure: &CliError) {
    let lines = told(failure, format::Format::Table);
    assert!(lines.starts_with("error: "), "{lines:?}");
    let line = told(failure, format::Format::Json);
    let parsed = serde_json::from_str::<Value>(&line).unwrap_or_default();
    assert_eq!(parsed["error"]["exitCode"], failure.exit.code(), "{line:?}");
    assert_eq!(line.matches('\n').count(), 1, "{line:?}");
}

/// What is written about a failure.
fn told(failure: &CliError, format: format::Format) -> String {
    let written = Written::default();
    let (out, err) = (Box::new(io::sink()), Box::new(written.clone()));
    let ui = Ui::new(Streams { out, err, terminal: Terminal::default() });
    ui.set_options(OutputOptions { format, ..OutputOptions::default() });
    let exit = report(&ui, Err(failure.clone()));
    assert_ne!(exit, ExitCode::Success);
    drop(ui);
    let text = String::from_utf8_lossy(&written.0.borrow()).into_owned();
    assert!(text.chars().all(|letter| letter == '\n' || is_safe_char(letter)), "{text:?}");
    text
}

/// A stream whose text can be looked at.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
