//! `class`: environment classes, the machine types that pools run on.

mod get;
mod list;
mod view;

use clap::{Args, Subcommand};

use crate::api::Error;
use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record;
use crate::warm_pool::preflight::Lookup;

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<view::ClassRow>()
}

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ClassArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List environment classes
    ///
    /// Includes disabled classes if the token can see them. USABLE classes can have warm pools: they are
    /// enabled, and their runner is active and supports warm pools; `-o wide` shows the reason if not.
    /// Sorted by name by default.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show an environment class: its runner, whether it can have warm pools, and its configuration
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
}

/// The columns for which runners are read.
const RUNNER_COLUMNS: [&str; 3] = ["runner", "usable", "reason"];

impl ClassArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
        }
    }
}

/// What was read of runners. That they cannot be read is noted.
fn found<T>(context: &Context, runners: Result<T, Error>) -> Lookup<T> {
    match runners {
        Ok(found) => Lookup::Found(found),
        Err(error) if error.is_not_found() => Lookup::Missing,
        Err(error) => {
            let is_denied = error.is_permission_denied();
            context.note_missing_names(Err(error));
            if is_denied { Lookup::Denied } else { Lookup::NotQueried }
        }
    }
}
