//! `config`: the settings and their sources.

mod get;
mod list;
mod path;
mod set;
mod unset;

use clap::Subcommand;

use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::{SaveResult, short_path};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

/// The names of the columns of `list`.
pub(super) fn columns() -> Vec<&'static str> {
    list::columns()
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Show the path of the config file
    Path(LazyArgs<path::PathArgs>),
    /// List all settings in effect
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show one setting
    ///
    /// A bare key such as `host` shows the value in effect. A key with its table, such as
    /// `defaults.output` or `profiles.work.host`, shows the value in the file.
    Get(LazyArgs<get::GetArgs>),
    /// Change one setting in the file
    ///
    /// A bare key such as `project` is set in the current profile. The file is validated before it is
    /// written. Comments and order are kept.
    Set(LazyArgs<set::SetArgs>),
    /// Remove one setting from the file
    Unset(LazyArgs<unset::UnsetArgs>),
}

impl ConfigCommand {
    /// Whether the command works with an invalid file, so that it can be repaired.
    pub(crate) fn can_repair_config(&self) -> bool {
        matches!(self, Self::Path(_) | Self::Set(_) | Self::Unset(_))
    }

    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self {
            Self::Path(args) => args.0.run(context),
            Self::List(args) => args.0.run(context),
            Self::Get(args) => args.0.run(context),
            Self::Set(args) => args.0.run(context),
            Self::Unset(args) => args.0.run(context),
        }
    }
}

/// A note, not a result: it goes to standard error.
fn print_saved(context: &Context, change: &str, saved: &SaveResult) {
    let path = short_path(&saved.path, &context.env.borrow());
    context.ui.note(&if saved.changed {
        format!("{change} in {path}")
    } else {
        format!("{path} is unchanged")
    });
}
