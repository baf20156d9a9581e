//! A fleet in one file: `plan`, `apply`, `drift` and `export`, and the look at the file alone.

pub(crate) mod apply;
mod check;
pub(crate) mod drift;
pub(crate) mod export;
mod file;
pub(crate) mod plan;
mod view;

use clap::{Args, Subcommand};

use self::file::Source;
use crate::api::{Client, Error};
use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::diff::diff;
use crate::fleet::live_state::{self, Observed, ReadStateError};
use crate::fleet::plan::Plan;
use crate::fleet::resolve::Resolved;
use crate::lookup::Directory;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct FleetArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check a fleet file; nothing is asked of the service
    ///
    /// Everything that is wrong is told at once, each with its line and column, and ends with 2. The
    /// same as `prebuildctl plan --offline`.
    Check(LazyArgs<check::CheckArgs>),
}

impl FleetArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::Check(args) => args.0.run(context),
        }
    }
}

/// A file beside what there is.
struct Compared {
    directory: Directory,
    fleet: Resolved,
    observed: Observed,
}

impl Compared {
    /// Reads everything that a file is compared with, and what `others` name for classes.
    ///
    /// # Errors
    /// When a call fails, when the words of the file do not name what there is, and when there is
    /// what no plan can be made of.
    async fn read(
        context: &Context,
        client: &Client,
        source: &Source,
        others: &[&str],
    ) -> Result<Self, CliError> {
        let names = live_state::names(client, &source.fleet, others).await;
        let nothing = Directory::default();
        let failed = |why| cannot_observe(context, &source.name, &nothing, why);
        let (directory, fleet) = names.map_err(failed)?;
        let failed = |why| cannot_observe(context, &source.name, &directory, why);
        let observed = live_state::pools(client, &fleet.projects()).await.map_err(failed)?;
        Ok(Self { directory, fleet, observed })
    }

    /// What lies between them.
    fn plan(&self, prune: bool) -> Plan {
        diff(&self.fleet, &self.observed.pools, prune, |pair| self.directory.address(pair))
    }
}

/// The failure of a call that a plan needs.
fn cannot_read(context: &Context, error: &Error) -> CliError {
    context.api_error(format!("cannot read what there is: {} failed", error.method), error)
}

/// The failure of a look at what there is; `words` is where the words for it stand, and the
/// catalogue has the names that are known.
fn cannot_observe(
    context: &Context,
    words: &str,
    directory: &Directory,
    why: ReadStateError,
) -> CliError {
    match why {
        ReadStateError::Call(error) => cannot_read(context, &error),
        ReadStateError::PoolSelector(unresolved) => file::unresolved(context, words, &unresolved),
        ReadStateError::MissingMetadata(id) => {
            let message = format!("the service does not tell what the warm pool {id} is for");
            CliError::new(ExitCode::Failed, "unknown", message)
        }
        ReadStateError::DuplicatePools(pair, ids) => {
            let message = format!("{} has {} warm pools", directory.address(pair), ids.len());
            let failure = CliError::new(ExitCode::Conflict, "failed_precondition", message);
            ids.iter().fold(failure, |failure, id| failure.because(format!("id:{id}")))
        }
    }
}
