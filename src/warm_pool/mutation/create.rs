//! Creating a pool. A project and a class have at most one, so listing it shows whether a create was
//! applied, and sending it again cannot create a second one.

use super::confirm::confirm;
use super::{Applied, MutationError, ReadBack, WarmPoolApi, mutate};
use crate::api::connect_code::Code;
use crate::api::warm_pool::WarmPool;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::PoolSize;

pub(crate) async fn create(
    service: &impl WarmPoolApi,
    key: PoolKey,
    size: PoolSize,
) -> Result<Applied, MutationError> {
    let send = async || service.create(key, size).await;
    let read_back = async || Ok(check_created(service.find_by_key(key).await?, size));
    match mutate(service.max_attempts(), send, read_back).await {
        Err(MutationError::Rejected(error)) if error.code() == Some(Code::AlreadyExists) => {
            let pools = service.find_by_key(key).await.unwrap_or_default();
            Err(current_pool(pools).map_or(MutationError::Rejected(error), blocked_by))
        }
        Err(error) => Err(error),
        Ok(applied) => {
            let read = async || service.find_by_key(key).await.map(current_pool);
            confirm(service, applied, size, read).await
        }
    }
}

fn blocked_by(pool: WarmPool) -> MutationError {
    match lifecycle::lifecycle(&pool) {
        Lifecycle::Active => MutationError::AlreadyExists(Box::new(pool)),
        Lifecycle::Deleting | Lifecycle::Deleted => MutationError::Deleting(Box::new(pool)),
    }
}

/// The one of these pools that exists: an active pool rather than one that is being deleted.
pub(crate) fn current_pool(pools: Vec<WarmPool>) -> Option<WarmPool> {
    let existing =
        pools.into_iter().filter(|pool| lifecycle::lifecycle(pool) != Lifecycle::Deleted);
    existing.max_by_key(|pool| lifecycle::lifecycle(pool) == Lifecycle::Active)
}

fn check_created(pools: Vec<WarmPool>, requested: PoolSize) -> ReadBack<WarmPool> {
    let Some(pool) = current_pool(pools) else { return ReadBack::Unchanged };
    match (lifecycle::lifecycle(&pool), lifecycle::size(&pool)) {
        (Lifecycle::Active, size) if size == Some(requested) => ReadBack::Applied(pool),
        (Lifecycle::Active, _) => ReadBack::Failed(MutationError::Conflict(Box::new(pool))),
        _ => ReadBack::Failed(MutationError::Deleting(Box::new(pool))),
    }
}
