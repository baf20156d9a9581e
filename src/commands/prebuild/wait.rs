//! `prebuild wait`: until a prebuild has completed.

use std::slice;

use clap::Args;

use super::name_columns::Shown;
use super::view::PrebuildRow;
use crate::commands::names::Labels;
use crate::commands::shared::wait::{self, LimitArgs};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::runtime;
use crate::wait::{Completion, Start};
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild wait PREBUILD_ID
  prebuildctl prebuild wait PREBUILD_ID --timeout 1h && prebuildctl warm-pool wait acme-api/large")]
pub(super) struct WaitForArgs {
    /// The prebuild's id
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    pub(super) limits: LimitArgs,
}

impl WaitForArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let id = reference::id(&self.id).map_err(Failure::usage)?;
        let plan = wait::plan(context)?;
        let shown = Shown::of_one(context)?;
        let client = context.client()?;
        runtime::run(context, &client, async {
            let prebuild = super::find(context, &client, id).await?;
            let name = prebuild.id.clone();
            let start = Start { id: name.clone(), name, thing: Some(prebuild), is_new: false };
            let goal = Completion { client: &client };
            let stays = "nothing was changed";
            let waited = wait::wait_for(context, &client, &goal, plan, vec![start], stays).await;
            match waited.done()?.pop().flatten() {
                Some(prebuild) => {
                    let mut labels = Labels::default();
                    shown.learn(&mut labels, context, &client, slice::from_ref(&prebuild)).await;
                    PrebuildRow::new(prebuild, &labels, &client).show_changed(context, "completed")
                }
                None => Ok(Exit::Done),
            }
        })
    }
}
