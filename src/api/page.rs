//! Pages of a list: the token that leads on, and the guards against a list without end.

use std::collections::HashSet;

use serde::Serialize;

use super::client::{Client, Method};
use super::error::{CallError, Error};
use super::proto::{Message, message};

/// The most rows a page holds (contract: `pageSize` 0..100).
pub(crate) const PAGE_SIZE: u32 = 100;

/// The most ids one list of a filter holds (contract: `max_items` 25).
pub(crate) const FILTER_IDS: usize = 25;

/// Pages after which a list is taken to be without end.
const MOST_PAGES: usize = 1_000;

message! {
    /// Where the next page starts.
    pub struct Pagination {
        /// The token of the next page; empty on the last.
        next_token: String = "nextToken" | "next_token",
    }
}

/// Which page is asked for.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageRequest {
    page_size: u32,
    #[serde(skip_serializing_if = "String::is_empty")]
    token: String,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { page_size: PAGE_SIZE, token: String::new() }
    }
}

/// Follows the tokens of one list.
#[derive(Debug, Default)]
pub(crate) struct PageCursor {
    next: PageRequest,
    seen: HashSet<String>,
    ended: bool,
}

impl PageCursor {
    /// The request for the next page; `None` after the last.
    #[must_use]
    pub(crate) fn next(&self) -> Option<PageRequest> {
        (!self.ended).then(|| self.next.clone())
    }

    /// Whether no page was read yet.
    pub(crate) fn is_first(&self) -> bool {
        self.seen.is_empty()
    }

    /// Takes the token that came with a page.
    ///
    /// # Errors
    /// When the service gave that token before, or has given a thousand: the list has no end.
    pub(crate) fn follow(&mut self, pagination: Option<Pagination>) -> Result<(), CallError> {
        let token = pagination.unwrap_or_default().next_token;
        if token.is_empty() {
            self.ended = true;
            return Ok(());
        }
        if !self.seen.insert(token.clone()) {
            return Err(CallError::PaginationLoop("gave the same page token twice"));
        }
        if self.seen.len() >= MOST_PAGES {
            return Err(CallError::PaginationLoop("gave a thousand pages and still another token"));
        }
        self.next.token = token;
        Ok(())
    }
}

/// One page of any list.
pub(crate) trait List: Message {
    /// What is listed.
    type Item;

    /// Where the next page starts, and what is on this one.
    fn split(self) -> (Option<Pagination>, Vec<Self::Item>);
}

/// The request for a page: which one, beside whatever else the method takes.
#[derive(Serialize)]
struct Request<'a, Q> {
    pagination: PageRequest,
    #[serde(flatten)]
    query: &'a Q,
}

impl Client {
    /// Gives what is on the next page; `None` after the last.
    ///
    /// # Errors
    /// As every call, and when the list proves to have no end.
    pub(crate) async fn next_page<L: List>(
        &self,
        method: Method,
        query: &impl Serialize,
        pages: &mut PageCursor,
    ) -> Result<Option<Vec<L::Item>>, Error> {
        let Some(pagination) = pages.next() else { return Ok(None) };
        let answer: L = self.call(method, &Request { pagination, query }).await?;
        let (pagination, items) = answer.split();
        pages.follow(pagination).map_err(|fault| self.error(method.name, fault))?;
        Ok(Some(items))
    }

    /// Gives what is on all pages.
    ///
    /// # Errors
    /// As [`Self::next_page`].
    pub(crate) async fn list_all<L: List>(
        &self,
        method: Method,
        query: &impl Serialize,
    ) -> Result<Vec<L::Item>, Error> {
        let (mut pages, mut all) = (PageCursor::default(), Vec::new());
        while let Some(page) = self.next_page::<L>(method, query, &mut pages).await? {
            all.extend(page);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Option<Pagination> {
        Some(Pagination { next_token: text.to_owned(), ..Pagination::default() })
    }

    #[test]
    fn an_empty_token_and_no_pagination_both_end_the_list() {
        for end in [None, token("")] {
            let mut pages = PageCursor::default();
            assert!(pages.next().is_some());
            pages.follow(end).unwrap();
            assert!(pages.next().is_none());
        }
    }

    #[test]
    fn a_token_that_comes_back_later_is_noticed() {
        let mut pages = PageCursor::default();
        pages.follow(token("a")).unwrap();
        pages.follow(token("b")).unwrap();
        assert!(pages.follow(token("a")).is_err());
    }

    #[test]
    fn a_thousand_pages_are_read_and_no_more() {
        let mut pages = PageCursor::default();
        for page in 1..1_000 {
            pages.follow(token(&page.to_string())).unwrap();
        }
        pages.follow(token("")).unwrap();

        let mut pages = PageCursor::default();
        for page in 1..1_000 {
            pages.follow(token(&page.to_string())).unwrap();
        }
        assert!(pages.follow(token("1000")).is_err());
    }
}
