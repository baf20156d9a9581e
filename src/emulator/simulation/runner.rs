//! Runners and environment classes. Only the seed creates runners.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Millis, ObjectKind, Operation, State};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Runner {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: Millis,
    /// Name of a `RunnerProvider`.
    pub(crate) provider: String,
    /// Name of a `RunnerKind`.
    pub(crate) kind: String,
    /// Name of a `RunnerPhase`.
    pub(crate) phase: String,
    pub(crate) region: String,
    /// Names of `RunnerCapability`.
    pub(crate) capabilities: Vec<String>,
    /// Maximum of instances of all its pools; no limit if `None`.
    pub(crate) capacity: Option<usize>,
}

impl Runner {
    pub(crate) fn has(&self, capability: &str) -> bool {
        self.capabilities.iter().any(|name| name == capability)
    }

    pub(crate) fn is_active(&self) -> bool {
        self.phase == "RUNNER_PHASE_ACTIVE"
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Class {
    pub(crate) id: Uuid,
    pub(crate) runner: Uuid,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) enabled: bool,
    /// Settings that are shown with the class, such as its machine type.
    pub(crate) configuration: Vec<(String, String)>,
}

impl State {
    /// Adds a class, whose id must be new.
    pub(crate) fn create_class(&mut self, class: Class) {
        let id = class.id;
        self.classes.insert(id, class);
        self.record_change(ObjectKind::Class, id, Operation::Create);
    }

    /// Replaces a class.
    pub(crate) fn update_class(&mut self, class: Class) {
        let id = class.id;
        if self.classes.get(&id) != Some(&class) {
            self.classes.insert(id, class);
            self.record_change(ObjectKind::Class, id, Operation::Update);
        }
    }

    pub(super) fn runner_of(&self, class: Uuid) -> Uuid {
        self.classes.get(&class).map_or(Uuid::nil(), |class| class.runner)
    }
}
