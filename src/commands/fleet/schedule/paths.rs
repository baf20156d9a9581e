//! Where a schedule finds the program and its files.

use std::collections::HashSet;
use std::path::{self, Path};

use anyhow::Context as _;

use super::kubernetes;
use crate::error::CliError;

/// The absolute path of this program.
pub(super) fn this_program() -> Result<String, CliError> {
    let program = std::env::current_exe().context("cannot find the path of this program")?;
    text(&program)
}

/// An absolute path, through links as they are now named.
pub(super) fn absolute(path: &Path) -> Result<String, CliError> {
    let path =
        path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))?;
    text(&path)
}

/// A path from the root of the git repository that has the file. Outside of one, a relative path is
/// taken as it is.
pub(super) fn in_repository(path: &Path) -> Result<String, CliError> {
    let absolute =
        path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))?;
    let root = absolute.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    let inside = match root.and_then(|root| absolute.strip_prefix(root).ok()) {
        Some(inside) => inside,
        None if path.is_relative() => path,
        None => {
            let message = format!("{} is not in a git repository", path.display());
            return Err(
                CliError::usage(message).because("a workflow reads the files of its repository")
            );
        }
    };
    let inside = text(inside)?;
    Ok(if inside.starts_with('-') { format!("./{inside}") } else { inside })
}

/// The path of a file of the ConfigMap.
pub(super) fn in_container(path: &Path) -> Result<String, CliError> {
    match path.file_name() {
        Some(name) => Ok(format!("{}/{}", kubernetes::FOLDER, text(Path::new(name))?)),
        None => Err(CliError::usage(format!("{} has no file name", path.display()))),
    }
}

/// Rejects files that would have one path in the container.
pub(super) fn require_distinct(words: &[String], files: &[String]) -> Result<(), CliError> {
    let mut seen: HashSet<_> = words.iter().collect();
    let twice = files.iter().filter(|file| !seen.insert(*file));
    let messages = twice.map(|file| format!("two files would be {file} in the container"));
    CliError::usage_errors_opt(messages).map_or(Ok(()), Err)
}

/// Rejects a word that no line of a crontab or of a unit can hold.
pub(super) fn require_one_line(word: &str) -> Result<(), CliError> {
    if word.contains(['\n', '\r']) {
        return Err(CliError::usage(format!("{word:?} contains a line end"))
            .because("a schedule cannot hold it"));
    }
    Ok(())
}

fn text(path: &Path) -> Result<String, CliError> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        CliError::usage(format!("{} is not valid UTF-8", path.display()))
            .because("a schedule cannot hold it")
    })
}
