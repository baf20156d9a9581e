//! The fleet file as it is named on the command line.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::fleet::file::{Fleet, parse};
use crate::fleet::plan_file::{self, PlanFile};
use crate::fleet::resolve::ResolveErrors;
use crate::output::github::Level;
use crate::text_file::toml_reader::{Diagnostic, failure};
use crate::text_file::{self, ReadError};

/// How a fleet file is made.
const EXPORT: &str = "export";

/// How a saved plan is made.
const SAVE: &str = "plan --out plan.json";

/// Bytes a fleet file may have.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Bytes a saved plan may have; one of the largest fleet file is larger than the file.
const LARGEST_PLAN: u64 = 64 * 1024 * 1024;

/// Faults that are told one by one.
const MOST_FAULTS: usize = 100;

/// Which file is read.
#[derive(Debug, Args)]
pub(super) struct FileArgs {
    /// The fleet file; - reads standard input
    #[arg(short, long, value_name = "FILE", default_value = "fleet.toml")]
    file: PathBuf,
}

/// A fleet file, read.
pub(super) struct Source {
    /// How messages name it.
    pub(super) name: String,
    /// What it declares.
    pub(super) fleet: Fleet,
}

impl FileArgs {
    /// Reads the file; nothing is asked of the service.
    ///
    /// # Errors
    /// When there is none, and everything that is wrong with it.
    pub(super) fn read(&self, context: &Context) -> Result<Source, CliError> {
        let (name, text) = if self.file.as_os_str() == "-" {
            ("standard input".to_owned(), from_stdin(context)?)
        } else {
            (self.file.display().to_string(), from_disk(&self.file, LARGEST, EXPORT)?)
        };
        let fleet = parse(&text).map_err(|faults| wrong(context, &name, &faults))?;
        Ok(Source { name, fleet })
    }
}

/// Reads a saved plan; nothing is asked of the service.
///
/// # Errors
/// When there is none, and when it is not one as this program saves them.
pub(super) fn saved_plan(path: &Path) -> Result<PlanFile, CliError> {
    let text = from_disk(path, LARGEST_PLAN, SAVE)?;
    plan_file::parse(&text).map_err(|why| CliError::usage(format!("{} {why}", path.display())))
}

/// The text of a file; `make` says how to make it where it is missing.
fn from_disk(path: &Path, most: u64, make: &str) -> Result<String, CliError> {
    text_file::read(path, most).map(|text| text.content).map_err(|unread| {
        let is_missing = matches!(unread, ReadError::Missing);
        let failure = unread.into_failure(path);
        if is_missing { failure.hint(Hint::new(make)) } else { failure }
    })
}

fn from_stdin(context: &Context) -> Result<String, CliError> {
    let message = "cannot read the fleet from standard input";
    if context.flags.token_stdin {
        return Err(CliError::usage(message).because("--token-stdin reads the token from it"));
    }
    let mut text = String::new();
    let mut env = context.env.borrow_mut();
    match (&mut env.stdin).take(LARGEST + 1).read_to_string(&mut text) {
        Ok(_) if text.len() as u64 <= LARGEST => Ok(text),
        Ok(_) => {
            Err(CliError::usage(message)
                .because(format!("it is larger than {} KiB", LARGEST / 1024)))
        }
        Err(error) => Err(CliError::usage(message).because(error.to_string())),
    }
}

/// The failure of a file that cannot be read as a fleet. A step of GitHub Actions shows each fault
/// beside the line it is in.
fn wrong(context: &Context, name: &str, faults: &[Diagnostic]) -> CliError {
    for fault in faults.iter().take(MOST_FAULTS) {
        let at = [("line", fault.place.line), ("col", fault.place.column)];
        context.ui.annotate(Level::Error, name, &at, &fault.in_words());
    }
    failure(name, faults, MOST_FAULTS)
}

/// The failure of a file whose words do not name what there is.
pub(super) fn unresolved(context: &Context, name: &str, unresolved: &ResolveErrors) -> CliError {
    not_named(wrong(context, name, &unresolved.faults), unresolved)
}

/// A failure of words that do not name what there is, with its exit code.
pub(super) fn not_named(failure: CliError, unresolved: &ResolveErrors) -> CliError {
    if unresolved.only_missing {
        CliError { exit: ExitCode::NotFound, code: "not_found".to_owned(), ..failure }
    } else {
        failure
    }
}
