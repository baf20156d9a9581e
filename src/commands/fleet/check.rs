//! `fleet check`: validate a fleet file.

use clap::Args;
use serde::Serialize;

use super::file::{FileArgs, FleetFile};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

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

/// Reports that a file is valid.
pub(super) fn report(context: &Context, file: &FleetFile) -> Result<ExitCode, CliError> {
    let (file, pools) = (&*file.name(), file.fleet.pools.len());
    context.ui.print_value(&ReportJson { format_version: 1, file, pools }, || {
        let noun = if pools == 1 { "pool" } else { "pools" };
        vec![format!("{file}: {pools} {noun}, OK")]
    })?;
    Ok(ExitCode::Success)
}
