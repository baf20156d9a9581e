//! The calls of `gitpod.v1.PrebuildService` that concern warm pools.

use super::client::{Client, Method};
use super::error::Error;
use super::page::PageCursor;
use super::pager::ListFilter;
use super::retry::Effect;
use super::warm_pool::{
    CreateWarmPoolRequest, Empty, ListWarmPoolsQuery, ListWarmPoolsResponse, UpdateWarmPoolRequest,
    WarmPool, WarmPoolFilter, WarmPoolRequest, WarmPoolResponse,
};

/// Makes a pool.
pub(crate) const CREATE: Method = method("CreateWarmPool", Effect::Mutation);
/// Changes the sizes of a pool.
pub(crate) const UPDATE: Method = method("UpdateWarmPool", Effect::Mutation);
const GET: Method = method("GetWarmPool", Effect::Read);
const LIST: Method = method("ListWarmPools", Effect::Read);
const DELETE: Method = method("DeleteWarmPool", Effect::Mutation);

const fn method(name: &'static str, effect: Effect) -> Method {
    Method { service: "PrebuildService", name, effect }
}

impl Client {
    /// Makes a pool and gives it as the service describes it.
    ///
    /// # Errors
    /// As every call; a lost answer leaves open whether the pool was made.
    pub(crate) async fn create_warm_pool(
        &self,
        request: &CreateWarmPoolRequest,
    ) -> Result<WarmPool, Error> {
        let answer = self.call(CREATE, request).await?;
        self.pool_of(CREATE, answer)
    }

    /// Gives one pool.
    ///
    /// # Errors
    /// As every call; `not_found` when it does not exist or is not visible.
    pub(crate) async fn get_warm_pool(&self, id: &str) -> Result<WarmPool, Error> {
        let answer = self.call(GET, &WarmPoolRequest { warm_pool_id: id.to_owned() }).await?;
        self.pool_of(GET, answer)
    }

    /// Changes the sizes of a pool and gives it as it then is.
    ///
    /// # Errors
    /// As every call; a lost answer leaves open whether the sizes were changed.
    pub(crate) async fn update_warm_pool(
        &self,
        request: &UpdateWarmPoolRequest,
    ) -> Result<WarmPool, Error> {
        let answer = self.call(UPDATE, request).await?;
        self.pool_of(UPDATE, answer)
    }

    /// Marks a pool for deletion; the runner drains its instances afterwards.
    ///
    /// # Errors
    /// As every call; a lost answer leaves open whether it was marked.
    pub(crate) async fn delete_warm_pool(&self, id: &str) -> Result<(), Error> {
        let request = WarmPoolRequest { warm_pool_id: id.to_owned() };
        self.call::<Empty>(DELETE, &request).await.map(|_| ())
    }

    /// Gives all pools that a filter lets through.
    ///
    /// # Errors
    /// As every call, and when the list proves to have no end.
    pub(crate) async fn list_warm_pools(
        &self,
        filter: &WarmPoolFilter,
    ) -> Result<Vec<WarmPool>, Error> {
        self.list_all::<ListWarmPoolsResponse>(LIST, &ListWarmPoolsQuery::of(filter)).await
    }

    /// The pool of an answer; without one the answer does not say what happened.
    fn pool_of(&self, method: Method, answer: WarmPoolResponse) -> Result<WarmPool, Error> {
        let usable = answer.warm_pool.filter(|pool| !pool.id.is_empty());
        usable.ok_or_else(|| self.unreadable(method.name, "warmPool", "there is no pool in it"))
    }
}

impl ListFilter for WarmPoolFilter {
    type Item = WarmPool;

    async fn page(
        &self,
        client: &Client,
        pages: &mut PageCursor,
    ) -> Result<Option<Vec<WarmPool>>, Error> {
        let query = ListWarmPoolsQuery::of(self);
        client.next_page::<ListWarmPoolsResponse>(LIST, &query, pages).await
    }

    fn id(pool: &WarmPool) -> &str {
        &pool.id
    }
}
