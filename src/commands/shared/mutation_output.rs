//! What became of a change: the thing as it is now, or that its answer was lost.

use crate::api::Error;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record::Record;

/// Shows a thing that was changed: for people in a sentence. If it cannot be shown, the change is
/// told all the same, on the other stream.
pub(crate) fn show<T: Record>(
    context: &Context,
    thing: &T,
    sentence: &str,
) -> Result<ExitCode, CliError> {
    let shown = context.ui.one(thing, || vec![sentence.to_owned()]);
    finish_output(context, shown, || vec![sentence.to_owned()])?;
    Ok(ExitCode::Success)
}

/// Tells people of a change at once; the thing is shown later.
pub(crate) fn announce(context: &Context, sentence: &str) -> Result<(), CliError> {
    finish_output(context, context.ui.line(sentence), || vec![sentence.to_owned()])
}

/// The end of writing what a command came to. If it cannot be written, what was `done` is told all
/// the same, on the other stream. A reader that has left wants none of it, and the command goes on
/// to its own end and exit code.
pub(crate) fn finish_output(
    context: &Context,
    finish_output: Result<(), CliError>,
    done: impl FnOnce() -> Vec<String>,
) -> Result<(), CliError> {
    match finish_output.and_then(|()| context.ui.flush()) {
        Err(failure) if !failure.is_closed_pipe() => {
            Err(done().into_iter().fold(failure, CliError::because))
        }
        _ => Ok(()),
    }
}

/// It is not known whether the change was made; saying "failed" would be a lie half of the time.
pub(crate) fn unknown(context: &Context, what: &str, change: &Error) -> CliError {
    let message = format!("it is not known whether the attempt to {what} succeeded");
    let mut failure = CliError::new(ExitCode::OutcomeUnknown, "outcome_unknown", message);
    failure.reasons = context.api_error("", change).reasons;
    failure
}
