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
use crate::commands::names::Labels;
use crate::commands::shared::lazy_args::Deferred;
use crate::config::Noun;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

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
    List(Deferred<list::ListArgs>),
    /// Show a project: its classes, whether each is prebuilt, and its warm pools
    #[command(visible_alias = "show")]
    Get(Deferred<get::GetArgs>),
}

impl ProjectArgs {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        context.use_columns_of(Noun::Project)?;
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
pub(super) async fn find(context: &Context, client: &Client, id: Uuid) -> Result<Project, Failure> {
    client.get_project(&id.to_string()).await.map_err(|error| {
        if !error.is_not_found() {
            return context.failed(format!("cannot read the project {id}"), &error);
        }
        let message = format!("no project {id}, or none that this token may see");
        let failure = context.failed(message, &error);
        failure.hint("the projects there are", "prebuildctl project list -o wide")
    })
}

/// The names of classes, looked up if they are shown.
async fn class_names(context: &Context, client: &Client, are_shown: bool) -> Rc<Labels> {
    let mut labels = Labels::default();
    if are_shown {
        labels.learn_classes(context, client).await;
    }
    Rc::new(labels)
}
