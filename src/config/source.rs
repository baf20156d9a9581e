//! A value and where it came from.

use std::fmt;
use std::path::{Path, PathBuf};

/// A value in effect and who set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting<T> {
    /// The value.
    pub(crate) value: T,
    /// Who set it.
    pub(crate) source: Source,
}

/// Where a value came from, from the strongest source to the weakest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A flag, by its long name: `--host`.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// A profile of the file.
    Profile {
        /// The profile's name.
        name: String,
        /// Where in the file.
        place: Position,
    },
    /// `[defaults]` of the file.
    Defaults(Position),
    /// A key at the top of the file.
    TopLevel(Position),
    /// Typed when it was asked for.
    Prompt,
    /// Nobody set it.
    BuiltIn,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The file.
    pub(crate) file: PathBuf,
    /// The line, counted from 1.
    pub(crate) line: usize,
}

impl<T> Setting<T> {
    /// A value that nobody set.
    pub(crate) const fn built_in(value: T) -> Self {
        Self { value, source: Source::BuiltIn }
    }

    /// A value from a source.
    pub(crate) const fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

impl Position {
    /// A line of a file.
    pub(super) fn new(file: &Path, line: usize) -> Self {
        Self { file: file.to_owned(), line }
    }
}

/// As a message names it: `--host`, `ONA_HOST`, `profile work (/home/a/config.toml:7)`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::Profile { name, place } => write!(f, "profile {name} ({place})"),
            Self::Defaults(place) => write!(f, "[defaults] ({place})"),
            Self::TopLevel(place) => write!(f, "{place}"),
            Self::Prompt => f.write_str("the terminal"),
            Self::BuiltIn => f.write_str("built in"),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// The warning about variables that say something else than the one that is used.
pub(super) fn conflict_warning<'a>(
    winner: &str,
    rivals: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let rivals: Vec<_> = rivals.into_iter().collect();
    (!rivals.is_empty()).then(|| {
        let rivals = rivals.join(" and ");
        format!("{winner} differs from {rivals}; {winner} is used")
    })
}
