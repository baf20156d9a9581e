//! What holds after every event, whatever was asked; numbers as in the design paper.

use std::collections::BTreeSet;

use super::change::Event;
use super::instance::State;
use super::{Kind, Millis, Operation, Pool, PoolPhase, PrebuildPhase, World};

/// Checks one step of a world: the state before it, after it, and the events it emitted.
pub(super) fn check(before: &World, after: &World, events: &[Event]) {
    let mut pairs = BTreeSet::new();
    for pool in after.pools.values() {
        sizes(pool);
        phases(pool, after.now);
        snapshot(pool, after);
        let is_new_pair = pairs.insert((pool.project, pool.class));
        assert!(is_new_pair || !pool.is_live() || pairs_of(after, pool) == 1, "5: {pool:?}");
        assert_eq!(pool.runner, after.classes[&pool.class].runner, "14");
        let had = pool.tally.claimed + pool.tally.ended + pool.instances.len() as u64;
        assert_eq!(pool.tally.made, had, "15: {pool:?}");
        if let Some(old) = before.pools.get(&pool.id) {
            step(old, pool);
        }
    }
    one_event_each(before, after, events);
}

fn pairs_of(world: &World, pool: &Pool) -> usize {
    (world.pools.values())
        .filter(|own| (own.project, own.class) == (pool.project, pool.class) && own.is_live())
        .count()
}

fn sizes(pool: &Pool) {
    let (min, max) = (pool.spec.min, pool.spec.max);
    assert!(0 <= min && min <= max && (1..=20).contains(&max), "1: {pool:?}");
    let desired = pool.status.desired;
    match pool.status.phase {
        PoolPhase::Ready | PoolPhase::Degraded => {
            assert!((min..=max).contains(&desired), "2: {pool:?}");
        }
        PoolPhase::Deleted => assert_eq!(desired, 0, "2: {pool:?}"),
        PoolPhase::Pending | PoolPhase::Deleting => {}
    }
    let status = &pool.status;
    assert!(status.running >= 0 && status.stopped >= 0, "3: {pool:?}");
    // A runner that does not answer cannot shrink a pool either.
    let is_cut_off = pool.status.failure.ends_with("does not answer");
    let present = pool.count(State::is_present);
    assert!(is_cut_off || present <= usize::try_from(max + 1).unwrap(), "3: {pool:?}");
}

fn phases(pool: &Pool, now: Millis) {
    let phase = pool.status.phase;
    let is_ending = matches!(phase, PoolPhase::Deleting | PoolPhase::Deleted);
    assert_eq!(pool.spec.delete, is_ending, "12: {pool:?}");
    if !is_ending {
        let is_blind = pool.spec.snapshot.is_none() || pool.acknowledged_at.is_some();
        assert!(!is_blind || phase == PoolPhase::Pending, "9: {pool:?}");
        let may_wait =
            is_blind || (pool.status.running == 0 && pool.spec.min > 0) || !pool.was_ready;
        assert!(phase != PoolPhase::Pending || may_wait, "9: {pool:?}");
    }
    assert_eq!(phase == PoolPhase::Degraded, !pool.status.failure.is_empty(), "10: {pool:?}");
    assert!(pool.updated_at >= pool.created_at && pool.updated_at <= now, "14");
}

fn snapshot(pool: &Pool, world: &World) {
    let Some(snapshot) = pool.spec.snapshot.filter(|_| !pool.spec.delete) else {
        return;
    };
    let newest = (world.prebuilds.values())
        .filter(|own| (own.project, own.class) == (pool.project, pool.class))
        .filter(|own| own.phase == PrebuildPhase::Completed)
        .max_by_key(|own| (own.completed_at, own.id));
    assert_eq!(newest.and_then(|own| own.snapshot), Some(snapshot), "8: {pool:?}");
}

fn step(old: &Pool, new: &Pool) {
    assert_eq!(new.spec == old.spec, new.spec.version == old.spec.version, "6");
    assert_eq!(new.status == old.status, new.status.version == old.status.version, "6");
    assert!(new.spec.version >= old.spec.version && new.status.version >= old.status.version, "6");
    let fixed = |pool: &Pool| (pool.project, pool.class, pool.runner, pool.created_at);
    assert_eq!(fixed(old), fixed(new), "14");
    if old.spec.delete {
        let phases = (old.status.phase, new.status.phase);
        assert!(phases != (PoolPhase::Deleted, PoolPhase::Deleting), "11");
        assert!(new.status.running <= old.status.running, "11");
        assert!(new.status.stopped <= old.status.stopped, "11");
        assert_eq!(new.tally.made, old.tally.made, "11");
        assert_eq!(new.tally.claimed, old.tally.claimed, "11");
    }
}

/// Every visible change of a pool has exactly one event, and there is none without a change.
fn one_event_each(before: &World, after: &World, events: &[Event]) {
    let of_pools = events.iter().filter(|event| event.kind == Kind::Pool);
    let mut told: Vec<_> = of_pools.map(|event| (event.id, event.operation)).collect();
    let mut expected = Vec::new();
    for id in before.pools.keys().chain(after.pools.keys()).collect::<BTreeSet<_>>() {
        let operation = match (before.pools.get(id), after.pools.get(id)) {
            (None, Some(_)) => Operation::Create,
            (Some(_), None) => Operation::Delete,
            (Some(old), Some(new)) if old.spec != new.spec => Operation::Update,
            (Some(old), Some(new)) if old.status != new.status => Operation::UpdateStatus,
            _ => continue,
        };
        expected.push((*id, operation));
    }
    told.sort_by_key(|(id, _)| *id);
    assert_eq!(told, expected, "20");
}
