//! Random operations: every invariant after every event, and the same result every time.

use proptest::prelude::*;
use uuid::Uuid;

use super::assumptions::{HOUR, MINUTE};
use super::fixture::{CLASSES, PROJECTS, RUNNER, START, world};
use super::invariants::check;
use super::{Event, PoolPhase, Trigger, World};

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
    Break(u32, u32),
    Runner(bool),
    Capacity(Option<usize>),
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
        1 => (0..8_u32, 0..2_u32).prop_map(|(instances, prebuilds)| Op::Break(instances, prebuilds)),
        1 => any::<bool>().prop_map(Op::Runner),
        1 => proptest::option::of(0..30_usize).prop_map(Op::Capacity),
    ]
}

fn nth(ids: impl ExactSizeIterator<Item = Uuid> + Clone, at: usize) -> Option<Uuid> {
    ids.clone().nth(at % ids.len().max(1))
}

fn run(world: &mut World, op: &Op) {
    match *op {
        Op::Wait(_) => {}
        Op::CreatePool(p, c, min, max) => {
            let (project, class) = (PROJECTS[p], CLASSES[c]);
            let is_allowed = world.projects[&project].prebuilds_class(class);
            if is_allowed && world.live_pool(project, class).is_none() {
                world.create_pool(project, class, min, max);
            }
        }
        Op::Resize(at, min, max) => {
            if let Some(id) = nth(world.pools.keys().copied(), at)
                && !world.pools[&id].spec.delete
            {
                world.resize_pool(id, min, max);
            }
        }
        Op::DeletePool(at) => {
            if let Some(id) = nth(world.pools.keys().copied(), at) {
                world.delete_pool(id);
            }
        }
        Op::Claim(p, c) => claim(world, PROJECTS[p], CLASSES[c]),
        Op::Prebuild(p, c) => {
            world.create_prebuild(PROJECTS[p], CLASSES[c], None, Trigger::Manual);
        }
        Op::CancelPrebuild(at) => {
            if let Some(id) = nth(world.prebuilds.keys().copied(), at)
                && !world.prebuilds[&id].phase.is_over()
            {
                world.cancel_prebuild(id);
            }
        }
        Op::DeletePrebuild(at) => {
            if let Some(id) = nth(world.prebuilds.keys().copied(), at) {
                world.delete_prebuild(id);
            }
        }
        Op::Configure(p, enabled, both) => configure(world, PROJECTS[p], enabled, both),
        Op::Break(instances, prebuilds) => {
            world.globals.faults.instances = instances;
            world.globals.faults.prebuilds = prebuilds;
            "no capacity in this zone".clone_into(&mut world.globals.faults.message);
        }
        Op::Runner(up) => {
            let phase = if up { "RUNNER_PHASE_ACTIVE" } else { "RUNNER_PHASE_INACTIVE" };
            world.set_runner_phase(RUNNER, phase);
        }
        Op::Capacity(capacity) => {
            world.runners.get_mut(&RUNNER).unwrap().capacity = capacity;
        }
    }
}

/// Invariants 7 and 16: a claim takes one instance and touches neither spec nor target.
fn claim(world: &mut World, project: Uuid, class: Uuid) {
    let before = world.live_pool(project, class).cloned();
    let was_claimed = world.claim(project, class);
    let (Some(before), Some(claim)) = (before, was_claimed) else {
        assert!(was_claimed.is_none());
        return;
    };
    let after = world.live_pool(project, class).unwrap();
    assert_eq!(after.spec, before.spec, "7");
    assert_eq!(after.status.version, before.status.version + 1, "7");
    // A rotation that was waiting for room may let another one go at the same moment.
    assert!(after.status.running < before.status.running, "16");
    assert_eq!(after.tally.claimed, before.tally.claimed + 1, "16");
    assert!(before.instances.iter().any(|own| own.serial == claim.serial), "16");
    assert!(!after.instances.iter().any(|own| own.serial == claim.serial), "16");
}

/// Invariant 13: exactly the pools that lose their prebuilds are deleted, and none comes back.
fn configure(world: &mut World, id: Uuid, enabled: bool, both: bool) {
    let mut project = world.projects[&id].clone();
    let set = project.prebuilds.as_mut().unwrap();
    set.enabled = enabled;
    set.classes = CLASSES[..if both { 2 } else { 1 }].to_vec();
    let before = world.pools.clone();
    world.update_project(project.clone());
    assert_eq!(world.pools.len(), before.len(), "13");
    for pool in world.pools.values() {
        let is_hit = pool.project == id && !project.prebuilds_class(pool.class);
        assert_eq!(pool.spec.delete, before[&pool.id].spec.delete || is_hit, "13");
    }
}

/// Runs the operations with a check after each event; returns every event and the end state.
fn play(seed: u64, ops: &[Op]) -> (Vec<Event>, String) {
    let mut world = world(seed);
    let mut told = Vec::new();
    for op in ops {
        let before = world.clone();
        run(&mut world, op);
        let events = world.take_changes().events;
        check(&before, &world, &events);
        told.extend(events);
        let until = world.now + if let Op::Wait(time) = op { *time } else { 0 };
        while world.next_due() <= until {
            let before = world.clone();
            world.step();
            let events = world.take_changes().events;
            check(&before, &world, &events);
            told.extend(events);
        }
        world.now = until;
    }
    let state = serde_json::to_string(&(&world.pools, &world.prebuilds, &world.globals)).unwrap();
    (told, state)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_invariant_holds_after_every_event(
        ops in proptest::collection::vec(ops(), 1..60),
    ) {
        play(1, &ops);
    }

    #[test]
    fn the_same_seed_and_operations_give_the_same_events_and_state(
        ops in proptest::collection::vec(ops(), 1..30),
    ) {
        prop_assert_eq!(play(9, &ops), play(9, &ops));
    }

    /// Invariants 4 and 17: left alone, a pool with a snapshot fills up and forgets the old one.
    #[test]
    fn a_pool_left_alone_comes_to_rest(ops in proptest::collection::vec(ops(), 1..40)) {
        let mut world = world(3);
        for op in &ops {
            run(&mut world, op);
            if let Op::Wait(time) = op {
                world.advance(world.now + time);
            }
        }
        run(&mut world, &Op::Runner(true));
        run(&mut world, &Op::Capacity(None));
        run(&mut world, &Op::Break(0, 0));
        for project in PROJECTS {
            configure(&mut world, project, false, true);
        }
        world.advance(START.max(world.now) + HOUR);
        for project in PROJECTS {
            let mut settings = world.projects[&project].clone();
            let set = settings.prebuilds.as_mut().unwrap();
            (set.enabled, set.hour) = (true, None);
            world.update_project(settings);
            world.create_prebuild(project, CLASSES[0], None, Trigger::Manual);
            world.create_pool(project, CLASSES[0], 2, 6);
        }
        // Two instances run, four stand by; a second prebuild in between replaces all six.
        world.advance(world.now + HOUR);
        for project in PROJECTS {
            world.create_prebuild(project, CLASSES[0], None, Trigger::Manual);
        }
        world.advance(world.now + 2 * HOUR);
        for pool in world.pools.values() {
            prop_assert_eq!(pool.status.phase, PoolPhase::Ready, "{:?}", pool);
            prop_assert_eq!((pool.status.running, pool.status.stopped), (2, 4), "4: {:?}", pool);
            prop_assert!(pool.instances.iter().all(|own| Some(own.snapshot) == pool.spec.snapshot), "17");
        }
    }
}
