//! How an environment class is shown: its columns and its details.

use crate::api::class::EnvironmentClass;
use crate::api::runner::Runner;
use crate::commands::shared::cell;
use crate::commands::shared::names::NamePrinter;
use crate::config::Resource;
use crate::error::CliError;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::warm_pool::preflight::{self, Lookup, Usability};

pub(super) struct ClassRow {
    class: EnvironmentClass,
    /// What can be typed for the class.
    input: String,
    runner_name: Option<String>,
    usability: Usability,
}

impl Record for ClassRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("name", |row| cell::text(row.name()), Self::id),
        Column::text("runner", Self::runner),
        Column::text("enabled", Self::enabled),
        Column::text("usable", |row| row.usable().to_owned()),
        Column::text("description", |row| cell::text(&row.class.description)),
        Column::wide_id("id", Self::id),
        Column::wide_id("runner-id", |row| cell::text(&row.class.runner_id)),
        Column::wide("configuration", Self::configuration),
        Column::wide("reason", |row| cell::text(&row.reasons().join("; "))),
    ];

    const RESOURCE: Option<Resource> = Some(Resource::Class);

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.class)
    }

    fn address(&self) -> String {
        self.input.clone()
    }

    fn id(&self) -> String {
        self.class.id.clone()
    }
}

impl ClassRow {
    pub(super) fn new(
        class: EnvironmentClass,
        printer: &NamePrinter,
        runner: &Lookup<Runner>,
    ) -> Self {
        let input = printer.print(&class.display_name, &class.id);
        let runner_name = runner.known().map(|runner| runner.name.clone());
        let runner_name = runner_name.filter(|name| !name.is_empty());
        let usability = preflight::usability(&class, runner);
        Self { class, input, runner_name, usability }
    }

    /// One line for each detail.
    pub(super) fn details(&self) -> Vec<String> {
        let runner = match &self.runner_name {
            Some(name) => format!("{name} ({})", self.class.runner_id),
            None => self.runner(),
        };
        let mut fields = vec![
            ("name", cell::text(self.name())),
            ("id", self.id()),
            ("runner", runner),
            ("enabled", self.enabled()),
            ("usable", self.usable().to_owned()),
        ];
        fields.extend(self.reasons().iter().map(|reason| ("reason", reason.clone())));
        fields.push(("description", cell::text(&self.class.description)));
        fields.extend(self.settings().map(|setting| ("configuration", setting)));
        cell::details(&fields)
    }

    pub(super) fn name(&self) -> &str {
        &self.class.display_name
    }

    /// The name of the runner, else its id.
    pub(super) fn runner(&self) -> String {
        self.runner_name.clone().unwrap_or_else(|| cell::text(&self.class.runner_id))
    }

    fn enabled(&self) -> String {
        if self.class.enabled { "yes" } else { "no" }.to_owned()
    }

    /// Whether it can have warm pools.
    const fn usable(&self) -> &'static str {
        match &self.usability {
            Usability::Usable => "yes",
            Usability::Unusable(_) => "no",
            Usability::Unknown(_) => "unknown",
        }
    }

    /// Why it cannot have warm pools, or why that is not known.
    fn reasons(&self) -> &[String] {
        match &self.usability {
            Usability::Usable => &[],
            Usability::Unusable(reasons) | Usability::Unknown(reasons) => reasons,
        }
    }

    fn settings(&self) -> impl Iterator<Item = String> {
        self.class.configuration.iter().map(|field| format!("{}={}", field.key, field.value))
    }

    fn configuration(&self) -> String {
        cell::text(&self.settings().collect::<Vec<_>>().join(" "))
    }
}
