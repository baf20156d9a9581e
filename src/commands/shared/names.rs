//! Names on the command line, and the errors of resources that cannot be found.

use uuid::Uuid;

use crate::api::Error;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup::{LookupError, NameError};
use crate::warm_pool::reference::{self, NameOrId};

/// Reads the value of a flag.
pub(crate) fn parse(flag: &str, value: &str) -> Result<NameOrId, CliError> {
    reference::word(value).map_err(|reason| CliError::usage(format!("{flag}: {reason}")))
}

/// Reads all values, or fails with the errors of all that are invalid.
pub(crate) fn parse_all<T>(
    values: &[String],
    parse: impl Fn(&str) -> Result<T, CliError>,
) -> Result<Vec<T>, CliError> {
    let mut parsed = Ok(Vec::new());
    for value in values {
        parsed = CliError::both(parsed, parse(value)).map(|(mut parsed, value)| {
            parsed.push(value);
            parsed
        });
    }
    parsed
}

/// The value of `--project`, else the default of the profile.
pub(crate) fn project_or_default(
    context: &Context,
    flag: Option<String>,
) -> Result<String, CliError> {
    let default = context.settings()?.project.as_ref().map(|project| project.value.clone());
    let missing = "--project is required (the profile has no default project)";
    flag.or(default).ok_or_else(|| CliError::usage(missing))
}

impl Context {
    /// The error of a name that cannot be resolved.
    pub(crate) fn lookup_error(&self, error: LookupError) -> CliError {
        let error = match error {
            LookupError::Call { name, error } => {
                return self.api_error(format!("cannot look up the {name}"), &error);
            }
            LookupError::Name(error) => error,
        };
        let message = error.message();
        let cli_error = match error {
            NameError::NotFound { .. } => CliError::new(ExitCode::NotFound, "not_found", message),
            NameError::Ambiguous { .. } => CliError::usage(message),
        };
        error.reasons().into_iter().fold(cli_error, CliError::because)
    }

    /// The error of a resource that cannot be read; `list` is the command that lists all.
    pub(crate) fn read_error(&self, noun: &str, id: Uuid, list: &str, error: &Error) -> CliError {
        if error.is_not_found() {
            let message = format!("no {noun} {id} found, or this token cannot see it");
            self.api_error(message, error).hint(Hint::new(list))
        } else {
            self.api_error(format!("cannot read the {noun} {id}"), error)
        }
    }

    /// Notes that ids stand for names that cannot be read.
    pub(crate) fn note_missing_names(&self, loaded: Result<(), Error>) {
        if let Err(error) = loaded {
            self.ui.note(&format!("showing ids instead of names: {}", error.fault));
        }
    }
}
