//! `project get`: show one project.

use clap::Args;

use super::view::ProjectRow;
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
  prebuildctl project get acme-api
  prebuildctl project get acme-api --jq '.prebuildConfiguration.environmentClassIds[]' -r")]
pub(super) struct GetArgs {
    /// The project
    #[arg(value_name = "PROJECT")]
    project: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let project = reference::parse_name_or_id(&self.project).map_err(CliError::usage)?;
        let shows = |column| context.ui.record_shows_column::<ProjectRow>(column);
        let (shows_pools, shows_classes) = (shows("pools")?, shows("classes")?);
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let project = lookup::resolve_project(&client, &project).await;
            let id = project.map_err(|error| context.lookup_error(error))?.id;
            let (project, pools, names) = tokio::try_join!(
                super::find(context, &client, id),
                super::pools(context, &client, shows_pools, vec![id]),
                super::class_names(context, &client, shows_classes),
            )?;
            let printer = NamePrinter::new(context, std::iter::empty());
            Ok(ProjectRow::new(project, &printer, pools.as_deref(), &names))
        })?;
        context.ui.print_record(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
