//! `runner get`: show one runner.

use clap::Args;

use super::view::RunnerRow;
use crate::commands::shared::names::NamePrinter;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup;
use crate::runtime;
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl runner get aws-eu
  prebuildctl runner get aws-eu --jq '.status.capabilities[]' -r")]
pub(super) struct GetArgs {
    /// The runner
    #[arg(value_name = "RUNNER")]
    runner: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let runner = reference::parse_name_or_id(&self.runner).map_err(CliError::usage)?;
        context.ui.check_columns::<RunnerRow>()?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let id = lookup::resolve_runner(&client, &runner).await;
            let id = id.map_err(|error| context.lookup_error(error))?;
            let runner = client.get_runner(&id.to_string()).await;
            let runner = runner
                .map_err(|error| context.read_error("runner", id, "runner list -o wide", &error))?;
            Ok(RunnerRow::new(runner, &NamePrinter::new(context, std::iter::empty())))
        })?;
        context.ui.print_record(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
