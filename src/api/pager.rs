//! Lists, read one page at a time so that no list is too long to hold in memory.

use std::collections::HashSet;

use uuid::Uuid;

use super::client::{Client, Method};
use super::connect_code::Code;
use super::error::{CallError, Error};
use super::list_limits::ListProgress;
use super::list_request::{Filter, ListRequest, Page, Sort};
use super::proto::{Message, message};
use super::request::Identified;

/// The limit of ids in one field of a filter, such as `filter.projectIds`.
pub(crate) const MAX_FILTER_IDS: usize = 25;

message! {
    pub struct Pagination {
        /// Empty on the last page.
        next_token: String = "nextToken" | "next_token",
    }
}

/// A resource that the service lists in pages.
pub(crate) trait Listed: Identified + Sized {
    type Page: ListResponse<Item = Self>;
    type Filter: Filter<Self>;
    const SORT: Option<Sort> = None;
}

/// One page of a list, as the service responds.
pub(crate) trait ListResponse: Message {
    type Item;

    fn split(self) -> (Option<Pagination>, Vec<Self::Item>);
}

/// Defines a [`ListResponse`].
macro_rules! list_response {
    ($name:ident { $field:ident: Vec<$item:ident> = $json:literal $(| $original:literal)? }) => {
        $crate::api::proto::message! {
            pub struct $name {
                pagination: Option<$crate::api::pager::Pagination> = "pagination",
                $field: Vec<$item> = $json $(| $original)?,
            }
        }

        impl $crate::api::pager::ListResponse for $name {
            type Item = $item;

            fn split(self) -> (Option<$crate::api::pager::Pagination>, Vec<$item>) {
                (self.pagination, self.$field)
            }
        }
    };
}
pub(super) use list_response;

/// Lists what matches any of several filters, page by page.
pub(crate) struct Pager<'a, T: Listed> {
    client: &'a Client,
    method: Method,
    filters: Vec<T::Filter>,
    /// The index of the filter in use.
    current: usize,
    /// Of the next page; empty for the first page of a filter.
    token: String,
    /// Of the filter in use.
    progress: ListProgress,
    previous_ids: HashSet<u128>,
    has_restarted: bool,
}

impl<'a, T: Listed> Pager<'a, T> {
    pub(super) fn new(client: &'a Client, method: Method, filters: Vec<T::Filter>) -> Self {
        let (current, token, progress, previous_ids, has_restarted) = Default::default();
        Self { client, method, filters, current, token, progress, previous_ids, has_restarted }
    }

    pub(crate) fn client(&self) -> &'a Client {
        self.client
    }

    /// The items that are new on the next page, perhaps none; `None` after the last page.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<T>>, Error> {
        let Some(filter) = self.filters.get(self.current) else { return Ok(None) };
        let request = ListRequest::new(self.method, filter, &self.token);
        let Page { items, count, next_token } = self.client.call(&request).await?;
        self.advance(count, next_token)
            .map_err(|error| self.client.error(self.method.name, error, 1))?;
        Ok(Some(self.dedup_page(items)))
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.current >= self.filters.len()
    }

    pub(crate) async fn all(&mut self) -> Result<Vec<T>, Error> {
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

    /// Starts over at the first page if the error says that a page token has expired; only once.
    pub(crate) fn restart_after(&mut self, error: &Error) -> bool {
        let is_expired = !self.token.is_empty() && error.code() == Some(Code::InvalidArgument);
        if self.has_restarted || !is_expired {
            return false;
        }
        self.current = 0;
        self.token.clear();
        self.progress = ListProgress::default();
        self.previous_ids.clear();
        self.has_restarted = true;
        true
    }

    /// Goes on to the next page of a filter, or to the next filter.
    fn advance(&mut self, count: usize, next_token: String) -> Result<(), CallError> {
        self.progress.record(count, &next_token)?;
        if next_token.is_empty() {
            self.current += 1;
            self.progress = ListProgress::default();
        }
        self.token = next_token;
        Ok(())
    }

    /// Drops the items of the previous page: creations and deletions during the listing can move
    /// an item onto the next page.
    fn dedup_page(&mut self, mut page: Vec<T>) -> Vec<T> {
        if self.previous_ids.is_empty() && self.is_at_end() {
            return page;
        }
        let mut ids = HashSet::with_capacity(page.len());
        page.retain(|item| {
            Uuid::try_parse(item.id()).map_or(true, |id| {
                ids.insert(id.as_u128());
                !self.previous_ids.contains(&id.as_u128())
            })
        });
        if !ids.is_empty() {
            self.previous_ids = ids;
        }
        page
    }
}

/// Splits ids for filters, without duplicates. Without ids there is one empty chunk: no filter.
pub(crate) fn chunk_ids(ids: &[Uuid]) -> Vec<Vec<String>> {
    let mut seen = HashSet::new();
    let unique: Vec<_> = ids.iter().filter(|id| seen.insert(**id)).collect();
    if unique.is_empty() {
        return vec![Vec::new()];
    }
    let chunks = unique.chunks(MAX_FILTER_IDS);
    chunks.map(|chunk| chunk.iter().map(ToString::to_string).collect()).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::api::client::Options;
    use crate::api::host::{Host, HostSyntax};
    use crate::api::http::HttpOptions;
    use crate::api::retry::RetryPolicy;
    use crate::api::token::Token;
    use crate::api::warm_pool::WarmPoolFilter;

    /// Reads pages of one item with these tokens; whether that is the end of the list.
    fn read<T: AsRef<str>>(tokens: impl IntoIterator<Item = T>) -> Result<bool, CallError> {
        let client = Client::new(Options {
            host: Host::parse("127.0.0.1", HostSyntax::Origin).unwrap(),
            token: Token::parse("token").unwrap(),
            policy: RetryPolicy::new(0, Duration::from_secs(1)),
            http: HttpOptions::for_test(),
            on_event: Box::new(|_| {}),
        });
        let client = client.unwrap();
        let mut pager = client.warm_pools(vec![WarmPoolFilter::default()]);
        tokens.into_iter().try_for_each(|token| pager.advance(1, token.as_ref().to_owned()))?;
        Ok(pager.is_at_end())
    }

    #[test]
    fn an_empty_token_ends_the_list() {
        assert!(!read::<&str>([]).unwrap());
        assert!(read([""]).unwrap());
    }

    #[test]
    fn a_repeated_token_is_an_error() {
        assert!(read(["a", "b", "a"]).is_err());
        assert!(!read(["a", "b"]).unwrap());
    }
}
