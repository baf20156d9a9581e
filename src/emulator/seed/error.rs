//! What is wrong with a seed, and where.

use std::fmt;

use toml::Spanned;

/// A place in a seed file, and what is wrong there.
#[derive(Debug)]
pub(crate) struct SeedError {
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
    message: String,
}

/// As [`SeedError`], before the place is known as a line.
pub(super) struct Invalid {
    /// In bytes.
    pub(super) start: usize,
    pub(super) message: String,
}

pub(super) fn invalid<T>(value: &Spanned<T>, message: String) -> Invalid {
    Invalid { start: value.span().start, message }
}

impl Invalid {
    pub(super) fn locate(self, text: &str) -> SeedError {
        let before = text.get(..self.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        // The library's messages can have several lines.
        let message = self.message.replace('\n', ", ");
        SeedError { line, column, message }
    }
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, message } = self;
        write!(f, "line {line}, column {column}: {message}")
    }
}

impl std::error::Error for SeedError {}
