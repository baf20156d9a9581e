//! Keeps the figures up to date: sweeps at intervals, one at a time, and reads in between what events
//! name.

mod prebuild_plan;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::convert::Infallible;
use std::time::Duration;

use futures_util::stream::{self, StreamExt as _};
use jiff::Timestamp;
use tokio::sync::watch;
use tokio::time::Instant;

use self::prebuild_plan::{PrebuildPlan, PrebuildReads};
use super::events::Events;
use super::exporter::{Exporter, Sweep};
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::prebuild::Prebuild;
use crate::api::warm_pool::WarmPool;
use crate::warm_pool::lifecycle::{Lifecycle, lifecycle};

/// More exported pools than this that a sweep did not find were not missed by chance.
const MAX_MOVED: usize = 20;

/// What a single read found.
#[derive(Debug)]
pub(crate) enum Found<T> {
    Some(T),
    /// The service has no such thing, or the token may not see it any more.
    None,
    /// The call failed; the next sweep shows whether that passes.
    Unknown,
}

/// A sweep that failed.
#[derive(Debug)]
pub(crate) struct SweepFailure<E> {
    pub(crate) error: E,
    /// How long the service asks to wait.
    pub(crate) requested_delay: Duration,
}

impl<E> From<E> for SweepFailure<E> {
    fn from(error: E) -> Self {
        Self { error, requested_delay: Duration::ZERO }
    }
}

/// Where the figures come from.
pub(crate) trait Source {
    type Error;

    /// Reads everything that is exported; the newest prebuilds only if they are needed.
    async fn sweep(&self, with_prebuilds: bool) -> Result<Sweep, SweepFailure<Self::Error>>;

    async fn pool(&self, id: &str) -> Found<WarmPool>;

    async fn prebuild(&self, id: &str) -> Found<Prebuild>;

    /// A sweep succeeded, and the exporter has its figures.
    ///
    /// # Errors
    /// If that ends everything.
    fn succeeded(&self) -> Result<(), Self::Error>;

    /// A sweep failed.
    ///
    /// # Errors
    /// That of the sweep, if it ends everything.
    fn failed(&self, error: Self::Error) -> Result<(), Self::Error>;
}

/// Reads from a source into an exporter.
pub(crate) struct Collector<'a, S> {
    source: &'a S,
    exporter: &'a RefCell<Exporter>,
    events: &'a Events,
    /// Becomes true with the end of the first sweep.
    has_swept: &'a watch::Sender<bool>,
    plan: RefCell<PrebuildPlan>,
}

impl<'a, S: Source> Collector<'a, S> {
    pub(crate) fn new(
        source: &'a S,
        exporter: &'a RefCell<Exporter>,
        events: &'a Events,
        has_swept: &'a watch::Sender<bool>,
    ) -> Self {
        Self { source, exporter, events, has_swept, plan: RefCell::default() }
    }

    /// Sweeps at once and then at intervals, for as long as it is polled.
    ///
    /// # Errors
    /// The first failure that ends everything.
    pub(crate) async fn run(&self) -> Result<Infallible, S::Error> {
        loop {
            match self.events.pools.poller.next().await {
                None => self.sweep().await?,
                Some(ids) => self.read_pools(ids).await,
            }
        }
    }

    async fn sweep(&self) -> Result<(), S::Error> {
        let start = Instant::now();
        let changed = self.events.prebuilds.take();
        let reads = self.plan.borrow_mut().next(changed, self.events.prebuilds.is_open(), start);
        let result = self.source.sweep(reads == PrebuildReads::List).await;
        let result = match result {
            Ok(sweep) => {
                let moved = self.find_moved(&sweep).await;
                let took = start.elapsed();
                let sweep = Sweep { moved, ..sweep };
                self.exporter.borrow_mut().succeed(sweep, Timestamp::now(), took);
                self.finish_sweep(&reads);
                self.read_prebuilds(reads).await;
                self.events.pools.poller.schedule().succeed();
                self.events.pools.poller.schedule().finish_all(start, took, NO_JITTER);
                self.source.succeeded()
            }
            Err(SweepFailure { error, requested_delay }) => {
                self.plan.borrow_mut().fail(reads);
                self.exporter.borrow_mut().fail(start.elapsed());
                let now = Instant::now();
                self.events.pools.poller.schedule().fail(now, requested_delay, NO_JITTER);
                self.source.failed(error)
            }
        };
        self.has_swept.send_replace(true);
        result
    }

    /// The exported pools that a sweep did not find but that exist: creations and deletions can move
    /// a pool between pages.
    async fn find_moved(&self, sweep: &Sweep) -> Vec<WarmPool> {
        let missing = self.exporter.borrow().missing(sweep);
        if missing.len() > MAX_MOVED {
            return Vec::new();
        }
        let reads = stream::iter(missing).map(async |id: String| self.source.pool(&id).await);
        let reads: Vec<_> = reads.buffered(MAX_CONCURRENT_READS).collect().await;
        let moved = reads.into_iter().filter_map(|found| match found {
            // The record of a deleted pool can be read for a while.
            Found::Some(pool) if lifecycle(&pool) != Lifecycle::Deleted => Some(pool),
            Found::Some(_) | Found::None | Found::Unknown => None,
        });
        moved.collect()
    }

    /// Notes what the exporter knows now.
    fn finish_sweep(&self, reads: &PrebuildReads) {
        let exporter = self.exporter.borrow();
        self.events.set_known(exporter.pool_ids().cloned().collect(), exporter.keys());
        self.plan.borrow_mut().finish(*reads == PrebuildReads::List, exporter.keys());
    }

    /// Reads single prebuilds that events named.
    async fn read_prebuilds(&self, reads: PrebuildReads) {
        let PrebuildReads::Single(ids) = reads else { return };
        let reads = stream::iter(ids).map(async |id: String| {
            let found = self.source.prebuild(&id).await;
            (id, found)
        });
        let reads: Vec<_> = reads.buffered(MAX_CONCURRENT_READS).collect().await;
        let mut exporter = self.exporter.borrow_mut();
        let keys = exporter.keys();
        for (id, found) in reads {
            match found {
                Found::Some(prebuild) => {
                    exporter.prebuilds.note(&prebuild, |key| keys.contains(&key));
                }
                // Which one is the newest now is in the list.
                Found::None if exporter.prebuilds.shows(&id) => {
                    self.plan.borrow_mut().request_list();
                }
                Found::None | Found::Unknown => {}
            }
        }
    }

    async fn read_pools(&self, ids: Vec<String>) {
        let reads = stream::iter(ids).map(async |id: String| {
            let found = self.source.pool(&id).await;
            (id, found)
        });
        let reads: Vec<_> = reads.buffered(MAX_CONCURRENT_READS).collect().await;
        let mut exporter = self.exporter.borrow_mut();
        for (id, found) in reads {
            match found {
                Found::Some(pool) => exporter.update_pool(&id, Some(pool)),
                Found::None => exporter.update_pool(&id, None),
                Found::Unknown => {}
            }
        }
    }
}

/// One process on its own has no others to spread from.
const NO_JITTER: f64 = 0.5;
