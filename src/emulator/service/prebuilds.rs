//! `PrebuildService`: prebuilds.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::machine::assumptions::SNAPSHOT_BYTES;
use super::super::machine::{Prebuild, PrebuildPhase, Trigger, World};
use super::super::wire::time;
use super::error::Error;
use super::paging::{List, Place};
use super::{Answer, creator, parse, passes, timestamp};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    project_id: Uuid,
    environment_class_id: Option<Uuid>,
    spec: Spec,
}

#[derive(Deserialize)]
struct Spec {
    timeout: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ById {
    prebuild_id: Uuid,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    project_ids: Vec<Uuid>,
    phases: Vec<String>,
    triggered_by: Vec<String>,
    creator_ids: Vec<Uuid>,
    executor_ids: Vec<Uuid>,
}

pub(super) fn create(world: &mut World, request: Value) -> Answer {
    let request: Create = parse(request)?;
    let project = super::get(&world.projects, request.project_id, "project")?;
    let class = (request.environment_class_id.or(project.default_class()))
        .ok_or_else(|| Error::precondition("the project has no default environment class"))?;
    let class = super::get(&world.classes, class, "environment class")?;
    if !project.prebuilds.as_ref().is_some_and(|settings| settings.enabled) {
        return Err(Error::precondition("prebuilds are not enabled for the project"));
    }
    if !project.prebuilds_class(class.id) {
        let message = "environment class is not in the prebuild configuration";
        return Err(Error::precondition(message));
    }
    if !class.enabled {
        return Err(Error::precondition("environment class is disabled"));
    }
    let timeout = request.spec.timeout.as_deref().and_then(time::duration_parts);
    let timeout = timeout.map(|(seconds, _)| seconds);
    let (project, class) = (project.id, class.id);
    let id = world.create_prebuild(project, class, timeout, Trigger::Manual);
    answer(world, id)
}

pub(super) fn get(world: &World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    answer(world, request.prebuild_id)
}

pub(super) fn list(world: &World, request: Value) -> Answer {
    let request: List<Filter> = List::of(request)?;
    let Filter { project_ids, phases, triggered_by, creator_ids, executor_ids } = &request.filter;
    let user = world.globals.user.id;
    let prebuilds = (world.prebuilds.values())
        .filter(|own| passes(project_ids, &own.project))
        .filter(|own| passes(phases, &phase(own.phase).to_owned()))
        .filter(|own| passes(triggered_by, &trigger(own.trigger).to_owned()))
        .filter(|_| passes(creator_ids, &user) && passes(executor_ids, &user))
        .map(|own| (Place::newest_first(own.id), own));
    let page = request.cut(prebuilds)?;
    let prebuilds: Vec<_> = page.items.iter().map(|own| view(own, world)).collect();
    Ok(json!({ "pagination": page.pagination, "prebuilds": prebuilds }))
}

pub(super) fn cancel(world: &mut World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    let prebuild = super::get(&world.prebuilds, request.prebuild_id, "prebuild")?;
    if prebuild.phase.is_over() {
        return Err(Error::precondition("the prebuild is over"));
    }
    if prebuild.phase != PrebuildPhase::Cancelling {
        world.cancel_prebuild(request.prebuild_id);
    }
    answer(world, request.prebuild_id)
}

pub(super) fn delete(world: &mut World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    let prebuild = super::get(&world.prebuilds, request.prebuild_id, "prebuild")?;
    world.delete_prebuild(prebuild.id);
    Ok(json!({}))
}

fn answer(world: &World, id: Uuid) -> Answer {
    let prebuild = super::get(&world.prebuilds, id, "prebuild")?;
    Ok(json!({ "prebuild": view(prebuild, world) }))
}

fn view(prebuild: &Prebuild, world: &World) -> Value {
    let is_complete = prebuild.phase == PrebuildPhase::Completed;
    json!({
        "id": prebuild.id,
        "metadata": {
            "organizationId": world.globals.organization.id,
            "projectId": prebuild.project,
            "environmentClassId": prebuild.class,
            "creator": creator(world),
            "createdAt": timestamp(prebuild.created_at),
            "updatedAt": timestamp(prebuild.updated_at),
            "triggeredBy": trigger(prebuild.trigger),
            "executor": creator(world),
        },
        "spec": {
            "specVersion": prebuild.spec_version.to_string(),
            "desiredPhase": phase(prebuild.desired_phase()),
            "timeout": time::duration_text(prebuild.timeout_seconds, 0),
        },
        "status": {
            "phase": phase(prebuild.phase),
            "completionTime": prebuild.completed_at.map(timestamp),
            "failureMessage": prebuild.failure,
            "environmentId": prebuild.environment,
            "statusVersion": prebuild.status_version.to_string(),
            "snapshotCompletionPercentage": prebuild.snapshot_percentage(world.now),
            "snapshotSizeBytes": if is_complete { SNAPSHOT_BYTES } else { 0 }.to_string(),
        },
    })
}

fn trigger(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Manual => "PREBUILD_TRIGGER_MANUAL",
        Trigger::Scheduled => "PREBUILD_TRIGGER_SCHEDULED",
    }
}

fn phase(phase: PrebuildPhase) -> &'static str {
    match phase {
        PrebuildPhase::Pending => "PREBUILD_PHASE_PENDING",
        PrebuildPhase::Starting => "PREBUILD_PHASE_STARTING",
        PrebuildPhase::Running => "PREBUILD_PHASE_RUNNING",
        PrebuildPhase::Stopping => "PREBUILD_PHASE_STOPPING",
        PrebuildPhase::Snapshotting => "PREBUILD_PHASE_SNAPSHOTTING",
        PrebuildPhase::Completed => "PREBUILD_PHASE_COMPLETED",
        PrebuildPhase::Failed => "PREBUILD_PHASE_FAILED",
        PrebuildPhase::Cancelling => "PREBUILD_PHASE_CANCELLING",
        PrebuildPhase::Cancelled => "PREBUILD_PHASE_CANCELLED",
        PrebuildPhase::Deleting => "PREBUILD_PHASE_DELETING",
        PrebuildPhase::Deleted => "PREBUILD_PHASE_DELETED",
    }
}
