//! What became of a change: the thing as it is now, or that its answer was lost.

use crate::api::Error;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::record::Record;

/// Shows a thing that was changed: for people in a sentence. If it cannot be shown, the change is
/// told all the same, on the other stream.
pub(crate) fn show<T: Record>(
    context: &Context,
    thing: &T,
    sentence: &str,
) -> Result<Exit, Failure> {
    let shown = context.ui.one(thing, || vec![sentence.to_owned()]);
    written(context, shown, || vec![sentence.to_owned()])?;
    Ok(Exit::Done)
}

/// Tells people of a change at once; the thing is shown later.
pub(crate) fn say(context: &Context, sentence: &str) -> Result<(), Failure> {
    written(context, context.ui.line(sentence), || vec![sentence.to_owned()])
}

/// The end of writing what a command came to. If it cannot be written, what was `done` is told all
/// the same, on the other stream. A reader that has left wants none of it, and the command goes on
/// to its own end and exit code.
pub(crate) fn written(
    context: &Context,
    written: Result<(), Failure>,
    done: impl FnOnce() -> Vec<String>,
) -> Result<(), Failure> {
    match written.and_then(|()| context.ui.flush()) {
        Err(failure) if !failure.is_closed_pipe() => {
            Err(done().into_iter().fold(failure, Failure::because))
        }
        _ => Ok(()),
    }
}

/// It is not known whether the change was made; saying "failed" would be a lie half of the time.
pub(crate) fn unknown(context: &Context, what: &str, change: &Error) -> Failure {
    let message = format!("it is not known whether the attempt to {what} succeeded");
    let mut failure = Failure::new(Exit::Unknown, "outcome_unknown", message);
    failure.reasons = context.failed("", change).reasons;
    failure
}
