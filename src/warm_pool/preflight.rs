//! Whether a project and class can have a warm pool, and whether it can become ready: every
//! condition in order, each with a command that helps where it is not met.
//!
//! [`data`] reads, [`rules`] concludes and is pure. What the token may not read is unknown, which is
//! neither met nor unmet.

mod data;
mod prebuild_check;
mod remedy;
mod rules;
#[cfg(test)]
mod tests;
mod usability;

pub(crate) use data::{Lookup, PreflightData, RELEVANT_PHASES, read};
pub(crate) use prebuild_check::SNAPSHOT_LIFE;
pub(crate) use remedy::{PoolSelector, Remedy};
pub(crate) use rules::{blocking_reasons, checks};
pub(crate) use usability::{Usability, usability};

/// One condition and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) kind: CheckKind,
    pub(crate) result: CheckResult,
}

/// The conditions, in the order in which they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CheckKind {
    Token,
    Project,
    Prebuilds,
    PrebuildClasses,
    Class,
    Runner,
    RunnerSupport,
    Prebuild,
    Pool,
}

impl CheckKind {
    /// Its name in JSON.
    pub(crate) const fn json_name(self) -> &'static str {
        match self {
            Self::PrebuildClasses => "prebuilt",
            Self::RunnerSupport => "capability",
            _ => self.title(),
        }
    }

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Project => "project",
            Self::Prebuilds => "prebuilds",
            Self::PrebuildClasses => "prebuild classes",
            Self::Class => "class",
            Self::Runner => "runner",
            Self::RunnerSupport => "runner support",
            Self::Prebuild => "prebuild",
            Self::Pool => "pool",
        }
    }
}

/// Whether a condition is met, each with the detail to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CheckResult {
    Met(String),
    Unmet(String, Remedy),
    Unknown(String),
}

impl CheckResult {
    /// Its name in JSON.
    pub(crate) const fn json_name(&self) -> &'static str {
        match self {
            Self::Met(_) => "yes",
            Self::Unmet(..) => "no",
            Self::Unknown(_) => "unknown",
        }
    }

    pub(crate) fn detail(&self) -> &str {
        match self {
            Self::Met(detail) | Self::Unmet(detail, _) | Self::Unknown(detail) => detail,
        }
    }

    pub(crate) const fn remedy(&self) -> Option<&Remedy> {
        match self {
            Self::Unmet(_, remedy) => Some(remedy),
            Self::Met(_) | Self::Unknown(_) => None,
        }
    }

    pub(crate) const fn is_unmet(&self) -> bool {
        matches!(self, Self::Unmet(..))
    }
}
