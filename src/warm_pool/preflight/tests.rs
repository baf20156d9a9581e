use uuid::Uuid;

use super::facts::Lookup;
use super::*;
use crate::api::class::EnvironmentClass;
use crate::api::identity::{Identity, Principal, Subject};
use crate::api::project::{PrebuildConfiguration, Project, ProjectMetadata, ProjectPhase};
use crate::api::runner::{Runner, RunnerCapability, RunnerPhase, RunnerStatus};
use crate::warm_pool::reference::PoolKey;

mod prebuild_check;

pub(super) const PROJECT: &str = "00000000-0000-4000-8000-0000000000aa";
pub(super) const CLASS: &str = "00000000-0000-4000-8000-0000000000cc";
const OTHER: &str = "00000000-0000-4000-8000-0000000000dd";

fn words() -> PoolSelector {
    PoolSelector { project: "acme api".to_owned(), class: "large".to_owned() }
}

/// Everything but prebuilds and pool, all of it well.
pub(super) fn well() -> PreflightData {
    let id = |text| Uuid::parse_str(text).unwrap();
    let pair = PoolKey { project: id(PROJECT), class: id(CLASS) };
    let mut facts = PreflightData::none(pair, "2026-11-24T08:00:00Z".parse().unwrap());
    facts.identity = Lookup::Found(Identity {
        subject: Some(Subject {
            id: "u1".to_owned(),
            principal: Principal::ServiceAccount,
            ..Subject::default()
        }),
        organization_id: "o1".to_owned(),
        organization_tier: "enterprise".to_owned(),
        ..Identity::default()
    });
    facts.project = Lookup::Found(Project {
        id: PROJECT.to_owned(),
        metadata: Some(ProjectMetadata { name: "acme-api".to_owned(), ..Default::default() }),
        prebuild_configuration: Some(settings(&[OTHER, CLASS])),
        desired_phase: ProjectPhase::Active,
        ..Project::default()
    });
    facts.class = Lookup::Found(class(CLASS, "large"));
    facts.runner = Lookup::Found(runner(RunnerPhase::Active, "", &[RunnerCapability::WarmPool]));
    facts.prebuilds = Lookup::Found(Vec::new());
    facts.pool = Lookup::Found(None);
    facts
}

fn settings(classes: &[&str]) -> PrebuildConfiguration {
    PrebuildConfiguration {
        enabled: true,
        environment_class_ids: classes.iter().map(ToString::to_string).collect(),
        timeout: Some("3600s".to_owned()),
        ..PrebuildConfiguration::default()
    }
}

fn class(id: &str, name: &str) -> EnvironmentClass {
    EnvironmentClass {
        id: id.to_owned(),
        display_name: name.to_owned(),
        runner_id: "r1".to_owned(),
        enabled: true,
        ..EnvironmentClass::default()
    }
}

fn runner(phase: RunnerPhase, message: &str, capabilities: &[RunnerCapability]) -> Runner {
    Runner {
        runner_id: "r1".to_owned(),
        name: "aws-eu".to_owned(),
        status: Some(RunnerStatus {
            phase,
            message: message.to_owned(),
            capabilities: capabilities.to_vec(),
            ..RunnerStatus::default()
        }),
        ..Runner::default()
    }
}

/// The answer to a question as one text, after something is changed.
pub(super) fn answer(question: CheckKind, change: impl FnOnce(&mut PreflightData)) -> String {
    let mut facts = well();
    change(&mut facts);
    let all = checks(&facts, &words());
    let check = all.into_iter().find(|check| check.question == question).unwrap();
    match check.answer {
        CheckResult::Yes(detail) => format!("yes: {detail}"),
        CheckResult::No(detail, fix) => {
            format!("no: {detail} [{}: {}]", fix.purpose, fix.command.to_command(&[]))
        }
        CheckResult::Unknown(why) => format!("unknown: {why}"),
    }
}

#[test]
fn the_questions_are_asked_in_order() {
    let asked: Vec<_> = checks(&well(), &words()).iter().map(|own| own.question.word()).collect();
    let expected = "token project prebuilds prebuilt class runner capability prebuild pool";
    assert_eq!(asked.join(" "), expected);
}

#[test]
fn the_token() {
    let token = |fact| answer(CheckKind::Token, |facts| facts.identity = fact);
    assert_eq!(
        answer(CheckKind::Token, |_| {}),
        "yes: service account u1 of organization o1 (enterprise)"
    );
    assert_eq!(
        token(Lookup::Missing),
        "no: the service does not accept the token [with a new token: prebuildctl auth login]"
    );
    assert_eq!(token(Lookup::Denied), "unknown: this token may not ask who it speaks for");
}

#[test]
fn without_a_token_nothing_else_is_known() {
    let mut facts = PreflightData::none(well().pair, well().now);
    facts.identity = Lookup::Missing;
    for check in &checks(&facts, &words())[1..] {
        let expected = CheckResult::Unknown("the token is not accepted".to_owned());
        assert_eq!(check.answer, expected, "{:?}", check.question);
    }
}

#[test]
fn the_project() {
    let project = |fact| answer(CheckKind::Project, |facts| facts.project = fact);
    assert_eq!(answer(CheckKind::Project, |_| {}), "yes: acme-api");
    assert_eq!(
        project(Lookup::Missing),
        "no: there is no project acme api, or none that this token may see [the projects there are: prebuildctl project list]"
    );
    let leaving = Project { desired_phase: ProjectPhase::Deleted, ..Project::default() };
    assert_eq!(
        project(Lookup::Found(leaving)),
        format!(
            "no: project {PROJECT} is being deleted [the projects there are: prebuildctl project list]"
        )
    );
    assert_eq!(project(Lookup::Denied), "unknown: this token may not read the project");
}

#[test]
fn whether_prebuilds_are_on() {
    let prebuilds = |fact| answer(CheckKind::Prebuilds, |facts| facts.project = fact);
    assert_eq!(answer(CheckKind::Prebuilds, |_| {}), "yes: on");
    let off = || Project { id: PROJECT.to_owned(), ..Project::default() };
    assert_eq!(
        prebuilds(Lookup::Found(off())),
        format!(
            r#"no: prebuilds are off for project {PROJECT} [turn them on for this class: prebuildctl api ProjectService/UpdateProject -d '{{"projectId":"{PROJECT}","prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{CLASS}"]}}}}']"#
        )
    );
    let nothing = answer(CheckKind::Prebuilds, |facts| {
        (facts.project, facts.class) = (Lookup::Found(off()), Lookup::Missing);
    });
    assert_eq!(
        nothing,
        format!(
            r#"no: prebuilds are off for project {PROJECT} [turn them on: prebuildctl api ProjectService/UpdateProject -d '{{"projectId":"{PROJECT}","prebuildConfiguration":{{"enabled":true,"environmentClassIds":[]}}}}']"#
        )
    );
    assert_eq!(prebuilds(Lookup::Missing), "unknown: there is no project to ask about");
    assert_eq!(prebuilds(Lookup::Denied), "unknown: this token may not read the project");
}

#[test]
fn whether_the_class_is_prebuilt() {
    let prebuilt = |classes: &[&str], change: fn(&mut PreflightData)| {
        answer(CheckKind::Prebuilt, |facts| {
            let prebuild_configuration = Some(settings(classes));
            let id = PROJECT.to_owned();
            facts.project =
                Lookup::Found(Project { id, prebuild_configuration, ..Project::default() });
            facts.classes = Lookup::Found(vec![class(OTHER, "regular")]);
            change(facts);
        })
    };
    let fix = |ids: &str| {
        format!(
            r#"[add this class: prebuildctl api ProjectService/UpdateProject -d '{{"projectId":"{PROJECT}","prebuildConfiguration":{{"enabled":true,"environmentClassIds":[{ids}"{CLASS}"],"timeout":"3600s"}}}}']"#
        )
    };
    let upper = CLASS.to_uppercase();
    assert_eq!(prebuilt(&[&upper], |_| {}), "yes: large is one of the prebuilt classes");
    assert_eq!(
        prebuilt(&[OTHER, PROJECT], |_| {}),
        format!(
            "no: prebuilds are on, but only for these classes: regular, {PROJECT} {}",
            fix(&format!(r#""{OTHER}","{PROJECT}","#))
        )
    );
    assert_eq!(
        prebuilt(&[OTHER], |_| {}),
        format!(
            "no: prebuilds are on, but only for this class: regular {}",
            fix(&format!(r#""{OTHER}","#))
        )
    );
    assert_eq!(
        prebuilt(&[], |_| {}),
        format!("no: prebuilds are on, but for no class {}", fix(""))
    );
    assert_eq!(
        prebuilt(&[OTHER], |facts| facts.class = Lookup::Missing),
        "unknown: there is no class to ask about"
    );
    let namesake =
        |facts: &mut PreflightData| facts.classes = Lookup::Found(vec![class(OTHER, "large")]);
    assert_eq!(
        prebuilt(&[OTHER], namesake),
        format!(
            "no: prebuilds are on, but only for this class: large ({OTHER}) {}",
            fix(&format!(r#""{OTHER}","#))
        )
    );
    let off =
        answer(CheckKind::Prebuilt, |facts| facts.project = Lookup::Found(Project::default()));
    assert_eq!(off, "unknown: prebuilds are off");
    assert_eq!(
        prebuilt(&[], |facts| facts.project = Lookup::Denied),
        "unknown: this token may not read the project"
    );
}

#[test]
fn the_class() {
    let of = |fact| answer(CheckKind::Class, |facts| facts.class = fact);
    assert_eq!(answer(CheckKind::Class, |_| {}), "yes: large is enabled");
    assert_eq!(
        of(Lookup::Found(EnvironmentClass { enabled: false, ..class(CLASS, "gpu") })),
        format!(
            r#"no: class gpu is disabled [enable it: prebuildctl api RunnerConfigurationService/UpdateEnvironmentClass -d '{{"environmentClassId":"{CLASS}","enabled":true}}']"#
        )
    );
    assert_eq!(
        of(Lookup::Missing),
        "no: there is no class large, or none that this token may see [the classes there are: prebuildctl class list]"
    );
    assert_eq!(of(Lookup::Denied), "unknown: this token may not read the class");
}

#[test]
fn the_runner_and_what_it_can_do() {
    const AGAIN: &str = "prebuildctl warm-pool explain --project 'acme api' --class large";
    let both = |change: fn(&mut PreflightData)| {
        [CheckKind::Runner, CheckKind::Capability].map(|question| answer(question, change))
    };
    assert_eq!(both(|_| {}), ["yes: aws-eu is active", "yes: aws-eu keeps warm pools"]);
    let asg = [RunnerCapability::EnvironmentSnapshot, RunnerCapability::AsgWarmPool];
    let sick = runner(RunnerPhase::Degraded, "disk full", &asg);
    let sick = [CheckKind::Runner, CheckKind::Capability]
        .map(|question| answer(question, |facts| facts.runner = Lookup::Found(sick.clone())));
    let expected =
        format!("no: runner aws-eu is degraded: disk full [bring the runner back, then: {AGAIN}]");
    assert_eq!(sick, [expected, "yes: aws-eu keeps warm pools".to_owned()]);
    let old = answer(CheckKind::Capability, |facts| {
        facts.runner = Lookup::Found(runner(RunnerPhase::Active, "", &asg[..1]));
    });
    assert_eq!(
        old,
        format!("no: runner aws-eu does not support warm pools [update the runner, then: {AGAIN}]")
    );
    let unknown = |why: &str| [format!("unknown: {why}"), format!("unknown: {why}")];
    assert_eq!(
        both(|facts| facts.runner = Lookup::Denied),
        unknown("this token may not read the runner")
    );
    assert_eq!(
        both(|facts| facts.runner = Lookup::Missing),
        unknown("the runner of the class is not there, or not for this token to see")
    );
    assert_eq!(
        both(|facts| (facts.class, facts.runner) = (Lookup::Missing, Lookup::NotQueried)),
        unknown("there is no class to tell its runner")
    );
    assert_eq!(
        both(|facts| (facts.class, facts.runner) = (Lookup::Denied, Lookup::NotQueried)),
        unknown("the class tells its runner, and may not be read")
    );
    assert_eq!(
        both(|facts| facts.runner =
            Lookup::Found(Runner { name: "aws-eu".to_owned(), ..Runner::default() })),
        ["unknown: aws-eu does not tell how it is", "unknown: aws-eu does not tell what it can do"]
    );
}
