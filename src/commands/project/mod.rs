//! `project`: what is prebuilt, and the pools there are for it.

mod get;
mod list;
mod pools;
mod view;

use std::rc::Rc;

use clap::{Args, Subcommand};
use uuid::Uuid;

use crate::api::Client;
use crate::api::project::Project;
use crate::commands::names::DisplayNames;
use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::Resource;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
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
    /// Prebuild settings and warm pools stand side by side: only a class that is prebuilt can have a
    /// pool. Sorted by name unless --sort is given.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show a project: its classes, whether each is prebuilt, and its warm pools
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

/// Reads a project.
///
/// # Errors
/// As every call, and when there is none.
pub(super) async fn find(
    context: &Context,
    client: &Client,
    id: Uuid,
) -> Result<Project, CliError> {
    client.get_project(&id.to_string()).await.map_err(|error| {
        if !error.is_not_found() {
            return context.api_error(format!("cannot read the project {id}"), &error);
        }
        let message = format!("no project {id}, or none that this token may see");
        let failure = context.api_error(message, &error);
        failure.hint(Hint::new("project list -o wide"))
    })
}

/// The names of classes, looked up if they are shown.
async fn class_names(context: &Context, client: &Client, are_shown: bool) -> Rc<DisplayNames> {
    let mut display_names = DisplayNames::default();
    if are_shown {
        display_names.learn_classes(context, client).await;
    }
    Rc::new(display_names)
}
