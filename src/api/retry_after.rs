//! When a response allows a retry: one hint from three places, with the precedence of the official
//! Terraform provider.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use super::error::RetryAfter;
use super::error_details::Detail;

/// Larger values are garbage: a 64-bit count of nanoseconds holds no more seconds.
const MAX_SECONDS: u64 = 9_223_372_036;

/// `google.rpc.RetryInfo` takes precedence over the headers, even if it has no usable delay: then
/// there is no retry.
pub(crate) fn from_error(details: &[Detail], headers: &HeaderMap) -> RetryAfter {
    let info = details.iter().find_map(|detail| match detail {
        Detail::RetryInfo(delay) => Some(*delay),
        _ => None,
    });
    match info {
        Some(Some(delay)) => RetryAfter::Delay(delay),
        Some(None) => RetryAfter::DoNotRetry,
        None => match seconds(headers, "ratelimit-retryafter") {
            Some(delay) => RetryAfter::Delay(delay),
            None => from_headers(headers),
        },
    }
}

/// `Retry-After` in seconds or as a date.
pub(crate) fn from_headers(headers: &HeaderMap) -> RetryAfter {
    match seconds(headers, RETRY_AFTER.as_str()).or_else(|| until_date(headers)) {
        Some(delay) => RetryAfter::Delay(delay),
        None => RetryAfter::DoNotRetry,
    }
}

/// A positive number of seconds; `None` if the header is repeated.
fn seconds(headers: &HeaderMap, name: &str) -> Option<Duration> {
    let mut values = headers.get_all(name).iter();
    let text = values.next()?.to_str().ok()?.trim();
    if values.next().is_some() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = text.parse().ok().filter(|seconds| (1..=MAX_SECONDS).contains(seconds))?;
    Some(Duration::from_secs(seconds))
}

/// Relative to the response's own `Date`, so that clock skew does not matter.
fn until_date(headers: &HeaderMap) -> Option<Duration> {
    date(headers, &RETRY_AFTER)?.duration_since(date(headers, &DATE)?).ok()
}

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
    fn retry_info_takes_precedence_over_the_headers() {
        let headers = headers(&[("ratelimit-retryafter", "7"), ("retry-after", "9")]);
        let wait = from_error(&[info(2)], &headers);
        assert_eq!(wait, RetryAfter::Delay(Duration::from_secs(2)));
    }

    #[test]
    fn a_retry_info_without_a_delay_vetoes_the_headers() {
        let headers = headers(&[("ratelimit-retryafter", "7"), ("retry-after", "9")]);
        assert_eq!(from_error(&[Detail::RetryInfo(None)], &headers), RetryAfter::DoNotRetry);
    }

    #[test]
    fn the_services_header_takes_precedence_over_retry_after() {
        let both = headers(&[("retry-after", "9"), ("ratelimit-retryafter", "4")]);
        assert_eq!(from_error(&[], &both), RetryAfter::Delay(Duration::from_secs(4)));
        let standard = headers(&[("retry-after", "9")]);
        assert_eq!(from_error(&[], &standard), RetryAfter::Delay(Duration::from_secs(9)));
    }

    #[test]
    fn invalid_numbers_of_seconds_are_ignored() {
        for value in ["0", "-1", "abc", "9223372037", "1.5", "", "+3", "99999999999999999999"] {
            let headers = headers(&[("ratelimit-retryafter", value)]);
            assert_eq!(from_error(&[], &headers), RetryAfter::DoNotRetry, "{value:?}");
        }
        let twice = headers(&[("ratelimit-retryafter", "3"), ("ratelimit-retryafter", "4")]);
        assert_eq!(from_error(&[], &twice), RetryAfter::DoNotRetry);
    }

    #[test]
    fn a_date_is_relative_to_the_response_date() {
        let skewed = headers(&[
            ("date", "Tue, 24 Nov 2026 05:00:00 GMT"),
            ("retry-after", "Tue, 24 Nov 2026 05:00:08 GMT"),
        ]);
        assert_eq!(from_headers(&skewed), RetryAfter::Delay(Duration::from_secs(8)));
        let past = headers(&[
            ("date", "Tue, 24 Nov 2026 05:00:10 GMT"),
            ("retry-after", "Tue, 24 Nov 2026 05:00:08 GMT"),
        ]);
        assert_eq!(from_headers(&past), RetryAfter::DoNotRetry);
    }
}
