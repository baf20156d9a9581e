//! Canceling a prebuild.

use uuid::Uuid;

use super::service::max_attempts;
use super::{Applied, MutationError, ReadBack, mutate};
use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildPhase};

/// Cancels a prebuild. [`MutationError::Conflict`]: it ended before.
pub(crate) async fn cancel(
    client: &Client,
    id: Uuid,
) -> Result<Applied<Prebuild>, MutationError<Prebuild>> {
    let id = id.to_string();
    let send = async || client.cancel_prebuild(&id).await;
    let read_back = async || Ok(check_canceled(client.get_prebuild(&id).await?));
    mutate(max_attempts(client), send, read_back).await.map_err(MutationError::for_id)
}

fn check_canceled(prebuild: Prebuild) -> ReadBack<Prebuild, Prebuild> {
    let desired = prebuild.spec.as_ref().map(|spec| &spec.desired_phase);
    match prebuild.status.as_ref().map(|status| &status.phase) {
        Some(PrebuildPhase::Cancelling | PrebuildPhase::Cancelled) => ReadBack::Applied(prebuild),
        Some(
            PrebuildPhase::Completed
            | PrebuildPhase::Failed
            | PrebuildPhase::Deleting
            | PrebuildPhase::Deleted,
        ) => ReadBack::Failed(MutationError::Conflict(Box::new(prebuild))),
        _ if desired == Some(&PrebuildPhase::Cancelled) => ReadBack::Applied(prebuild),
        _ => ReadBack::Unchanged,
    }
}
