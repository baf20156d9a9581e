//! `config`: the settings and where they come from.

mod get;
mod list;
mod path;
mod set;
mod unset;

use clap::{Args, Subcommand};

use crate::config::{Saved, short_path};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Path(path::PathArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Get(get::GetArgs),
    Set(set::SetArgs),
    Unset(unset::UnsetArgs),
}

impl ConfigArgs {
    /// Whether the command must work while the file is wrong, so that it can be put right.
    pub(crate) fn mends(&self) -> bool {
        matches!(self.verb, Verb::Path(_) | Verb::Set(_) | Verb::Unset(_))
    }

    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        match self.verb {
            Verb::Path(args) => args.run(context),
            Verb::List(args) => args.run(context),
            Verb::Get(args) => args.run(context),
            Verb::Set(args) => args.run(context),
            Verb::Unset(args) => args.run(context),
        }
    }
}

/// Says what became of a change; not on standard output, as it is no result.
fn tell(context: &Context, what: &str, saved: &Saved) {
    let path = short_path(&saved.path, &context.env.borrow());
    context.ui.note(&match saved.changed {
        true => format!("{what} in {path}"),
        false => format!("{path} says so already"),
    });
}
