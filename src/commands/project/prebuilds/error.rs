//! The error of a change of prebuild settings that failed or whose outcome is unknown.

use super::settings_text;
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::project::Project;
use crate::commands::shared::mutation_output;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::warm_pool::mutation::{MutationError, SettingsError};
use crate::warm_pool::prebuild_settings::PrebuildSettings;

pub(super) fn cli_error(
    context: &Context,
    operation: Operation,
    names: &DisplayNames,
    error: SettingsError,
) -> CliError {
    let cannot = format!("cannot {}", operation.description);
    match error {
        MutationError::Rejected(error) => {
            let cli_error = context.api_error(cannot, &error);
            match error.code() {
                Some(Code::FailedPrecondition | Code::InvalidArgument | Code::NotFound) => {
                    cli_error.hint(operation.check_command)
                }
                _ => cli_error,
            }
        }
        MutationError::OutcomeUnknown { change, read } => {
            mutation_output::unresolved(context, &operation, &change, read.as_deref())
        }
        MutationError::Conflict(found) | MutationError::AlreadyExists(found) => {
            let message = format!("{cannot}: they were changed by someone else");
            let error = CliError::new(ExitCode::Conflict, "aborted", message);
            let texts = settings_text::texts(&PrebuildSettings::of_project(&found), names);
            let texts = texts.map(|(title, text)| format!("{title} {text}")).join("; ");
            error.because(format!("the settings are now: {texts}")).hint(operation.check_command)
        }
        MutationError::Deleting(_) => {
            let message = format!("{cannot}: the project is being deleted");
            CliError::new(ExitCode::Conflict, "failed_precondition", message)
                .hint(Hint::new("project list"))
        }
        MutationError::NotFound(error) => {
            let message = format!("{cannot}: the project was not found");
            mutation_output::not_found(context, message, error.as_deref())
                .hint(Hint::new("project list"))
        }
        MutationError::NotApplied { found, requested, read } => {
            not_applied(context, operation, names, (&found, &requested), read.as_deref())
        }
    }
}

/// The service accepted the change, but reports other settings, or did before it could not be read any
/// more.
fn not_applied(
    context: &Context,
    operation: Operation,
    names: &DisplayNames,
    (found, requested): (&Project, &PrebuildSettings),
    read: Option<&Error>,
) -> CliError {
    let Operation { description, check_command } = operation;
    let mut error = match read {
        None => {
            let message = format!(
                "cannot {description}: the service accepted it, but reports other settings"
            );
            CliError::new(ExitCode::Conflict, "failed_precondition", message)
        }
        Some(read) => {
            let message = format!(
                "outcome unknown: the request to {description} was accepted, but the response has other settings"
            );
            let error = CliError::new(ExitCode::OutcomeUnknown, "outcome_unknown", message);
            CliError { retryable: true, reasons: context.api_error("", read).reasons, ..error }
        }
    };
    let found = PrebuildSettings::of_project(found);
    let requested = settings_text::texts(requested, names);
    for ((title, found), (_, requested)) in
        settings_text::texts(&found, names).into_iter().zip(requested)
    {
        if found != requested {
            error = error
                .because(format!("{title}: {requested} was requested, the project has {found}"));
        }
    }
    error.hint(check_command)
}
