//! `prebuild trigger`: start a prebuild.

use clap::Args;
use uuid::Uuid;

use super::name_columns::Shown;
use super::wait_output;
use crate::api::connect_code::Code;
use crate::api::prebuild::Prebuild;
use crate::api::retry::classify;
use crate::api::{Client, Error};
use crate::commands::names::{self, Labels};
use crate::commands::shared::mutation_output;
use crate::commands::shared::wait::WaitArgs;
use crate::context::{Attempt, Context};
use crate::error::Failure;
use crate::exit::Exit;
use crate::runtime;
use crate::warm_pool::reference::{self, Word};

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
    pub(super) wait: WaitArgs,
}

impl TriggerArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let shown = Shown::of_one(context)?;
        let plan = self.wait.plan(context)?;
        let (project, class) = self.words(context)?;
        let client = context.client()?;
        let (prebuild, labels) = runtime::run(context, &client, async {
            let (project, class) =
                names::project_and_class(context, &client, &project, class.as_ref()).await?;
            let mut labels = Labels::default();
            labels.remember(&project, class.as_ref());
            let prebuild = start(context, &client, project.id, class.map(|class| class.id)).await?;
            Ok((prebuild, labels))
        })?;
        let labels = shown.of_changed(context, &client, &prebuild, labels);
        let plan = plan.filter(|_| context.interrupted().is_none());
        let started = wait_output::show_started(context, &client, plan, prebuild, &labels);
        runtime::run(context, &client, started)
    }

    /// The words for the project and the class; what is wrong with them is told at once.
    fn words(self, context: &Context) -> Result<(Word, Option<Word>), Failure> {
        let project = names::project_word(context, self.project)?
            .ok_or_else(|| Failure::usage(names::NO_PROJECT))?;
        let class = self.class.as_deref().map(reference::word).transpose();
        match (reference::word(&project), class) {
            (Ok(project), Ok(class)) => Ok((project, class)),
            (project, class) => {
                Err(Failure::usage_of(project.err().into_iter().chain(class.err())))
            }
        }
    }
}

async fn start(
    context: &Context,
    client: &Client,
    project: Uuid,
    class: Option<Uuid>,
) -> Result<Prebuild, Failure> {
    let (project, class) = (project.to_string(), class.map(|class| class.to_string()));
    let of_class =
        |before: &str| class.as_ref().map_or_else(String::new, |class| format!("{before}{class}"));
    let attempt = context.begin(
        format!("start a prebuild of project {project}{}", of_class(" for class ")),
        format!("prebuildctl prebuild list --project {project}{} --limit 5", of_class(" --class ")),
    );
    let began = client.now();
    let answer = client.create_prebuild(&project, class.as_deref()).await;
    answer.map_err(|error| {
        if classify(&error.fault).is_ambiguous() {
            mutation_output::unknown(context, &attempt.what, &error)
                .because(format!(
                    "it was sent at {began:.0}; a prebuild that is no older is likely its"
                ))
                .because("it is not sent again, as a second prebuild could start")
                .hint("whether it started", attempt.look)
        } else {
            refused(context, &attempt, &project, &error)
        }
    })
}

/// The service refused, or the request never left; no prebuild was started.
fn refused(context: &Context, attempt: &Attempt, project: &str, error: &Error) -> Failure {
    let failure = context.failed(format!("cannot {}", attempt.what), error);
    match error.refused_with() {
        Some(Code::FailedPrecondition | Code::InvalidArgument) => {
            failure.hint("what is prebuilt for it", format!("prebuildctl project get {project}"))
        }
        Some(Code::NotFound) => {
            let projects = "prebuildctl project list -o wide";
            failure.hint("the projects there are", projects)
        }
        _ => failure,
    }
}
