//! A value and its source.

use std::fmt;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}

/// What set a value, from the strongest source to the weakest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A flag, by its long name: `--host`.
    Flag(&'static str),
    Variable(&'static str),
    Profile {
        name: String,
        line: FileLine,
    },
    /// `[defaults]` of the config file.
    Defaults(FileLine),
    /// A key at the top of the config file.
    TopLevel(FileLine),
    /// Typed at a prompt.
    Prompt,
    BuiltIn,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileLine {
    file: PathBuf,
    /// Counted from 1.
    line: usize,
}

impl<T> Setting<T> {
    pub(crate) const fn built_in(value: T) -> Self {
        Self { value, source: Source::BuiltIn }
    }

    pub(crate) const fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

impl FileLine {
    pub(super) fn new(file: &Path, line: usize) -> Self {
        Self { file: file.to_owned(), line }
    }
}

/// `--host`, `ONA_HOST`, `profile work (/home/a/config.toml:7)`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::Profile { name, line } => write!(f, "profile {name} ({line})"),
            Self::Defaults(line) => write!(f, "[defaults] ({line})"),
            Self::TopLevel(line) => write!(f, "{line}"),
            Self::Prompt => f.write_str("the terminal"),
            Self::BuiltIn => f.write_str("built in"),
        }
    }
}

impl fmt::Display for FileLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// The warning about variables that differ from the one in use.
pub(super) fn conflict_warning<'a>(
    winner: &str,
    others: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let others: Vec<_> = others.into_iter().collect();
    (!others.is_empty()).then(|| {
        let others = others.join(" and ");
        format!("{winner} differs from {others}; using {winner}")
    })
}
