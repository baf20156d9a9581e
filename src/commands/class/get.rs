//! `class get`: show one environment class.

use clap::Args;
use uuid::Uuid;

use super::runner_names::Names;
use super::view::ClassRow;
use crate::api::Client;
use crate::api::class::EnvironmentClass;
use crate::commands::names;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::runtime;

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
        let named = context.ui.record_shows_column::<ClassRow>("runner")?;
        let client = context.client()?;
        let row = runtime::run(context, &client, async {
            let id = names::class(context, &client, &self.class).await?;
            let class = find(context, &client, id).await?;
            let names = if named && !class.runner_id.is_empty() {
                Names::of_one(context, &client, &class.runner_id).await?
            } else {
                Names::default()
            };
            Ok(ClassRow::new(class, &names))
        })?;
        context.ui.one(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}

async fn find(context: &Context, client: &Client, id: Uuid) -> Result<EnvironmentClass, CliError> {
    client.get_environment_class(&id.to_string()).await.map_err(|error| {
        if !error.is_not_found() {
            return context.api_error(format!("cannot read the environment class {id}"), &error);
        }
        let message = format!("no environment class {id}, or none that this token may see");
        let failure = context.api_error(message, &error);
        failure.hint(Hint::new("class list -o wide"))
    })
}
