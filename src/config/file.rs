//! Reading the config file: valid as a whole, or an error that lists everything wrong with it.

use std::path::Path;

use super::content::{ConfigFile, StoredCredential};
use super::location::Location;
use super::parse::parse;
use crate::error::CliError;
use crate::text_file::toml_reader::{self, Diagnostic};
use crate::text_file::{self, Access};

/// The size limit of the file.
pub(super) const MAX_BYTES: u64 = 1024 * 1024;

/// A file with more errors is not a config file.
const MAX_ERRORS: usize = 20;

/// A config file that exists.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) content: ConfigFile,
    pub(super) access: Access,
}

impl Loaded {
    pub(super) fn profile_names(&self) -> Vec<String> {
        self.content.profiles.keys().cloned().collect()
    }

    /// The warning about a file mode that is too open for the content.
    pub(super) fn warning(&self, path: &Path) -> Option<String> {
        let profiles = self.content.profiles.values();
        let stored =
            || profiles.clone().filter_map(|profile| Some(&profile.credential.as_ref()?.value));
        let has_token = stored().any(|stored| matches!(stored, StoredCredential::Token(_)));
        let has_command = stored().any(|stored| matches!(stored, StoredCredential::Command { .. }));
        let Access { others_may_read, others_may_write, .. } = self.access;
        if has_token && (others_may_read || others_may_write) {
            return Some(text_file::permission_warning(path));
        }
        (has_command && others_may_write).then(|| {
            let (name, chmod) = (path.display(), text_file::chmod(path));
            format!("{name} contains a command to run and is writable by other users: {chmod}")
        })
    }
}

/// `None` if there is no file.
pub(super) fn read(location: &Location) -> Result<Option<Loaded>, CliError> {
    let Some(path) = location.path() else {
        return Ok(None);
    };
    let Some(text) = text_file::read_if_there(path, MAX_BYTES)? else {
        return Ok(None);
    };
    let content = parse(&text.content).map_err(|errors| invalid(path, &errors))?;
    Ok(Some(Loaded { content, access: text.access }))
}

pub(super) fn invalid(path: &Path, errors: &[Diagnostic]) -> CliError {
    toml_reader::failure(path.display(), errors, MAX_ERRORS)
}
