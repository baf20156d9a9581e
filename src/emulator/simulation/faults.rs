//! Injected faults: failures of the simulated runner, and errors of calls.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::State;

/// The faults in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Faults {
    /// Instances that fail to provision.
    pub(crate) instances: Failures,
    /// Prebuilds whose tasks fail.
    pub(crate) prebuilds: Failures,
    /// Runners whose phase was set.
    pub(crate) runners: BTreeSet<Uuid>,
    pub(crate) errors: Vec<CallError>,
    /// Delay of every response, in milliseconds of real time.
    pub(crate) latency_millis: u64,
    /// How often all event streams were cut.
    pub(crate) stream_drops: u64,
}

/// Failures that are still to come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Failures {
    pub(crate) count: u32,
    /// What the runner reports.
    pub(crate) message: String,
}

/// An error that calls of a method get instead of their response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CallError {
    /// Such as `PrebuildService/GetWarmPool` or `GetWarmPool`, or `*` for all.
    pub(crate) method: String,
    /// Name of a Connect code.
    pub(crate) code: String,
    /// How many calls are still to fail; all if `None`.
    pub(crate) times: Option<u32>,
    /// After how many seconds the client may try again.
    pub(crate) retry_after_seconds: Option<u32>,
}

/// Whether a method has a name, which may leave out the service.
pub(crate) fn is_named(path: &str, name: &str) -> bool {
    path == name || path.split_once('/').is_some_and(|(_, method)| method == name)
}

impl Failures {
    /// Takes up to `max` failures.
    pub(super) fn take(&mut self, max: usize) -> usize {
        let taken = max.min(self.count as usize);
        self.count -= u32::try_from(taken).unwrap_or(0);
        taken
    }
}

impl CallError {
    /// Whether it is about a method, whose path is without its package.
    fn concerns(&self, path: &str) -> bool {
        self.method == "*" || is_named(path, &self.method)
    }
}

impl State {
    /// The fault that a call of a method meets, if any.
    pub(crate) fn call_error(&self, method: &str) -> Option<&CallError> {
        self.singletons.faults.errors.iter().find(|error| error.concerns(method))
    }

    /// As [`Self::call_error`]; the fault is used up if it is for a number of calls.
    pub(crate) fn take_call_error(&mut self, method: &str) -> Option<CallError> {
        let errors = &mut self.singletons.faults.errors;
        let index = errors.iter().position(|error| error.concerns(method))?;
        let error = errors[index].clone();
        if let Some(times) = &mut errors[index].times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                errors.remove(index);
            }
            self.changes.singletons = true;
        }
        Some(error)
    }

    /// Replaces the faults.
    pub(crate) fn set_faults(&mut self, faults: Faults) {
        self.changes.singletons |= self.singletons.faults != faults;
        self.singletons.faults = faults;
    }

    /// Ends all faults, and activates the runners whose phase was set.
    pub(crate) fn clear_faults(&mut self) {
        let stream_drops = self.singletons.faults.stream_drops;
        for runner in self.singletons.faults.runners.clone() {
            self.set_runner_phase(runner, "RUNNER_PHASE_ACTIVE");
        }
        self.set_faults(Faults { stream_drops, ..Faults::default() });
    }
}
