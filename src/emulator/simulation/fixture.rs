//! A small organization for the tests of this module.

use uuid::Uuid;

use super::assumptions::{HOUR, MINUTE};
use super::{
    Class, Creator, Ids, Millis, Organization, PoolPhase, PrebuildConfiguration, Project,
    ProjectClass, Role, Runner, Singletons, Start, State, Trigger, User, git_initializer,
};

/// A full hour in 2026.
pub(super) const START: Millis = 496_000 * HOUR;
pub(super) const RUNNER: Uuid = Uuid::from_u128(1);
pub(super) const CLASSES: [Uuid; 2] = [Uuid::from_u128(10), Uuid::from_u128(11)];
pub(super) const PROJECTS: [Uuid; 2] = [Uuid::from_u128(20), Uuid::from_u128(21)];

/// One runner with two classes, and two projects with prebuilds for both.
pub(super) fn state(seed: u64) -> State {
    let organization = Organization {
        id: Uuid::from_u128(2),
        name: "Acme".to_owned(),
        tier: "enterprise".to_owned(),
    };
    let user = User {
        id: Uuid::from_u128(3),
        name: "Ada".to_owned(),
        email: "ada@acme.test".to_owned(),
        created_at: START,
    };
    let singletons = Singletons::new(Ids::new(seed), organization, user, START + HOUR);
    let mut state = State::new(START, singletons);
    state.runners.insert(RUNNER, runner());
    for id in CLASSES {
        state.classes.insert(id, class(id));
    }
    for id in PROJECTS {
        state.projects.insert(id, project(id));
    }
    state
}

fn runner() -> Runner {
    Runner {
        id: RUNNER,
        name: "aws-eu".to_owned(),
        created_at: START,
        provider: "RUNNER_PROVIDER_AWS_EC2".to_owned(),
        kind: "RUNNER_KIND_REMOTE".to_owned(),
        phase: "RUNNER_PHASE_ACTIVE".to_owned(),
        region: "eu-central-1".to_owned(),
        capabilities: vec!["RUNNER_CAPABILITY_WARM_POOL".to_owned()],
        capacity: None,
    }
}

fn class(id: Uuid) -> Class {
    Class {
        id,
        runner: RUNNER,
        name: "regular".to_owned(),
        description: "4 vCPU".to_owned(),
        enabled: true,
        configuration: Vec::new(),
    }
}

/// A project with prebuilds for both classes.
pub(super) fn project(id: Uuid) -> Project {
    Project {
        id,
        name: "acme-api".to_owned(),
        created_at: START,
        updated_at: START,
        initializer: git_initializer("https://github.com/acme/api.git", "main"),
        recommended_editors: None,
        devcontainer_file_path: String::new(),
        automations_file_path: String::new(),
        technical_description: String::new(),
        classes: (0..).zip(CLASSES.map(ProjectClass::Class)).collect(),
        prebuilds: Some(PrebuildConfiguration {
            enabled: true,
            classes: CLASSES.to_vec(),
            timeout_seconds: None,
            hour: Some(4),
            executor: None,
            jetbrains_warmup: false,
        }),
        has_insights: false,
        log: Vec::new(),
        popularity: 0,
    }
}

/// The start of an environment by the token's user.
pub(super) fn start_of(project: usize, lifetime: Option<Millis>) -> Start {
    let creator = Creator { id: Uuid::from_u128(3), is_service_account: false };
    let start = Start::new((PROJECTS[project], CLASSES[0]), creator, Role::Default);
    Start { lifetime, ..start }
}

/// Runs a prebuild of the first project and class.
pub(super) fn prebuild(state: &mut State) {
    state.create_prebuild(PROJECTS[0], CLASSES[0], None, Trigger::Manual);
    state.advance(state.now + 11 * MINUTE);
}

/// Creates a pool of the first project and class, and waits until it is full.
pub(super) fn full_pool(state: &mut State, min: i32, max: i32) -> Uuid {
    prebuild(state);
    let id = state.create_pool(PROJECTS[0], CLASSES[0], min, max);
    state.advance(state.now + HOUR);
    let status = &state.pools[&id].status;
    assert_eq!(status.phase, PoolPhase::Ready);
    assert_eq!((status.running, status.stopped), (min, max - min));
    id
}
