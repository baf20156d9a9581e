//! Looks that fail, and things that are missing.

use super::*;

#[test]
fn an_outage_ends_no_wait_however_long() {
    let outage = [
        || CallError::ResponseLost(Lost::Closed),
        || CallError::NotSent(NotSent::Dns),
        || CallError::NotSent(NotSent::Refused),
        || refused(Code::Unavailable),
        || refused(Code::DeadlineExceeded),
    ];
    let faults = (0..100).map(|round| Err(outage[round % outage.len()]()));
    let told = SizeBounds::new(faults.chain([Ok(ready())]));
    let (end, news, _) = wait_for(&told, pending());
    assert!(end.stop.is_none(), "{end:?}");
    assert_eq!(news, format!("s{}s", "m".repeat(100)));
}

#[test]
fn a_service_that_cannot_answer_ends_it_the_fifth_time_in_a_row() {
    let faults = || {
        [
            Err(refused(Code::Internal)),
            Err(refused(Code::Unknown)),
            Err(CallError::TooLarge),
            Err(refused(Code::ResourceExhausted)),
        ]
    };
    let told =
        SizeBounds::new(faults().into_iter().chain([Ok(pending())]).chain(faults()).chain([
            // An outage in between neither counts nor makes up for it.
            Err(CallError::ResponseLost(Lost::Closed)),
            Err(refused(Code::DataLoss)),
        ]));
    let (end, news, _) = wait_for(&told, pending());
    assert!(matches!(end.stop, Some(WaitError::Failed(0, _))), "{end:?}");
    assert_eq!(news, "smmmmsmmmmm", "the fault that ends it is told as the end");
}

#[test]
fn a_service_that_says_no_ends_it() {
    for code in [Code::Unauthenticated, Code::PermissionDenied, Code::Unimplemented] {
        let (end, _, _) = wait_for(&SizeBounds::new([Err(refused(code))]), pending());
        assert!(matches!(end.stop, Some(WaitError::Failed(0, _))), "{end:?}");
        assert_eq!(end.open, [0]);
    }
}

#[test]
fn a_service_that_asks_for_time_gets_it() {
    for code in [Code::ResourceExhausted, Code::Unavailable] {
        let busy = refused_for(code, RetryAfter::Delay(Duration::from_secs(300)));
        let (end, _, seconds) = wait_for(&SizeBounds::new([Err(busy), Ok(ready())]), pending());
        assert!(end.stop.is_none() && seconds >= 300, "{code:?}: {seconds} s");
    }
}

#[test]
fn a_pool_that_was_just_made_may_be_missing_three_times() {
    let missing = || Err(refused(Code::NotFound));
    let told = SizeBounds::new([missing(), missing(), missing(), Ok(ready())]);
    assert!(wait(&told, USUAL, vec![new(pending())]).0.stop.is_none());

    let gone =
        |end: Ended| matches!(end.stop, Some(WaitError::PoolWaitFailure(0, PoolWaitFailure::Gone)));
    let told = SizeBounds::new([missing(), missing(), missing(), missing()]);
    assert!(gone(wait(&told, USUAL, vec![new(pending())]).0));
    let told = SizeBounds::new([missing(), Ok(pending()), missing()]);
    let end = wait(&told, USUAL, vec![new(pending())]).0;
    assert!(gone(end), "it was there, so now it is gone");
    assert!(gone(wait_for(&SizeBounds::new([missing()]), pending()).0));
}

#[test]
fn what_is_missing_is_deleted() {
    let told = SizeBounds::new([Ok(ready()), Err(refused(Code::NotFound))]);
    let told = SizeBounds { condition: Condition::Deleted, ..told };
    let (end, news, _) = wait(&told, USUAL, vec![start("a", None)]);
    assert!(end.stop.is_none());
    assert_eq!(news, "sg");
}

#[test]
fn prebuilds_that_may_not_be_read_are_not_asked_for_again() {
    let answers = [Err(refused(Code::PermissionDenied)), Ok(Progress::Blocked)];
    let told = SizeBounds::new((0..40).map(|_| Ok(bare())).chain([Ok(ready())]));
    let told = SizeBounds { supply: RefCell::new(answers.into()), ..told };
    assert!(wait_for(&told, bare()).0.stop.is_none());
    assert_eq!(told.supply_asked.get(), 1);
}
