//! The fleet file and the saved plan, as the command line names them.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::fleet::file::{Fleet, parse};
use crate::fleet::plan_file::{self, PlanFile};
use crate::fleet::resolve::ResolveErrors;
use crate::output::github::Level;
use crate::text::shell::quote;
use crate::text_file::toml_reader::{Diagnostic, failure};
use crate::text_file::{self, ReadError};

const MAX_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// The plan of the largest fleet file is larger than the file.
const MAX_PLAN_BYTES: u64 = 64 * 1024 * 1024;

/// Errors that are printed one by one.
const MAX_ERRORS: usize = 100;

const DEFAULT_FILE: &str = "fleet.toml";

const STDIN_NAME: &str = "standard input";

#[derive(Debug, Args)]
pub(super) struct FileArgs {
    /// Fleet file; - reads standard input
    #[arg(short, long, value_name = "FILE", default_value = DEFAULT_FILE)]
    file: PathBuf,
}

/// A fleet file with its name in messages.
pub(super) struct FleetFile {
    pub(super) name: String,
    pub(super) fleet: Fleet,
}

impl FileArgs {
    /// Rejects an output that would replace the fleet file.
    pub(super) fn require_other(&self, out: &Path) -> Result<(), CliError> {
        if text_file::is_same_file(&self.file, out) {
            let message = format!("--out {} is the fleet file", out.display());
            return Err(CliError::usage(message).hint(Hint::new("plan --out plan.json")));
        }
        Ok(())
    }

    /// Reads the file, offline.
    ///
    /// # Errors
    /// When it cannot be read, and all errors in it.
    pub(super) fn read(&self, context: &Context) -> Result<FleetFile, CliError> {
        let is_stdin = self.file.as_os_str() == "-";
        let name = if is_stdin { STDIN_NAME.to_owned() } else { self.file.display().to_string() };
        let text = if is_stdin {
            read_stdin(context)?
        } else {
            read_file(&self.file, MAX_FILE_BYTES, |error| {
                let export = context.ui.command(&Hint::new("export"));
                error.because(format!("to create it: {export} > {}", quote(&name)))
            })?
        };
        let fleet = parse(&text).map_err(|errors| file_errors(context, &name, &errors))?;
        Ok(FleetFile { name, fleet })
    }
}

/// The flags that select the fleet file of this name.
pub(super) fn file_flags(name: &str) -> Vec<&str> {
    match name {
        DEFAULT_FILE => Vec::new(),
        STDIN_NAME => vec!["-f", "-"],
        name => vec!["-f", name],
    }
}

/// Reads a saved plan, offline.
///
/// # Errors
/// When it cannot be read or is not a saved plan.
pub(super) fn read_plan(path: &Path) -> Result<PlanFile, CliError> {
    let hint = || Hint::new("plan --out").arg(path.display());
    let text = read_file(path, MAX_PLAN_BYTES, |error| error.hint(hint()))?;
    plan_file::parse(&text).map_err(|error| CliError::usage(format!("{} {error}", path.display())))
}

/// The text of a file; `advise` adds to the error of one that does not exist.
fn read_file(
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

/// The error of an invalid file. GitHub Actions shows each error at its line.
fn file_errors(context: &Context, name: &str, errors: &[Diagnostic]) -> CliError {
    for error in errors.iter().take(MAX_ERRORS) {
        let position = [("line", error.place.line), ("col", error.place.column)];
        context.ui.annotate(Level::Error, name, &position, &error.message());
    }
    failure(name, errors, MAX_ERRORS)
}

impl FleetFile {
    /// The error of names that cannot be resolved.
    pub(super) fn resolve_error(&self, context: &Context, errors: &ResolveErrors) -> CliError {
        with_exit_code(file_errors(context, &self.name, &errors.errors), errors)
    }
}

/// Makes it a "not found" error if there are only unknown names.
pub(super) fn with_exit_code(error: CliError, errors: &ResolveErrors) -> CliError {
    if errors.only_missing {
        CliError { exit: ExitCode::NotFound, code: "not_found".to_owned(), ..error }
    } else {
        error
    }
}
