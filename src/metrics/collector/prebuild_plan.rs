//! When to read which prebuilds: the list once, then those that events name, and the list again from
//! time to time. Pure.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use tokio::time::Instant;

use crate::metrics::events::ChangedPrebuilds;
use crate::warm_pool::reference::PoolKey;

/// How old the list may be while events name what changed.
const MAX_AGE: Duration = Duration::from_hours(1);
/// How old it may be otherwise. A list is not read again sooner, unless there is a new pool.
const MAX_AGE_WITHOUT_EVENTS: Duration = Duration::from_mins(5);

/// What a sweep reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PrebuildReads {
    List,
    /// The prebuilds with these ids, in lower case; perhaps none.
    Single(BTreeSet<String>),
}

#[derive(Debug, Default)]
pub(super) struct PrebuildPlan {
    last_list: Option<Instant>,
    /// The projects and classes that the last list was read for.
    keys: HashSet<PoolKey>,
    /// Whether there are others by now.
    has_new_keys: bool,
    /// Whether something changed that only a list shows.
    needs_list: bool,
}

impl PrebuildPlan {
    /// What the next sweep reads; a list that is returned counts as read.
    pub(super) fn next(
        &mut self,
        changed: ChangedPrebuilds,
        has_events: bool,
        now: Instant,
    ) -> PrebuildReads {
        self.needs_list |= changed.needs_list;
        let may_be_old = has_events && !self.needs_list;
        let max_age = if may_be_old { MAX_AGE } else { MAX_AGE_WITHOUT_EVENTS };
        let is_old = |last: Instant| now.duration_since(last) >= max_age;
        if self.has_new_keys || self.last_list.is_none_or(is_old) {
            self.last_list = Some(now);
            self.needs_list = false;
            return PrebuildReads::List;
        }
        PrebuildReads::Single(changed.ids)
    }

    /// A sweep succeeded, and these projects and classes have a pool.
    pub(super) fn finish(&mut self, reads_list: bool, keys: HashSet<PoolKey>) {
        if reads_list {
            self.keys = keys;
            self.has_new_keys = false;
        } else {
            self.has_new_keys = !keys.is_subset(&self.keys);
        }
    }

    /// The sweep failed, so that nothing is known to be read.
    pub(super) fn fail(&mut self, reads: PrebuildReads) {
        match reads {
            PrebuildReads::List => self.last_list = None,
            PrebuildReads::Single(ids) => self.needs_list |= !ids.is_empty(),
        }
    }

    pub(super) fn request_list(&mut self) {
        self.needs_list = true;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn changed(ids: &[&str], needs_list: bool) -> ChangedPrebuilds {
        ChangedPrebuilds { ids: ids.iter().map(ToString::to_string).collect(), needs_list }
    }

    fn single(ids: &[&str]) -> PrebuildReads {
        PrebuildReads::Single(ids.iter().map(ToString::to_string).collect())
    }

    fn keys(count: u128) -> HashSet<PoolKey> {
        let key = |id| PoolKey { project: Uuid::from_u128(id), class: Uuid::nil() };
        (0..count).map(key).collect()
    }

    #[test]
    fn the_list_is_read_once_then_events_count_and_it_is_read_every_hour() {
        let (mut plan, start) = (PrebuildPlan::default(), Instant::now());
        let at = |minutes| start + Duration::from_mins(minutes);
        let none = || changed(&[], false);
        assert_eq!(plan.next(none(), true, start), PrebuildReads::List);
        plan.finish(true, keys(2));
        assert_eq!(plan.next(changed(&["a"], false), true, at(1)), single(&["a"]));
        plan.finish(false, keys(2));
        assert_eq!(plan.next(none(), true, at(59)), single(&[]));
        assert_eq!(plan.next(none(), true, at(60)), PrebuildReads::List);
        plan.finish(true, keys(2));
        assert_eq!(plan.next(none(), false, at(64)), single(&[]));
        assert_eq!(plan.next(none(), false, at(65)), PrebuildReads::List, "there are no events");
    }

    #[test]
    fn what_single_reads_cannot_show_is_in_the_list_a_while_later() {
        let (mut plan, start) = (PrebuildPlan::default(), Instant::now());
        let at = |minutes| start + Duration::from_mins(minutes);
        let none = || changed(&[], false);
        plan.next(none(), true, start);
        plan.finish(true, keys(2));
        assert_eq!(plan.next(changed(&["a"], true), true, at(1)), single(&["a"]));
        assert_eq!(plan.next(none(), true, at(4)), single(&[]));
        assert_eq!(plan.next(none(), true, at(5)), PrebuildReads::List);
        plan.request_list();
        assert_eq!(plan.next(none(), true, at(10)), PrebuildReads::List);
        plan.finish(true, keys(2));
        plan.finish(false, keys(3));
        assert_eq!(plan.next(none(), true, at(11)), PrebuildReads::List, "there is a new pool");
        plan.finish(true, keys(3));
        plan.finish(false, keys(1));
        assert_eq!(plan.next(none(), true, at(12)), single(&[]));
    }

    #[test]
    fn what_a_failed_sweep_was_to_read_is_read_later() {
        let (mut plan, start) = (PrebuildPlan::default(), Instant::now());
        let none = || changed(&[], false);
        let reads = plan.next(none(), true, start);
        plan.fail(reads);
        assert_eq!(plan.next(none(), true, start), PrebuildReads::List);
        plan.finish(true, keys(1));
        let reads = plan.next(changed(&["a"], false), true, start);
        plan.fail(reads);
        let later = start + Duration::from_mins(5);
        assert_eq!(plan.next(none(), true, later), PrebuildReads::List);
    }
}
