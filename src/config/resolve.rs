//! Which of the flag, the variables, the profile, `[defaults]` and the built-in value wins.

mod service;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::mem;
use std::path::Path;
use std::time::Duration;

use super::content::{Keys, Profile};
use super::duration;
use super::file::Loaded;
use super::flags::Flags;
use super::keys::profile_name;
use super::location::Location;
use super::resource::Resource;
use super::settings::Settings;
use super::source::{Position, Setting, Source};
use super::validate::{RETRIES, retries};
use crate::config::color::Color;
use crate::config::format::Format;
use crate::env::Env;
use crate::error::CliError;
use crate::keyword::Keyword;
use crate::text_file::toml_reader::Spanned;

/// The profile in use when nobody names one.
pub(super) const DEFAULT_PROFILE: &str = "default";
/// How long one try of a call may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a command waits that is told to.
const TIMEOUT: Duration = Duration::from_mins(15);
/// The pause between two looks while waiting.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// Decides every setting. What is wrong with flags and variables is told all at once.
pub(super) fn settings(
    flags: &Flags,
    env: &Env,
    location: Location,
    loaded: Option<&Loaded>,
) -> Result<Settings, CliError> {
    let file = location.path().unwrap_or(Path::new("")).to_owned();
    let chosen = chosen_profile(flags, env)?;
    let profile = chosen.unwrap_or_else(|| current_profile(loaded, &file));
    let mut layers = SettingSources {
        flags,
        env,
        file: &file,
        loaded,
        profile_name: profile.value.clone(),
        faults: Vec::new(),
        warnings: Vec::new(),
    };
    layers.warnings.extend(loaded.and_then(|loaded| loaded.warning(&file)));
    let settings = layers.decide(profile, location)?;
    match CliError::usage_errors_opt(layers.faults) {
        Some(failure) => Err(failure),
        None => Ok(settings),
    }
}

/// The profile that a flag or a variable names.
pub(super) fn chosen_profile(
    flags: &Flags,
    env: &Env,
) -> Result<Option<Setting<String>>, CliError> {
    const VARIABLE: &str = "PREBUILDCTL_PROFILE";
    let (text, source) = match &flags.profile {
        Some(name) => (name.clone(), Source::Flag("--profile")),
        None => match env.var(VARIABLE)? {
            Some(name) => (name, Source::Variable(VARIABLE)),
            None => return Ok(None),
        },
    };
    match profile_name(&text) {
        Ok(name) => Ok(Some(Setting::new(name, source))),
        Err(fault) => Err(CliError::usage(format!("{source} \"{text}\" {fault}"))),
    }
}

/// The profile that the file names, else `default`.
fn current_profile(loaded: Option<&Loaded>, file: &Path) -> Setting<String> {
    match loaded.and_then(|loaded| loaded.content.current_profile.as_ref()) {
        None => Setting::built_in(DEFAULT_PROFILE.to_owned()),
        Some(Spanned { value, place }) => {
            Setting::new(value.clone(), Source::TopLevel(Position::new(file, place.line)))
        }
    }
}

/// A flag's name, what was typed for it, and the variable that stands in for it.
type FlagSpec<'a> = (&'static str, &'a Option<String>, Option<&'static str>);

/// Everything that can set something, and what was found wrong on the way.
struct SettingSources<'a> {
    flags: &'a Flags,
    env: &'a Env,
    file: &'a Path,
    loaded: Option<&'a Loaded>,
    profile_name: String,
    faults: Vec<String>,
    warnings: Vec<String>,
}

impl<'a> SettingSources<'a> {
    /// The table of the settings: flag and variable of each, how it is read, its key, and what it
    /// is when nobody sets it.
    fn decide(
        &mut self,
        profile: Setting<String>,
        location: Location,
    ) -> Result<Settings, CliError> {
        let flags = self.flags;
        let output = ("--output", &flags.output, Some("PREBUILDCTL_OUTPUT"));
        let request_timeout =
            ("--request-timeout", &flags.request_timeout, Some("PREBUILDCTL_REQUEST_TIMEOUT"));
        let tries = ("--retries", &flags.retries, Some("PREBUILDCTL_RETRIES"));
        // The verbs that wait have the flags of the wait limits.
        let timeout = ("", &None, Some("PREBUILDCTL_TIMEOUT"));
        let own_host = self.own_host()?;
        Ok(Settings {
            host: self.host().unwrap_or_else(|| own_host.clone()),
            project: self.in_file(|keys| keys.project.as_ref()),
            output: self
                .pick(output, Keyword::parse, |keys| keys.output.as_ref())
                .unwrap_or(Setting::built_in(Format::Table)),
            color: self.color(),
            no_input: self.no_input(),
            request_timeout: self
                .pick(request_timeout, duration::parse, |keys| keys.request_timeout.as_ref())
                .unwrap_or(Setting::built_in(REQUEST_TIMEOUT)),
            retries: self
                .pick(tries, retries, |keys| keys.retries.as_ref())
                .unwrap_or(Setting::built_in(RETRIES)),
            timeout: self
                .pick(timeout, duration::parse, |keys| keys.timeout.as_ref())
                .unwrap_or(Setting::built_in(TIMEOUT)),
            poll_interval: self
                .in_file(|keys| keys.poll_interval.as_ref())
                .unwrap_or(Setting::built_in(POLL_INTERVAL)),
            columns: self.columns(),
            token: self.token(own_host.value),
            profiles: self.loaded.map(Loaded::profile_names),
            warnings: mem::take(&mut self.warnings),
            profile,
            location,
        })
    }

    /// The strongest of a flag, a variable and the keys of the file.
    fn pick<T: Clone>(
        &mut self,
        (flag, typed, variable): FlagSpec<'_>,
        parse: fn(&str) -> Result<T, String>,
        key: impl Fn(&Keys) -> Option<&Spanned<T>>,
    ) -> Option<Setting<T>> {
        let (text, source) = match (typed, variable) {
            (Some(text), _) => (Some(text.clone()), Source::Flag(flag)),
            (None, Some(name)) => (self.variable(name), Source::Variable(name)),
            (None, None) => (None, Source::BuiltIn),
        };
        match text {
            Some(text) => self.checked(format!("{source} \"{text}\""), parse(&text), source),
            None => self.in_file(key),
        }
    }

    fn in_file<T: Clone>(&self, key: impl Fn(&Keys) -> Option<&Spanned<T>>) -> Option<Setting<T>> {
        if let Some(at) = self.profile().and_then(|profile| key(&profile.keys)) {
            return Some(self.of_profile(at));
        }
        let Spanned { value, place } = key(&self.loaded?.content.defaults)?;
        let source = Source::Defaults(Position::new(self.file, place.line));
        Some(Setting::new(value.clone(), source))
    }

    fn columns(&self) -> BTreeMap<Resource, Setting<Vec<String>>> {
        Resource::ALL
            .iter()
            .filter_map(|(_, noun)| Some((*noun, self.in_file(|keys| keys.columns.get(noun))?)))
            .collect()
    }

    fn color(&mut self) -> Setting<Color> {
        let switch = |name: &'static str, color| {
            let setting = Setting::new(color, Source::Variable(name));
            self.env.is_on(name).then_some(setting)
        };
        let by_variable =
            switch("NO_COLOR", Color::Never).or_else(|| switch("CLICOLOR_FORCE", Color::Always));
        match (&self.flags.color, by_variable) {
            (None, Some(setting)) => Some(setting),
            (typed, _) => {
                self.pick(("--color", typed, None), Keyword::parse, |keys| keys.color.as_ref())
            }
        }
        .unwrap_or(Setting::built_in(Color::Auto))
    }

    fn no_input(&self) -> Setting<bool> {
        let by_variable =
            ["PREBUILDCTL_NO_INPUT", "CI"].into_iter().find(|name| self.env.is_on(name));
        match by_variable {
            _ if self.flags.no_input => Setting::new(true, Source::Flag("--no-input")),
            Some(name) => Setting::new(true, Source::Variable(name)),
            None => Setting::built_in(!self.env.stdin_is_terminal),
        }
    }

    fn profile(&self) -> Option<&'a Profile> {
        self.loaded?.content.profiles.get(&self.profile_name)
    }

    fn of_profile<T: Clone>(&self, Spanned { value, place }: &Spanned<T>) -> Setting<T> {
        let source = Source::Profile {
            name: self.profile_name.clone(),
            place: Position::new(self.file, place.line),
        };
        Setting::new(value.clone(), source)
    }

    fn variable(&mut self, name: &str) -> Option<String> {
        self.env.var(name).unwrap_or_else(|failure| {
            self.faults.push(failure.message);
            None
        })
    }

    fn checked<T>(
        &mut self,
        subject: String,
        value: Result<T, impl Display>,
        source: Source,
    ) -> Option<Setting<T>> {
        match value {
            Ok(value) => Some(Setting::new(value, source)),
            Err(fault) => {
                self.faults.push(format!("{subject} {fault}"));
                None
            }
        }
    }
}
