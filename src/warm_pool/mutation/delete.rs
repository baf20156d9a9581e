//! Deleting pools and prebuilds. The id of a pool is resolved once, so that a new pool of the same
//! project and class is never deleted in its place.

use uuid::Uuid;

use super::service::max_attempts;
use super::{Applied, MutationError, ReadBack, WarmPoolApi, mutate};
use crate::api::prebuild::Prebuild;
use crate::api::{Client, Error};
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// Marks a pool for deletion; the service drains its instances afterwards. Returns whether it is
/// known to be deleted already, or is deleting.
pub(crate) async fn delete(
    service: &impl WarmPoolApi,
    id: Uuid,
) -> Result<Lifecycle, MutationError> {
    let delete = async || service.delete(id).await;
    let read = async || service.get(id).await.map(|pool| lifecycle::lifecycle(&pool));
    delete_by_id(service.max_attempts(), delete, read).await
}

/// As [`delete`], of a prebuild, whose snapshot is deleted with it.
pub(crate) async fn delete_prebuild(
    client: &Client,
    id: Uuid,
) -> Result<Lifecycle, MutationError<Prebuild>> {
    let id = id.to_string();
    let delete = async || client.delete_prebuild(&id).await;
    let read = async || {
        let prebuild = client.get_prebuild(&id).await;
        prebuild.map(|prebuild| lifecycle::prebuild_lifecycle(&prebuild))
    };
    delete_by_id(max_attempts(client), delete, read).await
}

async fn delete_by_id<T>(
    max_attempts: u32,
    delete: impl AsyncFn() -> Result<(), Error>,
    read: impl AsyncFn() -> Result<Lifecycle, Error>,
) -> Result<Lifecycle, MutationError<T>> {
    let send = async || delete().await.map(|()| Lifecycle::Deleting);
    let read_back = async || match read().await {
        Ok(Lifecycle::Active) => Ok(ReadBack::Unchanged),
        Ok(lifecycle) => Ok(ReadBack::Applied(lifecycle)),
        Err(error) if error.is_not_found() => Ok(ReadBack::Applied(Lifecycle::Deleted)),
        Err(error) => Err(error),
    };
    let deleted = mutate(max_attempts, send, read_back).await;
    deleted.map(Applied::into_inner).map_err(MutationError::for_id)
}
