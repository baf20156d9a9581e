//! Which pools a list gives, page by page.

use uuid::Uuid;

use crate::api::pager::{Pager, chunk_ids};
use crate::api::warm_pool::{WarmPool, WarmPoolFilter, WarmPoolPhase};
use crate::api::{Client, Error};
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// Which pools to list; an empty list of anything stands for all.
#[derive(Clone, Debug, Default)]
pub(crate) struct PoolQuery {
    /// Their projects.
    pub(crate) projects: Vec<Uuid>,
    /// Their environment classes.
    pub(crate) classes: Vec<Uuid>,
    /// Their phases.
    pub(crate) phases: Vec<WarmPoolPhase>,
}

/// The requested pools, read one page at a time so that no list is too long to hold in memory.
pub(crate) struct PoolLister<'a> {
    query: PoolQuery,
    pager: Pager<'a, WarmPool>,
}

impl<'a> PoolLister<'a> {
    /// Sends nothing yet.
    pub(crate) fn new(client: &'a Client, query: PoolQuery) -> Self {
        let pager = client.warm_pools(filters(&query.projects, &query.classes));
        Self { query, pager }
    }

    pub(crate) fn client(&self) -> &'a Client {
        self.pager.client()
    }

    /// The requested pools of the next page, perhaps none; `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<WarmPool>>, Error> {
        let page = self.pager.next().await?;
        Ok(page.map(|page| page.into_iter().filter(|pool| self.matches(pool)).collect()))
    }

    /// As [`Pager::restart_after`].
    pub(crate) fn restart_after(&mut self, error: &Error) -> bool {
        self.pager.restart_after(error)
    }

    /// All requested pools.
    pub(crate) async fn all(mut self) -> Result<Vec<WarmPool>, Error> {
        let mut all = self.pager.all().await?;
        all.retain(|pool| self.matches(pool));
        Ok(all)
    }

    /// Records of deleted pools are listed only if their phase is requested.
    fn matches(&self, pool: &WarmPool) -> bool {
        if self.query.phases.is_empty() {
            lifecycle::lifecycle(pool) != Lifecycle::Deleted
        } else {
            self.query.phases.contains(&lifecycle::phase(pool))
        }
    }
}

/// The filters that together let exactly the requested pools through, each as long as one may be.
fn filters(projects: &[Uuid], classes: &[Uuid]) -> Vec<WarmPoolFilter> {
    let classes = chunk_ids(classes);
    chunk_ids(projects)
        .into_iter()
        .flat_map(|project_ids| {
            classes.iter().map(move |classes| WarmPoolFilter {
                project_ids: project_ids.clone(),
                environment_class_ids: classes.clone(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: u128) -> Vec<Uuid> {
        (0..count).map(Uuid::from_u128).collect()
    }

    fn shape(projects: u128, classes: u128) -> Vec<(usize, usize)> {
        filters(&ids(projects), &ids(classes))
            .iter()
            .map(|filter| (filter.project_ids.len(), filter.environment_class_ids.len()))
            .collect()
    }

    #[test]
    fn a_filter_holds_at_most_25_ids_of_a_kind() {
        assert_eq!(shape(0, 0), [(0, 0)]);
        assert_eq!(shape(25, 0), [(25, 0)]);
        assert_eq!(shape(26, 0), [(25, 0), (1, 0)]);
        assert_eq!(shape(60, 1), [(25, 1), (25, 1), (10, 1)]);
        assert_eq!(shape(26, 26), [(25, 25), (25, 1), (1, 25), (1, 1)]);
    }

    #[test]
    fn an_id_that_is_named_twice_is_asked_for_once() {
        let twice = [ids(3), ids(3)].concat();
        assert_eq!(filters(&twice, &[])[0].project_ids.len(), 3);
    }
}
