//! `local`: the embedded API as a server, its data and its simulated time.

mod advance;
mod compare;
mod fault;
mod reset;
mod serve;
mod status;

use clap::Subcommand;

use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

/// The names of the columns of `compare`.
pub(super) fn columns() -> Vec<&'static str> {
    compare::columns()
}

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
    /// Compare a service with the embedded API; exit 3 if they differ
    ///
    /// Sends the same requests to both and compares the codes, the fields of the responses and their
    /// types; ids, times, names and counts are not compared. Each step says which assumption of the
    /// embedded API it checks. Read-only, unless --yes is given: then it also creates, resizes and
    /// deletes scratch pools, one after another, in a class that has no pool. They are deleted
    /// whatever happens; one that a killed run left is deleted by the next. No other pool is touched.
    ///
    /// The service is that of --host, of the variables or of the profile; PREBUILDCTL_LOCAL is
    /// ignored.
    Compare(LazyArgs<compare::CompareArgs>),
}

impl LocalCommand {
    /// Whether it needs a service that is not the embedded API.
    pub(crate) const fn needs_service(&self) -> bool {
        matches!(self, Self::Compare(_))
    }

    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self {
            Self::Serve(args) => args.0.run(context),
            Self::Status(args) => args.0.run(context),
            Self::Advance(args) => args.0.run(context),
            Self::Fault(args) => args.0.run(context),
            Self::Reset(args) => args.0.run(context),
            Self::Compare(args) => args.0.run(context),
        }
    }
}
