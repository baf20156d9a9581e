//! Deleting a pool. Its id is resolved once, so that a new pool of the same project and class is
//! never deleted in its place.

use uuid::Uuid;

use super::{Applied, MutationError, ReadBack, WarmPoolApi, mutate};
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// Marks a pool for deletion; the service drains its instances afterwards. Returns whether it is
/// known to be deleted already, or is deleting.
pub(crate) async fn delete(
    service: &impl WarmPoolApi,
    id: Uuid,
) -> Result<Lifecycle, MutationError> {
    let send = async || service.delete(id).await.map(|()| Lifecycle::Deleting);
    let read_back = async || match service.get(id).await.map(|pool| lifecycle::lifecycle(&pool)) {
        Ok(Lifecycle::Active) => Ok(ReadBack::Unchanged),
        Ok(lifecycle) => Ok(ReadBack::Applied(lifecycle)),
        Err(error) if error.is_not_found() => Ok(ReadBack::Applied(Lifecycle::Deleted)),
        Err(error) => Err(error),
    };
    mutate(service.max_attempts(), send, read_back)
        .await
        .map(Applied::into_inner)
        .map_err(MutationError::for_id)
}
