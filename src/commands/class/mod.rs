//! `class`: environment classes, the machine types that pools run on.

mod get;
mod list;
mod view;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::Resource;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

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
    /// Includes disabled classes if the token can see them. Sorted by name by default.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show an environment class: its runner, whether it is enabled, and its configuration
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
}

impl ClassArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        context.apply_default_columns(Resource::Class)?;
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
        }
    }
}
