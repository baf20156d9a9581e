//! Parsers of values, whatever their source. Errors follow the name of the source and never contain
//! the value.

use std::fmt;

use crate::api::host::{Host, HostError, HostSyntax};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HostChoice {
    /// The embedded API.
    Local,
    Remote(Host),
}

impl HostChoice {
    const LOCAL: &str = "local";

    /// Parses `local`, a host or an origin.
    pub(super) fn parse(text: &str) -> Result<Self, HostError> {
        match text.trim() {
            Self::LOCAL => Ok(Self::Local),
            text => Host::parse(text, HostSyntax::Origin).map(Self::Remote),
        }
    }

    /// The short name for people.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Local => Self::LOCAL.to_owned(),
            Self::Remote(host) => host.to_string(),
        }
    }

    /// Whether a token for one may be sent to the other.
    pub(super) fn is_same_service(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Remote(one), Self::Remote(other)) => one.origin() == other.origin(),
            _ => self == other,
        }
    }
}

/// The base URL, or `local`.
impl fmt::Display for HostChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Local => Self::LOCAL,
            Self::Remote(host) => host.base(),
        })
    }
}

/// More retries do not help: the deadline of the call ends them.
const MAX_RETRIES: u32 = 20;

/// Parses how often a failed request is retried.
pub(super) fn retries(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|count| *count <= MAX_RETRIES)
        .ok_or_else(|| format!("is not a whole number from 0 to {MAX_RETRIES}"))
}

/// Parses a name or a path: one line, not blank.
pub(super) fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    if text.contains(char::is_control) {
        return Err("contains a control character".to_owned());
    }
    Ok(text.to_owned())
}

/// Validates a list of names, which cannot be empty.
pub(super) fn list_of_names(names: Vec<String>) -> Result<Vec<String>, String> {
    if names.is_empty() {
        return Err("is empty".to_owned());
    }
    for (index, text) in names.iter().enumerate() {
        name(text).map_err(|error| format!("is invalid: entry {} {error}", index + 1))?;
    }
    Ok(names)
}

/// Splits a command into its program and arguments; an argument may be empty.
pub(super) fn command(mut words: Vec<String>) -> Result<(String, Vec<String>), String> {
    if words.is_empty() {
        return Err("is empty".to_owned());
    }
    if words.iter().any(|word| word.contains('\0')) {
        return Err("contains a NUL character".to_owned());
    }
    let program =
        name(&words.remove(0)).map_err(|error| format!("has an invalid program: it {error}"))?;
    Ok((program, words))
}
