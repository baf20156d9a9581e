//! What was read about the demand of some projects.

#[cfg(test)]
use std::collections::BTreeSet;
use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::Millis;
use super::rows::{EnvironmentRow, Ids, PrebuildRow, RecordRow, Role, millis};
use super::starters::StarterKind;
use crate::api::environment::Environment;
use crate::api::identity::{Identity, Subject};
use crate::api::organization::OrganizationPolicies;
use crate::api::prebuild::Prebuild;
use crate::api::project::Project;
use crate::api::usage::UsageRecord;
#[cfg(test)]
use crate::warm_pool::reference::PoolKey;

/// The usage records, environments and prebuilds of some projects, reduced to what the rules need,
/// and what the rules need to know about the projects and their organization.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(super) ids: Ids,
    pub(super) projects: BTreeMap<Uuid, ProjectHistory>,
    pub(super) kinds: HashMap<Uuid, StarterKind>,
    pub(super) identity: Option<Identity>,
    /// `None` if they may not be read.
    pub(super) policies: Option<OrganizationPolicies>,
}

/// What was read about a project.
#[derive(Debug, Default)]
pub(super) struct ProjectHistory {
    /// `None` if it may not be read.
    pub(super) project: Option<Project>,
    pub(super) records: Vec<RecordRow>,
    pub(super) environments: Vec<EnvironmentRow>,
    pub(super) prebuilds: Vec<PrebuildRow>,
    pub(super) denied: Denied,
}

/// Which sources of a project's demand the token may not read, or the service does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Denied {
    pub(crate) usage_records: bool,
    pub(crate) environments: bool,
    pub(crate) prebuilds: bool,
}

impl History {
    /// Of these projects, of which nothing was read yet.
    pub(super) fn new(projects: &[Uuid]) -> Self {
        let projects = projects.iter().map(|id| (*id, ProjectHistory::default())).collect();
        Self { projects, ..Self::default() }
    }

    pub(super) fn project_mut(&mut self, id: Uuid) -> &mut ProjectHistory {
        self.projects.entry(id).or_default()
    }

    /// Of a project that was asked for; records of others are listed with them.
    fn listed_project(&mut self, id: &str) -> Option<&mut ProjectHistory> {
        self.projects.get_mut(&Uuid::try_parse(id).ok()?)
    }

    pub(super) fn add_record(&mut self, record: &UsageRecord) {
        if self.listed_project(&record.project_id).is_none() {
            return;
        }
        let row = self.ids.record(record);
        if let Some(project) = self.listed_project(&record.project_id) {
            project.records.push(row);
        }
    }

    /// Whether the usage records of a project, or of all, are known not to be readable.
    pub(super) fn is_usage_denied(&self, project: Option<Uuid>) -> bool {
        match project {
            Some(project) => self.denied(project).usage_records,
            None => self.projects.values().all(|project| project.denied.usage_records),
        }
    }

    /// Notes that the usage records of a project, or of all, cannot be read.
    pub(super) fn deny_usage(&mut self, project: Option<Uuid>) {
        match project {
            Some(project) => self.project_mut(project).denied.usage_records = true,
            None => {
                self.projects.values_mut().for_each(|project| project.denied.usage_records = true);
            }
        }
    }

    /// The project of an environment is its own: several projects are listed together.
    pub(super) fn add_environment(&mut self, environment: &Environment) {
        let metadata = environment.metadata.as_ref();
        let project = metadata.and_then(|metadata| Uuid::try_parse(&metadata.project_id).ok());
        let Some(project) = project else { return };
        self.add_subject(metadata.and_then(|metadata| metadata.creator.as_ref()));
        let row = self.ids.environment(environment);
        self.project_mut(project).environments.push(row);
    }

    pub(super) fn add_prebuild(&mut self, prebuild: &Prebuild) {
        let project = prebuild.metadata.as_ref().map(|metadata| metadata.project_id.clone());
        let row = self.ids.prebuild(prebuild);
        if let Some(project) = self.listed_project(&project.unwrap_or_default()) {
            project.prebuilds.push(row);
        }
    }

    pub(super) fn add_project(&mut self, project: Project) {
        let Ok(id) = Uuid::try_parse(&project.id) else { return };
        self.add_subject(project.metadata.as_ref().and_then(|metadata| metadata.creator.as_ref()));
        let configuration = project.prebuild_configuration.as_ref();
        self.add_subject(configuration.and_then(|configuration| configuration.executor.as_ref()));
        self.project_mut(id).project = Some(project);
    }

    pub(super) fn set_identity(&mut self, identity: Identity) {
        self.add_subject(identity.subject.as_ref());
        self.identity = Some(identity);
    }

    /// Notes whether an id stands for a person or a service account: a usage record does not say.
    fn add_subject(&mut self, subject: Option<&Subject>) {
        let Some(subject) = subject else { return };
        let (kind, id) = (StarterKind::of(&subject.principal), Uuid::try_parse(&subject.id));
        if let (Some(kind), Ok(id)) = (kind, id) {
            let known = self.kinds.entry(id).or_insert(kind);
            *known = kind.max(*known);
        }
    }

    /// Whom the token belongs to; `None` if the service does not say.
    #[cfg(test)]
    pub(crate) fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// A project as the service lists it; `None` if it does not.
    pub(crate) fn project(&self, id: Uuid) -> Option<&Project> {
        self.projects.get(&id)?.project.as_ref()
    }

    pub(crate) fn denied(&self, project: Uuid) -> Denied {
        self.projects.get(&project).map(|project| project.denied).unwrap_or_default()
    }

    /// Whether the organization's policies were read: without them nobody knows how long it keeps
    /// environments.
    #[cfg(test)]
    pub(crate) fn has_policies(&self) -> bool {
        self.policies.is_some()
    }

    pub(crate) fn project_created_at(&self, id: Uuid) -> Option<Millis> {
        millis(self.project(id)?.metadata.as_ref()?.created_at.as_ref())
    }

    /// The earliest creation of any record or environment that was read for a project.
    pub(crate) fn earliest(&self, project: Uuid) -> Option<Millis> {
        let project = self.projects.get(&project)?;
        let records = project.records.iter().filter_map(|row| row.created);
        let environments = project.environments.iter().filter_map(|row| row.created);
        records.chain(environments).min()
    }

    /// When the history of a project begins, if it does not reach back to `from`: days before that
    /// are not days without demand. It begins with the project, or with the first thing that is
    /// known of it, whichever is later.
    pub(crate) fn begins_after(&self, project: Uuid, from: Millis) -> Option<Millis> {
        let begin = self.project_created_at(project).max(self.earliest(project));
        begin.filter(|begin| *begin > from)
    }

    /// Every project and class with a record or an environment.
    #[cfg(test)]
    pub(crate) fn pairs(&self) -> BTreeSet<PoolKey> {
        let pairs = self.projects.iter().flat_map(|(project, history)| {
            let records = history.records.iter().map(|row| row.class);
            let environments = history.environments.iter().map(|row| row.class);
            let classes = records.chain(environments).filter_map(|class| self.ids.get(class));
            classes.map(|class| PoolKey { project: *project, class })
        });
        pairs.collect()
    }
}

impl ProjectHistory {
    /// Drops what was read of sources that turned out to be denied.
    pub(super) fn clear_denied(&mut self) {
        let Denied { usage_records, environments, prebuilds } = self.denied;
        if usage_records {
            self.records.clear();
        }
        if environments {
            self.environments.clear();
        }
        if prebuilds {
            self.prebuilds.clear();
        }
    }

    /// The environments that people and automations work in, as far as their role is known.
    pub(super) fn work(&self) -> impl Iterator<Item = &EnvironmentRow> {
        self.environments.iter().filter(|row| matches!(row.role, Role::Work | Role::Unknown))
    }
}
