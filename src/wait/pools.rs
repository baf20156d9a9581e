//! Warm pools as they are waited for.

use super::dependencies::may_provide_snapshot;
use super::{Condition, PoolWaitFailure, Progress, WaitTarget};
use crate::api::events::ResourceType;
use crate::api::prebuild::PrebuildFilter;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};

/// Something is to become true of warm pools.
pub(crate) struct PoolWait<'a> {
    /// Who is asked.
    pub(crate) client: &'a Client,
    /// What is to become true.
    pub(crate) condition: Condition,
}

impl WaitTarget for PoolWait<'_> {
    type Item = WarmPool;
    type Reason = PoolWaitFailure;

    const EVENTS: ResourceType = ResourceType::WarmPool;

    async fn read(&self, id: &str) -> Result<WarmPool, Error> {
        self.client.get_warm_pool(id).await
    }

    fn evaluate(&self, pool: &WarmPool) -> Progress<PoolWaitFailure> {
        self.condition.evaluate(pool)
    }

    fn evaluate_missing(&self) -> Progress<PoolWaitFailure> {
        self.condition.evaluate_missing()
    }

    /// Whether there is a prebuild to wait for: page by page, as the first that gives hope is
    /// enough.
    async fn evaluate_dependencies(
        &self,
        pool: &WarmPool,
    ) -> Result<Progress<PoolWaitFailure>, Error> {
        let Some(of) = &pool.metadata else { return Ok(Progress::Blocked) };
        let project_ids = vec![of.project_id.clone()];
        let filter = PrebuildFilter { project_ids, ..PrebuildFilter::default() };
        let mut prebuilds = self.client.prebuilds(vec![filter]);
        while let Some(page) = prebuilds.next().await? {
            if may_provide_snapshot(&page, &of.environment_class_id, self.client.now()) {
                return Ok(Progress::Blocked);
            }
        }
        Ok(Progress::Impossible(PoolWaitFailure::NoPrebuild))
    }
}
