//! Reading the config file: valid as a whole, or an error that lists everything wrong with it.

use std::fmt;
use std::path::Path;

use super::content::{ConfigFile, StoredCredential};
use super::location::Location;
use super::parse::parse;
use crate::api::token::Token;
use crate::error::CliError;
use crate::text_file::{self, Access, Distrust, Input, Purpose, ReadError, Text, diagnostics};
use crate::toml_reader::{Diagnostic, Spanned};

/// The size limit of the file.
pub(super) const MAX_BYTES: u64 = 1024 * 1024;

/// A config file that was read.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) content: ConfigFile,
    pub(super) text: FileText,
    pub(super) access: Access,
}

/// The text of the file, which may hold a token.
#[derive(Clone, Default)]
pub(super) struct FileText(pub(super) String);

impl fmt::Debug for FileText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileText(***)")
    }
}

/// What became of the config file.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// `None` if there is no file, or it is ignored.
    pub(super) loaded: Option<Loaded>,
    /// Why a file in the default place is ignored: a warning.
    pub(super) ignored: Option<String>,
}

impl Loaded {
    pub(super) fn profile_names(&self) -> Vec<String> {
        self.content.profiles.keys().cloned().collect()
    }

    pub(super) fn tokens(&self) -> Vec<Token> {
        let stored =
            self.content.profiles.values().filter_map(|profile| profile.credential.as_ref());
        let token = |stored: &Spanned<StoredCredential>| match &stored.value {
            StoredCredential::Token(token) => Some(token.clone()),
            StoredCredential::File(_) | StoredCredential::Command { .. } => None,
        };
        stored.filter_map(token).collect()
    }

    /// The warning about a token that others can read.
    pub(super) fn warning(&self, path: &Path) -> Option<String> {
        let is_exposed = self.access.is_exposed() && !self.tokens().is_empty();
        is_exposed.then(|| text_file::permission_warning(path))
    }
}

/// Reads the file of this location.
///
/// In its default place a file that cannot be read, or that belongs to another user, is ignored: it
/// may be that of another user's home folder, and must not stop commands that need none of it.
///
/// # Errors
/// If the file was named and cannot be read, if others could have changed it, and all errors in it.
pub(super) fn read(location: &Location) -> Result<Reading, CliError> {
    let Some(path) = location.path() else {
        return Ok(Reading::default());
    };
    let ignored = |reason: &str| {
        let ignored = Some(format!("{} is ignored: {reason}", path.display()));
        Ok(Reading { loaded: None, ignored })
    };
    let is_default = matches!(location, Location::Default(_));
    let text = match open(path, is_default) {
        Ok(text) => text,
        Err(Refusal::Missing) => return Ok(Reading::default()),
        Err(Refusal::Unreadable(error)) if is_default => return ignored(&error.reason()),
        Err(Refusal::Untrusted(error)) if is_default && error.is_foreign => {
            return ignored(&error.reason(path));
        }
        Err(Refusal::Unreadable(error) | Refusal::Unfit(error)) => {
            return Err(error.into_failure(path));
        }
        Err(Refusal::Untrusted(error)) => return Err(error.into_error()),
    };
    let content = parse(&text.content).map_err(|errors| invalid(path, &errors))?;
    let loaded = Loaded { content, text: FileText(text.content), access: text.access };
    Ok(Reading { loaded: Some(loaded), ignored: None })
}

/// Why the file was not read.
enum Refusal {
    Missing,
    /// It cannot be opened, or is no file.
    Unreadable(ReadError),
    Untrusted(Distrust),
    /// It was opened, but is too large or not text.
    Unfit(ReadError),
}

/// In the default place nobody writes to a pipe.
fn open(path: &Path, is_default: bool) -> Result<Text, Refusal> {
    let input = Input::open(path).map_err(|error| match error {
        ReadError::Missing => Refusal::Missing,
        error => Refusal::Unreadable(error),
    })?;
    if is_default && input.is_pipe() {
        return Err(Refusal::Unreadable(ReadError::Unfit("is a pipe".to_owned())));
    }
    text_file::require_trusted(path, input.access(), Purpose::Private)
        .map_err(Refusal::Untrusted)?;
    input.text(MAX_BYTES).map_err(Refusal::Unfit)
}

pub(super) fn invalid(path: &Path, errors: &[Diagnostic]) -> CliError {
    diagnostics::failure(&[path.display().to_string()], errors)
}
