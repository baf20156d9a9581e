//! Random operations: invariants hold after every step, and results are reproducible.

use proptest::prelude::*;

use super::assumptions::HOUR;
use super::fixture::{CLASSES, PROJECTS, START, project, state};
use super::instance::Instance;
use super::invariants::check;
use super::operations::{Op, configure, ops, run};
use super::{Event, PoolPhase, Trigger};

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
        for id in PROJECTS {
            state.projects.entry(id).or_insert_with(|| project(id));
        }
        let projects: Vec<_> = state.projects.keys().copied().collect();
        for project in projects.clone() {
            configure(&mut state, project, false, true);
        }
        state.advance(START.max(state.now) + HOUR);
        for project in projects.clone() {
            let mut updated = state.projects[&project].clone();
            let prebuilds = updated.prebuilds.as_mut().unwrap();
            (prebuilds.enabled, prebuilds.hour) = (true, None);
            state.update_project(updated);
            state.create_prebuild(project, CLASSES[0], None, Trigger::Manual);
            state.create_pool(project, CLASSES[0], 2, 6);
        }
        // Two instances are running and four stopped; a second prebuild replaces all six.
        state.advance(state.now + HOUR);
        for project in projects {
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
