//! Pools as they are exported. Pure.

use std::collections::HashMap;

use super::exposition::{MetricSet, families};
use super::labels::{Names, PoolLabels};
use super::prebuilds::seconds;
use crate::api::project::Project;
use crate::api::runner::Runner;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::api::{OpenEnum as _, Time};
use crate::lookup::Directory;
use crate::sort::sort_by_key;
use crate::text::sanitizer::Sanitizer;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::reference::PoolKey;

/// The phases with a series each.
const PHASES: [WarmPoolPhase; 5] = [
    WarmPoolPhase::Pending,
    WarmPoolPhase::Ready,
    WarmPoolPhase::Degraded,
    WarmPoolPhase::Deleting,
    WarmPoolPhase::Deleted,
];

/// A pool, and what its series are called.
#[derive(Clone, Debug)]
pub(crate) struct ExportedPool {
    pub(crate) pool: WarmPool,
    pub(crate) key: PoolKey,
    pub(crate) labels: PoolLabels,
    /// The name of its runner, else the id.
    runner: String,
    /// Whether prebuilds run daily for its class; `None` if the project cannot be read.
    is_scheduled: Option<bool>,
}

/// The pools to export, one for each project and class: a pool that is being deleted gives way to its
/// successor, and an older pool to a newer one. A pool without project or class is left out.
pub(crate) fn export_pools(
    pools: Vec<WarmPool>,
    directory: &Directory,
    runners: &[Runner],
    sanitizer: &Sanitizer,
) -> Vec<ExportedPool> {
    let mut by_key: HashMap<PoolKey, WarmPool> = HashMap::new();
    for pool in pools {
        let Some(key) = PoolKey::of(&pool) else { continue };
        let known = by_key.get(&key);
        if known.is_none_or(|known| precedence(known) < precedence(&pool)) {
            by_key.insert(key, pool);
        }
    }
    let names = Names::new(directory, runners, sanitizer);
    let mut pools: Vec<_> = by_key.into_iter().collect();
    sort_by_key(&mut pools, |(key, _)| *key);
    let keys: Vec<_> = pools.iter().map(|(key, _)| *key).collect();
    let projects: HashMap<_, _> =
        directory.projects().map(|(id, _, project)| (id, project)).collect();
    let labeled = pools.into_iter().zip(names.label(&keys)).map(|((key, pool), labels)| {
        let runner_id = pool.metadata.as_ref().map_or("", |metadata| &metadata.runner_id);
        let runner = sanitizer.line(names.runner(runner_id)).into_owned();
        let is_scheduled = projects.get(&key.project).map(|project| is_scheduled(project, key));
        ExportedPool { pool, key, labels, runner, is_scheduled }
    });
    labeled.collect()
}

/// They grow with each change of what was requested, and with each report of the runner.
fn versions(pool: &WarmPool) -> (u64, u64) {
    let spec = pool.spec.as_ref().map_or(0, |spec| spec.spec_version);
    (spec, pool.status.as_ref().map_or(0, |status| status.status_version))
}

fn precedence(pool: &WarmPool) -> (bool, Option<jiff::Timestamp>) {
    let created = pool.metadata.as_ref().and_then(|metadata| metadata.created_at.as_ref());
    (lifecycle::lifecycle(pool) == Lifecycle::Active, created.and_then(Time::at))
}

fn is_scheduled(project: &Project, key: PoolKey) -> bool {
    let Some(settings) = &project.prebuild_configuration else { return false };
    let trigger = settings.trigger.as_ref();
    let class = key.class.to_string();
    settings.enabled
        && trigger.is_some_and(|trigger| trigger.daily_schedule.is_some())
        && settings.environment_class_ids.iter().any(|id| id.eq_ignore_ascii_case(&class))
}

impl ExportedPool {
    /// Takes over what was read after the known state, unless it is an earlier one.
    pub(crate) fn update(&mut self, pool: WarmPool) {
        if PoolKey::of(&pool) == Some(self.key) && versions(&pool) >= versions(&self.pool) {
            self.pool = pool;
        }
    }

    /// Keeps what was known before this was read, if it is a later state.
    pub(crate) fn keep_later(&mut self, known: WarmPool) {
        if versions(&known) > versions(&self.pool) {
            self.update(known);
        }
    }

    pub(crate) fn export(&self, sanitizer: &Sanitizer, metrics: &mut MetricSet) {
        let Self { pool, key, labels: PoolLabels { project, class }, runner, is_scheduled } = self;
        let (metadata, spec) = (pool.metadata.as_ref(), pool.spec.as_ref());
        let snapshot = spec.and_then(|spec| spec.snapshot_id.as_deref()).unwrap_or_default();
        let (pool_id, snapshot) = (sanitizer.line(&pool.id), sanitizer.line(snapshot));
        let ids = [key.project.to_string(), key.class.to_string()];
        let info = [project, class, runner, &*pool_id, &ids[0], &ids[1], &*snapshot];
        metrics.add(&families::POOL_INFO, &info, 1.0);
        let current = lifecycle::phase(pool);
        for phase in &PHASES {
            let value = if *phase == current { 1.0 } else { 0.0 };
            metrics.add(&families::POOL_PHASE, &[project, class, phase.name()], value);
        }
        let labels = [project.as_str(), class.as_str()];
        if let Some(status) = &pool.status {
            for (family, instances) in [
                (&families::POOL_RUNNING, status.running_instances),
                (&families::POOL_STOPPED, status.stopped_instances),
                (&families::POOL_DESIRED, status.desired_size),
            ] {
                metrics.add(family, &labels, f64::from(instances));
            }
        }
        let bounds = lifecycle::size_bounds(pool);
        metrics.add_known(&families::POOL_MIN, &labels, bounds.min.map(f64::from));
        metrics.add_known(&families::POOL_MAX, &labels, bounds.max.map(f64::from));
        let time = |time: Option<&Time>| time.and_then(Time::at).map(seconds);
        let created = time(metadata.and_then(|metadata| metadata.created_at.as_ref()));
        let updated = time(metadata.and_then(|metadata| metadata.updated_at.as_ref()));
        metrics.add_known(&families::POOL_CREATED, &labels, created);
        metrics.add_known(&families::POOL_UPDATED, &labels, updated);
        let changes = spec.map(|spec| spec.spec_version as f64);
        metrics.add_known(&families::POOL_SPEC_CHANGES, &labels, changes);
        let scheduled = is_scheduled.map(|is_scheduled| f64::from(u8::from(is_scheduled)));
        metrics.add_known(&families::PREBUILD_SCHEDULED, &labels, scheduled);
    }
}
