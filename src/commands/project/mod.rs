//! `project`: prebuild settings and warm pools of projects.

mod get;
mod list;
mod prebuilds;
mod view;

use std::rc::Rc;

use clap::{Args, Subcommand};
use uuid::Uuid;

use crate::api::Client;
use crate::api::project::Project;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::record;
use crate::warm_pool::lister::{PoolLister, PoolQuery};

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<view::ProjectRow>()
}

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ProjectArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List projects
    ///
    /// Shows prebuild settings next to warm pools, as only prebuilt classes can have a pool. Sorted by
    /// name by default.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show a project: its classes, whether they are prebuilt, and its warm pools
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
    /// Show the prebuild settings of a project beside its warm pools, or change them
    ///
    /// Without a change the settings are shown, and for each class its pool. With one, the settings are
    /// read, changed and written; only what differs is sent. Turning prebuilds off, or taking a class
    /// out, makes the service delete pools: they are named, and asked for unless --yes is given. If the
    /// response is lost, the project is read to find out what happened. Changes that someone else makes
    /// at the same time can be overwritten, as the service replaces all settings at once.
    Prebuilds(LazyArgs<prebuilds::PrebuildsArgs>),
}

impl ProjectArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
            Verb::Prebuilds(args) => args.0.run(context),
        }
    }
}

pub(super) async fn find(
    context: &Context,
    client: &Client,
    id: Uuid,
) -> Result<Project, CliError> {
    let project = client.get_project(&id.to_string()).await;
    project.map_err(|error| context.read_error("project", id, "project list -o wide", &error))
}

/// The pools of these projects, or of all; `None` if they are not shown or cannot be read.
async fn pools(
    context: &Context,
    client: &Client,
    are_shown: bool,
    projects: Vec<Uuid>,
) -> Result<Option<Vec<WarmPool>>, CliError> {
    if !are_shown {
        return Ok(None);
    }
    let query = PoolQuery { projects, ..PoolQuery::default() };
    match PoolLister::new(client, query).all().await {
        Ok(pools) => Ok(Some(pools)),
        Err(error) if error.is_permission_denied() => {
            context.ui.note("warm pools are not shown: this token cannot read them");
            Ok(None)
        }
        Err(error) => Err(context.api_error("cannot list the warm pools", &error)),
    }
}

async fn class_names(
    context: &Context,
    client: &Client,
    are_shown: bool,
) -> Result<Rc<DisplayNames>, CliError> {
    let mut names = DisplayNames::showing(false, are_shown);
    context.note_missing_names(names.load_classes(client).await);
    Ok(Rc::new(names))
}
