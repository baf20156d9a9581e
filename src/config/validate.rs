//! Values that are checked the same way wherever they come from. Faults read after the name of the
//! source and never hold the value.

use std::fmt;

use crate::api::host::{Host, HostError, HostSyntax};

/// Which service is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HostChoice {
    /// The embedded API, in this process.
    Local,
    /// A service over the network.
    Remote(Host),
}

impl HostChoice {
    /// The word that stands for the embedded API.
    const LOCAL: &str = "local";

    /// Reads `local`, a host or an origin.
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

    /// Whether a token for this one may be sent to the other.
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

/// How often a failed call is tried again when nobody says otherwise: up to five tries in all.
pub(super) const RETRIES: u32 = 4;

/// More tries do not help; the call's deadline ends them anyway.
const MOST_RETRIES: u32 = 20;

/// Reads how often a failed call is tried again after the first try; 0 turns that off.
pub(super) fn retries(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|count| *count <= MOST_RETRIES)
        .ok_or_else(|| format!("is not a whole number from 0 to {MOST_RETRIES}"))
}

/// Reads a name, a path or the like: one line, not blank.
pub(super) fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    if text.contains(char::is_control) {
        return Err("has a control character in it".to_owned());
    }
    Ok(text.to_owned())
}

/// Checks a list of names that cannot be empty.
pub(super) fn list_of_names(words: Vec<String>) -> Result<Vec<String>, String> {
    if words.is_empty() {
        return Err("is empty".to_owned());
    }
    for (index, word) in words.iter().enumerate() {
        name(word).map_err(|fault| format!("is wrong: entry {} {fault}", index + 1))?;
    }
    Ok(words)
}

/// Checks a program and splits off its arguments, which may be empty.
pub(super) fn command(mut words: Vec<String>) -> Result<(String, Vec<String>), String> {
    if words.is_empty() {
        return Err("is empty".to_owned());
    }
    if words.iter().any(|word| word.contains('\0')) {
        return Err("has a NUL character in it".to_owned());
    }
    let program =
        name(&words.remove(0)).map_err(|fault| format!("names no program: it {fault}"))?;
    Ok((program, words))
}
