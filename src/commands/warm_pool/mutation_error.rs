//! A change that did not take effect, in words.

use super::view;
use crate::api::Error;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::mutation_output;
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::warm_pool::lifecycle;
use crate::warm_pool::mutation::MutationError;

/// The failure of a change.
pub(crate) fn failure(context: &Context, attempt: &Operation, setback: MutationError) -> CliError {
    let Operation { what, look } = attempt;
    match setback {
        MutationError::Rejected(error) => context.api_error(format!("cannot {what}"), &error),
        MutationError::OutcomeUnknown { change, read } => {
            unknown(context, attempt, &change, read.as_deref())
        }
        MutationError::AlreadyExists(pool) => {
            conflict(format!("cannot {what}: it exists already"), &pool)
        }
        MutationError::Conflict(pool) => {
            let message = format!("cannot {what}: somebody else changed it meanwhile");
            conflict(message, &pool).hint(look.clone())
        }
        MutationError::Deleting(pool) => {
            conflict(format!("cannot {what}: the old pool is being removed"), &pool)
                .hint(look.clone())
        }
        MutationError::NotFound(error) => {
            missing(context, format!("cannot {what}: no such pool"), error)
        }
    }
}

/// There is no such pool, or the token may not see it.
pub(super) fn missing(context: &Context, message: String, error: Option<Box<Error>>) -> CliError {
    let failure = match error {
        Some(error) => context.api_error(message, &error),
        None => CliError::new(ExitCode::NotFound, "not_found", message),
    };
    failure.hint(Hint::new("warm-pool list"))
}

/// The outcome is not known.
fn unknown(
    context: &Context,
    attempt: &Operation,
    change: &Error,
    read: Option<&Error>,
) -> CliError {
    let Operation { what, look } = attempt;
    let mut failure = mutation_output::unknown(context, what, change);
    failure.retryable = true;
    match read {
        Some(error) => {
            let reasons = context.api_error("", error).reasons;
            let after = |reason| format!("reading it back failed too: {reason}");
            failure.reasons.extend(reasons.into_iter().map(after));
        }
        None => failure.reasons.push("reading it back shows no change so far".to_owned()),
    }
    failure.because("running the same command again is safe").hint(look.clone())
}

/// Something else is there; which.
fn conflict(message: String, pool: &WarmPool) -> CliError {
    let (address, id, size) = (view::address(pool), &pool.id, view::size(pool));
    let phase = lifecycle::phase(pool);
    CliError::new(ExitCode::Conflict, "already_exists", message)
        .because(format!("{address} has the pool {id} of size {size}, which is {}", phase.label()))
}
