//! The keys of the config file: which exist, where they belong, and how users name them.

use toml_edit::Key;

use super::prices::{RUNNING, STOPPED, unknown_price};
use super::resource::Resource;
use crate::error::{CliError, Hint};
use crate::keyword::{Keyword as _, did_you_mean};
use crate::toml_reader::is_plain;

/// The type of a key's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueType {
    String,
    Integer,
    /// A number that need not be whole.
    Price,
    /// An array of strings.
    List,
}

pub(super) const CURRENT_PROFILE: &str = "current-profile";
pub(super) const DEFAULTS: &str = "defaults";
pub(super) const PROFILES: &str = "profiles";
/// Tables inside a profile or `[defaults]`.
pub(super) const COLUMNS: &str = "columns";
pub(super) const PRICES: &str = "prices";
pub(super) const HOST: &str = "host";
pub(super) const TOKEN: &str = "token";
pub(super) const TOKEN_FILE: &str = "token-file";
pub(super) const TOKEN_COMMAND: &str = "token-command";
/// The ways to store a token, of which a profile has at most one.
pub(super) const CREDENTIALS: [&str; 3] = [TOKEN, TOKEN_FILE, TOKEN_COMMAND];

/// Keys of `[defaults]` and of a profile, without the members of `columns`.
const SHARED: [(&str, ValueType); 7] = [
    ("project", ValueType::String),
    ("output", ValueType::String),
    ("color", ValueType::String),
    ("request-timeout", ValueType::String),
    ("retries", ValueType::Integer),
    ("timeout", ValueType::String),
    ("poll-interval", ValueType::String),
];

/// Keys of a profile only: a host and its credentials belong together.
const PROFILE_ONLY: [(&str, ValueType); 4] = [
    (HOST, ValueType::String),
    (TOKEN, ValueType::String),
    (TOKEN_FILE, ValueType::String),
    (TOKEN_COMMAND, ValueType::List),
];

/// A table of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Top,
    Defaults,
    /// `[profiles.NAME]`
    Profile,
}

/// Every key without a table.
fn bare() -> impl Iterator<Item = &'static str> {
    let settings = Section::Profile.settings().map(|(name, _)| name);
    std::iter::once(CURRENT_PROFILE).chain(settings)
}

/// Every key of the current profile, with the members of its tables.
fn all_keys() -> impl Iterator<Item = String> {
    let prices = [RUNNING, STOPPED].map(|name| format!("{PRICES}.CLASS.{name}"));
    plain_keys().chain(prices)
}

/// Every key of the current profile that has no variable part.
pub(crate) fn plain_keys() -> impl Iterator<Item = String> {
    bare().map(str::to_owned).chain(columns())
}

fn columns() -> impl Iterator<Item = String> {
    Resource::ALL.iter().map(|(resource, _)| format!("{COLUMNS}.{resource}"))
}

/// The keys of `[defaults]` and of these profiles, with their tables.
pub(crate) fn keys_of_tables(profiles: &[String]) -> impl Iterator<Item = String> {
    let keys = |section: Section, table: String| {
        let settings = section.settings().map(|(name, _)| name.to_owned());
        settings.chain(columns()).map(move |key| format!("{table}.{key}"))
    };
    let defaults = keys(Section::Defaults, DEFAULTS.to_owned());
    let table = |profile: &String| format!("{PROFILES}.{profile}");
    defaults.chain(profiles.iter().flat_map(move |name| keys(Section::Profile, table(name))))
}

impl Section {
    /// The settings of the table, without the members of `columns`.
    fn settings(self) -> impl Iterator<Item = (&'static str, ValueType)> {
        let (shared, specific): (&[_], &[_]) = match self {
            Self::Top => (&[], &[]),
            Self::Defaults => (&SHARED, &[]),
            Self::Profile => (&SHARED, &PROFILE_ONLY),
        };
        shared.iter().chain(specific).copied()
    }

    /// Every key of the table.
    fn keys(self) -> impl Iterator<Item = &'static str> {
        let tables: &[_] = match self {
            Self::Top => &[CURRENT_PROFILE, DEFAULTS, PROFILES],
            Self::Defaults | Self::Profile => &[COLUMNS, PRICES],
        };
        self.settings().map(|(name, _)| name).chain(tables.iter().copied())
    }

    /// The type of a key's value, or an error that follows the key.
    fn type_of(self, path: &[&str]) -> Result<ValueType, String> {
        match path {
            [CURRENT_PROFILE] if self == Self::Top => Ok(ValueType::String),
            [COLUMNS, resource] => match Resource::parse(resource) {
                Ok(_) => Ok(ValueType::List),
                Err(error) => Err(format!("is not a known key: {resource} {error}")),
            },
            [PRICES, _, RUNNING | STOPPED] => Ok(ValueType::Price),
            [PRICES, _, name] => Err(unknown_price(name)),
            [PRICES] | [PRICES, _] => {
                Err("is a table; use one of its keys, such as prices.large.running".to_owned())
            }
            [] => Err("is a table; use one of its keys".to_owned()),
            [COLUMNS] => Err("is a table; use one of its keys, such as columns.class".to_owned()),
            [name] => self
                .settings()
                .find_map(|(known, value_type)| (known == *name).then_some(value_type))
                .ok_or_else(|| self.unknown_key(name)),
            _ => Err("is not a known key".to_owned()),
        }
    }

    /// Why a key is not in this table; follows the key.
    pub(super) fn unknown_key(self, key: &str) -> String {
        let is_in = |section: Self| section.keys().any(|known| known == key);
        if is_in(Self::Top) {
            "belongs at the top of the file, before every table".to_owned()
        } else if is_in(Self::Defaults) {
            "belongs in [defaults] or in a profile".to_owned()
        } else if is_in(Self::Profile) {
            "belongs in a profile: [profiles.NAME]".to_owned()
        } else {
            let names = self.keys().chain(Self::Profile.keys());
            format!("is not a known key{}", did_you_mean(key, names))
        }
    }
}

/// Parses the name of a profile: a bare key, so that `profiles.NAME.host` is unambiguous. The error
/// follows its source.
pub(super) fn profile_name(text: &str) -> Result<String, &'static str> {
    if is_plain(text) {
        Ok(text.to_owned())
    } else {
        Err("is not a valid profile name: use up to 64 letters, digits, \"-\" and \"_\"")
    }
}

/// A key as users name it: `current-profile`, `defaults.output`, `profiles.work.host`, or `output`
/// for the current profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyPath {
    section: Section,
    /// `None` for the current profile.
    profile: Option<String>,
    path: Vec<String>,
    pub(super) value_type: ValueType,
}

impl KeyPath {
    pub(super) fn parse(key: &str) -> Result<Self, CliError> {
        let all = segments(key);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let (section, profile, path) = match all.as_slice() {
            [CURRENT_PROFILE] => (Section::Top, None, all.as_slice()),
            [DEFAULTS, path @ ..] => (Section::Defaults, None, path),
            [PROFILES, name, path @ ..] => {
                let name = profile_name(name)
                    .map_err(|error| CliError::usage(format!("\"{name}\" {error}")))?;
                (Section::Profile, Some(name), path)
            }
            path => (Section::Profile, None, path),
        };
        let value_type = section.type_of(path).map_err(|error| {
            let known: Vec<_> = all_keys().collect();
            CliError::usage(format!("{key} {error}"))
                .because(format!("keys: {}", known.join(", ")))
                .hint(Hint::new("config list"))
        })?;
        let path = path.iter().map(ToString::to_string).collect();
        Ok(Self { section, profile, path, value_type })
    }

    /// The path from the top of the file.
    pub(super) fn segments(&self, current_profile: &str) -> Vec<String> {
        let table: &[&str] = match self.section {
            Section::Top => &[],
            Section::Defaults => &[DEFAULTS],
            Section::Profile => &[PROFILES, self.profile.as_deref().unwrap_or(current_profile)],
        };
        let table = table.iter().map(ToString::to_string);
        table.chain(self.path.iter().cloned()).collect()
    }

    /// Whether it has no table.
    pub(super) fn is_bare(&self) -> bool {
        self.section != Section::Defaults && self.profile.is_none()
    }

    /// The resource whose columns it sets, if it does.
    pub(super) fn resource(&self) -> Option<Resource> {
        match self.path.as_slice() {
            [columns, resource] if columns == COLUMNS => Resource::parse(resource).ok(),
            _ => None,
        }
    }

    /// The key without its table: `output`, `columns.class`.
    pub(super) fn name(&self) -> String {
        self.path.iter().map(|part| quoted(part)).collect::<Vec<_>>().join(".")
    }
}

/// The resource whose columns a key sets, if it does.
pub(crate) fn resource_of_columns(key: &str) -> Option<Resource> {
    KeyPath::parse(key).ok()?.resource()
}

/// A part of a key, in quotes where TOML needs them.
pub(super) fn quoted(part: &str) -> String {
    Key::new(part).display_repr().into_owned()
}

/// The parts of a dotted key. A part in quotes may hold dots, as in TOML: `prices."a.b".running`.
fn segments(key: &str) -> Vec<String> {
    let quoted = key.contains(['"', '\'']).then(|| Key::parse(key).ok()).flatten();
    match quoted {
        Some(parts) => parts.iter().map(|part| part.get().to_owned()).collect(),
        None => key.split('.').map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests;
