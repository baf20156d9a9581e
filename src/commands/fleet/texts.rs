//! Reads the texts of fleet files: of a file, of the files of a folder, or of standard input.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::saved_plan;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::fleet::file::FileText;
use crate::text::shell::quote;
use crate::text_file::{self, ReadError, STDIN_NAME};

const MAX_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// The name of a file in messages.
pub(super) fn name(path: &Path) -> String {
    if is_stdin(path) { STDIN_NAME.to_owned() } else { path.display().to_string() }
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The files that arguments name, each once: a folder stands for every `*.toml` in it.
///
/// # Errors
/// When a folder cannot be read or has no such file.
pub(super) fn paths(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let (mut paths, mut seen) = (Vec::new(), HashSet::new());
    for argument in arguments {
        let named = if !is_stdin(argument) && argument.is_dir() {
            files_of(argument)?
        } else {
            vec![argument.clone()]
        };
        for path in named {
            let identity = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            if seen.insert(identity) {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

/// The fleet files of a folder, by name.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let error = || CliError::usage(format!("cannot read {}", folder.display()));
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|io_error| error().because(io_error.to_string()))?;
    let is_visible = |path: &PathBuf| {
        let name = path.file_name().and_then(OsStr::to_str);
        name.is_none_or(|name| !name.starts_with('.'))
    };
    let mut paths: Vec<_> = entries
        .iter()
        .map(fs::DirEntry::path)
        .filter(|path| path.extension() == Some(OsStr::new("toml")) && is_visible(path))
        .collect();
    paths.sort();
    if paths.is_empty() { Err(error().because("the folder has no *.toml file")) } else { Ok(paths) }
}

/// Reads a fleet file.
///
/// # Errors
/// When it cannot be read, or is JSON.
pub(super) fn read(context: &Context, path: &Path) -> Result<FileText, CliError> {
    let name = name(path);
    let text = if is_stdin(path) {
        read_stdin(context)?
    } else {
        read_file(path, MAX_FILE_BYTES, |error| {
            let export = context.ui.command(&Hint::new("export"));
            error.because(format!("to create it: {export} > {}", quote(&name)))
        })?
    };
    match saved_plan::json_error(&name, &text) {
        Some(error) => Err(error),
        None => Ok(FileText { name, text }),
    }
}

/// The text of a file; `advise` adds to the error of one that does not exist.
pub(super) fn read_file(
    path: &Path,
    max_bytes: u64,
    advise: impl FnOnce(CliError) -> CliError,
) -> Result<String, CliError> {
    text_file::read(path, max_bytes).map(|text| text.content).map_err(|error| {
        let is_missing = matches!(error, ReadError::Missing);
        let error = error.into_failure(path);
        if is_missing { advise(error) } else { error }
    })
}

fn read_stdin(context: &Context) -> Result<String, CliError> {
    let message = "cannot read the fleet file from standard input".to_owned();
    if context.flags.token_stdin {
        return Err(CliError::usage(message).because("--token-stdin reads the token from it"));
    }
    text_file::read_from(&mut context.env.borrow_mut().stdin, MAX_FILE_BYTES)
        .map_err(|error| error.into_error(message))
}
