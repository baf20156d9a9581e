//! A list that takes several calls: several filters, several pages of each, one page at a time so
//! that no list is too long to hold.

use std::collections::HashSet;

use uuid::Uuid;

use super::client::Client;
use super::connect_code::Code;
use super::error::Error;
use super::page::{FILTER_IDS, PageCursor};

/// A filter whose things are read in pages.
pub(crate) trait ListFilter: Clone {
    /// What is listed.
    type Item;

    /// The next page; `None` after the last.
    async fn page(
        &self,
        client: &Client,
        pages: &mut PageCursor,
    ) -> Result<Option<Vec<Self::Item>>, Error>;

    /// The UUID of a thing, as the service wrote it.
    fn id(item: &Self::Item) -> &str;
}

/// The things that any of several filters lets through.
pub(crate) struct Walk<'a, F> {
    client: &'a Client,
    filters: Vec<F>,
    /// Which of the filters is in use.
    at: usize,
    pages: PageCursor,
    /// The ids of the page before.
    before: HashSet<u128>,
    restarted: bool,
}

impl<'a, F: ListFilter> Walk<'a, F> {
    /// Nothing is asked yet.
    pub(crate) fn new(client: &'a Client, filters: Vec<F>) -> Self {
        let (at, pages, before, restarted) = Default::default();
        Self { client, filters, at, pages, before, restarted }
    }

    /// Who is asked.
    pub(crate) fn client(&self) -> &'a Client {
        self.client
    }

    /// What is new on the next page, perhaps nothing; `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<F::Item>>, Error> {
        while let Some(filter) = self.filters.get(self.at) {
            if let Some(page) = filter.page(self.client, &mut self.pages).await? {
                return Ok(Some(self.new_on(page)));
            }
            self.at += 1;
            self.pages = PageCursor::default();
        }
        Ok(None)
    }

    /// Whether the last page was read.
    pub(crate) fn is_at_end(&self) -> bool {
        let is_last = self.at + 1 >= self.filters.len();
        self.at >= self.filters.len() || (is_last && self.pages.next().is_none())
    }

    /// Everything on all pages.
    pub(crate) async fn all(&mut self) -> Result<Vec<F::Item>, Error> {
        let mut all = Vec::new();
        loop {
            match self.next().await {
                Ok(Some(page)) => all.extend(page),
                Ok(None) => return Ok(all),
                Err(error) if self.restart_after(&error) => all.clear(),
                Err(error) => return Err(error),
            }
        }
    }

    /// Begins again from the first page after an error that says that the token of a page is no
    /// longer taken; only once. Everything that was given before is given again.
    pub(crate) fn restart_after(&mut self, error: &Error) -> bool {
        let is_token = error.code() == Some(Code::InvalidArgument);
        if self.restarted || self.pages.is_first() || !is_token {
            return false;
        }
        *self = Self { restarted: true, ..Self::new(self.client, self.filters.clone()) };
        true
    }

    /// A thing that is made or removed while the pages are read can push another onto the next
    /// page, so that it stands on two; the page before tells.
    fn new_on(&mut self, mut page: Vec<F::Item>) -> Vec<F::Item> {
        let id = |item: &F::Item| Uuid::try_parse(F::id(item)).ok().map(|id| id.as_u128());
        let ids: HashSet<_> = page.iter().filter_map(id).collect();
        page.retain(|item| id(item).is_none_or(|id| !self.before.contains(&id)));
        if !ids.is_empty() {
            self.before = ids;
        }
        page
    }
}

/// Ids as filters take them, each once: lists of at most 25. Of no ids there is one empty list,
/// which stands for all.
pub(crate) fn chunk_ids(ids: &[Uuid]) -> Vec<Vec<String>> {
    let mut seen = HashSet::new();
    let once: Vec<_> = ids.iter().filter(|id| seen.insert(**id)).collect();
    if once.is_empty() {
        vec![Vec::new()]
    } else {
        once.chunks(FILTER_IDS)
            .map(|batch| batch.iter().map(ToString::to_string).collect())
            .collect()
    }
}
