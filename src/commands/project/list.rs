//! `project list`: show many projects.

use clap::Args;

use super::pools;
use super::view::ProjectRow;
use crate::api::Client;
use crate::api::project::{Project, ProjectFilter};
use crate::commands::shared::list;
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl project list
  prebuildctl project list --sort pools:desc --limit 10
  prebuildctl project list -o json --jq '.[] | select(.prebuildConfiguration.enabled) | .id' -r")]
pub(super) struct ListArgs {
    #[command(flatten)]
    order: OrderArgs,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let order = self.order.order()?;
        let rows = context.ui.rows::<ProjectRow>()?;
        let counts = rows.shows("pools") || order.is_by("pools");
        let named = rows.shows("classes") || order.is_by("classes");
        let client = context.client()?;
        let held = runtime::run(context, &client, async {
            let pools = async {
                if counts { pools::of(context, &client, Vec::new()).await } else { Ok(None) }
            };
            let display_names = async { Ok(super::class_names(context, &client, named).await) };
            let (projects, pools, display_names) =
                tokio::try_join!(all(context, &client), pools, display_names)?;
            let row = |project: Project| {
                let own = pools.as_ref().map(|pools| {
                    pools.iter().filter(|pool| pools::is_of(pool, &project.id)).cloned().collect()
                });
                ProjectRow::new(project, own, &display_names)
            };
            Ok(projects.into_iter().map(row).collect())
        })?;
        list::show_held(context, rows, &order, held)
    }
}

async fn all(context: &Context, client: &Client) -> Result<Vec<Project>, CliError> {
    let projects = client.list_projects(&ProjectFilter::default()).await;
    projects.map_err(|error| context.api_error("cannot list the projects", &error))
}
