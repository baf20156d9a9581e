//! `class list`: show many environment classes.

use clap::Args;

use super::runner_names::Names;
use super::view::ClassRow;
use crate::api::Client;
use crate::api::class::EnvironmentClass;
use crate::commands::shared::list;
use crate::commands::shared::sort::OrderArgs;
use crate::commands::{names, project};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl class list
  prebuildctl class list --project acme-api -o wide
  prebuildctl class list --jq '.[] | select(.enabled | not) | .displayName' -r")]
pub(super) struct ListArgs {
    /// Only classes that environments or prebuilds of this project use
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    #[command(flatten)]
    order: OrderArgs,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let order = self.order.order()?;
        let rows = context.ui.rows::<ClassRow>()?;
        let named = rows.shows("runner") || order.is_by("runner");
        let client = context.client()?;
        let held = runtime::run(context, &client, async {
            let names = async {
                if named { Names::of_all(context, &client).await } else { Ok(Names::default()) }
            };
            let (classes, wanted, names) =
                tokio::try_join!(all(context, &client), self.wanted(context, &client), names)?;
            let is_wanted = |class: &EnvironmentClass| {
                let is = |id: &String| id.eq_ignore_ascii_case(&class.id);
                wanted.as_ref().is_none_or(|ids| ids.iter().any(is))
            };
            let classes = classes.into_iter().filter(is_wanted);
            Ok(classes.map(|class| ClassRow::new(class, &names)).collect())
        })?;
        list::show_held(context, rows, &order, held)
    }

    /// The ids of the classes that the project uses; `None` stands for all.
    async fn wanted(
        &self,
        context: &Context,
        client: &Client,
    ) -> Result<Option<Vec<String>>, CliError> {
        let Some(word) = &self.project else { return Ok(None) };
        let id = names::project(context, client, word).await?;
        let project = project::find(context, client, id).await?;
        let own =
            project.environment_classes.into_iter().filter_map(|own| own.environment_class_id);
        let prebuilt = project.prebuild_configuration.unwrap_or_default().environment_class_ids;
        Ok(Some(own.chain(prebuilt).collect()))
    }
}

async fn all(context: &Context, client: &Client) -> Result<Vec<EnvironmentClass>, CliError> {
    let classes = client.list_environment_classes().await;
    classes.map_err(|error| context.api_error("cannot list the environment classes", &error))
}
