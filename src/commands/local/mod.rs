//! `local`: the embedded API as a server, and its simulated time.

mod advance;
mod reset;
mod serve;
mod status;

use clap::{Args, Subcommand};

use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct LocalArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the embedded API until Ctrl-C or SIGTERM
    ///
    /// For the official SDKs, Terraform, curl or other runs of this tool: on 127.0.0.1 only, by HTTP/1.1
    /// and HTTP/2 without TLS. It takes one token, `local`, unless --token-file gives another.
    Serve(LazyArgs<serve::ServeArgs>),
    /// Show the data file, the token, the simulated time and what there is
    Status(LazyArgs<status::StatusArgs>),
    /// Move the simulated time forward
    ///
    /// Whatever is due until then happens, in its order: instances start, prebuilds complete, snapshots
    /// expire.
    Advance(LazyArgs<advance::AdvanceArgs>),
    /// Replace the data by a seed: the built-in one, or one of your own
    ///
    /// A seed file describes runners, classes, projects and a history in TOML. What was there is gone.
    Reset(LazyArgs<reset::ResetArgs>),
}

impl LocalArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::Serve(args) => args.0.run(context),
            Verb::Status(args) => args.0.run(context),
            Verb::Advance(args) => args.0.run(context),
            Verb::Reset(args) => args.0.run(context),
        }
    }
}
