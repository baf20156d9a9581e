//! `class get`: show one environment class.

use clap::Args;
use uuid::Uuid;

use super::runner_names::Names;
use super::view::ClassRow;
use crate::api::Client;
use crate::api::class::EnvironmentClass;
use crate::commands::names;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
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
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let named = context.ui.one_shows::<ClassRow>("runner")?;
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
        Ok(Exit::Done)
    }
}

async fn find(context: &Context, client: &Client, id: Uuid) -> Result<EnvironmentClass, Failure> {
    client.get_environment_class(&id.to_string()).await.map_err(|error| {
        if !error.is_not_found() {
            return context.failed(format!("cannot read the environment class {id}"), &error);
        }
        let message = format!("no environment class {id}, or none that this token may see");
        let failure = context.failed(message, &error);
        failure.hint("the classes there are", "prebuildctl class list -o wide")
    })
}
