//! Projects and their prebuild configuration.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Millis, ObjectKind, Operation, State};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Project {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: Millis,
    pub(crate) updated_at: Millis,
    /// `gitpod.v1.EnvironmentInitializer` in canonical form.
    pub(crate) initializer: Value,
    /// `gitpod.v1.RecommendedEditors` in canonical form.
    pub(crate) recommended_editors: Option<Value>,
    pub(crate) devcontainer_file_path: String,
    pub(crate) automations_file_path: String,
    pub(crate) technical_description: String,
    /// By their order, of which lower ones are preferred.
    pub(crate) classes: BTreeMap<i32, ProjectClass>,
    pub(crate) prebuilds: Option<PrebuildConfiguration>,
    pub(crate) has_insights: bool,
    /// What the task of its prebuilds prints; something made up if empty.
    pub(crate) log: Vec<String>,
    /// How many environments were created from it.
    pub(crate) popularity: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum ProjectClass {
    /// The machine of the person who creates an environment.
    LocalRunner,
    Class(Uuid),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PrebuildConfiguration {
    pub(crate) enabled: bool,
    pub(crate) classes: Vec<Uuid>,
    pub(crate) timeout_seconds: Option<i64>,
    /// Hour of the daily schedule in UTC; no schedule if `None`.
    pub(crate) hour: Option<u8>,
    /// `gitpod.v1.Subject` in canonical form.
    pub(crate) executor: Option<Value>,
    pub(crate) jetbrains_warmup: bool,
}

impl Project {
    pub(crate) fn has_prebuilds(&self) -> bool {
        self.prebuilds.as_ref().is_some_and(|configuration| configuration.enabled)
    }

    /// Whether a class may have prebuilds and a pool.
    pub(crate) fn prebuilds_class(&self, class: Uuid) -> bool {
        (self.prebuilds.as_ref()).is_some_and(|configuration| {
            configuration.enabled && configuration.classes.contains(&class)
        })
    }

    /// The first class that is not the local runner.
    pub(crate) fn default_class(&self) -> Option<Uuid> {
        self.classes.values().find_map(|class| match class {
            ProjectClass::LocalRunner => None,
            ProjectClass::Class(id) => Some(*id),
        })
    }
}

/// `gitpod.v1.EnvironmentInitializer` that clones a branch of a repository.
pub(crate) fn git_initializer(remote: &str, branch: &str) -> Value {
    let git = json!({
        "remoteUri": remote,
        "targetMode": "CLONE_TARGET_MODE_REMOTE_BRANCH",
        "cloneTarget": branch,
    });
    json!({ "specs": [{ "git": git }] })
}

impl State {
    /// Counts an environment that was created from a project.
    pub(super) fn count_environment(&mut self, id: Uuid) {
        if let Some(project) = self.projects.get_mut(&id) {
            project.popularity = project.popularity.saturating_add(1);
            self.mark_dirty(ObjectKind::Project, id);
        }
    }

    /// Adds a project, whose id must be new.
    pub(crate) fn create_project(&mut self, project: Project) {
        let id = project.id;
        self.projects.insert(id, project);
        self.record_change(ObjectKind::Project, id, Operation::Create);
    }

    /// Replaces a project, and deletes the pools that its prebuild configuration no longer allows.
    pub(crate) fn update_project(&mut self, mut project: Project) {
        if self.projects.get(&project.id) == Some(&project) {
            return;
        }
        project.updated_at = self.now;
        let id = project.id;
        self.projects.insert(id, project);
        self.record_change(ObjectKind::Project, id, Operation::Update);
        self.delete_orphaned_pools(id);
    }

    /// Deletes a project and its pools. Its prebuilds and environments stay.
    pub(crate) fn delete_project(&mut self, id: Uuid) {
        if self.projects.remove(&id).is_some() {
            self.record_change(ObjectKind::Project, id, Operation::Delete);
            self.delete_orphaned_pools(id);
        }
    }

    /// Deletes the pools of a project that have no prebuilds: all of them if it is deleted.
    fn delete_orphaned_pools(&mut self, id: Uuid) {
        let project = self.projects.get(&id);
        let has_prebuilds = |class| project.is_some_and(|project| project.prebuilds_class(class));
        let orphans: Vec<_> = (self.pools.values())
            .filter(|pool| pool.project == id && !has_prebuilds(pool.class))
            .map(|pool| pool.id)
            .collect();
        for pool in orphans {
            self.delete_pool(pool);
        }
    }
}
