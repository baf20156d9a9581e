//! A fleet in one file: `plan`, `apply`, `drift`, `export` and `fleet`.

pub(crate) mod apply;
mod at_arg;
mod check;
mod clock_check;
mod clock_text;
mod compare;
pub(crate) mod drift;
pub(crate) mod drift_count;
mod drift_view;
pub(crate) mod export;
pub(crate) mod file;
pub(crate) mod plan;
mod saved_plan;
mod schedule;
mod show;
mod show_view;
mod texts;
mod view;
mod week_view;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::drift::Difference;
use crate::fleet::plan::ChangeJson;
use crate::output::record;

/// The names of the columns of a command; empty for one whose output has none.
pub(super) fn columns(command: &str) -> Vec<&'static str> {
    match command {
        "plan" => record::column_names::<ChangeJson>(),
        "apply" => apply::columns(),
        "drift" => record::column_names::<Difference>(),
        "fleet show" => show::columns(),
        _ => Vec::new(),
    }
}

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct FleetArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Validate a fleet file; works offline
    ///
    /// The errors are reported together, each with its line and column, and the exit code is 2. Only
    /// `plan` can check whether names exist and whether sizes fit those of the live pools. The same
    /// as `prebuildctl plan --offline`.
    Check(LazyArgs<check::CheckArgs>),

    /// Print a schedule that applies a fleet file every 15 minutes; works offline
    ///
    /// The schedule runs `prebuildctl apply --only update --yes -q`: it resizes pools, and never creates or
    /// deletes one. The flags that choose the service are part of it, a token never is.
    Schedule(LazyArgs<schedule::ScheduleArgs>),
    /// Show the sizes that a fleet file declares now or at another time; works offline
    ///
    /// For each pool: the size, the window that holds and until when, and the coming changes. Names are
    /// not resolved. Windows go by the real time, also with `--local`.
    Show(LazyArgs<show::ShowArgs>),
}

impl FleetArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::Check(args) => args.0.run(context),
            Verb::Schedule(args) => args.0.run(context),
            Verb::Show(args) => args.0.run(context),
        }
    }
}
