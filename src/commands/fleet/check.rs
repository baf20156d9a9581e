//! `fleet check`: validate a fleet file.

use clap::Args;
use serde::Serialize;

use super::file::{FileArgs, FleetFile};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::text::plural::plural;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl fleet check
  prebuildctl fleet check -f pools/fleet.toml
  prebuildctl fleet check -f pools/")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    file: FileArgs,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportJson<'a> {
    format_version: u32,
    file: &'a str,
    pools: usize,
}

impl CheckArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        report(context, &self.file.read(context)?)
    }
}

/// Reports that a file is valid, and warns of what is probably a mistake in it.
pub(super) fn report(context: &Context, fleet_file: &FleetFile) -> Result<ExitCode, CliError> {
    let (file, pools) = (&*fleet_file.name(), fleet_file.fleet.pools.len());
    context.ui.print_value(&ReportJson { format_version: 1, file, pools }, || {
        vec![format!("{file}: {}, OK", plural(pools, "pool"))]
    })?;
    fleet_file.warn_windows(context);
    Ok(ExitCode::Success)
}
