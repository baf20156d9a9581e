//! `project get`: show one project.

use clap::Args;

use super::pools;
use super::view::ProjectRow;
use crate::commands::names;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl project get acme-api
  prebuildctl project get acme-api --jq '.prebuildConfiguration.environmentClassIds[]' -r")]
pub(super) struct GetArgs {
    /// The project
    #[arg(value_name = "PROJECT")]
    project: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let counts = context.ui.record_shows_column::<ProjectRow>("pools")?;
        let named = context.ui.record_shows_column::<ProjectRow>("classes")?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let id = names::project(context, &client, &self.project).await?;
            let pools = async {
                if counts { pools::of(context, &client, vec![id]).await } else { Ok(None) }
            };
            let display_names = async { Ok(super::class_names(context, &client, named).await) };
            let (project, pools, display_names) =
                tokio::try_join!(super::find(context, &client, id), pools, display_names)?;
            Ok(ProjectRow::new(project, pools, &display_names))
        })?;
        context.ui.one(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
