//! The retry rules as a table.

use std::time::Duration;

use super::*;
use crate::api::proto::DecodeError;

const LONG: Duration = Duration::from_secs(1_000);

fn policy() -> RetryPolicy {
    RetryPolicy::new(4, Duration::from_secs(30))
}

fn status(code: Code, retry_after: RetryAfter) -> CallError {
    CallError::Status(StatusError {
        http_status: 500,
        code,
        message: String::new(),
        details: Vec::new(),
        retry_after,
    })
}

fn response(status: u16, retry_after: RetryAfter) -> CallError {
    let content_type = "text/html".to_owned();
    CallError::NotConnect(NonConnectResponse { status, content_type, title: None, retry_after })
}

fn redirect(status: u16) -> CallError {
    CallError::Redirected { status, to: String::new() }
}

fn not_sent(reason: fn(String) -> NotSent) -> CallError {
    CallError::NotSent(reason(String::new()))
}

fn proxy(failure: ProxyFailure) -> CallError {
    CallError::NotSent(NotSent::Proxy(failure))
}

fn lost(reason: fn(String) -> Lost) -> CallError {
    CallError::ResponseLost(reason(String::new()))
}

/// Whether a first failure is retried.
fn is_retried(error: &CallError, effect: Effect) -> bool {
    let mut budget = RetryBudget::default();
    let mut state = RetryState::default();
    state.next(retry_class(error), effect, &policy(), &mut budget, 0.0, LONG).is_some()
}

/// Per error: may the service have acted, is a read retried, is a mutation retried.
#[test]
#[expect(clippy::too_many_lines, reason = "a table with a row per line")]
fn every_error_has_its_row() {
    use RetryAfter::DoNotRetry;
    let delay = RetryAfter::Delay(Duration::from_secs(3));
    let decode = DecodeError { path: ".".to_owned(), reason: String::new() };
    let table = [
        (CallError::NotSent(NotSent::Refused), false, true, true),
        (CallError::NotSent(NotSent::ConnectTimeout(LONG)), false, true, true),
        (not_sent(NotSent::Connect), false, true, true),
        (CallError::NotSent(NotSent::Dns), false, true, true),
        (not_sent(NotSent::Tls), false, false, false),
        (not_sent(NotSent::TlsIncompatible), false, false, false),
        (CallError::NotSent(NotSent::ServerWithoutTls), false, false, false),
        (CallError::NotSent(NotSent::ShuttingDown), false, false, false),
        (proxy(ProxyFailure::Unreachable(String::new())), false, true, true),
        (proxy(ProxyFailure::Status(502)), false, true, true),
        (proxy(ProxyFailure::Status(403)), false, false, false),
        (proxy(ProxyFailure::Status(407)), false, false, false),
        (proxy(ProxyFailure::WithoutTls), false, false, false),
        (proxy(ProxyFailure::TlsTimeout(LONG)), false, false, false),
        (proxy(ProxyFailure::Tls(String::new())), false, false, false),
        (proxy(ProxyFailure::Unknown(String::new())), false, false, false),
        (CallError::ResponseLost(Lost::Timeout(LONG)), true, true, false),
        (CallError::ResponseLost(Lost::Closed), true, true, false),
        (lost(Lost::Truncated), true, true, false),
        (lost(Lost::NotHttp), true, false, false),
        (CallError::Decode(decode), true, false, false),
        (CallError::TooLarge, true, false, false),
        (CallError::PaginationLoop(""), false, false, false),
        (redirect(302), false, false, false),
        (redirect(303), true, false, false),
        (redirect(308), false, false, false),
        (response(200, DoNotRetry), true, false, false),
        (response(400, DoNotRetry), false, false, false),
        (response(401, DoNotRetry), false, false, false),
        (response(404, DoNotRetry), false, false, false),
        (response(408, DoNotRetry), true, true, false),
        (response(409, DoNotRetry), true, false, false),
        (response(413, DoNotRetry), false, false, false),
        (response(429, DoNotRetry), false, false, false),
        (response(429, delay), false, true, true),
        (response(500, DoNotRetry), true, true, false),
        (response(501, DoNotRetry), false, false, false),
        (response(502, DoNotRetry), true, true, false),
        (response(503, delay), true, true, false),
        (response(504, DoNotRetry), true, true, false),
        (response(505, DoNotRetry), true, false, false),
        (response(519, DoNotRetry), true, false, false),
        (response(520, DoNotRetry), true, true, false),
        (response(527, DoNotRetry), true, true, false),
        (response(530, delay), true, true, false),
        (response(598, DoNotRetry), true, true, false),
        (response(599, DoNotRetry), true, true, false),
        (status(Code::Canceled, DoNotRetry), true, false, false),
        (status(Code::Unknown, DoNotRetry), true, false, false),
        (status(Code::InvalidArgument, DoNotRetry), false, false, false),
        (status(Code::DeadlineExceeded, DoNotRetry), true, true, false),
        (status(Code::NotFound, DoNotRetry), false, false, false),
        (status(Code::AlreadyExists, DoNotRetry), false, false, false),
        (status(Code::PermissionDenied, DoNotRetry), false, false, false),
        (status(Code::ResourceExhausted, DoNotRetry), false, false, false),
        (status(Code::ResourceExhausted, delay), false, true, true),
        (status(Code::FailedPrecondition, DoNotRetry), false, false, false),
        (status(Code::Aborted, DoNotRetry), false, false, false),
        (status(Code::OutOfRange, DoNotRetry), false, false, false),
        (status(Code::Unimplemented, DoNotRetry), false, false, false),
        (status(Code::Internal, DoNotRetry), true, false, false),
        (status(Code::Unavailable, DoNotRetry), true, true, false),
        (status(Code::Unavailable, delay), true, true, false),
        (status(Code::DataLoss, DoNotRetry), true, false, false),
        (status(Code::Unauthenticated, DoNotRetry), false, false, false),
    ];
    for (error, is_ambiguous, read, mutation) in table {
        assert_eq!(retry_class(&error).is_ambiguous(), is_ambiguous, "{error:?}");
        assert_eq!(is_retried(&error, Effect::Read), read, "read after {error:?}");
        assert_eq!(is_retried(&error, Effect::Mutation), mutation, "mutation after {error:?}");
    }
}

/// The delays until a call gives up, in milliseconds.
fn delays(class: RetryClass, policy: &RetryPolicy, random: f64) -> Vec<u128> {
    let (mut state, mut budget) = (RetryState::default(), RetryBudget::default());
    let next = || state.next(class, Effect::Read, policy, &mut budget, random, LONG);
    std::iter::from_fn(next).map(|delay| delay.as_millis()).collect()
}

#[test]
fn delays_double_and_half_of_each_is_fixed() {
    let policy = RetryPolicy { retries: 6, ..policy() };
    assert_eq!(delays(RetryClass::NotSent, &policy, 0.0), [250, 500, 1_000, 2_000, 4_000, 4_000]);
    let nearly_one = 1.0 - f64::EPSILON;
    let longest = delays(RetryClass::NotSent, &policy, nearly_one);
    assert!(longest.iter().zip([500, 1_000, 2_000, 4_000, 8_000, 8_000]).all(|(a, b)| *a <= b));
}

#[test]
fn zero_retries_disables_every_kind() {
    let policy = RetryPolicy { retries: 0, ..policy() };
    assert!(delays(RetryClass::NotSent, &policy, 0.5).is_empty());
    assert!(delays(RetryClass::Throttled(Duration::from_secs(1)), &policy, 0.5).is_empty());
}

#[test]
fn an_unresolved_host_is_retried_once() {
    assert_eq!(delays(RetryClass::NoAddress, &policy(), 0.0).len(), 1);
}

#[test]
fn a_throttled_call_never_retries_early() {
    let delays = delays(RetryClass::Throttled(Duration::from_secs(2)), &policy(), 0.0);
    assert_eq!(delays, [2_000; 4]);
}

#[test]
fn retries_of_every_kind_count_together() {
    let throttled = RetryClass::Throttled(Duration::from_secs(1));
    for limit in 0..6 {
        let policy = RetryPolicy { retries: limit, ..policy() };
        let (mut state, mut budget) = (RetryState::default(), RetryBudget::default());
        let kinds = [RetryClass::NotSent, throttled].into_iter().cycle();
        let retries = kinds
            .map_while(|class| state.next(class, Effect::Read, &policy, &mut budget, 0.5, LONG));
        assert_eq!(retries.count(), limit as usize);
    }
}

#[test]
fn a_delay_of_minutes_is_left_to_the_user() {
    let policy = policy();
    assert!(delays(RetryClass::Throttled(Duration::from_secs(31)), &policy, 0.0).is_empty());
    let requested_delay = RetryAfter::Delay(Duration::from_secs(31));
    assert!(
        delays(
            RetryClass::Ambiguous { transient: true, retry_after: requested_delay },
            &policy,
            0.0
        )
        .is_empty()
    );
}

#[test]
fn a_delay_requested_by_an_unavailable_service_is_honored() {
    let requested_delay = RetryAfter::Delay(Duration::from_secs(3));
    let first = delays(
        RetryClass::Ambiguous { transient: true, retry_after: requested_delay },
        &policy(),
        0.0,
    );
    assert_eq!(first.first(), Some(&3_000));
}

#[test]
fn no_delay_reaches_beyond_the_deadline() {
    let (mut state, mut budget) = (RetryState::default(), RetryBudget::default());
    let left = Duration::from_millis(100);
    let policy = policy();
    let next = state.next(RetryClass::NotSent, Effect::Read, &policy, &mut budget, 0.0, left);
    assert_eq!(next, None);
}

#[test]
fn a_process_makes_at_most_ten_failing_retries() {
    let (policy, mut budget) = (policy(), RetryBudget::default());
    let mut retries = 0;
    for _ in 0..100 {
        let mut state = RetryState::default();
        while state
            .next(RetryClass::NotSent, Effect::Read, &policy, &mut budget, 0.0, LONG)
            .is_some()
        {
            retries += 1;
        }
    }
    assert_eq!(retries, 10);
    budget.refill();
    budget.refill();
    let mut state = RetryState::default();
    assert!(
        state.next(RetryClass::NotSent, Effect::Read, &policy, &mut budget, 0.0, LONG).is_some()
    );
}
