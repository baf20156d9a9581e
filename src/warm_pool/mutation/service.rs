//! The calls that changes are made of, as a trait: the model check implements it too.

use uuid::Uuid;

use crate::api::warm_pool::{
    CreateWarmPoolRequest, UpdateWarmPoolRequest, WarmPool, WarmPoolFilter,
};
use crate::api::{Client, Error};
use crate::warm_pool::mutation::MAX_ATTEMPTS;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::PoolSize;

pub(crate) trait WarmPoolApi {
    /// The pools of a project and class, in any phase.
    async fn find_by_key(&self, key: PoolKey) -> Result<Vec<WarmPool>, Error>;
    async fn get(&self, id: Uuid) -> Result<WarmPool, Error>;
    async fn create(&self, key: PoolKey, size: PoolSize) -> Result<WarmPool, Error>;
    /// Sets both sizes.
    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error>;
    /// Marks a pool for deletion.
    async fn delete(&self, id: Uuid) -> Result<(), Error>;
    /// How often a change may be sent: once, and again for each retry that the user allows, up to
    /// the limit for changes.
    fn max_attempts(&self) -> u32;
    /// Gives the service time to apply a change, the longer the more often it was read since.
    async fn pause(&self, reads: u32);
}

pub(super) fn max_attempts(client: &Client) -> u32 {
    client.retries().saturating_add(1).min(MAX_ATTEMPTS)
}

pub(crate) fn create_request(key: PoolKey, size: PoolSize) -> CreateWarmPoolRequest {
    CreateWarmPoolRequest {
        project_id: key.project.to_string(),
        environment_class_id: key.class.to_string(),
        min_size: size.min(),
        max_size: size.max(),
    }
}

pub(crate) fn update_request(id: Uuid, size: PoolSize) -> UpdateWarmPoolRequest {
    UpdateWarmPoolRequest {
        warm_pool_id: id.to_string(),
        min_size: size.min(),
        max_size: size.max(),
    }
}

impl WarmPoolApi for Client {
    fn max_attempts(&self) -> u32 {
        max_attempts(self)
    }

    async fn find_by_key(&self, key: PoolKey) -> Result<Vec<WarmPool>, Error> {
        let filter = WarmPoolFilter {
            project_ids: vec![key.project.to_string()],
            environment_class_ids: vec![key.class.to_string()],
        };
        self.warm_pools(vec![filter]).all().await
    }

    async fn get(&self, id: Uuid) -> Result<WarmPool, Error> {
        self.get_warm_pool(&id.to_string()).await
    }

    async fn create(&self, key: PoolKey, size: PoolSize) -> Result<WarmPool, Error> {
        self.create_warm_pool(&create_request(key, size)).await
    }

    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error> {
        self.update_warm_pool(&update_request(id, size)).await
    }

    async fn delete(&self, id: Uuid) -> Result<(), Error> {
        self.delete_warm_pool(&id.to_string()).await
    }

    async fn pause(&self, reads: u32) {
        self.pause_before_reading_again(reads).await;
    }
}
