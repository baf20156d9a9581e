//! Limits of lists, so that a server can neither fill the memory nor keep a run busy for ever.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use super::error::CallError;
use super::proto::MAX_LIST_LENGTH;

/// The limit of `pagination.pageSize`; every list is requested in such pages.
pub(super) const PAGE_SIZE: u32 = 100;
/// A list with more pages is taken for endless.
const MAX_PAGES: usize = 1_000;
/// A list with more items is taken for endless; they fill [`MAX_PAGES`] pages.
const MAX_ITEMS: usize = MAX_PAGES * PAGE_SIZE as usize;

// A service may send more items than requested, but not many times more.
const _: () = assert!(MAX_LIST_LENGTH == 10 * PAGE_SIZE as usize);

/// The pages of a list so far.
#[derive(Default)]
pub(crate) struct ListProgress {
    pages: usize,
    items: usize,
    /// Hashes, since a token may be long.
    seen_tokens: HashSet<u64>,
    hasher: RandomState,
}

impl ListProgress {
    /// Notes a page with this many items; `next_token` is empty on the last page.
    ///
    /// # Errors
    /// The list has no end.
    pub(crate) fn record(&mut self, items: usize, next_token: &str) -> Result<(), CallError> {
        self.pages += 1;
        self.items += items;
        let endless = |reason| Err(CallError::PaginationLoop(reason));
        if self.items > MAX_ITEMS {
            return endless("returned more than 100000 items");
        }
        if next_token.is_empty() {
            return Ok(());
        }
        if !self.seen_tokens.insert(self.hasher.hash_one(next_token)) {
            return endless("returned the same page token twice");
        }
        if self.pages >= MAX_PAGES {
            return endless("returned more than 1000 pages");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads pages with this many items each, and a token each but the last.
    fn read(pages: usize, items: usize) -> Result<(), CallError> {
        let mut progress = ListProgress::default();
        (1..pages).try_for_each(|page| progress.record(items, &page.to_string()))?;
        progress.record(items, "")
    }

    #[test]
    fn a_list_may_have_a_thousand_pages_of_a_hundred_items() {
        assert!(read(1_000, 100).is_ok());
        assert!(read(1_001, 0).is_err());
        assert!(read(1_000, 101).is_err());
        assert!(read(100, 1_000).is_ok());
        assert!(read(101, 1_000).is_err());
    }

    #[test]
    fn a_token_may_not_come_twice() {
        let mut progress = ListProgress::default();
        assert!(progress.record(1, "a").is_ok() && progress.record(1, "b").is_ok());
        assert!(progress.record(1, "a").is_err());
    }
}
