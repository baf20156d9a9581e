//! Operations of the property tests, and what each of them may change.

use proptest::prelude::*;
use uuid::Uuid;

use super::assumptions::{HOUR, MINUTE};
use super::fixture::{CLASSES, RUNNER, project};
use super::{Failures, Pool, Project, ProjectClass, State, Trigger};

/// Objects are chosen by an index, which wraps around.
#[derive(Clone, Debug)]
pub(super) enum Op {
    Wait(i64),
    CreateProject,
    OfProject(usize, ProjectOp),
    Resize(usize, i32, i32),
    DeletePool(usize),
    CancelPrebuild(usize),
    DeletePrebuild(usize),
    SetClassEnabled(usize, bool),
    InjectFaults(u32, u32),
    SetRunnerActive(bool),
    SetCapacity(Option<usize>),
}

#[derive(Clone, Debug)]
pub(super) enum ProjectOp {
    CreatePool(usize, i32, i32),
    Claim(usize),
    Prebuild(usize),
    Configure(bool, bool),
    SetClasses(i32, bool),
    Delete,
}

pub(super) fn ops() -> impl Strategy<Value = Op> {
    let sizes = || (0..=20, 1..=20).prop_map(|(one, two): (i32, i32)| (one.min(two), one.max(two)));
    prop_oneof![
        8 => (1_i64..400_000).prop_map(Op::Wait),
        2 => (MINUTE..3 * HOUR).prop_map(Op::Wait),
        1 => (HOUR..200 * HOUR).prop_map(Op::Wait),
        1 => Just(Op::CreateProject),
        18 => (0..2_usize, project_ops()).prop_map(|(p, op)| Op::OfProject(p, op)),
        3 => (0..8_usize, sizes()).prop_map(|(at, (min, max))| Op::Resize(at, min, max)),
        1 => (0..8_usize).prop_map(Op::DeletePool),
        1 => (0..8_usize).prop_map(Op::CancelPrebuild),
        1 => (0..8_usize).prop_map(Op::DeletePrebuild),
        1 => (0..2_usize, any::<bool>()).prop_map(|(c, enabled)| Op::SetClassEnabled(c, enabled)),
        1 => (0..8_u32, 0..2_u32).prop_map(|(instances, prebuilds)| Op::InjectFaults(instances, prebuilds)),
        1 => any::<bool>().prop_map(Op::SetRunnerActive),
        1 => proptest::option::of(0..30_usize).prop_map(Op::SetCapacity),
    ]
}

fn project_ops() -> impl Strategy<Value = ProjectOp> {
    let class = || 0..2_usize;
    let sizes = (0..=20, 1..=20).prop_map(|(one, two): (i32, i32)| (one.min(two), one.max(two)));
    prop_oneof![
        4 => (class(), sizes).prop_map(|(c, (min, max))| ProjectOp::CreatePool(c, min, max)),
        8 => class().prop_map(ProjectOp::Claim),
        3 => class().prop_map(ProjectOp::Prebuild),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(on, both)| ProjectOp::Configure(on, both)),
        1 => (-1..3, any::<bool>()).prop_map(|(order, local)| ProjectOp::SetClasses(order, local)),
        1 => Just(ProjectOp::Delete),
    ]
}

fn nth(ids: impl ExactSizeIterator<Item = Uuid> + Clone, at: usize) -> Option<Uuid> {
    ids.clone().nth(at % ids.len().max(1))
}

pub(super) fn run(state: &mut State, op: &Op) {
    match *op {
        Op::Wait(_) => {}
        Op::CreateProject => {
            let (id, created_at) = (state.next_id(), state.now);
            state.create_project(Project { created_at, updated_at: created_at, ..project(id) });
        }
        Op::OfProject(at, ref op) => {
            if let Some(project) = nth(state.projects.keys().copied(), at) {
                run_on_project(state, project, op);
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
        Op::SetClassEnabled(c, enabled) => {
            let mut class = state.classes[&CLASSES[c]].clone();
            class.enabled = enabled;
            state.update_class(class);
        }
        Op::InjectFaults(instances, prebuilds) => {
            let failures = |count| Failures { count, message: "no capacity".to_owned() };
            state.singletons.faults.instances = failures(instances);
            state.singletons.faults.prebuilds = failures(prebuilds);
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

fn run_on_project(state: &mut State, project: Uuid, op: &ProjectOp) {
    match *op {
        ProjectOp::CreatePool(c, min, max) => {
            let can_create = state.projects[&project].prebuilds_class(CLASSES[c]);
            if can_create && state.live_pool(project, CLASSES[c]).is_none() {
                state.create_pool(project, CLASSES[c], min, max);
            }
        }
        ProjectOp::Claim(c) => claim(state, project, CLASSES[c]),
        ProjectOp::Prebuild(c) => {
            state.create_prebuild(project, CLASSES[c], None, Trigger::Manual);
        }
        ProjectOp::Configure(enabled, both) => configure(state, project, enabled, both),
        ProjectOp::SetClasses(order, has_local) => set_classes(state, project, order, has_local),
        ProjectOp::Delete => delete_project(state, project),
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
pub(super) fn configure(state: &mut State, id: Uuid, enabled: bool, both: bool) {
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

/// The pools are deleted with the project, and nothing else.
fn delete_project(state: &mut State, id: Uuid) {
    let before = state.clone();
    state.delete_project(id);
    assert_eq!(state.projects.len() + 1, before.projects.len());
    assert_eq!(state.prebuilds, before.prebuilds);
    assert_eq!(state.environments, before.environments);
    assert_eq!(state.pools.len(), before.pools.len());
    for pool in state.pools.values() {
        let is_of_project = pool.project == id;
        assert_eq!(pool.spec.delete, before.pools[&pool.id].spec.delete || is_of_project);
        assert!(is_of_project || *pool == before.pools[&pool.id], "another pool: {pool:?}");
    }
}

/// The classes of a project decide its default class; they do not change its pools.
fn set_classes(state: &mut State, id: Uuid, order: i32, has_local: bool) {
    let mut project = state.projects[&id].clone();
    project.classes = (order..).zip([CLASSES[1], CLASSES[0]].map(ProjectClass::Class)).collect();
    if has_local {
        project.classes.insert(order - 1, ProjectClass::LocalRunner);
    }
    let before = state.pools.clone();
    state.update_project(project);
    assert_eq!(state.projects[&id].default_class(), Some(CLASSES[1]));
    assert_eq!(state.pools, before);
}
