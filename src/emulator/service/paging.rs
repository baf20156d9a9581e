//! Pages of a list: a token says where the last one ended, so that nothing is shown twice or
//! missed when things come and go in between.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::error::Error;
use super::parse;

/// Items of a page where the caller does not say.
const DEFAULT_SIZE: usize = 25;

/// `gitpod.v1.PaginationRequest`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Pagination {
    page_size: usize,
    token: String,
}

/// A request for a list.
#[derive(Debug)]
pub(super) struct List<F> {
    pagination: Pagination,
    pub(super) filter: F,
    /// What was asked, but for the page; a token continues the answer to this only.
    question: Value,
}

impl<F: DeserializeOwned + Default> List<F> {
    /// Reads it from a canonical message.
    pub(super) fn of(mut request: Value) -> Result<Self, Error> {
        let mut take = |name: &str| request.as_object_mut().and_then(|own| own.remove(name));
        let pagination = take("pagination").map(parse).transpose()?;
        let filter = request.get("filter").cloned().map(parse).transpose()?;
        Ok(Self {
            pagination: pagination.unwrap_or_default(),
            filter: filter.unwrap_or_default(),
            question: request,
        })
    }

    /// Whether the number of all items was asked for.
    fn wants_count(&self) -> bool {
        self.question["count"]["include"] == true
    }

    /// Cuts the wanted page out of the list.
    pub(super) fn cut<T>(&self, items: impl Iterator<Item = (Place, T)>) -> Result<Page<T>, Error> {
        let mut page = self.pagination.cut(items, &self.question)?;
        page.total = page.total.filter(|_| self.wants_count());
        Ok(page)
    }
}

/// Where an item stands in its list; lists are in ascending order of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(i64, u128);

impl Place {
    /// In the order of creation.
    pub(super) fn oldest_first(id: Uuid) -> Self {
        Self(0, id.as_u128())
    }

    /// Against the order of creation.
    pub(super) fn newest_first(id: Uuid) -> Self {
        Self(0, !id.as_u128())
    }

    /// As numbered.
    pub(super) fn nth(number: i64) -> Self {
        Self(number, 0)
    }

    /// By a rank, the smallest first, and of equals the oldest.
    pub(super) fn ranked(self, rank: i64) -> Self {
        Self(rank, self.1)
    }
}

/// One page of a list.
#[derive(Debug)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    /// `gitpod.v1.PaginationResponse`.
    pub(super) pagination: Value,
    /// Items on all pages; told with the first page only.
    pub(super) total: Option<usize>,
}

impl<T> Page<T> {
    /// `gitpod.v1.CountResponse`, if it was asked for.
    pub(super) fn count(&self) -> Value {
        self.total.map_or(
            Value::Null,
            |total| json!({ "value": total, "relation": "COUNT_RESPONSE_RELATION_EQ" }),
        )
    }
}

/// Which items of a list are on a page, by their indices, and what is told with them.
struct Chosen {
    indices: Vec<usize>,
    pagination: Value,
    total: Option<usize>,
}

impl Pagination {
    fn cut<T>(
        &self,
        items: impl Iterator<Item = (Place, T)>,
        question: &Value,
    ) -> Result<Page<T>, Error> {
        let (places, mut items): (Vec<_>, Vec<_>) =
            items.map(|(place, item)| (place, Some(item))).unzip();
        let Chosen { indices, pagination, total } = self.choose(&places, question)?;
        let items = indices.into_iter().filter_map(|index| items[index].take()).collect();
        Ok(Page { items, pagination, total })
    }

    fn choose(&self, places: &[Place], question: &Value) -> Result<Chosen, Error> {
        let question = fingerprint(&question.to_string());
        let after = match self.token.as_str() {
            "" => None,
            token => {
                let wrong = || Error::invalid("pagination token is not valid for this request");
                Some(read(token, question).ok_or_else(wrong)?)
            }
        };
        let mut rest: Vec<_> = (0..places.len()).collect();
        rest.retain(|index| after.is_none_or(|after| places[*index] > after));
        rest.sort_by_key(|index| places[*index]);
        let size = if self.page_size == 0 { DEFAULT_SIZE } else { self.page_size };
        let has_more = rest.len() > size;
        rest.truncate(size);
        let last = rest.last().filter(|_| has_more);
        let token = last.map_or(String::new(), |index| write(places[*index], question));
        Ok(Chosen {
            indices: rest,
            pagination: json!({ "nextToken": token }),
            total: after.is_none().then_some(places.len()),
        })
    }
}

fn write(Place(rank, id): Place, question: u64) -> String {
    let mut bytes = question.to_be_bytes().to_vec();
    bytes.extend(rank.to_be_bytes());
    bytes.extend(id.to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read(token: &str, question: u64) -> Option<Place> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (asked, rest) = bytes.split_first_chunk()?;
    let (rank, id) = rest.split_first_chunk()?;
    let place = Place(i64::from_be_bytes(*rank), u128::from_be_bytes(id.try_into().ok()?));
    (u64::from_be_bytes(*asked) == question).then_some(place)
}

/// FNV-1a, which is the same in every version of this program.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(items: &[u128], page_size: usize, token: &str) -> Result<Page<u128>, Error> {
        let pagination = Pagination { page_size, token: token.to_owned() };
        let places = items.iter().map(|id| (Place::oldest_first(Uuid::from_u128(*id)), *id));
        pagination.cut(places, &json!({"filter": "x"}))
    }

    proptest! {
        /// Invariant 18: the pages together are the list, each item once and in order.
        #[test]
        fn pages_together_are_the_list(
            items in proptest::collection::btree_set(any::<u128>(), 0..200), size in 0_usize..100,
        ) {
            let given: Vec<_> = items.iter().rev().copied().collect();
            let (mut seen, mut token) = (Vec::new(), String::new());
            loop {
                let page = cut(&given, size, &token).unwrap();
                let most = if size == 0 { 25 } else { size };
                prop_assert!(page.items.len() <= most);
                prop_assert_eq!(page.total, token.is_empty().then_some(given.len()));
                seen.extend(page.items);
                token = page.pagination["nextToken"].as_str().unwrap().to_owned();
                if token.is_empty() { break; }
            }
            prop_assert_eq!(seen, items.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn a_made_up_token_is_refused(token in "[ -~]{1,60}") {
            prop_assert!(cut(&[1, 2], 1, &token).is_err());
        }
    }

    #[test]
    fn a_token_of_another_question_is_refused() {
        let token = cut(&[1, 2], 1, "").unwrap().pagination["nextToken"].clone();
        let pagination: Pagination = serde_json::from_value(json!({ "token": token })).unwrap();
        assert!(pagination.cut(std::iter::empty::<(Place, u8)>(), &json!({})).is_err());
    }
}
