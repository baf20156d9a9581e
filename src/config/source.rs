//! A value and its source.

use std::fmt;

use super::keys::{DEFAULTS, PROFILES};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}

/// What set a value, from the strongest source to the weakest. A line is `/home/a/config.toml:7`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A flag, by its long name: `--host`.
    Flag(&'static str),
    Variable(&'static str),
    Profile {
        name: String,
        line: String,
    },
    /// `[defaults]` of the config file.
    Defaults(String),
    /// A key at the top of the config file.
    TopLevel(String),
    /// Typed at a prompt.
    Prompt,
    BuiltIn,
}

impl<T> Setting<T> {
    pub(crate) const fn built_in(value: T) -> Self {
        Self { value, source: Source::BuiltIn }
    }

    pub(crate) const fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

impl Source {
    /// The key of a setting of the file, with the table in which this source has it.
    pub(crate) fn key(&self, name: &str) -> String {
        match self {
            Self::Profile { name: profile, .. } => format!("{PROFILES}.{profile}.{name}"),
            Self::Defaults(_) => format!("{DEFAULTS}.{name}"),
            Self::Flag(_)
            | Self::Variable(_)
            | Self::TopLevel(_)
            | Self::Prompt
            | Self::BuiltIn => name.to_owned(),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::TopLevel(line) => f.write_str(line),
            Self::Profile { name, line } => write!(f, "profile {name} ({line})"),
            Self::Defaults(line) => write!(f, "[defaults] ({line})"),
            Self::Prompt => f.write_str("the terminal"),
            Self::BuiltIn => f.write_str("built in"),
        }
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
