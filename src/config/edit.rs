//! Changing the file: one key, or the token of a profile. Comments and order stay.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use super::credential::EXPORT;
use super::document::{self, get, put, remove};
use super::file::wrong;
use super::flags::Flags;
use super::keys::{CREDENTIALS, CURRENT_PROFILE, HOST, KeyPath, Kind, PROFILES, TOKEN};
use super::location::Location;
use super::parse::parse;
use super::resolve::{DEFAULT_PROFILE, chosen_profile};
use super::settings::no_such_profile;
use super::validate::HostChoice;
use super::write;
use crate::api::host::{DEFAULT_HOST, Host};
use crate::api::token::Token;
use crate::env::Env;
use crate::error::CliError;
use crate::error::Hint;

/// Changes the file of settings. Does not need it to be right, so that it can be put right.
#[derive(Debug)]
pub(crate) struct Editor {
    location: Location,
    /// The profile that a flag or a variable names.
    chosen: Option<String>,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SaveResult {
    /// The file.
    pub(crate) path: PathBuf,
    /// The profile that was in use.
    pub(crate) profile: String,
    /// Whether the file is another one now.
    pub(crate) changed: bool,
}

impl Editor {
    /// Finds the file and the profile; reads nothing.
    pub(crate) fn new(flags: &Flags, env: &Env) -> Result<Self, CliError> {
        Ok(Self {
            location: Location::find(flags.config.as_deref(), env)?,
            chosen: chosen_profile(flags, env)?.map(|chosen| chosen.value),
        })
    }

    /// Sets a key. A list is written `a,b`, or as in the file: `["a", "b"]`.
    pub(crate) fn set(&self, key: &str, value: &str) -> Result<SaveResult, CliError> {
        let path = KeyPath::parse(key)?;
        let name = path.name();
        if name == TOKEN {
            let message = "a token is not taken from the command line, where others can see it";
            return Err(CliError::usage(message).hint(Hint::new("auth login --token-stdin")));
        }
        let value = to_toml(key, path.kind, value)?;
        self.change(|document, profile| {
            let key = path.segments(profile);
            if name == CURRENT_PROFILE {
                require_profile(document, value.as_str().unwrap_or_default())?;
            }
            if name == HOST {
                require_no_token_of_another(document, &key, value.as_str().unwrap_or_default())?;
            }
            if CREDENTIALS.contains(&name.as_str()) {
                remove_other_credentials(document, &key);
            }
            put(document, &key, value)?;
            Ok(key)
        })
    }

    /// Removes a key.
    pub(crate) fn unset(&self, key: &str) -> Result<SaveResult, CliError> {
        let path = KeyPath::parse(key)?;
        self.change(|document, profile| {
            let key = path.segments(profile);
            if path.name() == HOST {
                require_no_token_of_another(document, &key, DEFAULT_HOST)?;
            }
            remove(document, &key);
            Ok(key)
        })
    }

    /// Keeps a token, and the host it is for, in the profile. The first profile of a file becomes
    /// the one in use.
    pub(crate) fn save_login(&self, host: &Host, token: &Token) -> Result<SaveResult, CliError> {
        let choice = HostChoice::Remote(host.clone());
        let saved = self.change(|document, profile| {
            let key = |name: &str| [PROFILES, profile, name].map(str::to_owned);
            let is_first = !document.contains_key(PROFILES);
            let kept = get(document, &key(HOST)).and_then(Item::as_str);
            if HostChoice::parse(kept.unwrap_or(DEFAULT_HOST)) != Ok(choice.clone()) {
                put(document, &key(HOST), as_written(host)?.into())?;
            }
            remove_other_credentials(document, &key(TOKEN));
            put(document, &key(TOKEN), token.expose().into())?;
            if is_first && profile != DEFAULT_PROFILE {
                put(document, &[CURRENT_PROFILE.to_owned()], profile.into())?;
            }
            Ok(key(TOKEN).to_vec())
        });
        saved.map_err(|failure| failure.because(format!("to use it without saving it: {EXPORT}")))
    }

    /// Removes every way in which the profile gets its token.
    pub(crate) fn remove_login(&self) -> Result<SaveResult, CliError> {
        self.change(|document, profile| {
            let token = [PROFILES, profile, TOKEN].map(str::to_owned);
            remove_other_credentials(document, &token);
            remove(document, &token);
            Ok(token.to_vec())
        })
    }

    /// Changes the document and writes it if it is right then. `change` gets the profile in use and
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

/// Refuses a text that could not be read again. A fault of the changed key is told as one of the
/// command; any other was there before, at the place the user can look at.
fn check(path: &Path, old: &str, new: &str, key: &str) -> Result<(), CliError> {
    let Err(faults) = parse(new) else {
        return Ok(());
    };
    let own = faults.iter().filter(|fault| fault.key == key);
    let own = own.map(|fault| format!("{} {}", fault.key, fault.text));
    Err(CliError::usage_errors_opt(own).unwrap_or_else(|| match parse(old) {
        Err(before) => wrong(path, &before),
        Ok(_) => wrong(path, &faults),
    }))
}

/// The value of a key, as the words of a command line give it.
fn to_toml(key: &str, kind: Kind, text: &str) -> Result<Value, CliError> {
    match kind {
        Kind::Text => Ok(text.into()),
        // A word stays a string: the reader of the file says what is wrong with it.
        Kind::Number => Ok(text.parse::<i64>().map_or_else(|_| text.into(), Value::from)),
        Kind::List if text.trim_start().starts_with('[') => text.trim().parse().map_err(|_| {
            CliError::usage(format!("{key} is not a list such as a,b or [\"a\", \"b\"]"))
        }),
        Kind::List => Ok(text.split(',').map(str::trim).collect::<Array>().into()),
    }
}

/// The address as it is written in a profile: as short as it can be read again.
fn as_written(host: &Host) -> Result<&str, CliError> {
    let choice = Ok(HostChoice::Remote(host.clone()));
    let base = host.base();
    base.strip_suffix("/api")
        .into_iter()
        .chain([base])
        .find(|text| HostChoice::parse(text) == choice)
        .ok_or_else(|| {
            let message = format!("a profile cannot hold {base}, which has no path such as /api");
            CliError::usage(message)
        })
}

/// Removes the ways to get a token that the one at `key` takes the place of.
fn remove_other_credentials(document: &mut DocumentMut, key: &[String]) {
    let Some((kept, table)) = key.split_last() else {
        return;
    };
    for name in CREDENTIALS.iter().filter(|name| *name != kept) {
        remove(document, &[table, &[name.to_string()]].concat());
    }
}

/// A token in the file is for the host it was saved with: it must not come to another one by a
/// change of the key `host`.
fn require_no_token_of_another(
    document: &DocumentMut,
    key: &[String],
    new: &str,
) -> Result<(), CliError> {
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
            let (own, other) = (old.name(), new.name());
            let message = format!("profile {profile} holds a token for {own}, not for {other}");
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
