//! Fault injection: what clients of the embedded API can rehearse.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::schema::{METHODS, Method, RUNNER_PHASE, short_path};
use super::service::error::Code;
use super::simulation::{CallError, Failures, State, is_named};
use crate::keyword::did_you_mean;

const RUNNER_PHASE_PREFIX: &str = "RUNNER_PHASE_";
/// The longest delay of a response: longer than any client waits.
const MAX_LATENCY_MILLIS: u64 = 600_000;

/// A change of the faults in force. What is not set stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FaultChange {
    /// Instances that fail to provision; three consecutive failures degrade a pool.
    pub instances: Option<u32>,
    /// Prebuilds whose tasks fail.
    pub prebuilds: Option<u32>,
    /// What the runner reports about these instances and prebuilds.
    pub message: Option<String>,
    /// New phases of runners.
    pub runners: Vec<RunnerFault>,
    /// Errors of calls. One replaces the earlier one of the same method.
    pub errors: Vec<CallFault>,
    /// Delay of every response, up to ten minutes; 0 ends it.
    pub latency_millis: Option<u64>,
    /// Cuts all open event streams once.
    pub drop_stream: bool,
    /// Ends all other faults first.
    pub clear: bool,
}

/// A runner and its phase: `inactive`, `active`, `degraded` or the name of a `RunnerPhase`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunnerFault {
    /// The name of the runner.
    pub name: String,
    /// Its new phase.
    pub phase: String,
}

/// An error that calls of a method get instead of their response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CallFault {
    /// Such as `ListWarmPools` or `PrebuildService/ListWarmPools`; `*` for all methods.
    pub method: String,
    /// A Connect code, such as `unavailable`.
    pub code: String,
    /// How many calls fail; all if `None`.
    #[serde(default)]
    pub times: Option<u32>,
    /// After how many seconds the client may try again.
    #[serde(default)]
    pub retry_after_seconds: Option<u32>,
}

/// Why a fault cannot be injected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultError {
    /// No runner has this name.
    RunnerNotFound(String),
    /// A word or a number that means nothing, in one sentence.
    Invalid(String),
}

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RunnerNotFound(name) => write!(f, "runner {name:?} not found"),
            Self::Invalid(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for FaultError {}

/// Changes the faults in force; changes nothing if any part is invalid.
pub(super) fn apply(state: &mut State, change: &FaultChange) -> Result<(), FaultError> {
    let runners: Vec<_> =
        change.runners.iter().map(|fault| find_runner(state, fault)).collect::<Result<_, _>>()?;
    let errors: Vec<_> = change.errors.iter().map(to_call_error).collect::<Result<_, _>>()?;
    if change.latency_millis.is_some_and(|millis| millis > MAX_LATENCY_MILLIS) {
        let message = format!("latency is longer than {MAX_LATENCY_MILLIS} ms");
        return Err(FaultError::Invalid(message));
    }
    if change.clear {
        state.clear_faults();
    }
    let mut faults = state.singletons.faults.clone();
    for (failures, count) in
        [(&mut faults.instances, change.instances), (&mut faults.prebuilds, change.prebuilds)]
    {
        if let Some(count) = count {
            let message = change.message.clone().unwrap_or_else(|| "injected fault".to_owned());
            *failures = Failures { count, message };
        }
    }
    for error in errors {
        faults.errors.retain(|other| other.method != error.method);
        faults.errors.push(error);
    }
    faults.latency_millis = change.latency_millis.unwrap_or(faults.latency_millis);
    faults.stream_drops += u64::from(change.drop_stream);
    faults.runners.extend(runners.iter().map(|(id, _)| *id));
    state.set_faults(faults);
    for (id, phase) in runners {
        state.set_runner_phase(id, phase);
    }
    Ok(())
}

fn find_runner(
    state: &State,
    fault: &RunnerFault,
) -> Result<(uuid::Uuid, &'static str), FaultError> {
    let runner = state.runners.values().find(|runner| runner.name == fault.name);
    let runner = runner.ok_or_else(|| FaultError::RunnerNotFound(fault.name.clone()))?;
    Ok((runner.id, runner_phase(&fault.phase)?))
}

fn runner_phase(word: &str) -> Result<&'static str, FaultError> {
    let upper = word.to_uppercase();
    let short = upper.strip_prefix(RUNNER_PHASE_PREFIX).unwrap_or(&upper);
    let known = RUNNER_PHASE.values().skip(1).map(|(_, name)| name);
    let mut known = known.filter(|name| name.strip_prefix(RUNNER_PHASE_PREFIX) == Some(short));
    known.next().ok_or_else(|| {
        let message =
            format!("{word:?} is not a runner phase such as inactive, active or degraded");
        FaultError::Invalid(message)
    })
}

fn to_call_error(fault: &CallFault) -> Result<CallError, FaultError> {
    let method = short_path(&fault.method).unwrap_or(&fault.method);
    let paths = METHODS.iter().map(Method::short_path);
    if method != "*" && !paths.clone().any(|path| is_named(path, method)) {
        let names = paths.flat_map(|path| [Some(path), path.split('/').nth(1)]).flatten();
        let suggestion = did_you_mean(method, names);
        let message = format!("{method:?} is not a method of the embedded API{suggestion}");
        return Err(FaultError::Invalid(message));
    }
    let Some(code) = Code::from_name(&fault.code) else {
        let message = format!("{:?} is not a code: use one of {}", fault.code, Code::names());
        return Err(FaultError::Invalid(message));
    };
    if fault.times == Some(0) {
        return Err(FaultError::Invalid("an error of 0 calls is no error".to_owned()));
    }
    Ok(CallError {
        method: method.to_owned(),
        code: code.name().to_owned(),
        times: fault.times,
        retry_after_seconds: fault.retry_after_seconds,
    })
}

/// The faults in force.
pub(super) fn list(state: &State) -> Value {
    let faults = &state.singletons.faults;
    let runners = faults.runners.iter().filter_map(|id| state.runners.get(id));
    let runners: Vec<_> = (runners.filter(|runner| !runner.is_active()))
        .map(|runner| json!({ "name": runner.name, "phase": runner.phase }))
        .collect();
    let errors: Vec<_> = (faults.errors.iter())
        .map(|error| {
            json!({
                "method": error.method,
                "code": error.code,
                "times": error.times,
                "retryAfterSeconds": error.retry_after_seconds,
            })
        })
        .collect();
    json!({
        "instances": faults.instances.count,
        "prebuilds": faults.prebuilds.count,
        "runners": runners,
        "errors": errors,
        "latencyMillis": faults.latency_millis,
    })
}
