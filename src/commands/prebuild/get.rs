//! `prebuild get`: show one prebuild.

use clap::Args;

use super::name_columns::NameColumns;
use super::view::PrebuildRow;
use crate::commands::names::DisplayNames;
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
    /// The prebuild's id
    #[arg(value_name = "ID")]
    id: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let id = reference::id(&self.id).map_err(CliError::usage)?;
        let shown = NameColumns::of_one(context)?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let prebuild = super::find(context, &client, id).await?;
            let mut display_names = DisplayNames::default();
            shown.load(&mut display_names, context, &client, std::slice::from_ref(&prebuild)).await;
            Ok(PrebuildRow::new(prebuild, &display_names, &client))
        })?;
        context.ui.one(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
