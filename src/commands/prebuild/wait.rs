//! `prebuild wait`: until a prebuild has completed.

use std::slice;

use clap::Args;

use super::view::PrebuildRow;
use crate::commands::shared::wait::{self, LimitArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;
use crate::wait::{PrebuildWait, WaitItem};
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild wait PREBUILD_ID
  prebuildctl prebuild wait PREBUILD_ID --timeout 1h && prebuildctl warm-pool wait acme-api/large")]
pub(super) struct WaitArgs {
    /// The prebuild's id
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    pub(super) limits: LimitArgs,
}

impl WaitArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let id = reference::id(&self.id).map_err(CliError::usage)?;
        let plan = wait::plan(context)?;
        let mut names = super::names_shown(context)?;
        let client = context.client()?;
        runtime::run(context, &client, async {
            let prebuild = super::find(context, &client, id).await?;
            let name = prebuild.id.clone();
            let start = WaitItem { id: name.clone(), name, thing: Some(prebuild), is_new: false };
            let goal = PrebuildWait { client: &client };
            let stays = "nothing was changed";
            let waited = wait::wait_for(context, &client, &goal, plan, vec![start], stays).await;
            match waited.done()?.pop().flatten() {
                Some(prebuild) => {
                    let prebuilds = slice::from_ref(&prebuild);
                    super::load_names(&mut names, context, &client, prebuilds).await;
                    PrebuildRow::new(prebuild, &names, &client).show_changed(context, "completed")
                }
                None => Ok(ExitCode::Success),
            }
        })
    }
}
