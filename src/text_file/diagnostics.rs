//! The errors of a TOML file as the error of a command.

use crate::error::CliError;
use crate::toml_reader::Diagnostic;

/// How many errors of a file are listed; a reader fixes the first ones first.
pub(crate) const MAX_ERRORS: usize = 10;

/// The error of invalid files: `FILE:LINE:COLUMN: MESSAGE` for each error, and a count of those that
/// are not listed.
pub(crate) fn failure(files: &[String], errors: &[Diagnostic]) -> CliError {
    counted_failure(files, errors, errors.len())
}

/// As [`failure`], where there are `count` errors, of which at least those to be listed are given.
pub(crate) fn counted_failure(files: &[String], errors: &[Diagnostic], count: usize) -> CliError {
    let name = |error: &Diagnostic| files.get(error.place.file).map_or("", String::as_str);
    let listed = errors.iter().take(MAX_ERRORS).map(|error| format!("{}:{error}", name(error)));
    let rest = match count.saturating_sub(MAX_ERRORS) {
        0 => None,
        1 => Some("1 more error".to_owned()),
        rest => Some(format!("{rest} more errors")),
    };
    CliError::usage_errors(listed.chain(rest))
}
