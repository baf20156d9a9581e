//! `prebuild get`: show one prebuild.

use clap::Args;

use super::view::PrebuildRow;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::pool::reference;
use crate::runtime;

/// Show a prebuild
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
        let client = context.client()?;
        let prebuild = runtime::run(context, &client, super::find(context, &client, id))?;
        let row = PrebuildRow::new(prebuild, &client);
        context.ui.one(&row, || row.details())?;
        Ok(Exit::Done)
    }
}
