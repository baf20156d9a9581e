//! How an environment class looks: its columns and its details.

use super::runner_names::Names;
use crate::api::class::EnvironmentClass;
use crate::commands::shared::cell;
use crate::commands::shared::sort::{InSeconds, ListRow};
use crate::error::CliError;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;

/// A class as it is shown.
pub(super) struct ClassRow {
    class: EnvironmentClass,
    /// The name of its runner, where it is known.
    runner: Option<String>,
}

impl Record for ClassRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("name", |row| cell::filled(&row.class.display_name)),
        Column::text("runner", Self::runner),
        Column::text("enabled", Self::enabled),
        Column::text("description", |row| cell::filled(&row.class.description)),
        Column::wide("id", |row| row.class.id.clone()),
        Column::wide("runner-id", |row| cell::filled(&row.class.runner_id)),
        Column::wide("configuration", Self::configuration),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.class)
    }

    fn address(&self) -> String {
        match self.class.display_name.as_str() {
            "" => self.class.id.clone(),
            name => name.to_owned(),
        }
    }

    fn id(&self) -> String {
        self.class.id.clone()
    }
}

impl ListRow for ClassRow {
    const EMPTY_MESSAGE: &'static str = "no environment classes";
    const DURATION_COLUMNS: &'static [InSeconds<Self>] = &[];
    const LIMIT_NEEDS_SORT: bool = true;

    type SortKey = (String, String, String);

    fn sort_key(&self) -> Self::SortKey {
        (self.class.display_name.clone(), self.runner(), self.id())
    }
}

impl ClassRow {
    /// A class with the name of its runner, if that is among these.
    pub(super) fn new(class: EnvironmentClass, names: &Names) -> Self {
        let runner = names.of(&class.runner_id).map(str::to_owned);
        Self { class, runner }
    }

    /// Its details, a line each.
    pub(super) fn details(&self) -> Vec<String> {
        let runner = match &self.runner {
            Some(name) => format!("{name} ({})", self.class.runner_id),
            None => self.runner(),
        };
        let mut lines = vec![
            format!("name           {}", cell::filled(&self.class.display_name)),
            format!("id             {}", self.class.id),
            format!("runner         {runner}"),
            format!("enabled        {}", self.enabled()),
            format!("description    {}", cell::filled(&self.class.description)),
        ];
        lines.extend(self.settings().map(|setting| format!("configuration  {setting}")));
        lines
    }

    fn runner(&self) -> String {
        self.runner.clone().unwrap_or_else(|| cell::filled(&self.class.runner_id))
    }

    fn enabled(&self) -> String {
        if self.class.enabled { "yes" } else { "no" }.to_owned()
    }

    fn settings(&self) -> impl Iterator<Item = String> {
        self.class.configuration.iter().map(|field| format!("{}={}", field.key, field.value))
    }

    fn configuration(&self) -> String {
        cell::filled(&self.settings().collect::<Vec<_>>().join(" "))
    }
}
