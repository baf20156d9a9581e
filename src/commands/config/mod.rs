//! `config`: the settings and where they come from.

mod get;
mod list;
mod path;
mod set;
mod unset;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::{SaveResult, short_path};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Show which file is read
    Path(LazyArgs<path::PathArgs>),
    /// List every setting in effect
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show one setting
    ///
    /// A bare key such as `host` gives the value in effect; one with its table, such as
    /// `defaults.output` or `profiles.work.host`, gives what the file says.
    Get(LazyArgs<get::GetArgs>),
    /// Change one setting in the file
    ///
    /// A bare key such as `project` is set in the profile in use. The file is checked before it is
    /// written; comments and order stay.
    Set(LazyArgs<set::SetArgs>),
    /// Remove one setting from the file
    Unset(LazyArgs<unset::UnsetArgs>),
}

impl ConfigArgs {
    /// Whether the command must work while the file is wrong, so that it can be put right.
    pub(crate) fn can_repair_config(&self) -> bool {
        matches!(self.verb, Verb::Path(_) | Verb::Set(_) | Verb::Unset(_))
    }

    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::Path(args) => args.0.run(context),
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
            Verb::Set(args) => args.0.run(context),
            Verb::Unset(args) => args.0.run(context),
        }
    }
}

/// Says what became of a change; not on standard output, as it is no result.
fn print_saved(context: &Context, what: &str, saved: &SaveResult) {
    let path = short_path(&saved.path, &context.env.borrow());
    context.ui.note(&if saved.changed {
        format!("{what} in {path}")
    } else {
        format!("{path} says so already")
    });
}
