//! `prebuild wait`: wait until a prebuild has completed.

use std::path::PathBuf;
use std::slice;

use clap::Args;

use super::logs::LogOnFailure;
use super::view::{self, PrebuildRow};
use crate::api::prebuild::PrebuildPhase;
use crate::commands::shared::wait::{self, LimitArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;
use crate::wait::{PrebuildCondition, PrebuildWait, WaitItem};
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild wait PREBUILD_ID
  prebuildctl prebuild wait PREBUILD_ID --logs-on-failure prebuild.log
  prebuildctl prebuild wait PREBUILD_ID --timeout 1h && prebuildctl warm-pool wait acme-api/large")]
pub(super) struct WaitArgs {
    /// Prebuild id
    #[arg(value_name = "ID")]
    id: String,

    /// Save the log in this file if the prebuild fails
    #[arg(long, value_name = "FILE")]
    logs_on_failure: Option<PathBuf>,

    #[command(flatten)]
    limits: LimitArgs,
}

impl WaitArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let id = reference::parse_id(&self.id).map_err(CliError::usage);
        let (id, options) = CliError::both(id, self.limits.plan(context))?;
        let log = self.logs_on_failure.as_deref().map(LogOnFailure::check).transpose()?;
        let mut names = super::names_shown(context)?;
        let client = context.client()?;
        runtime::run(context, &client, async {
            let prebuild = super::find(context, &client, id).await?;
            let name = prebuild.id.clone();
            let item = WaitItem { id: name.clone(), name, state: Some(prebuild), is_new: false };
            let target = PrebuildWait { client: &client, condition: PrebuildCondition::Completed };
            let left = "nothing was changed";
            let mut waited =
                wait::wait_for(context, &client, &target, options, vec![item], left).await;
            let prebuild = waited.items.pop().flatten();
            let phase = prebuild.as_ref().map(view::phase);
            if let Some(error) = waited.error {
                return Err(match log.filter(|_| phase == Some(PrebuildPhase::Failed)) {
                    Some(log) => log.save(context, &client, id, error).await,
                    None => error,
                });
            }
            let Some(prebuild) = prebuild else { return Ok(ExitCode::Success) };
            super::load_names(&mut names, context, &client, slice::from_ref(&prebuild)).await;
            PrebuildRow::new(prebuild, &names, &client).show_changed(context, "completed")
        })
    }
}
