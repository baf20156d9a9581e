//! `PrebuildService`: warm pools.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::simulation::assumptions::{DEFAULT_MAX_SIZE, DEFAULT_MIN_SIZE};
use super::super::simulation::{Pool, PoolPhase, State};
use super::error::{Code, Error};
use super::list::{Cursor, List};
use super::prebuilds::check_prebuild_preconditions;
use super::{CallResult, accepts, parse, parse_field, require, timestamp};

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
    /// Minimum and maximum, as far as they are set; the former fixed size sets both.
    fn bounds(&self) -> Result<(Option<i32>, Option<i32>), Error> {
        match (self.desired_size, self.min_size, self.max_size) {
            (None, min, max) => Ok((min, max)),
            (Some(size), None, None) => Ok((Some(size), Some(size))),
            _ => Err(Error::invalid("use either desired_size or min_size and max_size")),
        }
    }
}

fn check_order(min: i32, max: i32) -> Result<(), Error> {
    if min <= max {
        return Ok(());
    }
    let message = format!("min_size must be <= max_size: got {min} and {max}");
    Err(Error::invalid(message))
}

pub(super) fn create(state: &mut State, request: Value) -> CallResult {
    let project = parse_field(&request, "projectId")?;
    let class = parse_field(&request, "environmentClassId")?;
    let (min, max) = match parse::<Sizes>(request)?.bounds()? {
        (None, None) => (DEFAULT_MIN_SIZE, DEFAULT_MAX_SIZE),
        (Some(min), None) => (min, DEFAULT_MAX_SIZE.max(min)),
        (None, Some(max)) => (DEFAULT_MIN_SIZE.min(max), max),
        (Some(min), Some(max)) => (min, max),
    };
    check_order(min, max)?;
    check_pool_preconditions(state, project, class)?;
    if state.live_pool(project, class).is_some() {
        let message = "a warm pool already exists for this project and environment class";
        return Err(Error::new(Code::AlreadyExists, message));
    }
    let id = state.create_pool(project, class, min, max);
    respond(state, id)
}

fn check_pool_preconditions(state: &State, project: Uuid, class: Uuid) -> Result<(), Error> {
    let project = super::get(&state.projects, project, "project")?;
    let class = super::get(&state.classes, class, "environment class")?;
    let runner = super::get(&state.runners, class.runner, "runner")?;
    let tier = &state.singletons.organization.tier;
    require(tier == "enterprise", "warm pools require the Enterprise plan")?;
    check_prebuild_preconditions(project, class)?;
    require(runner.kind == "RUNNER_KIND_REMOTE", "the runner is not a remote runner")?;
    require(
        runner.has("RUNNER_CAPABILITY_WARM_POOL") || runner.has("RUNNER_CAPABILITY_ASG_WARM_POOL"),
        "the runner does not support warm pools",
    )
}

pub(super) fn get(state: &State, request: Value) -> CallResult {
    respond(state, parse_field(&request, "warmPoolId")?)
}

pub(super) fn list(state: &State, request: Value) -> CallResult {
    let request: List<Filter> = List::parse(request)?;
    let filter = &request.filter;
    let pools = (state.pools.values())
        .filter(|pool| accepts(&filter.project_ids, &pool.project))
        .filter(|pool| accepts(&filter.environment_class_ids, &pool.class))
        .map(|pool| (Cursor::oldest_first(pool.id), pool));
    request.respond("warmPools", pools, |pool| to_json(pool, state))
}

pub(super) fn update(state: &mut State, request: Value) -> CallResult {
    let id = parse_field(&request, "warmPoolId")?;
    let (min, max) = parse::<Sizes>(request)?.bounds()?;
    let pool = super::get(&state.pools, id, "warm pool")?;
    let (min, max) = (min.unwrap_or(pool.spec.min), max.unwrap_or(pool.spec.max));
    check_order(min, max)?;
    if pool.spec.delete {
        return Err(Error::precondition("warm pool is being deleted"));
    }
    state.resize_pool(id, min, max);
    respond(state, id)
}

pub(super) fn delete(state: &mut State, request: Value) -> CallResult {
    let id = parse_field(&request, "warmPoolId")?;
    super::get(&state.pools, id, "warm pool")?;
    state.delete_pool(id);
    Ok(json!({}))
}

fn respond(state: &State, id: Uuid) -> CallResult {
    let pool = super::get(&state.pools, id, "warm pool")?;
    Ok(json!({ "warmPool": to_json(pool, state) }))
}

fn to_json(pool: &Pool, state: &State) -> Value {
    let desired_phase = if pool.spec.delete { PoolPhase::Deleted } else { PoolPhase::Ready };
    json!({
        "id": pool.id,
        "metadata": {
            "organizationId": state.singletons.organization.id,
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
