//! The error of a change to a prebuild that failed or whose outcome is unknown.

use uuid::Uuid;

use super::view;
use crate::api::OpenEnum as _;
use crate::api::connect_code::Code;
use crate::api::prebuild::Prebuild;
use crate::commands::shared::mutation_output;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::warm_pool::mutation::MutationError;

pub(super) fn cli_error(
    context: &Context,
    operation: Operation,
    id: Uuid,
    error: MutationError<Prebuild>,
) -> CliError {
    match error {
        MutationError::OutcomeUnknown { change, read } => {
            mutation_output::unresolved(context, &operation, &change, read.as_deref())
        }
        MutationError::Rejected(error) => {
            let cli_error = context.api_error(format!("cannot {}", operation.description), &error);
            match error.code() {
                Some(Code::FailedPrecondition) => cli_error.hint(operation.check_command),
                _ => cli_error,
            }
        }
        MutationError::NotFound(error) => {
            let message = format!("no prebuild {id} found, or this token cannot see it");
            let cli_error = mutation_output::not_found(context, message, error.as_deref());
            cli_error.hint(Hint::new("prebuild list"))
        }
        MutationError::Conflict(prebuild)
        | MutationError::AlreadyExists(prebuild)
        | MutationError::Deleting(prebuild)
        | MutationError::NotApplied { found: prebuild, .. } => ended(operation, &prebuild),
    }
}

fn ended(Operation { description, check_command }: Operation, prebuild: &Prebuild) -> CliError {
    let message = format!("cannot {description}: it has already ended");
    CliError::new(ExitCode::Conflict, "failed_precondition", message)
        .because(format!("its phase is {}", view::phase(prebuild).label()))
        .hint(check_command)
}
