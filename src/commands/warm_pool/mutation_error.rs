//! A change that did not take effect, in words.

use super::view;
use crate::api::Error;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::mutation_output;
use crate::context::{Attempt, Context};
use crate::error::Failure;
use crate::exit::Exit;
use crate::warm_pool::lifecycle;
use crate::warm_pool::mutation::Setback;

/// The failure of a change.
pub(crate) fn failure(context: &Context, attempt: &Attempt, setback: Setback) -> Failure {
    let Attempt { what, look } = attempt;
    match setback {
        Setback::Refused(error) => context.failed(format!("cannot {what}"), &error),
        Setback::Unknown { change, read } => unknown(context, attempt, &change, read.as_deref()),
        Setback::Exists(pool) => conflict(format!("cannot {what}: it exists already"), &pool),
        Setback::Changed(pool) => {
            let message = format!("cannot {what}: somebody else changed it meanwhile");
            conflict(message, &pool).hint("what is true now", look)
        }
        Setback::Leaving(pool) => {
            conflict(format!("cannot {what}: the old pool is being removed"), &pool)
                .hint("whether it is gone", look)
        }
        Setback::Gone(error) => missing(context, format!("cannot {what}: no such pool"), error),
    }
}

/// There is no such pool, or the token may not see it.
pub(super) fn missing(context: &Context, message: String, error: Option<Box<Error>>) -> Failure {
    let failure = match error {
        Some(error) => context.failed(message, &error),
        None => Failure::new(Exit::NotFound, "not_found", message),
    };
    failure.hint("the pools there are", "prebuildctl warm-pool list")
}

/// The outcome is not known.
fn unknown(context: &Context, attempt: &Attempt, change: &Error, read: Option<&Error>) -> Failure {
    let Attempt { what, look } = attempt;
    let mut failure = mutation_output::unknown(context, what, change);
    failure.retryable = true;
    match read {
        Some(error) => {
            let reasons = context.failed("", error).reasons;
            let after = |reason| format!("reading it back failed too: {reason}");
            failure.reasons.extend(reasons.into_iter().map(after));
        }
        None => failure.reasons.push("reading it back shows no change so far".to_owned()),
    }
    failure.because("running the same command again is safe").hint("what is true now", look)
}

/// Something else is there; which.
fn conflict(message: String, pool: &WarmPool) -> Failure {
    let (address, id, size) = (view::address(pool), &pool.id, view::size(pool));
    let phase = lifecycle::phase(pool);
    Failure::new(Exit::Conflict, "already_exists", message)
        .because(format!("{address} has the pool {id} of size {size}, which is {}", phase.word()))
}
