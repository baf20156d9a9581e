//! Random operations: invariants hold after every step, and results are reproducible.

use proptest::prelude::*;
use uuid::Uuid;

use super::assumptions::{HOUR, MINUTE};
use super::fixture::{CLASSES, PROJECTS, RUNNER, START, state};
use super::instance::Instance;
use super::invariants::check;
use super::{Event, Pool, PoolPhase, State, Trigger};

#[derive(Clone, Debug)]
enum Op {
    Wait(i64),
    CreatePool(usize, usize, i32, i32),
    Resize(usize, i32, i32),
    DeletePool(usize),
    Claim(usize, usize),
    Prebuild(usize, usize),
    CancelPrebuild(usize),
    DeletePrebuild(usize),
    Configure(usize, bool, bool),
    InjectFaults(u32, u32),
    SetRunnerActive(bool),
    SetCapacity(Option<usize>),
}

fn ops() -> impl Strategy<Value = Op> {
    let sizes = || (0..=20, 1..=20).prop_map(|(one, two): (i32, i32)| (one.min(two), one.max(two)));
    let pair = || (0..2_usize, 0..2_usize);
    prop_oneof![
        8 => (1_i64..400_000).prop_map(Op::Wait),
        2 => (MINUTE..3 * HOUR).prop_map(Op::Wait),
        1 => (HOUR..200 * HOUR).prop_map(Op::Wait),
        4 => (pair(), sizes()).prop_map(|((p, c), (min, max))| Op::CreatePool(p, c, min, max)),
        3 => (0..8_usize, sizes()).prop_map(|(at, (min, max))| Op::Resize(at, min, max)),
        1 => (0..8_usize).prop_map(Op::DeletePool),
        8 => pair().prop_map(|(p, c)| Op::Claim(p, c)),
        3 => pair().prop_map(|(p, c)| Op::Prebuild(p, c)),
        1 => (0..8_usize).prop_map(Op::CancelPrebuild),
        1 => (0..8_usize).prop_map(Op::DeletePrebuild),
        1 => (0..2_usize, any::<bool>(), any::<bool>()).prop_map(|(p, on, c)| Op::Configure(p, on, c)),
        1 => (0..8_u32, 0..2_u32).prop_map(|(instances, prebuilds)| Op::InjectFaults(instances, prebuilds)),
        1 => any::<bool>().prop_map(Op::SetRunnerActive),
        1 => proptest::option::of(0..30_usize).prop_map(Op::SetCapacity),
    ]
}

fn nth(ids: impl ExactSizeIterator<Item = Uuid> + Clone, at: usize) -> Option<Uuid> {
    ids.clone().nth(at % ids.len().max(1))
}

fn run(state: &mut State, op: &Op) {
    match *op {
        Op::Wait(_) => {}
        Op::CreatePool(p, c, min, max) => {
            let (project, class) = (PROJECTS[p], CLASSES[c]);
            let can_create = state.projects[&project].prebuilds_class(class);
            if can_create && state.live_pool(project, class).is_none() {
                state.create_pool(project, class, min, max);
            }
        }
        Op::Resize(at, min, max) => {
            if let Some(id) = nth(state.pools.keys().copied(), at)
                && !state.pools[&id].spec.delete
            {
                state.resize_pool(id, min, max);
            }
        }
        Op::DeletePool(at) => {
            if let Some(id) = nth(state.pools.keys().copied(), at) {
                state.delete_pool(id);
            }
        }
        Op::Claim(p, c) => claim(state, PROJECTS[p], CLASSES[c]),
        Op::Prebuild(p, c) => {
            state.create_prebuild(PROJECTS[p], CLASSES[c], None, Trigger::Manual);
        }
        Op::CancelPrebuild(at) => {
            if let Some(id) = nth(state.prebuilds.keys().copied(), at)
                && !state.prebuilds[&id].phase.is_terminal()
            {
                state.cancel_prebuild(id);
            }
        }
        Op::DeletePrebuild(at) => {
            if let Some(id) = nth(state.prebuilds.keys().copied(), at) {
                state.delete_prebuild(id);
            }
        }
        Op::Configure(p, enabled, both) => configure(state, PROJECTS[p], enabled, both),
        Op::InjectFaults(instances, prebuilds) => {
            state.singletons.faults.instances = instances;
            state.singletons.faults.prebuilds = prebuilds;
            "no capacity in this zone".clone_into(&mut state.singletons.faults.message);
        }
        Op::SetRunnerActive(is_active) => {
            let phase = if is_active { "RUNNER_PHASE_ACTIVE" } else { "RUNNER_PHASE_INACTIVE" };
            state.set_runner_phase(RUNNER, phase);
        }
        Op::SetCapacity(capacity) => {
            state.runners.get_mut(&RUNNER).unwrap().capacity = capacity;
        }
    }
}

/// A claim removes one running instance and does not change the spec.
fn claim(state: &mut State, project: Uuid, class: Uuid) {
    let before = state.live_pool(project, class).cloned();
    let was_claimed = state.claim(project, class);
    let (Some(before), Some(claim)) = (before, was_claimed) else {
        assert!(was_claimed.is_none());
        return;
    };
    let after = state.live_pool(project, class).unwrap();
    assert_eq!(after.spec, before.spec);
    assert_eq!(after.status.version, before.status.version + 1);
    // A rotation that waited for the claim may drain another instance at the same time.
    assert!(after.status.running < before.status.running);
    assert_eq!(after.instance_counts.claimed, before.instance_counts.claimed + 1);
    let has_claimed =
        |pool: &Pool| pool.instances.iter().any(|instance| instance.serial == claim.serial);
    assert!(has_claimed(&before));
    assert!(!has_claimed(after));
}

/// Exactly the pools that lose their prebuilds are deleted, for good.
fn configure(state: &mut State, id: Uuid, enabled: bool, both: bool) {
    let mut project = state.projects[&id].clone();
    let prebuilds = project.prebuilds.as_mut().unwrap();
    prebuilds.enabled = enabled;
    prebuilds.classes = CLASSES[..if both { 2 } else { 1 }].to_vec();
    let before = state.pools.clone();
    state.update_project(project.clone());
    assert_eq!(state.pools.len(), before.len());
    for pool in state.pools.values() {
        let is_orphaned = pool.project == id && !project.prebuilds_class(pool.class);
        assert_eq!(pool.spec.delete, before[&pool.id].spec.delete || is_orphaned);
    }
}

/// Runs the operations and checks every step; returns all events and the final state.
fn play(seed: u64, ops: &[Op]) -> (Vec<Event>, String) {
    let mut state = state(seed);
    let mut all_events = Vec::new();
    for op in ops {
        let before = state.clone();
        run(&mut state, op);
        let events = state.take_changes().events;
        check(&before, &state, &events);
        all_events.extend(events);
        let until = state.now + if let Op::Wait(time) = op { *time } else { 0 };
        while state.next_due() <= until {
            let before = state.clone();
            state.step();
            let events = state.take_changes().events;
            check(&before, &state, &events);
            all_events.extend(events);
        }
        state.now = until;
    }
    let state =
        serde_json::to_string(&(&state.pools, &state.prebuilds, &state.singletons)).unwrap();
    (all_events, state)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn invariants_hold_after_every_step(
        ops in proptest::collection::vec(ops(), 1..60),
    ) {
        play(1, &ops);
    }

    #[test]
    fn results_are_reproducible(
        ops in proptest::collection::vec(ops(), 1..30),
    ) {
        prop_assert_eq!(play(9, &ops), play(9, &ops));
    }

    /// Without further operations, a pool fills up with instances of the newest snapshot.
    #[test]
    fn an_idle_pool_becomes_full(ops in proptest::collection::vec(ops(), 1..40)) {
        let mut state = state(3);
        for op in &ops {
            run(&mut state, op);
            if let Op::Wait(time) = op {
                state.advance(state.now + time);
            }
        }
        run(&mut state, &Op::SetRunnerActive(true));
        run(&mut state, &Op::SetCapacity(None));
        run(&mut state, &Op::InjectFaults(0, 0));
        for project in PROJECTS {
            configure(&mut state, project, false, true);
        }
        state.advance(START.max(state.now) + HOUR);
        for project in PROJECTS {
            let mut updated = state.projects[&project].clone();
            let prebuilds = updated.prebuilds.as_mut().unwrap();
            (prebuilds.enabled, prebuilds.hour) = (true, None);
            state.update_project(updated);
            state.create_prebuild(project, CLASSES[0], None, Trigger::Manual);
            state.create_pool(project, CLASSES[0], 2, 6);
        }
        // Two instances are running and four stopped; a second prebuild replaces all six.
        state.advance(state.now + HOUR);
        for project in PROJECTS {
            state.create_prebuild(project, CLASSES[0], None, Trigger::Manual);
        }
        state.advance(state.now + 2 * HOUR);
        for pool in state.pools.values() {
            prop_assert_eq!(pool.status.phase, PoolPhase::Ready, "{:?}", pool);
            prop_assert_eq!((pool.status.running, pool.status.stopped), (2, 4), "{:?}", pool);
            let is_current = |instance: &Instance| Some(instance.snapshot) == pool.spec.snapshot;
            prop_assert!(pool.instances.iter().all(is_current), "{:?}", pool);
        }
    }
}
