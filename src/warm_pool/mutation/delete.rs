//! Deleting a pool. The id is pinned once and never looked up again, so that a pool which somebody
//! makes for the same pair in the meantime is not touched.

use uuid::Uuid;

use super::{MutationError, NextStep, RetryTracker, WarmPoolApi};
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// Marks a pool for deletion; the service drains its instances afterwards.
pub(crate) async fn delete(service: &impl WarmPoolApi, id: Uuid) -> Result<(), MutationError> {
    let mut ledger = RetryTracker::default();
    loop {
        match service.delete(id).await {
            Ok(()) => return Ok(()),
            Err(error) if error.is_not_found() && ledger.lost.is_some() => return Ok(()),
            Err(error) if error.is_not_found() => {
                return Err(MutationError::NotFound(Some(Box::new(error))));
            }
            Err(error) => {
                if let NextStep::Stop(refusal) = ledger.note(error) {
                    return Err(refusal);
                }
            }
        }
        match service.get(id).await {
            Ok(pool) if lifecycle::life(&pool) != Lifecycle::Active => return Ok(()),
            Err(read) if read.is_not_found() => return Ok(()),
            Err(read) => return Err(ledger.unresolved(Some(read))),
            Ok(_) if ledger.can_retry() => {}
            Ok(_) => return Err(ledger.unresolved(None)),
        }
    }
}
