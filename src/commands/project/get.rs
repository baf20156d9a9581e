//! `project get`: show one project.

use clap::Args;

use super::pools;
use super::view::ProjectRow;
use crate::commands::names;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
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
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let counts = context.ui.one_shows::<ProjectRow>("pools")?;
        let named = context.ui.one_shows::<ProjectRow>("classes")?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let id = names::project(context, &client, &self.project).await?;
            let pools = async {
                if counts { pools::of(context, &client, vec![id]).await } else { Ok(None) }
            };
            let labels = async { Ok(super::class_names(context, &client, named).await) };
            let (project, pools, labels) =
                tokio::try_join!(super::find(context, &client, id), pools, labels)?;
            Ok(ProjectRow::new(project, pools, &labels))
        })?;
        context.ui.one(&row, || row.details())?;
        Ok(Exit::Done)
    }
}
