//! A create that the service refuses, or would: which condition of a warm pool is not met.

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

/// The failure of a create that is not worth sending: what was read to find the pair tells already
/// that the service would refuse it.
pub(super) fn predict_rejection(
    attempt: &Operation,
    facts: &PreflightData,
    words: &PoolSelector,
) -> Option<CliError> {
    let reasons = preflight::blocking_reasons(facts, &preflight::checks(facts, words));
    if reasons.is_empty() {
        return None;
    }
    let message = format!("cannot {}", attempt.what);
    let failure = CliError::new(ExitCode::Conflict, "failed_precondition", message);
    Some(explained(failure, facts, words, reasons))
}

/// The failure of a create that was refused; with the reason, where the conditions of the pair
/// tell it. If they do not, or cannot be read, it is what the service said.
pub(super) async fn failure(
    context: &Context,
    client: &Client,
    attempt: &Operation,
    error: Box<Error>,
    subject: Option<(PoolKey, PoolSelector)>,
) -> CliError {
    let subject = subject.filter(|_| may_be_a_condition(&error));
    let failure = mutation_error::failure(context, attempt, MutationError::Rejected(error));
    let Some((pair, words)) = subject else {
        return failure;
    };
    let Ok(facts) = preflight::read(client, pair, None).await else {
        return failure;
    };
    let checks = preflight::checks(&facts, &words);
    match preflight::blocking_reasons(&facts, &checks) {
        reasons if reasons.is_empty() => failure,
        reasons => explained(failure, &facts, &words, reasons),
    }
}

/// Whether a condition that is not met can be what the service means.
fn may_be_a_condition(error: &Error) -> bool {
    let CallError::Status(refusal) = &error.cause else {
        return false;
    };
    error.method == warm_pool::CREATE.name
        && match refusal.code {
            Code::FailedPrecondition | Code::NotFound | Code::PermissionDenied => true,
            Code::InvalidArgument => !is_about_sizes(refusal),
            _ => false,
        }
}

fn is_about_sizes(refusal: &StatusError) -> bool {
    let names_size = |text: &str| text.to_ascii_lowercase().contains("size");
    names_size(&refusal.message)
        || refusal.details.iter().any(|detail| match detail {
            Detail::Violations(violations) => violations.iter().any(|own| names_size(&own.field)),
            _ => false,
        })
}

/// The reasons go before the service's words, the checklist before any other hint.
fn explained(
    mut failure: CliError,
    facts: &PreflightData,
    words: &PoolSelector,
    reasons: Vec<String>,
) -> CliError {
    if facts.project.known().is_some() && facts.class.known().is_some() {
        let (class, project) = (facts.class_name(), facts.project_name());
        failure.message = format!("class {class:?} cannot be warmed for project {project}");
    }
    failure.reasons.splice(0..0, reasons);
    failure.hint(words.explain())
}
