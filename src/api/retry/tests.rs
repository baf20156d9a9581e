//! The rules as a table: every kind of fault, and what is done about it.

use std::time::Duration;

use super::*;
use crate::api::proto::Unreadable;

const LONG: Duration = Duration::from_secs(1_000);

fn refused(code: Code, wait: Wait) -> Fault {
    Fault::Refused(Refusal { code, message: String::new(), details: Vec::new(), wait })
}

fn foreign(status: u16, wait: Wait) -> Fault {
    Fault::Foreign(Foreign { status, content_type: "text/html".to_owned(), title: None, wait })
}

/// Whether a first failure of this kind leads to another attempt.
fn is_sent_again(fault: &Fault, effect: Effect) -> bool {
    let (policy, mut budget) = (Policy::default(), Budget::default());
    let next = Attempts::default().next(classify(fault), effect, &policy, &mut budget, 0.0, LONG);
    next.is_some()
}

/// For each fault: may the service have acted, is a read sent again, is a change sent again.
#[test]
#[expect(clippy::too_many_lines, reason = "a table, a row a line")]
#[rustfmt::skip] // For the same reason.
fn every_fault_has_its_row() {
    let three = Wait::For(Duration::from_secs(3));
    let cut = || Fault::Lost(Lost::Cut(String::new()));
    let unreadable = Unreadable {
        path: ".".to_owned(),
        reason: String::new(),
    };
    let table = [
        (Fault::NotSent(NotSent::Refused), false, true, true),
        (Fault::NotSent(NotSent::ConnectTimeout(LONG)), false, true, true),
        (Fault::NotSent(NotSent::Connect(String::new())), false, true, true),
        (Fault::NotSent(NotSent::Dns), false, true, true),
        (Fault::NotSent(NotSent::Tls(String::new())), false, false, false),
        (Fault::NotSent(NotSent::NothingInCommon(String::new())), false, false, false),
        (Fault::NotSent(NotSent::PlainServer), false, false, false),
        (Fault::NotSent(NotSent::Stopping), false, false, false),
        (Fault::NotSent(NotSent::Proxy(String::new())), false, false, false),
        (Fault::Lost(Lost::Timeout(LONG)), true, true, false),
        (Fault::Lost(Lost::Closed), true, true, false),
        (cut(), true, true, false),
        (Fault::Lost(Lost::NotHttp(String::new())), true, false, false),
        (Fault::Unreadable(unreadable), true, false, false),
        (Fault::TooLarge, true, false, false),
        (Fault::EndlessList(""), false, false, false),
        (
            Fault::Redirected {
                status: 302,
                to: String::new(),
            },
            false,
            false,
            false,
        ),
        (
            Fault::Redirected {
                status: 303,
                to: String::new(),
            },
            true,
            false,
            false,
        ),
        (
            Fault::Redirected {
                status: 308,
                to: String::new(),
            },
            false,
            false,
            false,
        ),
        (foreign(200, Wait::No), true, false, false),
        (foreign(400, Wait::No), false, false, false),
        (foreign(401, Wait::No), false, false, false),
        (foreign(404, Wait::No), false, false, false),
        (foreign(408, Wait::No), true, true, false),
        (foreign(409, Wait::No), true, false, false),
        (foreign(413, Wait::No), false, false, false),
        (foreign(429, Wait::No), false, false, false),
        (foreign(429, three), false, true, true),
        (foreign(500, Wait::No), true, true, false),
        (foreign(501, Wait::No), false, false, false),
        (foreign(502, Wait::No), true, true, false),
        (foreign(503, three), true, true, false),
        (foreign(504, Wait::No), true, true, false),
        (foreign(505, Wait::No), true, false, false),
        (refused(Code::Canceled, Wait::No), true, false, false),
        (refused(Code::Unknown, Wait::No), true, false, false),
        (refused(Code::InvalidArgument, Wait::No), false, false, false),
        (refused(Code::DeadlineExceeded, Wait::No), true, true, false),
        (refused(Code::NotFound, Wait::No), false, false, false),
        (refused(Code::AlreadyExists, Wait::No), false, false, false),
        (refused(Code::PermissionDenied, Wait::No), false, false, false),
        (refused(Code::ResourceExhausted, Wait::No), false, false, false),
        (refused(Code::ResourceExhausted, three), false, true, true),
        (refused(Code::FailedPrecondition, Wait::No), false, false, false),
        (refused(Code::Aborted, Wait::No), false, false, false),
        (refused(Code::OutOfRange, Wait::No), false, false, false),
        (refused(Code::Unimplemented, Wait::No), false, false, false),
        (refused(Code::Internal, Wait::No), true, false, false),
        (refused(Code::Unavailable, Wait::No), true, true, false),
        (refused(Code::Unavailable, three), true, true, false),
        (refused(Code::DataLoss, Wait::No), true, false, false),
        (refused(Code::Unauthenticated, Wait::No), false, false, false),
    ];
    for (fault, ambiguous, read_again, change_again) in table {
        assert_eq!(classify(&fault).is_ambiguous(), ambiguous, "{fault:?}");
        assert_eq!(
            is_sent_again(&fault, Effect::Read),
            read_again,
            "read after {fault:?}"
        );
        assert_eq!(
            is_sent_again(&fault, Effect::Change),
            change_again,
            "change after {fault:?}"
        );
    }
}

/// The waits until a call gives up, in milliseconds, with this much luck.
fn waits(class: Class, policy: &Policy, random: f64) -> Vec<u128> {
    let (mut attempts, mut budget) = (Attempts::default(), Budget::default());
    let next = || attempts.next(class, Effect::Read, policy, &mut budget, random, LONG);
    std::iter::from_fn(next).map(|wait| wait.as_millis()).collect()
}

#[test]
fn waits_double_and_half_of_each_is_fixed() {
    let policy = Policy { retries: 6, ..Policy::default() };
    assert_eq!(waits(Class::NotSent, &policy, 0.0), [250, 500, 1_000, 2_000, 4_000, 4_000]);
    let nearly_one = 1.0 - f64::EPSILON;
    let longest = waits(Class::NotSent, &policy, nearly_one);
    assert!(longest.iter().zip([500, 1_000, 2_000, 4_000, 8_000, 8_000]).all(|(a, b)| *a <= b));
}

#[test]
fn no_retries_means_none_of_any_kind() {
    let policy = Policy { retries: 0, ..Policy::default() };
    assert!(waits(Class::NotSent, &policy, 0.5).is_empty());
    assert!(waits(Class::Throttled(Duration::from_secs(1)), &policy, 0.5).is_empty());
}

#[test]
fn a_name_without_an_address_gets_one_more_try() {
    assert_eq!(waits(Class::NoAddress, &Policy::default(), 0.0).len(), 1);
}

#[test]
fn a_throttled_call_never_returns_early_and_gives_up_after_five() {
    let waits = waits(Class::Throttled(Duration::from_secs(2)), &Policy::default(), 0.0);
    assert_eq!(waits, [2_000; 5]);
}

#[test]
fn a_hint_of_minutes_is_left_to_the_user() {
    let policy = Policy::default();
    assert!(waits(Class::Throttled(Duration::from_secs(31)), &policy, 0.0).is_empty());
    let asked = Wait::For(Duration::from_secs(31));
    assert!(waits(Class::Ambiguous { transient: true, wait: asked }, &policy, 0.0).is_empty());
}

#[test]
fn an_unavailable_service_that_names_a_time_is_given_it() {
    let asked = Wait::For(Duration::from_secs(3));
    let first = waits(Class::Ambiguous { transient: true, wait: asked }, &Policy::default(), 0.0);
    assert_eq!(first.first(), Some(&3_000));
}

#[test]
fn no_wait_reaches_beyond_the_deadline() {
    let (mut attempts, mut budget) = (Attempts::default(), Budget::default());
    let left = Duration::from_millis(100);
    let policy = Policy::default();
    let next = attempts.next(Class::NotSent, Effect::Read, &policy, &mut budget, 0.0, left);
    assert_eq!(next, None);
}

#[test]
fn one_process_makes_at_most_ten_hopeless_retries() {
    let (policy, mut budget) = (Policy::default(), Budget::default());
    let mut sent_again = 0;
    for _ in 0..100 {
        let mut attempts = Attempts::default();
        while attempts.next(Class::NotSent, Effect::Read, &policy, &mut budget, 0.0, LONG).is_some()
        {
            sent_again += 1;
        }
    }
    assert_eq!(sent_again, 10);
    budget.refill();
    budget.refill();
    let mut attempts = Attempts::default();
    assert!(attempts.next(Class::NotSent, Effect::Read, &policy, &mut budget, 0.0, LONG).is_some());
}
