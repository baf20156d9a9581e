//! The error of a change to a warm pool that failed or whose outcome is unknown.

use crate::api::Error;
use crate::api::OpenEnum as _;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::mutation_output;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::warm_pool::lifecycle;
use crate::warm_pool::mutation::MutationError;

pub(crate) fn cli_error(
    context: &Context,
    operation: &Operation,
    error: MutationError,
) -> CliError {
    let Operation { description, check_command } = operation;
    let cannot = format!("cannot {description}");
    match error {
        MutationError::Rejected(error) => context.api_error(cannot, &error),
        MutationError::OutcomeUnknown { change, read } => {
            mutation_output::unresolved(context, operation, &change, read.as_deref())
        }
        MutationError::AlreadyExists(pool) => {
            conflict(format!("{cannot}: it already exists"), &pool)
        }
        MutationError::Conflict(pool) => {
            conflict(format!("{cannot}: it was changed by someone else"), &pool)
                .hint(check_command.clone())
        }
        MutationError::Deleting(pool) => {
            conflict(format!("{cannot}: the previous pool is still being deleted"), &pool)
                .hint(check_command.clone())
        }
        MutationError::NotApplied { found, requested, read } => {
            let found = found_pool(&found);
            let requested = format!("{requested} was requested");
            match read {
                Some(read) => accepted(context, operation, &read).because(found).because(requested),
                None => {
                    let message =
                        format!("{cannot}: the service accepted it, but reports another size");
                    CliError::new(ExitCode::Conflict, "failed_precondition", message)
                        .because(found)
                        .because(requested)
                        .hint(check_command.clone())
                }
            }
        }
        MutationError::NotFound(error) => {
            not_found(context, format!("{cannot}: it was not found"), error.as_deref())
        }
    }
}

pub(super) fn not_found(context: &Context, message: String, error: Option<&Error>) -> CliError {
    mutation_output::not_found(context, message, error).hint(Hint::new("warm-pool list"))
}

/// The service responded with another size, and reading it again failed.
fn accepted(context: &Context, operation: &Operation, read: &Error) -> CliError {
    let Operation { description, check_command } = operation;
    let message = format!(
        "outcome unknown: the request to {description} was accepted, but the response has another size"
    );
    let mut error = CliError::new(ExitCode::OutcomeUnknown, "outcome_unknown", message);
    error.retryable = true;
    error.reasons = context.api_error("", read).reasons;
    error.hint(check_command.clone())
}

/// Shows the pool that is there instead.
fn conflict(message: String, pool: &WarmPool) -> CliError {
    CliError::new(ExitCode::Conflict, "already_exists", message).because(found_pool(pool))
}

fn found_pool(pool: &WarmPool) -> String {
    let (id, size, phase) = (&pool.id, lifecycle::size_bounds(pool), lifecycle::phase(pool));
    format!("the pool {id} has the size {size} and is {}", phase.label())
}
