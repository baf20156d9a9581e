//! The process around the tool, as an argument: variables and standard input.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{IsTerminal as _, Read};
use std::path::PathBuf;

use crate::error::CliError;

/// Environment variables and standard input.
///
/// Passed in rather than read where it is needed, so that tests state their whole environment.
pub struct Env {
    vars: HashMap<OsString, OsString>,
    /// Where a token, a confirmation or a document is read from.
    pub stdin: Box<dyn Read + Send>,
    /// Whether a person can answer on standard input.
    pub stdin_is_terminal: bool,
}

impl Env {
    /// The real process.
    #[must_use]
    pub fn from_process() -> Self {
        Self {
            vars: std::env::vars_os().collect(),
            stdin: Box::new(std::io::stdin()),
            stdin_is_terminal: std::io::stdin().is_terminal(),
        }
    }

    /// Exactly these variables, and `stdin` as what is piped in.
    pub fn fixed<'a>(
        vars: impl IntoIterator<Item = (&'a str, &'a str)>,
        stdin: impl Read + Send + 'static,
    ) -> Self {
        Self {
            vars: vars.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            stdin: Box::new(stdin),
            stdin_is_terminal: false,
        }
    }

    /// A variable's value; set but empty counts as not set.
    ///
    /// # Errors
    /// A usage failure that names the variable when its value is not UTF-8.
    pub fn var(&self, name: &str) -> Result<Option<String>, CliError> {
        match self.path(name) {
            None => Ok(None),
            Some(value) => match value.into_os_string().into_string() {
                Ok(text) => Ok(Some(text)),
                Err(_) => Err(CliError::usage(format!("the value of {name} is not UTF-8"))),
            },
        }
    }

    /// A variable's value as a path, in whatever bytes the system allows; empty is not set.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        let value = self.vars.get(&OsString::from(name))?;
        (!value.is_empty()).then(|| PathBuf::from(value))
    }

    /// Whether a switch such as `NO_COLOR` or `CI` is on: set, not empty, not `0` or `false`.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.path(name)
            .is_some_and(|value| !["0", "false"].iter().any(|off| value.as_os_str() == *off))
    }
}
