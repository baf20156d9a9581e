//! The columns, the details and the sentences of a warm pool.

use jiff::Timestamp;

use crate::api::Client;
use crate::api::OpenEnum as _;
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata, WarmPoolPhase, WarmPoolStatus};
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
use crate::warm_pool::size::SizeBounds;

/// A pool as it is shown at one moment.
pub(super) struct PoolRow {
    pool: WarmPool,
    /// `PROJECT/CLASS`, by names where they are known.
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
        Column::number("min", |row| row.bound(|bounds| bounds.min)),
        Column::number("max", |row| row.bound(|bounds| bounds.max)),
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

/// The instances as a bar, for a live table.
pub(super) const BAR: Column<PoolRow> = Column::text("instances", |row| row.bar(Glyphs::ASCII));
/// The same for a terminal that shows Unicode.
pub(super) const BAR_OF_BLOCKS: Column<PoolRow> =
    Column::text("instances", |row| row.bar(Glyphs::BLOCKS));

impl PoolRow {
    /// As of the service's last response.
    pub(super) fn new(pool: WarmPool, address: String, client: &Client) -> Self {
        Self { pool, address, now: client.now() }
    }

    pub(super) fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    pub(super) fn seconds_until_age_changes(&self) -> i64 {
        self.created().map_or(i64::MAX, |created| age::seconds_until_age_changes(self.now, created))
    }

    pub(super) fn phase(&self) -> WarmPoolPhase {
        lifecycle::phase(&self.pool)
    }

    /// `ADDRESS  ready  1/1/4  1..5`: running, desired and stopped instances, the size, and why it is
    /// degraded.
    pub(super) fn state(&self) -> String {
        let (address, phase) = (&self.address, self.phase());
        if phase == WarmPoolPhase::Deleted {
            return format!("{address}  {}", phase.label());
        }
        let [running, desired, stopped] = self.counters();
        let (phase, size, failure) = (phase.label(), self.bounds(), self.failure());
        let line = format!("{address}  {phase}  {running}/{desired}/{stopped}  {size}");
        if failure == NOTHING { line } else { format!("{line}  {failure}") }
    }

    fn bar(&self, glyphs: Glyphs) -> String {
        let status = self.pool.status.as_ref();
        let counts = Counts {
            running: status.map_or(0, |status| status.running_instances),
            stopped: status.map_or(0, |status| status.stopped_instances),
            size: lifecycle::size(&self.pool).map(|size| (size.min(), size.max())),
        };
        bar(counts, glyphs)
    }

    /// Seconds since it was created.
    pub(super) fn age_in_seconds(&self) -> Option<i64> {
        Some(self.now.as_second() - self.created()?.as_second())
    }

    pub(super) fn details(&self) -> Vec<String> {
        let [running, desired, stopped] = self.counters();
        let created = self.pool.metadata.as_ref().and_then(|metadata| metadata.created_at.as_ref());
        let created = created.map_or(NOTHING, |time| time.as_str());
        let mut lines = vec![
            format!("address   {}", self.address()),
            format!("id        {}", self.pool.id),
            format!("phase     {}", lifecycle::phase(&self.pool).label()),
            format!("size      {}", self.bounds()),
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

    /// Such as `created ADDRESS  ID  size 1..5`.
    pub(super) fn sentence(&self, action: &str) -> String {
        format!("{action} {}  {}  size {}", self.address, self.pool.id, self.bounds())
    }

    /// Prints a pool after a change or a wait.
    pub(super) fn show_changed(
        &self,
        context: &Context,
        action: &str,
    ) -> Result<ExitCode, CliError> {
        mutation_output::show(context, self, &self.sentence(action))
    }

    fn created(&self) -> Option<Timestamp> {
        cell::timestamp(self.pool.metadata.as_ref()?.created_at.as_ref())
    }

    fn age(&self) -> String {
        or_nothing(self.created().map(|created| age::age(self.now, created)))
    }

    fn counter(&self, field: fn(&WarmPoolStatus) -> i32) -> String {
        or_nothing(self.pool.status.as_ref().map(|status| field(status).to_string()))
    }

    /// Running, desired and stopped instances.
    fn counters(&self) -> [String; 3] {
        [
            self.counter(|status| status.running_instances),
            self.counter(|status| status.desired_size),
            self.counter(|status| status.stopped_instances),
        ]
    }

    fn bounds(&self) -> SizeBounds {
        lifecycle::size_bounds(&self.pool)
    }

    fn bound(&self, field: fn(SizeBounds) -> Option<i32>) -> String {
        or_nothing(field(self.bounds()).map(|bound| bound.to_string()))
    }

    fn metadata(&self, field: fn(&WarmPoolMetadata) -> &String) -> String {
        let text = self.pool.metadata.as_ref().map(field).filter(|text| !text.is_empty());
        or_nothing(text.cloned())
    }

    fn snapshot(&self) -> String {
        or_nothing(self.pool.spec.as_ref().and_then(|spec| spec.snapshot_id.clone()))
    }

    fn failure(&self) -> String {
        let message = self.pool.status.as_ref().map(|status| status.failure_message.clone());
        or_nothing(message.filter(|message| !message.is_empty()))
    }
}

/// `PROJECT/CLASS` by ids.
pub(super) fn address(pool: &WarmPool) -> String {
    match &pool.metadata {
        Some(metadata) => format!("{}/{}", metadata.project_id, metadata.environment_class_id),
        None => pool.id.clone(),
    }
}
