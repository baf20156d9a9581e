//! Whether a pair can have a warm pool, and whether the pool can become ready: every condition,
//! asked in order, each with what mends it.
//!
//! What is read is one thing ([`facts`]), what follows from it another ([`rules`], pure). What
//! the token may not read is unknown, which is neither a yes nor a no.

mod facts;
mod fixes;
mod prebuild_check;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use facts::{Lookup, PreflightData, RELEVANT_PHASES, read};
pub(crate) use fixes::{Fix, PoolSelector};
pub(crate) use prebuild_check::SNAPSHOT_LIFE;
pub(crate) use rules::{blocking_reasons, checks};

/// One condition and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Check {
    /// What is asked.
    pub(crate) question: CheckKind,
    /// How it stands.
    pub(crate) answer: CheckResult,
}

/// The conditions, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CheckKind {
    /// Does the service accept the token?
    Token,
    /// Is the project there, and to stay?
    Project,
    /// Does the project have prebuilds?
    Prebuilds,
    /// Is the class one of those they are made for?
    Prebuilt,
    /// Is the class there, and enabled?
    Class,
    /// Does its runner work?
    Runner,
    /// Can that runner keep warm pools?
    Capability,
    /// Is there a prebuild to make instances from?
    Prebuild,
    /// Is the pool well, if there is one?
    Pool,
}

impl CheckKind {
    /// Its word, for people and in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Project => "project",
            Self::Prebuilds => "prebuilds",
            Self::Prebuilt => "prebuilt",
            Self::Class => "class",
            Self::Runner => "runner",
            Self::Capability => "capability",
            Self::Prebuild => "prebuild",
            Self::Pool => "pool",
        }
    }
}

/// How a condition stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CheckResult {
    /// It is met: how.
    Yes(String),
    /// It is not: why, and what mends it.
    No(String, Fix),
    /// It is not known: why.
    Unknown(String),
}

impl CheckResult {
    /// Its word in JSON.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Yes(_) => "yes",
            Self::No(..) => "no",
            Self::Unknown(_) => "unknown",
        }
    }

    /// How, or why.
    pub(crate) fn detail(&self) -> &str {
        match self {
            Self::Yes(detail) | Self::No(detail, _) | Self::Unknown(detail) => detail,
        }
    }

    /// What mends it.
    pub(crate) const fn fix(&self) -> Option<&Fix> {
        match self {
            Self::No(_, fix) => Some(fix),
            Self::Yes(_) | Self::Unknown(_) => None,
        }
    }

    /// Whether it is known not to be met.
    pub(crate) const fn is_no(&self) -> bool {
        matches!(self, Self::No(..))
    }
}
