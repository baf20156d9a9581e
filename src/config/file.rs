//! Reading the file: whole and checked, or a failure that names everything wrong with it.

use std::path::Path;

use super::content::{ConfigFile, StoredCredential};
use super::location::Location;
use super::parse::parse;
use crate::error::CliError;
use crate::text_file::toml_reader::{self, Diagnostic};
use crate::text_file::{self, Access};

/// Bytes the file may have; nobody's settings are larger.
pub(super) const LARGEST: u64 = 1024 * 1024;

/// Faults that are told at once; a file with more is not a file of settings.
const MOST_FAULTS: usize = 20;

/// A file that was there.
#[derive(Debug)]
pub(super) struct Loaded {
    /// What it says.
    pub(super) content: ConfigFile,
    /// Who else may read and write it.
    pub(super) access: Access,
}

impl Loaded {
    /// The names of the profiles.
    pub(super) fn profile_names(&self) -> Vec<String> {
        self.content.profiles.keys().cloned().collect()
    }

    /// What is wrong with the file's mode, given what is in it.
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
        let danger = "names a command to run and can be changed by others";
        (has_command && others_may_write)
            .then(|| format!("{} {danger}: {}", path.display(), text_file::chmod(path)))
    }
}

/// Reads the file; `None` when there is none.
pub(super) fn read(location: &Location) -> Result<Option<Loaded>, CliError> {
    let Some(path) = location.path() else {
        return Ok(None);
    };
    let Some(text) = text_file::read_if_there(path, LARGEST)? else {
        return Ok(None);
    };
    let content = parse(&text.content).map_err(|faults| wrong(path, &faults))?;
    Ok(Some(Loaded { content, access: text.access }))
}

/// The failure of a file with faults.
pub(super) fn wrong(path: &Path, faults: &[Diagnostic]) -> CliError {
    toml_reader::failure(path.display(), faults, MOST_FAULTS)
}
