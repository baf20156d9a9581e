//! `prebuild`: the builds whose snapshots warm pools start from.

mod cancel;
mod delete;
mod get;
mod list;
mod logs;
mod mutation_error;
mod trigger;
mod view;
mod wait;
mod wait_output;

use std::slice;

use clap::{Args, Subcommand};
use uuid::Uuid;

use self::view::PrebuildRow;
use crate::api::Client;
use crate::api::prebuild::Prebuild;
use crate::commands::shared::deletion::Deletion;
use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::record;
use crate::runtime;

/// The names of the columns of a subcommand.
pub(super) fn columns(subcommand: &str) -> Vec<&'static str> {
    match subcommand {
        "delete" => record::column_names::<Deletion<Prebuild>>(),
        _ => record::column_names::<PrebuildRow>(),
    }
}

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
    /// Newest first. jsonl, yaml, name and id print each page as it arrives, in the order of the service,
    /// unless --sort or --limit is given.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show a prebuild
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
    /// Start a prebuild of a project
    ///
    /// The request is never retried, as that could start a second prebuild. If the response is lost,
    /// the exit code is 13 and the hint is the command that shows whether a prebuild was started.
    Trigger(LazyArgs<trigger::TriggerArgs>),
    /// Wait until a prebuild has completed
    ///
    /// Exits with 9 as soon as the prebuild has failed or was canceled or deleted, and with 8 on
    /// timeout. Ctrl-C stops waiting, not the prebuild.
    Wait(LazyArgs<wait::WaitArgs>),
    /// Cancel a running prebuild
    ///
    /// Snapshots of earlier prebuilds, and the warm pools that use them, are kept.
    Cancel(LazyArgs<cancel::CancelArgs>),
    /// Print the log of a prebuild
    ///
    /// Sections of the log become headings with their outcome, and groups with --github. The log of a
    /// prebuild that goes on is printed as far as it goes; with --follow until the prebuild has ended,
    /// across lost connections, and the exit code is then 9 if it did not complete, or 11 if the log is
    /// known to be incomplete. The log is on a host of its own, which gets a token that is valid for this
    /// log only.
    Logs(LazyArgs<logs::LogsArgs>),
    /// Delete prebuilds and their snapshots
    ///
    /// New instances of a warm pool are created from the snapshot of the last completed prebuild, so a
    /// pool whose only prebuild is deleted cannot be filled any more. Deletion is asynchronous:
    /// without --wait a prebuild is reported as deleting. If the response is lost, the prebuild is read
    /// to find out what happened.
    #[command(visible_alias = "rm")]
    Delete(LazyArgs<delete::DeleteArgs>),
}

impl PrebuildArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
            Verb::Trigger(args) => args.0.run(context),
            Verb::Wait(args) => args.0.run(context),
            Verb::Cancel(args) => args.0.run(context),
            Verb::Logs(args) => args.0.run(context),
            Verb::Delete(args) => args.0.run(context),
        }
    }
}

async fn find(context: &Context, client: &Client, id: Uuid) -> Result<Prebuild, CliError> {
    let prebuild = client.get_prebuild(&id.to_string()).await;
    prebuild.map_err(|error| context.read_error("prebuild", id, "prebuild list", &error))
}

/// The names that are shown of a single prebuild, not loaded yet.
fn names_shown(context: &Context) -> Result<DisplayNames, CliError> {
    let shows = |column| context.ui.record_shows_column::<PrebuildRow>(column);
    Ok(DisplayNames::showing(shows("project")?, shows("class")?))
}

async fn load_names(
    names: &mut DisplayNames,
    context: &Context,
    client: &Client,
    prebuilds: &[Prebuild],
) {
    let metadata = prebuilds.iter().filter_map(|prebuild| prebuild.metadata.as_ref());
    let ids = metadata.map(|metadata| (&*metadata.project_id, &*metadata.environment_class_id));
    context.note_missing_names(names.load(client, ids).await);
}

/// An interruption ends only the look-up: the change is reported in any case.
fn load_names_after_change(
    names: &mut DisplayNames,
    context: &Context,
    client: &Client,
    prebuild: &Prebuild,
) {
    drop(runtime::run(context, client, async {
        load_names(names, context, client, slice::from_ref(prebuild)).await;
        Ok(())
    }));
}
