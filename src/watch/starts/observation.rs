//! What an environment tells about its start.

use jiff::Timestamp;
use uuid::Uuid;

use crate::api::Time;
use crate::api::environment::{Environment, EnvironmentPhase, EnvironmentRole, MachinePhase};
use crate::warm_pool::reference::PoolKey;

/// The start of an environment. Times are by the service's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ObservedStart {
    pub(crate) environment_id: Uuid,
    pub(crate) key: PoolKey,
    pub(crate) created_at: Option<Timestamp>,
    /// `None` if it was not seen when it began to run.
    pub(crate) running_at: Option<Timestamp>,
    /// When its machine ran: tasks that follow take longer.
    pub(crate) machine_at: Option<Timestamp>,
    /// The prebuild that it was created from.
    pub(crate) prebuild_id: Option<Uuid>,
    pub(crate) creator_id: Option<Uuid>,
}

/// How far a start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Starting,
    Running,
    /// It stopped, or is deleted.
    Over,
}

impl ObservedStart {
    /// `None` for what is no start from a pool: the environment of a prebuild, or of no project.
    pub(super) fn new(environment: &Environment) -> Option<Self> {
        use EnvironmentRole::{Default, Unspecified, Workflow};
        let metadata = environment.metadata.as_ref()?;
        if !matches!(metadata.role, Unspecified | Default | Workflow) {
            return None;
        }
        let class = &environment.spec.as_ref()?.machine.as_ref()?.class;
        let id = |text: &str| Uuid::try_parse(text).ok();
        Some(Self {
            environment_id: id(&environment.id)?,
            key: PoolKey::parse(&metadata.project_id, class)?,
            created_at: metadata.created_at.as_ref().and_then(Time::at),
            running_at: None,
            machine_at: None,
            prebuild_id: metadata.prebuild_id.as_deref().and_then(id),
            creator_id: metadata.creator.as_ref().and_then(|creator| id(&creator.id)),
        })
    }
}

pub(super) fn stage(environment: &Environment) -> Stage {
    use EnvironmentPhase::{Deleted, Deleting, Running, Stopped, Stopping};
    match environment.status.as_ref().map(|status| &status.phase) {
        Some(Running) => Stage::Running,
        Some(Stopping | Stopped | Deleting | Deleted) => Stage::Over,
        _ => Stage::Starting,
    }
}

pub(super) fn has_running_machine(environment: &Environment) -> bool {
    let machine = environment.status.as_ref().and_then(|status| status.machine.as_ref());
    machine.is_some_and(|machine| machine.phase == MachinePhase::Running)
}
