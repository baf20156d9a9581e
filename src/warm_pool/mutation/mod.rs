//! Changes whose outcome is known even when a response is lost.
//!
//! A change whose response was lost is never simply sent again: it is read back first, and then it
//! is applied, not applied, or its outcome is unknown. The service accepts no version and no
//! request id, so reading back shows whether the requested state is there, not who brought it about.

mod cancel;
mod confirm;
mod create;
mod delete;
#[cfg(test)]
mod model;
mod prebuild_settings;
mod service;
mod update;

pub(crate) use cancel::cancel;
pub(crate) use create::{create, current_pool};
pub(crate) use delete::{delete, delete_prebuild};
pub(crate) use prebuild_settings::{SettingsError, update_prebuild_settings};
pub(crate) use service::{WarmPoolApi, create_request, update_request};
pub(crate) use update::update;

use crate::api::Error;
use crate::api::retry::{RetryClass, retry_class};
use crate::api::warm_pool::WarmPool;
use crate::warm_pool::size::PoolSize;

/// How often a change is sent at most.
const MAX_ATTEMPTS: u32 = 3;

/// A change that is in effect.
#[derive(Debug)]
pub(crate) enum Applied<T = WarmPool> {
    /// The service acknowledged it.
    Acknowledged(T),
    /// Its response was lost, and reading back shows the requested state.
    Observed(T),
}

impl<T> Applied<T> {
    pub(crate) fn into_inner(self) -> T {
        match self {
            Self::Acknowledged(value) | Self::Observed(value) => value,
        }
    }

    /// The word for what is known to have happened, and the value.
    pub(crate) fn label(
        self,
        acknowledged: &'static str,
        observed: &'static str,
    ) -> (&'static str, T) {
        match self {
            Self::Acknowledged(value) => (acknowledged, value),
            Self::Observed(value) => (observed, value),
        }
    }
}

/// A change that failed or whose outcome is unknown. `R` is what was requested.
#[derive(Debug)]
pub(crate) enum MutationError<T = WarmPool, R = PoolSize> {
    /// The project and class already have this pool; nothing was changed.
    AlreadyExists(Box<T>),
    /// Reading back shows neither the state before nor the requested one.
    Conflict(Box<T>),
    /// What is to be changed is being deleted.
    Deleting(Box<T>),
    /// It does not exist; with the service's error, if a call said so.
    NotFound(Option<Box<Error>>),
    /// The service rejected it, or it was never sent; nothing was changed.
    Rejected(Box<Error>),
    /// The service acknowledged it, but does not report what was requested.
    NotApplied {
        /// What it reports.
        found: Box<T>,
        requested: R,
        /// Why reading it again failed, if it did; then the outcome is unknown.
        read: Option<Box<Error>>,
    },
    /// It was sent, the response was lost, and reading back does not show the result.
    OutcomeUnknown {
        change: Box<Error>,
        /// Why reading back failed, if it did.
        read: Option<Box<Error>>,
    },
}

impl<T, R> MutationError<T, R> {
    /// For a change that names its target by id: `not_found` is about the target.
    fn for_id(self) -> Self {
        match self {
            Self::Rejected(error) if error.is_not_found() => Self::NotFound(Some(error)),
            other => other,
        }
    }
}

/// What reading back shows about a change.
enum ReadBack<T, S = WarmPool, R = PoolSize> {
    Applied(T),
    /// It had no effect so far.
    Unchanged,
    Failed(MutationError<S, R>),
}

/// Sends a change until its outcome is known; again only after reading back showed that it had no
/// effect so far.
async fn mutate<T, S, R>(
    max_attempts: u32,
    send: impl AsyncFn() -> Result<T, Error>,
    read_back: impl AsyncFn() -> Result<ReadBack<T, S, R>, Error>,
) -> Result<Applied<T>, MutationError<S, R>> {
    let mut tracker = RetryTracker::new(max_attempts);
    loop {
        match send().await {
            Ok(value) => return Ok(Applied::Acknowledged(value)),
            Err(error) => tracker.record(error).map_err(MutationError::Rejected)?,
        }
        match read_back().await {
            Ok(ReadBack::Applied(value)) => return Ok(Applied::Observed(value)),
            Ok(ReadBack::Failed(error)) => return Err(error),
            Ok(ReadBack::Unchanged) => tracker.check_attempts()?,
            Err(error) => return Err(tracker.into_error(error)),
        }
    }
}

/// What is known about the attempts of one change.
struct RetryTracker {
    attempts: u32,
    max_attempts: u32,
    was_aborted: bool,
    /// Why the response to the last attempt that may have been applied was lost.
    lost: Option<Error>,
}

impl RetryTracker {
    const fn new(max_attempts: u32) -> Self {
        Self { attempts: 0, max_attempts, was_aborted: false, lost: None }
    }

    /// Records a failed attempt.
    ///
    /// # Errors
    /// With a rejection that settles the outcome. After a lost response none does: the lost attempt
    /// may be the reason for it. An aborted attempt lost against another change and deserves one more.
    fn record(&mut self, error: Error) -> Result<(), Box<Error>> {
        self.attempts += 1;
        let is_settled = self.lost.is_none();
        let deserves_another = !(self.was_aborted && is_settled);
        match retry_class(&error.cause) {
            class if class.is_ambiguous() => self.lost = Some(error),
            RetryClass::Aborted if deserves_another && self.attempts < self.max_attempts => {
                self.was_aborted = true;
            }
            _ if is_settled => return Err(Box::new(error)),
            _ => self.attempts = self.max_attempts,
        }
        Ok(())
    }

    /// Fails after the last attempt, whose response was lost.
    fn check_attempts<T, R>(&mut self) -> Result<(), MutationError<T, R>> {
        match self.lost.take_if(|_| self.attempts >= self.max_attempts) {
            Some(change) => {
                Err(MutationError::OutcomeUnknown { change: Box::new(change), read: None })
            }
            None => Ok(()),
        }
    }

    /// The error when reading back failed.
    fn into_error<T, R>(self, read: Error) -> MutationError<T, R> {
        let read = Box::new(read);
        match self.lost {
            Some(change) => {
                MutationError::OutcomeUnknown { change: Box::new(change), read: Some(read) }
            }
            // Only an aborted attempt came before, so nothing was changed.
            None => MutationError::Rejected(read),
        }
    }
}
