//! Notes, warnings, errors and questions: what is printed on stderr, sanitized.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};

use super::json;
use super::ui::Ui;
use crate::error::Hint;
use crate::text::sanitize::truncate;

/// Columns of a line on stderr; a server may send a megabyte of text.
const MAX_LINE_WIDTH: usize = 2_000;

impl Ui {
    /// Prints a note, unless `--quiet` is given or programs read the output.
    pub(crate) fn note(&self, text: &str) {
        if !self.options().quiet && !self.is_json_mode() {
            self.eprint_line(&self.of_profile(text));
        }
    }

    /// Prints a warning, unless `--quiet` is given; as JSON where programs read the output.
    pub(crate) fn warn(&self, text: &str) {
        if self.options().quiet {
            return;
        }
        let text = self.of_profile(text);
        if self.is_json_mode() {
            return self.eprint_json("warning", &text);
        }
        self.eprint_labeled("warning:", AnsiColor::Yellow, &text);
    }

    /// Prints that an error is over, in the form of errors, even if `--quiet` is given.
    pub(crate) fn recovered(&self, text: &str) {
        let text = self.of_profile(text);
        if self.is_json_mode() {
            return self.eprint_json("recovered", &text);
        }
        self.eprint_line(&format!("recovered: {text}"));
    }

    fn eprint_json(&self, key: &str, text: &str) {
        let message = BTreeMap::from([("message", self.secrets().mask(text).into_owned())]);
        let line = json::to_vec(&BTreeMap::from([(key, message)])).unwrap_or_default();
        self.eprint_raw(&format!("{}\n", String::from_utf8_lossy(&line)));
    }

    /// Prints a line from this verbosity on.
    pub(crate) fn log(&self, verbosity: u8, text: impl FnOnce() -> String) {
        if self.options().verbosity >= verbosity {
            self.eprint_line(&text());
        }
    }

    /// Prints a line on stderr, sanitized, even if `--quiet` is given.
    pub(crate) fn eprint_line(&self, text: &str) {
        self.eprint_prefixed("", text);
    }

    pub(crate) fn error(&self, text: &str) {
        self.eprint_labeled("error:", AnsiColor::Red, &self.of_profile(text));
    }

    pub(crate) fn hint(&self, hint: &Hint) {
        self.eprint_labeled("hint:", AnsiColor::Cyan, &self.command(hint));
    }

    /// Prints a question; the cursor stays behind it.
    pub(crate) fn prompt(&self, question: &str) {
        self.eprint_raw(&format!("{} [y/N] ", self.sanitizer().line(question)));
    }

    fn eprint_prefixed(&self, prefix: &str, text: &str) {
        let sanitizer = self.sanitizer();
        let text = sanitizer.line(text);
        let text =
            truncate(&text, MAX_LINE_WIDTH, if self.terminal().unicode { "…" } else { "..." });
        self.eprint_raw(&format!("{prefix}{text}\n"));
    }

    fn eprint_labeled(&self, label: &str, color: AnsiColor, text: &str) {
        let mut style = Style::new();
        if self.options().color.unwrap_or(self.terminal().on_stderr && self.terminal().color) {
            style = style.bold().fg_color(Some(color.into()));
        }
        self.eprint_prefixed(&format!("{style}{label}{style:#} "), text);
    }
}
