//! Merges the flags, the variables and the config file into the settings.

mod service;

pub(crate) use service::{LOCAL_VARIABLE, service_choices};

use std::collections::BTreeMap;
use std::fmt::Display;
use std::mem;
use std::path::Path;

use super::content::{Keys, Profile};
use super::defaults::{
    DEFAULT_POLL_INTERVAL, DEFAULT_PROFILE, DEFAULT_REQUEST_TIMEOUT, DEFAULT_RETRIES,
    DEFAULT_TIMEOUT,
};
use super::file::{Loaded, Reading};
use super::flags::Flags;
use super::keys::profile_name;
use super::location::Location;
use super::prices::{PriceTable, Prices};
use super::proxy;
use super::resource::Resource;
use super::settings::Settings;
use super::source::{Setting, Source};
use super::validate::retries;
use crate::config::color::Color;
use crate::config::format::Format;
use crate::env::Env;
use crate::error::CliError;
use crate::keyword::Keyword;
use crate::text::duration;
use crate::toml_reader::{Position, Spanned};

/// Resolves every setting. All errors of flags and variables are reported together.
pub(super) fn settings(
    flags: &Flags,
    env: &Env,
    location: Location,
    Reading { loaded, ignored }: &Reading,
) -> Result<Settings, CliError> {
    let loaded = loaded.as_ref();
    let file = location.path().unwrap_or(Path::new("")).to_owned();
    let chosen = chosen_profile(flags, env)?;
    let profile = chosen.unwrap_or_else(|| current_profile(loaded, &file));
    let mut sources = SettingSources {
        flags,
        env,
        file: &file,
        loaded,
        profile_name: profile.value.clone(),
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    sources.warnings.extend(ignored.clone());
    sources.warnings.extend(loaded.and_then(|loaded| loaded.warning(&file)));
    let settings = sources.resolve_all(profile, location)?;
    let settings = Settings { ignored_file: ignored.clone(), ..settings };
    CliError::usage_errors_opt(sources.errors).map_or(Ok(settings), Err)
}

/// The profile of the flag or the variable.
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
        Err(error) => Err(CliError::usage(format!("{source} \"{text}\" {error}"))),
    }
}

/// The current profile of the file, else `default`.
fn current_profile(loaded: Option<&Loaded>, file: &Path) -> Setting<String> {
    match loaded.and_then(|loaded| loaded.content.current_profile.as_ref()) {
        None => Setting::built_in(DEFAULT_PROFILE.to_owned()),
        Some(Spanned { value, place }) => {
            let line = format!("{}:{}", file.display(), place.line);
            Setting::new(value.clone(), Source::TopLevel(line))
        }
    }
}

/// A flag, its text, and the variable that it overrides.
type FlagSpec<'a> = (&'static str, &'a Option<String>, Option<&'static str>);

/// Everything that can set something, and the errors found on the way.
struct SettingSources<'a> {
    flags: &'a Flags,
    env: &'a Env,
    file: &'a Path,
    loaded: Option<&'a Loaded>,
    profile_name: String,
    errors: Vec<String>,
    warnings: Vec<String>,
}

impl<'a> SettingSources<'a> {
    fn resolve_all(
        &mut self,
        profile: Setting<String>,
        location: Location,
    ) -> Result<Settings, CliError> {
        let flags = self.flags;
        let output = ("--output", &flags.output, Some("PREBUILDCTL_OUTPUT"));
        let request_timeout =
            ("--request-timeout", &flags.request_timeout, Some("PREBUILDCTL_REQUEST_TIMEOUT"));
        let max_retries = ("--retries", &flags.retries, Some("PREBUILDCTL_RETRIES"));
        // The commands that wait merge their own flags for these two.
        let timeout = ("--timeout", &None, Some("PREBUILDCTL_TIMEOUT"));
        let poll_interval = ("--poll-interval", &None, None);
        let profile_host = self.profile_host()?;
        let host = self.host().unwrap_or_else(|| profile_host.clone());
        Ok(Settings {
            proxy: proxy::resolve(self.env, &host.value),
            host,
            project: self.in_file(|keys| keys.project.as_ref()),
            output: self
                .resolve(output, Keyword::parse, |keys| keys.output.as_ref())
                .unwrap_or(Setting::built_in(Format::Table)),
            color: self.color().unwrap_or(Setting::built_in(Color::Auto)),
            no_input: self.no_input(),
            request_timeout: self
                .resolve(request_timeout, duration::parse, |keys| keys.request_timeout.as_ref())
                .unwrap_or(Setting::built_in(DEFAULT_REQUEST_TIMEOUT)),
            retries: self
                .resolve(max_retries, retries, |keys| keys.retries.as_ref())
                .unwrap_or(Setting::built_in(DEFAULT_RETRIES)),
            timeout: self
                .resolve(timeout, duration::parse, |keys| keys.timeout.as_ref())
                .unwrap_or(Setting::built_in(DEFAULT_TIMEOUT)),
            poll_interval: self
                .resolve(poll_interval, duration::parse, |keys| keys.poll_interval.as_ref())
                .unwrap_or(Setting::built_in(DEFAULT_POLL_INTERVAL)),
            columns: self.columns(),
            prices: self.prices(),
            token: self.token(profile_host.value),
            profiles: self.loaded.map(Loaded::profile_names),
            ignored_file: None,
            file_text: self.loaded.map(|loaded| loaded.text.clone()).unwrap_or_default(),
            stored_tokens: self.loaded.map(Loaded::tokens).unwrap_or_default(),
            warnings: mem::take(&mut self.warnings),
            profile,
            location,
        })
    }

    /// The flag, else the variable, else the file.
    fn resolve<T: Clone>(
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
            Some(text) => self.checked(&format!("{source} \"{text}\""), parse(&text), source),
            None => self.in_file(key),
        }
    }

    /// The profile, else `[defaults]`.
    fn in_file<T: Clone>(&self, key: impl Fn(&Keys) -> Option<&Spanned<T>>) -> Option<Setting<T>> {
        if let Some(value) = self.profile().and_then(|profile| key(&profile.keys)) {
            return Some(self.of_profile(value));
        }
        let Spanned { value, place } = key(&self.loaded?.content.defaults)?;
        Some(Setting::new(value.clone(), Source::Defaults(self.line(*place))))
    }

    fn columns(&self) -> BTreeMap<Resource, Setting<Vec<String>>> {
        Resource::ALL
            .iter()
            .filter_map(|(_, resource)| {
                Some((*resource, self.in_file(|keys| keys.columns.get(resource))?))
            })
            .collect()
    }

    /// The prices of every class that the profile or `[defaults]` names.
    fn prices(&self) -> Prices {
        let of_profile = self.profile().map(|profile| &profile.keys.prices);
        let of_defaults = self.loaded.map(|loaded| &loaded.content.defaults.prices);
        let classes = of_profile.into_iter().chain(of_defaults).flat_map(BTreeMap::keys);
        let prices = classes.map(|class| {
            let running = self.in_file(|keys| keys.prices.get(class)?.running.as_ref());
            let stopped = self.in_file(|keys| keys.prices.get(class)?.stopped.as_ref());
            (class.clone(), PriceTable { running, stopped })
        });
        prices.collect()
    }

    fn color(&mut self) -> Option<Setting<Color>> {
        let typed = &self.flags.color;
        let by_variable = [("NO_COLOR", Color::Never), ("CLICOLOR_FORCE", Color::Always)]
            .into_iter()
            .find(|(name, _)| self.env.is_on(name));
        match by_variable {
            Some((name, color)) if typed.is_none() => {
                Some(Setting::new(color, Source::Variable(name)))
            }
            _ => self.resolve(("--color", typed, None), Keyword::parse, |keys| keys.color.as_ref()),
        }
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
        let (name, line) = (self.profile_name.clone(), self.line(*place));
        Setting::new(value.clone(), Source::Profile { name, line })
    }

    fn line(&self, position: Position) -> String {
        format!("{}:{}", self.file.display(), position.line)
    }

    fn variable(&mut self, name: &str) -> Option<String> {
        self.env.var(name).unwrap_or_else(|error| {
            self.errors.push(error.message);
            None
        })
    }

    /// Takes the value, or records the error.
    fn checked<T>(
        &mut self,
        subject: &str,
        value: Result<T, impl Display>,
        source: Source,
    ) -> Option<Setting<T>> {
        match value {
            Ok(value) => Some(Setting::new(value, source)),
            Err(error) => {
                self.errors.push(format!("{subject} {error}"));
                None
            }
        }
    }
}
