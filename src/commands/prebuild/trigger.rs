//! `prebuild trigger`: start a prebuild.

use std::time::Duration;

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
use crate::commands::shared::run_timeout;
use crate::commands::shared::wait::WaitFlags;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup;
use crate::runtime;
use crate::warm_pool::reference::{self, NameOrId, PoolRef};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild trigger --project acme-api
  prebuildctl prebuild trigger acme-api/large --run-timeout 2h
  prebuildctl prebuild trigger --project acme-api --class large --wait --timeout 1h
  prebuildctl prebuild trigger --project acme-api --class large -o id")]
pub(super) struct TriggerArgs {
    /// PROJECT/CLASS, instead of --project and --class
    #[arg(value_name = "ADDRESS", conflicts_with_all = ["project", "class"])]
    address: Option<String>,

    /// The project; defaults to the profile's project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// The environment class; chosen by the service if omitted
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,

    /// Stop the prebuild after this time, 5m to 2h; defaults to the project's limit
    #[arg(long, value_name = "TIME")]
    run_timeout: Option<String>,

    #[command(flatten)]
    wait: WaitFlags,
}

impl TriggerArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let mut names = super::names_shown(context)?;
        let options = self.wait.plan(context)?;
        let timeout = self.run_timeout.as_deref();
        let timeout = timeout.map(|text| run_timeout::parse("--run-timeout", text)).transpose();
        let ((project, class), timeout) = CliError::both(self.target(context), timeout)?;
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
            start(context, &client, (project.id, class.map(|class| class.id)), timeout).await
        })?;
        super::load_names_after_change(&mut names, context, &client, &prebuild);
        let options = options.filter(|_| context.interrupted().is_none());
        let started = wait_output::show_started(context, &client, options, prebuild, &names);
        runtime::run(context, &client, started)
    }

    /// The project, and the class if one was typed.
    fn target(&self, context: &Context) -> Result<(NameOrId, Option<NameOrId>), CliError> {
        if let Some(address) = &self.address {
            return match reference::parse_pool_ref(address) {
                Ok(PoolRef::Address { project, class }) => Ok((project, Some(class))),
                _ => Err(CliError::usage(format!("{address:?} is not an address PROJECT/CLASS"))),
            };
        }
        let project = names::project_word(context, self.project.clone())?
            .ok_or_else(|| CliError::usage(names::NO_PROJECT))
            .and_then(|project| names::parse("--project", &project));
        let class = self.class.as_ref().map(|class| names::parse("--class", class)).transpose();
        CliError::both(project, class)
    }
}

async fn start(
    context: &Context,
    client: &Client,
    (project, class): (Uuid, Option<Uuid>),
    timeout: Option<Duration>,
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
    let prebuild = client.create_prebuild(&project, class.as_deref(), timeout).await;
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
