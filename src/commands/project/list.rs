//! `project list`: show many projects.

use clap::Args;
use futures_util::TryFutureExt as _;

use super::view::ProjectRow;
use crate::api::project::ProjectFilter;
use crate::commands::shared::list::{ListSpec, Streaming};
use crate::commands::shared::names::NamePrinter;
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record::Record as _;

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

static LIST: ListSpec<ProjectRow, (String, String)> = ListSpec {
    title: "projects",
    streaming: Streaming::Never,
    durations: &[],
    default_key: |row| (row.name(), row.id()),
};

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let list = LIST.open(context, &self.order)?;
        let (needs_pools, needs_classes) = (list.needs("pools"), list.needs("classes"));
        let client = context.client()?;
        let rows = async {
            let filter = ProjectFilter::default();
            let projects = client.list_projects(&filter);
            let (projects, pools, names) = tokio::try_join!(
                projects.map_err(|error| LIST.error(context, &error)),
                super::pools(context, &client, needs_pools, Vec::new()),
                super::class_names(context, &client, needs_classes),
            )?;
            let all = projects.iter().filter_map(|project| project.metadata.as_ref());
            let printer = NamePrinter::new(context, all.map(|metadata| metadata.name.as_str()));
            let row = |project| ProjectRow::new(project, &printer, pools.as_deref(), &names);
            Ok(Some(projects.into_iter().map(row).collect()))
        };
        list.show(&client, rows)
    }
}
