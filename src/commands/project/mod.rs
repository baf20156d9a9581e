//! `project`: prebuild settings and warm pools of projects.

mod get;
mod list;
mod related;
mod view;

use clap::{Args, Subcommand};
use uuid::Uuid;

use crate::api::Client;
use crate::api::project::Project;
use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::Resource;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

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
}

impl ProjectArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        context.apply_default_columns(Resource::Project)?;
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
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
