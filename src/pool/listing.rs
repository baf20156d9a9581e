//! Which pools a list gives, page by page.

use std::collections::HashSet;

use uuid::Uuid;

use crate::api::code::Code;
use crate::api::page::{FILTER_IDS, Pages};
use crate::api::warm_pool::{WarmPool, WarmPoolFilter, WarmPoolPhase};
use crate::api::{Client, Error};
use crate::pool::state::{self, Life};

/// Which pools are wanted; an empty list of anything stands for all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// Their projects.
    pub(crate) projects: Vec<Uuid>,
    /// Their environment classes.
    pub(crate) classes: Vec<Uuid>,
    /// Their phases.
    pub(crate) phases: Vec<WarmPoolPhase>,
}

/// The pools that are wanted, asked for one page at a time so that no list is too long to hold.
pub(crate) struct Listing<'a> {
    client: &'a Client,
    wanted: &'a Wanted,
    filters: Vec<WarmPoolFilter>,
    /// Which of the filters is in use.
    at: usize,
    pages: Pages,
    /// The ids of the page before.
    before: HashSet<u128>,
    restarted: bool,
}

impl<'a> Listing<'a> {
    /// Nothing is asked yet.
    pub(crate) fn new(client: &'a Client, wanted: &'a Wanted) -> Self {
        let filters = filters(&wanted.projects, &wanted.classes);
        let (at, pages, before, restarted) = Default::default();
        Self { client, wanted, filters, at, pages, before, restarted }
    }

    /// Who is asked.
    pub(crate) fn client(&self) -> &'a Client {
        self.client
    }

    /// The wanted pools of the next page, perhaps none; `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<WarmPool>>, Error> {
        while let Some(filter) = self.filters.get(self.at) {
            if let Some(page) = self.client.list_warm_pools(filter, &mut self.pages).await? {
                return Ok(Some(self.new_and_wanted(page)));
            }
            self.at += 1;
            self.pages = Pages::default();
        }
        Ok(None)
    }

    /// Begins again from the first page after an error that says that the token of a page is no
    /// longer taken; only once. Everything that was given before is given again.
    pub(crate) fn restart_after(&mut self, error: &Error) -> bool {
        let is_token = error.refused_with() == Some(Code::InvalidArgument);
        if self.restarted || self.pages.is_first() || !is_token {
            return false;
        }
        *self = Self { restarted: true, ..Self::new(self.client, self.wanted) };
        true
    }

    /// A pool that is made or removed while the pages are read can push another onto the next
    /// page, so that it stands on two; the page before tells.
    fn new_and_wanted(&mut self, page: Vec<WarmPool>) -> Vec<WarmPool> {
        let id = |pool: &WarmPool| Uuid::try_parse(&pool.id).ok().map(|id| id.as_u128());
        let ids: HashSet<_> = page.iter().filter_map(id).collect();
        let is_new = |pool: &WarmPool| id(pool).is_none_or(|id| !self.before.contains(&id));
        let wanted = page.into_iter().filter(|pool| is_new(pool) && self.is_wanted(pool)).collect();
        if !ids.is_empty() {
            self.before = ids;
        }
        wanted
    }

    /// The record of a pool that is gone is shown only to those who ask for it.
    fn is_wanted(&self, pool: &WarmPool) -> bool {
        match self.wanted.phases.is_empty() {
            true => state::life(pool) != Life::Gone,
            false => self.wanted.phases.contains(&state::phase(pool)),
        }
    }
}

/// The filters that together let exactly the wanted pools through, each as long as one may be.
fn filters(projects: &[Uuid], classes: &[Uuid]) -> Vec<WarmPoolFilter> {
    let batches = |ids: &[Uuid]| -> Vec<Vec<String>> {
        let mut seen = HashSet::new();
        let once: Vec<_> = ids.iter().filter(|id| seen.insert(**id)).collect();
        match once.is_empty() {
            true => vec![Vec::new()],
            false => once
                .chunks(FILTER_IDS)
                .map(|batch| batch.iter().map(ToString::to_string).collect())
                .collect(),
        }
    };
    let classes = batches(classes);
    batches(projects)
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
