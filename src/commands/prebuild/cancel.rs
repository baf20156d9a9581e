//! `prebuild cancel`: cancel a prebuild that is under way.

use clap::Args;
use uuid::Uuid;

use super::view::{self, PrebuildRow};
use crate::api::connect_code::Code;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::retry::retry_class;
use crate::api::{Client, Error};
use crate::commands::shared::mutation_output;
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild cancel PREBUILD_ID
  prebuildctl prebuild list --phase running -o id | xargs -n 1 prebuildctl prebuild cancel")]
pub(super) struct CancelArgs {
    /// The prebuild's id
    #[arg(value_name = "ID")]
    id: String,
}

impl CancelArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let id = reference::id(&self.id).map_err(CliError::usage)?;
        let mut names = super::names_shown(context)?;
        let client = context.client()?;
        let prebuild = runtime::run(context, &client, cancel(context, &client, id))?;
        let what = match view::phase(&prebuild) {
            PrebuildPhase::Cancelled => "cancelled",
            _ => "cancelling",
        };
        super::load_names_after_change(&mut names, context, &client, &prebuild);
        PrebuildRow::new(prebuild, &names, &client).show_changed(context, what)
    }
}

/// How often it is sent at most; after the first time only when reading showed that the one
/// before had no effect.
const MAX_ATTEMPTS: u32 = 3;

async fn cancel(context: &Context, client: &Client, id: Uuid) -> Result<Prebuild, CliError> {
    let attempt = context
        .start_operation(format!("cancel the prebuild {id}"), Hint::new("prebuild get").arg(id));
    let mut sends = 0;
    loop {
        let error = match client.cancel_prebuild(&id.to_string()).await {
            Ok(prebuild) => return Ok(prebuild),
            Err(error) => error,
        };
        sends += 1;
        if !retry_class(&error.fault).is_ambiguous() && sends == 1 {
            return Err(refused(context, &attempt, id, &error));
        }
        // An answer was lost. Later refusals may be for what the lost one has done.
        let unknown = || mutation_output::unknown(context, &attempt.what, &error);
        let prebuild = client.get_prebuild(&id.to_string()).await.map_err(|read| {
            let why = context.api_error("", &read).reasons.join("; ");
            let failure = unknown().because(format!("reading it back failed too: {why}"));
            failure.hint(attempt.look.clone())
        })?;
        match fate(&prebuild) {
            CancelResult::Cancelled => return Ok(prebuild),
            CancelResult::Over => return Err(over(&attempt, &prebuild)),
            CancelResult::InFlightGuard if sends < MAX_ATTEMPTS => {}
            CancelResult::InFlightGuard => {
                let failure = unknown().because("reading it back shows no change so far");
                return Err(failure.hint(attempt.look.clone()));
            }
        }
    }
}

/// What became of a prebuild that was to be cancelled.
enum CancelResult {
    Cancelled,
    Over,
    InFlightGuard,
}

fn fate(prebuild: &Prebuild) -> CancelResult {
    let wanted = prebuild.spec.as_ref().map(|spec| &spec.desired_phase);
    match view::phase(prebuild) {
        PrebuildPhase::Cancelling | PrebuildPhase::Cancelled => CancelResult::Cancelled,
        PrebuildPhase::Completed
        | PrebuildPhase::Failed
        | PrebuildPhase::Deleting
        | PrebuildPhase::Deleted => CancelResult::Over,
        _ if wanted == Some(&PrebuildPhase::Cancelled) => CancelResult::Cancelled,
        _ => CancelResult::InFlightGuard,
    }
}

/// It ended by itself first.
fn over(attempt: &Operation, prebuild: &Prebuild) -> CliError {
    let Operation { what, look } = attempt;
    let phase = view::phase(prebuild);
    let message = format!("cannot {what}: it is over");
    CliError::new(ExitCode::Conflict, "failed_precondition", message)
        .because(format!("its phase is {}", phase.label()))
        .hint(look.clone())
}

/// The service refused, or the request never left; nothing was changed.
fn refused(context: &Context, attempt: &Operation, id: Uuid, error: &Error) -> CliError {
    let Operation { what, look } = attempt;
    match error.code() {
        Some(Code::NotFound) => context.read_error("prebuild", id, "prebuild list", error),
        Some(Code::FailedPrecondition) => {
            context.api_error(format!("cannot {what}"), error).hint(look.clone())
        }
        _ => context.api_error(format!("cannot {what}"), error),
    }
}
