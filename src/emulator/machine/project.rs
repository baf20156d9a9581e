//! Projects and their prebuild settings.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Millis, Operation, World, change::Kind};

/// A project: a repository and how its environments are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Project {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: Millis,
    pub(crate) updated_at: Millis,
    /// `gitpod.v1.EnvironmentInitializer`, as it goes over the wire.
    pub(crate) initializer: serde_json::Value,
    /// `gitpod.v1.RecommendedEditors`, as it goes over the wire.
    pub(crate) recommended_editors: Option<serde_json::Value>,
    pub(crate) devcontainer_file_path: String,
    pub(crate) automations_file_path: String,
    pub(crate) technical_description: String,
    /// In the order of preference; the first is the default.
    pub(crate) classes: Vec<ProjectClass>,
    pub(crate) prebuilds: Option<PrebuildConfiguration>,
}

/// What a project's environments may run on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum ProjectClass {
    /// The machine of the person who starts it.
    LocalRunner,
    /// A class of a runner.
    Class(Uuid),
}

/// When and for which classes a project is prebuilt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PrebuildConfiguration {
    pub(crate) enabled: bool,
    pub(crate) classes: Vec<Uuid>,
    pub(crate) timeout_seconds: Option<i64>,
    /// The hour of the daily schedule in UTC; no schedule when absent.
    pub(crate) hour: Option<u8>,
    /// `gitpod.v1.Subject`, as it goes over the wire.
    pub(crate) executor: Option<serde_json::Value>,
    pub(crate) jetbrains_warmup: bool,
}

impl Project {
    /// Whether a class may be prebuilt, and so kept warm.
    pub(crate) fn prebuilds_class(&self, class: Uuid) -> bool {
        (self.prebuilds.as_ref()).is_some_and(|set| set.enabled && set.classes.contains(&class))
    }

    /// The class of an environment that names none.
    pub(crate) fn default_class(&self) -> Option<Uuid> {
        self.classes.iter().find_map(|class| match class {
            ProjectClass::LocalRunner => None,
            ProjectClass::Class(id) => Some(*id),
        })
    }
}

impl World {
    /// Replaces a project, and deletes the pools its new prebuild settings no longer allow.
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
        self.changed(Kind::Project, id, Operation::Update);
        for pool in orphans {
            self.delete_pool(pool);
        }
    }
}
