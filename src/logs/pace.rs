//! When a log is requested again, and how often.

use std::time::Duration;

use crate::api::Error;
use crate::api::error::{CallError, NonConnectResponse};
use crate::api::retry::{MAX_RETRY_AFTER, RetryClass, retry_class};

/// The requests in a row that fail, or bring nothing new of a log that does not go on.
const MAX_ATTEMPTS: u32 = 4;
/// The longest pause, as a multiple of the first one.
const MAX_PAUSE_FACTOR: u32 = 10;

/// Counts the requests for a log that bring nothing new.
#[derive(Debug)]
pub(super) struct Pace {
    first_pause: Duration,
    next_pause: Duration,
    failures: u32,
    empty_bodies: u32,
}

impl Pace {
    pub(super) const fn new(first_pause: Duration) -> Self {
        Self { first_pause, next_pause: first_pause, failures: 0, empty_bodies: 0 }
    }

    /// The log was opened.
    pub(super) const fn on_open(&mut self) {
        self.failures = 0;
    }

    /// New bytes came.
    pub(super) const fn on_progress(&mut self) {
        self.next_pause = self.first_pause;
        self.empty_bodies = 0;
    }

    /// The pause between two bodies: doubles until something new comes.
    pub(super) fn pause(&mut self) -> Duration {
        let next = (self.next_pause * 2).min(self.first_pause * MAX_PAUSE_FACTOR);
        std::mem::replace(&mut self.next_pause, next)
    }

    /// The pause after a body that was cut.
    ///
    /// # Errors
    /// The number of requests, if that is enough. While a log is followed, it goes on: `is_last` is
    /// false.
    pub(super) fn after_cut(&mut self, is_last: bool) -> Result<Duration, u32> {
        self.empty_bodies += u32::from(is_last);
        if self.empty_bodies == MAX_ATTEMPTS { Err(MAX_ATTEMPTS) } else { Ok(self.pause()) }
    }

    /// The pause before a log that could not be opened is requested again.
    ///
    /// # Errors
    /// The number of requests, if trying again cannot help or was done often enough. If the log is
    /// followed, an outage is not counted: `is_patient`.
    pub(super) fn after_failure(
        &mut self,
        error: &Error,
        is_patient: bool,
    ) -> Result<Duration, u32> {
        let (class, is_bad_gateway) = (retry_class(&error.cause), is_bad_gateway(error));
        self.failures = if is_patient && !is_bad_gateway { 0 } else { self.failures + 1 };
        if !is_transient(class) || self.failures == MAX_ATTEMPTS {
            return Err(self.failures.max(1));
        }
        let pause = if is_bad_gateway { self.first_pause } else { self.pause() };
        Ok(pause.max(class.requested_delay()))
    }
}

fn is_bad_gateway(error: &Error) -> bool {
    matches!(&error.cause, CallError::NotConnect(NonConnectResponse { status: 502, .. }))
}

/// Whether the same request may succeed soon.
pub(super) fn is_transient(class: RetryClass) -> bool {
    match class {
        RetryClass::NotSent | RetryClass::NoAddress | RetryClass::Aborted => true,
        RetryClass::Throttled(_) | RetryClass::Ambiguous { transient: true, .. } => {
            class.requested_delay() <= MAX_RETRY_AFTER
        }
        RetryClass::Ambiguous { transient: false, .. }
        | RetryClass::Rejected
        | RetryClass::Quota => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::error::{NotSent, RetryAfter};

    const SECOND: Duration = Duration::from_secs(1);

    fn error(cause: CallError) -> Error {
        Error { method: "", host: String::new(), cause, attempts: 1 }
    }

    fn status(status: u16) -> Error {
        let (content_type, title) = (String::new(), None);
        let retry_after = RetryAfter::DoNotRetry;
        error(CallError::NotConnect(NonConnectResponse {
            status,
            content_type,
            title,
            retry_after,
        }))
    }

    /// The pauses in seconds, and the number of requests at the end.
    fn pauses(error: &Error, is_patient: bool) -> (Vec<u64>, Option<u32>) {
        let (mut pace, mut pauses) = (Pace::new(SECOND), Vec::new());
        for _ in 0..6 {
            match pace.after_failure(error, is_patient) {
                Ok(pause) => pauses.push(pause.as_secs()),
                Err(attempts) => return (pauses, Some(attempts)),
            }
        }
        (pauses, None)
    }

    #[test]
    fn a_bad_gateway_is_tried_four_times_a_second_apart() {
        for is_patient in [false, true] {
            assert_eq!(pauses(&status(502), is_patient), (vec![1, 1, 1], Some(4)));
        }
    }

    #[test]
    fn an_outage_does_not_end_what_is_followed() {
        for error in [status(503), status(500), error(CallError::NotSent(NotSent::Refused))] {
            assert_eq!(pauses(&error, false), (vec![1, 2, 4], Some(4)));
            assert_eq!(pauses(&error, true), (vec![1, 2, 4, 8, 10, 10], None));
        }
        for error in [status(404), status(400), status(429), status(200)] {
            assert_eq!(pauses(&error, true), (vec![], Some(1)));
        }
    }

    #[test]
    fn pauses_double_until_something_new_comes() {
        let mut pace = Pace::new(SECOND);
        let seconds: Vec<_> = (0..6).map(|_| pace.pause().as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 10, 10]);
        pace.on_progress();
        assert_eq!(pace.pause(), SECOND);
    }

    #[test]
    fn four_bodies_in_a_row_are_cut() {
        let mut pace = Pace::new(SECOND);
        let seconds = |pause: Duration| pause.as_secs();
        assert_eq!([(); 2].map(|()| pace.after_cut(true).map(seconds)), [Ok(1), Ok(2)]);
        pace.on_progress();
        assert_eq!([(); 5].map(|()| pace.after_cut(false).is_ok()), [true; 5]);
        pace.on_progress();
        let expected = [Ok(1), Ok(2), Ok(4), Err(4)];
        assert_eq!([(); 4].map(|()| pace.after_cut(true).map(seconds)), expected);
    }
}
