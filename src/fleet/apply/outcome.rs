//! What became of a change.

use std::fmt;

use uuid::Uuid;

use crate::warm_pool::mutation::Setback;

/// What became of one change.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The service says that it is made; with the pool's id, where that is told.
    Done(Option<Uuid>),
    /// The pool is as it was wanted, whoever made it so; with its id, where that is told.
    AlreadySo(Option<Uuid>),
    /// It was not made, or nobody knows whether it was.
    Setback(Setback),
    /// It was begun, and the run ended before its answer came.
    Unawaited,
    /// It was not begun.
    NotTried(Why),
}

/// Why a change was not begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
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
pub(crate) enum Kind {
    /// As [`Outcome::Done`].
    Done,
    /// As [`Outcome::AlreadySo`].
    AlreadySo,
    /// It was not made.
    Failed,
    /// Nobody knows whether it was made.
    Unknown,
    /// As [`Outcome::NotTried`].
    NotTried,
}

impl Outcome {
    /// Without its reasons.
    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Done(_) => Kind::Done,
            Self::AlreadySo(_) => Kind::AlreadySo,
            Self::Setback(Setback::Unknown { .. }) | Self::Unawaited => Kind::Unknown,
            Self::Setback(_) => Kind::Failed,
            Self::NotTried(_) => Kind::NotTried,
        }
    }
}

impl Kind {
    /// Its word in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::AlreadySo => "already_so",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NotTried => "not_tried",
        }
    }

    /// Whether the pool is as it was wanted.
    pub(crate) const fn is_fine(self) -> bool {
        matches!(self, Self::Done | Self::AlreadySo)
    }
}

/// Reads after `not tried, as`.
impl fmt::Display for Why {
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
