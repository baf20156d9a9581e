//! How a runner is shown: its columns and its details.

use crate::api::OpenEnum as _;
use crate::api::runner::{Runner, RunnerCapability, RunnerProvider, RunnerStatus};
use crate::commands::shared::cell::{self, or_nothing};
use crate::commands::shared::names::NamePrinter;
use crate::config::Resource;
use crate::error::CliError;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;

/// The words for capabilities that matter for warm pools.
const CAPABILITIES: [(&str, RunnerCapability); 3] = [
    ("warm-pool", RunnerCapability::WarmPool),
    ("asg-warm-pool", RunnerCapability::AsgWarmPool),
    ("snapshot", RunnerCapability::EnvironmentSnapshot),
];

pub(super) struct RunnerRow {
    runner: Runner,
    /// What can be typed for the runner.
    input: String,
}

impl Record for RunnerRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("name", |row| cell::text(row.name()), Self::id),
        Column::text("phase", Self::phase).styled(cell::phase_style),
        Column::text("provider", Self::provider),
        Column::text("version", |row| row.status_text(|status| &status.version)),
        Column::text("region", Self::region),
        Column::text("supports", Self::supports),
        Column::wide_id("id", Self::id),
        Column::wide("message", |row| row.status_text(|status| &status.message)),
    ];

    const RESOURCE: Option<Resource> = Some(Resource::Runner);

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.runner)
    }

    fn address(&self) -> String {
        self.input.clone()
    }

    fn id(&self) -> String {
        self.runner.runner_id.clone()
    }
}

impl RunnerRow {
    pub(super) fn new(runner: Runner, printer: &NamePrinter) -> Self {
        let input = printer.print(&runner.name, &runner.runner_id);
        Self { runner, input }
    }

    /// One line for each detail.
    pub(super) fn details(&self) -> Vec<String> {
        let mut fields = vec![
            ("name", cell::text(self.name())),
            ("id", self.id()),
            ("phase", self.phase()),
            ("provider", self.provider()),
            ("version", self.status_text(|status| &status.version)),
            ("region", self.region()),
            ("supports", self.supports()),
            ("created", cell::time(self.runner.created_at.as_ref())),
        ];
        match self.status().map_or("", |status| &status.message) {
            "" => {}
            message => fields.push(("message", message.to_owned())),
        }
        cell::details(&fields)
    }

    pub(super) fn name(&self) -> &str {
        &self.runner.name
    }

    fn status(&self) -> Option<&RunnerStatus> {
        self.runner.status.as_ref()
    }

    fn status_text(&self, field: fn(&RunnerStatus) -> &String) -> String {
        cell::text(self.status().map_or("", |status| field(status)))
    }

    fn phase(&self) -> String {
        or_nothing(self.status().map(|status| status.phase.label().into_owned()))
    }

    fn provider(&self) -> String {
        match &self.runner.provider {
            RunnerProvider::Unspecified => cell::NOTHING.to_owned(),
            provider => provider.label().into_owned(),
        }
    }

    /// Where it runs; where it was configured to run, if it does not report that.
    fn region(&self) -> String {
        let reported = self.status().map_or("", |status| &status.region);
        let spec = self.runner.spec.as_ref().and_then(|spec| spec.configuration.as_ref());
        let configured = spec.map_or("", |configuration| &configuration.region);
        cell::text(if reported.is_empty() { configured } else { reported })
    }

    fn supports(&self) -> String {
        let capabilities = self.status().map_or(&[][..], |status| &status.capabilities);
        let words = CAPABILITIES.iter().filter(|(_, capability)| capabilities.contains(capability));
        cell::text(&words.map(|(word, _)| *word).collect::<Vec<_>>().join(","))
    }
}
