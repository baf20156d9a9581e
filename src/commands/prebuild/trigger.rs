//! `prebuild trigger`: start a prebuild.

use clap::Args;
use uuid::Uuid;

use super::name_columns::NameColumns;
use super::wait_output;
use crate::api::connect_code::Code;
use crate::api::prebuild::Prebuild;
use crate::api::retry::retry_class;
use crate::api::{Client, Error};
use crate::commands::names::{self, DisplayNames};
use crate::commands::shared::mutation_output;
use crate::commands::shared::wait::WaitFlags;
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::reference::{self, NameOrId};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild trigger --project acme-api
  prebuildctl prebuild trigger --project acme-api --class large --wait --timeout 1h
  prebuildctl prebuild trigger --project acme-api --class large -o id")]
pub(super) struct TriggerArgs {
    /// The project; the profile may name a usual one
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// The environment class; the usual one of the project if none is named
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,

    #[command(flatten)]
    wait: WaitFlags,
}

impl TriggerArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let shown = NameColumns::of_one(context)?;
        let plan = self.wait.plan(context)?;
        let (project, class) = self.words(context)?;
        let client = context.client()?;
        let (prebuild, display_names) = runtime::run(context, &client, async {
            let (project, class) =
                names::project_and_class(context, &client, &project, class.as_ref()).await?;
            let mut display_names = DisplayNames::default();
            display_names.insert(&project, class.as_ref());
            let prebuild = start(context, &client, project.id, class.map(|class| class.id)).await?;
            Ok((prebuild, display_names))
        })?;
        let display_names = shown.of_changed(context, &client, &prebuild, display_names);
        let plan = plan.filter(|_| context.interrupted().is_none());
        let started = wait_output::show_started(context, &client, plan, prebuild, &display_names);
        runtime::run(context, &client, started)
    }

    /// The words for the project and the class; what is wrong with them is told at once.
    fn words(self, context: &Context) -> Result<(NameOrId, Option<NameOrId>), CliError> {
        let project = names::project_word(context, self.project)?
            .ok_or_else(|| CliError::usage(names::NO_PROJECT))?;
        let class = self.class.as_deref().map(reference::word).transpose();
        match (reference::word(&project), class) {
            (Ok(project), Ok(class)) => Ok((project, class)),
            (project, class) => {
                Err(CliError::usage_errors(project.err().into_iter().chain(class.err())))
            }
        }
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
    let attempt = context.start_operation(
        format!("start a prebuild of project {project}{for_class}"),
        Hint::new("prebuild list --limit 5 --project")
            .arg(&project)
            .args(class.iter().flat_map(|class| ["--class", class])),
    );
    let began = client.now();
    let answer = client.create_prebuild(&project, class.as_deref()).await;
    answer.map_err(|error| {
        if retry_class(&error.cause).is_ambiguous() {
            mutation_output::outcome_unknown(context, &attempt, &error)
                .because(format!(
                    "it was sent at {began:.0}; a prebuild that is no older is likely its"
                ))
                .because("it is not sent again, as a second prebuild could start")
                .hint(attempt.look)
        } else {
            refused(context, &attempt, &project, &error)
        }
    })
}

/// The service refused, or the request never left; no prebuild was started.
fn refused(context: &Context, attempt: &Operation, project: &str, error: &Error) -> CliError {
    let failure = context.api_error(format!("cannot {}", attempt.what), error);
    match error.code() {
        Some(Code::FailedPrecondition | Code::InvalidArgument) => {
            failure.hint(Hint::new("project get").arg(project))
        }
        Some(Code::NotFound) => failure.hint(Hint::new("project list -o wide")),
        _ => failure,
    }
}
