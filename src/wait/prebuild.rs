//! Prebuilds as they are waited for.

use super::{Goal, Verdict};
use crate::api::events::Kind;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::{Client, Error};

/// Prebuilds are to complete.
pub(crate) struct Completion<'a> {
    /// Who is asked.
    pub(crate) client: &'a Client,
}

/// Why a prebuild will not complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoSnapshot {
    /// It failed, in the service's words, perhaps none. Foreign text.
    Failed(String),
    /// It was cancelled, or is about to be.
    Cancelled,
    /// It is gone, or about to be.
    Gone,
}

impl Goal for Completion<'_> {
    type Thing = Prebuild;
    type Reason = NoSnapshot;

    const EVENTS: Kind = Kind::Prebuild;

    async fn read(&self, id: &str) -> Result<Prebuild, Error> {
        self.client.get_prebuild(id).await
    }

    fn judge(&self, prebuild: &Prebuild) -> Verdict<NoSnapshot> {
        let Some(status) = &prebuild.status else { return Verdict::Open };
        match status.phase {
            PrebuildPhase::Completed => Verdict::Reached,
            PrebuildPhase::Failed => {
                Verdict::Hopeless(NoSnapshot::Failed(status.failure_message.clone()))
            }
            PrebuildPhase::Cancelling | PrebuildPhase::Cancelled => {
                Verdict::Hopeless(NoSnapshot::Cancelled)
            }
            PrebuildPhase::Deleting | PrebuildPhase::Deleted => Verdict::Hopeless(NoSnapshot::Gone),
            _ => Verdict::Open,
        }
    }

    fn judge_missing(&self) -> Verdict<NoSnapshot> {
        Verdict::Hopeless(NoSnapshot::Gone)
    }
}
