//! The rules as a table: every kind of fault, and what is done about it.

use std::time::Duration;

use super::*;
use crate::api::proto::DecodeError;

const LONG: Duration = Duration::from_secs(1_000);

fn refused(code: Code, wait: RetryAfter) -> CallError {
    CallError::Status(StatusError { code, message: String::new(), details: Vec::new(), wait })
}

fn foreign(status: u16, wait: RetryAfter) -> CallError {
    CallError::NotConnect(NonConnectResponse {
        status,
        content_type: "text/html".to_owned(),
        title: None,
        wait,
    })
}

/// Whether a first failure of this kind leads to another attempt.
fn is_sent_again(fault: &CallError, effect: Effect) -> bool {
    let (policy, mut budget) = (RetryPolicy::default(), RetryBudget::default());
    let next =
        RetryState::default().next(retry_class(fault), effect, &policy, &mut budget, 0.0, LONG);
    next.is_some()
}

/// For each fault: may the service have acted, is a read sent again, is a change sent again.
#[test]
#[expect(clippy::too_many_lines, reason = "a table, a row a line")]
#[rustfmt::skip] // For the same reason.
fn every_fault_has_its_row() {
    let three = RetryAfter::Delay(Duration::from_secs(3));
    let cut = || CallError::ResponseLost(Lost::Truncated(String::new()));
    let unreadable = DecodeError {
        path: ".".to_owned(),
        reason: String::new(),
    };
    let table = [
        (CallError::NotSent(NotSent::Refused), false, true, true),
        (CallError::NotSent(NotSent::ConnectTimeout(LONG)), false, true, true),
        (CallError::NotSent(NotSent::Connect(String::new())), false, true, true),
        (CallError::NotSent(NotSent::Dns), false, true, true),
        (CallError::NotSent(NotSent::Tls(String::new())), false, false, false),
        (CallError::NotSent(NotSent::TlsIncompatible(String::new())), false, false, false),
        (CallError::NotSent(NotSent::ServerWithoutTls), false, false, false),
        (CallError::NotSent(NotSent::ShuttingDown), false, false, false),
        (CallError::NotSent(NotSent::Proxy(String::new())), false, false, false),
        (CallError::ResponseLost(Lost::Timeout(LONG)), true, true, false),
        (CallError::ResponseLost(Lost::Closed), true, true, false),
        (cut(), true, true, false),
        (CallError::ResponseLost(Lost::NotHttp(String::new())), true, false, false),
        (CallError::Decode(unreadable), true, false, false),
        (CallError::TooLarge, true, false, false),
        (CallError::PaginationLoop(""), false, false, false),
        (
            CallError::Redirected {
                status: 302,
                to: String::new(),
            },
            false,
            false,
            false,
        ),
        (
            CallError::Redirected {
                status: 303,
                to: String::new(),
            },
            true,
            false,
            false,
        ),
        (
            CallError::Redirected {
                status: 308,
                to: String::new(),
            },
            false,
            false,
            false,
        ),
        (foreign(200, RetryAfter::DoNotRetry), true, false, false),
        (foreign(400, RetryAfter::DoNotRetry), false, false, false),
        (foreign(401, RetryAfter::DoNotRetry), false, false, false),
        (foreign(404, RetryAfter::DoNotRetry), false, false, false),
        (foreign(408, RetryAfter::DoNotRetry), true, true, false),
        (foreign(409, RetryAfter::DoNotRetry), true, false, false),
        (foreign(413, RetryAfter::DoNotRetry), false, false, false),
        (foreign(429, RetryAfter::DoNotRetry), false, false, false),
        (foreign(429, three), false, true, true),
        (foreign(500, RetryAfter::DoNotRetry), true, true, false),
        (foreign(501, RetryAfter::DoNotRetry), false, false, false),
        (foreign(502, RetryAfter::DoNotRetry), true, true, false),
        (foreign(503, three), true, true, false),
        (foreign(504, RetryAfter::DoNotRetry), true, true, false),
        (foreign(505, RetryAfter::DoNotRetry), true, false, false),
        (refused(Code::Canceled, RetryAfter::DoNotRetry), true, false, false),
        (refused(Code::Unknown, RetryAfter::DoNotRetry), true, false, false),
        (refused(Code::InvalidArgument, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::DeadlineExceeded, RetryAfter::DoNotRetry), true, true, false),
        (refused(Code::NotFound, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::AlreadyExists, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::PermissionDenied, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::ResourceExhausted, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::ResourceExhausted, three), false, true, true),
        (refused(Code::FailedPrecondition, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::Aborted, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::OutOfRange, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::Unimplemented, RetryAfter::DoNotRetry), false, false, false),
        (refused(Code::Internal, RetryAfter::DoNotRetry), true, false, false),
        (refused(Code::Unavailable, RetryAfter::DoNotRetry), true, true, false),
        (refused(Code::Unavailable, three), true, true, false),
        (refused(Code::DataLoss, RetryAfter::DoNotRetry), true, false, false),
        (refused(Code::Unauthenticated, RetryAfter::DoNotRetry), false, false, false),
    ];
    for (fault, ambiguous, read_again, change_again) in table {
        assert_eq!(retry_class(&fault).is_ambiguous(), ambiguous, "{fault:?}");
        assert_eq!(
            is_sent_again(&fault, Effect::Read),
            read_again,
            "read after {fault:?}"
        );
        assert_eq!(
            is_sent_again(&fault, Effect::Mutation),
            change_again,
            "change after {fault:?}"
        );
    }
}

/// The waits until a call gives up, in milliseconds, with this much luck.
fn waits(class: RetryClass, policy: &RetryPolicy, random: f64) -> Vec<u128> {
    let (mut attempts, mut budget) = (RetryState::default(), RetryBudget::default());
    let next = || attempts.next(class, Effect::Read, policy, &mut budget, random, LONG);
    std::iter::from_fn(next).map(|wait| wait.as_millis()).collect()
}

#[test]
fn waits_double_and_half_of_each_is_fixed() {
    let policy = RetryPolicy { retries: 6, ..RetryPolicy::default() };
    assert_eq!(waits(RetryClass::NotSent, &policy, 0.0), [250, 500, 1_000, 2_000, 4_000, 4_000]);
    let nearly_one = 1.0 - f64::EPSILON;
    let longest = waits(RetryClass::NotSent, &policy, nearly_one);
    assert!(longest.iter().zip([500, 1_000, 2_000, 4_000, 8_000, 8_000]).all(|(a, b)| *a <= b));
}

#[test]
fn no_retries_means_none_of_any_kind() {
    let policy = RetryPolicy { retries: 0, ..RetryPolicy::default() };
    assert!(waits(RetryClass::NotSent, &policy, 0.5).is_empty());
    assert!(waits(RetryClass::Throttled(Duration::from_secs(1)), &policy, 0.5).is_empty());
}

#[test]
fn a_name_without_an_address_gets_one_more_try() {
    assert_eq!(waits(RetryClass::NoAddress, &RetryPolicy::default(), 0.0).len(), 1);
}

#[test]
fn a_throttled_call_never_returns_early_and_gives_up_after_five() {
    let waits = waits(RetryClass::Throttled(Duration::from_secs(2)), &RetryPolicy::default(), 0.0);
    assert_eq!(waits, [2_000; 5]);
}

#[test]
fn a_hint_of_minutes_is_left_to_the_user() {
    let policy = RetryPolicy::default();
    assert!(waits(RetryClass::Throttled(Duration::from_secs(31)), &policy, 0.0).is_empty());
    let requested_delay = RetryAfter::Delay(Duration::from_secs(31));
    assert!(
        waits(RetryClass::Ambiguous { transient: true, wait: requested_delay }, &policy, 0.0)
            .is_empty()
    );
}

#[test]
fn an_unavailable_service_that_names_a_time_is_given_it() {
    let requested_delay = RetryAfter::Delay(Duration::from_secs(3));
    let first = waits(
        RetryClass::Ambiguous { transient: true, wait: requested_delay },
        &RetryPolicy::default(),
        0.0,
    );
    assert_eq!(first.first(), Some(&3_000));
}

#[test]
fn no_wait_reaches_beyond_the_deadline() {
    let (mut attempts, mut budget) = (RetryState::default(), RetryBudget::default());
    let left = Duration::from_millis(100);
    let policy = RetryPolicy::default();
    let next = attempts.next(RetryClass::NotSent, Effect::Read, &policy, &mut budget, 0.0, left);
    assert_eq!(next, None);
}

#[test]
fn one_process_makes_at_most_ten_hopeless_retries() {
    let (policy, mut budget) = (RetryPolicy::default(), RetryBudget::default());
    let mut sent_again = 0;
    for _ in 0..100 {
        let mut attempts = RetryState::default();
        while attempts
            .next(RetryClass::NotSent, Effect::Read, &policy, &mut budget, 0.0, LONG)
            .is_some()
        {
            sent_again += 1;
        }
    }
    assert_eq!(sent_again, 10);
    budget.refill();
    budget.refill();
    let mut attempts = RetryState::default();
    assert!(
        attempts.next(RetryClass::NotSent, Effect::Read, &policy, &mut budget, 0.0, LONG).is_some()
    );
}
