//! The prebuild settings of a project: what they mean, what a change makes of them, and which classes
//! they keep pools for.

use std::collections::BTreeSet;
use std::time::Duration;

use uuid::Uuid;

use crate::api::identity::{Principal, Subject};
use crate::api::prebuild::DEFAULT_RUN_TIMEOUT;
use crate::api::project::{PrebuildConfiguration, Project};

/// What prebuild settings mean: equal settings may be written differently. Fields that this version does
/// not know are not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrebuildSettings {
    pub(crate) is_enabled: bool,
    /// The ids of the prebuild classes, in lower case.
    pub(crate) classes: BTreeSet<String>,
    /// The hour of the daily schedule in UTC.
    pub(crate) hour: Option<i32>,
    /// The time limit of a prebuild, the default one too; as the service wrote it, if it is no
    /// duration.
    pub(crate) timeout: Result<Duration, String>,
    /// Who runs the prebuilds; `None` for the creator of the project.
    pub(crate) executor: Option<Executor>,
    pub(crate) has_jetbrains_warmup: bool,
}

/// Who runs prebuilds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Executor {
    pub(crate) principal: Principal,
    /// In lower case.
    pub(crate) id: String,
}

impl PrebuildSettings {
    /// The settings of a project, which may have none.
    pub(crate) fn of_project(project: &Project) -> Self {
        Self::new(project.prebuild_configuration.as_ref())
    }

    pub(crate) fn new(configuration: Option<&PrebuildConfiguration>) -> Self {
        let configuration = configuration.cloned().unwrap_or_default();
        let schedule = configuration.trigger.and_then(|trigger| trigger.daily_schedule);
        Self {
            is_enabled: configuration.enabled,
            classes: lower_case(configuration.environment_class_ids),
            hour: schedule.map(|schedule| schedule.hour_utc),
            timeout: match configuration.timeout {
                None => Ok(DEFAULT_RUN_TIMEOUT),
                Some(timeout) => timeout.duration().ok_or_else(|| timeout.as_str().to_owned()),
            },
            executor: configuration.executor.map(Executor::from),
            has_jetbrains_warmup: configuration.enable_jetbrains_warmup,
        }
    }

    /// Whether a class can have a prebuild, and so a pool.
    pub(crate) fn allows(&self, class_id: &str) -> bool {
        self.is_enabled && self.classes.contains(&class_id.to_ascii_lowercase())
    }

    /// Whether other settings allow all classes that these do. Otherwise changing these to the others
    /// deletes pools, if there are any.
    pub(crate) fn all_allowed_by(&self, other: &Self) -> bool {
        !self.is_enabled || self.classes.iter().all(|class| other.allows(class))
    }
}

fn lower_case(ids: Vec<String>) -> BTreeSet<String> {
    ids.into_iter().map(|id| id.to_ascii_lowercase()).collect()
}

impl From<Subject> for Executor {
    fn from(subject: Subject) -> Self {
        Self { principal: subject.principal, id: subject.id.to_ascii_lowercase() }
    }
}

/// What is to be changed; what is not set stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SettingsChange {
    pub(crate) enabled: Option<bool>,
    pub(crate) classes: ClassChange,
    pub(crate) schedule: Option<Schedule>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) executor: Option<Executor>,
    pub(crate) jetbrains_warmup: Option<bool>,
}

/// What becomes of the list of prebuild classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ClassChange {
    Replace(Vec<Uuid>),
    /// No class is both added and removed.
    Edit {
        added: Vec<Uuid>,
        removed: Vec<Uuid>,
    },
}

impl Default for ClassChange {
    fn default() -> Self {
        Self::Edit { added: Vec::new(), removed: Vec::new() }
    }
}

/// When prebuilds start by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Schedule {
    Never,
    /// Every day at this hour in UTC, from 0 to 23.
    Daily(i32),
}

impl SettingsChange {
    /// The settings of a project after the change. What has the requested meaning already is left as
    /// it is written, and so are fields that this version does not know.
    pub(crate) fn apply(&self, current: Option<&PrebuildConfiguration>) -> PrebuildConfiguration {
        let before = PrebuildSettings::new(current);
        let mut after = current.cloned().unwrap_or_default();
        if let Some(enabled) = self.enabled {
            after.enabled = enabled;
        }
        self.classes.apply(&before, &mut after.environment_class_ids);
        match self.schedule {
            Some(Schedule::Daily(hour)) => {
                // A trigger is of one kind; one of a kind that this version does not know is replaced.
                let daily = after.trigger.take().filter(|trigger| trigger.daily_schedule.is_some());
                let trigger = after.trigger.insert(daily.unwrap_or_default());
                trigger.daily_schedule.get_or_insert_default().hour_utc = hour;
            }
            Some(Schedule::Never) => {
                // A trigger of a kind that this version does not know stays.
                after.trigger = after.trigger.take().filter(|trigger| !trigger.unknown.is_empty());
                if let Some(trigger) = &mut after.trigger {
                    trigger.daily_schedule = None;
                }
            }
            None => {}
        }
        if let Some(timeout) = self.timeout.filter(|timeout| before.timeout != Ok(*timeout)) {
            after.timeout = Some(timeout.into());
        }
        if let Some(executor) = &self.executor
            && before.executor.as_ref() != Some(executor)
        {
            let Executor { principal, id } = executor.clone();
            after.executor = Some(Subject { id, principal, ..Subject::default() });
        }
        if let Some(jetbrains_warmup) = self.jetbrains_warmup {
            after.enable_jetbrains_warmup = jetbrains_warmup;
        }
        after
    }
}

impl ClassChange {
    fn apply(&self, before: &PrebuildSettings, ids: &mut Vec<String>) {
        match self {
            Self::Replace(classes) => {
                if lower_case(classes.iter().map(Uuid::to_string).collect()) != before.classes {
                    ids.clear();
                    add_missing(ids, classes);
                }
            }
            Self::Edit { added, removed } => {
                let is_removed = |id: &str| {
                    removed.iter().any(|class| class.to_string().eq_ignore_ascii_case(id))
                };
                ids.retain(|id| !is_removed(id));
                add_missing(ids, added);
            }
        }
    }
}

fn add_missing(ids: &mut Vec<String>, classes: &[Uuid]) {
    for id in classes.iter().map(Uuid::to_string) {
        if !ids.iter().any(|other| other.eq_ignore_ascii_case(&id)) {
            ids.push(id);
        }
    }
}

#[cfg(test)]
mod tests;
