//! What became of a change.

use std::fmt;

use uuid::Uuid;

use crate::warm_pool::mutation::MutationError;

/// What became of one change.
#[derive(Debug)]
pub(crate) enum StepOutcome {
    /// The service says that it is made; with the pool's id, where that is told.
    Done(Option<Uuid>),
    /// The pool is as it was wanted, whoever made it so; with its id, where that is told.
    Unchanged(Option<Uuid>),
    /// It was not made, or nobody knows whether it was.
    MutationError(MutationError),
    /// It was begun, and the run ended before its answer came.
    Abandoned,
    /// It was not begun.
    Skipped(SkipReason),
}

/// Why a change was not begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SkipReason {
    /// The run was interrupted.
    Interrupted,
    /// One change after the other did not get through.
    Unreachable,
    /// The token may not make changes, or is none.
    NotAllowed,
    /// There were too many calls.
    RateLimit,
    /// A quota is used up, for changes of its kind.
    Quota,
    /// It would delete a pool, and not all that was to be made before is made.
    Incomplete,
}

/// An outcome without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum StepStatus {
    /// As [`StepOutcome::Done`].
    Done,
    /// As [`StepOutcome::Unchanged`].
    Unchanged,
    /// It was not made.
    Failed,
    /// Nobody knows whether it was made.
    Unknown,
    /// As [`StepOutcome::Skipped`].
    Skipped,
}

impl StepOutcome {
    /// Without its reasons.
    pub(crate) const fn kind(&self) -> StepStatus {
        match self {
            Self::Done(_) => StepStatus::Done,
            Self::Unchanged(_) => StepStatus::Unchanged,
            Self::MutationError(MutationError::OutcomeUnknown { .. }) | Self::Abandoned => {
                StepStatus::Unknown
            }
            Self::MutationError(_) => StepStatus::Failed,
            Self::Skipped(_) => StepStatus::Skipped,
        }
    }
}

impl StepStatus {
    /// Its word in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unchanged => "already_so",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Skipped => "not_tried",
        }
    }

    /// Whether the pool is as it was wanted.
    pub(crate) const fn is_success(self) -> bool {
        matches!(self, Self::Done | Self::Unchanged)
    }
}

/// Reads after `not tried, as`.
impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interrupted => "the run was interrupted",
            Self::Unreachable => "one change after the other did not get through",
            Self::NotAllowed => "this token may not make changes",
            Self::RateLimit => "the service asks for fewer calls",
            Self::Quota => "the quota for such changes is used up",
            Self::Incomplete => "nothing is deleted before all else is done",
        })
    }
}
