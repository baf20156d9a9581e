//! Every setting in effect, with who set it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::credential::TokenSource;
use super::flags::Flags;
use super::location::Location;
use super::resource::Resource;
use super::source::{Setting, Source};
use super::validate::HostChoice;
use super::{duration, file, resolve};
use crate::config::color::Color;
use crate::config::format::Format;
use crate::env::Env;
use crate::error::CliError;
use crate::error::Hint;
use crate::keyword::did_you_mean;

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
    pub(super) timeout: Setting<Duration>,
    pub(super) poll_interval: Setting<Duration>,
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

    /// The time limit of a wait: what `--timeout` of the command says, else the setting.
    pub(crate) fn timeout(&self, flag: Option<&str>) -> Result<Duration, String> {
        flag.map_or(Ok(self.timeout.value), |text| parse_flag("--timeout", text))
    }

    /// The time between two polls: what `--poll-interval` of the command says, else the setting.
    pub(crate) fn poll_interval(&self, flag: Option<&str>) -> Result<Duration, String> {
        flag.map_or(Ok(self.poll_interval.value), |text| parse_flag("--poll-interval", text))
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

fn parse_flag(flag: &str, text: &str) -> Result<Duration, String> {
    duration::parse(text).map_err(|error| format!("{flag} \"{text}\" {error}"))
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
