//! `prebuild cancel`: cancel a prebuild that is in progress.

use clap::Args;
use uuid::Uuid;

use super::mutation_error;
use super::view::{self, PrebuildRow};
use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::mutation::{self, Applied};
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
    let canceled = mutation::cancel(client, id).await;
    canceled
        .map(Applied::into_inner)
        .map_err(|error| mutation_error::cli_error(context, operation, id, error))
}
