//! What became of a change: the thing as it is now, or that its answer was lost.

use crate::api::Error;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::record::Record;

/// Shows a thing that was changed: for people in a sentence. If it cannot be shown, the change is
/// told all the same, on the other stream.
pub(super) fn show<T: Record>(
    context: &Context,
    thing: &T,
    sentence: &str,
) -> Result<Exit, Failure> {
    let lines = || vec![sentence.to_owned()];
    let shown = context.ui.one(thing, lines).and_then(|()| context.ui.flush());
    shown.map_err(|failure| failure.because(sentence))?;
    Ok(Exit::Done)
}

/// Tells people of a change at once; the thing is shown later.
pub(super) fn say(context: &Context, sentence: &str) -> Result<(), Failure> {
    let said = context.ui.line(sentence).and_then(|()| context.ui.flush());
    said.map_err(|failure| failure.because(sentence))
}

/// It is not known whether the change was made; saying "failed" would be a lie half of the time.
pub(super) fn unknown(context: &Context, what: &str, change: &Error) -> Failure {
    let message = format!("it is not known whether the attempt to {what} succeeded");
    let mut failure = Failure::new(Exit::Unknown, "outcome_unknown", message);
    failure.reasons = context.failed("", change).reasons;
    failure
}
