//! `prebuild`: the runs whose snapshots pools are made from.

mod cancel;
mod get;
mod list;
mod name_columns;
mod trigger;
mod view;
mod wait;
mod wait_output;

use clap::{Args, Subcommand};
use uuid::Uuid;

use crate::api::prebuild::Prebuild;
use crate::api::{Client, Error};
use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::Resource;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct PrebuildArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List prebuilds
    ///
    /// All pages are read, and the newest come first. jsonl, name and id print each page as it comes,
    /// in the order of the service, unless --sort or --limit is given.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show a prebuild
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
    /// Start a prebuild of a project
    ///
    /// Sent once: when the answer is lost it is not sent again, as nothing keeps a second prebuild
    /// from starting. The exit code is then 13, with the command that tells.
    Trigger(LazyArgs<trigger::TriggerArgs>),
    /// Wait until a prebuild has completed
    ///
    /// A prebuild that fails, is cancelled or is deleted ends the wait at once with exit code 9, the
    /// time limit with exit code 8; Ctrl-C ends only the wait.
    Wait(LazyArgs<wait::WaitArgs>),
    /// Cancel a prebuild that is under way
    ///
    /// Snapshots of earlier prebuilds stay, and so do the pools that are made from them.
    Cancel(LazyArgs<cancel::CancelArgs>),
}

impl PrebuildArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        context.apply_default_columns(Resource::Prebuild)?;
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
            Verb::Trigger(args) => args.0.run(context),
            Verb::Wait(args) => args.0.run(context),
            Verb::Cancel(args) => args.0.run(context),
        }
    }
}

/// Reads a prebuild.
async fn find(context: &Context, client: &Client, id: Uuid) -> Result<Prebuild, CliError> {
    client.get_prebuild(&id.to_string()).await.map_err(|error| {
        if error.is_not_found() {
            missing(context, id, &error)
        } else {
            context.api_error(format!("cannot read the prebuild {id}"), &error)
        }
    })
}

/// There is no such prebuild, or the token may not see it.
fn missing(context: &Context, id: Uuid, error: &Error) -> CliError {
    let message = format!("no prebuild {id}, or none that this token may see");
    context.api_error(message, error).hint(Hint::new("prebuild list"))
}
