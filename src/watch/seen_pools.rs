//! What was last read of each pool, in a few bytes: enough to tell what changed.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{self, Write};

use crate::api::warm_pool::WarmPool;

/// The pools there are, by their ids in lower case.
#[derive(Default)]
pub(super) struct SeenPools {
    pools: HashMap<String, Entry>,
    round: u32,
}

struct Entry {
    print: u64,
    /// The look at all that last found it.
    round: u32,
}

impl SeenPools {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.pools.is_empty()
    }

    /// Whether there is a pool of this id.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.pools.contains_key(id)
    }

    /// A look at all begins.
    pub(super) fn begin(&mut self) {
        self.round = self.round.wrapping_add(1);
    }

    /// Notes how a pool is; tells whether that is new.
    pub(super) fn see(&mut self, id: &str, pool: &mut WarmPool) -> bool {
        let now = Entry { print: print(pool), round: self.round };
        match self.pools.get_mut(id) {
            Some(known) => {
                let is_new = known.print != now.print;
                *known = now;
                is_new
            }
            None => self.pools.insert(id.to_owned(), now).is_none(),
        }
    }

    /// Notes that a pool is gone; tells whether that is new.
    pub(super) fn forget(&mut self, id: &str) -> bool {
        self.pools.remove(id).is_some()
    }

    /// Those that the look at all has not found.
    pub(super) fn missing(&self) -> Vec<String> {
        let missing = self.pools.iter().filter(|(_, known)| known.round != self.round);
        missing.map(|(id, _)| id.clone()).collect()
    }
}

/// A number that two states of a pool share only if they are the same, but for the count of the
/// reports: a report that says nothing new is no change.
fn print(pool: &mut WarmPool) -> u64 {
    let count = pool.status.as_mut().map(|status| std::mem::take(&mut status.status_version));
    let mut hash = Hash(DefaultHasher::new());
    // A message always has a JSON form, and a hash takes every write.
    drop(serde_json::to_writer(&mut hash, pool));
    if let (Some(status), Some(count)) = (&mut pool.status, count) {
        status.status_version = count;
    }
    hash.0.finish()
}

struct Hash(DefaultHasher);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::read_message;

    fn pool(running: i32, reports: u64) -> WarmPool {
        let message = json!({
            "id": "A",
            "status": {"runningInstances": running, "statusVersion": reports.to_string()},
            "later": {"field": [1]},
        });
        read_message::<WarmPool>(message.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn what_is_new_is_told_once() {
        let mut known = SeenPools::default();
        assert!(known.is_empty());
        for (running, reports, is_new) in
            [(0, 1, true), (0, 1, false), (0, 2, false), (1, 2, true), (1, 3, false), (0, 4, true)]
        {
            let mut pool = pool(running, reports);
            assert_eq!(known.see("a", &mut pool), is_new, "{running} {reports}");
            assert_eq!(pool.status.unwrap().status_version, reports);
        }
        assert!(known.holds("a") && known.forget("a") && !known.forget("a"));
        assert!(known.see("a", &mut pool(0, 4)), "it is there again");
    }

    #[test]
    fn a_field_of_a_later_version_is_a_change_too() {
        let mut known = SeenPools::default();
        known.see("a", &mut pool(0, 1));
        let mut later = pool(0, 1);
        later.unknown = WarmPool::default().unknown;
        assert!(known.see("a", &mut later));
    }

    #[test]
    fn what_a_look_at_all_does_not_find_is_missing() {
        let mut known = SeenPools::default();
        known.begin();
        for id in ["a", "b"] {
            known.see(id, &mut pool(0, 1));
        }
        assert!(known.missing().is_empty());
        known.begin();
        known.see("b", &mut pool(0, 1));
        assert_eq!(known.missing(), ["a"]);
        known.see("a", &mut pool(0, 1));
        assert!(known.missing().is_empty());
    }
}
