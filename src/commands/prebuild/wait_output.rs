//! Waiting for prebuilds: the words, and one that was started.

use super::view::{self, PrebuildRow};
use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::commands::names::Labels;
use crate::commands::shared::progress::State;
use crate::commands::shared::wait::{self, Told};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::wait::{Completion, NoSnapshot, Plan, Start};

/// Shows a prebuild that was started, and waits until it has completed if that was asked for.
pub(super) async fn show_started(
    context: &Context,
    client: &Client,
    plan: Option<Plan>,
    prebuild: Prebuild,
    labels: &Labels,
) -> Result<Exit, Failure> {
    let id = prebuild.id.clone();
    let start = Start { name: id.clone(), id, thing: Some(prebuild), is_new: true };
    let goal = Completion { client };
    let row = |prebuild| PrebuildRow::new(prebuild, labels, client);
    let sentence = |row: &PrebuildRow| row.sentence("started");
    wait::show_changed(context, &goal, client, plan, start, (row, sentence)).await
}

impl Told for Completion<'_> {
    const WHAT: &'static str = "the prebuild";

    fn state(&self, prebuild: &Prebuild) -> State {
        let phase = view::phase(prebuild);
        let status = prebuild.status.as_ref();
        let rest = match (&phase, status.map_or(0, |it| it.snapshot_completion_percentage)) {
            (PrebuildPhase::Failed, _) => {
                status.map_or_else(String::new, |it| it.failure_message.clone())
            }
            (PrebuildPhase::Snapshotting, percentage) if percentage > 0 => {
                format!("{percentage} % taken")
            }
            _ => String::new(),
        };
        State { phase: phase.word().into_owned(), rest }
    }

    fn lack(&self) -> String {
        "has not completed".to_owned()
    }

    fn never(&self) -> String {
        "has not completed and never will".to_owned()
    }

    fn again(&self, ids: &[String]) -> String {
        format!("prebuildctl prebuild wait {}", ids.join(" "))
    }

    fn explained(
        &self,
        failure: Failure,
        id: &str,
        prebuild: Option<&Prebuild>,
        why: &NoSnapshot,
    ) -> Failure {
        let failure = match why {
            NoSnapshot::Gone => {
                return failure
                    .because("it is gone")
                    .hint("the prebuilds there are", "prebuildctl prebuild list");
            }
            NoSnapshot::Cancelled => failure.because("it was cancelled"),
            NoSnapshot::Failed(message) if message.is_empty() => failure.because("it failed"),
            NoSnapshot::Failed(message) => failure.because(format!("it failed: {message}")),
        };
        let failure = failure.hint("all about it", format!("prebuildctl prebuild get {id}"));
        let Some(of) = prebuild.and_then(|prebuild| prebuild.metadata.as_ref()) else {
            return failure;
        };
        let (project, class) = (&of.project_id, &of.environment_class_id);
        let trigger = format!("prebuildctl prebuild trigger --project {project} --class {class}");
        failure.hint("to start another", trigger)
    }
}
