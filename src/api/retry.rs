//! The retry rules: what a fault says about the request, and whether to send it again.
//!
//! A read is sent again after anything transient. A change is sent again only when it provably
//! never left or was provably refused before it ran; what may have run is for the caller to find
//! out by reading.

use std::time::Duration;

use super::connect_code::Code;
use super::error::{Fault, Foreign, Lost, NotSent, Refusal, Wait};

/// What calling a method does to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing: flagged free of side effects in the service's descriptors.
    Read,
    /// It changes something.
    Change,
}

/// What a fault says about the request: could the service have acted on it?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
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
        wait: Wait,
    },
}

impl Class {
    /// Whether the service may have acted on the request.
    #[must_use]
    pub(crate) const fn is_ambiguous(self) -> bool {
        matches!(self, Self::Ambiguous { .. })
    }

    /// How long the service asks to be left alone; zero where it names no time.
    #[must_use]
    pub(crate) const fn asked(self) -> Duration {
        match self {
            Self::Throttled(delay) | Self::Ambiguous { wait: Wait::For(delay), .. } => delay,
            _ => Duration::ZERO,
        }
    }
}

/// Classifies a fault.
#[must_use]
pub(crate) fn classify(fault: &Fault) -> Class {
    match fault {
        Fault::Refused(refusal) => of_refusal(refusal),
        Fault::NotSent(NotSent::Dns) => Class::NoAddress,
        Fault::NotSent(
            NotSent::Tls(_)
            | NotSent::NothingInCommon(_)
            | NotSent::PlainServer
            | NotSent::Proxy(_)
            | NotSent::Stopping,
        ) => Class::Refused,
        Fault::NotSent(_) => Class::NotSent,
        Fault::Lost(Lost::NotHttp(_)) | Fault::Unreadable(_) | Fault::TooLarge => FINAL,
        Fault::Lost(_) => TRANSIENT,
        Fault::Foreign(foreign) => of_foreign(foreign),
        // 303 is what a server answers after it has acted.
        Fault::Redirected { status: 303, .. } => FINAL,
        Fault::Redirected { .. } | Fault::EndlessList(_) => Class::Refused,
    }
}

const TRANSIENT: Class = Class::Ambiguous { transient: true, wait: Wait::No };
const FINAL: Class = Class::Ambiguous { transient: false, wait: Wait::No };

fn of_refusal(refusal: &Refusal) -> Class {
    match (refusal.code, refusal.wait) {
        (Code::ResourceExhausted, Wait::For(delay)) => Class::Throttled(delay),
        (Code::ResourceExhausted, Wait::No) => Class::Quota,
        (Code::Aborted, _) => Class::Aborted,
        (Code::Unavailable, wait) => Class::Ambiguous { transient: true, wait },
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
        ) => Class::Refused,
    }
}

fn of_foreign(foreign: &Foreign) -> Class {
    match (foreign.status, foreign.wait) {
        (429, Wait::For(delay)) => Class::Throttled(delay),
        (429, Wait::No) => Class::Quota,
        (408 | 500 | 502 | 503 | 504, wait) => Class::Ambiguous { transient: true, wait },
        (200..=299 | 409, _) => FINAL,
        (501, _) => Class::Refused,
        (500.., _) => FINAL,
        _ => Class::Refused,
    }
}

/// How often, how long and how patiently a call is tried.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    /// How often a call that failed is sent again; 0 turns every retry off.
    pub(crate) retries: u32,
    /// How long one attempt may take.
    pub(crate) attempt_timeout: Duration,
    /// How long all attempts of one call and the waits between them may take.
    pub(crate) call_deadline: Duration,
    /// The first wait; each further one doubles, up to [`LONGEST_BACKOFF`].
    pub(crate) first_backoff: Duration,
}

impl Default for Policy {
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
pub(crate) const LONGEST_HINT: Duration = Duration::from_secs(30);
/// How often a call is sent again because the service asked to come back.
const THROTTLE_RETRIES: u32 = 5;

/// What may still be spent on retries in this process, so that a hopeless outage does not
/// multiply the requests of a run over many pools (the scheme of the AWS SDKs, scaled down).
#[derive(Debug)]
pub(crate) struct Budget(u32);

impl Default for Budget {
    fn default() -> Self {
        Self(Self::FULL)
    }
}

impl Budget {
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
pub(crate) struct Attempts {
    transient: u32,
    throttled: u32,
}

impl Attempts {
    /// How long to wait before the next attempt; `None` when there is none.
    ///
    /// `random` is a number from 0 up to 1; `left` is what remains of the call's deadline.
    pub(crate) fn next(
        &mut self,
        class: Class,
        effect: Effect,
        policy: &Policy,
        budget: &mut Budget,
        random: f64,
        left: Duration,
    ) -> Option<Duration> {
        let delay = match (class, effect) {
            (Class::Throttled(hint), _) => {
                let again = policy.retries > 0 && self.throttled < THROTTLE_RETRIES;
                if !again || hint > LONGEST_HINT || !budget.spend(Budget::THROTTLE_COST) {
                    return None;
                }
                self.throttled += 1;
                // Never earlier than told; a little later, so that many do not return at once.
                hint + (hint / 10).min(Duration::from_secs(1)).mul_f64(random)
            }
            (Class::NotSent, _) | (Class::Ambiguous { transient: true, .. }, Effect::Read) => {
                self.backoff(policy.retries, policy, budget, random)?.max(class.asked())
            }
            (Class::NoAddress, _) => self.backoff(policy.retries.min(1), policy, budget, random)?,
            _ => return None,
        };
        (delay < left && class.asked() <= LONGEST_HINT).then_some(delay)
    }

    /// Half of the exponential delay is fixed and half is random: with all of it random a
    /// one-shot tool can burn every attempt within milliseconds.
    fn backoff(
        &mut self,
        most: u32,
        policy: &Policy,
        budget: &mut Budget,
        random: f64,
    ) -> Option<Duration> {
        if self.transient >= most || !budget.spend(Budget::TRANSIENT_COST) {
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
