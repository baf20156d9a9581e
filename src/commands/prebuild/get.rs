//! `prebuild get`: show one prebuild.

use std::slice;

use clap::Args;

use super::name_columns::NameColumns;
use super::view::PrebuildRow;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
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
        let id = reference::id(&self.id).map_err(CliError::usage)?;
        let columns = NameColumns::for_record(context)?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let prebuild = super::find(context, &client, id).await?;
            let mut names = DisplayNames::default();
            columns.load(&mut names, context, &client, slice::from_ref(&prebuild)).await;
            Ok(PrebuildRow::new(prebuild, &names, &client))
        })?;
        context.ui.one(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
