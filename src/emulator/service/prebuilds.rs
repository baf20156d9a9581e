//! `PrebuildService`: prebuilds.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::codec::time;
use super::super::simulation::assumptions::SNAPSHOT_BYTES;
use super::super::simulation::{Class, Prebuild, PrebuildPhase, Project, State, Trigger};
use super::error::Error;
use super::list::{Cursor, List};
use super::{CallResult, accepts, creator, parse_field, require, require_enabled, timestamp};

#[derive(Deserialize)]
struct Spec {
    timeout: Option<String>,
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

pub(super) fn create(state: &mut State, request: Value) -> CallResult {
    let project = super::get(&state.projects, parse_field(&request, "projectId")?, "project")?;
    let class = parse_field::<Option<Uuid>>(&request, "environmentClassId")?;
    let class = (class.or(project.default_class()))
        .ok_or_else(|| Error::precondition("the project has no default environment class"))?;
    let class = super::get(&state.classes, class, "environment class")?;
    check_prebuild_preconditions(project, class)?;
    let spec: Spec = parse_field(&request, "spec")?;
    let timeout = spec.timeout.as_deref().and_then(time::duration_seconds);
    let (project, class) = (project.id, class.id);
    let id = state.create_prebuild(project, class, timeout, Trigger::Manual);
    respond(state, id)
}

/// The preconditions of a prebuild, which a pool of the same project and class has too.
pub(super) fn check_prebuild_preconditions(project: &Project, class: &Class) -> Result<(), Error> {
    require(project.has_prebuilds(), "prebuilds are not enabled for the project")?;
    require(
        project.prebuilds_class(class.id),
        "environment class is not in the prebuild configuration",
    )?;
    require_enabled(class)
}

pub(super) fn get(state: &State, request: Value) -> CallResult {
    respond(state, parse_field(&request, "prebuildId")?)
}

pub(super) fn list(state: &State, request: Value) -> CallResult {
    let request: List<Filter> = List::parse(request)?;
    let filter = &request.filter;
    let user = state.singletons.user.id;
    let prebuilds = (state.prebuilds.values())
        .filter(|prebuild| accepts(&filter.project_ids, &prebuild.project))
        .filter(|prebuild| accepts(&filter.phases, &phase(prebuild.phase).to_owned()))
        .filter(|prebuild| accepts(&filter.triggered_by, &trigger(prebuild.trigger).to_owned()))
        .filter(|_| accepts(&filter.creator_ids, &user) && accepts(&filter.executor_ids, &user))
        .map(|prebuild| (Cursor::newest_first(prebuild.id), prebuild));
    request.respond("prebuilds", prebuilds, |prebuild| to_json(prebuild, state))
}

pub(super) fn cancel(state: &mut State, request: Value) -> CallResult {
    let id = parse_field(&request, "prebuildId")?;
    let prebuild = super::get(&state.prebuilds, id, "prebuild")?;
    require(!prebuild.phase.is_terminal(), "the prebuild is over")?;
    if prebuild.phase != PrebuildPhase::Cancelling {
        state.cancel_prebuild(id);
    }
    respond(state, id)
}

pub(super) fn delete(state: &mut State, request: Value) -> CallResult {
    let id = parse_field(&request, "prebuildId")?;
    super::get(&state.prebuilds, id, "prebuild")?;
    state.delete_prebuild(id);
    Ok(json!({}))
}

pub(super) fn create_logs_token(state: &mut State, request: Value) -> CallResult {
    let id = parse_field(&request, "prebuildId")?;
    super::get(&state.prebuilds, id, "prebuild")?;
    Ok(json!({ "accessToken": state.create_log_token(id) }))
}

fn respond(state: &State, id: Uuid) -> CallResult {
    let prebuild = super::get(&state.prebuilds, id, "prebuild")?;
    Ok(json!({ "prebuild": to_json(prebuild, state) }))
}

fn to_json(prebuild: &Prebuild, state: &State) -> Value {
    let is_complete = prebuild.phase == PrebuildPhase::Completed;
    json!({
        "id": prebuild.id,
        "metadata": {
            "organizationId": state.singletons.organization.id,
            "projectId": prebuild.project,
            "environmentClassId": prebuild.class,
            "creator": creator(state),
            "createdAt": timestamp(prebuild.created_at),
            "updatedAt": timestamp(prebuild.updated_at),
            "triggeredBy": trigger(prebuild.trigger),
            "executor": creator(state),
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
            "logUrl": log_url(prebuild, state),
            "environmentId": prebuild.environment,
            "statusVersion": prebuild.status_version.to_string(),
            "snapshotCompletionPercentage": prebuild.snapshot_percentage(state.now),
            "snapshotSizeBytes": if is_complete { SNAPSHOT_BYTES } else { 0 }.to_string(),
        },
    })
}

fn log_url(prebuild: &Prebuild, state: &State) -> Option<String> {
    let is_served = prebuild.has_log(state.now) && !state.logs_origin.is_empty();
    is_served.then(|| format!("{}/logs/prebuild/{}", state.logs_origin, prebuild.id))
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
