//! Deleting a pool. Its id is resolved once, so that a new pool of the same project and class is
//! never deleted in its place.

use uuid::Uuid;

use super::{MutationError, ReadBack, WarmPoolApi, mutate};
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// Marks a pool for deletion; the service drains its instances afterwards.
pub(crate) async fn delete(service: &impl WarmPoolApi, id: Uuid) -> Result<(), MutationError> {
    let send = async || service.delete(id).await;
    let read_back = async || match service.get(id).await {
        Ok(pool) if lifecycle::lifecycle(&pool) == Lifecycle::Active => Ok(ReadBack::Unchanged),
        Ok(_) => Ok(ReadBack::Applied(())),
        Err(error) if error.is_not_found() => Ok(ReadBack::Applied(())),
        Err(error) => Err(error),
    };
    mutate(send, read_back).await.map(drop).map_err(MutationError::for_id)
}
