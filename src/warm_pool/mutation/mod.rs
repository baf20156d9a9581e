//! Changes that survive lost answers.
//!
//! A change whose answer was lost is never simply sent again. What became of it is read first,
//! and the outcome is one of three: done, not done, unknown. The service takes no version and no
//! request id, so it is sizes that are compared, not authorship: a pool "exists with the wanted
//! sizes", whoever made it so.

mod create;
mod delete;
#[cfg(test)]
mod model;
mod service;
mod update;

pub(crate) use create::{create, current_pool};
pub(crate) use delete::delete;
pub(crate) use service::{WarmPoolApi, create_request, update_request};
pub(crate) use update::update;

use crate::api::Error;
use crate::api::retry::{RetryClass, retry_class};
use crate::api::warm_pool::WarmPool;

/// How often one change is sent at most; each time after the first, only when reading showed that
/// the one before had not taken effect.
const MAX_ATTEMPTS: u32 = 3;

/// A change that took effect.
#[derive(Debug)]
pub(crate) enum Done {
    /// The service said so.
    Answered(WarmPool),
    /// The answer was lost, and reading showed the wanted state.
    Confirmed(WarmPool),
}

impl Done {
    /// The pool, with the word for what happened: one for a change the service answered, one for
    /// what is only known to be so.
    pub(crate) fn told_as(
        self,
        answered: &'static str,
        confirmed: &'static str,
    ) -> (&'static str, WarmPool) {
        match self {
            Self::Answered(pool) => (answered, pool),
            Self::Confirmed(pool) => (confirmed, pool),
        }
    }
}

/// A change that did not take effect, or of which that is not known.
#[derive(Debug)]
pub(crate) enum MutationError {
    /// The pair already has this pool; nothing was changed.
    AlreadyExists(Box<WarmPool>),
    /// After a lost answer the pool is neither as it was nor as it was wanted.
    Conflict(Box<WarmPool>),
    /// The pool is being removed.
    Deleting(Box<WarmPool>),
    /// There is no such pool; the service's words for it, where it was the service that said so.
    NotFound(Option<Box<Error>>),
    /// The service refused, or the request never left; nothing was changed.
    Rejected(Box<Error>),
    /// It was sent and its answer was lost, and reading did not tell.
    OutcomeUnknown {
        /// The change.
        change: Box<Error>,
        /// Why reading did not tell, if it was tried and failed.
        read: Option<Box<Error>>,
    },
}

/// What became of one sending of a change.
enum Sent {
    /// The service did not act on it.
    NotDone(Error),
    /// It lost against another change; worth one more try.
    Aborted(Error),
    /// The service may have acted on it.
    Lost(Error),
}

impl From<Error> for Sent {
    fn from(error: Error) -> Self {
        match retry_class(&error.cause) {
            RetryClass::Aborted => Self::Aborted(error),
            class if class.is_ambiguous() => Self::Lost(error),
            _ => Self::NotDone(error),
        }
    }
}

/// What is known while one change is sent up to [`MAX_ATTEMPTS`] times.
#[derive(Default)]
struct RetryTracker {
    sends: u32,
    aborted: bool,
    /// The last sending that may have been carried out.
    lost: Option<Error>,
}

/// What to do after a sending that did not succeed.
enum NextStep {
    /// Report this.
    Stop(MutationError),
    /// Read what is there.
    Read,
}

impl RetryTracker {
    /// Notes a failed sending.
    ///
    /// A refusal settles the matter only while nothing was lost before it: afterwards the earlier
    /// sending may be what it was refused for.
    fn note(&mut self, error: Error) -> NextStep {
        self.sends += 1;
        match Sent::from(error) {
            Sent::Lost(error) => self.lost = Some(error),
            Sent::Aborted(error) if self.aborted && self.lost.is_none() => {
                return NextStep::Stop(MutationError::Rejected(Box::new(error)));
            }
            Sent::Aborted(_) => self.aborted = true,
            Sent::NotDone(error) if self.lost.is_none() => {
                return NextStep::Stop(MutationError::Rejected(Box::new(error)));
            }
            Sent::NotDone(_) => self.sends = MAX_ATTEMPTS,
        }
        NextStep::Read
    }

    /// Whether the change may be sent again, reading having shown that nothing happened yet.
    fn can_retry(&self) -> bool {
        self.sends < MAX_ATTEMPTS
    }

    /// Reading failed, or showed nothing while every sending was used up.
    fn unresolved(self, read: Option<Error>) -> MutationError {
        match (self.lost, read) {
            (Some(change), read) => {
                MutationError::OutcomeUnknown { change: Box::new(change), read: read.map(Box::new) }
            }
            // Nothing was lost, so nothing was changed: the failed read is all there is to tell.
            (None, Some(read)) => MutationError::Rejected(Box::new(read)),
            // Sendings are used up only by lost ones.
            (None, None) => MutationError::NotFound(None),
        }
    }
}
