//! Values and errors with their positions.

use std::fmt::Display;

/// A value and its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) place: Position,
}

/// A position in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Position {
    /// The number of the file among those that are read together, counted from 0.
    pub(crate) file: usize,
    /// Counted from 1.
    pub(crate) line: usize,
    /// In characters, counted from 1.
    pub(crate) column: usize,
}

/// One error in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Diagnostic {
    pub(crate) place: Position,
    /// The key as a dotted path; empty when the text is not TOML.
    pub(crate) key: String,
    /// The message; it follows the key.
    pub(crate) text: String,
}

impl Diagnostic {
    /// The message without the position: `output is not a known key`.
    pub(crate) fn message(&self) -> String {
        let blank = if self.key.is_empty() { "" } else { " " };
        format!("{}{blank}{}", self.key, self.text)
    }
}

impl Display for Diagnostic {
    /// `3:7: output is not a known key`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Position { line, column, .. } = self.place;
        write!(f, "{line}:{column}: {}", self.message())
    }
}
