//! Waiting for prebuilds to complete, or to be deleted.

use super::{Progress, WaitTarget};
use crate::api::events::ResourceType;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::{Client, Error};
use crate::warm_pool::lifecycle::{self, Lifecycle};

pub(crate) struct PrebuildWait<'a> {
    pub(crate) client: &'a Client,
    pub(crate) condition: PrebuildCondition,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PrebuildCondition {
    Completed,
    Deleted,
}

/// Why a prebuild cannot complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PrebuildWaitFailure {
    /// With the service's message, which may be empty. Untrusted text.
    Failed(String),
    /// Canceled or about to be.
    Canceled,
    /// Deleted or about to be.
    Deleted,
}

impl WaitTarget for PrebuildWait<'_> {
    type Item = Prebuild;
    type Reason = PrebuildWaitFailure;

    const EVENTS: ResourceType = ResourceType::Prebuild;

    async fn read(&self, id: &str) -> Result<Prebuild, Error> {
        self.client.get_prebuild(id).await
    }

    fn evaluate(&self, prebuild: Option<&Prebuild>) -> Progress<PrebuildWaitFailure> {
        if self.condition == PrebuildCondition::Deleted {
            return match prebuild.map(lifecycle::prebuild_lifecycle) {
                None | Some(Lifecycle::Deleted) => Progress::Satisfied,
                Some(Lifecycle::Active | Lifecycle::Deleting) => Progress::Pending,
            };
        }
        let Some(prebuild) = prebuild else {
            return Progress::Impossible(PrebuildWaitFailure::Deleted);
        };
        let Some(status) = &prebuild.status else { return Progress::Pending };
        Progress::Impossible(match status.phase {
            PrebuildPhase::Failed => PrebuildWaitFailure::Failed(status.failure_message.clone()),
            PrebuildPhase::Cancelling | PrebuildPhase::Cancelled => PrebuildWaitFailure::Canceled,
            PrebuildPhase::Deleting | PrebuildPhase::Deleted => PrebuildWaitFailure::Deleted,
            PrebuildPhase::Completed => return Progress::Satisfied,
            _ => return Progress::Pending,
        })
    }
}
