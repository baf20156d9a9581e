//! `class list`: show many environment classes.

use clap::Args;
use futures_util::TryFutureExt as _;

use super::view::ClassRow;
use crate::api::Client;
use crate::commands::project;
use crate::commands::shared::list::{ListSpec, Streaming};
use crate::commands::shared::names;
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::{self, DisplayNames};
use crate::output::record::Record as _;
use crate::warm_pool::reference::NameOrId;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl class list
  prebuildctl class list --project acme-api -o wide
  prebuildctl class list --jq '.[] | select(.enabled | not) | .displayName' -r")]
pub(super) struct ListArgs {
    /// Filter by project: classes that its environments or prebuilds use
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    #[command(flatten)]
    order: OrderArgs,
}

static LIST: ListSpec<ClassRow, (String, String, String)> = ListSpec {
    title: "environment classes",
    streaming: Streaming::Never,
    durations: &[],
    default_key: |row| (row.name().to_owned(), row.runner(), row.id()),
};

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let project = self.project.map(|project| names::parse("--project", &project)).transpose();
        let (project, list) = CliError::both(project, LIST.open(context, &self.order))?;
        let needs_runners = list.needs("runner");
        let client = context.client()?;
        let rows = async {
            let classes = client.list_environment_classes();
            let classes = classes.map_err(|error| LIST.error(context, &error));
            let names = async {
                let mut names = DisplayNames::default();
                if needs_runners {
                    context.note_missing_names(names.load_runners(&client).await);
                }
                Ok(names)
            };
            let used = classes_of(context, &client, project.as_ref());
            let (mut classes, used, names) = tokio::try_join!(classes, used, names)?;
            if let Some(used) = used {
                classes.retain(|class| used.iter().any(|id| id.eq_ignore_ascii_case(&class.id)));
            }
            Ok(Some(classes.into_iter().map(|class| ClassRow::new(class, &names)).collect()))
        };
        list.show(&client, rows)
    }
}

/// The ids of the classes that a project uses; `None` if no project is given.
async fn classes_of(
    context: &Context,
    client: &Client,
    project: Option<&NameOrId>,
) -> Result<Option<Vec<String>>, CliError> {
    let Some(project) = project else { return Ok(None) };
    let project = lookup::resolve_project(client, project).await;
    let id = project.map_err(|error| context.lookup_error(error))?.id;
    let project = project::find(context, client, id).await?;
    let classes = project.environment_classes.into_iter();
    let mut ids: Vec<_> = classes.filter_map(|class| class.environment_class_id).collect();
    ids.extend(project.prebuild_configuration.unwrap_or_default().environment_class_ids);
    Ok(Some(ids))
}
