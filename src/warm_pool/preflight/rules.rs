//! From the data that was read to the result of each check.

use uuid::Uuid;

use super::CheckResult::{self, Met, Unknown, Unmet};
use super::data::{Lookup, PreflightData};
use super::prebuild_check::{pool, prebuild};
use super::remedy::{self, PoolSelector, Remedy};
use super::usability::{
    CLASS_RUNNER, Finding, NO_RUNNER, class_is_enabled, is_supported, name_or_id, runner_is_active,
    why_unknown,
};
use super::{Check, CheckKind};
use crate::api::project::ProjectPhase;
use crate::error::Hint;
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::reference::NameOrId;

/// Every condition, in order. One that depends on an unmet one is unknown.
pub(crate) fn checks(data: &PreflightData, selector: &PoolSelector) -> Vec<Check> {
    let prebuild = prebuild(data, selector);
    let pool = pool(data, selector, &prebuild);
    [
        (CheckKind::Token, token(data)),
        (CheckKind::Project, project(data, selector)),
        (CheckKind::Prebuilds, prebuilds(data, selector)),
        (CheckKind::PrebuildClasses, prebuild_classes(data, selector)),
        (CheckKind::Class, class(data, selector)),
        (CheckKind::Runner, runner(data, selector)),
        (CheckKind::RunnerSupport, runner_support(data, selector)),
        (CheckKind::Prebuild, prebuild),
        (CheckKind::Pool, pool),
    ]
    .map(|(kind, result)| Check { kind, result })
    .into()
}

/// Why the service rejects a create, as far as the checks show. A missing prebuild is no reason:
/// the pool is created and waits for one.
pub(crate) fn blocking_reasons(data: &PreflightData, checks: &[Check]) -> Vec<String> {
    let unmet = |kinds: &[CheckKind]| -> Vec<String> {
        let relevant = checks.iter().filter(|check| kinds.contains(&check.kind));
        let unmet = relevant.filter(|check| check.result.is_unmet());
        unmet.map(|check| check.result.detail().to_owned()).collect()
    };
    let certain = unmet(&[
        CheckKind::Project,
        CheckKind::Prebuilds,
        CheckKind::PrebuildClasses,
        CheckKind::Class,
        CheckKind::RunnerSupport,
    ]);
    if !certain.is_empty() {
        return certain;
    }
    let pool = data.pool.known().and_then(Option::as_ref);
    let is_deleting = pool.is_some_and(|pool| lifecycle::lifecycle(pool) == Lifecycle::Deleting);
    unmet(if is_deleting { &[CheckKind::Runner, CheckKind::Pool] } else { &[CheckKind::Runner] })
}

impl PreflightData {
    /// The project's name, or its id where the name is not known.
    pub(crate) fn project_name(&self) -> String {
        let metadata = self.project.known().and_then(|project| project.metadata.as_ref());
        let name = metadata.map_or("", |metadata| &metadata.name);
        name_or_id(name, &self.key.project.to_string()).to_owned()
    }

    /// The address, by names where they are known.
    pub(crate) fn address(&self, printer: &AddressPrinter) -> String {
        let name = |name: String, id: Uuid| {
            if name == id.to_string() { NameOrId::Id(id) } else { NameOrId::Name(name) }
        };
        let project = name(self.project_name(), self.key.project);
        let class = name(self.class_name(), self.key.class);
        printer.address_or_ids(self.key, &project, &class)
    }

    /// The class's name, or its id where the name is not known.
    pub(crate) fn class_name(&self) -> String {
        let name = self.class.known().map_or("", |class| &class.display_name);
        name_or_id(name, &self.key.class.to_string()).to_owned()
    }

    /// Why a resource that was looked up is not known.
    pub(super) fn unknown<T>(&self, lookup: &Lookup<T>, resource: &str) -> CheckResult {
        Unknown(match lookup {
            Lookup::NotQueried | Lookup::Found(_) if self.identity.is_missing() => {
                "the token was rejected".to_owned()
            }
            lookup => why_unknown(lookup, resource),
        })
    }

    fn without_project(&self) -> CheckResult {
        self.unknown(&self.project, "the project")
    }

    fn without_runner(&self) -> CheckResult {
        match &self.class {
            Lookup::Found(class) if class.runner_id.is_empty() => Unknown(NO_RUNNER.to_owned()),
            Lookup::Found(_) => self.unknown(&self.runner, CLASS_RUNNER),
            class => self.unknown(class, "the class"),
        }
    }

    /// The name of any class; with its id, if the class of the key has the same name.
    fn other_class_name(&self, id: &str) -> String {
        let classes = self.classes.known().map_or(&[][..], Vec::as_slice);
        let class = classes.iter().find(|class| class.id.eq_ignore_ascii_case(id));
        match class.map_or("", |class| &class.display_name) {
            name if name == self.class_name() => format!("{name} ({id})"),
            name => name_or_id(name, id).to_owned(),
        }
    }
}

fn token(data: &PreflightData) -> CheckResult {
    match &data.identity {
        Lookup::Found(identity) => Met(identity.to_string()),
        Lookup::Missing => Unmet(
            "the service rejected the token".to_owned(),
            Remedy::next("sign in with a new token", Hint::new("auth login")),
        ),
        identity => data.unknown(identity, "its owner"),
    }
}

fn project(data: &PreflightData, selector: &PoolSelector) -> CheckResult {
    let list = || Remedy::next("list projects", Hint::new("project list"));
    match &data.project {
        Lookup::Found(project) if project.desired_phase == ProjectPhase::Deleted => {
            Unmet(format!("project {} is being deleted", data.project_name()), list())
        }
        Lookup::Found(_) => Met(data.project_name()),
        Lookup::Missing => Unmet(not_found("project", &selector.project), list()),
        project => data.unknown(project, "the project"),
    }
}

fn not_found(resource: &str, name: &str) -> String {
    format!("no {resource} {name} found, or this token cannot see it")
}

fn prebuilds(data: &PreflightData, selector: &PoolSelector) -> CheckResult {
    if !matches!(data.project, Lookup::Found(_)) {
        return data.without_project();
    }
    if data.has_prebuilds() {
        return Met("enabled".to_owned());
    }
    let fix = if data.class.is_missing() || data.is_prebuilt() {
        selector.enable_prebuilds()
    } else {
        selector.enable_prebuilds_of_class()
    };
    Unmet(format!("prebuilds are disabled for project {}", data.project_name()), fix)
}

fn prebuild_classes(data: &PreflightData, selector: &PoolSelector) -> CheckResult {
    if !matches!(data.project, Lookup::Found(_)) {
        return data.without_project();
    }
    if !data.has_prebuilds() {
        return Unknown("prebuilds are disabled".to_owned());
    }
    if data.is_prebuilt() {
        return Met(format!("{} is included", data.class_name()));
    }
    if data.class.is_missing() {
        return data.unknown(&data.class, "the class");
    }
    let names: Vec<_> =
        data.prebuild_classes().iter().map(|id| data.other_class_name(id)).collect();
    let detail = match names.as_slice() {
        [] => "prebuilds are enabled, but for no class".to_owned(),
        [name] => format!("prebuilds are enabled, but only for this class: {name}"),
        names => format!("prebuilds are enabled, but only for these classes: {}", names.join(", ")),
    };
    Unmet(detail, selector.add_prebuild_class())
}

fn class(data: &PreflightData, selector: &PoolSelector) -> CheckResult {
    match &data.class {
        Lookup::Found(class) => class_is_enabled(class, &data.class_name())
            .or_remedy(|| remedy::enable_class(&class.id)),
        Lookup::Missing => Unmet(
            not_found("environment class", &selector.class),
            Remedy::next("list classes", Hint::new("class list")),
        ),
        class => data.unknown(class, "the class"),
    }
}

fn runner(data: &PreflightData, selector: &PoolSelector) -> CheckResult {
    match &data.runner {
        Lookup::Found(runner) => {
            runner_is_active(runner).or_remedy(|| selector.then_explain("restore the runner"))
        }
        _ => data.without_runner(),
    }
}

fn runner_support(data: &PreflightData, selector: &PoolSelector) -> CheckResult {
    match &data.runner {
        Lookup::Found(runner) => {
            is_supported(runner).or_remedy(|| selector.then_explain("update the runner"))
        }
        _ => data.without_runner(),
    }
}

impl Finding {
    /// With the command that helps if it is unmet.
    fn or_remedy(self, remedy: impl FnOnce() -> Remedy) -> CheckResult {
        match self {
            Self::Met(detail) => Met(detail),
            Self::Unmet(detail) => Unmet(detail, remedy()),
            Self::Unknown(detail) => Unknown(detail),
        }
    }
}
