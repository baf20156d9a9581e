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

pub(crate) use create::{create, holder};
pub(crate) use delete::delete;
pub(crate) use service::{Service, create_request, update_request};
pub(crate) use update::update;

use crate::api::Error;
use crate::api::retry::{Class, classify};
use crate::api::warm_pool::WarmPool;

/// How often one change is sent at most; each time after the first, only when reading showed that
/// the one before had not taken effect.
const MOST_SENDS: u32 = 3;

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
pub(crate) enum Setback {
    /// The pair already has this pool; nothing was changed.
    Exists(Box<WarmPool>),
    /// After a lost answer the pool is neither as it was nor as it was wanted.
    Changed(Box<WarmPool>),
    /// The pool is being removed.
    Leaving(Box<WarmPool>),
    /// There is no such pool; the service's words for it, where it was the service that said so.
    Gone(Option<Box<Error>>),
    /// The service refused, or the request never left; nothing was changed.
    Refused(Box<Error>),
    /// It was sent and its answer was lost, and reading did not tell.
    Unknown {
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
        match classify(&error.fault) {
            Class::Aborted => Self::Aborted(error),
            class if class.is_ambiguous() => Self::Lost(error),
            _ => Self::NotDone(error),
        }
    }
}

/// What is known while one change is sent up to [`MOST_SENDS`] times.
#[derive(Default)]
struct Ledger {
    sends: u32,
    aborted: bool,
    /// The last sending that may have been carried out.
    lost: Option<Error>,
}

/// What to do after a sending that did not succeed.
enum Next {
    /// Report this.
    Stop(Setback),
    /// Read what is there.
    Read,
}

impl Ledger {
    /// Notes a failed sending.
    ///
    /// A refusal settles the matter only while nothing was lost before it: afterwards the earlier
    /// sending may be what it was refused for.
    fn note(&mut self, error: Error) -> Next {
        self.sends += 1;
        match Sent::from(error) {
            Sent::Lost(error) => self.lost = Some(error),
            Sent::Aborted(error) if self.aborted && self.lost.is_none() => {
                return Next::Stop(Setback::Refused(Box::new(error)));
            }
            Sent::Aborted(_) => self.aborted = true,
            Sent::NotDone(error) if self.lost.is_none() => {
                return Next::Stop(Setback::Refused(Box::new(error)));
            }
            Sent::NotDone(_) => self.sends = MOST_SENDS,
        }
        Next::Read
    }

    /// Whether the change may be sent again, reading having shown that nothing happened yet.
    fn may_send_again(&self) -> bool {
        self.sends < MOST_SENDS
    }

    /// Reading failed, or showed nothing while every sending was used up.
    fn unresolved(self, read: Option<Error>) -> Setback {
        match (self.lost, read) {
            (Some(change), read) => {
                Setback::Unknown { change: Box::new(change), read: read.map(Box::new) }
            }
            // Nothing was lost, so nothing was changed: the failed read is all there is to tell.
            (None, Some(read)) => Setback::Refused(Box::new(read)),
            // Sendings are used up only by lost ones.
            (None, None) => Setback::Gone(None),
        }
    }
}
