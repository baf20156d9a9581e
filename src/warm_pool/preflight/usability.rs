//! What must hold for every pool of an environment class: the class is enabled, and its runner is active
//! and supports warm pools.

use super::data::Lookup;
use crate::api::OpenEnum as _;
use crate::api::class::EnvironmentClass;
use crate::api::runner::{Runner, RunnerPhase};

/// Whether one of these conditions is met, each with the detail to show.
pub(super) enum Finding {
    Met(String),
    Unmet(String),
    Unknown(String),
}

/// Whether a class can have warm pools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Usability {
    Usable,
    /// Why not: everything that is known.
    Unusable(Vec<String>),
    /// What is not known.
    Unknown(Vec<String>),
}

pub(crate) fn usability(class: &EnvironmentClass, runner: &Lookup<Runner>) -> Usability {
    let mut findings = vec![class_is_enabled(class, name_or_id(&class.display_name, &class.id))];
    match runner {
        Lookup::Found(runner) => findings.extend([runner_is_active(runner), is_supported(runner)]),
        _ if class.runner_id.is_empty() => findings.push(Finding::Unknown(NO_RUNNER.to_owned())),
        runner => findings.push(Finding::Unknown(why_unknown(runner, CLASS_RUNNER))),
    }
    let (mut unmet, mut unknown) = (Vec::new(), Vec::new());
    for finding in findings {
        match finding {
            Finding::Met(_) => {}
            Finding::Unmet(detail) => unmet.push(detail),
            Finding::Unknown(detail) => unknown.push(detail),
        }
    }
    match (unmet.is_empty(), unknown.is_empty()) {
        (true, true) => Usability::Usable,
        (true, false) => Usability::Unknown(unknown),
        (false, _) => Usability::Unusable(unmet),
    }
}

pub(super) const NO_RUNNER: &str = "the class has no runner";
pub(super) const CLASS_RUNNER: &str = "the runner of the class";

/// Why something that was looked up is not known.
pub(super) fn why_unknown<T>(lookup: &Lookup<T>, resource: &str) -> String {
    match lookup {
        Lookup::Missing => format!("{resource} was not found"),
        Lookup::Denied => format!("this token may not read {resource}"),
        Lookup::NotQueried | Lookup::Found(_) => "not checked".to_owned(),
    }
}

pub(super) fn class_is_enabled(class: &EnvironmentClass, name: &str) -> Finding {
    if class.enabled {
        Finding::Met(format!("{name} is enabled"))
    } else {
        Finding::Unmet(format!("class {name} is disabled"))
    }
}

pub(super) fn runner_is_active(runner: &Runner) -> Finding {
    let name = name_or_id(&runner.name, &runner.runner_id);
    let Some(status) = &runner.status else {
        return Finding::Unknown(format!("{name} reports no status"));
    };
    let message = match status.message.as_str() {
        "" => String::new(),
        message => format!(": {message}"),
    };
    match &status.phase {
        RunnerPhase::Active => Finding::Met(format!("{name} is active{message}")),
        phase => Finding::Unmet(format!("runner {name} is {}{message}", phase.label())),
    }
}

pub(super) fn is_supported(runner: &Runner) -> Finding {
    let name = name_or_id(&runner.name, &runner.runner_id);
    match runner.supports_warm_pools() {
        None => Finding::Unknown(format!("{name} reports no capabilities")),
        Some(true) => Finding::Met(format!("{name} supports warm pools")),
        Some(false) => Finding::Unmet(format!("runner {name} does not support warm pools")),
    }
}

pub(super) fn name_or_id<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.is_empty() { id } else { name }
}
