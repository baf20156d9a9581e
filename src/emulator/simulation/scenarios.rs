//! The lifecycle of pools, step by step.

use super::assumptions::{CLAIM, DAY, HOUR, MINUTE, SECOND, START_COLD, START_FROM_PREBUILD};
use super::autoscaler::AutoscalerState;
use super::fixture::{CLASSES, PROJECTS, RUNNER, full_pool, prebuild, start_of, state};
use super::{EnvironmentPhase, Failures, Millis, ObjectKind, PoolPhase, State, Trigger};

fn status_line(state: &State, id: uuid::Uuid) -> String {
    let status = &state.pools[&id].status;
    format!(
        "{:?} {} running {} stopped {} desired {}",
        status.phase, status.running, status.stopped, status.desired, status.failure
    )
}

#[test]
fn a_pool_waits_for_a_prebuild_then_fills() {
    let mut state = state(1);
    let id = state.create_pool(PROJECTS[0], CLASSES[0], 1, 5);
    state.advance(state.now + HOUR);
    assert_eq!(status_line(&state, id), "Pending 0 running 0 stopped 0 desired ");
    prebuild(&mut state);
    assert!(state.pools[&id].spec.snapshot.is_some());
    state.advance(state.now + 5 * MINUTE);
    assert_eq!(status_line(&state, id), "Ready 1 running 4 stopped 1 desired ");
}

#[test]
fn a_claim_is_fast_and_a_stopped_instance_replaces_it() {
    let mut state = state(1);
    let id = full_pool(&mut state, 1, 3);
    let environment = state.create_environment(start_of(0, None));
    assert_eq!(status_line(&state, id), "Ready 0 running 1 stopped 1 desired ");
    let environment_at = |state: &State| state.environments[&environment].next.unwrap() - state.now;
    assert_eq!(environment_at(&state), CLAIM);
    state.advance(state.now + 90 * SECOND);
    assert_eq!(status_line(&state, id), "Ready 1 running 1 stopped 1 desired ");
    assert_eq!(state.environments[&environment].phase, EnvironmentPhase::Running);
    state.advance(state.now + 5 * MINUTE);
    assert_eq!(status_line(&state, id), "Ready 1 running 2 stopped 1 desired ");
}

#[test]
fn an_environment_without_an_instance_starts_slowly() {
    let mut state = state(1);
    let start = |state: &mut State, project: usize| {
        let id = state.create_environment(start_of(project, None));
        let environment = &state.environments[&id];
        (environment.next.unwrap() - state.now, environment.prebuild.is_some())
    };
    full_pool(&mut state, 1, 1);
    assert_eq!(start(&mut state, 0), (CLAIM, true));
    assert_eq!(start(&mut state, 0), (START_FROM_PREBUILD, true));
    assert_eq!(start(&mut state, 1), (START_COLD, false));
}

#[test]
fn sustained_claims_scale_up_and_idle_time_scales_down_to_the_minimum() {
    let mut state = state(1);
    let id = full_pool(&mut state, 3, 8);
    for _ in 0..60 {
        state.create_environment(start_of(0, None));
        state.advance(state.now + 20 * SECOND);
    }
    let grown = state.pools[&id].status.desired;
    assert!(grown > 3, "{grown}");
    state.advance(state.now + HOUR);
    assert_eq!(status_line(&state, id), "Ready 3 running 5 stopped 3 desired ");
}

#[test]
fn a_new_prebuild_rotates_instances_one_at_a_time() {
    let mut state = state(1);
    let id = full_pool(&mut state, 2, 3);
    prebuild(&mut state);
    let mut min_running = i32::MAX;
    let end = state.now + HOUR;
    while state.next_due() <= end {
        state.step();
        min_running = min_running.min(state.pools[&id].status.running);
    }
    let pool = &state.pools[&id];
    assert_eq!(min_running, 2, "the replacement runs before the old instance is drained");
    assert!(pool.instances.iter().all(|instance| Some(instance.snapshot) == pool.spec.snapshot));
}

#[test]
fn three_failures_degrade_a_pool_and_a_success_recovers_it() {
    let mut state = state(1);
    prebuild(&mut state);
    let message = "no capacity in eu-central-1a".to_owned();
    state.singletons.faults.instances = Failures { count: 3, message };
    let id = state.create_pool(PROJECTS[0], CLASSES[0], 3, 3);
    state.advance(state.now + 6 * MINUTE);
    let degraded = "Degraded 0 running 0 stopped 3 desired no capacity in eu-central-1a";
    assert_eq!(status_line(&state, id), degraded);
    state.advance(state.now + HOUR);
    assert_eq!(status_line(&state, id), "Ready 3 running 0 stopped 3 desired ");
}

#[test]
fn a_runner_that_is_inactive_or_full_degrades_its_pools() {
    let mut state = state(1);
    let id = full_pool(&mut state, 1, 4);
    state.set_runner_phase(RUNNER, "RUNNER_PHASE_INACTIVE");
    let degraded = "Degraded 1 running 3 stopped 1 desired runner aws-eu does not answer";
    assert_eq!(status_line(&state, id), degraded);
    state.runners.get_mut(&RUNNER).unwrap().capacity = Some(4);
    state.set_runner_phase(RUNNER, "RUNNER_PHASE_ACTIVE");
    assert_eq!(status_line(&state, id), "Ready 1 running 3 stopped 1 desired ");
    state.resize_pool(id, 1, 6);
    assert!(status_line(&state, id).contains("allows no more instances"));
    state.resize_pool(id, 1, 4);
    assert_eq!(status_line(&state, id), "Ready 1 running 3 stopped 1 desired ");
}

#[test]
fn deletion_drains_a_pool_and_leaves_a_tombstone() {
    let mut state = state(1);
    let id = full_pool(&mut state, 1, 2);
    state.delete_pool(id);
    assert_eq!(status_line(&state, id), "Deleting 0 running 0 stopped 1 desired ");
    assert!(state.live_pool(PROJECTS[0], CLASSES[0]).is_some());
    state.advance(state.now + 30 * SECOND);
    assert_eq!(status_line(&state, id), "Deleted 0 running 0 stopped 0 desired ");
    assert!(state.live_pool(PROJECTS[0], CLASSES[0]).is_none());
    state.advance(state.now + 5 * MINUTE);
    assert!(!state.pools.contains_key(&id));
}

#[test]
fn a_pool_whose_last_snapshot_expires_is_pending_again() {
    let mut state = state(1);
    let id = full_pool(&mut state, 1, 2);
    let mut project = state.projects[&PROJECTS[0]].clone();
    project.prebuilds.as_mut().unwrap().hour = None;
    state.update_project(project);
    state.advance(state.now + 8 * DAY);
    assert_eq!(state.pools[&id].status.phase, PoolPhase::Pending);
    assert_eq!(state.pools[&id].spec.snapshot, None);
}

#[test]
fn the_daily_schedule_keeps_a_pool_ready_for_a_month() {
    let mut state = state(1);
    let id = full_pool(&mut state, 1, 2);
    let first = state.pools[&id].spec.snapshot;
    state.advance(state.now + 30 * DAY);
    let pool = &state.pools[&id];
    assert_eq!(pool.status.phase, PoolPhase::Ready);
    assert_ne!(pool.spec.snapshot, first);
    let mut prebuilds = (state.prebuilds.values())
        .filter(|prebuild| (prebuild.project, prebuild.class) == (PROJECTS[0], CLASSES[0]));
    assert!(prebuilds.all(|prebuild| prebuild.trigger == Trigger::Scheduled));
}

/// Hits of a claim stream while the target stays at the minimum.
#[test]
fn a_claim_stream_has_the_hits_of_the_sizing_model() {
    let minutes = [10.0, 10.5, 11.0, 12.0, 20.0, 20.0, 20.0, 20.0_f64];
    let expected = [(0, 1, 0), (1, 1, 2), (1, 2, 3), (1, 3, 3), (2, 3, 5), (3, 3, 6), (2, 5, 5)];
    for (min, max, hits) in expected {
        let mut state = state(1);
        let id = full_pool(&mut state, min, max);
        let start = state.now;
        let mut actual = 0;
        for minute in minutes {
            #[expect(clippy::cast_possible_truncation, reason = "half minutes are whole")]
            state.advance(start + (minute * 60_000.0) as Millis);
            actual += i32::from(state.claim(PROJECTS[0], CLASSES[0]).is_some());
            state.pools.get_mut(&id).unwrap().autoscaler = AutoscalerState::default();
            state.mark_dirty(ObjectKind::Pool, id);
        }
        assert_eq!(actual, hits, "{min}..{max}");
    }
}
