//! `fleet check`: what is wrong with a fleet file, with nothing asked of the service.

use clap::Args;
use serde::Serialize;

use super::file::{FileArgs, Source};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl fleet check
  prebuildctl fleet check -f pools/fleet.toml")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// What a file without a fault declares.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    format_version: u32,
    file: &'a str,
    pools: usize,
}

impl CheckArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        show(context, &self.file.read(context)?)
    }
}

/// Says that nothing is wrong.
pub(super) fn show(context: &Context, source: &Source) -> Result<ExitCode, CliError> {
    let (file, pools) = (source.name.as_str(), source.fleet.pools.len());
    context.ui.value(&Report { format_version: 1, file, pools }, || {
        let things = if pools == 1 { "pool" } else { "pools" };
        vec![format!("{file}: {pools} {things}, nothing is wrong")]
    })?;
    Ok(ExitCode::Success)
}
