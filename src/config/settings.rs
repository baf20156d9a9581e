//! Every setting in effect, with who set it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::credential::TokenSource;
use super::location::Location;
use super::resource::Resource;
use super::source::{Setting, Source};
use super::validate::HostChoice;
use super::{file, resolve};
use crate::config::color::Color;
use crate::config::format::Format;
use crate::env::Env;
use crate::error::CliError;
use crate::error::Hint;
use crate::keyword::did_you_mean;

/// The global flags as they were typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    /// `--profile NAME`
    pub(crate) profile: Option<String>,
    /// `--config PATH`
    pub(crate) config: Option<PathBuf>,
    /// `--host URL`
    pub(crate) host: Option<String>,
    /// `--local`
    pub(crate) local: bool,
    /// `--local-data FILE`
    pub(crate) local_data: Option<PathBuf>,
    /// `--token-file PATH`
    pub(crate) token_file: Option<PathBuf>,
    /// `--token-stdin`
    pub(crate) token_stdin: bool,
    /// `--output FMT`
    pub(crate) output: Option<String>,
    /// `--color WHEN`
    pub(crate) color: Option<String>,
    /// `--no-input`
    pub(crate) no_input: bool,
    /// `--request-timeout DURATION`
    pub(crate) request_timeout: Option<String>,
    /// `--retries N`
    pub(crate) retries: Option<String>,
    /// `--timeout DURATION`
    pub(crate) timeout: Option<String>,
    /// `--poll-interval DURATION`
    pub(crate) poll_interval: Option<String>,
    /// `--project P`
    pub(crate) project: Option<String>,
}

impl Flags {
    /// The flags that choose the service and the credential, as typed: a suggested command repeats
    /// them, so that it reaches the same service. What variables say still holds where it is pasted.
    pub(crate) fn service_flags(&self) -> Vec<String> {
        let text = |flag: &str, value: &Option<String>| {
            value.iter().flat_map(|value| [flag.to_owned(), value.clone()]).collect::<Vec<_>>()
        };
        let path = |flag: &str, value: &Option<PathBuf>| {
            text(flag, &value.as_ref().map(|path| path.display().to_string()))
        };
        [
            text("--profile", &self.profile),
            path("--config", &self.config),
            self.local.then(|| "--local".to_owned()).into_iter().collect(),
            path("--local-data", &self.local_data),
            text("--host", &self.host),
            path("--token-file", &self.token_file),
        ]
        .concat()
    }
}

/// The settings in effect. The order is flag, variable, profile, `[defaults]`, built in.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The profile in use; the built-in `default` need not exist.
    pub(crate) profile: Setting<String>,
    /// Which service is called.
    pub(crate) host: Setting<HostChoice>,
    /// The project of commands that need one and got none.
    pub(crate) project: Option<Setting<String>>,
    /// How results are written.
    pub(crate) output: Setting<Format>,
    /// When colours are used.
    pub(crate) color: Setting<Color>,
    /// Whether nothing may be asked.
    pub(crate) no_input: Setting<bool>,
    /// How long one try of a call may take.
    pub(crate) request_timeout: Setting<Duration>,
    /// How often a failed call is tried again after the first try.
    pub(crate) retries: Setting<u32>,
    /// How long a command waits that is told to.
    pub(crate) timeout: Setting<Duration>,
    /// The pause between two looks while waiting.
    pub(crate) poll_interval: Setting<Duration>,
    /// The columns that are shown when `--columns` is not given.
    pub(crate) columns: BTreeMap<Resource, Setting<Vec<String>>>,
    /// What the user should know, one line each.
    pub(crate) warnings: Vec<String>,
    /// The file.
    pub(crate) location: Location,
    /// The names of the profiles; `None` when there is no file.
    pub(crate) profiles: Option<Vec<String>>,
    /// Where the token comes from; it is read when it is needed.
    pub(super) token: Option<Setting<TokenSource>>,
}

impl Settings {
    /// Loads the settings for a command that uses them: the file and the profile that somebody
    /// named must exist.
    pub(crate) fn load(flags: &Flags, env: &Env) -> Result<Self, CliError> {
        let settings = Self::load_for_edit(flags, env)?;
        settings.require_file()?;
        settings.require_profile()?;
        Ok(settings)
    }

    /// Loads the settings for a command that saves some: it may make the file and the profile.
    pub(crate) fn load_for_edit(flags: &Flags, env: &Env) -> Result<Self, CliError> {
        let location = Location::find(flags.config.as_deref(), env)?;
        let loaded = file::read(&location)?;
        resolve::settings(flags, env, location, loaded.as_ref())
    }

    fn require_file(&self) -> Result<(), CliError> {
        match (&self.location, &self.profiles) {
            (Location::Named { path, by }, None) => {
                let message = format!("there is no file {}", path.display());
                Err(CliError::usage(message).because(format!("named by {by}")))
            }
            _ => Ok(()),
        }
    }

    fn require_profile(&self) -> Result<(), CliError> {
        let Setting { value: name, source } = &self.profile;
        let known = self.profiles.as_deref().unwrap_or_default();
        if *source == Source::BuiltIn || known.contains(name) {
            return Ok(());
        }
        Err(no_such_profile(name, known)
            .because(format!("named by {source}"))
            .hint(Hint::new("--profile").arg(name).args(["auth", "login"])))
    }
}

/// The failure of naming a profile that the file does not have.
pub(super) fn no_such_profile(name: &str, known: &[String]) -> CliError {
    let nearer = did_you_mean(name, known.iter().map(String::as_str));
    CliError::usage(format!("no profile \"{name}\"{nearer}")).because(match known {
        [] => "there are no profiles yet".to_owned(),
        _ => format!("the profiles are: {}", known.join(", ")),
    })
}

#[cfg(test)]
mod tests;
