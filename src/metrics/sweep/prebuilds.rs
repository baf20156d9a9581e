//! Reads prebuilds page by page until the newest of each project and class is known. They can be
//! neither filtered by time or class nor sorted, and services list the newest first.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use uuid::Uuid;

use crate::api::pager::{MAX_FILTER_IDS, Pager, chunk_ids};
use crate::api::prebuild::{Prebuild, PrebuildFilter, PrebuildPhase};
use crate::api::{Client, Error, Time};
use crate::metrics::prebuilds::{NewestPrebuilds, PrebuildReading};
use crate::warm_pool::reference::PoolKey;

/// The pages of one sweep.
pub(crate) const MAX_PAGES: usize = 20;

/// More projects than this are not filtered by: a list for each 25 of them would take more pages than
/// there are.
const MAX_FILTERED_PROJECTS: usize = MAX_PAGES / 2 * MAX_FILTER_IDS;

/// What was read of the prebuilds.
#[derive(Debug, Default)]
pub(crate) struct PrebuildPages {
    pub(crate) readings: HashMap<PoolKey, PrebuildReading>,
    /// Whether the newest prebuilds of every key are known.
    pub(crate) is_complete: bool,
}

/// Reads the newest prebuilds of these keys.
///
/// # Errors
/// When a call fails.
pub(crate) async fn read(client: &Client, keys: &[PoolKey]) -> Result<PrebuildPages, Error> {
    let mut lists = lists(client, keys);
    let mut pages = 0;
    // A page of each list in turn, so that none is left out where there are too many pages.
    while lists.iter().any(|list| !list.state.is_done()) && pages < MAX_PAGES {
        for list in lists.iter_mut().filter(|list| !list.state.is_done()) {
            if pages < MAX_PAGES {
                list.read_page().await?;
                pages += 1;
            }
        }
    }
    let is_complete = lists.iter().all(|list| list.state.is_done());
    let readings = lists.into_iter().flat_map(|list| list.state.into_readings()).collect();
    Ok(PrebuildPages { readings, is_complete })
}

/// The lists that together have all prebuilds of these keys.
fn lists<'a>(client: &'a Client, keys: &[PoolKey]) -> Vec<PrebuildList<'a>> {
    let mut projects: Vec<Uuid> = keys.iter().map(|key| key.project).collect();
    projects.sort_unstable();
    projects.dedup();
    if projects.len() > MAX_FILTERED_PROJECTS {
        return vec![PrebuildList::new(client, Vec::new(), keys.to_vec())];
    }
    let chunks = if keys.is_empty() { Vec::new() } else { chunk_ids(&projects) };
    let of_chunk = |ids: Vec<String>| {
        let is_in = |key: &&PoolKey| ids.contains(&key.project.to_string());
        let keys = keys.iter().filter(is_in).copied().collect();
        PrebuildList::new(client, ids, keys)
    };
    chunks.into_iter().map(of_chunk).collect()
}

struct PrebuildList<'a> {
    pager: Pager<'a, Prebuild>,
    keys: Vec<PoolKey>,
    state: ListState,
}

impl<'a> PrebuildList<'a> {
    fn new(client: &'a Client, project_ids: Vec<String>, keys: Vec<PoolKey>) -> Self {
        let phases = vec![PrebuildPhase::Completed, PrebuildPhase::Failed];
        let pager = client.prebuilds(vec![PrebuildFilter { project_ids, phases }]);
        let state = ListState::new(&keys);
        Self { pager, keys, state }
    }

    async fn read_page(&mut self) -> Result<(), Error> {
        match self.pager.next().await {
            Ok(page) => {
                self.state.note_page(&page.unwrap_or_default(), self.pager.is_at_end());
                Ok(())
            }
            Err(error) if self.pager.restart_after(&error) => {
                self.state = ListState::new(&self.keys);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

/// What the pages of a list have shown so far. Pure.
#[derive(Debug)]
struct ListState {
    newest: HashMap<PoolKey, NewestPrebuilds>,
    /// The keys without a completed prebuild so far.
    open: HashSet<PoolKey>,
    last_created: Option<Timestamp>,
    /// Whether no prebuild was newer than one before it.
    is_newest_first: bool,
    is_at_end: bool,
}

impl ListState {
    fn new(keys: &[PoolKey]) -> Self {
        Self {
            newest: keys.iter().map(|key| (*key, NewestPrebuilds::default())).collect(),
            open: keys.iter().copied().collect(),
            last_created: None,
            is_newest_first: true,
            is_at_end: false,
        }
    }

    fn note_page(&mut self, page: &[Prebuild], is_at_end: bool) {
        for prebuild in page {
            let Some(metadata) = &prebuild.metadata else { continue };
            let created = metadata.created_at.as_ref().and_then(Time::at);
            let is_older =
                self.last_created.is_none_or(|last| created.is_some_and(|at| at <= last));
            self.is_newest_first &= is_older;
            self.last_created = created.or(self.last_created);
            let key = PoolKey::parse(&metadata.project_id, &metadata.environment_class_id);
            let Some((key, newest)) = key.and_then(|key| Some((key, self.newest.get_mut(&key)?)))
            else {
                continue;
            };
            newest.note(prebuild);
            if newest.has_completed() {
                self.open.remove(&key);
            }
        }
        self.is_at_end = is_at_end;
    }

    /// Whether further pages would show nothing newer.
    fn is_done(&self) -> bool {
        self.is_at_end || self.is_newest_first && self.open.is_empty()
    }

    /// What is known for certain: of a list that was cut, only what comes first in its order.
    fn into_readings(self) -> HashMap<PoolKey, PrebuildReading> {
        let Self { newest, open, is_newest_first, is_at_end, .. } = self;
        let is_known = |key: &PoolKey| is_at_end || is_newest_first && !open.contains(key);
        let known = newest.into_iter().filter(|(key, _)| is_known(key));
        known.map(|(key, newest)| (key, PrebuildReading { newest, is_whole: is_at_end })).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::read_message;

    fn key(class: u128) -> PoolKey {
        PoolKey { project: Uuid::from_u128(1), class: Uuid::from_u128(class) }
    }

    /// A prebuild for a class that was created in this minute.
    fn prebuild(class: u128, phase: &str, minute: u32) -> Prebuild {
        let time = format!("2026-05-01T08:{minute:02}:00Z");
        let message = json!({
            "id": format!("{class}-{minute}"),
            "metadata": {
                "projectId": key(class).project,
                "environmentClassId": key(class).class,
                "createdAt": time,
            },
            "status": {"phase": format!("PREBUILD_PHASE_{phase}"), "completionTime": time},
        });
        read_message(message.to_string().as_bytes()).unwrap()
    }

    /// Whether the list is done, and the keys that are known.
    fn read(pages: &[&[Prebuild]], is_at_end: bool) -> (bool, Vec<PoolKey>) {
        let mut state = ListState::new(&[key(1), key(2)]);
        for (index, page) in pages.iter().enumerate() {
            state.note_page(page, is_at_end && index + 1 == pages.len());
        }
        let is_done = state.is_done();
        let mut known: Vec<_> = state.into_readings().into_keys().collect();
        known.sort();
        (is_done, known)
    }

    #[test]
    fn a_list_is_read_until_each_key_has_a_completed_prebuild() {
        let one = prebuild(1, "COMPLETED", 30);
        let (failed, two) = (prebuild(2, "FAILED", 20), prebuild(2, "COMPLETED", 10));
        assert_eq!(read(&[&[one.clone(), failed.clone()]], false), (false, vec![key(1)]));
        assert_eq!(
            read(&[std::slice::from_ref(&one), &[failed.clone(), two]], false),
            (true, vec![key(1), key(2)])
        );
        assert_eq!(read(&[&[one, failed]], true), (true, vec![key(1), key(2)]));
        assert_eq!(read(&[&[]], true), (true, vec![key(1), key(2)]));
        let other = prebuild(3, "COMPLETED", 30);
        assert_eq!(read(&[&[other]], false), (false, vec![]));
    }

    #[test]
    fn a_list_in_another_order_is_read_to_its_end() {
        let pages = [prebuild(1, "COMPLETED", 10), prebuild(2, "COMPLETED", 30)];
        assert_eq!(read(&[&pages], false), (false, vec![]));
        assert_eq!(read(&[&pages], true), (true, vec![key(1), key(2)]));
    }
}
