//! Waiting for prebuilds: the words, and one that was started.

use super::view::{self, PrebuildRow};
use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::commands::shared::progress::Summary;
use crate::commands::shared::wait::{self, DescribeWait};
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::wait::{PrebuildWait, SnapshotWaitFailure, WaitItem, WaitOptions};

/// Shows a prebuild that was started, and waits until it has completed if that was asked for.
pub(super) async fn show_started(
    context: &Context,
    client: &Client,
    plan: Option<WaitOptions>,
    prebuild: Prebuild,
    display_names: &DisplayNames,
) -> Result<ExitCode, CliError> {
    let id = prebuild.id.clone();
    let start = WaitItem { name: id.clone(), id, thing: Some(prebuild), is_new: true };
    let goal = PrebuildWait { client };
    let row = |prebuild| PrebuildRow::new(prebuild, display_names, client);
    let sentence = |row: &PrebuildRow| row.sentence("started");
    wait::show_changed(context, &goal, client, plan, start, (row, sentence)).await
}

impl DescribeWait for PrebuildWait<'_> {
    const WHAT: &'static str = "the prebuild";

    fn state(&self, prebuild: &Prebuild) -> Summary {
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
        Summary { phase: phase.label().into_owned(), rest }
    }

    fn unmet(&self) -> String {
        "has not completed".to_owned()
    }

    fn impossible(&self) -> String {
        "has not completed and never will".to_owned()
    }

    fn retry_command(&self, ids: &[String]) -> Hint {
        Hint::new("prebuild wait").args(ids)
    }

    fn add_reason(
        &self,
        failure: CliError,
        id: &str,
        prebuild: Option<&Prebuild>,
        why: &SnapshotWaitFailure,
    ) -> CliError {
        let failure = match why {
            SnapshotWaitFailure::Gone => {
                return failure.because("it is gone").hint(Hint::new("prebuild list"));
            }
            SnapshotWaitFailure::Cancelled => failure.because("it was cancelled"),
            SnapshotWaitFailure::Failed(message) if message.is_empty() => {
                failure.because("it failed")
            }
            SnapshotWaitFailure::Failed(message) => {
                failure.because(format!("it failed: {message}"))
            }
        };
        let failure = failure.hint(Hint::new("prebuild get").arg(id));
        let Some(of) = prebuild.and_then(|prebuild| prebuild.metadata.as_ref()) else {
            return failure;
        };
        let (project, class) = (&of.project_id, &of.environment_class_id);
        failure.hint(Hint::new("prebuild trigger").args(["--project", project, "--class", class]))
    }
}
