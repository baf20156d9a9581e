//! A service of simulated time.

use std::cell::Cell;
use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;
use uuid::Uuid;

use super::TOOK;
use crate::api::prebuild::Prebuild;
use crate::api::read_message;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::lookup::Directory;
use crate::metrics::collector::{Found, Source, SweepFailure};
use crate::metrics::exporter::Sweep;
use crate::metrics::pools::export_pools;
use crate::text::sanitizer::Sanitizer;

/// Pools of the service at any time.
const POOLS: u128 = 10;

/// A service whose pools are replaced one by one: a new one every minute.
pub(super) struct Fake {
    start: Instant,
    /// Whether sweeps fail.
    pub(super) is_down: Cell<bool>,
    /// Whether a failed sweep ends everything.
    pub(super) is_fatal: Cell<bool>,
    running_sweeps: Cell<usize>,
    pub(super) sweeps: Cell<usize>,
    pub(super) lists: Cell<usize>,
    pub(super) single_reads: Cell<usize>,
    pub(super) failures: Cell<usize>,
    /// A pool that sweeps do not find, although it exists.
    pub(super) hidden: Cell<Option<u128>>,
}

impl Fake {
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
            is_down: Cell::new(false),
            is_fatal: Cell::new(false),
            running_sweeps: Cell::new(0),
            sweeps: Cell::new(0),
            lists: Cell::new(0),
            single_reads: Cell::new(0),
            failures: Cell::new(0),
            hidden: Cell::new(None),
        }
    }

    /// The number of the oldest pool.
    pub(super) fn oldest(&self) -> u128 {
        u128::from(self.start.elapsed().as_secs() / 60)
    }

    fn is_alive(&self, number: u128) -> bool {
        (self.oldest()..self.oldest() + POOLS).contains(&number)
    }
}

fn count(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

pub(super) fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

fn pool(number: u128, version: u64) -> WarmPool {
    let message = json!({
        "id": id(number),
        "metadata": {"projectId": id(number), "environmentClassId": id(7)},
        "status": {"statusVersion": version.to_string(), "phase": "WARM_POOL_PHASE_READY"},
    });
    read_message(message.to_string().as_bytes()).unwrap()
}

impl Source for Fake {
    type Error = String;

    async fn sweep(&self, with_prebuilds: bool) -> Result<Sweep, SweepFailure<String>> {
        count(&self.sweeps);
        count(&self.running_sweeps);
        assert_eq!(self.running_sweeps.get(), 1, "sweeps overlap");
        tokio::time::sleep(TOOK).await;
        self.running_sweeps.set(0);
        if self.is_down.get() {
            let requested_delay = Duration::ZERO;
            return Err(SweepFailure { error: "down".to_owned(), requested_delay });
        }
        if with_prebuilds {
            count(&self.lists);
        }
        let numbers = self.oldest()..self.oldest() + POOLS;
        let numbers = numbers.filter(|number| self.hidden.get() != Some(*number));
        let pools = numbers.map(|number| pool(number, 1)).collect();
        let pools = export_pools(pools, &Directory::default(), &[], &Sanitizer::default());
        Ok(Sweep { pools, ..Sweep::default() })
    }

    async fn pool(&self, id: &str) -> Found<WarmPool> {
        count(&self.single_reads);
        let number = Uuid::parse_str(id).unwrap().as_u128();
        let mut pool = pool(number, 2);
        match pool.status.as_mut().filter(|_| !self.is_alive(number)) {
            None => Found::Some(pool),
            // Of some there is a record for a while.
            Some(status) if number.is_multiple_of(2) => {
                status.phase = WarmPoolPhase::Deleted;
                Found::Some(pool)
            }
            Some(_) => Found::None,
        }
    }

    async fn prebuild(&self, _: &str) -> Found<Prebuild> {
        count(&self.single_reads);
        Found::None
    }

    fn succeeded(&self) -> Result<(), String> {
        Ok(())
    }

    fn failed(&self, error: String) -> Result<(), String> {
        count(&self.failures);
        if self.is_fatal.get() { Err(error) } else { Ok(()) }
    }
}
