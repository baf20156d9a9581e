//! Waiting for prebuilds: the messages, and the wait after a start.

use super::view::{self, PrebuildRow};
use crate::api::Client;
use crate::api::OpenEnum as _;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::commands::shared::progress::Summary;
use crate::commands::shared::wait::{self, DescribeWait};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::wait::{PrebuildCondition, PrebuildWait, PrebuildWaitFailure, WaitItem, WaitOptions};

/// Shows a prebuild that was started, and waits until it has completed if there are options.
pub(super) async fn show_started(
    context: &Context,
    client: &Client,
    options: Option<WaitOptions>,
    prebuild: Prebuild,
    display_names: &DisplayNames,
) -> Result<ExitCode, CliError> {
    let id = prebuild.id.clone();
    let item = WaitItem { name: id.clone(), id, state: Some(prebuild), is_new: true };
    let target = PrebuildWait { client, condition: PrebuildCondition::Completed };
    let row = |prebuild| PrebuildRow::new(prebuild, display_names, client);
    let sentence = |row: &PrebuildRow| row.sentence("started");
    wait::show_changed(context, &target, client, options, item, (row, sentence)).await
}

impl DescribeWait for PrebuildWait<'_> {
    const NOUN: &'static str = "prebuild";
    const AFTER_INTERRUPT: &'static str = "the prebuild continues";

    fn summarize(&self, prebuild: &Prebuild) -> Summary {
        let phase = view::phase(prebuild);
        let details = prebuild.status.as_ref().map_or_else(String::new, |status| {
            match (&phase, status.snapshot_completion_percentage) {
                (PrebuildPhase::Failed, _) => status.failure_message.clone(),
                (PrebuildPhase::Snapshotting, percentage) if percentage > 0 => {
                    format!("{percentage} %")
                }
                _ => String::new(),
            }
        });
        Summary { phase: phase.label().into_owned(), details }
    }

    fn condition(&self) -> String {
        match self.condition {
            PrebuildCondition::Completed => "complete".to_owned(),
            PrebuildCondition::Deleted => "be deleted".to_owned(),
        }
    }

    /// Deleting a prebuild again changes nothing.
    fn wait_command(&self, ids: &[String]) -> Hint {
        match self.condition {
            PrebuildCondition::Completed => Hint::new("prebuild wait").args(ids),
            PrebuildCondition::Deleted => Hint::new("prebuild delete --yes --wait").args(ids),
        }
    }

    fn explain(
        &self,
        id: &str,
        prebuild: Option<&Prebuild>,
        reason: &PrebuildWaitFailure,
    ) -> (String, Option<Hint>) {
        let get = || Some(Hint::new("prebuild get").arg(id));
        match reason {
            PrebuildWaitFailure::Failed(message) if message.is_empty() => {
                ("it failed".to_owned(), get())
            }
            PrebuildWaitFailure::Failed(message) => (format!("it failed: {message}"), get()),
            PrebuildWaitFailure::Deleted => {
                ("it was deleted".to_owned(), Some(Hint::new("prebuild list")))
            }
            PrebuildWaitFailure::Canceled => {
                let metadata = prebuild.and_then(|prebuild| prebuild.metadata.as_ref());
                let hint = metadata.map(|metadata| {
                    Hint::new("prebuild trigger")
                        .args(["--project", &metadata.project_id])
                        .args(["--class", &metadata.environment_class_id])
                });
                ("it was canceled".to_owned(), hint)
            }
        }
    }
}
