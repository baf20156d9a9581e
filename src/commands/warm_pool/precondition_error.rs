//! A create that the service rejects, or would reject: which condition is not met.

use super::mutation_error;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, Error, StatusError};
use crate::api::error_details::Detail;
use crate::api::{Client, warm_pool};
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::warm_pool::mutation::MutationError;
use crate::warm_pool::preflight::{self, PoolSelector, PreflightData};
use crate::warm_pool::reference::PoolKey;

/// The error of a create that is not sent, because what was read to resolve the names already shows
/// that the service would reject it.
pub(super) fn predict_rejection(
    context: &Context,
    data: &PreflightData,
    selector: &PoolSelector,
) -> Option<CliError> {
    let error = CliError::new(ExitCode::Conflict, "failed_precondition", "");
    explain(context, error, data, selector).ok()
}

/// The error of a create that was rejected: with the unmet conditions, if those explain it,
/// otherwise as the service reported it.
pub(super) async fn rejected(
    context: &Context,
    client: &Client,
    operation: &Operation,
    error: Box<Error>,
    subject: Option<(PoolKey, PoolSelector)>,
) -> CliError {
    let subject = subject.filter(|_| can_be_a_condition(&error));
    let cli_error = mutation_error::cli_error(context, operation, MutationError::Rejected(error));
    let Some((key, selector)) = subject else { return cli_error };
    match preflight::read(client, key, None).await {
        Ok(data) => {
            explain(context, cli_error, &data, &selector).unwrap_or_else(|cli_error| cli_error)
        }
        Err(_) => cli_error,
    }
}

/// Whether the service may have rejected it for a condition that is not met.
fn can_be_a_condition(error: &Error) -> bool {
    let CallError::Status(status) = &error.cause else { return false };
    error.method == warm_pool::CREATE.name
        && match status.code {
            Code::FailedPrecondition | Code::NotFound | Code::PermissionDenied => true,
            Code::InvalidArgument => !is_about_sizes(status),
            _ => false,
        }
}

fn is_about_sizes(status: &StatusError) -> bool {
    let has_size = |text: &str| text.to_ascii_lowercase().contains("size");
    has_size(&status.message)
        || status.details.iter().any(|detail| match detail {
            Detail::Violations(violations) => {
                violations.iter().any(|violation| has_size(&violation.field))
            }
            _ => false,
        })
}

/// Puts the unmet conditions before the service's message; gives the error back if all are met.
fn explain(
    context: &Context,
    mut error: CliError,
    data: &PreflightData,
    selector: &PoolSelector,
) -> Result<CliError, CliError> {
    let reasons = preflight::blocking_reasons(data, &preflight::checks(data, selector));
    if reasons.is_empty() {
        return Err(error);
    }
    let address = data.address(&context.message_printer());
    error.message = format!("cannot create a warm pool for {address}");
    error.reasons.splice(0..0, reasons);
    Ok(error.hint(selector.explain()))
}
