//! A small organisation for the tests of this folder.

use uuid::Uuid;

use super::assumptions::{HOUR, MINUTE};
use super::{
    Class, Faults, Globals, Ids, Millis, Organization, PoolPhase, PrebuildConfiguration, Project,
    ProjectClass, Runner, Trigger, User, World,
};

/// A moment at a full hour in 2026.
pub(super) const START: Millis = 496_000 * HOUR;
pub(super) const RUNNER: Uuid = Uuid::from_u128(1);
pub(super) const CLASSES: [Uuid; 2] = [Uuid::from_u128(10), Uuid::from_u128(11)];
pub(super) const PROJECTS: [Uuid; 2] = [Uuid::from_u128(20), Uuid::from_u128(21)];

/// One runner with two classes, and two projects that prebuild both.
pub(super) fn world(seed: u64) -> World {
    let globals = Globals {
        ids: Ids::new(seed),
        organization: Organization {
            id: Uuid::from_u128(2),
            name: "Acme".to_owned(),
            tier: "enterprise".to_owned(),
        },
        user: User {
            id: Uuid::from_u128(3),
            name: "Ada".to_owned(),
            email: "ada@acme.test".to_owned(),
            created_at: START,
        },
        next_hour: START + HOUR,
        faults: Faults::default(),
    };
    let mut world = World::new(START, globals);
    world.runners.insert(RUNNER, runner());
    for id in CLASSES {
        world.classes.insert(id, class(id));
    }
    for id in PROJECTS {
        world.projects.insert(id, project(id));
    }
    world
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

fn project(id: Uuid) -> Project {
    Project {
        id,
        name: "acme-api".to_owned(),
        created_at: START,
        updated_at: START,
        initializer: serde_json::json!({}),
        recommended_editors: None,
        devcontainer_file_path: String::new(),
        automations_file_path: String::new(),
        technical_description: String::new(),
        classes: CLASSES.map(ProjectClass::Class).to_vec(),
        prebuilds: Some(PrebuildConfiguration {
            enabled: true,
            classes: CLASSES.to_vec(),
            timeout_seconds: None,
            hour: Some(4),
            executor: None,
            jetbrains_warmup: false,
        }),
    }
}

/// Prebuilds the first pair and waits for the end of it.
pub(super) fn prebuild(world: &mut World) {
    world.create_prebuild(PROJECTS[0], CLASSES[0], None, Trigger::Manual);
    world.advance(world.now + 11 * MINUTE);
}

/// A pool of the first pair that is full and at rest.
pub(super) fn full_pool(world: &mut World, min: i32, max: i32) -> Uuid {
    prebuild(world);
    let id = world.create_pool(PROJECTS[0], CLASSES[0], min, max);
    world.advance(world.now + HOUR);
    let status = &world.pools[&id].status;
    assert_eq!(status.phase, PoolPhase::Ready);
    assert_eq!((status.running, status.stopped), (min, max - min));
    id
}
