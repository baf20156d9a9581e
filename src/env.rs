//! The environment of the process, as an argument: variables and standard input.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal as _, Read};
use std::path::PathBuf;

use crate::error::CliError;

/// How the names of this program's variables begin.
const OWN_PREFIX: &str = "PREBUILDCTL_";

/// Every variable that is read, as `help environment` lists them.
pub const VARIABLES: &[&str] = &[
    "ONA_TOKEN",
    "ONA_API_KEY",
    "GITPOD_API_KEY",
    "ONA_HOST",
    "ONA_BASE_URL",
    "GITPOD_BASE_URL",
    "PREBUILDCTL_PROFILE",
    "PREBUILDCTL_CONFIG",
    "PREBUILDCTL_LOCAL",
    "PREBUILDCTL_LOCAL_DATA",
    "PREBUILDCTL_REQUEST_TIMEOUT",
    "PREBUILDCTL_RETRIES",
    "PREBUILDCTL_TIMEOUT",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "PREBUILDCTL_OUTPUT",
    "PREBUILDCTL_NO_INPUT",
    "CI",
    "PREBUILDCTL_GITHUB",
    "GITHUB_OUTPUT",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "TERM",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "TZ",
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "APPDATA",
    "LOCALAPPDATA",
    "PATH",
];

/// Variables of the tests, which no document names.
const TEST_PREFIX: &str = "__PREBUILDCTL_TEST_";

/// Environment variables and standard input.
///
/// Passed in rather than read on demand, so that a test defines its whole environment.
pub struct Env {
    vars: HashMap<OsString, OsString>,
    /// The source of a piped token, a confirmation or a document.
    pub stdin: Box<dyn Read + Send>,
    /// Whether standard input is a terminal, so that prompts are possible.
    pub stdin_is_terminal: bool,
}

impl Env {
    /// The environment of this process.
    #[must_use]
    pub fn from_process() -> Self {
        Self {
            vars: std::env::vars_os().map(|(name, value)| (key(&name), value)).collect(),
            stdin: Box::new(std::io::stdin()),
            stdin_is_terminal: std::io::stdin().is_terminal(),
        }
    }

    /// Exactly these variables, with `stdin` piped in.
    pub fn fixed<'a>(
        vars: impl IntoIterator<Item = (&'a str, &'a str)>,
        stdin: impl Read + Send + 'static,
    ) -> Self {
        Self {
            vars: vars.into_iter().map(|(name, value)| (key(name), value.into())).collect(),
            stdin: Box::new(stdin),
            stdin_is_terminal: false,
        }
    }

    /// The same variables, with an empty standard input.
    pub(crate) fn without_stdin(&self) -> Self {
        Self {
            vars: self.vars.clone(),
            stdin: Box::new(std::io::empty()),
            stdin_is_terminal: self.stdin_is_terminal,
        }
    }

    /// Takes a variable away.
    pub(crate) fn remove(&mut self, name: &str) {
        self.vars.remove(&key(name));
    }

    /// The value of a variable; an empty one counts as not set.
    ///
    /// # Errors
    /// A usage error if the value is not UTF-8.
    pub fn var(&self, name: &str) -> Result<Option<String>, CliError> {
        let value = self.path(name).map(|value| value.into_os_string().into_string());
        value.transpose().map_err(|_| CliError::usage(format!("the value of {name} is not UTF-8")))
    }

    /// The value of a variable as a path, which need not be UTF-8; an empty one counts as not set.
    ///
    /// Whitespace around the value of a variable of this program is a slip of the file or the shell
    /// that sets it.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        debug_assert!(
            VARIABLES.contains(&name) || name.starts_with(TEST_PREFIX),
            "{name} is not in VARIABLES, and so not in the help"
        );
        let value = self.vars.get(&key(name))?;
        let value = match value.to_str() {
            Some(text) if name.starts_with(OWN_PREFIX) => text.trim().as_ref(),
            _ => value.as_os_str(),
        };
        (!value.is_empty()).then(|| PathBuf::from(value))
    }

    /// Whether a switch such as `NO_COLOR` or `CI` is on: set, not empty, not `0` or `false`.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.path(name)
            .is_some_and(|value| !["0", "false"].iter().any(|off| value.as_os_str() == *off))
    }
}

/// The name of a variable, as it is looked up: Windows does not distinguish upper and lower case.
fn key(name: impl AsRef<OsStr>) -> OsString {
    let name = name.as_ref();
    if cfg!(windows) { name.to_ascii_uppercase() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Env;

    #[test]
    fn names_differ_in_case_where_the_system_distinguishes_it() {
        let env = Env::fixed([("no_proxy", "x")], std::io::empty());
        assert_eq!(env.path("NO_PROXY").is_some(), cfg!(windows));
        assert!(env.path("no_proxy").is_some());
    }

    proptest! {
        #[test]
        fn only_the_variables_of_this_program_are_trimmed(
            value in "[ \t\r\n]{0,2}(a b|0|)[ \t\r\n]{0,2}",
        ) {
            let set = [("PREBUILDCTL_OUTPUT", value.as_str()), ("HOME", value.as_str())];
            let env = Env::fixed(set, std::io::empty());
            let trimmed = Some(value.trim().to_owned()).filter(|text| !text.is_empty());
            prop_assert_eq!(env.var("PREBUILDCTL_OUTPUT").unwrap(), trimmed);
            prop_assert_eq!(env.is_on("PREBUILDCTL_OUTPUT"), value.trim() == "a b");
            let kept = Some(value).filter(|text| !text.is_empty());
            prop_assert_eq!(env.var("HOME").unwrap(), kept);
        }
    }
}
