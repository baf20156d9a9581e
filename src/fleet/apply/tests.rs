//! Plans carried out on a service in memory.

use std::cell::RefCell;
use std::time::Duration;

use uuid::Uuid;

use super::stale::{Now, stale};
use super::world::{Call, Trouble, World, lost, not_sent, refusal, run};
use super::{Event, SkipReason, StepOutcome, StepStatus, apply_plan, steps};
use crate::api::connect_code::Code;
use crate::api::error::{CallError, NonConnectResponse, NotSent, RetryAfter};
use crate::fleet::live_state::LivePool;
use crate::fleet::plan::{Action, Change, Plan};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

fn size(min: i32, max: i32) -> PoolSize {
    PoolSize::new(min, max).unwrap()
}

fn pair(number: u128) -> PoolKey {
    PoolKey { project: Uuid::from_u128(1 << 64 | number), class: Uuid::from_u128(2 << 64) }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(3 << 64 | number)
}

fn change(number: u128, action: Action) -> Change {
    Change { address: format!("p{number}/c"), pair: pair(number), line: None, action }
}

fn live(number: u128) -> LivePool {
    LivePool { id: id(number), pair: pair(number), sizes: size(1, 5).into() }
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
    change(number, Action::None { pool: id(number), size: size(1, 5) })
}

fn plan(changes: impl IntoIterator<Item = Change>) -> Plan {
    Plan { changes: changes.into_iter().collect(), ..Plan::default() }
}

/// One of each kind: a pool to delete, two to make, one to resize, one that stays.
fn mixed() -> (Plan, World) {
    let plan = plan([delete(1), create(2), update(3), none(4), create(5)]);
    (plan, World::new([1, 3, 4].map(live).into()))
}

/// What became of each step, by its address and in the order in which they ended.
fn apply(world: &World, plan: &Plan, at_once: usize) -> Vec<(String, StepOutcome)> {
    let (steps, ended) = (steps(plan), RefCell::new(Vec::new()));
    run(apply_plan(world, &steps, at_once, |at, event| {
        if let Event::Ended(outcome) = event {
            ended.borrow_mut().push((steps[at].address.clone(), outcome));
        }
    }));
    ended.into_inner()
}

fn kinds(ended: &[(String, StepOutcome)]) -> Vec<(&str, StepStatus)> {
    ended.iter().map(|(address, outcome)| (address.as_str(), outcome.kind())).collect()
}

/// Why those that were not tried were not.
fn reasons(ended: &[(String, StepOutcome)]) -> Vec<SkipReason> {
    let why = |outcome: &StepOutcome| match outcome {
        StepOutcome::Skipped(why) => Some(*why),
        _ => None,
    };
    ended.iter().filter_map(|(_, outcome)| why(outcome)).collect()
}

#[test]
fn deletes_come_last_and_every_step_is_told() {
    let (plan, world) = mixed();
    let ended = apply(&world, &plan, 1);
    let addresses: Vec<_> = ended.iter().map(|(address, _)| address.as_str()).collect();
    assert_eq!(addresses, ["p2/c", "p3/c", "p5/c", "p1/c"]);
    assert!(ended.iter().all(|(_, outcome)| outcome.kind() == StepStatus::Done), "{ended:?}");
    assert_eq!(world.changes(), 4);
    let mut pools: Vec<_> =
        world.pools.take().into_iter().map(|pool| (pool.pair, pool.sizes)).collect();
    pools.sort_by_key(|(pair, _)| *pair);
    let expected = [(2, size(0, 3)), (3, size(1, 8)), (4, size(1, 5)), (5, size(0, 3))];
    assert_eq!(pools, expected.map(|(number, size)| (pair(number), SizeBounds::from(size))));
}

#[test]
fn what_is_so_already_is_not_sent_again() {
    let (plan, world) = mixed();
    apply(&world, &plan, 2);
    let before = world.changes();
    let ended = apply(&world, &plan, 2);
    assert!(ended.iter().all(|(_, outcome)| outcome.kind() == StepStatus::Unchanged), "{ended:?}");
    // A pool that is there is found by trying to make it.
    assert_eq!(world.changes() - before, 2);
}

#[test]
fn a_pool_that_somebody_changed_meanwhile_is_left_alone() {
    let (plan, world) = mixed();
    world.pools.borrow_mut()[0].sizes = size(2, 2).into();
    world.pools.borrow_mut()[1].sizes = size(2, 2).into();
    world.pools.borrow_mut().push(live(5));
    let ended = apply(&world, &plan, 8);
    let expected = [
        ("p2/c", StepStatus::Done),
        ("p3/c", StepStatus::Failed),
        ("p5/c", StepStatus::Failed),
        ("p1/c", StepStatus::Skipped),
    ];
    assert_eq!(sorted(kinds(&ended)), sorted(expected.into()));
    assert_eq!(reasons(&ended), [SkipReason::Incomplete]);
    let alone = Plan { changes: vec![delete(1)], ..Plan::default() };
    assert_eq!(kinds(&apply(&world, &alone, 8)), [("p1/c", StepStatus::Failed)]);
    assert!(!world.calls.borrow().contains(&Call::Delete(id(1))));
}

fn sorted<T: Ord, U>(mut items: Vec<(T, U)>) -> Vec<(T, U)> {
    items.sort_by(|(a, _), (b, _)| a.cmp(b));
    items
}

#[test]
fn as_many_are_under_way_as_were_asked_for() {
    for at_once in [1, 8, 32] {
        let world = World::new((0..100).map(live).collect());
        let plan = plan((0..50).map(update).chain((50..100).map(delete)));
        let ended = apply(&world, &plan, at_once);
        assert!(ended.iter().all(|(_, outcome)| outcome.kind() == StepStatus::Done));
        assert_eq!(world.most_busy.get(), at_once);
    }
}

#[test]
fn an_outage_ends_it_after_five_in_a_row() {
    for (fault, tried) in [(lost as fn() -> CallError, 5), (not_sent, 5)] {
        let script = move |_, _| Some(Trouble::Before(fault()));
        let world = World::new(Vec::new()).scripted(script);
        let ended = apply(&world, &plan((0..200).map(create)), 1);
        assert_eq!(reasons(&ended), vec![SkipReason::Unreachable; 200 - tried]);
        assert!(world.calls.borrow().len() <= tried * 4, "{}", world.calls.borrow().len());
    }
    // With more at once, those that began before it was known go on.
    let script = |_, _| Some(Trouble::Before(not_sent()));
    let world = World::new(Vec::new()).scripted(script);
    let ended = apply(&world, &plan((0..200).map(create)), 8);
    assert!(ended.len() - reasons(&ended).len() <= 5 + 7);
}

#[test]
fn one_that_gets_through_now_and_then_keeps_it_going() {
    let script = |number: usize, _| {
        let is_lucky = number.is_multiple_of(5);
        (!is_lucky).then(|| Trouble::Before(not_sent()))
    };
    let world = World::new(Vec::new()).scripted(script);
    let ended = apply(&world, &plan((0..50).map(create)), 1);
    assert_eq!(ended.iter().filter(|(_, it)| it.kind() == StepStatus::Done).count(), 10);
    assert_eq!(reasons(&ended), []);
}

/// The second change meets this fault.
fn meets(fault: fn() -> CallError) -> Vec<(String, StepOutcome)> {
    let script = move |number, _| (number == 1).then(|| Trouble::Before(fault()));
    let world = World::new([1, 3, 4].map(live).into()).scripted(script);
    apply(&world, &plan([delete(1), create(2), create(5), create(6), update(3)]), 1)
}

/// An answer of somebody else than the service.
fn foreign(status: u16, wait: RetryAfter) -> CallError {
    let (content_type, title) = (String::new(), None);
    CallError::NotConnect(NonConnectResponse { status, content_type, title, wait })
}

#[test]
fn what_will_not_change_ends_it_at_once() {
    for (fault, why) in [
        (|| refusal(Code::PermissionDenied), SkipReason::NotAllowed),
        (|| refusal(Code::Unauthenticated), SkipReason::NotAllowed),
        (|| foreign(403, RetryAfter::DoNotRetry), SkipReason::NotAllowed),
        (|| foreign(429, RetryAfter::Delay(Duration::from_secs(60))), SkipReason::RateLimit),
    ] as [(fn() -> CallError, SkipReason); 4]
    {
        let ended = meets(fault);
        assert_eq!(kinds(&ended)[..2], [("p2/c", StepStatus::Done), ("p5/c", StepStatus::Failed)]);
        assert_eq!(reasons(&ended), [why; 3]);
    }
    let ended = meets(|| CallError::NotSent(NotSent::ShuttingDown));
    assert_eq!(reasons(&ended), [SkipReason::Interrupted; 4]);
}

#[test]
fn a_quota_ends_changes_of_its_kind() {
    let ended = meets(|| refusal(Code::ResourceExhausted));
    assert_eq!(
        kinds(&ended),
        [
            ("p2/c", StepStatus::Done),
            ("p5/c", StepStatus::Failed),
            ("p6/c", StepStatus::Skipped),
            ("p3/c", StepStatus::Done),
            ("p1/c", StepStatus::Skipped),
        ]
    );
    assert_eq!(reasons(&ended), [SkipReason::Quota, SkipReason::Incomplete]);
}

#[test]
fn a_refusal_of_one_pool_is_its_own() {
    let ended = meets(|| refusal(Code::FailedPrecondition));
    assert_eq!(reasons(&ended), [SkipReason::Incomplete]);
    assert_eq!(ended.iter().filter(|(_, it)| it.kind() == StepStatus::Done).count(), 3);
}

#[test]
fn a_run_that_breaks_anywhere_is_finished_by_the_next() {
    type Break = fn() -> Trouble;
    let breaks: [Break; 4] = [
        || Trouble::Before(lost()),
        || Trouble::After(lost()),
        || Trouble::Before(not_sent()),
        || Trouble::After(refusal(Code::Unavailable)),
    ];
    for broken in breaks {
        for from in 0..12 {
            for length in [1, 100] {
                let (plan, world) = mixed();
                let script =
                    move |number: usize, _| (from..from + length).contains(&number).then(broken);
                let world = world.scripted(script);
                apply(&world, &plan, 2);
                let world = world.scripted(|_, _| None);
                let ended = apply(&world, &plan, 2);
                assert!(ended.iter().all(|(_, outcome)| outcome.kind().is_success()), "{ended:?}");
                let left: Vec<_> = world.pools.take();
                let wanted = |number: u128, size: PoolSize| {
                    let of = left.iter().filter(|pool| pool.pair == pair(number));
                    of.map(|pool| pool.sizes).eq([SizeBounds::from(size)])
                };
                assert!(wanted(2, size(0, 3)) && wanted(3, size(1, 8)) && wanted(5, size(0, 3)));
                assert_eq!(left.len(), 4);
            }
        }
    }
}

#[test]
fn a_plan_is_stale_when_a_pool_is_neither_as_it_was_nor_as_it_is_wanted() {
    let plan = plan([create(1), update(2), delete(3), none(4)]);
    let as_it_was = [2, 3, 4].map(live);
    assert_eq!(stale(&plan, &as_it_was), []);
    let with = |number: u128, sizes: PoolSize| LivePool { sizes: sizes.into(), ..live(number) };
    let as_wanted = [with(1, size(0, 3)), with(2, size(1, 8)), live(4)];
    assert_eq!(stale(&plan, &as_wanted), []);

    let other = size(1, 6);
    let all = [with(1, other), with(2, other), with(3, other), with(4, other)];
    let told: Vec<_> = stale(&plan, &all).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "p1/c is now 1..6, the plan expected none",
            "p2/c is now 1..6, the plan expected 1..5",
            "p3/c is now 1..6, the plan expected 1..5",
            "p4/c is now 1..6, the plan expected 1..5",
        ]
    );
    let told: Vec<_> = stale(&plan, &[]).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["p2/c is gone, the plan expected 1..5", "p4/c is gone, the plan expected 1..5"]
    );
    let anew = |number: u128| LivePool { id: id(99), ..live(number) };
    let told = stale(&plan, &[anew(2), anew(3), live(4)]);
    assert_eq!(told.len(), 2);
    assert_eq!(told[1].now, Now::Another(size(1, 5).into()));
    assert_eq!(told[1].to_string(), "p3/c is another pool now, 1..5, the plan expected 1..5");
}
