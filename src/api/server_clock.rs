//! The clock of the service, as its responses show it.

use std::cell::Cell;
use std::time::SystemTime;

use jiff::SignedDuration;
use reqwest::header::{DATE, HeaderMap, HeaderName};

use super::retry_after;

/// The simulated time of the embedded API, in the form of `Date`.
const SIMULATED_TIME: HeaderName = HeaderName::from_static("prebuildctl-simulated-time");

#[derive(Default)]
pub(super) struct ServerClock {
    /// The `Date` of the last response, or its simulated time.
    time: Cell<Option<SystemTime>>,
    /// The last `Date` minus the local time at which it came.
    skew: Cell<Option<SignedDuration>>,
}

impl ServerClock {
    /// The server's time if known, so that ages are right even if the local clock is not.
    pub(super) fn now(&self) -> SystemTime {
        self.time.get().unwrap_or_else(SystemTime::now)
    }

    pub(super) const fn skew(&self) -> Option<SignedDuration> {
        self.skew.get()
    }

    /// Records the time of a response. Only a server on this machine may have a simulated time
    /// beside the real one.
    pub(super) fn record(&self, headers: &HeaderMap, is_loopback: bool) {
        let date = retry_after::date(headers, &DATE);
        let skew = date.and_then(|date| SignedDuration::system_until(SystemTime::now(), date).ok());
        self.skew.set(skew.or(self.skew.get()));
        let simulated = retry_after::date(headers, &SIMULATED_TIME).filter(|_| is_loopback);
        self.time.set(simulated.or(date).or(self.time.get()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE_TEXT: &str = "Mon, 30 Nov 2026 08:00:00 GMT";
    const SIMULATED_TEXT: &str = "Tue, 01 Dec 2026 08:00:00 GMT";

    fn recorded(is_loopback: bool) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, DATE_TEXT.parse().unwrap());
        headers.insert(SIMULATED_TIME, SIMULATED_TEXT.parse().unwrap());
        let clock = ServerClock::default();
        clock.record(&headers, is_loopback);
        // A response without times changes nothing.
        clock.record(&HeaderMap::new(), is_loopback);
        assert!(clock.skew().is_some());
        httpdate::fmt_http_date(clock.now())
    }

    #[test]
    fn a_simulated_time_counts_from_loopback_only() {
        assert_eq!(recorded(true), SIMULATED_TEXT);
        assert_eq!(recorded(false), DATE_TEXT);
    }
}
