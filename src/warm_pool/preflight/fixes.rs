//! The commands that mend a condition, ready to be pasted.

use serde::Serialize;

use crate::api::project::{PrebuildConfiguration, Project};
use crate::error::Hint;

/// How the user names the pair; it is named so in every command.
#[derive(Clone, Debug)]
pub(crate) struct PoolSelector {
    /// The project.
    pub(crate) project: String,
    /// The class.
    pub(crate) class: String,
}

impl PoolSelector {
    /// A command about the pool: `words`, then `--project P --class C`.
    pub(crate) fn command(&self, words: &str) -> Hint {
        Hint::new(words).args(["--project", &self.project, "--class", &self.class])
    }

    /// The checklist again.
    pub(crate) fn explain(&self) -> Hint {
        self.command("warm-pool explain")
    }

    /// Somebody has something to do outside of this tool, and then looks again.
    pub(super) fn then_explain(&self, what: &str) -> Fix {
        Fix::new(&format!("{what}, then"), self.explain())
    }

    /// A prebuild is started.
    pub(super) fn trigger(&self) -> Fix {
        Fix::new("start one", self.command("prebuild trigger"))
    }

    /// The pool of the pair, if there is one.
    pub(super) fn list(&self, purpose: &str) -> Fix {
        Fix::new(purpose, self.command("warm-pool list"))
    }
}

/// A command that fixes a condition, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    /// What the command does, such as `enable it`.
    pub(crate) purpose: String,
    /// The command.
    pub(crate) command: Hint,
}

impl Fix {
    pub(super) fn new(purpose: &str, command: Hint) -> Self {
        Self { purpose: purpose.to_owned(), command }
    }
}

/// The request that changes a project's prebuilds. The service replaces the configuration as a
/// whole, so everything that is to stay goes along.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UpdateProject<'a> {
    project_id: &'a str,
    prebuild_configuration: &'a PrebuildConfiguration,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UpdateClass<'a> {
    environment_class_id: &'a str,
    enabled: bool,
}

/// Prebuilds are made: for a class, if one is named, beside whatever they are made for.
pub(super) fn prebuilds_with(purpose: &str, project: &Project, class: Option<&str>) -> Fix {
    let mut settings = project.prebuild_configuration.clone().unwrap_or_default();
    settings.enabled = true;
    let has = |class: &&str| {
        settings.environment_class_ids.iter().any(|own| own.eq_ignore_ascii_case(class))
    };
    let added = class.filter(|class| !has(class)).map(str::to_owned);
    settings.environment_class_ids.extend(added);
    let request = UpdateProject { project_id: &project.id, prebuild_configuration: &settings };
    Fix::new(purpose, api("ProjectService/UpdateProject", &request))
}

/// A class is enabled.
pub(super) fn enable_class(class: &str) -> Fix {
    let request = UpdateClass { environment_class_id: class, enabled: true };
    Fix::new("enable it", api("RunnerConfigurationService/UpdateEnvironmentClass", &request))
}

fn api(method: &str, request: &impl Serialize) -> Hint {
    let message = serde_json::to_string(request).unwrap_or_default();
    Hint::new("api").args([method, "-d", &message])
}
