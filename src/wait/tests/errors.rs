//! Polls that fail, and items that are missing.

use super::*;

#[test]
fn an_outage_does_not_end_a_wait() {
    let outage = [
        || CallError::ResponseLost(Lost::Closed),
        || CallError::NotSent(NotSent::Dns),
        || CallError::NotSent(NotSent::Refused),
        || refused(Code::Unavailable),
        || refused(Code::DeadlineExceeded),
    ];
    let errors = (0..100).map(|round| Err(outage[round % outage.len()]()));
    let target = ScriptedTarget::new(errors.chain([Ok(ready())]));
    let (outcome, polls, _) = wait_for(&target, pending());
    assert!(outcome.error.is_none(), "{outcome:?}");
    assert_eq!(polls, format!("p{}p", "f".repeat(100)));
}

#[test]
fn five_consecutive_server_errors_end_a_wait() {
    let errors = || {
        [
            Err(refused(Code::Internal)),
            Err(refused(Code::Unknown)),
            Err(CallError::TooLarge),
            Err(refused(Code::ResourceExhausted)),
        ]
    };
    let target =
        ScriptedTarget::new(errors().into_iter().chain([Ok(pending())]).chain(errors()).chain([
            // An outage in between neither counts nor resets the count.
            Err(CallError::ResponseLost(Lost::Closed)),
            Err(refused(Code::DataLoss)),
        ]));
    let (outcome, polls, _) = wait_for(&target, pending());
    assert!(matches!(outcome.error, Some(WaitError::Failed(0, _))), "{outcome:?}");
    assert_eq!(polls, "pffffpfffff", "the last error is in the outcome");
}

#[test]
fn a_rejected_read_ends_a_wait() {
    for code in [Code::Unauthenticated, Code::PermissionDenied, Code::Unimplemented] {
        let (outcome, _, _) = wait_for(&ScriptedTarget::new([Err(refused(code))]), pending());
        assert!(matches!(outcome.error, Some(WaitError::Failed(0, _))), "{outcome:?}");
        assert_eq!(outcome.open, [0]);
    }
}

#[test]
fn a_requested_delay_is_honored() {
    for code in [Code::ResourceExhausted, Code::Unavailable] {
        let busy = refused_for(code, RetryAfter::Delay(Duration::from_secs(300)));
        let (outcome, _, seconds) =
            wait_for(&ScriptedTarget::new([Err(busy), Ok(ready())]), pending());
        assert!(outcome.error.is_none() && seconds >= 300, "{code:?}: {seconds} s");
    }
}

#[test]
fn a_new_pool_may_be_missing_three_times() {
    let missing = || Err(refused(Code::NotFound));
    let target = ScriptedTarget::new([missing(), missing(), missing(), Ok(ready())]);
    assert!(wait(&target, OPTIONS, vec![new_item(pending())]).0.error.is_none());

    let is_deleted = |outcome: Outcome| {
        matches!(outcome.error, Some(WaitError::Impossible(0, PoolWaitFailure::Deleted)))
    };
    let target = ScriptedTarget::new([missing(), missing(), missing(), missing()]);
    assert!(is_deleted(wait(&target, OPTIONS, vec![new_item(pending())]).0));
    let target = ScriptedTarget::new([missing(), Ok(pending()), missing()]);
    let outcome = wait(&target, OPTIONS, vec![new_item(pending())]).0;
    assert!(is_deleted(outcome), "it was found before, so it is deleted now");
    assert!(is_deleted(wait_for(&ScriptedTarget::new([missing()]), pending()).0));
}

#[test]
fn a_missing_pool_is_deleted() {
    let target = ScriptedTarget::new([Ok(ready()), Err(refused(Code::NotFound))]);
    let target = ScriptedTarget { condition: Condition::Deleted, ..target };
    let (outcome, polls, _) = wait(&target, OPTIONS, vec![item("a", None)]);
    assert!(outcome.error.is_none());
    assert_eq!(polls, "pd");
}

#[test]
fn dependencies_that_may_not_be_read_are_not_checked_again() {
    let answers = [Err(refused(Code::PermissionDenied)), Ok(None)];
    let target = ScriptedTarget::new((0..40).map(|_| Ok(bare())).chain([Ok(ready())]));
    let target = ScriptedTarget { dependencies: RefCell::new(answers.into()), ..target };
    assert!(wait_for(&target, bare()).0.error.is_none());
    assert_eq!(target.dependency_checks.get(), 1);
}
