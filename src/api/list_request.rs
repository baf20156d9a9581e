//! Requests for a page of a list, whose rows must match the filter.

use serde::Serialize;

use super::client::Method;
use super::list_limits::PAGE_SIZE;
use super::pager::{ListResponse as _, Listed};
use super::proto::DecodeError;
use super::request::Request;

/// Selects items of a list.
pub(crate) trait Filter<T>: Serialize {
    /// An empty filter is not sent.
    fn is_empty(&self) -> bool {
        false
    }

    /// Whether an item is one of the requested ones, as far as the item shows. A service that
    /// ignores a filter must not make strangers of the requested items.
    fn matches(&self, item: &T) -> bool;
}

/// The filter of a resource that is always listed as a whole.
#[derive(Serialize)]
pub(crate) struct NoFilter;

impl<T> Filter<T> for NoFilter {
    fn is_empty(&self) -> bool {
        true
    }

    fn matches(&self, _: &T) -> bool {
        true
    }
}

#[derive(Serialize)]
#[serde(bound = "")]
pub(super) struct ListRequest<'a, T: Listed> {
    #[serde(skip)]
    method: Method,
    pagination: PageRequest<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<&'a T::Filter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<Sort>,
}

impl<'a, T: Listed> ListRequest<'a, T> {
    pub(super) fn new(method: Method, filter: &'a T::Filter, token: &'a str) -> Self {
        let pagination = PageRequest { page_size: PAGE_SIZE, token };
        let filter = (!filter.is_empty()).then_some(filter);
        Self { method, pagination, filter, sort: T::SORT }
    }
}

impl<T: Listed> Request for ListRequest<'_, T> {
    type Response = T::Page;
    type Answer = Page<T>;

    fn method(&self) -> Method {
        self.method
    }

    fn answer(&self, response: T::Page) -> Result<Page<T>, DecodeError> {
        let (pagination, mut items) = response.split();
        let (count, next_token) = (items.len(), pagination.unwrap_or_default().next_token);
        items.retain(|item| self.filter.is_none_or(|filter| filter.matches(item)));
        Ok(Page { items, count, next_token })
    }
}

/// A page of a list.
pub(super) struct Page<T> {
    /// The items that match the filter.
    pub(super) items: Vec<T>,
    /// The number of items that the service sent.
    pub(super) count: usize,
    /// Empty on the last page.
    pub(super) next_token: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageRequest<'a> {
    page_size: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    token: &'a str,
}

#[derive(Serialize)]
pub(crate) struct Sort {
    pub(super) field: &'static str,
    pub(super) order: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::client::answer;
    use crate::api::warm_pool::{WarmPool, WarmPoolFilter};

    #[test]
    fn no_pagination_and_an_empty_token_are_the_same() {
        let filter = WarmPoolFilter::default();
        let request = ListRequest::<WarmPool>::new(Method::read("", ""), &filter, "");
        for json in ["{}", r#"{"pagination":null}"#, r#"{"pagination":{"nextToken":""}}"#] {
            let page = answer(&request, json.as_bytes()).unwrap();
            assert_eq!((page.count, page.next_token.as_str()), (0, ""), "{json}");
        }
    }
}
