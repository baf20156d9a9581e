//! Warm pools as they are waited for.

use super::dependencies::gives_hope;
use super::{Condition, Goal, Hopeless, Verdict};
use crate::api::events::Kind;
use crate::api::pager::Walk;
use crate::api::prebuild::PrebuildFilter;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};

/// Something is to become true of warm pools.
pub(crate) struct Pools<'a> {
    /// Who is asked.
    pub(crate) client: &'a Client,
    /// What is to become true.
    pub(crate) condition: Condition,
}

impl Goal for Pools<'_> {
    type Thing = WarmPool;
    type Reason = Hopeless;

    const EVENTS: Kind = Kind::WarmPool;

    async fn read(&self, id: &str) -> Result<WarmPool, Error> {
        self.client.get_warm_pool(id).await
    }

    fn judge(&self, pool: &WarmPool) -> Verdict<Hopeless> {
        self.condition.judge(pool)
    }

    fn judge_missing(&self) -> Verdict<Hopeless> {
        self.condition.judge_missing()
    }

    /// Whether there is a prebuild to wait for: page by page, as the first that gives hope is
    /// enough.
    async fn judge_supply(&self, pool: &WarmPool) -> Result<Verdict<Hopeless>, Error> {
        let Some(of) = &pool.metadata else { return Ok(Verdict::Lacking) };
        let project_ids = vec![of.project_id.clone()];
        let filter = PrebuildFilter { project_ids, ..PrebuildFilter::default() };
        let mut prebuilds = Walk::new(self.client, vec![filter]);
        while let Some(page) = prebuilds.next().await? {
            if gives_hope(&page, &of.environment_class_id, self.client.now()) {
                return Ok(Verdict::Lacking);
            }
        }
        Ok(Verdict::Hopeless(Hopeless::NoPrebuild))
    }
}
