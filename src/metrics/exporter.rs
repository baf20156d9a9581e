//! What is exported at any time: the last sweep, the counters, and the state of the tool. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;

use super::counters::PoolCounters;
use super::exposition::{Histogram, MetricSet, families};
use super::pools::ExportedPool;
use super::prebuilds::{PrebuildHistory, PrebuildReading, seconds};
use super::requests::RequestCounts;
use super::starts::{self, ORIGINS, TimedStart};
use crate::api::warm_pool::WarmPool;
use crate::text::sanitizer::Sanitizer;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::reference::PoolKey;
use crate::watch::starts::ObservedStart;

/// After so many failed sweeps in a row, old figures about the service do more harm than none.
const MAX_FAILURES: u32 = 3;

/// The version of this program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Build {
    pub(crate) version: &'static str,
    pub(crate) commit: &'static str,
}

/// How a fleet file differs from the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FleetDrift {
    /// The file as it was typed, sanitized.
    pub(crate) file: String,
    pub(crate) differences: usize,
    pub(crate) pending: usize,
}

/// What a sweep of the service found.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    pub(crate) pools: Vec<ExportedPool>,
    /// Exported pools that no page had, but that exist: they moved between pages.
    pub(crate) moved: Vec<WarmPool>,
    /// `None` if prebuilds were not read.
    pub(crate) prebuilds: Option<HashMap<PoolKey, PrebuildReading>>,
    pub(crate) fleet: Option<FleetDrift>,
}

#[derive(Debug)]
struct Entry {
    exported: ExportedPool,
    counters: PoolCounters,
}

/// The figures, kept from sweep to sweep.
#[derive(Debug)]
pub(crate) struct Exporter {
    build: Build,
    sanitizer: Sanitizer,
    requests: Rc<RequestCounts>,
    /// Whether the event stream is open; `None` if events are not watched.
    is_stream_open: Option<bool>,
    /// By id, in lower case.
    pools: BTreeMap<String, Entry>,
    /// The starts of each origin, of projects and classes with a pool.
    starts: HashMap<PoolKey, [Histogram; ORIGINS.len()]>,
    pub(super) prebuilds: PrebuildHistory,
    fleet: Option<FleetDrift>,
    /// Failed sweeps since the last successful one.
    failures: u32,
    last_success: Option<Timestamp>,
    sweep_duration: Option<Duration>,
}

impl Exporter {
    /// Without figures. What only events show is exported if they are watched.
    pub(crate) fn new(
        build: Build,
        sanitizer: Sanitizer,
        requests: Rc<RequestCounts>,
        watches_events: bool,
    ) -> Self {
        Self {
            build,
            sanitizer,
            requests,
            is_stream_open: watches_events.then_some(false),
            pools: BTreeMap::new(),
            starts: HashMap::new(),
            prebuilds: PrebuildHistory::default(),
            fleet: None,
            failures: 0,
            last_success: None,
            sweep_duration: None,
        }
    }

    /// Takes over a sweep that ended at `now`. What it did not find loses its series.
    pub(crate) fn succeed(&mut self, sweep: Sweep, now: Timestamp, took: Duration) {
        let Sweep { pools, moved, prebuilds, fleet } = sweep;
        let mut known = std::mem::take(&mut self.pools);
        let moved = moved.into_iter().filter_map(|pool| {
            let mut exported = known.get(&pool.id.to_ascii_lowercase())?.exported.clone();
            exported.update(pool);
            Some(exported)
        });
        let moved: Vec<_> = moved.collect();
        for mut exported in pools.into_iter().chain(moved) {
            let id = exported.pool.id.to_ascii_lowercase();
            let (counters, known) = match known.remove(&id) {
                Some(Entry { exported, counters }) => (counters, Some(exported)),
                None => (PoolCounters::default(), None),
            };
            // An event may have caused a later read than that of the sweep.
            if let Some(known) = known {
                exported.keep_later(known.pool);
            }
            let mut entry = Entry { exported, counters };
            entry.counters.observe(&entry.exported.pool);
            self.pools.insert(id, entry);
        }
        let keys = self.keys();
        self.starts.retain(|key, _| keys.contains(key));
        for key in &keys {
            let none = || ORIGINS.map(|_| Histogram::new(starts::BOUNDS));
            self.starts.entry(*key).or_insert_with(none);
        }
        self.prebuilds.update(prebuilds.unwrap_or_default());
        self.prebuilds.retain(|key| keys.contains(&key));
        self.fleet = fleet;
        (self.failures, self.last_success, self.sweep_duration) = (0, Some(now), Some(took));
    }

    /// A sweep failed. The last figures stay, for a while.
    pub(crate) fn fail(&mut self, took: Duration) {
        self.failures = self.failures.saturating_add(1);
        self.sweep_duration = Some(took);
    }

    /// Takes over a pool that was read after an event; `None` if it does not exist any more. What no
    /// sweep has found has no labels, and waits for the next one.
    pub(crate) fn update_pool(&mut self, id: &str, pool: Option<WarmPool>) {
        let pool = pool.filter(|pool| lifecycle::lifecycle(pool) != Lifecycle::Deleted);
        match (self.pools.get_mut(id), pool) {
            (Some(entry), Some(pool)) => {
                entry.counters.observe(&pool);
                entry.exported.update(pool);
            }
            (Some(_), None) => drop(self.pools.remove(id)),
            (None, _) => {}
        }
    }

    /// Counts a start whose time is known, if its project and class have a pool.
    pub(crate) fn record_start(&mut self, start: &ObservedStart) {
        let Some(TimedStart { key, origin, seconds }) = TimedStart::new(start) else { return };
        let index = ORIGINS.iter().position(|other| *other == origin);
        if let Some((histograms, index)) = self.starts.get_mut(&key).zip(index) {
            histograms[index].observe(seconds);
        }
    }

    pub(crate) fn set_stream_open(&mut self, is_open: bool) {
        self.is_stream_open = Some(is_open);
    }

    /// The ids of pools that a sweep did not find, and neither another pool in their place.
    pub(crate) fn missing(&self, sweep: &Sweep) -> Vec<String> {
        let keys: HashSet<_> = sweep.pools.iter().map(|exported| exported.key).collect();
        let missing = self.pools.iter().filter(|(_, entry)| !keys.contains(&entry.exported.key));
        missing.map(|(id, _)| id.clone()).collect()
    }

    /// The ids of the pools, in lower case.
    pub(crate) fn pool_ids(&self) -> impl Iterator<Item = &String> {
        self.pools.keys()
    }

    /// The projects and classes with a pool.
    pub(crate) fn keys(&self) -> HashSet<PoolKey> {
        self.pools.values().map(|entry| entry.exported.key).collect()
    }

    /// Everything that is exported now.
    pub(crate) fn metrics(&self) -> MetricSet {
        let mut metrics = MetricSet::default();
        if self.failures < MAX_FAILURES {
            self.export_service(&mut metrics);
        }
        let Build { version, commit } = self.build;
        metrics.add(&families::BUILD_INFO, &[version, commit], 1.0);
        let is_up = self.failures == 0 && self.last_success.is_some();
        metrics.add(&families::UP, &[], f64::from(u8::from(is_up)));
        metrics.add_known(&families::LAST_SUCCESS, &[], self.last_success.map(seconds));
        let duration = self.sweep_duration.map(|duration| duration.as_secs_f64());
        metrics.add_known(&families::SWEEP_DURATION, &[], duration);
        self.requests.export(&mut metrics);
        let is_open = self.is_stream_open.map(|is_open| f64::from(u8::from(is_open)));
        metrics.add_known(&families::EVENT_STREAM_UP, &[], is_open);
        metrics
    }

    fn export_service(&self, metrics: &mut MetricSet) {
        for Entry { exported, counters } in self.pools.values() {
            exported.export(&self.sanitizer, metrics);
            self.prebuilds.export(exported.key, &exported.labels, metrics);
            if self.is_stream_open.is_some() {
                self.export_events(exported, counters, metrics);
            }
        }
        if let Some(FleetDrift { file, differences, pending }) = &self.fleet {
            metrics.add(&families::FLEET_DIFFERENCES, &[file], *differences as f64);
            metrics.add(&families::FLEET_PENDING, &[file], *pending as f64);
        }
    }

    /// What events show about a pool, also that they have shown nothing yet.
    fn export_events(
        &self,
        exported: &ExportedPool,
        counters: &PoolCounters,
        metrics: &mut MetricSet,
    ) {
        let (project, class) = (&exported.labels.project, &exported.labels.class);
        metrics.add(&families::POOL_CLAIMS, &[project, class], counters.claims as f64);
        let missed = counters.missed_reports as f64;
        metrics.add(&families::POOL_REPORTS_MISSED, &[project, class], missed);
        let Some(histograms) = self.starts.get(&exported.key) else { return };
        for (origin, histogram) in ORIGINS.into_iter().zip(histograms) {
            let labels = [project, class, starts::label(origin)];
            metrics.add_histogram(&families::ENVIRONMENT_START, &labels, histogram.clone());
        }
    }
}

#[cfg(test)]
mod tests;
