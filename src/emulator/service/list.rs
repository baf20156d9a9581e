//! Pagination of lists. A page token names the last item of the page before it, so that no item is
//! repeated or skipped when others are created or deleted between two pages.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::error::Error;
use super::{CallResult, parse_optional};

const DEFAULT_PAGE_SIZE: usize = 25;

/// `gitpod.v1.PaginationRequest`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Pagination {
    page_size: usize,
    token: String,
}

/// A request for a page of a list.
#[derive(Debug)]
pub(super) struct List<F> {
    pagination: Pagination,
    pub(super) filter: F,
    /// The request without its pagination. A page token is valid for the same query only.
    query: Value,
}

impl<F: DeserializeOwned + Default> List<F> {
    pub(super) fn parse(mut request: Value) -> Result<Self, Error> {
        let pagination = parse_optional(&request, "pagination")?;
        let filter = parse_optional(&request, "filter")?;
        if let Some(fields) = request.as_object_mut() {
            fields.remove("pagination");
        }
        Ok(Self { pagination, filter, query: request })
    }

    pub(super) fn page_size(&self) -> usize {
        match self.pagination.page_size {
            0 => DEFAULT_PAGE_SIZE,
            size => size,
        }
    }

    /// The position of the last item of the page before; `None` for the first page.
    pub(super) fn position(&self) -> Result<Option<Cursor>, Error> {
        match self.pagination.token.as_str() {
            "" => Ok(None),
            token => {
                let invalid = || Error::invalid("pagination token is not valid for this request");
                Cursor::decode(token, self.fingerprint()).map(Some).ok_or_else(invalid)
            }
        }
    }

    fn fingerprint(&self) -> u64 {
        fingerprint(&self.query.to_string())
    }

    /// The response with one page of the items, which are in `field`.
    pub(super) fn respond<T>(
        &self,
        field: &str,
        items: impl Iterator<Item = (Cursor, T)>,
        to_json: impl Fn(&T) -> Value,
    ) -> CallResult {
        let (cursors, items): (Vec<_>, Vec<_>) = items.unzip();
        let Page { indices, next_token, total } = self.paginate(&cursors)?;
        let items: Vec<_> = indices.iter().map(|index| to_json(&items[*index])).collect();
        let total = total.filter(|_| self.query["count"]["include"] == true);
        let count = |total| json!({ "value": total, "relation": "COUNT_RESPONSE_RELATION_EQ" });
        Ok(json!({
            "pagination": { "nextToken": next_token },
            field: items,
            "count": total.map(count),
        }))
    }

    fn paginate(&self, cursors: &[Cursor]) -> Result<Page, Error> {
        let after = self.position()?;
        let mut indices: Vec<_> = (0..cursors.len()).collect();
        indices.retain(|index| after.is_none_or(|after| cursors[*index] > after));
        indices.sort_by_key(|index| cursors[*index]);
        let size = self.page_size();
        let has_more = indices.len() > size;
        indices.truncate(size);
        let last = indices.last().filter(|_| has_more);
        let next_token =
            last.map_or(String::new(), |index| cursors[*index].encode(self.fingerprint()));
        Ok(Page { indices, next_token, total: after.is_none().then_some(cursors.len()) })
    }
}

/// The items of a page, by their indices in the unsorted list.
struct Page {
    indices: Vec<usize>,
    next_token: String,
    /// Items on all pages; only with the first page.
    total: Option<usize>,
}

/// The position of an item in its list, which is in ascending order of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cursor {
    rank: i64,
    id: u128,
}

impl Cursor {
    pub(super) fn oldest_first(id: Uuid) -> Self {
        Self { rank: 0, id: id.as_u128() }
    }

    pub(super) fn newest_first(id: Uuid) -> Self {
        Self { rank: 0, id: !id.as_u128() }
    }

    /// The position itself, for lists without ids.
    pub(super) fn at(rank: i64) -> Self {
        Self { rank, id: 0 }
    }

    /// Sorts by a rank first, in ascending order.
    pub(super) fn ranked(self, rank: i64) -> Self {
        Self { rank, ..self }
    }

    /// The rank and the id of a position in a list that is [`Self::newest_first`].
    pub(super) fn into_newest(self) -> (i64, Uuid) {
        (self.rank, Uuid::from_u128(!self.id))
    }

    fn encode(self, query: u64) -> String {
        let mut bytes = query.to_be_bytes().to_vec();
        bytes.extend(self.rank.to_be_bytes());
        bytes.extend(self.id.to_be_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn decode(token: &str, query: u64) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (token_query, rest) = bytes.split_first_chunk()?;
        let (rank, id) = rest.split_first_chunk()?;
        let id = u128::from_be_bytes(id.try_into().ok()?);
        let cursor = Self { rank: i64::from_be_bytes(*rank), id };
        (u64::from_be_bytes(*token_query) == query).then_some(cursor)
    }
}

/// FNV-1a, which is stable across versions of this program.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(items: &[u128], size: usize, token: &str) -> CallResult {
        let pagination = json!({ "pageSize": size, "token": token });
        let request = json!({ "pagination": pagination, "count": { "include": true } });
        let items = items.iter().map(|id| (Cursor::oldest_first(Uuid::from_u128(*id)), id));
        List::<()>::parse(request)?.respond("items", items, |id| id.to_string().into())
    }

    proptest! {
        #[test]
        fn pages_add_up_to_the_list_in_order(
            items in proptest::collection::btree_set(any::<u128>(), 0..200), size in 0_usize..100,
        ) {
            let given: Vec<_> = items.iter().rev().copied().collect();
            let (mut seen, mut token) = (Vec::new(), String::new());
            loop {
                let page = page(&given, size, &token).unwrap();
                let page_items = page["items"].as_array().unwrap();
                let max = if size == 0 { 25 } else { size };
                prop_assert!(page_items.len() <= max);
                let count = page["count"]["value"].as_u64();
                prop_assert_eq!(count, token.is_empty().then_some(given.len() as u64));
                seen.extend(page_items.iter().map(|id| id.as_str().unwrap().parse::<u128>().unwrap()));
                token = page["pagination"]["nextToken"].as_str().unwrap().to_owned();
                if token.is_empty() { break; }
            }
            prop_assert_eq!(seen, items.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn a_made_up_token_is_rejected(token in "[ -~]{1,60}") {
            prop_assert!(page(&[1, 2], 1, &token).is_err());
        }
    }

    #[test]
    fn a_token_of_another_query_is_rejected() {
        let token = page(&[1, 2], 1, "").unwrap()["pagination"]["nextToken"].clone();
        let other = List::<()>::parse(json!({ "pagination": { "token": token } })).unwrap();
        assert!(other.paginate(&[]).is_err());
    }
}
