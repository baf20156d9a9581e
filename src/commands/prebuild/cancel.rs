//! `prebuild cancel`: cancel a prebuild that is in progress.

use clap::Args;
use uuid::Uuid;

use super::view::{self, PrebuildRow};
use crate::api::OpenEnum as _;
use crate::api::connect_code::Code;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::{Client, Error};
use crate::commands::shared::mutation_output;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::mutation::{self, MutationError};
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild cancel PREBUILD_ID
  prebuildctl prebuild list --phase running -o id | xargs -n 1 prebuildctl prebuild cancel")]
pub(super) struct CancelArgs {
    /// Prebuild id
    #[arg(value_name = "ID")]
    id: String,
}

impl CancelArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let id = reference::parse_id(&self.id).map_err(CliError::usage)?;
        let mut names = super::names_shown(context)?;
        let client = context.client()?;
        let prebuild = runtime::run(context, &client, cancel(context, &client, id))?;
        let action = match view::phase(&prebuild) {
            PrebuildPhase::Cancelled => "canceled",
            _ => "canceling",
        };
        super::load_names_after_change(&mut names, context, &client, &prebuild);
        PrebuildRow::new(prebuild, &names, &client).show_changed(context, action)
    }
}

async fn cancel(context: &Context, client: &Client, id: Uuid) -> Result<Prebuild, CliError> {
    let operation = context
        .start_operation(format!("cancel the prebuild {id}"), Hint::new("prebuild get").arg(id));
    match mutation::cancel(client, id).await {
        Ok(applied) => Ok(applied.into_inner()),
        Err(MutationError::OutcomeUnknown { change, read }) => {
            Err(mutation_output::unresolved(context, &operation, &change, read.as_deref()))
        }
        Err(MutationError::Rejected(error)) => Err(rejected(context, &operation, &error)),
        Err(MutationError::NotFound(error)) => {
            let message = format!("no prebuild {id} found, or this token cannot see it");
            let cli_error = mutation_output::not_found(context, message, error.as_deref());
            Err(cli_error.hint(Hint::new("prebuild list")))
        }
        Err(
            MutationError::Conflict(prebuild)
            | MutationError::AlreadyExists(prebuild)
            | MutationError::Deleting(prebuild)
            | MutationError::NotApplied { found: prebuild, .. },
        ) => Err(ended(operation, &prebuild)),
    }
}

fn ended(Operation { description, check_command }: Operation, prebuild: &Prebuild) -> CliError {
    let message = format!("cannot {description}: it has already ended");
    CliError::new(ExitCode::Conflict, "failed_precondition", message)
        .because(format!("its phase is {}", view::phase(prebuild).label()))
        .hint(check_command)
}

fn rejected(context: &Context, operation: &Operation, error: &Error) -> CliError {
    let cli_error = context.api_error(format!("cannot {}", operation.description), error);
    match error.code() {
        Some(Code::FailedPrecondition) => cli_error.hint(operation.check_command.clone()),
        _ => cli_error,
    }
}
