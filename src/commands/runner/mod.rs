//! `runner`: the runners that start the instances of environments and pools.

mod get;
mod list;
mod view;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record;

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<view::RunnerRow>()
}

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct RunnerArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List runners
    ///
    /// SUPPORTS has `warm-pool` or `asg-warm-pool` (Auto Scaling groups of AWS) if a runner can keep
    /// warm pools, and `snapshot` if it can create snapshots. Sorted by name by default.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show a runner: its phase, its version and what it supports
    ///
    /// Passwords and keys in the configuration of a runner are never shown, in JSON neither.
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
}

impl RunnerArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
        }
    }
}
