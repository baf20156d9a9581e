//! The simulated organization: pools, prebuilds and environments as a pure state machine.
//!
//! Nothing here reads a clock, a file or a socket. [`State::advance`] moves the time; the same
//! seed and operations always give the same state and events.

pub(crate) mod assumptions;
mod autoscaler;
mod changes;
mod claim;
mod demand;
mod environment;
mod faults;
#[cfg(test)]
mod fixture;
mod history;
mod ids;
mod instance;
#[cfg(test)]
mod invariants;
mod lifecycle;
#[cfg(test)]
mod lifecycle_properties;
mod logs;
#[cfg(test)]
mod operations;
mod pool;
mod prebuild;
mod project;
#[cfg(test)]
mod properties;
mod reconcile;
mod runner;
#[cfg(test)]
mod scenarios;
mod schedule;
mod state;

pub(crate) use changes::{Changes, Event, ObjectKind, Operation};
pub(crate) use demand::{Burst, Demand, Rates};
pub(crate) use environment::{
    Creator, Desired as DesiredPhase, Environment, Phase as EnvironmentPhase, Role, Start,
};
pub(crate) use faults::{CallError, Failures, is_named};
pub(crate) use history::{Action, AuditEntry, Session, UsageRecord};
pub(crate) use ids::Ids;
pub(crate) use logs::Log;
pub(crate) use pool::{Phase as PoolPhase, Pool};
pub(crate) use prebuild::{Phase as PrebuildPhase, Prebuild, Trigger};
pub(crate) use project::{PrebuildConfiguration, Project, ProjectClass, git_initializer};
pub(crate) use runner::{Class, Runner};
pub(crate) use state::{Organization, Singletons, State, User};

/// Simulated time, in milliseconds since 1970.
pub(crate) type Millis = i64;
