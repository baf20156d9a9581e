//! `class list`: show many environment classes.

use clap::Args;
use futures_util::TryFutureExt as _;
use futures_util::future::OptionFuture;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::RUNNER_COLUMNS;
use super::view::ClassRow;
use crate::api::Client;
use crate::api::class::EnvironmentClass;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::runner::Runner;
use crate::commands::project;
use crate::commands::shared::list::{ListSpec, Streaming};
use crate::commands::shared::name_patterns;
use crate::commands::shared::names::NamePrinter;
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::Pattern;
use crate::output::record::Record as _;
use crate::warm_pool::preflight::Lookup;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl class list
  prebuildctl class list --project acme-api -o wide
  prebuildctl class list --jq '.[] | select(.enabled | not) | .displayName' -r")]
pub(super) struct ListArgs {
    /// Filter by project: classes that its environments or prebuilds use; names, ids or patterns,
    /// separated by commas
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

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
        let projects = name_patterns::parse("--project", &self.project);
        let (projects, list) = CliError::both(projects, LIST.open(context, &self.order))?;
        let needs_runners = RUNNER_COLUMNS.iter().any(|column| list.needs(column));
        let client = context.client()?;
        let rows = async {
            let classes = client.list_environment_classes();
            let classes = classes.map_err(|error| LIST.error(context, &error));
            let runners = async {
                let read = OptionFuture::from(needs_runners.then(|| client.list_runners())).await;
                Ok(read.map_or(Lookup::NotQueried, |runners| super::found(context, runners)))
            };
            let used = classes_of(context, &client, &projects);
            let (mut classes, used, runners) = tokio::try_join!(classes, used, runners)?;
            if let Some(used) = used {
                classes.retain(|class| used.iter().any(|id| id.eq_ignore_ascii_case(&class.id)));
            }
            let all = classes.iter().map(|class| class.display_name.as_str());
            let printer = NamePrinter::new(context, all);
            let row = |class: EnvironmentClass| {
                let runner = runner_of(&class, &runners);
                ClassRow::new(class, &printer, &runner)
            };
            Ok(Some(classes.into_iter().map(row).collect()))
        };
        list.show(&client, rows)
    }
}

fn runner_of(class: &EnvironmentClass, runners: &Lookup<Vec<Runner>>) -> Lookup<Runner> {
    let has_id = |runner: &&Runner| runner.runner_id.eq_ignore_ascii_case(&class.runner_id);
    match runners {
        Lookup::Found(runners) => {
            runners.iter().find(has_id).cloned().map_or(Lookup::Missing, Lookup::Found)
        }
        Lookup::Missing => Lookup::Missing,
        Lookup::Denied => Lookup::Denied,
        Lookup::NotQueried => Lookup::NotQueried,
    }
}

/// The ids of the classes that the projects use; `None` if no project is given.
async fn classes_of(
    context: &Context,
    client: &Client,
    projects: &[Pattern],
) -> Result<Option<Vec<String>>, CliError> {
    if projects.is_empty() {
        return Ok(None);
    }
    let projects = name_patterns::projects(context, client, projects).await?;
    let projects = stream::iter(projects).map(|id| project::find(context, client, id));
    let projects: Vec<_> = projects.buffered(MAX_CONCURRENT_READS).try_collect().await?;
    let classes = projects.into_iter().flat_map(|project| {
        let classes = project.environment_classes.into_iter();
        let prebuilt = project.prebuild_configuration.unwrap_or_default().environment_class_ids;
        classes.filter_map(|class| class.environment_class_id).chain(prebuilt)
    });
    Ok(Some(classes.collect()))
}
