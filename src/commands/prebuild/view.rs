//! How a prebuild is shown: its columns, its details, and sentences about it.

use jiff::Timestamp;

use crate::api::prebuild::{Prebuild, PrebuildMetadata, PrebuildPhase, PrebuildStatus};
use crate::api::{Client, OpenEnum as _, ProtoDuration, Time};
use crate::commands::shared::cell::{self, or_nothing};
use crate::commands::shared::mutation_output;
use crate::config::Resource;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::text::age;

/// A prebuild at a point in time.
pub(super) struct PrebuildRow {
    prebuild: Prebuild,
    /// The names, else the ids.
    project: String,
    class: String,
    now: Timestamp,
}

impl Record for PrebuildRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id("id", Self::id),
        Column::text("project", |row| row.project.clone()),
        Column::text("class", |row| row.class.clone()),
        Column::text("phase", Self::phase).styled(cell::phase_style),
        Column::text("trigger", Self::trigger),
        Column::number("age", Self::age),
        Column::number("duration", Self::duration),
        Column::text("failure", |row| cell::text(row.failure())),
        Column::wide("warning", |row| cell::text(row.status(|status| &status.warning_message))),
        Column::wide("created", Self::created_text),
        Column::wide("completed", Self::completed_text),
        Column::wide_id("environment", |row| {
            cell::text(row.status(|status| &status.environment_id))
        }),
    ];

    const RESOURCE: Option<Resource> = Some(Resource::Prebuild);

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.prebuild)
    }

    /// A prebuild has no name.
    fn address(&self) -> String {
        self.id()
    }

    fn id(&self) -> String {
        self.prebuild.id.clone()
    }

    /// The phase as the service spells it.
    fn step_output(&self, column: &Column<Self>) -> String {
        match phase(&self.prebuild).name() {
            name if column.name == "phase" && !name.is_empty() => name.to_owned(),
            _ => (column.cell)(self),
        }
    }
}

impl PrebuildRow {
    /// A prebuild at the time of the last response.
    pub(super) fn new(prebuild: Prebuild, names: &DisplayNames, client: &Client) -> Self {
        let name = |id: fn(&PrebuildMetadata) -> &String| {
            let id = prebuild.metadata.as_ref().map_or("", |metadata| id(metadata));
            cell::text(names.name(id))
        };
        let project = name(|metadata| &metadata.project_id);
        let class = name(|metadata| &metadata.environment_class_id);
        Self { prebuild, project, class, now: client.now() }
    }

    /// One line for each detail.
    pub(super) fn details(&self) -> Vec<String> {
        let mut fields = vec![
            ("id", self.id()),
            ("project", self.project.clone()),
            ("class", self.class.clone()),
            ("phase", self.phase()),
            ("trigger", self.trigger()),
            ("created", format!("{} ({} ago)", self.created_text(), self.age())),
            ("completed", self.completed_text()),
            ("duration", self.duration()),
        ];
        let messages = [
            ("timeout", self.timeout()),
            ("failure", self.failure()),
            ("warning", self.status(|status| &status.warning_message)),
            ("log", self.status(|status| &status.log_url)),
        ];
        let messages = messages.into_iter().filter(|(_, text)| !text.is_empty());
        fields.extend(messages.map(|(title, text)| (title, text.to_owned())));
        cell::details(&fields)
    }

    /// What happened to the prebuild: `started ID  project P  class C`.
    pub(super) fn sentence(&self, verb: &str) -> String {
        let Self { prebuild: Prebuild { id, .. }, project, class, .. } = self;
        format!("{verb} {id}  project {project}  class {class}")
    }

    /// Shows a prebuild after a change or a wait.
    pub(super) fn show_changed(&self, context: &Context, verb: &str) -> Result<ExitCode, CliError> {
        mutation_output::show(context, self, &self.sentence(verb))
    }

    fn phase(&self) -> String {
        phase(&self.prebuild).label().into_owned()
    }

    fn failure(&self) -> &str {
        self.status(|status| &status.failure_message)
    }

    fn status(&self, field: fn(&PrebuildStatus) -> &String) -> &str {
        self.prebuild.status.as_ref().map_or("", |status| field(status))
    }

    fn trigger(&self) -> String {
        let metadata = self.prebuild.metadata.as_ref();
        or_nothing(metadata.map(|metadata| metadata.triggered_by.label().into_owned()))
    }

    fn created_at(&self) -> Option<&Time> {
        self.prebuild.metadata.as_ref()?.created_at.as_ref()
    }

    fn completed_at(&self) -> Option<&Time> {
        self.prebuild.status.as_ref()?.completion_time.as_ref()
    }

    pub(super) fn created(&self) -> Option<Timestamp> {
        cell::timestamp(self.created_at())
    }

    fn created_text(&self) -> String {
        cell::time(self.created_at())
    }

    fn completed_text(&self) -> String {
        cell::time(self.completed_at())
    }

    fn age(&self) -> String {
        or_nothing(self.created().map(|created| age::age(self.now, created)))
    }

    pub(super) fn age_in_seconds(&self) -> Option<i64> {
        Some(self.now.as_second() - self.created()?.as_second())
    }

    /// How long it may run; empty if the service does not say.
    fn timeout(&self) -> &str {
        let timeout = self.prebuild.spec.as_ref().and_then(|spec| spec.timeout.as_ref());
        timeout.map_or("", ProtoDuration::as_str)
    }

    fn start_and_end(&self) -> Option<(Timestamp, Timestamp)> {
        Some((self.created()?, cell::timestamp(self.completed_at())?))
    }

    fn duration(&self) -> String {
        or_nothing(self.start_and_end().map(|(start, end)| age::age(end, start)))
    }

    pub(super) fn duration_in_seconds(&self) -> Option<i64> {
        self.start_and_end().map(|(start, end)| end.as_second() - start.as_second())
    }
}

/// The phase of a prebuild.
pub(super) fn phase(prebuild: &Prebuild) -> PrebuildPhase {
    prebuild.status.as_ref().map(|status| status.phase.clone()).unwrap_or_default()
}
