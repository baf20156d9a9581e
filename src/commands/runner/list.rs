//! `runner list`: show many runners.

use clap::Args;

use super::view::RunnerRow;
use crate::commands::shared::list::{ListSpec, Streaming};
use crate::commands::shared::names::NamePrinter;
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record::Record as _;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl runner list
  prebuildctl runner list -o wide --sort phase
  prebuildctl runner list --jq '.[] | select(.status.phase != \"RUNNER_PHASE_ACTIVE\") | .name' -r")]
pub(super) struct ListArgs {
    #[command(flatten)]
    order: OrderArgs,
}

static LIST: ListSpec<RunnerRow, (String, String)> = ListSpec {
    title: "runners",
    streaming: Streaming::Never,
    durations: &[],
    default_key: |row| (row.name().to_owned(), row.id()),
};

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let list = LIST.open(context, &self.order)?;
        let client = context.client()?;
        let rows = async {
            let runners = client.list_runners().await;
            let runners = runners.map_err(|error| LIST.error(context, &error))?;
            let all = runners.iter().map(|runner| runner.name.as_str());
            let printer = NamePrinter::new(context, all);
            let row = |runner| RunnerRow::new(runner, &printer);
            Ok(Some(runners.into_iter().map(row).collect()))
        };
        list.show(&client, rows)
    }
}
