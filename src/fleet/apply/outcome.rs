//! The outcome of a step.

use std::fmt;

use uuid::Uuid;

use crate::warm_pool::mutation::MutationError;

/// The outcome of a step; with the id of the pool, if it is known.
#[derive(Debug)]
pub(crate) enum StepOutcome {
    /// The service acknowledged the change.
    Done(Option<Uuid>),
    /// The pool already matches, no matter what changed it.
    Unchanged(Option<Uuid>),
    Failed(MutationError),
    /// It was started, but the run ended before its response arrived.
    Abandoned,
    Skipped(SkipReason),
}

/// Why a step was not started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SkipReason {
    Interrupted,
    Unreachable,
    PermissionDenied,
    RateLimited,
    /// Applies only to steps of the same kind.
    QuotaExceeded,
    /// Applies only to deletions.
    EarlierFailure,
}

/// An outcome without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum StepStatus {
    Done,
    Unchanged,
    Failed,
    /// The outcome is unknown.
    Unknown,
    Skipped,
}

impl StepOutcome {
    pub(crate) const fn status(&self) -> StepStatus {
        match self {
            Self::Done(_) => StepStatus::Done,
            Self::Unchanged(_) => StepStatus::Unchanged,
            Self::Failed(
                MutationError::OutcomeUnknown { .. }
                | MutationError::NotApplied { read: Some(_), .. },
            )
            | Self::Abandoned => StepStatus::Unknown,
            Self::Failed(_) => StepStatus::Failed,
            Self::Skipped(_) => StepStatus::Skipped,
        }
    }
}

impl StepStatus {
    /// The word in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "already_so",
            Self::Skipped => "not_tried",
            Self::Done | Self::Failed | Self::Unknown => self.label(),
        }
    }

    /// The word for people.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unchanged => "unchanged",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }

    /// Whether the pool is in the requested state.
    pub(crate) const fn is_success(self) -> bool {
        matches!(self, Self::Done | Self::Unchanged)
    }
}

/// Reads after `skipped:`.
impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interrupted => "interrupted",
            Self::Unreachable => "too many consecutive changes did not reach the service",
            Self::PermissionDenied => "the token does not permit changes",
            Self::RateLimited => "rate limited by the service",
            Self::QuotaExceeded => "the quota for such changes is exceeded",
            Self::EarlierFailure => "deletions run only after all other changes succeed",
        })
    }
}
