//! One instance of a pool. The service shows only how many there are.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Millis;

/// A machine that a pool keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Instance {
    /// Unique within its pool; smaller is older.
    pub(crate) serial: u64,
    /// The snapshot it was made from.
    pub(crate) snapshot: Uuid,
    pub(crate) state: State,
}

/// What an instance is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum State {
    /// Being made, to be kept running.
    ProvisioningToRun { done: Millis },
    /// Being made, to be kept stopped.
    ProvisioningToStop { done: Millis },
    /// A stopped one on its way to running.
    Starting { done: Millis },
    /// Ready to be claimed.
    Running,
    /// Kept for its disk, to be started faster than made.
    Stopped,
    /// On its way out; counted nowhere.
    Draining { done: Millis },
}

impl State {
    /// When it becomes something else by itself.
    pub(crate) fn done(self) -> Option<Millis> {
        match self {
            Self::ProvisioningToRun { done }
            | Self::ProvisioningToStop { done }
            | Self::Starting { done }
            | Self::Draining { done } => Some(done),
            Self::Running | Self::Stopped => None,
        }
    }

    /// Whether it is being made.
    pub(crate) fn is_provisioning(self) -> bool {
        matches!(self, Self::ProvisioningToRun { .. } | Self::ProvisioningToStop { .. })
    }

    /// Whether it runs or soon will.
    pub(crate) fn runs_soon(self) -> bool {
        matches!(self, Self::Running | Self::Starting { .. } | Self::ProvisioningToRun { .. })
    }

    /// Whether it is part of the pool: everything that is not on its way out.
    pub(crate) fn is_present(self) -> bool {
        !matches!(self, Self::Draining { .. })
    }
}
