//! `PrebuildService`: warm pools.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::machine::assumptions::{MAX_SIZE_DEFAULT, MIN_SIZE_DEFAULT};
use super::super::machine::{Pool, PoolPhase, World};
use super::error::{Code, Error};
use super::paging::{List, Place};
use super::{Answer, parse, passes, timestamp};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    project_id: Uuid,
    environment_class_id: Uuid,
    #[serde(flatten)]
    sizes: Sizes,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    warm_pool_id: Uuid,
    #[serde(flatten)]
    sizes: Sizes,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ById {
    warm_pool_id: Uuid,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    project_ids: Vec<Uuid>,
    environment_class_ids: Vec<Uuid>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sizes {
    desired_size: Option<i32>,
    min_size: Option<i32>,
    max_size: Option<i32>,
}

impl Sizes {
    /// Floor and ceiling, each if given; the old fixed size is both.
    fn bounds(&self) -> Result<(Option<i32>, Option<i32>), Error> {
        match (self.desired_size, self.min_size, self.max_size) {
            (None, min, max) => Ok((min, max)),
            (Some(size), None, None) => Ok((Some(size), Some(size))),
            _ => Err(Error::invalid("use either desired_size or min_size and max_size")),
        }
    }
}

fn in_order(min: i32, max: i32) -> Result<(i32, i32), Error> {
    if min <= max {
        return Ok((min, max));
    }
    let message = format!("min_size must be <= max_size: got {min} and {max}");
    Err(Error::invalid(message))
}

pub(super) fn create(world: &mut World, request: Value) -> Answer {
    let request: Create = parse(request)?;
    let (min, max) = match request.sizes.bounds()? {
        (None, None) => (MIN_SIZE_DEFAULT, MAX_SIZE_DEFAULT),
        (Some(min), None) => (min, MAX_SIZE_DEFAULT.max(min)),
        (None, Some(max)) => (MIN_SIZE_DEFAULT.min(max), max),
        (Some(min), Some(max)) => (min, max),
    };
    let (min, max) = in_order(min, max)?;
    let (project, class) = (request.project_id, request.environment_class_id);
    may_be_warmed(world, project, class)?;
    if world.live_pool(project, class).is_some() {
        let message = "a warm pool already exists for this project and environment class";
        return Err(Error::new(Code::AlreadyExists, message));
    }
    let id = world.create_pool(project, class, min, max);
    answer(world, id)
}

/// Everything that has to be so before a pair can have a pool.
fn may_be_warmed(world: &World, project: Uuid, class: Uuid) -> Result<(), Error> {
    let project = super::get(&world.projects, project, "project")?;
    let class = super::get(&world.classes, class, "environment class")?;
    let runner = super::get(&world.runners, class.runner, "runner")?;
    let need = |is_met: bool, message: &str| {
        if is_met { Ok(()) } else { Err(Error::precondition(message)) }
    };
    let tier = &world.globals.organization.tier;
    need(tier == "enterprise", "warm pools require the Enterprise plan")?;
    let settings = project.prebuilds.as_ref().filter(|settings| settings.enabled);
    need(settings.is_some(), "prebuilds are not enabled for the project")?;
    need(
        project.prebuilds_class(class.id),
        "environment class is not in the prebuild configuration",
    )?;
    need(class.enabled, "environment class is disabled")?;
    need(runner.kind == "RUNNER_KIND_REMOTE", "the runner is not a remote runner")?;
    need(
        runner.has("RUNNER_CAPABILITY_WARM_POOL") || runner.has("RUNNER_CAPABILITY_ASG_WARM_POOL"),
        "the runner does not support warm pools",
    )
}

pub(super) fn get(world: &World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    answer(world, request.warm_pool_id)
}

pub(super) fn list(world: &World, request: Value) -> Answer {
    let request: List<Filter> = List::of(request)?;
    let pools = (world.pools.values())
        .filter(|pool| passes(&request.filter.project_ids, &pool.project))
        .filter(|pool| passes(&request.filter.environment_class_ids, &pool.class))
        .map(|pool| (Place::oldest_first(pool.id), pool));
    let page = request.cut(pools)?;
    let pools: Vec<_> = page.items.iter().map(|pool| view(pool, world)).collect();
    Ok(json!({ "pagination": page.pagination, "warmPools": pools }))
}

pub(super) fn update(world: &mut World, request: Value) -> Answer {
    let request: Update = parse(request)?;
    let (min, max) = request.sizes.bounds()?;
    let pool = super::get(&world.pools, request.warm_pool_id, "warm pool")?;
    let (min, max) = in_order(min.unwrap_or(pool.spec.min), max.unwrap_or(pool.spec.max))?;
    if pool.spec.delete {
        return Err(Error::precondition("warm pool is being deleted"));
    }
    world.resize_pool(request.warm_pool_id, min, max);
    answer(world, request.warm_pool_id)
}

pub(super) fn delete(world: &mut World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    let pool = super::get(&world.pools, request.warm_pool_id, "warm pool")?;
    world.delete_pool(pool.id);
    Ok(json!({}))
}

fn answer(world: &World, id: Uuid) -> Answer {
    let pool = super::get(&world.pools, id, "warm pool")?;
    Ok(json!({ "warmPool": view(pool, world) }))
}

fn view(pool: &Pool, world: &World) -> Value {
    let desired_phase = if pool.spec.delete { PoolPhase::Deleted } else { PoolPhase::Ready };
    json!({
        "id": pool.id,
        "metadata": {
            "organizationId": world.globals.organization.id,
            "projectId": pool.project,
            "environmentClassId": pool.class,
            "runnerId": pool.runner,
            "createdAt": timestamp(pool.created_at),
            "updatedAt": timestamp(pool.updated_at),
        },
        "spec": {
            "specVersion": pool.spec.version.to_string(),
            "snapshotId": pool.spec.snapshot,
            "desiredPhase": phase(desired_phase),
            "minSize": pool.spec.min,
            "maxSize": pool.spec.max,
        },
        "status": {
            "phase": phase(pool.status.phase),
            "failureMessage": pool.status.failure,
            "statusVersion": pool.status.version.to_string(),
            "runningInstances": pool.status.running,
            "stoppedInstances": pool.status.stopped,
            "desiredSize": pool.status.desired,
        },
    })
}

fn phase(phase: PoolPhase) -> &'static str {
    match phase {
        PoolPhase::Pending => "WARM_POOL_PHASE_PENDING",
        PoolPhase::Ready => "WARM_POOL_PHASE_READY",
        PoolPhase::Degraded => "WARM_POOL_PHASE_DEGRADED",
        PoolPhase::Deleting => "WARM_POOL_PHASE_DELETING",
        PoolPhase::Deleted => "WARM_POOL_PHASE_DELETED",
    }
}
