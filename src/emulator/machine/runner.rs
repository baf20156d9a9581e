//! Runners and environment classes: what the seed gives and nothing changes but faults.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Millis;

/// A runner in somebody's cloud.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Runner {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: Millis,
    /// The wire name of a `RunnerProvider`.
    pub(crate) provider: String,
    /// The wire name of a `RunnerKind`.
    pub(crate) kind: String,
    /// The wire name of a `RunnerPhase`.
    pub(crate) phase: String,
    pub(crate) region: String,
    /// Wire names of `RunnerCapability`.
    pub(crate) capabilities: Vec<String>,
    /// Instances its account allows, over all pools; no limit when absent.
    pub(crate) capacity: Option<usize>,
}

impl Runner {
    /// Whether it can keep warm pools at all.
    pub(crate) fn has(&self, capability: &str) -> bool {
        self.capabilities.iter().any(|own| own == capability)
    }

    /// Whether it answers.
    pub(crate) fn is_active(&self) -> bool {
        self.phase == "RUNNER_PHASE_ACTIVE"
    }
}

/// An environment class of a runner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Class {
    pub(crate) id: Uuid,
    pub(crate) runner: Uuid,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) enabled: bool,
    /// Settings shown with the class, such as its machine type.
    pub(crate) configuration: Vec<(String, String)>,
}
