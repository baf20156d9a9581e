//! Random operations on environments: every run has one session and one record, and every change
//! one event.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::assumptions::{DAY, HOUR};
use super::changes::Changes;
use super::environment::{Desired, Phase, Role};
use super::fixture::{CLASSES, PROJECTS, prebuild, start_of, state};
use super::{Environment, Event, Millis, ObjectKind, Operation, State, Trigger};

#[derive(Clone, Debug)]
enum Op {
    Wait(Millis),
    Create(usize, Option<Millis>, Option<Millis>),
    Start(usize),
    Stop(usize),
    Delete(usize),
    Archive(usize, bool),
    Prebuild(usize),
    CancelPrebuild(usize),
    DeletePrebuild(usize),
}

fn ops() -> impl Strategy<Value = Op> {
    let time = |max: Millis| proptest::option::of(1..max);
    prop_oneof![
        6 => (1_i64..400_000).prop_map(Op::Wait),
        4 => (HOUR..6 * DAY).prop_map(Op::Wait),
        6 => (0..2_usize, time(9 * HOUR), time(20 * HOUR))
            .prop_map(|(project, lifetime, restart)| Op::Create(project, lifetime, restart)),
        2 => (0..8_usize).prop_map(Op::Start),
        3 => (0..8_usize).prop_map(Op::Stop),
        2 => (0..8_usize).prop_map(Op::Delete),
        2 => (0..8_usize, any::<bool>()).prop_map(|(at, on)| Op::Archive(at, on)),
        2 => (0..2_usize).prop_map(Op::Prebuild),
        1 => (0..4_usize).prop_map(Op::CancelPrebuild),
        1 => (0..4_usize).prop_map(Op::DeletePrebuild),
    ]
}

/// An environment that may be changed by hand.
fn nth_environment(state: &State, at: usize) -> Option<&Environment> {
    let environments = state.environments.values();
    let changeable: Vec<_> =
        environments.filter(|environment| environment.role != Role::Prebuild).collect();
    changeable.get(at % changeable.len().max(1)).copied()
}

fn run(state: &mut State, op: &Op) {
    match *op {
        Op::Wait(_) => {}
        Op::Create(project, lifetime, restart) => {
            let mut start = start_of(project, lifetime);
            start.restart = restart;
            state.create_environment(start);
        }
        Op::Start(at) => {
            if let Some(environment) = nth_environment(state, at)
                && environment.phase == Phase::Stopped
                && environment.archived_at.is_none()
            {
                state.start_environment(environment.id);
            }
        }
        Op::Stop(at) => {
            if let Some(environment) = nth_environment(state, at)
                && environment.desired != Desired::Deleted
            {
                state.stop_environment(environment.id);
            }
        }
        Op::Delete(at) => {
            if let Some(id) = nth_environment(state, at).map(|environment| environment.id) {
                state.delete_environment(id);
            }
        }
        Op::Archive(at, is_archived) => {
            if let Some(environment) = nth_environment(state, at)
                && environment.phase == Phase::Stopped
            {
                state.archive_environment(environment.id, is_archived);
            }
        }
        Op::Prebuild(project) => {
            state.create_prebuild(PROJECTS[project], CLASSES[0], None, Trigger::Manual);
        }
        Op::CancelPrebuild(at) => {
            let running = state.prebuilds.values().filter(|prebuild| !prebuild.phase.is_terminal());
            if let Some(id) = running.map(|prebuild| prebuild.id).nth(at) {
                state.cancel_prebuild(id);
            }
        }
        Op::DeletePrebuild(at) => {
            if let Some(id) = state.prebuilds.keys().copied().nth(at) {
                state.delete_prebuild(id);
            }
        }
    }
}

/// What the history has of each environment: sessions, and the times of the records.
#[derive(Default)]
struct Recorded {
    sessions: BTreeMap<Uuid, usize>,
    records: BTreeMap<Uuid, usize>,
}

impl Recorded {
    fn add(&mut self, changes: &Changes, now: Millis) {
        for session in &changes.sessions {
            assert!(session.started_at <= now);
            *self.sessions.entry(session.environment).or_default() += 1;
        }
        for record in &changes.usage {
            assert!(record.created_at <= record.started_at);
            assert!(record.started_at < record.stopped_at && record.stopped_at == now);
            *self.records.entry(record.environment).or_default() += 1;
        }
    }
}

/// Checks the states before and after a step.
fn check(before: &State, after: &State, events: &[Event], recorded: &Recorded) {
    for environment in after.environments.values() {
        let count = |counts: &BTreeMap<_, _>| counts.get(&environment.id).copied().unwrap_or(0);
        let is_active =
            matches!(environment.phase, Phase::Starting | Phase::Running | Phase::Stopping);
        let (sessions, records) = (count(&recorded.sessions), count(&recorded.records));
        assert_eq!(sessions, records + usize::from(is_active), "runs and records: {environment:?}");
        assert!(
            environment.archived_at.is_none() || !is_active,
            "an archived one does not run: {environment:?}"
        );
        if let Some(old) = before.environments.get(&environment.id) {
            check_step(old, environment);
        } else {
            assert_eq!(environment.phase, Phase::Starting);
        }
    }
    for (id, old) in &before.environments {
        assert!(after.environments.contains_key(id) || old.phase == Phase::Deleted);
    }
    check_events(before, after, events);
}

fn check_step(old: &Environment, new: &Environment) {
    let fixed = |environment: &Environment| {
        (
            environment.project,
            environment.class,
            environment.runner,
            environment.creator,
            environment.role,
            environment.created_at,
            environment.prebuild,
        )
    };
    assert_eq!(fixed(old), fixed(new), "immutable fields");
    assert!(new.status_version >= old.status_version && new.spec_version >= old.spec_version);
    assert_eq!(new.phase == old.phase, new.status_version == old.status_version, "{new:?}");
    let is_allowed = old.phase == new.phase
        || matches!(
            (old.phase, new.phase),
            (Phase::Starting, Phase::Running | Phase::Stopping)
                | (Phase::Running, Phase::Stopping)
                | (Phase::Stopping, Phase::Stopped | Phase::Deleting)
                | (Phase::Stopped, Phase::Starting | Phase::Deleting)
                | (Phase::Deleting, Phase::Deleted)
        );
    assert!(is_allowed, "{:?} -> {:?}", old.phase, new.phase);
}

/// Every visible change has exactly one event.
fn check_events(before: &State, after: &State, events: &[Event]) {
    let of_kind = events.iter().filter(|event| event.kind == ObjectKind::Environment);
    let mut actual: Vec<_> = of_kind.map(|event| (event.id, event.operation)).collect();
    actual.sort_by_key(|(id, _)| *id);
    let mut expected = Vec::new();
    for (id, new) in &after.environments {
        match before.environments.get(id) {
            None => expected.push((*id, Operation::Create)),
            Some(old) if old.spec_version != new.spec_version => {
                expected.push((*id, Operation::Update));
            }
            Some(old) if old.phase != new.phase => expected.push((*id, Operation::UpdateStatus)),
            Some(_) => {}
        }
    }
    let gone = before.environments.keys().filter(|id| !after.environments.contains_key(id));
    expected.extend(gone.map(|id| (*id, Operation::Delete)));
    expected.sort_by_key(|(id, _)| *id);
    assert_eq!(actual, expected, "events");
}

/// Runs the operations and checks every step; returns the final state.
fn play(ops: &[Op]) -> (State, Vec<String>) {
    let mut state = state(1);
    let mut recorded = Recorded::default();
    // Its environment has run once.
    prebuild(&mut state);
    state.take_changes();
    for environment in state.environments.values() {
        recorded.sessions.insert(environment.id, 1);
        recorded.records.insert(environment.id, 1);
    }
    let mut history = Vec::new();
    let mut step = |state: &mut State, work: &mut dyn FnMut(&mut State)| {
        let before = state.clone();
        work(state);
        let changes = state.take_changes();
        history.push(format!("{changes:?}"));
        recorded.add(&changes, state.now);
        check(&before, state, &changes.events, &recorded);
    };
    for op in ops {
        step(&mut state, &mut |state| run(state, op));
        let until = state.now + if let Op::Wait(time) = op { *time } else { 0 };
        while state.next_due() <= until {
            step(&mut state, &mut State::step);
        }
        state.now = until;
    }
    (state, history)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_run_and_every_change_is_recorded_once(
        ops in proptest::collection::vec(ops(), 1..60),
    ) {
        let (mut state, _) = play(&ops);
        // Left alone, everything that ends by itself is gone.
        for project in PROJECTS {
            let mut project = state.projects[&project].clone();
            project.prebuilds = None;
            state.update_project(project);
        }
        state.advance(state.now + 40 * DAY);
        let rest = state.environments.values();
        prop_assert!(rest.clone().all(|environment| environment.lifetime.is_none()), "{:?}", rest);
    }

    #[test]
    fn the_history_is_reproducible(ops in proptest::collection::vec(ops(), 1..30)) {
        prop_assert_eq!(play(&ops).1, play(&ops).1);
    }
}
