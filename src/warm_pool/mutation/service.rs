//! The calls that changes are made of, as a seam: the model check puts a service of its own here.

use uuid::Uuid;

use crate::api::warm_pool::{
    CreateWarmPoolRequest, UpdateWarmPoolRequest, WarmPool, WarmPoolFilter,
};
use crate::api::{Client, Error};
use crate::warm_pool::lifecycle;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::PoolSize;

/// A service of warm pools.
pub(crate) trait WarmPoolApi {
    /// The pools of a pair, in whatever phase.
    async fn find_by_key(&self, pair: PoolKey) -> Result<Vec<WarmPool>, Error>;
    /// One pool.
    async fn get(&self, id: Uuid) -> Result<WarmPool, Error>;
    /// Makes the pool of a pair.
    async fn create(&self, pair: PoolKey, size: PoolSize) -> Result<WarmPool, Error>;
    /// Sets both sizes of a pool.
    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error>;
    /// Marks a pool for deletion.
    async fn delete(&self, id: Uuid) -> Result<(), Error>;
}

/// The request that makes a pool.
pub(crate) fn create_request(pair: PoolKey, size: PoolSize) -> CreateWarmPoolRequest {
    CreateWarmPoolRequest {
        project_id: pair.project.to_string(),
        environment_class_id: pair.class.to_string(),
        min_size: size.min(),
        max_size: size.max(),
    }
}

/// The request that sets the sizes of a pool.
pub(crate) fn update_request(id: Uuid, size: PoolSize) -> UpdateWarmPoolRequest {
    UpdateWarmPoolRequest {
        warm_pool_id: id.to_string(),
        min_size: size.min(),
        max_size: size.max(),
    }
}

impl WarmPoolApi for Client {
    async fn find_by_key(&self, pair: PoolKey) -> Result<Vec<WarmPool>, Error> {
        let filter = WarmPoolFilter {
            project_ids: vec![pair.project.to_string()],
            environment_class_ids: vec![pair.class.to_string()],
        };
        let mut pools = self.warm_pools(vec![filter]).all().await?;
        pools.retain(|pool| lifecycle::is_of_pair(pool, pair));
        Ok(pools)
    }

    async fn get(&self, id: Uuid) -> Result<WarmPool, Error> {
        self.get_warm_pool(&id.to_string()).await
    }

    /// An answer about another pair tells nothing about this one, so it counts as lost.
    async fn create(&self, pair: PoolKey, size: PoolSize) -> Result<WarmPool, Error> {
        let pool = self.create_warm_pool(&create_request(pair, size)).await?;
        if !lifecycle::is_of_pair(&pool, pair) {
            let reason = "it describes the pool of another project or class";
            return Err(self.decode_error("CreateWarmPool", "warmPool.metadata", reason));
        }
        Ok(pool)
    }

    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error> {
        let pool = self.update_warm_pool(&update_request(id, size)).await?;
        if !pool.id.eq_ignore_ascii_case(&id.to_string()) {
            let reason = "it describes another pool";
            return Err(self.decode_error("UpdateWarmPool", "warmPool.id", reason));
        }
        Ok(pool)
    }

    async fn delete(&self, id: Uuid) -> Result<(), Error> {
        self.delete_warm_pool(&id.to_string()).await
    }
}
