//! Setting the sizes of a pool.
//!
//! The service's spec version also moves when the reconciler changes the snapshot, so it does not
//! tell whether somebody else changed the sizes: the sizes themselves are compared.

use uuid::Uuid;

use super::{Done, MutationError, NextStep, RetryTracker, WarmPoolApi};
use crate::api::Error;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::size::PoolSize;

/// Sets both sizes of a pool that had the sizes `before` (`None`: none that are valid).
pub(crate) async fn update(
    service: &impl WarmPoolApi,
    id: Uuid,
    before: Option<PoolSize>,
    wanted: PoolSize,
) -> Result<Done, MutationError> {
    let mut ledger = RetryTracker::default();
    loop {
        match service.update(id, wanted).await {
            Ok(pool) => return Ok(Done::Answered(pool)),
            Err(error) if error.is_not_found() => return Err(gone(error)),
            Err(error) => {
                if let NextStep::Stop(refusal) = ledger.note(error) {
                    return Err(refusal);
                }
            }
        }
        let pool = match service.get(id).await {
            Ok(pool) => pool,
            Err(read) if read.is_not_found() => return Err(gone(read)),
            Err(read) => return Err(ledger.unresolved(Some(read))),
        };
        match (lifecycle::life(&pool), lifecycle::size(&pool)) {
            (Lifecycle::Deleted, _) => return Err(MutationError::NotFound(None)),
            (Lifecycle::Deleting, _) => return Err(MutationError::Deleting(Box::new(pool))),
            (Lifecycle::Active, now) if now == Some(wanted) => return Ok(Done::Confirmed(pool)),
            (Lifecycle::Active, now) if now != before => {
                return Err(MutationError::Conflict(Box::new(pool)));
            }
            (Lifecycle::Active, _) if ledger.can_retry() => {}
            (Lifecycle::Active, _) => return Err(ledger.unresolved(None)),
        }
    }
}

fn gone(error: Error) -> MutationError {
    MutationError::NotFound(Some(Box::new(error)))
}
