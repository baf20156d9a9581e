//! Every setting in effect, with its source.

use std::collections::BTreeMap;
use std::time::Duration;

use super::credential::TokenSource;
use super::file::{FileText, Reading};
use super::flags::Flags;
use super::location::Location;
use super::prices::Prices;
use super::proxy::ProxySetting;
use super::resource::Resource;
use super::source::{Setting, Source};
use super::validate::HostChoice;
use super::{file, resolve};
use crate::api::token::Token;
use crate::config::color::Color;
use crate::config::format::Format;
use crate::env::Env;
use crate::error::{CliError, Hint};
use crate::keyword::did_you_mean;
use crate::text::duration;

/// The order of precedence is flag, variable, profile, `[defaults]`, built in.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The current profile; the built-in `default` need not exist.
    pub(crate) profile: Setting<String>,
    pub(crate) host: Setting<HostChoice>,
    /// The default of `--project`.
    pub(crate) project: Option<Setting<String>>,
    pub(crate) output: Setting<Format>,
    pub(crate) color: Setting<Color>,
    pub(crate) no_input: Setting<bool>,
    pub(crate) request_timeout: Setting<Duration>,
    pub(crate) retries: Setting<u32>,
    pub(super) proxy: ProxySetting,
    pub(super) timeout: Setting<Duration>,
    pub(super) poll_interval: Setting<Duration>,
    /// The default of `--columns`.
    pub(crate) columns: BTreeMap<Resource, Setting<Vec<String>>>,
    /// What instances cost.
    pub(crate) prices: Prices,
    pub(crate) warnings: Vec<String>,
    pub(crate) location: Location,
    /// The names of the profiles; `None` if there is no file.
    pub(crate) profiles: Option<Vec<String>>,
    /// Why the file in the default place is ignored, if it is.
    pub(super) ignored_file: Option<String>,
    /// The text of the file; empty if there is none.
    pub(super) file_text: FileText,
    pub(super) stored_tokens: Vec<Token>,
    /// Where the token comes from; it is read on demand.
    pub(super) token: Option<Setting<TokenSource>>,
}

impl Settings {
    /// Loads the settings. A config file or profile that was set explicitly must exist.
    pub(crate) fn load(flags: &Flags, env: &Env) -> Result<Self, CliError> {
        let settings = Self::load_for_edit(flags, env)?;
        settings.require_file()?;
        settings.require_profile()?;
        Ok(settings)
    }

    /// Loads the settings for a command that may create the config file and the profile.
    pub(crate) fn load_for_edit(flags: &Flags, env: &Env) -> Result<Self, CliError> {
        let location = Location::find(flags.config.as_deref(), env)?;
        let reading = file::read(&location)?;
        resolve::settings(flags, env, location, &reading)
    }

    /// The settings of the flags and variables alone.
    pub(crate) fn without_file(flags: &Flags, env: &Env) -> Result<Self, CliError> {
        let location = Location::Unavailable("this command reads no config file");
        resolve::settings(flags, env, location, &Reading::default())
    }

    /// The time limit of a wait: `--timeout` of the command, else the setting.
    pub(crate) fn timeout(&self, flag: Option<&str>) -> Result<Duration, String> {
        flag.map_or(Ok(self.timeout.value), |text| parse_flag("--timeout", text))
    }

    /// The time between two polls: `--poll-interval` of the command, else the setting.
    pub(crate) fn poll_interval(&self, flag: Option<&str>) -> Result<Duration, String> {
        flag.map_or(Ok(self.poll_interval.value), |text| parse_flag("--poll-interval", text))
    }

    fn require_file(&self) -> Result<(), CliError> {
        match (&self.location, &self.profiles) {
            (Location::Named { path, by }, None) => {
                let message = format!("config file not found: {}", path.display());
                Err(CliError::usage(message).because(format!("set by {by}")))
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
        let error = no_such_profile(name, known).because(format!("set by {source}"));
        Err(self
            .ignored_file
            .iter()
            .fold(error, CliError::because)
            .hint(Hint::new("--profile").arg(name).args(["auth", "login"])))
    }
}

fn parse_flag(flag: &str, text: &str) -> Result<Duration, String> {
    duration::parse(text).map_err(|error| format!("{flag} \"{text}\" {error}"))
}

pub(super) fn no_such_profile(name: &str, known: &[String]) -> CliError {
    let suggestion = did_you_mean(name, known.iter().map(String::as_str));
    CliError::usage(format!("no profile \"{name}\"{suggestion}")).because(match known {
        [] => "there are no profiles yet".to_owned(),
        _ => format!("available profiles: {}", known.join(", ")),
    })
}

#[cfg(test)]
mod tests;
