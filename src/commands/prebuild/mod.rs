//! `prebuild`: the runs whose snapshots pools are made from.

mod cancel;
mod get;
mod labels;
mod list;
mod trigger;
mod view;
mod wait;
mod waiting;

use clap::{Args, Subcommand};
use uuid::Uuid;

use crate::api::prebuild::Prebuild;
use crate::api::{Client, Error};
use crate::commands::LimitArgs;
use crate::config::Noun;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct PrebuildArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    #[command(visible_alias = "show")]
    Get(get::GetArgs),
    Trigger(trigger::TriggerArgs),
    Wait(wait::WaitForArgs),
    Cancel(cancel::CancelArgs),
}

impl PrebuildArgs {
    /// The limits of a wait, where the verb has them.
    pub(crate) fn limits(&self) -> LimitArgs {
        match &self.verb {
            Verb::Trigger(args) => args.wait.limits.clone(),
            Verb::Wait(args) => args.limits.clone(),
            Verb::List(_) | Verb::Get(_) | Verb::Cancel(_) => LimitArgs::default(),
        }
    }

    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        context.use_columns_of(Noun::Prebuild)?;
        match self.verb {
            Verb::List(args) => args.run(context),
            Verb::Get(args) => args.run(context),
            Verb::Trigger(args) => args.run(context),
            Verb::Wait(args) => args.run(context),
            Verb::Cancel(args) => args.run(context),
        }
    }
}

/// Reads a prebuild.
async fn find(context: &Context, client: &Client, id: Uuid) -> Result<Prebuild, Failure> {
    client.get_prebuild(&id.to_string()).await.map_err(|error| match error.is_not_found() {
        true => missing(context, id, &error),
        false => context.failed(format!("cannot read the prebuild {id}"), &error),
    })
}

/// There is no such prebuild, or the token may not see it.
fn missing(context: &Context, id: Uuid, error: &Error) -> Failure {
    let message = format!("no prebuild {id}, or none that this token may see");
    context.failed(message, error).hint("the prebuilds there are", "prebuildctl prebuild list")
}
