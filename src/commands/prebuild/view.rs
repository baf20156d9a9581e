//! How a prebuild looks: its columns, its details, and the sentences about it.

use std::cmp::Reverse;

use jiff::Timestamp;

use crate::api::Client;
use crate::api::prebuild::{Prebuild, PrebuildPhase, PrebuildStatus};
use crate::commands::names::DisplayNames;
use crate::commands::shared::cell::{self, NOTHING, or_nothing};
use crate::commands::shared::mutation_output;
use crate::commands::shared::sort::{InSeconds, ListRow};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::text::age;

/// A prebuild as it is shown at one moment.
pub(super) struct PrebuildRow {
    prebuild: Prebuild,
    /// The name of its project, else the id; nothing where the service tells neither.
    project: String,
    /// The same of its class.
    class: String,
    now: Timestamp,
}

impl Record for PrebuildRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", |row| row.prebuild.id.clone()),
        Column::text("project", |row| row.project.clone()),
        Column::text("class", |row| row.class.clone()),
        Column::text("phase", |row| phase(&row.prebuild).label().into_owned()),
        Column::text("trigger", Self::trigger),
        Column::number("age", Self::age),
        Column::number("duration", Self::duration),
        Column::text("failure", |row| cell::filled(row.status(|it| &it.failure_message))),
        Column::wide("warning", |row| cell::filled(row.status(|it| &it.warning_message))),
        Column::wide("created", Self::created_text),
        Column::wide("completed", Self::completed_text),
        Column::wide("environment", |row| cell::filled(row.status(|it| &it.environment_id))),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.prebuild)
    }

    /// It has no name of its own.
    fn address(&self) -> String {
        self.prebuild.id.clone()
    }

    fn id(&self) -> String {
        self.prebuild.id.clone()
    }
}

impl ListRow for PrebuildRow {
    const EMPTY_MESSAGE: &'static str = "no prebuilds";
    const DURATION_COLUMNS: &'static [InSeconds<Self>] =
        &[("age", Self::age_in_seconds), ("duration", Self::duration_in_seconds)];
    const LIMIT_NEEDS_SORT: bool = true;

    /// The newest first.
    type SortKey = Reverse<(Option<Timestamp>, String)>;

    fn sort_key(&self) -> Self::SortKey {
        Reverse((self.created(), self.id()))
    }
}

impl PrebuildRow {
    /// A prebuild as it was when the service last answered.
    pub(super) fn new(prebuild: Prebuild, display_names: &DisplayNames, client: &Client) -> Self {
        let metadata = prebuild.metadata.as_ref();
        let project = metadata.map_or("", |it| display_names.project(&it.project_id));
        let class = metadata.map_or("", |it| display_names.class(&it.environment_class_id));
        let (project, class) = (cell::filled(project), cell::filled(class));
        Self { prebuild, project, class, now: client.now() }
    }

    /// Its details, a line each.
    pub(super) fn details(&self) -> Vec<String> {
        let mut lines = vec![
            format!("id         {}", self.prebuild.id),
            format!("project    {}", self.project),
            format!("class      {}", self.class),
            format!("phase      {}", phase(&self.prebuild).label()),
            format!("trigger    {}", self.trigger()),
            format!("created    {} ({} ago)", self.created_text(), self.age()),
            format!("completed  {}", self.completed_text()),
            format!("duration   {}", self.duration()),
        ];
        for (name, text) in [
            ("failure    ", self.status(|it| &it.failure_message)),
            ("warning    ", self.status(|it| &it.warning_message)),
            ("log        ", self.status(|it| &it.log_url)),
        ] {
            if !text.is_empty() {
                lines.push(format!("{name}{text}"));
            }
        }
        lines
    }

    /// About a change of the prebuild: `started ID  project P  class C`, with whatever happened to
    /// it as the verb.
    pub(super) fn sentence(&self, what_happened: &str) -> String {
        let Self { prebuild: Prebuild { id, .. }, project, class, .. } = self;
        format!("{what_happened} {id}  project {project}  class {class}")
    }

    /// Shows a prebuild that a change was about, or a wait.
    pub(super) fn show_changed(
        &self,
        context: &Context,
        what_happened: &str,
    ) -> Result<ExitCode, CliError> {
        mutation_output::show(context, self, &self.sentence(what_happened))
    }

    fn status(&self, of: fn(&PrebuildStatus) -> &String) -> &str {
        self.prebuild.status.as_ref().map_or("", |status| of(status))
    }

    fn trigger(&self) -> String {
        let metadata = self.prebuild.metadata.as_ref();
        or_nothing(metadata.map(|metadata| metadata.triggered_by.label().into_owned()))
    }

    fn created(&self) -> Option<Timestamp> {
        cell::at(self.prebuild.metadata.as_ref()?.created_at.as_ref())
    }

    fn completed(&self) -> Option<Timestamp> {
        cell::at(self.prebuild.status.as_ref()?.completion_time.as_ref())
    }

    fn created_text(&self) -> String {
        let metadata = self.prebuild.metadata.as_ref();
        cell::written(metadata.and_then(|metadata| metadata.created_at.as_ref()))
    }

    fn completed_text(&self) -> String {
        let status = self.prebuild.status.as_ref();
        cell::written(status.and_then(|status| status.completion_time.as_ref()))
    }

    fn age(&self) -> String {
        or_nothing(self.created().map(|created| age::age(self.now, created)))
    }

    fn age_in_seconds(&self) -> Option<i64> {
        Some(self.now.as_second() - self.created()?.as_second())
    }

    fn duration(&self) -> String {
        match (self.created(), self.completed()) {
            (Some(created), Some(completed)) => age::age(completed, created),
            _ => NOTHING.to_owned(),
        }
    }

    fn duration_in_seconds(&self) -> Option<i64> {
        Some(self.completed()?.as_second() - self.created()?.as_second())
    }
}

/// The phase of a prebuild.
pub(super) fn phase(prebuild: &Prebuild) -> PrebuildPhase {
    prebuild.status.as_ref().map(|status| status.phase.clone()).unwrap_or_default()
}
