//! Prebuilds as they are waited for.

use super::{Progress, WaitTarget};
use crate::api::events::ResourceType;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::{Client, Error};

/// Prebuilds are to complete.
pub(crate) struct PrebuildWait<'a> {
    /// Who is asked.
    pub(crate) client: &'a Client,
}

/// Why a prebuild will not complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SnapshotWaitFailure {
    /// It failed, in the service's words, perhaps none. Foreign text.
    Failed(String),
    /// It was cancelled, or is about to be.
    Cancelled,
    /// It is gone, or about to be.
    Gone,
}

impl WaitTarget for PrebuildWait<'_> {
    type Item = Prebuild;
    type Reason = SnapshotWaitFailure;

    const EVENTS: ResourceType = ResourceType::Prebuild;

    async fn read(&self, id: &str) -> Result<Prebuild, Error> {
        self.client.get_prebuild(id).await
    }

    fn evaluate(&self, prebuild: &Prebuild) -> Progress<SnapshotWaitFailure> {
        let Some(status) = &prebuild.status else { return Progress::Pending };
        match status.phase {
            PrebuildPhase::Completed => Progress::Satisfied,
            PrebuildPhase::Failed => {
                Progress::Impossible(SnapshotWaitFailure::Failed(status.failure_message.clone()))
            }
            PrebuildPhase::Cancelling | PrebuildPhase::Cancelled => {
                Progress::Impossible(SnapshotWaitFailure::Cancelled)
            }
            PrebuildPhase::Deleting | PrebuildPhase::Deleted => {
                Progress::Impossible(SnapshotWaitFailure::Gone)
            }
            _ => Progress::Pending,
        }
    }

    fn evaluate_missing(&self) -> Progress<SnapshotWaitFailure> {
        Progress::Impossible(SnapshotWaitFailure::Gone)
    }
}
