//! Invariants that hold after every step.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::changes::Event;
use super::instance::InstanceState;
use super::{Millis, ObjectKind, Operation, Pool, PoolPhase, PrebuildPhase, State};

/// Checks the states before and after a step, and the events of the step.
pub(super) fn check(before: &State, after: &State, events: &[Event]) {
    let mut keys = BTreeSet::new();
    for pool in after.pools.values() {
        check_sizes(pool);
        check_phase(pool, after.now);
        check_snapshot(pool, after);
        if pool.is_live() {
            assert!(keys.insert((pool.project, pool.class)), "a second live pool: {pool:?}");
        }
        assert_eq!(pool.runner, after.classes[&pool.class].runner, "its runner");
        let counts = &pool.instance_counts;
        let total = counts.claimed + counts.deleted + pool.instances.len() as u64;
        assert_eq!(counts.provisioned, total, "instance counts: {pool:?}");
        if !pool.spec.delete {
            let project = after.projects.get(&pool.project);
            let has_prebuilds = project.is_some_and(|project| project.prebuilds_class(pool.class));
            assert!(has_prebuilds, "a pool without prebuilds: {pool:?}");
        }
        if let Some(old) = before.pools.get(&pool.id) {
            check_step(old, pool);
        }
    }
    check_new_prebuilds(before, after);
    check_events_of(ObjectKind::Pool, &before.pools, &after.pools, events, |old, new| {
        match (old.spec == new.spec, old.status == new.status) {
            (false, _) => Some(Operation::Update),
            (true, false) => Some(Operation::UpdateStatus),
            (true, true) => None,
        }
    });
    let update_if = |is_changed: bool| is_changed.then_some(Operation::Update);
    check_events_of(ObjectKind::Project, &before.projects, &after.projects, events, |old, new| {
        update_if(old != new)
    });
    check_events_of(ObjectKind::Class, &before.classes, &after.classes, events, |old, new| {
        update_if(old != new)
    });
}

/// No prebuild starts for a project that does not exist.
fn check_new_prebuilds(before: &State, after: &State) {
    for (id, prebuild) in &after.prebuilds {
        if !before.prebuilds.contains_key(id) {
            assert!(after.projects.contains_key(&prebuild.project), "no project: {prebuild:?}");
        }
    }
}

fn check_sizes(pool: &Pool) {
    let (min, max) = (pool.spec.min, pool.spec.max);
    assert!(0 <= min && min <= max && (1..=20).contains(&max), "bounds: {pool:?}");
    let desired = pool.status.desired;
    match pool.status.phase {
        PoolPhase::Ready | PoolPhase::Degraded => {
            assert!((min..=max).contains(&desired), "the target is within the bounds: {pool:?}");
        }
        PoolPhase::Deleted => assert_eq!(desired, 0, "no target when deleted: {pool:?}"),
        PoolPhase::Pending | PoolPhase::Deleting => {}
    }
    let status = &pool.status;
    assert!(status.running >= 0 && status.stopped >= 0, "counts: {pool:?}");
    // An inactive runner cannot shrink a pool either.
    let is_runner_inactive = pool.status.failure.ends_with("does not answer");
    let is_within_max = pool.count(InstanceState::is_present) <= usize::try_from(max + 1).unwrap();
    assert!(is_runner_inactive || is_within_max, "too many instances: {pool:?}");
}

fn check_phase(pool: &Pool, now: Millis) {
    let phase = pool.status.phase;
    let is_ending = matches!(phase, PoolPhase::Deleting | PoolPhase::Deleted);
    assert_eq!(pool.spec.delete, is_ending, "phase of a deletion: {pool:?}");
    if !is_ending {
        let has_to_wait = pool.spec.snapshot.is_none() || pool.acknowledged_at.is_some();
        assert!(!has_to_wait || phase == PoolPhase::Pending, "not pending: {pool:?}");
        let may_wait =
            has_to_wait || (pool.status.running == 0 && pool.spec.min > 0) || !pool.was_ready;
        assert!(phase != PoolPhase::Pending || may_wait, "pending without a reason: {pool:?}");
    }
    let is_degraded = phase == PoolPhase::Degraded;
    assert_eq!(is_degraded, !pool.status.failure.is_empty(), "degraded has a message: {pool:?}");
    assert!(pool.updated_at >= pool.created_at && pool.updated_at <= now, "times: {pool:?}");
}

fn check_snapshot(pool: &Pool, state: &State) {
    let Some(snapshot) = pool.spec.snapshot.filter(|_| !pool.spec.delete) else {
        return;
    };
    let newest = (state.prebuilds.values())
        .filter(|prebuild| (prebuild.project, prebuild.class) == (pool.project, pool.class))
        .filter(|prebuild| prebuild.phase == PrebuildPhase::Completed)
        .max_by_key(|prebuild| (prebuild.completed_at, prebuild.id));
    let newest = newest.and_then(|prebuild| prebuild.snapshot);
    assert_eq!(newest, Some(snapshot), "the newest snapshot: {pool:?}");
}

fn check_step(old: &Pool, new: &Pool) {
    assert_eq!(new.spec == old.spec, new.spec.version == old.spec.version, "spec version");
    assert_eq!(
        new.status == old.status,
        new.status.version == old.status.version,
        "status version"
    );
    assert!(new.spec.version >= old.spec.version, "the spec version only grows");
    assert!(new.status.version >= old.status.version, "the status version only grows");
    let fixed = |pool: &Pool| (pool.project, pool.class, pool.runner, pool.created_at);
    assert_eq!(fixed(old), fixed(new), "immutable fields");
    if old.spec.delete {
        let phases = (old.status.phase, new.status.phase);
        assert!(phases != (PoolPhase::Deleted, PoolPhase::Deleting), "deleted is final");
        assert!(new.status.running <= old.status.running, "a deletion only drains");
        assert!(new.status.stopped <= old.status.stopped, "a deletion only drains");
        let (old, new) = (&old.instance_counts, &new.instance_counts);
        assert_eq!(new.provisioned, old.provisioned, "a deletion provisions nothing");
        assert_eq!(new.claimed, old.claimed, "nothing is claimed from a pool being deleted");
    }
}

/// Every visible change of an object has exactly one event, and every event a change.
fn check_events_of<T>(
    kind: ObjectKind,
    before: &BTreeMap<Uuid, T>,
    after: &BTreeMap<Uuid, T>,
    events: &[Event],
    change: impl Fn(&T, &T) -> Option<Operation>,
) {
    let of_kind = events.iter().filter(|event| event.kind == kind);
    let mut actual: Vec<_> = of_kind.map(|event| (event.id, event.operation)).collect();
    let mut expected = Vec::new();
    for id in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let operation = match (before.get(id), after.get(id)) {
            (None, Some(_)) => Some(Operation::Create),
            (Some(_), None) => Some(Operation::Delete),
            (Some(old), Some(new)) => change(old, new),
            (None, None) => None,
        };
        expected.extend(operation.map(|operation| (*id, operation)));
    }
    actual.sort_by_key(|(id, _)| *id);
    assert_eq!(actual, expected, "events of {kind:?}");
}
