//! The result of a change: the changed resource, or an error whose outcome may be unknown.

use crate::api::Error;
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record::Record;

/// Prints a resource that was changed; for people, the sentence.
pub(crate) fn show<T: Record>(
    context: &Context,
    resource: &T,
    sentence: &str,
) -> Result<ExitCode, CliError> {
    let printed = context.ui.print_record(resource, || vec![sentence.to_owned()]);
    finish_output(context, printed, || vec![sentence.to_owned()])?;
    Ok(ExitCode::Success)
}

/// Prints description was changed before a wait; the resource is printed after it.
pub(crate) fn announce(context: &Context, sentence: &str) -> Result<(), CliError> {
    finish_output(context, context.ui.print_line(sentence), || vec![sentence.to_owned()])
}

/// Flushes the output. If it cannot be written, the error still reports description was `done`. A reader
/// that has closed the pipe changes nothing about the command and its exit code.
pub(crate) fn finish_output(
    context: &Context,
    printed: Result<(), CliError>,
    done: impl FnOnce() -> Vec<String>,
) -> Result<(), CliError> {
    match printed.and_then(|()| context.ui.flush()) {
        Err(error) if !error.is_closed_pipe() => {
            Err(done().into_iter().fold(error, CliError::because))
        }
        _ => Ok(()),
    }
}

/// The resource does not exist; `error` is the service's, if a call said so.
pub(crate) fn not_found(context: &Context, message: String, error: Option<&Error>) -> CliError {
    match error {
        Some(error) => context.api_error(message, error),
        None => CliError::new(ExitCode::NotFound, "not_found", message),
    }
}

/// A change whose response was lost: reporting failure would be wrong when it was applied.
pub(crate) fn outcome_unknown(
    context: &Context,
    operation: &Operation,
    change: &Error,
) -> CliError {
    let mut error = response_lost(operation);
    error.reasons = context.api_error("", change).reasons;
    error
}

/// As [`outcome_unknown`], without the reason why no response arrived.
pub(crate) fn response_lost(operation: &Operation) -> CliError {
    let Operation { description, check_command } = operation;
    let message = format!(
        "outcome unknown: the request to {description} was sent, but the response was lost"
    );
    CliError::new(ExitCode::OutcomeUnknown, "outcome_unknown", message).hint(check_command.clone())
}

/// As [`outcome_unknown`], for a change that was read back and may be repeated.
pub(crate) fn unresolved(
    context: &Context,
    operation: &Operation,
    change: &Error,
    read: Option<&Error>,
) -> CliError {
    let mut error = outcome_unknown(context, operation, change);
    error.retryable = true;
    match read {
        Some(read) => {
            let reasons = context.api_error("", read).reasons;
            let also_failed = |reason| format!("reading it back also failed: {reason}");
            error.reasons.extend(reasons.into_iter().map(also_failed));
        }
        None => error.reasons.push("reading it back shows no change so far".to_owned()),
    }
    error.because("it is safe to run the same command again")
}
