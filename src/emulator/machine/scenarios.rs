//! Stories of a pool, told step by step.

use super::assumptions::{CLAIM, DAY, HOUR, MINUTE, SECOND, START_COLD, START_FROM_PREBUILD};
use super::fixture::{CLASSES, PROJECTS, RUNNER, full_pool, prebuild, world};
use super::{EnvironmentPhase, Millis, PoolPhase, Trigger, World};

fn shown(world: &World, id: uuid::Uuid) -> String {
    let status = &world.pools[&id].status;
    format!(
        "{:?} {} running {} stopped {} desired {}",
        status.phase, status.running, status.stopped, status.desired, status.failure
    )
}

#[test]
fn a_pool_waits_for_a_prebuild_then_fills() {
    let mut world = world(1);
    let id = world.create_pool(PROJECTS[0], CLASSES[0], 1, 5);
    world.advance(world.now + HOUR);
    assert_eq!(shown(&world, id), "Pending 0 running 0 stopped 0 desired ");
    prebuild(&mut world);
    assert!(world.pools[&id].spec.snapshot.is_some());
    world.advance(world.now + 5 * MINUTE);
    assert_eq!(shown(&world, id), "Ready 1 running 4 stopped 1 desired ");
}

#[test]
fn a_claim_is_answered_fast_and_refilled_from_the_stopped_ones() {
    let mut world = world(1);
    let id = full_pool(&mut world, 1, 3);
    let environment = world.create_environment(PROJECTS[0], CLASSES[0], String::new());
    assert_eq!(shown(&world, id), "Ready 0 running 1 stopped 1 desired ");
    let environment_at = |world: &World| world.environments[&environment].running_at - world.now;
    assert_eq!(environment_at(&world), CLAIM);
    world.advance(world.now + 90 * SECOND);
    assert_eq!(shown(&world, id), "Ready 1 running 1 stopped 1 desired ");
    assert_eq!(world.environments[&environment].phase, EnvironmentPhase::Running);
    world.advance(world.now + 5 * MINUTE);
    assert_eq!(shown(&world, id), "Ready 1 running 2 stopped 1 desired ");
}

#[test]
fn an_environment_that_misses_the_pool_starts_the_slow_way() {
    let mut world = world(1);
    let start = |world: &mut World, project: usize| {
        let id = world.create_environment(PROJECTS[project], CLASSES[0], String::new());
        let environment = &world.environments[&id];
        (environment.running_at - world.now, environment.prebuild.is_some())
    };
    full_pool(&mut world, 1, 1);
    assert_eq!(start(&mut world, 0), (CLAIM, true));
    assert_eq!(start(&mut world, 0), (START_FROM_PREBUILD, true));
    assert_eq!(start(&mut world, 1), (START_COLD, false));
}

#[test]
fn steady_demand_grows_a_pool_and_quiet_shrinks_it_to_its_floor() {
    let mut world = world(1);
    let id = full_pool(&mut world, 3, 8);
    for _ in 0..60 {
        world.create_environment(PROJECTS[0], CLASSES[0], String::new());
        world.advance(world.now + 20 * SECOND);
    }
    let grown = world.pools[&id].status.desired;
    assert!(grown > 3, "{grown}");
    world.advance(world.now + HOUR);
    assert_eq!(shown(&world, id), "Ready 3 running 5 stopped 3 desired ");
}

#[test]
fn a_new_prebuild_replaces_instances_one_at_a_time() {
    let mut world = world(1);
    let id = full_pool(&mut world, 2, 3);
    prebuild(&mut world);
    let mut least = i32::MAX;
    let end = world.now + HOUR;
    while world.next_due() <= end {
        world.step();
        least = least.min(world.pools[&id].status.running);
    }
    let pool = &world.pools[&id];
    assert_eq!(least, 2, "the new one runs before the old one goes");
    assert!(pool.instances.iter().all(|own| Some(own.snapshot) == pool.spec.snapshot));
}

#[test]
fn three_failures_degrade_a_pool_and_a_success_heals_it() {
    let mut world = world(1);
    prebuild(&mut world);
    world.globals.faults.instances = 3;
    "no capacity in eu-central-1a".clone_into(&mut world.globals.faults.message);
    let id = world.create_pool(PROJECTS[0], CLASSES[0], 3, 3);
    world.advance(world.now + 6 * MINUTE);
    let degraded = "Degraded 0 running 0 stopped 3 desired no capacity in eu-central-1a";
    assert_eq!(shown(&world, id), degraded);
    world.advance(world.now + HOUR);
    assert_eq!(shown(&world, id), "Ready 3 running 0 stopped 3 desired ");
}

#[test]
fn a_runner_that_is_down_or_full_degrades_its_pools() {
    let mut world = world(1);
    let id = full_pool(&mut world, 1, 4);
    world.set_runner_phase(RUNNER, "RUNNER_PHASE_INACTIVE");
    let degraded = "Degraded 1 running 3 stopped 1 desired runner aws-eu does not answer";
    assert_eq!(shown(&world, id), degraded);
    world.runners.get_mut(&RUNNER).unwrap().capacity = Some(4);
    world.set_runner_phase(RUNNER, "RUNNER_PHASE_ACTIVE");
    assert_eq!(shown(&world, id), "Ready 1 running 3 stopped 1 desired ");
    world.resize_pool(id, 1, 6);
    assert!(shown(&world, id).contains("allows no more instances"));
    world.resize_pool(id, 1, 4);
    assert_eq!(shown(&world, id), "Ready 1 running 3 stopped 1 desired ");
}

#[test]
fn deleting_drains_then_leaves_a_tombstone_then_nothing() {
    let mut world = world(1);
    let id = full_pool(&mut world, 1, 2);
    world.delete_pool(id);
    assert_eq!(shown(&world, id), "Deleting 0 running 0 stopped 1 desired ");
    assert!(world.live_pool(PROJECTS[0], CLASSES[0]).is_some());
    world.advance(world.now + 30 * SECOND);
    assert_eq!(shown(&world, id), "Deleted 0 running 0 stopped 0 desired ");
    assert!(world.live_pool(PROJECTS[0], CLASSES[0]).is_none());
    world.advance(world.now + 5 * MINUTE);
    assert!(!world.pools.contains_key(&id));
}

#[test]
fn a_pool_whose_last_snapshot_expires_waits_again() {
    let mut world = world(1);
    let id = full_pool(&mut world, 1, 2);
    let mut project = world.projects[&PROJECTS[0]].clone();
    project.prebuilds.as_mut().unwrap().hour = None;
    world.update_project(project);
    world.advance(world.now + 8 * DAY);
    assert_eq!(world.pools[&id].status.phase, PoolPhase::Pending);
    assert_eq!(world.pools[&id].spec.snapshot, None);
}

#[test]
fn the_daily_schedule_keeps_a_pool_fresh_for_a_month() {
    let mut world = world(1);
    let id = full_pool(&mut world, 1, 2);
    let first = world.pools[&id].spec.snapshot;
    world.advance(world.now + 30 * DAY);
    let pool = &world.pools[&id];
    assert_eq!(pool.status.phase, PoolPhase::Ready);
    assert_ne!(pool.spec.snapshot, first);
    let of_pair = |own: &&super::Prebuild| (own.project, own.class) == (PROJECTS[0], CLASSES[0]);
    assert!(world.prebuilds.values().filter(of_pair).all(|own| own.trigger == Trigger::Scheduled));
}

/// Vector V3 of the sizing paper: hits of a claim stream with the target held at the floor.
#[test]
fn a_claim_stream_hits_as_often_as_the_sizing_model_says() {
    let minutes = [10.0, 10.5, 11.0, 12.0, 20.0, 20.0, 20.0, 20.0_f64];
    let expected = [(0, 1, 0), (1, 1, 2), (1, 2, 3), (1, 3, 3), (2, 3, 5), (3, 3, 6), (2, 5, 5)];
    for (min, max, hits) in expected {
        let mut world = world(1);
        let id = full_pool(&mut world, min, max);
        let start = world.now;
        let mut counted = 0;
        for minute in minutes {
            #[expect(clippy::cast_possible_truncation, reason = "half minutes are whole")]
            world.advance(start + (minute * 60_000.0) as Millis);
            counted += i32::from(world.claim(PROJECTS[0], CLASSES[0]).is_some());
            world.pools.get_mut(&id).unwrap().demand = super::autoscaler::Demand::default();
            world.keep(super::Kind::Pool, id);
        }
        assert_eq!(counted, hits, "{min}..{max}");
    }
}
