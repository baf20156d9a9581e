//! Resizing a pool.
//!
//! The service's spec version also moves when the reconciler changes the snapshot, so it does not
//! show whether someone else changed the sizes: the sizes themselves are compared.

use uuid::Uuid;

use super::confirm::confirm;
use super::{Applied, MutationError, ReadBack, WarmPoolApi, mutate};
use crate::api::warm_pool::WarmPool;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::size::PoolSize;

/// Sets both sizes of a pool whose size was `before` (`None`: invalid).
pub(crate) async fn update(
    service: &impl WarmPoolApi,
    id: Uuid,
    before: Option<PoolSize>,
    requested: PoolSize,
) -> Result<Applied, MutationError> {
    let send = async || service.update(id, requested).await;
    let read_back = async || match service.get(id).await {
        Ok(pool) => Ok(check_updated(pool, before, requested)),
        Err(error) if error.is_not_found() => {
            Ok(ReadBack::Failed(MutationError::NotFound(Some(Box::new(error)))))
        }
        Err(error) => Err(error),
    };
    let applied =
        mutate(service.max_attempts(), send, read_back).await.map_err(MutationError::for_id)?;
    confirm(service, applied, requested, async || service.get(id).await.map(Some)).await
}

fn check_updated(
    pool: WarmPool,
    before: Option<PoolSize>,
    requested: PoolSize,
) -> ReadBack<WarmPool> {
    match (lifecycle::lifecycle(&pool), lifecycle::size(&pool)) {
        (Lifecycle::Deleted, _) => ReadBack::Failed(MutationError::NotFound(None)),
        (Lifecycle::Deleting, _) => ReadBack::Failed(MutationError::Deleting(Box::new(pool))),
        (Lifecycle::Active, size) if size == Some(requested) => ReadBack::Applied(pool),
        (Lifecycle::Active, size) if size == before => ReadBack::Unchanged,
        (Lifecycle::Active, _) => ReadBack::Failed(MutationError::Conflict(Box::new(pool))),
    }
}
