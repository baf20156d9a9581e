//! Instances of a pool. The service shows only their counts.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Millis;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Instance {
    /// Unique within its pool, in order of creation.
    pub(crate) serial: u64,
    pub(crate) snapshot: Uuid,
    pub(crate) state: InstanceState,
}

/// `done` is when the state ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum InstanceState {
    ProvisioningToRun {
        done: Millis,
    },
    ProvisioningToStop {
        done: Millis,
    },
    /// From stopped to running.
    Starting {
        done: Millis,
    },
    /// Ready to be claimed.
    Running,
    /// Provisioned, and faster to start than to provision again.
    Stopped,
    /// Being deleted, and not counted.
    Draining {
        done: Millis,
    },
}

impl InstanceState {
    pub(crate) fn done(self) -> Option<Millis> {
        match self {
            Self::ProvisioningToRun { done }
            | Self::ProvisioningToStop { done }
            | Self::Starting { done }
            | Self::Draining { done } => Some(done),
            Self::Running | Self::Stopped => None,
        }
    }

    pub(crate) fn is_due(self, now: Millis) -> bool {
        self.done().is_some_and(|done| done <= now)
    }

    pub(crate) fn is_provisioning(self) -> bool {
        matches!(self, Self::ProvisioningToRun { .. } | Self::ProvisioningToStop { .. })
    }

    /// Whether it is running or will be.
    pub(crate) fn runs_soon(self) -> bool {
        matches!(self, Self::Running | Self::Starting { .. } | Self::ProvisioningToRun { .. })
    }

    /// Whether it counts towards the size of its pool.
    pub(crate) fn is_present(self) -> bool {
        !matches!(self, Self::Draining { .. })
    }
}
