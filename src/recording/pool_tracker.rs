//! Which lines a recorder writes about pools: times and reads in, lines out. Does no I/O.

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::line::{PoolKind, PoolLine};
use crate::api::OpenEnum as _;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::warm_pool::lifecycle;
use crate::warm_pool::reference::PoolKey;

/// A pool that did not change has a line when its last one is this old. Polls are up to a minute
/// apart, and those of half a minute may come a little early.
const UNCHANGED_INTERVAL: SignedDuration = SignedDuration::from_secs(50);
/// A pool that was last read this long before says nothing about a time.
const MAX_AGE: SignedDuration = SignedDuration::from_secs(120);
/// How exactly the times of reads compare with those of the service, which may be cut to seconds.
const TIME_TOLERANCE: SignedDuration = SignedDuration::from_secs(1);
/// How many numbers of running instances are kept of a pool.
const MAX_READS: usize = 64;

/// The pools as last read.
#[derive(Default)]
pub(super) struct PoolTracker {
    pools: BTreeMap<Uuid, TrackedPool>,
}

struct TrackedPool {
    /// As last read, apart from its time, which is that of the last line.
    line: PoolLine,
    /// Reports missed since the last line.
    missed: u64,
    reads: VecDeque<Reads>,
}

/// Successive reads with the same number of running instances.
#[derive(Clone, Copy, Debug)]
struct Reads {
    running: i32,
    first: Timestamp,
    last: Timestamp,
}

/// The running instances around the creation of an environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunningAround {
    /// At the last read before it.
    pub(super) before: Option<i32>,
    /// Whether there were fewer at the next read, as far as times are exact.
    pub(super) has_fallen: bool,
}

impl PoolTracker {
    /// Notes a pool; returns its line if it changed or has none of late.
    pub(super) fn read(&mut self, pool: &WarmPool, at: Timestamp) -> Option<PoolLine> {
        let line = new_line(pool, at)?;
        let Some(tracked) = self.pools.get_mut(&line.warm_pool_id) else {
            let reads = VecDeque::from([Reads::new(&line)]);
            let tracked = TrackedPool { line: line.clone(), missed: 0, reads };
            self.pools.insert(line.warm_pool_id, tracked);
            return Some(line);
        };
        tracked.note_running(&line);
        let step = line.status_version.saturating_sub(tracked.line.status_version);
        tracked.missed = tracked.missed.saturating_add(step.saturating_sub(1));
        let is_due = at.duration_since(tracked.line.t) >= UNCHANGED_INTERVAL;
        let has_changed = !is_same_state(&tracked.line, &line);
        if !is_due && !has_changed {
            tracked.line.status_version = line.status_version;
            return None;
        }
        tracked.line = PoolLine { missed: std::mem::take(&mut tracked.missed), ..line };
        Some(tracked.line.clone())
    }

    /// Notes that a pool was deleted; returns its last line.
    pub(super) fn deleted(&mut self, id: Uuid, t: Timestamp) -> Option<PoolLine> {
        let TrackedPool { line, missed, .. } = self.pools.remove(&id)?;
        let phase = phase_name(&WarmPoolPhase::Deleted);
        Some(PoolLine { t, phase, running: 0, stopped: 0, desired: 0, missed, ..line })
    }

    /// A line for every pool, for a new file.
    pub(super) fn all(&mut self, t: Timestamp) -> impl Iterator<Item = &PoolLine> {
        self.pools.values_mut().map(move |tracked| {
            (tracked.line.t, tracked.line.missed, tracked.missed) = (t, 0, 0);
            &tracked.line
        })
    }

    pub(super) fn running_around(&self, key: PoolKey, created_at: Timestamp) -> RunningAround {
        let has_key = |line: &PoolLine| {
            (line.project_id, line.environment_class_id) == (Some(key.project), Some(key.class))
        };
        let pool = self.pools.values().find(|tracked| has_key(&tracked.line));
        pool.map(|pool| pool.running_around(created_at)).unwrap_or_default()
    }
}

impl TrackedPool {
    fn note_running(&mut self, line: &PoolLine) {
        match self.reads.back_mut() {
            Some(reads) if reads.running == line.running => reads.last = line.t,
            _ => self.reads.push_back(Reads::new(line)),
        }
        if self.reads.len() > MAX_READS {
            self.reads.pop_front();
        }
    }

    fn running_around(&self, created_at: Timestamp) -> RunningAround {
        let fall = |tolerance: SignedDuration| {
            let pairs = self.reads.iter().zip(self.reads.iter().skip(1)).rev();
            let mut falls = pairs.filter(|(before, after)| after.running < before.running);
            let early = created_at.saturating_add(tolerance).unwrap_or(created_at);
            let late = created_at.saturating_sub(tolerance).unwrap_or(created_at);
            falls.find(|(before, after)| before.last <= early && late <= after.first)
        };
        if let Some((before, _)) = fall(SignedDuration::ZERO).or_else(|| fall(TIME_TOLERANCE)) {
            return RunningAround { before: Some(before.running), has_fallen: true };
        }
        let before = self.reads.iter().rfind(|reads| reads.first <= created_at);
        let before = before.filter(|reads| created_at.duration_since(reads.last) <= MAX_AGE);
        RunningAround { before: before.map(|reads| reads.running), has_fallen: false }
    }
}

impl Reads {
    const fn new(line: &PoolLine) -> Self {
        Self { running: line.running, first: line.t, last: line.t }
    }
}

/// `None` if the pool has no valid id.
fn new_line(pool: &WarmPool, t: Timestamp) -> Option<PoolLine> {
    let id = |text: &str| Uuid::try_parse(text).ok();
    let metadata = pool.metadata.as_ref();
    let (spec, bounds) = (pool.spec.clone().unwrap_or_default(), lifecycle::size_bounds(pool));
    let status = pool.status.clone().unwrap_or_default();
    Some(PoolLine {
        t,
        kind: PoolKind::Pool,
        warm_pool_id: id(&pool.id)?,
        project_id: metadata.and_then(|metadata| id(&metadata.project_id)),
        environment_class_id: metadata.and_then(|metadata| id(&metadata.environment_class_id)),
        phase: phase_name(&status.phase),
        running: status.running_instances,
        stopped: status.stopped_instances,
        desired: status.desired_size,
        min: bounds.min,
        max: bounds.max,
        status_version: status.status_version,
        spec_version: spec.spec_version,
        snapshot_id: spec.snapshot_id.as_deref().and_then(id),
        missed: 0,
    })
}

/// The name on the wire; the number of an unknown phase.
fn phase_name(phase: &WarmPoolPhase) -> String {
    match serde_json::to_value(phase) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(other) => other.to_string(),
        Err(_) => phase.label().into_owned(),
    }
}

/// Whether two lines differ in nothing but their time and the count of reports.
fn is_same_state(one: &PoolLine, other: &PoolLine) -> bool {
    let PoolLine { t, status_version, missed, .. } = *one;
    *one == PoolLine { t, status_version, missed, ..other.clone() }
}
