//! `prebuild get`: show one prebuild.

use std::slice;

use clap::Args;

use super::view::PrebuildRow;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild get PREBUILD_ID
  prebuildctl prebuild get PREBUILD_ID --jq .status.phase -r")]
pub(super) struct GetArgs {
    /// The id of the prebuild
    #[arg(value_name = "ID")]
    id: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let id = reference::parse_id(&self.id).map_err(CliError::usage)?;
        let mut names = super::names_shown(context)?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let prebuild = super::find(context, &client, id).await?;
            super::load_names(&mut names, context, &client, slice::from_ref(&prebuild)).await;
            Ok(PrebuildRow::new(prebuild, &names, &client))
        })?;
        context.ui.print_record(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
