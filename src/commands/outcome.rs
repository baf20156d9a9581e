//! The failure of a change whose answer was lost.

use crate::api::Error;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

/// It is not known whether the change was made; saying "failed" would be a lie half of the time.
pub(super) fn unknown(context: &Context, what: &str, change: &Error) -> Failure {
    let message = format!("it is not known whether the attempt to {what} succeeded");
    let mut failure = Failure::new(Exit::Unknown, "outcome_unknown", message);
    failure.reasons = context.failed("", change).reasons;
    failure
}
