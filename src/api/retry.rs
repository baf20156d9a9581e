//! Which failed calls are retried, and when.
//!
//! A read is retried after any transient error. A mutation is retried only if it certainly was not
//! sent or was rejected before it ran; otherwise the caller has to read what happened.

use std::time::Duration;

use super::connect_code::Code;
use super::error::{
    CallError, Lost, NonConnectResponse, NotSent, ProxyFailure, RetryAfter, StatusError,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Marked as free of side effects in the service's descriptors, or harmless to repeat.
    Read,
    Mutation,
}

/// What an error says about the request. The service can have acted on it only if `Ambiguous`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    NotSent,
    /// Not sent because the host does not resolve, more likely a typo than an outage.
    NoAddress,
    /// Retrying cannot help.
    Rejected,
    Throttled(Duration),
    /// A limit that waiting does not lift.
    Quota,
    /// It lost against a concurrent change.
    Aborted,
    Ambiguous {
        /// Whether a read may be retried.
        transient: bool,
        retry_after: RetryAfter,
    },
}

impl RetryClass {
    pub(crate) const fn is_ambiguous(self) -> bool {
        matches!(self, Self::Ambiguous { .. })
    }

    /// How long the service asks to wait; zero if it does not say.
    pub(crate) const fn requested_delay(self) -> Duration {
        match self {
            Self::Throttled(delay)
            | Self::Ambiguous { retry_after: RetryAfter::Delay(delay), .. } => delay,
            _ => Duration::ZERO,
        }
    }
}

pub(crate) fn retry_class(error: &CallError) -> RetryClass {
    match error {
        CallError::Status(error) => class_of_status(error),
        CallError::NotSent(NotSent::Dns) => RetryClass::NoAddress,
        CallError::NotSent(NotSent::Proxy(failure)) => class_of_proxy(failure),
        CallError::NotSent(
            NotSent::Tls(_)
            | NotSent::TlsIncompatible(_)
            | NotSent::ServerWithoutTls
            | NotSent::ShuttingDown,
        ) => RetryClass::Rejected,
        CallError::NotSent(_) => RetryClass::NotSent,
        CallError::ResponseLost(Lost::NotHttp(_)) | CallError::Decode(_) | CallError::TooLarge => {
            PERMANENT
        }
        CallError::ResponseLost(_) => TRANSIENT,
        CallError::NotConnect(response) => class_of_response(response),
        // A server responds with 303 after it has acted.
        CallError::Redirected { status: 303, .. } => PERMANENT,
        CallError::Redirected { .. } | CallError::PaginationLoop(_) => RetryClass::Rejected,
    }
}

const TRANSIENT: RetryClass =
    RetryClass::Ambiguous { transient: true, retry_after: RetryAfter::DoNotRetry };
const PERMANENT: RetryClass =
    RetryClass::Ambiguous { transient: false, retry_after: RetryAfter::DoNotRetry };

/// Without a tunnel nothing was sent.
const fn class_of_proxy(failure: &ProxyFailure) -> RetryClass {
    match failure {
        ProxyFailure::Unreachable(_) | ProxyFailure::Status(408 | 429 | 500 | 502..=504) => {
            RetryClass::NotSent
        }
        ProxyFailure::Status(_)
        | ProxyFailure::WithoutTls
        | ProxyFailure::TlsTimeout(_)
        | ProxyFailure::Tls(_)
        | ProxyFailure::Unknown(_) => RetryClass::Rejected,
    }
}

fn class_of_status(error: &StatusError) -> RetryClass {
    match (error.code, error.retry_after) {
        (Code::ResourceExhausted, RetryAfter::Delay(delay)) => RetryClass::Throttled(delay),
        (Code::ResourceExhausted, RetryAfter::DoNotRetry) => RetryClass::Quota,
        (Code::Aborted, _) => RetryClass::Aborted,
        (Code::Unavailable, retry_after) => RetryClass::Ambiguous { transient: true, retry_after },
        (Code::DeadlineExceeded, _) => TRANSIENT,
        (Code::Internal | Code::Unknown | Code::DataLoss | Code::Canceled, _) => PERMANENT,
        (
            Code::InvalidArgument
            | Code::NotFound
            | Code::AlreadyExists
            | Code::PermissionDenied
            | Code::Unauthenticated
            | Code::FailedPrecondition
            | Code::OutOfRange
            | Code::Unimplemented,
            _,
        ) => RetryClass::Rejected,
    }
}

fn class_of_response(response: &NonConnectResponse) -> RetryClass {
    match (response.status, response.retry_after) {
        (429, RetryAfter::Delay(delay)) => RetryClass::Throttled(delay),
        (429, RetryAfter::DoNotRetry) => RetryClass::Quota,
        (status, retry_after)
            if matches!(status, 408 | 500) || response.code() == Code::Unavailable =>
        {
            RetryClass::Ambiguous { transient: true, retry_after }
        }
        (200..=299 | 409, _) => PERMANENT,
        (501, _) => RetryClass::Rejected,
        (500.., _) => PERMANENT,
        _ => RetryClass::Rejected,
    }
}

/// How often and how long one call is attempted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RetryPolicy {
    /// After the first attempt, for whatever reason.
    pub(crate) retries: u32,
    pub(crate) attempt_timeout: Duration,
    /// The limit for all attempts and the delays between them.
    pub(crate) call_deadline: Duration,
    /// Doubles with each retry, up to [`MAX_BACKOFF`].
    pub(crate) first_backoff: Duration,
}

impl RetryPolicy {
    pub(crate) fn new(retries: u32, attempt_timeout: Duration) -> Self {
        Self {
            retries,
            attempt_timeout,
            call_deadline: attempt_timeout.max(Duration::from_secs(120)),
            first_backoff: Duration::from_millis(500),
        }
    }
}

const MAX_BACKOFF: Duration = Duration::from_secs(8);
/// Longer waits are up to the user: a command that sleeps for minutes seems to hang.
pub(crate) const MAX_RETRY_AFTER: Duration = Duration::from_secs(30);

/// Limits the retries of the whole process, so that an outage does not multiply the requests of a
/// run over many pools (the scheme of the AWS SDKs, scaled down).
#[derive(Debug)]
pub(crate) struct RetryBudget(u32);

impl Default for RetryBudget {
    fn default() -> Self {
        Self(Self::FULL)
    }
}

impl RetryBudget {
    const FULL: u32 = 100;
    const TRANSIENT_COST: u32 = 10;
    const THROTTLE_COST: u32 = 5;
    const SUCCESS_REFUND: u32 = 5;

    fn spend(&mut self, cost: u32) -> bool {
        let left = self.0.checked_sub(cost);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }

    /// After a successful call.
    pub(crate) fn refill(&mut self) {
        self.0 = (self.0 + Self::SUCCESS_REFUND).min(Self::FULL);
    }
}

/// The retries of one call so far.
#[derive(Debug, Default)]
pub(crate) struct RetryState {
    retries: u32,
    /// Those with a delay of our own choice, which doubles.
    backoffs: u32,
}

impl RetryState {
    /// The delay before the next attempt; `None` if there is none.
    ///
    /// `random` is in 0..1; `left` is what remains until the call's deadline.
    pub(crate) fn next(
        &mut self,
        class: RetryClass,
        effect: Effect,
        policy: &RetryPolicy,
        budget: &mut RetryBudget,
        random: f64,
        left: Duration,
    ) -> Option<Duration> {
        if self.retries >= policy.retries {
            return None;
        }
        let delay = match (class, effect) {
            (RetryClass::Throttled(requested), _) => {
                if requested > MAX_RETRY_AFTER || !budget.spend(RetryBudget::THROTTLE_COST) {
                    return None;
                }
                // Never early; the jitter keeps many clients from returning at once.
                requested + (requested / 10).min(Duration::from_secs(1)).mul_f64(random)
            }
            (RetryClass::NotSent, _)
            | (RetryClass::Ambiguous { transient: true, .. }, Effect::Read) => {
                self.backoff(policy, budget, random)?.max(class.requested_delay())
            }
            (RetryClass::NoAddress, _) if self.retries == 0 => {
                self.backoff(policy, budget, random)?
            }
            _ => return None,
        };
        self.retries += 1;
        (delay < left && class.requested_delay() <= MAX_RETRY_AFTER).then_some(delay)
    }

    /// Half of the exponential delay is fixed: with full jitter a one-shot tool can use up every
    /// attempt within milliseconds.
    fn backoff(
        &mut self,
        policy: &RetryPolicy,
        budget: &mut RetryBudget,
        random: f64,
    ) -> Option<Duration> {
        if !budget.spend(RetryBudget::TRANSIENT_COST) {
            return None;
        }
        let delay = policy.first_backoff.saturating_mul(1 << self.backoffs.min(16));
        self.backoffs += 1;
        let delay = delay.min(MAX_BACKOFF);
        Some(delay / 2 + (delay / 2).mul_f64(random))
    }
}

#[cfg(test)]
mod tests;
