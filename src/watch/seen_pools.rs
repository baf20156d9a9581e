//! Fingerprints of the pools as last read: enough to notice changes.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};

use crate::api::warm_pool::WarmPool;

/// The pools that exist, by their ids in lower case.
#[derive(Default)]
pub(super) struct SeenPools {
    pools: HashMap<String, Entry>,
    poll: u32,
}

struct Entry {
    fingerprint: u64,
    /// The poll of everything that last found the pool.
    poll: u32,
}

impl SeenPools {
    pub(super) fn is_empty(&self) -> bool {
        self.pools.is_empty()
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.pools.contains_key(id)
    }

    /// A poll of everything starts.
    pub(super) fn start_poll(&mut self) {
        self.poll = self.poll.wrapping_add(1);
    }

    /// Notes a pool that was read; returns whether it is new or changed.
    pub(super) fn insert(&mut self, id: &str, pool: &mut WarmPool) -> bool {
        let entry = Entry { fingerprint: fingerprint(pool), poll: self.poll };
        let fingerprint = entry.fingerprint;
        let before = self.pools.insert(id.to_owned(), entry);
        before.is_none_or(|before| before.fingerprint != fingerprint)
    }

    /// Removes a pool that was deleted; returns whether it existed.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        self.pools.remove(id).is_some()
    }

    /// The pools that the current poll of everything has not found.
    pub(super) fn missing(&self) -> Vec<String> {
        let missing = self.pools.iter().filter(|(_, entry)| entry.poll != self.poll);
        missing.map(|(id, _)| id.clone()).collect()
    }
}

/// A hash of everything but `status_version`, which grows with each report of the runner, even if
/// nothing has changed.
fn fingerprint(pool: &mut WarmPool) -> u64 {
    let version = pool.status.as_mut().map(|status| std::mem::take(&mut status.status_version));
    let mut hasher = DefaultHasher::new();
    hasher.write(&serde_json::to_vec(pool).unwrap_or_default());
    if let (Some(status), Some(version)) = (&mut pool.status, version) {
        status.status_version = version;
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::read_message;

    fn pool(running: i32, version: u64) -> WarmPool {
        let message = json!({
            "id": "A",
            "status": {"runningInstances": running, "statusVersion": version.to_string()},
            "later": {"field": [1]},
        });
        read_message::<WarmPool>(message.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_change_is_noticed_once() {
        let mut pools = SeenPools::default();
        assert!(pools.is_empty());
        for (running, version, is_changed) in
            [(0, 1, true), (0, 1, false), (0, 2, false), (1, 2, true), (1, 3, false), (0, 4, true)]
        {
            let mut pool = pool(running, version);
            assert_eq!(pools.insert("a", &mut pool), is_changed, "{running} {version}");
            assert_eq!(pool.status.unwrap().status_version, version);
        }
        assert!(pools.contains("a") && pools.remove("a") && !pools.remove("a"));
        assert!(pools.insert("a", &mut pool(0, 4)), "it exists again");
    }

    #[test]
    fn an_unknown_field_is_a_change_too() {
        let mut pools = SeenPools::default();
        pools.insert("a", &mut pool(0, 1));
        let mut later = pool(0, 1);
        later.unknown = WarmPool::default().unknown;
        assert!(pools.insert("a", &mut later));
    }

    #[test]
    fn pools_that_a_poll_of_everything_does_not_find_are_missing() {
        let mut pools = SeenPools::default();
        pools.start_poll();
        for id in ["a", "b"] {
            pools.insert(id, &mut pool(0, 1));
        }
        assert!(pools.missing().is_empty());
        pools.start_poll();
        pools.insert("b", &mut pool(0, 1));
        assert_eq!(pools.missing(), ["a"]);
        pools.insert("a", &mut pool(0, 1));
        assert!(pools.missing().is_empty());
    }
}
