//! How a warm pool looks: its columns, its details, and the sentences about it.

use jiff::Timestamp;

use crate::api::Client;
use crate::api::warm_pool::{
    WarmPool, WarmPoolMetadata, WarmPoolPhase, WarmPoolSpec, WarmPoolStatus,
};
use crate::commands::shared::cell::{self, NOTHING, or_nothing};
use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::bar::{Counts, Glyphs, bar};
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::text::age;
use crate::warm_pool::lifecycle;

/// A pool as it is shown at one moment.
pub(super) struct PoolRow {
    pool: WarmPool,
    /// How a user can name it: by its pair, as it has no name of its own.
    address: String,
    now: Timestamp,
}

impl Record for PoolRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("address", Self::address),
        Column::text("phase", |row| lifecycle::phase(&row.pool).label().into_owned()),
        Column::number("running", |row| row.counter(|status| status.running_instances)),
        Column::number("desired", |row| row.counter(|status| status.desired_size)),
        Column::number("stopped", |row| row.counter(|status| status.stopped_instances)),
        Column::number("min", |row| row.size(|spec| spec.min_size)),
        Column::number("max", |row| row.size(|spec| spec.max_size)),
        Column::number("age", Self::age),
        Column::wide("id", |row| row.pool.id.clone()),
        Column::wide("snapshot", Self::snapshot),
        Column::wide("runner", |row| row.metadata(|metadata| &metadata.runner_id)),
        Column::wide("failure", Self::failure),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.pool)
    }

    fn address(&self) -> String {
        self.address.clone()
    }

    fn id(&self) -> String {
        self.pool.id.clone()
    }
}

/// A column for somebody who looks: the instances as a bar.
pub(super) const BAR: Column<PoolRow> = Column::text("instances", |row| row.bar(Glyphs::ASCII));
/// The same on a terminal that shows Unicode.
pub(super) const BAR_OF_BLOCKS: Column<PoolRow> =
    Column::text("instances", |row| row.bar(Glyphs::BLOCKS));

impl PoolRow {
    /// A pool as it was when the service last answered.
    pub(super) fn new(pool: WarmPool, address: String, client: &Client) -> Self {
        Self { pool, address, now: client.now() }
    }

    /// Shows it as it is at this moment: older than it was.
    pub(super) fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// Seconds until its age reads differently.
    pub(super) fn seconds_until_age_changes(&self) -> i64 {
        self.created().map_or(i64::MAX, |then| age::seconds_until_age_changes(self.now, then))
    }

    /// The phase to show.
    pub(super) fn phase(&self) -> WarmPoolPhase {
        lifecycle::phase(&self.pool)
    }

    /// How it is, in a line: `ADDRESS  ready  1/1/4  1..5`, the instances that run, that are
    /// desired and that are stopped, the size, and why it is degraded.
    pub(super) fn state(&self) -> String {
        let (address, phase) = (&self.address, self.phase());
        if phase == WarmPoolPhase::Deleted {
            return format!("{address}  {}", phase.label());
        }
        let running = self.counter(|status| status.running_instances);
        let desired = self.counter(|status| status.desired_size);
        let stopped = self.counter(|status| status.stopped_instances);
        let (phase, size, failure) = (phase.label(), size(&self.pool), self.failure());
        let line = format!("{address}  {phase}  {running}/{desired}/{stopped}  {size}");
        if failure == NOTHING { line } else { format!("{line}  {failure}") }
    }

    fn bar(&self, letters: Glyphs) -> String {
        let status = self.pool.status.as_ref();
        let counts = Counts {
            running: status.map_or(0, |status| status.running_instances),
            stopped: status.map_or(0, |status| status.stopped_instances),
            size: lifecycle::size(&self.pool).map(|size| (size.min(), size.max())),
        };
        bar(counts, letters)
    }

    /// Seconds since it was created.
    pub(super) fn age_in_seconds(&self) -> Option<i64> {
        Some(self.now.as_second() - self.created()?.as_second())
    }

    /// Its details, a line each.
    pub(super) fn details(&self) -> Vec<String> {
        let running = self.counter(|status| status.running_instances);
        let desired = self.counter(|status| status.desired_size);
        let stopped = self.counter(|status| status.stopped_instances);
        let created = self.pool.metadata.as_ref().and_then(|it| it.created_at.as_ref());
        let created = created.map_or(NOTHING, |time| time.as_str());
        let mut lines = vec![
            format!("address   {}", self.address()),
            format!("id        {}", self.pool.id),
            format!("phase     {}", lifecycle::phase(&self.pool).label()),
            format!("size      {}", size(&self.pool)),
            format!("running   {running} of {desired} desired, {stopped} stopped"),
            format!("snapshot  {}", self.snapshot()),
            format!("runner    {}", self.metadata(|metadata| &metadata.runner_id)),
            format!("created   {created} ({} ago)", self.age()),
        ];
        let failure = self.failure();
        if failure != NOTHING {
            lines.push(format!("failure   {failure}"));
        }
        lines
    }

    /// About a change of the pool: `created ADDRESS  ID  size 1..5`, with whatever happened to it
    /// as the verb.
    pub(super) fn sentence(&self, what_happened: &str) -> String {
        let (address, id, size) = (&self.address, &self.pool.id, size(&self.pool));
        format!("{what_happened} {address}  {id}  size {size}")
    }

    /// Shows a pool that a change was about, or a wait.
    pub(super) fn show_changed(
        &self,
        context: &Context,
        what_happened: &str,
    ) -> Result<ExitCode, CliError> {
        mutation_output::show(context, self, &self.sentence(what_happened))
    }

    fn created(&self) -> Option<Timestamp> {
        cell::timestamp(self.pool.metadata.as_ref()?.created_at.as_ref())
    }

    fn age(&self) -> String {
        self.created().map_or_else(|| NOTHING.to_owned(), |then| age::age(self.now, then))
    }

    fn counter(&self, of: fn(&WarmPoolStatus) -> i32) -> String {
        or_nothing(self.pool.status.as_ref().map(|status| of(status).to_string()))
    }

    fn size(&self, of: fn(&WarmPoolSpec) -> Option<i32>) -> String {
        or_nothing(self.pool.spec.as_ref().and_then(|spec| {
            // A pool from before dynamic scaling has one number for both.
            let fixed = (spec.desired_size > 0).then_some(spec.desired_size);
            Some(of(spec).or(fixed)?.to_string())
        }))
    }

    fn metadata(&self, of: fn(&WarmPoolMetadata) -> &String) -> String {
        let word = self.pool.metadata.as_ref().map(of).filter(|word| !word.is_empty());
        or_nothing(word.cloned())
    }

    fn snapshot(&self) -> String {
        or_nothing(self.pool.spec.as_ref().and_then(|spec| spec.snapshot_id.clone()))
    }

    fn failure(&self) -> String {
        let message = self.pool.status.as_ref().map(|status| status.failure_message.clone());
        or_nothing(message.filter(|message| !message.is_empty()))
    }
}

/// How a user can name a pool whose project and class have no known names.
pub(super) fn address(pool: &WarmPool) -> String {
    match &pool.metadata {
        Some(metadata) => format!("{}/{}", metadata.project_id, metadata.environment_class_id),
        None => pool.id.clone(),
    }
}

/// The size of a pool as its spec tells it, valid or not.
pub(super) fn size(pool: &WarmPool) -> String {
    lifecycle::size(pool).map_or_else(|| "unknown".to_owned(), |size| size.to_string())
}
