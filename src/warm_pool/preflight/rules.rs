//! From what was read to answers.

use super::facts::{Lookup, PreflightData};
use super::fixes::{self, Fix, PoolSelector};
use super::prebuild_check::{pool, prebuild};
use super::{Check, CheckKind, CheckResult};
use crate::api::project::{Project, ProjectPhase};
use crate::api::runner::{Runner, RunnerCapability, RunnerPhase};
use crate::error::Hint;
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// Every condition, in order. One that cannot be asked because of another is unknown.
pub(crate) fn checks(facts: &PreflightData, words: &PoolSelector) -> Vec<Check> {
    let prebuild = prebuild(facts, words);
    let pool = pool(facts, words, &prebuild);
    let answers = [
        (CheckKind::Token, token(facts)),
        (CheckKind::Project, project(facts, words)),
        (CheckKind::Prebuilds, prebuilds(facts)),
        (CheckKind::Prebuilt, prebuilt(facts)),
        (CheckKind::Class, class(facts, words)),
        (CheckKind::Runner, runner(facts, words)),
        (CheckKind::Capability, capability(facts, words)),
        (CheckKind::Prebuild, prebuild),
        (CheckKind::Pool, pool),
    ];
    answers.map(|(question, answer)| Check { question, answer }).into()
}

/// Why the service makes no pool of the pair, as far as the conditions tell; nothing if they do
/// not. No prebuild is no reason: a pool is made and waits for one.
pub(crate) fn blocking_reasons(facts: &PreflightData, checks: &[Check]) -> Vec<String> {
    let failing = |questions: &[CheckKind]| -> Vec<String> {
        let asked = checks.iter().filter(|check| questions.contains(&check.question));
        let failing = asked.filter(|check| check.answer.is_no());
        failing.map(|check| check.answer.detail().to_owned()).collect()
    };
    let certain = failing(&[
        CheckKind::Project,
        CheckKind::Prebuilds,
        CheckKind::Prebuilt,
        CheckKind::Class,
        CheckKind::Capability,
    ]);
    if !certain.is_empty() {
        return certain;
    }
    let pool = facts.pool.known().and_then(Option::as_ref);
    let is_leaving = pool.is_some_and(|pool| lifecycle::life(pool) == Lifecycle::Deleting);
    failing(if is_leaving { &[CheckKind::Runner, CheckKind::Pool] } else { &[CheckKind::Runner] })
}

impl PreflightData {
    /// The project's name, where it can be read.
    pub(crate) fn project_name(&self) -> String {
        let name = self.project.known().and_then(|own| own.metadata.as_ref());
        name_or(name.map_or("", |metadata| &metadata.name), &self.pair.project.to_string())
    }

    /// The class's name, where it can be read.
    pub(crate) fn class_name(&self) -> String {
        let name = self.class.known().map_or("", |class| &class.display_name);
        name_or(name, &self.pair.class.to_string())
    }

    /// Why nothing but the token is known, if it is so.
    pub(super) fn unasked(&self) -> String {
        match self.identity {
            Lookup::Missing => "the token is not accepted".to_owned(),
            _ => "it was not asked for".to_owned(),
        }
    }

    /// Why something about the project is not known.
    fn without_project(&self) -> CheckResult {
        CheckResult::Unknown(match self.project {
            Lookup::Missing => "there is no project to ask about".to_owned(),
            Lookup::Denied => "this token may not read the project".to_owned(),
            Lookup::NotQueried | Lookup::Found(_) => self.unasked(),
        })
    }

    /// Why something about the runner is not known.
    fn without_runner(&self) -> CheckResult {
        CheckResult::Unknown(match (&self.class, &self.runner) {
            (Lookup::Found(_), Lookup::Denied) => "this token may not read the runner".to_owned(),
            (Lookup::Found(_), Lookup::Missing) => {
                "the runner of the class is not there, or not for this token to see".to_owned()
            }
            (Lookup::Found(class), Lookup::NotQueried) if class.runner_id.is_empty() => {
                "the class names no runner".to_owned()
            }
            (Lookup::Missing, _) => "there is no class to tell its runner".to_owned(),
            (Lookup::Denied, _) => "the class tells its runner, and may not be read".to_owned(),
            _ => self.unasked(),
        })
    }
}

fn name_or(name: &str, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name.to_owned() }
}

fn token(facts: &PreflightData) -> CheckResult {
    match &facts.identity {
        Lookup::Found(identity) => CheckResult::Yes(identity.to_string()),
        Lookup::Missing => CheckResult::No(
            "the service does not accept the token".to_owned(),
            Fix::new("with a new token", Hint::new("auth login")),
        ),
        Lookup::Denied => {
            CheckResult::Unknown("this token may not ask who it speaks for".to_owned())
        }
        Lookup::NotQueried => CheckResult::Unknown(facts.unasked()),
    }
}

fn project(facts: &PreflightData, words: &PoolSelector) -> CheckResult {
    let others = || Fix::new("the projects there are", Hint::new("project list"));
    match &facts.project {
        Lookup::Found(own) if own.desired_phase == ProjectPhase::Deleted => {
            CheckResult::No(format!("project {} is being deleted", facts.project_name()), others())
        }
        Lookup::Found(_) => CheckResult::Yes(facts.project_name()),
        Lookup::Missing => {
            let word = &words.project;
            let detail = format!("there is no project {word}, or none that this token may see");
            CheckResult::No(detail, others())
        }
        Lookup::Denied | Lookup::NotQueried => facts.without_project(),
    }
}

pub(super) fn has_prebuilds(project: &Project) -> bool {
    project.prebuild_configuration.as_ref().is_some_and(|settings| settings.enabled)
}

fn prebuilds(facts: &PreflightData) -> CheckResult {
    let Lookup::Found(project) = &facts.project else {
        return facts.without_project();
    };
    if has_prebuilds(project) {
        return CheckResult::Yes("on".to_owned());
    }
    let class = facts.pair.class.to_string();
    let fix = if facts.class.is_missing() {
        fixes::prebuilds_with("turn them on", project, None)
    } else {
        fixes::prebuilds_with("turn them on for this class", project, Some(&class))
    };
    CheckResult::No(format!("prebuilds are off for project {}", facts.project_name()), fix)
}

fn prebuilt(facts: &PreflightData) -> CheckResult {
    let Lookup::Found(project) = &facts.project else {
        return facts.without_project();
    };
    if !has_prebuilds(project) {
        return CheckResult::Unknown("prebuilds are off".to_owned());
    }
    if facts.is_prebuilt() {
        return CheckResult::Yes(format!("{} is one of the prebuilt classes", facts.class_name()));
    }
    if facts.class.is_missing() {
        return CheckResult::Unknown("there is no class to ask about".to_owned());
    }
    let settings = project.prebuild_configuration.as_ref();
    let ids = settings.map_or(&[][..], |settings| &settings.environment_class_ids);
    let names: Vec<_> = ids.iter().map(|id| name_of_class(facts, id)).collect();
    let detail = match names.as_slice() {
        [] => "prebuilds are on, but for no class".to_owned(),
        [one] => format!("prebuilds are on, but only for this class: {one}"),
        names => format!("prebuilds are on, but only for these classes: {}", names.join(", ")),
    };
    let class = facts.pair.class.to_string();
    CheckResult::No(detail, fixes::prebuilds_with("add this class", project, Some(&class)))
}

/// A class's name; with its id, where it is called like the class that is asked about.
fn name_of_class(facts: &PreflightData, id: &str) -> String {
    let all = facts.classes.known().map_or(&[][..], Vec::as_slice);
    let found = all.iter().find(|class| class.id.eq_ignore_ascii_case(id));
    match found.map_or("", |class| &class.display_name) {
        name if name == facts.class_name() => format!("{name} ({id})"),
        name => name_or(name, id),
    }
}

fn class(facts: &PreflightData, words: &PoolSelector) -> CheckResult {
    match &facts.class {
        Lookup::Found(own) if own.enabled => {
            CheckResult::Yes(format!("{} is enabled", facts.class_name()))
        }
        Lookup::Found(own) => {
            let detail = format!("class {} is disabled", facts.class_name());
            CheckResult::No(detail, fixes::enable_class(&own.id))
        }
        Lookup::Missing => {
            let word = &words.class;
            let detail = format!("there is no class {word}, or none that this token may see");
            CheckResult::No(detail, Fix::new("the classes there are", Hint::new("class list")))
        }
        Lookup::Denied => CheckResult::Unknown("this token may not read the class".to_owned()),
        Lookup::NotQueried => CheckResult::Unknown(facts.unasked()),
    }
}

fn name_of_runner(runner: &Runner) -> String {
    name_or(&runner.name, &runner.runner_id)
}

fn runner(facts: &PreflightData, words: &PoolSelector) -> CheckResult {
    let Lookup::Found(runner) = &facts.runner else {
        return facts.without_runner();
    };
    let name = name_of_runner(runner);
    let Some(status) = &runner.status else {
        return CheckResult::Unknown(format!("{name} does not tell how it is"));
    };
    let message = match status.message.as_str() {
        "" => String::new(),
        message => format!(": {message}"),
    };
    if status.phase == RunnerPhase::Active {
        return CheckResult::Yes(format!("{name} is active{message}"));
    }
    let detail = format!("runner {name} is {}{message}", status.phase.label());
    CheckResult::No(detail, words.then_explain("bring the runner back"))
}

fn capability(facts: &PreflightData, words: &PoolSelector) -> CheckResult {
    let Lookup::Found(runner) = &facts.runner else {
        return facts.without_runner();
    };
    let name = name_of_runner(runner);
    let Some(status) = &runner.status else {
        return CheckResult::Unknown(format!("{name} does not tell what it can do"));
    };
    let can = |what: &RunnerCapability| {
        matches!(what, RunnerCapability::WarmPool | RunnerCapability::AsgWarmPool)
    };
    if status.capabilities.iter().any(can) {
        CheckResult::Yes(format!("{name} keeps warm pools"))
    } else {
        CheckResult::No(
            format!("runner {name} does not support warm pools"),
            words.then_explain("update the runner"),
        )
    }
}
