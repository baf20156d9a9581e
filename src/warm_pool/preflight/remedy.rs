//! The commands that help with an unmet condition, ready to be pasted.

use serde::Serialize;

use crate::error::Hint;
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::reference::{self, NameOrId};

/// A project and class as the user names them; every suggested command names them so.
#[derive(Clone, Debug)]
pub(crate) struct PoolSelector {
    pub(crate) project: String,
    pub(crate) class: String,
}

impl PoolSelector {
    pub(crate) fn new(project: &NameOrId, class: &NameOrId) -> Self {
        Self { project: project.to_input(), class: class.to_input() }
    }

    /// A command with `--project P --class C`.
    pub(crate) fn command(&self, command: &str) -> Hint {
        Hint::new(command).args(["--project", &self.project, "--class", &self.class])
    }

    /// The checklist.
    pub(crate) fn explain(&self) -> Hint {
        let command = "warm-pool explain";
        match self.address() {
            Some(address) => Hint::new(command).arg(address),
            None => self.command(command),
        }
    }

    /// `PROJECT/CLASS`, where it can be typed back.
    fn address(&self) -> Option<String> {
        let parse = |name: &str| reference::parse_name_or_id(name).ok();
        AddressPrinter::default().address(&parse(&self.project)?, &parse(&self.class)?)
    }

    /// For what is done outside of this tool before the checklist is read again.
    pub(super) fn then_explain(&self, action: &str) -> Remedy {
        Remedy::next(&format!("{action}, then run"), self.explain())
    }

    /// Turns prebuilds on.
    pub(super) fn enable_prebuilds(&self) -> Remedy {
        Remedy::fix("enable them", self.prebuild_settings().arg("--on"))
    }

    /// As [`Self::enable_prebuilds`], for a class that is not among the prebuild classes.
    pub(super) fn enable_prebuilds_of_class(&self) -> Remedy {
        let command = self.prebuild_settings().args(["--on", "--add-class", &self.class]);
        Remedy::fix("enable them for this class", command)
    }

    pub(super) fn add_prebuild_class(&self) -> Remedy {
        let command = self.prebuild_settings().args(["--add-class", &self.class]);
        Remedy::fix("add this class", command)
    }

    fn prebuild_settings(&self) -> Hint {
        Hint::new("project prebuilds").arg(&self.project)
    }

    pub(super) fn trigger(&self) -> Remedy {
        Remedy::fix("start one", self.command("prebuild trigger"))
    }
}

/// The command that belongs to an unmet condition, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remedy {
    /// Such as `enable them`.
    pub(crate) purpose: String,
    pub(crate) command: Hint,
    /// Whether the command makes the condition met; otherwise it only is the next step.
    pub(crate) is_fix: bool,
}

impl Remedy {
    pub(super) fn fix(purpose: &str, command: Hint) -> Self {
        Self { purpose: purpose.to_owned(), command, is_fix: true }
    }

    pub(super) fn next(purpose: &str, command: Hint) -> Self {
        Self { purpose: purpose.to_owned(), command, is_fix: false }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UpdateEnvironmentClass<'a> {
    environment_class_id: &'a str,
    enabled: bool,
}

pub(super) fn enable_class(id: &str) -> Remedy {
    let request = UpdateEnvironmentClass { environment_class_id: id, enabled: true };
    let message = serde_json::to_string(&request).unwrap_or_default();
    let method = "RunnerConfigurationService/UpdateEnvironmentClass";
    Remedy::fix("enable it", Hint::new("api").args([method, "-d", &message]))
}
