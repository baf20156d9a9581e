//! `local`: the embedded API as a server, its data and its simulated time.

mod advance;
mod fault;
mod reset;
mod serve;
mod status;

use clap::Subcommand;

use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Subcommand)]
pub(crate) enum LocalCommand {
    /// Serve the embedded API until Ctrl-C or SIGTERM
    ///
    /// For the official SDKs, Terraform, curl or other runs of this tool. Listens on 127.0.0.1 only,
    /// with HTTP/1.1 and HTTP/2 and without TLS. Accepts one token: `local`, unless --token-file
    /// gives another.
    Serve(LazyArgs<serve::ServeArgs>),
    /// Show the data file, the token, the simulated time and the number of resources
    Status(LazyArgs<status::StatusArgs>),
    /// Advance the simulated time
    ///
    /// Everything that is due by then happens in order: instances start, prebuilds complete,
    /// snapshots expire.
    Advance(LazyArgs<advance::AdvanceArgs>),
    /// Inject faults: failing instances, prebuilds and calls, slow responses, broken streams
    Fault(LazyArgs<fault::FaultArgs>),
    /// Reset the data to the built-in seed or to your own; existing data is lost
    ///
    /// A seed file describes runners, classes, projects and a history in TOML.
    Reset(LazyArgs<reset::ResetArgs>),
}

impl LocalCommand {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self {
            Self::Serve(args) => args.0.run(context),
            Self::Status(args) => args.0.run(context),
            Self::Advance(args) => args.0.run(context),
            Self::Fault(args) => args.0.run(context),
            Self::Reset(args) => args.0.run(context),
        }
    }
}
