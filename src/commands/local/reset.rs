//! `local reset`: reset the data of the embedded API.

use std::path::PathBuf;

use clap::Args;

use super::status;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl local reset
  prebuildctl local reset --seed seed.toml --local-data test.db")]
pub(crate) struct ResetArgs {
    /// Read the seed from this file
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
}

impl ResetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let status = context.open_local(None)?.reset(self.seed.as_deref())?;
        status::show(context, &status, Some("reset the data"))
    }
}
