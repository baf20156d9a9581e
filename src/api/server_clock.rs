//! The clock of the service, as its responses show it.

use std::cell::Cell;
use std::time::SystemTime;

use jiff::SignedDuration;
use reqwest::header::{DATE, HeaderMap, HeaderName};

use super::retry_after;

/// The simulated time of the embedded API, in the form of `Date`.
const SIMULATED_TIME: HeaderName = HeaderName::from_static("prebuildctl-simulated-time");

/// `Date` is cut to seconds.
const DATE_UNIT: SignedDuration = SignedDuration::from_secs(1);

#[derive(Default)]
pub(super) struct ServerClock {
    /// The `Date` of the last response, or its simulated time.
    time: Cell<Option<SystemTime>>,
    /// The last `Date` minus the local time at which it came.
    skew: Cell<Option<SignedDuration>>,
    /// How far the clock is ahead of the local one, as exactly as all responses tell; not at all, as
    /// far as they say nothing else.
    offset: Cell<SignedDuration>,
    /// When the last response came, by this clock; `None` if the response does not tell.
    answered_at: Cell<Option<SystemTime>>,
    /// How far this clock, perhaps a simulated one, was ahead at the last response that tells.
    last_offset: Cell<SignedDuration>,
}

impl ServerClock {
    /// The server's time if known, so that ages are right even if the local clock is not.
    pub(super) fn now(&self) -> SystemTime {
        self.time.get().unwrap_or_else(SystemTime::now)
    }

    pub(super) const fn skew(&self) -> Option<SignedDuration> {
        self.skew.get()
    }

    pub(super) const fn answered_at(&self) -> Option<SystemTime> {
        self.answered_at.get()
    }

    /// The current time as far as responses tell; the local time if none does.
    pub(super) fn current(&self) -> SystemTime {
        shifted(SystemTime::now(), self.last_offset.get())
    }

    /// Records the time of a response. Only a server on this machine may have a simulated time
    /// beside the real one.
    pub(super) fn record(&self, headers: &HeaderMap, is_loopback: bool) {
        self.record_at(SystemTime::now(), headers, is_loopback);
    }

    fn record_at(&self, local: SystemTime, headers: &HeaderMap, is_loopback: bool) {
        let date = retry_after::date(headers, &DATE);
        let skew = date.and_then(|date| SignedDuration::system_until(local, date).ok());
        self.skew.set(skew.or(self.skew.get()));
        let simulated = retry_after::date(headers, &SIMULATED_TIME).filter(|_| is_loopback);
        self.time.set(simulated.or(date).or(self.time.get()));
        let dated = skew.map(|skew| {
            self.offset.set(closer_offset(self.offset.get(), skew));
            shifted(local, self.offset.get())
        });
        let answered_at = simulated.or(dated);
        if let Some(Ok(offset)) = answered_at.map(|at| SignedDuration::system_until(local, at)) {
            self.last_offset.set(offset);
        }
        self.answered_at.set(answered_at);
    }
}

fn shifted(time: SystemTime, by: SignedDuration) -> SystemTime {
    let distance = by.unsigned_abs();
    let shifted =
        if by.is_negative() { time.checked_sub(distance) } else { time.checked_add(distance) };
    shifted.unwrap_or(time)
}

/// The offset of a clock that a response showed cut to seconds: it is less than a second more than
/// the response says. What is known of it holds unless the response contradicts it.
fn closer_offset(known: SignedDuration, shown: SignedDuration) -> SignedDuration {
    let difference = known - shown;
    if difference.is_negative() || difference >= DATE_UNIT * 2 {
        return shown;
    }
    known.min(shown + DATE_UNIT)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

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

    /// What responses with these dates, which came at these local times, tell of when they came:
    /// milliseconds after 08:00:00.
    fn answered(responses: &[(u64, Option<u64>)]) -> Vec<Option<u128>> {
        let (start, clock) =
            (httpdate::parse_http_date(DATE_TEXT).unwrap(), ServerClock::default());
        let millis = |time: SystemTime| time.duration_since(start).unwrap().as_millis();
        let answer = |(local, date): &(u64, Option<u64>)| {
            let mut headers = HeaderMap::new();
            if let Some(date) = date {
                let date = httpdate::fmt_http_date(start + Duration::from_secs(*date));
                headers.insert(DATE, date.parse().unwrap());
            }
            clock.record_at(start + Duration::from_millis(*local), &headers, true);
            clock.answered_at().map(millis)
        };
        responses.iter().map(answer).collect()
    }

    #[test]
    fn dates_that_are_cut_to_seconds_tell_more_together() {
        // The clock is 60.75 s ahead: at 100 it is 60.850, at 300 61.050, at 1000 61.750.
        let responses = [(100, Some(60)), (300, Some(61)), (1_000, Some(61)), (9_250, Some(70))];
        let expected = [60_000, 61_000, 61_700, 70_000];
        assert_eq!(answered(&responses), expected.map(Some));
        // It was set: by a minute, by less than the dates tell, and a bit more.
        let responses = [(0, Some(60)), (10, Some(120)), (20, Some(0)), (30, Some(0))];
        assert_eq!(answered(&responses), [60_000, 120_000, 0, 10].map(Some));
        // A local clock that goes ahead: the date has not changed for more than a second.
        assert_eq!(answered(&[(0, Some(60)), (1_400, Some(60))]), [60_000, 61_000].map(Some));
        assert_eq!(answered(&[(0, Some(60)), (5, None), (10, Some(60))])[1], None);
    }

    #[test]
    fn a_simulated_time_counts_from_loopback_only() {
        assert_eq!(recorded(true), SIMULATED_TEXT);
        assert_eq!(recorded(false), DATE_TEXT);
    }
}
