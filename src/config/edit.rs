//! Changing the config file: one key, or the token of a profile. Comments and order stay.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use super::credential::set_token_variable;
use super::defaults::DEFAULT_PROFILE;
use super::document::{self, get, put, remove};
use super::file::invalid;
use super::flags::Flags;
use super::keys::{CREDENTIALS, CURRENT_PROFILE, HOST, KeyPath, PROFILES, TOKEN, ValueType};
use super::location::Location;
use super::parse::parse;
use super::resolve::chosen_profile;
use super::resource::Resource;
use super::settings::no_such_profile;
use super::validate::HostChoice;
use super::write;
use crate::api::host::{DEFAULT_HOST, Host};
use crate::api::token::Token;
use crate::env::Env;
use crate::error::{CliError, Hint};
use crate::toml_reader::Diagnostic;

/// Changes the config file, which may be invalid before, so that it can be repaired.
#[derive(Debug)]
pub(crate) struct Editor {
    location: Location,
    /// The profile of the flag or the variable.
    chosen: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SaveResult {
    pub(crate) path: PathBuf,
    pub(crate) profile: String,
    pub(crate) changed: bool,
}

impl Editor {
    /// Reads nothing yet.
    pub(crate) fn new(flags: &Flags, env: &Env) -> Result<Self, CliError> {
        Ok(Self {
            location: Location::find(flags.config.as_deref(), env)?,
            chosen: chosen_profile(flags, env)?.map(|chosen| chosen.value),
        })
    }

    /// Sets a key. A list is `a,b`, or `["a", "b"]` as in the file.
    pub(crate) fn set(&self, key: &str, value: &str) -> Result<SaveResult, CliError> {
        let path = KeyPath::parse(key)?;
        let name = path.name();
        if name == TOKEN {
            let message = "tokens are not accepted on the command line, where others can see them";
            return Err(CliError::usage(message).hint(Hint::new("auth login --token-stdin")));
        }
        let value = to_toml(key, path.value_type, value)?;
        self.change(|document, profile| {
            let key = path.segments(profile);
            if name == CURRENT_PROFILE {
                require_profile(document, value.as_str().unwrap_or_default())?;
            }
            if name == HOST {
                require_same_host(document, &key, value.as_str().unwrap_or_default())?;
            }
            if CREDENTIALS.contains(&name.as_str()) {
                remove_other_credentials(document, &key);
            }
            put(document, &key, value)?;
            Ok(key)
        })
    }

    /// The columns that a key and its value set, if it is the key of a resource's columns.
    ///
    /// # Errors
    /// When the key is unknown, or the value is no list.
    pub(crate) fn columns(
        key: &str,
        value: &str,
    ) -> Result<Option<(Resource, Vec<String>)>, CliError> {
        let path = KeyPath::parse(key)?;
        let Some(resource) = path.resource() else { return Ok(None) };
        let value = to_toml(key, path.value_type, value)?;
        let columns = value.as_array().into_iter().flatten();
        let columns = columns.filter_map(|column| Some(column.as_str()?.to_owned()));
        Ok(Some((resource, columns.collect())))
    }

    pub(crate) fn unset(&self, key: &str) -> Result<SaveResult, CliError> {
        let path = KeyPath::parse(key)?;
        self.change(|document, profile| {
            let key = path.segments(profile);
            if path.name() == HOST {
                require_same_host(document, &key, DEFAULT_HOST)?;
            }
            remove(document, &key);
            Ok(key)
        })
    }

    /// Stores a token and its host in the profile. The first profile of a file becomes the current
    /// one.
    pub(crate) fn save_login(&self, host: &Host, token: &Token) -> Result<SaveResult, CliError> {
        let choice = HostChoice::Remote(host.clone());
        let saved = self.change(|document, profile| {
            let key = |name: &str| [PROFILES, profile, name].map(str::to_owned);
            let is_first = !document.contains_key(PROFILES);
            let old = get(document, &key(HOST)).and_then(Item::as_str);
            if HostChoice::parse(old.unwrap_or(DEFAULT_HOST)) != Ok(choice.clone()) {
                put(document, &key(HOST), host_text(host)?.into())?;
            }
            remove_other_credentials(document, &key(TOKEN));
            put(document, &key(TOKEN), token.expose().into())?;
            if is_first && profile != DEFAULT_PROFILE {
                put(document, &[CURRENT_PROFILE.to_owned()], profile.into())?;
            }
            Ok(key(TOKEN).to_vec())
        });
        saved.map_err(|error| {
            let command = set_token_variable();
            error.because(format!("to use the token without saving it: {command}"))
        })
    }

    /// Removes the token of the profile, however it is stored.
    pub(crate) fn remove_login(&self) -> Result<SaveResult, CliError> {
        self.change(|document, profile| {
            let key = |name: &str| [PROFILES, profile, name].map(str::to_owned);
            CREDENTIALS.iter().for_each(|name| remove(document, &key(name)));
            Ok(key(TOKEN).to_vec())
        })
    }

    /// Changes the document and writes it if it is valid. `change` gets the current profile and
    /// returns the key that it changed.
    fn change(
        &self,
        change: impl FnOnce(&mut DocumentMut, &str) -> Result<Vec<String>, CliError>,
    ) -> Result<SaveResult, CliError> {
        let path = self.location.path_to_write()?;
        let mut profile = String::new();
        let changed = write::replace(path, |old| {
            let mut document = document::parse(path, old)?;
            profile = self.profile(&document);
            let key = change(&mut document, &profile)?;
            let new = document.to_string();
            check(path, old, &new, &key.join("."))?;
            Ok(new)
        })?;
        Ok(SaveResult { path: path.to_owned(), profile, changed })
    }

    fn profile(&self, document: &DocumentMut) -> String {
        let current = document.get(CURRENT_PROFILE).and_then(Item::as_str);
        match &self.chosen {
            Some(chosen) => chosen.clone(),
            None => current.unwrap_or(DEFAULT_PROFILE).to_owned(),
        }
    }
}

/// Rejects an invalid text. An error of the changed key is an error of the command; any other was in
/// the file before and is reported with its old position.
fn check(path: &Path, old: &str, new: &str, key: &str) -> Result<(), CliError> {
    let Err(errors) = parse(new) else {
        return Ok(());
    };
    let of_key = errors.iter().filter(|error| error.key == key).map(Diagnostic::message);
    Err(CliError::usage_errors_opt(of_key).unwrap_or_else(|| match parse(old) {
        Err(before) => invalid(path, &before),
        Ok(_) => invalid(path, &errors),
    }))
}

/// The value of a key from the text on the command line.
fn to_toml(key: &str, value_type: ValueType, text: &str) -> Result<Value, CliError> {
    match value_type {
        ValueType::String => Ok(text.into()),
        // Anything else stays a string, which the parser of the file rejects.
        ValueType::Integer => Ok(text.parse::<i64>().map_or_else(|_| text.into(), Value::from)),
        ValueType::Price => Ok(text.parse::<f64>().map_or_else(|_| text.into(), Value::from)),
        ValueType::List if text.trim_start().starts_with('[') => {
            text.trim().parse().map_err(|_| {
                CliError::usage(format!("{key} is not a list such as a,b or [\"a\", \"b\"]"))
            })
        }
        ValueType::List => Ok(text.split(',').map(str::trim).collect::<Array>().into()),
    }
}

/// The shortest text that a profile reads as this host.
fn host_text(host: &Host) -> Result<&str, CliError> {
    let choice = Ok(HostChoice::Remote(host.clone()));
    let base = host.base();
    base.strip_suffix("/api")
        .into_iter()
        .chain([base])
        .find(|text| HostChoice::parse(text) == choice)
        .ok_or_else(|| {
            let message =
                format!("a profile cannot store {base}: the URL has no path such as /api");
            CliError::usage(message)
        })
}

/// Removes the credentials that the one at `key` replaces.
fn remove_other_credentials(document: &mut DocumentMut, key: &[String]) {
    let Some((replacement, table)) = key.split_last() else {
        return;
    };
    for name in CREDENTIALS.iter().filter(|name| *name != replacement) {
        remove(document, &[table, &[name.to_string()]].concat());
    }
}

/// A stored token is for the host it was saved with: changing the key `host` must not send it to
/// another one.
fn require_same_host(document: &DocumentMut, key: &[String], new: &str) -> Result<(), CliError> {
    let [profiles, profile, _] = key else {
        return Ok(());
    };
    let text = |name: &str| {
        let key = [profiles, profile, name].map(str::to_owned);
        get(document, &key).and_then(Item::as_str)
    };
    let old = HostChoice::parse(text(HOST).unwrap_or(DEFAULT_HOST));
    match (old, HostChoice::parse(new)) {
        (Ok(old), Ok(new)) if text(TOKEN).is_some() && !old.is_same_service(&new) => {
            let (old, new) = (old.name(), new.name());
            let message = format!("the token of profile {profile} is for {old}, not for {new}");
            Err(CliError::usage(message)
                .hint(Hint::new("--profile").arg(profile).args(["auth", "logout"])))
        }
        _ => Ok(()),
    }
}

fn require_profile(document: &DocumentMut, name: &str) -> Result<(), CliError> {
    let profiles = document.get(PROFILES).and_then(Item::as_table_like);
    let known: Vec<String> =
        profiles.into_iter().flat_map(TableLike::iter).map(|(name, _)| name.to_owned()).collect();
    if known.iter().any(|known| known == name) {
        return Ok(());
    }
    Err(no_such_profile(name, &known))
}

#[cfg(test)]
mod tests;
