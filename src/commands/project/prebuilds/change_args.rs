//! The flags of a change of prebuild settings.

use clap::{Args, ValueEnum};

use crate::api::Client;
use crate::api::identity::Principal;
use crate::commands::shared::{name_patterns, run_timeout, whole_number};
use crate::context::Context;
use crate::error::CliError;
use crate::lookup;
use crate::warm_pool::prebuild_settings::{ClassChange, Executor, Schedule, SettingsChange};
use crate::warm_pool::reference::{self, NameOrId};

#[derive(Debug, Args)]
pub(super) struct ChangeArgs {
    /// Turn prebuilds on
    #[arg(long, conflicts_with = "off")]
    on: bool,

    /// Turn prebuilds off, which deletes the warm pools of the project
    #[arg(long)]
    off: bool,

    /// Replace the prebuild classes by these; names or ids, separated by commas
    #[arg(long, value_name = "CLASS", conflicts_with_all = ["add_class", "remove_class"])]
    class: Vec<String>,

    /// Add prebuild classes; names or ids, separated by commas
    #[arg(long, value_name = "CLASS")]
    add_class: Vec<String>,

    /// Remove prebuild classes, which deletes their warm pools; names or ids, separated by commas
    #[arg(long, value_name = "CLASS")]
    remove_class: Vec<String>,

    /// Start a prebuild every day at this hour in UTC, 0 to 23
    #[arg(
        long,
        value_name = "HOUR",
        allow_negative_numbers = true,
        conflicts_with = "no_schedule"
    )]
    #[arg(value_parser = |text: &str| whole_number::parse(text, 0..=23_i32))]
    hour: Option<i32>,

    /// Start prebuilds only on request
    #[arg(long)]
    no_schedule: bool,

    /// Time limit of a prebuild, 5m to 2h
    #[arg(long, value_name = "DURATION")]
    timeout: Option<String>,

    /// Run prebuilds as the user with this id, or as service-account:ID
    #[arg(long, value_name = "ID")]
    executor: Option<String>,

    /// Warm up JetBrains editors in prebuilds
    #[arg(long, value_name = "WHETHER", value_enum, ignore_case = true)]
    jetbrains: Option<Switch>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

/// A change as it was typed.
pub(super) struct TypedChange {
    /// Without the classes.
    settings: SettingsChange,
    classes: Vec<NameOrId>,
    added: Vec<NameOrId>,
    removed: Vec<NameOrId>,
}

impl ChangeArgs {
    /// The change, if there is one.
    ///
    /// # Errors
    /// All invalid values together.
    pub(super) fn parse(&self) -> Result<Option<TypedChange>, CliError> {
        let timeout = self.timeout.as_deref().map(|text| run_timeout::parse("--timeout", text));
        let executor = self.executor.as_deref().map(parse_executor);
        let values = CliError::both(timeout.transpose(), executor.transpose());
        let classes = name_patterns::parse_names("--class", &self.class);
        let added = name_patterns::parse_names("--add-class", &self.add_class);
        let removed = name_patterns::parse_names("--remove-class", &self.remove_class);
        let classes = CliError::both(classes, CliError::both(added, removed));
        let ((timeout, executor), (classes, (added, removed))) = CliError::both(values, classes)?;
        let settings = SettingsChange {
            enabled: (self.on || self.off).then_some(self.on),
            schedule: match self.hour {
                Some(hour) => Some(Schedule::Daily(hour)),
                None => self.no_schedule.then_some(Schedule::Never),
            },
            timeout,
            executor,
            jetbrains_warmup: self.jetbrains.map(|switch| switch == Switch::On),
            ..SettingsChange::default()
        };
        let is_empty = settings == SettingsChange::default()
            && [&classes, &added, &removed].iter().all(|names| names.is_empty());
        Ok((!is_empty).then_some(TypedChange { settings, classes, added, removed }))
    }
}

/// A user's id, or `service-account:ID`.
fn parse_executor(text: &str) -> Result<Executor, CliError> {
    let (principal, id) = match text.trim().strip_prefix("service-account:") {
        Some(id) => (Principal::ServiceAccount, id),
        None => (Principal::User, text),
    };
    let id = reference::parse_id(id);
    let id = id.map_err(|error| CliError::usage(format!("--executor: {error}")))?;
    Ok(Executor { principal, id: id.to_string() })
}

impl TypedChange {
    pub(super) fn has_classes(&self) -> bool {
        [&self.classes, &self.added, &self.removed].iter().any(|names| !names.is_empty())
    }

    /// The change with the ids of its classes.
    pub(super) async fn resolve(
        &self,
        context: &Context,
        client: &Client,
    ) -> Result<SettingsChange, CliError> {
        let Self { settings, classes, added, removed } = self;
        let all: Vec<_> = classes.iter().chain(added).chain(removed).collect();
        let ids = lookup::resolve_class_ids(client, &all).await;
        let mut ids = ids.map_err(|error| context.lookup_error(error))?;
        let settings = settings.clone();
        if !classes.is_empty() {
            return Ok(SettingsChange { classes: ClassChange::Replace(ids), ..settings });
        }
        let removed = ids.split_off(added.len());
        if let Some(index) = ids.iter().position(|id| removed.contains(id)) {
            let class = &added[index];
            let message = format!("{class} cannot be both in --add-class and in --remove-class");
            return Err(CliError::usage(message));
        }
        Ok(SettingsChange { classes: ClassChange::Edit { added: ids, removed }, ..settings })
    }
}
