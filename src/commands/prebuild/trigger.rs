//! `prebuild trigger`: start a prebuild.

use clap::Args;
use futures_util::future::OptionFuture;
use uuid::Uuid;

use super::wait_output;
use crate::api::connect_code::Code;
use crate::api::prebuild::Prebuild;
use crate::api::retry::retry_class;
use crate::api::{Client, Error};
use crate::commands::shared::mutation_output;
use crate::commands::shared::names;
use crate::commands::shared::wait::WaitFlags;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild trigger --project acme-api
  prebuildctl prebuild trigger --project acme-api --class large --wait --timeout 1h
  prebuildctl prebuild trigger --project acme-api --class large -o id")]
pub(super) struct TriggerArgs {
    /// The project; defaults to the profile's project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// The environment class; chosen by the service if omitted
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,

    #[command(flatten)]
    wait: WaitFlags,
}

impl TriggerArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let mut names = super::names_shown(context)?;
        let options = self.wait.plan(context)?;
        let project = names::project_word(context, self.project)?
            .ok_or_else(|| CliError::usage(names::NO_PROJECT))
            .and_then(|project| names::parse("--project", &project));
        let class = self.class.map(|class| names::parse("--class", &class)).transpose();
        let (project, class) = CliError::both(project, class)?;
        let client = context.client()?;
        let prebuild = runtime::run(context, &client, async {
            let class = class.as_ref().map(|class| lookup::resolve_class(&client, class));
            let (project, class) = tokio::join!(
                lookup::resolve_project(&client, &project),
                OptionFuture::from(class),
            );
            let resolved = project.and_then(|project| Ok((project, class.transpose()?)));
            let (project, class) = resolved.map_err(|error| context.lookup_error(error))?;
            names.insert(&project);
            class.iter().for_each(|class| names.insert(class));
            start(context, &client, project.id, class.map(|class| class.id)).await
        })?;
        super::load_names_after_change(&mut names, context, &client, &prebuild);
        let options = options.filter(|_| context.interrupted().is_none());
        let started = wait_output::show_started(context, &client, options, prebuild, &names);
        runtime::run(context, &client, started)
    }
}

async fn start(
    context: &Context,
    client: &Client,
    project: Uuid,
    class: Option<Uuid>,
) -> Result<Prebuild, CliError> {
    let (project, class) = (project.to_string(), class.map(|class| class.to_string()));
    let for_class = class.as_ref().map_or_else(String::new, |class| format!(" for class {class}"));
    let operation = context.start_operation(
        format!("start a prebuild of project {project}{for_class}"),
        Hint::new("prebuild list --limit 5 --project")
            .arg(&project)
            .args(class.iter().flat_map(|class| ["--class", class])),
    );
    let sent_at = client.now();
    let prebuild = client.create_prebuild(&project, class.as_deref()).await;
    prebuild.map_err(|error| {
        if retry_class(&error.cause).is_ambiguous() {
            mutation_output::outcome_unknown(context, &operation, &error)
                .because(format!(
                    "it was sent at {sent_at:.0}; a prebuild created since then is probably its result"
                ))
                .because("it is not retried, as that could start a second prebuild")
                .hint(operation.check_command)
        } else {
            rejected(context, &operation, &project, &error)
        }
    })
}

/// The error of a request that started no prebuild.
fn rejected(context: &Context, operation: &Operation, project: &str, error: &Error) -> CliError {
    let cli_error = context.api_error(format!("cannot {}", operation.description), error);
    match error.code() {
        Some(Code::FailedPrecondition | Code::InvalidArgument) => {
            cli_error.hint(Hint::new("project get").arg(project))
        }
        Some(Code::NotFound) => cli_error.hint(Hint::new("project list -o wide")),
        _ => cli_error,
    }
}
