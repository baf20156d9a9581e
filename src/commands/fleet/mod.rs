//! A fleet in one file: `plan`, `apply`, `drift`, `export` and `fleet check`.

pub(crate) mod apply;
mod check;
mod compare;
pub(crate) mod drift;
pub(crate) mod export;
mod file;
pub(crate) mod plan;
mod saved_plan;
mod texts;
mod view;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

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
    /// `plan` can tell whether names exist and whether sizes fit those of the live pools. The same
    /// as `prebuildctl plan --offline`.
    Check(LazyArgs<check::CheckArgs>),
}

impl FleetArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::Check(args) => args.0.run(context),
        }
    }
}
