use uuid::Uuid;

use super::data::Lookup;
use super::*;
use crate::api::class::EnvironmentClass;
use crate::api::identity::{Identity, Principal, Subject};
use crate::api::prebuild::DEFAULT_RUN_TIMEOUT;
use crate::api::project::{PrebuildConfiguration, Project, ProjectMetadata, ProjectPhase};
use crate::api::runner::{Runner, RunnerCapability, RunnerPhase, RunnerStatus};
use crate::warm_pool::reference::PoolKey;

mod prebuild_check;

pub(super) const PROJECT: &str = "00000000-0000-4000-8000-0000000000aa";
pub(super) const CLASS: &str = "00000000-0000-4000-8000-0000000000cc";
const OTHER: &str = "00000000-0000-4000-8000-0000000000dd";
/// The checklist of [`selector`].
const EXPLAIN: &str = "prebuildctl warm-pool explain 'acme api/large'";

fn selector() -> PoolSelector {
    PoolSelector { project: "acme api".to_owned(), class: "large".to_owned() }
}

/// A project and class with every condition met, without prebuilds and pool.
pub(super) fn all_met() -> PreflightData {
    let id = |text| Uuid::parse_str(text).unwrap();
    let key = PoolKey { project: id(PROJECT), class: id(CLASS) };
    let mut data = PreflightData::new(key, "2026-11-24T08:00:00Z".parse().unwrap());
    data.identity = Lookup::Found(Identity {
        subject: Some(Subject {
            id: "u1".to_owned(),
            principal: Principal::ServiceAccount,
            ..Subject::default()
        }),
        organization_id: "o1".to_owned(),
        organization_tier: "enterprise".to_owned(),
        ..Identity::default()
    });
    data.project = Lookup::Found(Project {
        id: PROJECT.to_owned(),
        metadata: Some(ProjectMetadata { name: "acme-api".to_owned(), ..Default::default() }),
        prebuild_configuration: Some(settings(&[OTHER, CLASS])),
        desired_phase: ProjectPhase::Active,
        ..Project::default()
    });
    data.class = Lookup::Found(class(CLASS, "large"));
    data.runner = Lookup::Found(runner(RunnerPhase::Active, "", &[RunnerCapability::WarmPool]));
    data.prebuilds = Lookup::Found(Vec::new());
    data.pool = Lookup::Found(None);
    data
}

fn settings(classes: &[&str]) -> PrebuildConfiguration {
    PrebuildConfiguration {
        enabled: true,
        environment_class_ids: classes.iter().map(ToString::to_string).collect(),
        timeout: Some(DEFAULT_RUN_TIMEOUT.into()),
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

/// The result of a check as one text, after the data was changed.
pub(super) fn result(kind: CheckKind, change: impl FnOnce(&mut PreflightData)) -> String {
    let mut data = all_met();
    change(&mut data);
    let checks = checks(&data, &selector());
    let check = checks.into_iter().find(|check| check.kind == kind).unwrap();
    let (name, detail) = (check.result.json_name(), check.result.detail());
    match check.result.remedy() {
        None => format!("{name}: {detail}"),
        Some(Remedy { purpose, command, is_fix }) => {
            let kind = if *is_fix { "fix" } else { "next" };
            format!("{name}: {detail} [{kind}, {purpose}: {}]", command.to_command(&[]))
        }
    }
}

#[test]
fn the_conditions_are_checked_in_order() {
    let checks = checks(&all_met(), &selector());
    let names: Vec<_> = checks.iter().map(|check| check.kind.json_name()).collect();
    let expected = "token project prebuilds prebuilt class runner capability prebuild pool";
    assert_eq!(names.join(" "), expected);
}

#[test]
fn the_token_can_be_rejected() {
    let token = |lookup| result(CheckKind::Token, |data| data.identity = lookup);
    let met = result(CheckKind::Token, |_| {});
    assert_eq!(met, "yes: service account u1 of organization o1 (enterprise)");
    assert_eq!(
        token(Lookup::Missing),
        "no: the service rejected the token [next, sign in with a new token: prebuildctl auth login]"
    );
    assert_eq!(token(Lookup::Denied), "unknown: this token may not read its owner");
}

#[test]
fn without_a_token_nothing_else_is_known() {
    let mut data = PreflightData::new(all_met().key, all_met().now);
    data.identity = Lookup::Missing;
    for check in &checks(&data, &selector())[1..] {
        let expected = CheckResult::Unknown("the token was rejected".to_owned());
        assert_eq!(check.result, expected, "{:?}", check.kind);
    }
}

#[test]
fn the_project_can_be_missing_or_deleted() {
    const LIST: &str = "[next, list projects: prebuildctl project list]";
    let project = |lookup| result(CheckKind::Project, |data| data.project = lookup);
    assert_eq!(result(CheckKind::Project, |_| {}), "yes: acme-api");
    let missing = format!("no: no project acme api found, or this token cannot see it {LIST}");
    assert_eq!(project(Lookup::Missing), missing);
    let deleting = Project { desired_phase: ProjectPhase::Deleted, ..Project::default() };
    let expected = format!("no: project {PROJECT} is being deleted {LIST}");
    assert_eq!(project(Lookup::Found(deleting)), expected);
    assert_eq!(project(Lookup::Denied), "unknown: this token may not read the project");
}

#[test]
fn prebuilds_can_be_disabled() {
    let prebuilds = |lookup| result(CheckKind::Prebuilds, |data| data.project = lookup);
    assert_eq!(result(CheckKind::Prebuilds, |_| {}), "yes: enabled");
    let disabled = || Lookup::Found(Project { id: PROJECT.to_owned(), ..Project::default() });
    let expected = |fix: &str, flags: &str| {
        let command = format!("prebuildctl project prebuilds 'acme api' {flags}");
        format!("no: prebuilds are disabled for project {PROJECT} [fix, {fix}: {command}]")
    };
    let for_class = expected("enable them for this class", "--on --add-class large");
    assert_eq!(prebuilds(disabled()), for_class);
    let without_class = result(CheckKind::Prebuilds, |data| {
        (data.project, data.class) = (disabled(), Lookup::Missing);
    });
    assert_eq!(without_class, expected("enable them", "--on"));
    let listed = PrebuildConfiguration { enabled: false, ..settings(&[CLASS]) };
    let prebuild_configuration = Some(listed);
    let listed = Project { id: PROJECT.to_owned(), prebuild_configuration, ..Project::default() };
    assert_eq!(prebuilds(Lookup::Found(listed)), expected("enable them", "--on"));
    assert_eq!(prebuilds(Lookup::Missing), "unknown: the project was not found");
    assert_eq!(prebuilds(Lookup::Denied), "unknown: this token may not read the project");
}

#[test]
fn the_class_can_be_missing_from_the_prebuild_classes() {
    let prebuilt = |classes: &[&str], change: fn(&mut PreflightData)| {
        result(CheckKind::PrebuildClasses, |data| {
            let (id, prebuild_configuration) = (PROJECT.to_owned(), Some(settings(classes)));
            let project = Project { id, prebuild_configuration, ..Project::default() };
            data.project = Lookup::Found(project);
            data.classes = Lookup::Found(vec![class(OTHER, "regular")]);
            change(data);
        })
    };
    let only_for = |names: &str| {
        let command = "prebuildctl project prebuilds 'acme api' --add-class large";
        format!("no: prebuilds are enabled, but {names} [fix, add this class: {command}]")
    };
    assert_eq!(prebuilt(&[&CLASS.to_uppercase()], |_| {}), "yes: large is included");
    assert_eq!(
        prebuilt(&[OTHER, PROJECT], |_| {}),
        only_for(&format!("only for these classes: regular, {PROJECT}"))
    );
    assert_eq!(prebuilt(&[OTHER], |_| {}), only_for("only for this class: regular"));
    assert_eq!(prebuilt(&[], |_| {}), only_for("for no class"));
    let same_name = prebuilt(&[OTHER], |data| {
        data.classes = Lookup::Found(vec![class(OTHER, "large")]);
    });
    assert_eq!(same_name, only_for(&format!("only for this class: large ({OTHER})")));
    let unknown = |change| prebuilt(&[OTHER], change);
    let without_class = unknown(|data| data.class = Lookup::Missing);
    assert_eq!(without_class, "unknown: the class was not found");
    let disabled = unknown(|data| data.project = Lookup::Found(Project::default()));
    assert_eq!(disabled, "unknown: prebuilds are disabled");
    let denied = unknown(|data| data.project = Lookup::Denied);
    assert_eq!(denied, "unknown: this token may not read the project");
}

#[test]
fn the_class_can_be_missing_or_disabled() {
    let class_is = |lookup| result(CheckKind::Class, |data| data.class = lookup);
    assert_eq!(result(CheckKind::Class, |_| {}), "yes: large is enabled");
    assert_eq!(
        class_is(Lookup::Found(EnvironmentClass { enabled: false, ..class(CLASS, "gpu") })),
        format!(
            "no: class gpu is disabled [fix, enable it: prebuildctl api \
             RunnerConfigurationService/UpdateEnvironmentClass \
             -d '{{\"environmentClassId\":\"{CLASS}\",\"enabled\":true}}']"
        )
    );
    assert_eq!(
        class_is(Lookup::Missing),
        "no: no environment class large found, or this token cannot see it [next, list classes: prebuildctl class list]"
    );
    assert_eq!(class_is(Lookup::Denied), "unknown: this token may not read the class");
}

#[test]
fn the_runner_can_be_unavailable_or_without_support() {
    let both = |change: &dyn Fn(&mut PreflightData)| {
        [CheckKind::Runner, CheckKind::RunnerSupport].map(|kind| result(kind, change))
    };
    let with = |runner: Runner| both(&|data| data.runner = Lookup::Found(runner.clone()));
    assert_eq!(both(&|_| {}), ["yes: aws-eu is active", "yes: aws-eu supports warm pools"]);
    let asg = [RunnerCapability::EnvironmentSnapshot, RunnerCapability::AsgWarmPool];
    let [degraded, supported] = with(runner(RunnerPhase::Degraded, "disk full", &asg));
    assert_eq!(
        degraded,
        format!(
            "no: runner aws-eu is degraded: disk full [next, restore the runner, then run: {EXPLAIN}]"
        )
    );
    assert_eq!(supported, "yes: aws-eu supports warm pools");
    let [_, unsupported] = with(runner(RunnerPhase::Active, "", &asg[..1]));
    assert_eq!(
        unsupported,
        format!(
            "no: runner aws-eu does not support warm pools [next, update the runner, then run: {EXPLAIN}]"
        )
    );
    assert_eq!(
        with(Runner { name: "aws-eu".to_owned(), ..Runner::default() }),
        ["unknown: aws-eu reports no status", "unknown: aws-eu reports no capabilities"]
    );
    for (class, runner, reason) in [
        (None, Lookup::Denied, "this token may not read the runner of the class"),
        (None, Lookup::Missing, "the runner of the class was not found"),
        (Some(Lookup::Missing), Lookup::NotQueried, "the class was not found"),
        (Some(Lookup::Denied), Lookup::NotQueried, "this token may not read the class"),
    ] {
        let results = both(&|data| {
            data.class = class.clone().unwrap_or_else(|| data.class.clone());
            data.runner = runner.clone();
        });
        assert_eq!(results, [format!("unknown: {reason}"), format!("unknown: {reason}")]);
    }
}

#[test]
fn the_checklist_is_named_by_the_address_where_it_can_be_typed_back() {
    for (project, class, expected) in [
        ("acme-api", "large", "acme-api/large"),
        ("a/b", "large@aws-eu", "a/b/large@aws-eu"),
        ("acme api", "name:x y", "'acme api/x y'"),
        ("acme-api", "a/b", "--project acme-api --class a/b"),
    ] {
        let selector = PoolSelector { project: project.to_owned(), class: class.to_owned() };
        let command = selector.explain().to_command(&[]);
        assert_eq!(command, format!("prebuildctl warm-pool explain {expected}"));
    }
}
