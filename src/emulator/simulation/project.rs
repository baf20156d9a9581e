//! Projects and their prebuild configuration.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Millis, ObjectKind, Operation, State};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Project {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: Millis,
    pub(crate) updated_at: Millis,
    /// `gitpod.v1.EnvironmentInitializer` in canonical form.
    pub(crate) initializer: serde_json::Value,
    /// `gitpod.v1.RecommendedEditors` in canonical form.
    pub(crate) recommended_editors: Option<serde_json::Value>,
    pub(crate) devcontainer_file_path: String,
    pub(crate) automations_file_path: String,
    pub(crate) technical_description: String,
    /// In order of preference.
    pub(crate) classes: Vec<ProjectClass>,
    pub(crate) prebuilds: Option<PrebuildConfiguration>,
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
    pub(crate) executor: Option<serde_json::Value>,
    pub(crate) jetbrains_warmup: bool,
}

/// The `gitpod.v1.EnvironmentInitializer` of a branch of a repository, in canonical form.
pub(crate) fn git_initializer(remote: &str, branch: &str) -> serde_json::Value {
    serde_json::json!({"specs": [{"git": {
        "remoteUri": remote,
        "targetMode": "CLONE_TARGET_MODE_REMOTE_BRANCH",
        "cloneTarget": branch,
    }}]})
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
        self.classes.iter().find_map(|class| match class {
            ProjectClass::LocalRunner => None,
            ProjectClass::Class(id) => Some(*id),
        })
    }
}

impl State {
    /// Replaces a project, and deletes the pools that its prebuild configuration no longer allows.
    pub(crate) fn update_project(&mut self, mut project: Project) {
        if self.projects.get(&project.id) == Some(&project) {
            return;
        }
        project.updated_at = self.now;
        let id = project.id;
        let orphans: Vec<_> = (self.pools.values())
            .filter(|pool| pool.project == id && !project.prebuilds_class(pool.class))
            .map(|pool| pool.id)
            .collect();
        self.projects.insert(id, project);
        self.record_change(ObjectKind::Project, id, Operation::Update);
        for pool in orphans {
            self.delete_pool(pool);
        }
    }
}
