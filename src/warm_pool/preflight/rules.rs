//! From what was read to answers.

use super::facts::{Fact, Facts};
use super::fixes::{self, Words, hint};
use super::prebuild_check::{pool, prebuild};
use super::{Answer, Check, Question};
use crate::api::project::{Project, ProjectPhase};
use crate::api::runner::{Runner, RunnerCapability, RunnerPhase};
use crate::warm_pool::lifecycle::{self, Life};

/// Every condition, in order. One that cannot be asked because of another is unknown.
pub(crate) fn checks(facts: &Facts, words: &Words) -> Vec<Check> {
    let prebuild = prebuild(facts, words);
    let pool = pool(facts, words, &prebuild);
    let answers = [
        (Question::Token, token(facts)),
        (Question::Project, project(facts, words)),
        (Question::Prebuilds, prebuilds(facts)),
        (Question::Prebuilt, prebuilt(facts)),
        (Question::Class, class(facts, words)),
        (Question::Runner, runner(facts, words)),
        (Question::Capability, capability(facts, words)),
        (Question::Prebuild, prebuild),
        (Question::Pool, pool),
    ];
    answers.map(|(question, answer)| Check { question, answer }).into()
}

/// Why the service makes no pool of the pair, as far as the conditions tell; nothing if they do
/// not. No prebuild is no reason: a pool is made and waits for one.
pub(crate) fn obstacle(facts: &Facts, checks: &[Check]) -> Vec<String> {
    let failing = |questions: &[Question]| -> Vec<String> {
        let asked = checks.iter().filter(|check| questions.contains(&check.question));
        let failing = asked.filter(|check| check.answer.is_no());
        failing.map(|check| check.answer.detail().to_owned()).collect()
    };
    let certain = failing(&[
        Question::Project,
        Question::Prebuilds,
        Question::Prebuilt,
        Question::Class,
        Question::Capability,
    ]);
    if !certain.is_empty() {
        return certain;
    }
    let pool = facts.pool.known().and_then(Option::as_ref);
    let is_leaving = pool.is_some_and(|pool| lifecycle::life(pool) == Life::Leaving);
    failing(if is_leaving { &[Question::Runner, Question::Pool] } else { &[Question::Runner] })
}

impl Facts {
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
            Fact::Missing => "the token is not accepted".to_owned(),
            _ => "it was not asked for".to_owned(),
        }
    }

    /// Why something about the project is not known.
    fn without_project(&self) -> Answer {
        Answer::Unknown(match self.project {
            Fact::Missing => "there is no project to ask about".to_owned(),
            Fact::Denied => "this token may not read the project".to_owned(),
            Fact::Unasked | Fact::Is(_) => self.unasked(),
        })
    }

    /// Why something about the runner is not known.
    fn without_runner(&self) -> Answer {
        Answer::Unknown(match (&self.class, &self.runner) {
            (Fact::Is(_), Fact::Denied) => "this token may not read the runner".to_owned(),
            (Fact::Is(_), Fact::Missing) => {
                "the runner of the class is not there, or not for this token to see".to_owned()
            }
            (Fact::Is(class), Fact::Unasked) if class.runner_id.is_empty() => {
                "the class names no runner".to_owned()
            }
            (Fact::Missing, _) => "there is no class to tell its runner".to_owned(),
            (Fact::Denied, _) => "the class tells its runner, and may not be read".to_owned(),
            _ => self.unasked(),
        })
    }
}

fn name_or(name: &str, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name.to_owned() }
}

fn token(facts: &Facts) -> Answer {
    match &facts.identity {
        Fact::Is(identity) => Answer::Yes(identity.to_string()),
        Fact::Missing => Answer::No(
            "the service does not accept the token".to_owned(),
            hint("with a new token", "prebuildctl auth login"),
        ),
        Fact::Denied => Answer::Unknown("this token may not ask who it speaks for".to_owned()),
        Fact::Unasked => Answer::Unknown(facts.unasked()),
    }
}

fn project(facts: &Facts, words: &Words) -> Answer {
    let others = || hint("the projects there are", "prebuildctl project list");
    match &facts.project {
        Fact::Is(own) if own.desired_phase == ProjectPhase::Deleted => {
            Answer::No(format!("project {} is being deleted", facts.project_name()), others())
        }
        Fact::Is(_) => Answer::Yes(facts.project_name()),
        Fact::Missing => {
            let word = &words.project;
            let detail = format!("there is no project {word}, or none that this token may see");
            Answer::No(detail, others())
        }
        Fact::Denied | Fact::Unasked => facts.without_project(),
    }
}

pub(super) fn has_prebuilds(project: &Project) -> bool {
    project.prebuild_configuration.as_ref().is_some_and(|settings| settings.enabled)
}

fn prebuilds(facts: &Facts) -> Answer {
    let Fact::Is(project) = &facts.project else {
        return facts.without_project();
    };
    if has_prebuilds(project) {
        return Answer::Yes("on".to_owned());
    }
    let class = facts.pair.class.to_string();
    let fix = if facts.class.is_missing() {
        fixes::prebuilds_with("turn them on", project, None)
    } else {
        fixes::prebuilds_with("turn them on for this class", project, Some(&class))
    };
    Answer::No(format!("prebuilds are off for project {}", facts.project_name()), fix)
}

fn prebuilt(facts: &Facts) -> Answer {
    let Fact::Is(project) = &facts.project else {
        return facts.without_project();
    };
    if !has_prebuilds(project) {
        return Answer::Unknown("prebuilds are off".to_owned());
    }
    if facts.is_prebuilt() {
        return Answer::Yes(format!("{} is one of the prebuilt classes", facts.class_name()));
    }
    if facts.class.is_missing() {
        return Answer::Unknown("there is no class to ask about".to_owned());
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
    Answer::No(detail, fixes::prebuilds_with("add this class", project, Some(&class)))
}

/// A class's name; with its id, where it is called like the class that is asked about.
fn name_of_class(facts: &Facts, id: &str) -> String {
    let all = facts.classes.known().map_or(&[][..], Vec::as_slice);
    let found = all.iter().find(|class| class.id.eq_ignore_ascii_case(id));
    match found.map_or("", |class| &class.display_name) {
        name if name == facts.class_name() => format!("{name} ({id})"),
        name => name_or(name, id),
    }
}

fn class(facts: &Facts, words: &Words) -> Answer {
    match &facts.class {
        Fact::Is(own) if own.enabled => Answer::Yes(format!("{} is enabled", facts.class_name())),
        Fact::Is(own) => {
            let detail = format!("class {} is disabled", facts.class_name());
            Answer::No(detail, fixes::enable_class(&own.id))
        }
        Fact::Missing => {
            let word = &words.class;
            let detail = format!("there is no class {word}, or none that this token may see");
            Answer::No(detail, hint("the classes there are", "prebuildctl class list"))
        }
        Fact::Denied => Answer::Unknown("this token may not read the class".to_owned()),
        Fact::Unasked => Answer::Unknown(facts.unasked()),
    }
}

fn name_of_runner(runner: &Runner) -> String {
    name_or(&runner.name, &runner.runner_id)
}

fn runner(facts: &Facts, words: &Words) -> Answer {
    let Fact::Is(runner) = &facts.runner else {
        return facts.without_runner();
    };
    let name = name_of_runner(runner);
    let Some(status) = &runner.status else {
        return Answer::Unknown(format!("{name} does not tell how it is"));
    };
    let message = match status.message.as_str() {
        "" => String::new(),
        message => format!(": {message}"),
    };
    if status.phase == RunnerPhase::Active {
        return Answer::Yes(format!("{name} is active{message}"));
    }
    let detail = format!("runner {name} is {}{message}", status.phase.word());
    Answer::No(detail, words.afterwards("bring the runner back"))
}

fn capability(facts: &Facts, words: &Words) -> Answer {
    let Fact::Is(runner) = &facts.runner else {
        return facts.without_runner();
    };
    let name = name_of_runner(runner);
    let Some(status) = &runner.status else {
        return Answer::Unknown(format!("{name} does not tell what it can do"));
    };
    let can = |what: &RunnerCapability| {
        matches!(what, RunnerCapability::WarmPool | RunnerCapability::AsgWarmPool)
    };
    if status.capabilities.iter().any(can) {
        Answer::Yes(format!("{name} keeps warm pools"))
    } else {
        Answer::No(
            format!("runner {name} does not support warm pools"),
            words.afterwards("update the runner"),
        )
    }
}
