//! `local advance`: advance the time of the embedded API.

use clap::Args;

use super::status;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::text::duration;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl local advance 10m
  prebuildctl local advance 7d")]
pub(crate) struct AdvanceArgs {
    /// How far, such as 10m, 1h30m or 7d
    #[arg(value_name = "DURATION")]
    by: String,
}

impl AdvanceArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let by = duration::parse(&self.by)
            .map_err(|error| CliError::usage(format!("{:?} {error}", self.by)))?;
        let status = context.open_local(None)?.advance(by)?;
        status::show(context, &status, Some("advanced the simulated time"))
    }
}
