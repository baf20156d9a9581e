//! The columns, the details and the sentences of a warm pool.

use jiff::Timestamp;

use crate::api::OpenEnum as _;
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata, WarmPoolPhase, WarmPoolStatus};
use crate::api::{Client, Time};
use crate::commands::shared::cell::{self, NOTHING, or_nothing};
use crate::commands::shared::mutation_output;
use crate::config::Resource;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::bar::{Counts, Glyphs, bar};
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::text::age;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::size::SizeBounds;

/// A pool as it is shown at one moment.
pub(super) struct PoolRow {
    pool: WarmPool,
    /// As `DisplayNames::address` prints it.
    address: String,
    names: Names,
    now: Timestamp,
}

/// The names of the project, the class and the runner, as far as they are known.
#[derive(Default)]
struct Names {
    project: Option<String>,
    class: Option<String>,
    runner: Option<String>,
}

impl Record for PoolRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", |row| row.address.clone(), Self::id),
        Column::text("phase", |row: &Self| lifecycle::phase(&row.pool).label().into_owned())
            .styled(cell::phase_style),
        Column::number("running", |row| row.counter(|status| status.running_instances)),
        Column::number("desired", |row| row.counter(|status| status.desired_size)),
        Column::number("stopped", |row| row.counter(|status| status.stopped_instances)),
        Column::number("min", |row| row.bound(|bounds| bounds.min)),
        Column::number("max", |row| row.bound(|bounds| bounds.max)),
        Column::number("age", Self::age),
        Column::wide_id("id", |row| row.pool.id.clone()),
        Column::wide_id("snapshot", Self::snapshot),
        Column::wide("runner", |row| row.name(&row.names.runner, |pool| &pool.runner_id)),
        Column::wide("failure", Self::failure),
        Column::extra("project", |row| row.name(&row.names.project, |pool| &pool.project_id)),
        Column::extra("class", |row| row.name(&row.names.class, |pool| &pool.environment_class_id)),
        Column::extra("created", |row| row.time(|pool| pool.created_at.as_ref())),
        Column::extra("updated", |row| row.time(|pool| pool.updated_at.as_ref())),
        Column::extra("desired-phase", Self::desired_phase),
        Column::extra("organization", |row| row.metadata(|pool| &pool.organization_id)),
        Column::extra("project-id", |row| row.metadata(|pool| &pool.project_id)),
        Column::extra("class-id", |row| row.metadata(|pool| &pool.environment_class_id)),
        Column::extra("runner-id", |row| row.metadata(|pool| &pool.runner_id)),
        Column::extra_number("spec-version", Self::spec_version),
        Column::extra_number("status-version", Self::status_version),
    ];

    const RESOURCE: Option<Resource> = Some(Resource::WarmPool);

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.pool)
    }

    /// A record of a deleted pool has no address: that names the pool of its project and class.
    fn address(&self) -> String {
        let is_deleted = lifecycle::lifecycle(&self.pool) == Lifecycle::Deleted;
        if is_deleted { self.id() } else { self.address.clone() }
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
        Self { pool, address, names: Names::default(), now: client.now() }
    }

    /// Shows the names that are known; runners may be known separately.
    pub(super) fn with_names(mut self, names: &DisplayNames, runners: &DisplayNames) -> Self {
        if let Some(ids) = &self.pool.metadata {
            let owned = |name: Option<&str>| name.map(str::to_owned);
            self.names = Names {
                project: owned(names.get(&ids.project_id)),
                class: owned(names.get(&ids.environment_class_id)),
                runner: owned(runners.get(&ids.runner_id)),
            };
        }
        self
    }

    /// The address that was printed before the pool was deleted.
    pub(super) fn last_address(&self) -> &str {
        &self.address
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
        let (spec, status) = (self.spec_version(), self.status_version());
        let mut fields = vec![
            ("address", self.address.clone()),
            ("id", self.pool.id.clone()),
            ("project", self.name_and_id(&self.names.project, |pool| &pool.project_id)),
            ("class", self.name_and_id(&self.names.class, |pool| &pool.environment_class_id)),
            ("runner", self.name_and_id(&self.names.runner, |pool| &pool.runner_id)),
            ("organization", self.metadata(|pool| &pool.organization_id)),
            ("phase", self.phase().label().into_owned()),
            ("desired phase", self.desired_phase()),
            ("size", self.bounds().to_string()),
            ("running", format!("{running} of {desired} desired, {stopped} stopped")),
            ("snapshot", self.snapshot()),
            ("versions", format!("spec {spec}, status {status}")),
            ("created", self.time_and_age(|pool| pool.created_at.as_ref())),
            ("updated", self.time_and_age(|pool| pool.updated_at.as_ref())),
        ];
        let failure = self.failure();
        if failure != NOTHING {
            fields.push(("failure", failure));
        }
        cell::details(&fields)
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

    /// The name, else the id in a field.
    fn name(&self, name: &Option<String>, id: fn(&WarmPoolMetadata) -> &String) -> String {
        name.clone().unwrap_or_else(|| self.metadata(id))
    }

    fn name_and_id(&self, name: &Option<String>, id: fn(&WarmPoolMetadata) -> &String) -> String {
        let id = self.metadata(id);
        match name {
            Some(name) if *name != id => format!("{name} ({id})"),
            _ => id,
        }
    }

    fn time(&self, field: fn(&WarmPoolMetadata) -> Option<&Time>) -> String {
        cell::time(self.pool.metadata.as_ref().and_then(field))
    }

    fn time_and_age(&self, field: fn(&WarmPoolMetadata) -> Option<&Time>) -> String {
        let time = self.pool.metadata.as_ref().and_then(field);
        match cell::timestamp(time) {
            Some(at) => format!("{} ({})", cell::time(time), age::ago(self.now, at)),
            None => cell::time(time),
        }
    }

    fn desired_phase(&self) -> String {
        let desired = self.pool.spec.as_ref().map(|spec| spec.desired_phase.label().into_owned());
        or_nothing(desired)
    }

    fn spec_version(&self) -> String {
        or_nothing(self.pool.spec.as_ref().map(|spec| spec.spec_version.to_string()))
    }

    fn status_version(&self) -> String {
        or_nothing(self.pool.status.as_ref().map(|status| status.status_version.to_string()))
    }

    fn snapshot(&self) -> String {
        or_nothing(self.pool.spec.as_ref().and_then(|spec| spec.snapshot_id.clone()))
    }

    fn failure(&self) -> String {
        let message = self.pool.status.as_ref().map(|status| status.failure_message.clone());
        or_nothing(message.filter(|message| !message.is_empty()))
    }
}
