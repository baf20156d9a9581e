//! Making a pool. There is one pool at most for each pair, so a list of the pair tells what became
//! of a lost create, and sending it again can make no second one.

use super::{Done, MutationError, NextStep, RetryTracker, WarmPoolApi};
use crate::api::connect_code::Code;
use crate::api::warm_pool::WarmPool;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::PoolSize;

/// Makes the pool of a pair.
pub(crate) async fn create(
    service: &impl WarmPoolApi,
    pair: PoolKey,
    size: PoolSize,
) -> Result<Done, MutationError> {
    let mut ledger = RetryTracker::default();
    loop {
        let error = match service.create(pair, size).await {
            Ok(pool) => return Ok(Done::Answered(pool)),
            Err(error) => error,
        };
        let taken = error.code() == Some(Code::AlreadyExists);
        let next = ledger.note(error);
        if let NextStep::Stop(refusal) = next {
            return Err(if taken { blocking_pool(service, pair, refusal).await } else { refusal });
        }
        match service.find_by_key(pair).await {
            Err(read) => return Err(ledger.unresolved(Some(read))),
            Ok(pools) => match current_pool(pools) {
                Some(pool) => return check_created(pool, size),
                None if ledger.can_retry() => {}
                None => return Err(ledger.unresolved(None)),
            },
        }
    }
}

/// The pool that stands in the way of a create that was refused for it; the refusal itself if
/// there is none any more or it cannot be read.
async fn blocking_pool(
    service: &impl WarmPoolApi,
    pair: PoolKey,
    refusal: MutationError,
) -> MutationError {
    match service.find_by_key(pair).await.ok().and_then(current_pool) {
        Some(pool) if lifecycle::life(&pool) == Lifecycle::Deleting => {
            MutationError::Deleting(Box::new(pool))
        }
        Some(pool) => MutationError::AlreadyExists(Box::new(pool)),
        None => refusal,
    }
}

/// The pool that holds the pair: a live one before one that is leaving.
pub(crate) fn current_pool(pools: Vec<WarmPool>) -> Option<WarmPool> {
    let there = pools.into_iter().filter(|pool| lifecycle::life(pool) != Lifecycle::Deleted);
    there.max_by_key(|pool| lifecycle::life(pool) == Lifecycle::Active)
}

/// What a pool that is there after a lost create says about it.
fn check_created(pool: WarmPool, wanted: PoolSize) -> Result<Done, MutationError> {
    match lifecycle::life(&pool) {
        Lifecycle::Deleting | Lifecycle::Deleted => Err(MutationError::Deleting(Box::new(pool))),
        Lifecycle::Active if lifecycle::size(&pool) == Some(wanted) => Ok(Done::Confirmed(pool)),
        Lifecycle::Active => Err(MutationError::Conflict(Box::new(pool))),
    }
}
