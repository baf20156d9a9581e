//! Plans applied to an in-memory service.

use std::cell::RefCell;
use std::time::Duration;

use uuid::Uuid;

use super::fake_service::{Call, Failure, FakeService, not_sent, response_lost, run, status_error};
use super::stale::{Actual, stale_pools};
use super::{SkipReason, StepEvent, StepOutcome, StepStatus, apply_plan, steps};
use crate::api::connect_code::Code;
use crate::api::error::{CallError, NonConnectResponse, NotSent, RetryAfter};
use crate::fleet::action_filter::ActionFilter;
use crate::fleet::live_state::LivePool;
use crate::fleet::plan::{Action, Change, Plan};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

fn size(min: i32, max: i32) -> PoolSize {
    PoolSize::new(min, max).unwrap()
}

fn key(number: u128) -> PoolKey {
    PoolKey { project: Uuid::from_u128(1 << 64 | number), class: Uuid::from_u128(2 << 64) }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(3 << 64 | number)
}

fn change(number: u128, action: Action) -> Change {
    let (line, file, window) = (None, None, Default::default());
    Change { address: format!("p{number}/c"), key: key(number), line, file, window, action }
}

fn live(number: u128) -> LivePool {
    LivePool { id: id(number), key: key(number), sizes: size(1, 5).into() }
}

fn create(number: u128) -> Change {
    change(number, Action::Create { after: size(0, 3) })
}

fn update(number: u128) -> Change {
    let (before, after) = (size(1, 5).into(), size(1, 8));
    change(number, Action::Update { pool: id(number), before, after })
}

fn delete(number: u128) -> Change {
    change(number, Action::Delete { pool: id(number), before: size(1, 5).into() })
}

fn none(number: u128) -> Change {
    change(number, Action::None { pool: id(number), size: size(1, 5).into() })
}

fn plan(changes: impl IntoIterator<Item = Change>) -> Plan {
    Plan { changes: changes.into_iter().collect(), ..Plan::default() }
}

/// One pool to delete, two to create, one to update, one that stays.
fn mixed() -> (Plan, FakeService) {
    let plan = plan([delete(1), create(2), update(3), none(4), create(5)]);
    (plan, FakeService::new([1, 3, 4].map(live).into()))
}

/// The outcome of each step with its address, in the order in which they ended.
fn apply(service: &FakeService, plan: &Plan, concurrency: usize) -> Vec<(String, StepOutcome)> {
    let (steps, ended) = (steps(plan, &ActionFilter::all()), RefCell::new(Vec::new()));
    run(apply_plan(service, &steps, concurrency, |index, event| {
        if let StepEvent::Ended(outcome) = event {
            ended.borrow_mut().push((steps[index].address.clone(), outcome));
        }
    }));
    ended.into_inner()
}

fn count(ended: &[(String, StepOutcome)], status: StepStatus) -> usize {
    ended.iter().filter(|(_, outcome)| outcome.status() == status).count()
}

fn statuses(ended: &[(String, StepOutcome)]) -> Vec<(&str, StepStatus)> {
    ended.iter().map(|(address, outcome)| (address.as_str(), outcome.status())).collect()
}

fn skip_reasons(ended: &[(String, StepOutcome)]) -> Vec<SkipReason> {
    let reason = |outcome: &StepOutcome| match outcome {
        StepOutcome::Skipped(reason) => Some(*reason),
        _ => None,
    };
    ended.iter().filter_map(|(_, outcome)| reason(outcome)).collect()
}

#[test]
fn deletes_run_last_and_every_step_ends() {
    let (plan, service) = mixed();
    let ended = apply(&service, &plan, 1);
    let addresses: Vec<_> = ended.iter().map(|(address, _)| address.as_str()).collect();
    assert_eq!(addresses, ["p2/c", "p3/c", "p5/c", "p1/c"]);
    assert_eq!(count(&ended, StepStatus::Done), 4, "{ended:?}");
    assert_eq!(service.mutations(), 4);
    let mut pools: Vec<_> =
        service.pools.take().into_iter().map(|pool| (pool.key, pool.sizes)).collect();
    pools.sort_by_key(|(key, _)| *key);
    let expected = [(2, size(0, 3)), (3, size(1, 8)), (4, size(1, 5)), (5, size(0, 3))];
    assert_eq!(pools, expected.map(|(number, size)| (key(number), SizeBounds::from(size))));
}

#[test]
fn unchanged_pools_are_not_changed_again() {
    let (plan, service) = mixed();
    apply(&service, &plan, 2);
    let before = service.mutations();
    let ended = apply(&service, &plan, 2);
    assert_eq!(count(&ended, StepStatus::Unchanged), ended.len(), "{ended:?}");
    // Only a create shows that the pool exists.
    assert_eq!(service.mutations() - before, 2);
}

#[test]
fn a_pool_that_someone_else_changed_is_not_touched() {
    let (plan, service) = mixed();
    service.pools.borrow_mut()[0].sizes = size(2, 2).into();
    service.pools.borrow_mut()[1].sizes = size(2, 2).into();
    service.pools.borrow_mut().push(live(5));
    let ended = apply(&service, &plan, 8);
    let expected = [
        ("p2/c", StepStatus::Done),
        ("p3/c", StepStatus::Failed),
        ("p5/c", StepStatus::Failed),
        ("p1/c", StepStatus::Skipped),
    ];
    assert_eq!(sorted(statuses(&ended)), sorted(expected.into()));
    assert_eq!(skip_reasons(&ended), [SkipReason::EarlierFailure]);
    let alone = Plan { changes: vec![delete(1)], ..Plan::default() };
    assert_eq!(statuses(&apply(&service, &alone, 8)), [("p1/c", StepStatus::Failed)]);
    assert!(!service.calls.borrow().contains(&Call::Delete(id(1))));
}

fn sorted<T: Ord, U>(mut items: Vec<(T, U)>) -> Vec<(T, U)> {
    items.sort_by(|(a, _), (b, _)| a.cmp(b));
    items
}

#[test]
fn as_many_changes_run_at_once_as_requested() {
    for concurrency in [1, 8, 32] {
        let service = FakeService::new((0..100).map(live).collect());
        let plan = plan((0..50).map(update).chain((50..100).map(delete)));
        let ended = apply(&service, &plan, concurrency);
        assert_eq!(count(&ended, StepStatus::Done), ended.len());
        assert_eq!(service.max_in_flight.get(), concurrency);
    }
}

#[test]
fn an_outage_skips_the_rest_after_five_changes() {
    for (error, tried) in [(response_lost as fn() -> CallError, 5), (not_sent, 5)] {
        let script = move |_, _| Some(Failure::Before(error()));
        let service = FakeService::new(Vec::new()).with_failures(script);
        let ended = apply(&service, &plan((0..200).map(create)), 1);
        assert_eq!(skip_reasons(&ended), vec![SkipReason::Unreachable; 200 - tried]);
        assert!(service.calls.borrow().len() <= tried * 4, "{}", service.calls.borrow().len());
    }
    // Changes in flight go on.
    let script = |_, _| Some(Failure::Before(not_sent()));
    let service = FakeService::new(Vec::new()).with_failures(script);
    let ended = apply(&service, &plan((0..200).map(create)), 8);
    assert!(ended.len() - skip_reasons(&ended).len() <= 5 + 7);
}

#[test]
fn a_change_that_reaches_the_service_resets_the_count() {
    let script = |number: usize, _| {
        let gets_through = number.is_multiple_of(5);
        (!gets_through).then(|| Failure::Before(not_sent()))
    };
    let service = FakeService::new(Vec::new()).with_failures(script);
    let ended = apply(&service, &plan((0..50).map(create)), 1);
    assert_eq!(count(&ended, StepStatus::Done), 10);
    assert_eq!(skip_reasons(&ended), []);
}

/// The second change fails.
fn with_second_failing(error: fn() -> CallError) -> Vec<(String, StepOutcome)> {
    let script = move |number, _| (number == 1).then(|| Failure::Before(error()));
    let service = FakeService::new([1, 3, 4].map(live).into()).with_failures(script);
    apply(&service, &plan([delete(1), create(2), create(5), create(6), update(3)]), 1)
}

/// A response that does not come from the service.
fn not_connect(status: u16, wait: RetryAfter) -> CallError {
    let (content_type, title) = (String::new(), None);
    CallError::NotConnect(NonConnectResponse { status, content_type, title, retry_after: wait })
}

#[test]
fn a_lasting_error_skips_the_rest_immediately() {
    for (error, reason) in [
        (|| status_error(Code::PermissionDenied), SkipReason::PermissionDenied),
        (|| status_error(Code::Unauthenticated), SkipReason::PermissionDenied),
        (|| not_connect(403, RetryAfter::DoNotRetry), SkipReason::PermissionDenied),
        (|| not_connect(429, RetryAfter::Delay(Duration::from_secs(60))), SkipReason::RateLimited),
    ] as [(fn() -> CallError, SkipReason); 4]
    {
        let ended = with_second_failing(error);
        let first = [("p2/c", StepStatus::Done), ("p5/c", StepStatus::Failed)];
        assert_eq!(statuses(&ended)[..2], first);
        assert_eq!(skip_reasons(&ended), [reason; 3]);
    }
    let ended = with_second_failing(|| CallError::NotSent(NotSent::ShuttingDown));
    assert_eq!(skip_reasons(&ended), [SkipReason::Interrupted; 4]);
}

#[test]
fn an_exceeded_quota_skips_changes_of_the_same_kind() {
    let ended = with_second_failing(|| status_error(Code::ResourceExhausted));
    assert_eq!(
        statuses(&ended),
        [
            ("p2/c", StepStatus::Done),
            ("p5/c", StepStatus::Failed),
            ("p6/c", StepStatus::Skipped),
            ("p3/c", StepStatus::Done),
            ("p1/c", StepStatus::Skipped),
        ]
    );
    assert_eq!(skip_reasons(&ended), [SkipReason::QuotaExceeded, SkipReason::EarlierFailure]);
}

#[test]
fn a_rejection_of_one_pool_affects_no_other() {
    let ended = with_second_failing(|| status_error(Code::FailedPrecondition));
    assert_eq!(skip_reasons(&ended), [SkipReason::EarlierFailure]);
    assert_eq!(count(&ended, StepStatus::Done), 3);
}

#[test]
fn a_second_run_completes_one_that_failed_anywhere() {
    let failures: [fn() -> Failure; 4] = [
        || Failure::Before(response_lost()),
        || Failure::After(response_lost()),
        || Failure::Before(not_sent()),
        || Failure::After(status_error(Code::Unavailable)),
    ];
    for failure in failures {
        for from in 0..12 {
            for length in [1, 100] {
                let (plan, service) = mixed();
                let script =
                    move |number: usize, _| (from..from + length).contains(&number).then(failure);
                let service = service.with_failures(script);
                apply(&service, &plan, 2);
                let service = service.with_failures(|_, _| None);
                let ended = apply(&service, &plan, 2);
                let is_success = |(_, outcome): &(_, StepOutcome)| outcome.status().is_success();
                assert!(ended.iter().all(is_success), "{ended:?}");
                let left: Vec<_> = service.pools.take();
                let exists = |number: u128, size: PoolSize| {
                    let found = left.iter().filter(|pool| pool.key == key(number));
                    found.map(|pool| pool.sizes).eq([SizeBounds::from(size)])
                };
                assert!(exists(2, size(0, 3)) && exists(3, size(1, 8)) && exists(5, size(0, 3)));
                assert_eq!(left.len(), 4);
            }
        }
    }
}

#[test]
fn a_pool_that_matches_neither_start_nor_result_is_stale() {
    let plan = plan([create(1), update(2), delete(3), none(4)]);
    let at_start = [2, 3, 4].map(live);
    assert_eq!(stale_pools(&plan, &at_start), []);
    let with = |number: u128, sizes: PoolSize| LivePool { sizes: sizes.into(), ..live(number) };
    let at_result = [with(1, size(0, 3)), with(2, size(1, 8)), live(4)];
    assert_eq!(stale_pools(&plan, &at_result), []);

    let other = size(1, 6);
    let all = [with(1, other), with(2, other), with(3, other), with(4, other)];
    let lines = |live: &[LivePool]| -> Vec<String> {
        stale_pools(&plan, live).iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        lines(&all),
        [
            "p1/c is now 1..6, the plan expected no pool",
            "p2/c is now 1..6, the plan expected 1..5",
            "p3/c is now 1..6, the plan expected 1..5",
            "p4/c is now 1..6, the plan expected 1..5",
        ]
    );
    let missing = ["p2/c", "p4/c"].map(|p| format!("{p} no longer exists, the plan expected 1..5"));
    assert_eq!(lines(&[]), missing);
    let recreated = |number: u128| LivePool { id: id(99), ..live(number) };
    let stale = stale_pools(&plan, &[recreated(2), recreated(3), live(4)]);
    assert_eq!(stale.len(), 2);
    assert_eq!(stale[1].actual, Actual::OtherPool(size(1, 5).into()));
    assert_eq!(stale[1].to_string(), "p3/c is now another pool, 1..5, the plan expected 1..5");
}
