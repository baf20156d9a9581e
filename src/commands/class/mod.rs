//! `class`: the kinds of machines that pools are made of.

mod get;
mod list;
mod runner_names;
mod view;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::Deferred;
use crate::config::Noun;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

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
    /// Disabled ones too, where the token may read them. Sorted by name unless --sort is given.
    #[command(visible_alias = "ls")]
    List(Deferred<list::ListArgs>),
    /// Show an environment class: its runner, whether it can be used, and its configuration
    #[command(visible_alias = "show")]
    Get(Deferred<get::GetArgs>),
}

impl ClassArgs {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        context.use_columns_of(Noun::Class)?;
        match self.verb {
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
        }
    }
}
