//! `class get`: show one environment class.

use clap::Args;

use super::RUNNER_COLUMNS;
use super::view::ClassRow;
use crate::commands::shared::names::NamePrinter;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup;
use crate::runtime;
use crate::warm_pool::preflight::Lookup;
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl class get large
  prebuildctl class get large --jq '.configuration[] | \"\\(.key)=\\(.value)\"' -r")]
pub(super) struct GetArgs {
    /// The environment class
    #[arg(value_name = "CLASS")]
    class: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let class = reference::parse_name_or_id(&self.class).map_err(CliError::usage)?;
        let mut needs_runner = false;
        for column in RUNNER_COLUMNS {
            needs_runner |= context.ui.record_shows_column::<ClassRow>(column)?;
        }
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let class = lookup::resolve_class(&client, &class).await;
            let id = class.map_err(|error| context.lookup_error(error))?.id;
            let class = client.get_environment_class(&id.to_string()).await.map_err(|error| {
                context.read_error("environment class", id, "class list -o wide", &error)
            })?;
            let runner = if needs_runner && !class.runner_id.is_empty() {
                super::found(context, client.get_runner(&class.runner_id).await)
            } else {
                Lookup::NotQueried
            };
            let printer = NamePrinter::new(context, std::iter::empty());
            Ok(ClassRow::new(class, &printer, &runner))
        })?;
        context.ui.print_record(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
