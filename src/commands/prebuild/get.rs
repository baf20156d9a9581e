//! `prebuild get`: show one prebuild.

use clap::Args;

use super::name_columns::Shown;
use super::view::PrebuildRow;
use crate::commands::names::Labels;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::runtime;
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild get PREBUILD_ID
  prebuildctl prebuild get PREBUILD_ID --jq .status.phase -r")]
pub(super) struct GetArgs {
    /// The prebuild's id
    #[arg(value_name = "ID")]
    id: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let id = reference::id(&self.id).map_err(Failure::usage)?;
        let shown = Shown::of_one(context)?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let prebuild = super::find(context, &client, id).await?;
            let mut labels = Labels::default();
            shown.learn(&mut labels, context, &client, std::slice::from_ref(&prebuild)).await;
            Ok(PrebuildRow::new(prebuild, &labels, &client))
        })?;
        context.ui.one(&row, || row.details())?;
        Ok(Exit::Done)
    }
}
