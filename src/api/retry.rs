//! The retry rules: what a fault says about the request, and whether to send it again.
//!
//! A read is sent again after anything transient. A change is sent again only when it provably
//! never left or was provably refused before it ran; what may have run is for the caller to find
//! out by reading.

use std::time::Duration;

use super::connect_code::Code;
use super::error::{CallError, Lost, NonConnectResponse, NotSent, RetryAfter, StatusError};

/// What calling a method does to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing: flagged free of side effects in the service's descriptors.
    Read,
    /// It changes something.
    Mutation,
}

/// What a fault says about the request: could the service have acted on it?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// No, it never left; another attempt may get through.
    NotSent,
    /// No, it never left, and the name has no address: a typing error is likelier than an outage.
    NoAddress,
    /// No, and another attempt will not change that.
    Refused,
    /// No; the service asks to come back after this time.
    Throttled(Duration),
    /// No; a limit that waiting does not lift.
    Quota,
    /// No; it lost against another change.
    Aborted,
    /// Perhaps.
    Ambiguous {
        /// Whether a read may be tried again.
        transient: bool,
        /// How long to wait before that, if the answer says so.
        wait: RetryAfter,
    },
}

impl RetryClass {
    /// Whether the service may have acted on the request.
    #[must_use]
    pub(crate) const fn is_ambiguous(self) -> bool {
        matches!(self, Self::Ambiguous { .. })
    }

    /// How long the service asks to be left alone; zero where it names no time.
    #[must_use]
    pub(crate) const fn requested_delay(self) -> Duration {
        match self {
            Self::Throttled(delay) | Self::Ambiguous { wait: RetryAfter::Delay(delay), .. } => {
                delay
            }
            _ => Duration::ZERO,
        }
    }
}

/// Classifies a fault.
#[must_use]
pub(crate) fn retry_class(fault: &CallError) -> RetryClass {
    match fault {
        CallError::Status(refusal) => of_refusal(refusal),
        CallError::NotSent(NotSent::Dns) => RetryClass::NoAddress,
        CallError::NotSent(
            NotSent::Tls(_)
            | NotSent::TlsIncompatible(_)
            | NotSent::ServerWithoutTls
            | NotSent::Proxy(_)
            | NotSent::ShuttingDown,
        ) => RetryClass::Refused,
        CallError::NotSent(_) => RetryClass::NotSent,
        CallError::ResponseLost(Lost::NotHttp(_)) | CallError::Decode(_) | CallError::TooLarge => {
            FINAL
        }
        CallError::ResponseLost(_) => TRANSIENT,
        CallError::NotConnect(foreign) => of_foreign(foreign),
        // 303 is what a server answers after it has acted.
        CallError::Redirected { status: 303, .. } => FINAL,
        CallError::Redirected { .. } | CallError::PaginationLoop(_) => RetryClass::Refused,
    }
}

const TRANSIENT: RetryClass =
    RetryClass::Ambiguous { transient: true, wait: RetryAfter::DoNotRetry };
const FINAL: RetryClass = RetryClass::Ambiguous { transient: false, wait: RetryAfter::DoNotRetry };

fn of_refusal(refusal: &StatusError) -> RetryClass {
    match (refusal.code, refusal.wait) {
        (Code::ResourceExhausted, RetryAfter::Delay(delay)) => RetryClass::Throttled(delay),
        (Code::ResourceExhausted, RetryAfter::DoNotRetry) => RetryClass::Quota,
        (Code::Aborted, _) => RetryClass::Aborted,
        (Code::Unavailable, wait) => RetryClass::Ambiguous { transient: true, wait },
        (Code::DeadlineExceeded, _) => TRANSIENT,
        (Code::Internal | Code::Unknown | Code::DataLoss | Code::Canceled, _) => FINAL,
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
        ) => RetryClass::Refused,
    }
}

fn of_foreign(foreign: &NonConnectResponse) -> RetryClass {
    match (foreign.status, foreign.wait) {
        (429, RetryAfter::Delay(delay)) => RetryClass::Throttled(delay),
        (429, RetryAfter::DoNotRetry) => RetryClass::Quota,
        (408 | 500 | 502 | 503 | 504, wait) => RetryClass::Ambiguous { transient: true, wait },
        (200..=299 | 409, _) => FINAL,
        (501, _) => RetryClass::Refused,
        (500.., _) => FINAL,
        _ => RetryClass::Refused,
    }
}

/// How often, how long and how patiently a call is tried.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RetryPolicy {
    /// How often a call that failed is sent again; 0 turns every retry off.
    pub(crate) retries: u32,
    /// How long one attempt may take.
    pub(crate) attempt_timeout: Duration,
    /// How long all attempts of one call and the waits between them may take.
    pub(crate) call_deadline: Duration,
    /// The first wait; each further one doubles, up to [`LONGEST_BACKOFF`].
    pub(crate) first_backoff: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            retries: 4,
            attempt_timeout: Duration::from_secs(30),
            call_deadline: Duration::from_secs(120),
            first_backoff: Duration::from_millis(500),
        }
    }
}

/// No wait between attempts grows beyond this.
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);
/// A longer wait is the user's to make: a command that sleeps for minutes looks hung.
pub(crate) const MAX_RETRY_AFTER: Duration = Duration::from_secs(30);
/// How often a call is sent again because the service asked to come back.
const THROTTLE_RETRIES: u32 = 5;

/// What may still be spent on retries in this process, so that a hopeless outage does not
/// multiply the requests of a run over many pools (the scheme of the AWS SDKs, scaled down).
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
    const SUCCESS_GIVES_BACK: u32 = 5;

    fn spend(&mut self, cost: u32) -> bool {
        let left = self.0.checked_sub(cost);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }

    /// A call succeeded.
    pub(crate) fn refill(&mut self) {
        self.0 = (self.0 + Self::SUCCESS_GIVES_BACK).min(Self::FULL);
    }
}

/// The attempts of one call.
#[derive(Debug, Default)]
pub(crate) struct RetryState {
    transient: u32,
    throttled: u32,
}

impl RetryState {
    /// How long to wait before the next attempt; `None` when there is none.
    ///
    /// `random` is a number from 0 up to 1; `left` is what remains of the call's deadline.
    pub(crate) fn next(
        &mut self,
        class: RetryClass,
        effect: Effect,
        policy: &RetryPolicy,
        budget: &mut RetryBudget,
        random: f64,
        left: Duration,
    ) -> Option<Duration> {
        let delay = match (class, effect) {
            (RetryClass::Throttled(hint), _) => {
                let again = policy.retries > 0 && self.throttled < THROTTLE_RETRIES;
                if !again || hint > MAX_RETRY_AFTER || !budget.spend(RetryBudget::THROTTLE_COST) {
                    return None;
                }
                self.throttled += 1;
                // Never earlier than told; a little later, so that many do not return at once.
                hint + (hint / 10).min(Duration::from_secs(1)).mul_f64(random)
            }
            (RetryClass::NotSent, _)
            | (RetryClass::Ambiguous { transient: true, .. }, Effect::Read) => {
                self.backoff(policy.retries, policy, budget, random)?.max(class.requested_delay())
            }
            (RetryClass::NoAddress, _) => {
                self.backoff(policy.retries.min(1), policy, budget, random)?
            }
            _ => return None,
        };
        (delay < left && class.requested_delay() <= MAX_RETRY_AFTER).then_some(delay)
    }

    /// Half of the exponential delay is fixed and half is random: with all of it random a
    /// one-shot tool can burn every attempt within milliseconds.
    fn backoff(
        &mut self,
        most: u32,
        policy: &RetryPolicy,
        budget: &mut RetryBudget,
        random: f64,
    ) -> Option<Duration> {
        if self.transient >= most || !budget.spend(RetryBudget::TRANSIENT_COST) {
            return None;
        }
        let grown = policy.first_backoff.saturating_mul(1 << self.transient.min(16));
        self.transient += 1;
        let full = grown.min(LONGEST_BACKOFF);
        Some(full / 2 + (full / 2).mul_f64(random))
    }
}

#[cfg(test)]
mod tests;
