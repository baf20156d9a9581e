//! When an answer says to come back: one hint out of three places, read as the official Terraform
//! provider reads them.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use super::error::RetryAfter;
use super::error_details::Detail;

/// Seconds past which a number in a header is taken to be garbage (a 64-bit count of
/// nanoseconds holds no more).
const MOST_SECONDS: u64 = 9_223_372_036;

/// The wait that a Connect error asks for.
///
/// `google.rpc.RetryInfo` outranks the headers and can veto: if it names no usable delay there is
/// no retry, whatever the headers say.
pub(crate) fn of_refusal(details: &[Detail], headers: &HeaderMap) -> RetryAfter {
    let info = details.iter().find_map(|detail| match detail {
        Detail::RetryInfo(delay) => Some(*delay),
        _ => None,
    });
    match info {
        Some(Some(delay)) => RetryAfter::Delay(delay),
        Some(None) => RetryAfter::DoNotRetry,
        None => match seconds(headers, "ratelimit-retryafter") {
            Some(delay) => RetryAfter::Delay(delay),
            None => of_headers(headers),
        },
    }
}

/// The wait that a bare HTTP answer asks for: `Retry-After` in seconds or as a date.
pub(crate) fn of_headers(headers: &HeaderMap) -> RetryAfter {
    match seconds(headers, RETRY_AFTER.as_str()).or_else(|| until_date(headers)) {
        Some(delay) => RetryAfter::Delay(delay),
        None => RetryAfter::DoNotRetry,
    }
}

/// A header that holds whole seconds above zero, once.
fn seconds(headers: &HeaderMap, name: &str) -> Option<Duration> {
    let mut values = headers.get_all(name).iter();
    let text = values.next()?.to_str().ok()?.trim();
    if values.next().is_some() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = text.parse().ok().filter(|seconds| (1..=MOST_SECONDS).contains(seconds))?;
    Some(Duration::from_secs(seconds))
}

/// `Retry-After` as a date, counted from the answer's own `Date` so that a wrong clock on either
/// side does not matter.
fn until_date(headers: &HeaderMap) -> Option<Duration> {
    date(headers, &RETRY_AFTER)?.duration_since(date(headers, &DATE)?).ok()
}

/// A header that holds a date.
pub(super) fn date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn info(seconds: u64) -> Detail {
        Detail::RetryInfo(Some(Duration::from_secs(seconds)))
    }

    #[test]
    fn retry_info_outranks_the_headers() {
        let headers = headers(&[("ratelimit-retryafter", "7"), ("retry-after", "9")]);
        let wait = of_refusal(&[info(2)], &headers);
        assert_eq!(wait, RetryAfter::Delay(Duration::from_secs(2)));
    }

    #[test]
    fn a_retry_info_without_a_delay_vetoes_the_headers() {
        let headers = headers(&[("ratelimit-retryafter", "7"), ("retry-after", "9")]);
        assert_eq!(of_refusal(&[Detail::RetryInfo(None)], &headers), RetryAfter::DoNotRetry);
    }

    #[test]
    fn the_services_header_outranks_the_common_one() {
        let both = headers(&[("retry-after", "9"), ("ratelimit-retryafter", "4")]);
        assert_eq!(of_refusal(&[], &both), RetryAfter::Delay(Duration::from_secs(4)));
        let common = headers(&[("retry-after", "9")]);
        assert_eq!(of_refusal(&[], &common), RetryAfter::Delay(Duration::from_secs(9)));
    }

    #[test]
    fn what_is_no_number_of_seconds_is_no_hint() {
        for value in ["0", "-1", "abc", "9223372037", "1.5", "", "+3", "99999999999999999999"] {
            let headers = headers(&[("ratelimit-retryafter", value)]);
            assert_eq!(of_refusal(&[], &headers), RetryAfter::DoNotRetry, "{value:?}");
        }
        let twice = headers(&[("ratelimit-retryafter", "3"), ("ratelimit-retryafter", "4")]);
        assert_eq!(of_refusal(&[], &twice), RetryAfter::DoNotRetry);
    }

    #[test]
    fn a_date_counts_from_the_answers_own_date() {
        let hour_off = headers(&[
            ("date", "Tue, 24 Nov 2026 05:00:00 GMT"),
            ("retry-after", "Tue, 24 Nov 2026 05:00:08 GMT"),
        ]);
        assert_eq!(of_headers(&hour_off), RetryAfter::Delay(Duration::from_secs(8)));
        let past = headers(&[
            ("date", "Tue, 24 Nov 2026 05:00:10 GMT"),
            ("retry-after", "Tue, 24 Nov 2026 05:00:08 GMT"),
        ]);
        assert_eq!(of_headers(&past), RetryAfter::DoNotRetry);
    }
}
