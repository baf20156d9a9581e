//! `EnvironmentService`: creating an environment claims an instance of a pool.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::codec::time;
use super::super::simulation::{DesiredPhase, Environment, EnvironmentPhase, Role, Start, State};
use super::error::Error;
use super::list::{Cursor, List};
use super::{
    CallResult, accepts, parse_field, parse_optional, require, require_enabled, subject, timestamp,
};

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    runner_ids: Vec<Uuid>,
    status_phases: Vec<Value>,
    creator_ids: Vec<Uuid>,
    project_ids: Vec<Uuid>,
    runner_kinds: Vec<String>,
    archival_status: Option<String>,
    created_before: Option<String>,
    roles: Vec<String>,
    lockdown_before: Option<String>,
    search: String,
    session_ids: Vec<Uuid>,
}

pub(super) fn create(state: &mut State, request: Value) -> CallResult {
    let project = super::get(&state.projects, parse_field(&request, "projectId")?, "project")?;
    let class = match request["spec"]["machine"]["class"].as_str() {
        None | Some("") => (project.default_class())
            .ok_or_else(|| Error::precondition("the project has no default environment class"))?,
        Some(class) => (class.parse())
            .map_err(|_| Error::invalid("spec.machine.class is not the id of a class"))?,
    };
    let class = super::get(&state.classes, class, "environment class")?;
    require_enabled(class)?;
    let creator = state.singletons.user.as_creator();
    let start = Start::new((project.id, class.id), creator, Role::Default);
    let name = parse_optional(&request, "name")?;
    let id = state.create_environment(Start { name, ..start });
    respond(state, id)
}

pub(super) fn get(state: &State, request: Value) -> CallResult {
    respond(state, parse_field(&request, "environmentId")?)
}

pub(super) fn start(state: &mut State, request: Value) -> CallResult {
    let environment = find_own(state, &request)?;
    require(environment.archived_at.is_none(), "environment is archived")?;
    let id = environment.id;
    match environment.phase {
        EnvironmentPhase::Starting | EnvironmentPhase::Running => {}
        EnvironmentPhase::Stopped => state.start_environment(id),
        EnvironmentPhase::Stopping => return Err(Error::precondition("environment is stopping")),
        EnvironmentPhase::Deleting | EnvironmentPhase::Deleted => return Err(is_being_deleted()),
    }
    Ok(json!({}))
}

pub(super) fn stop(state: &mut State, request: Value) -> CallResult {
    let environment = find_own(state, &request)?;
    let id = environment.id;
    if environment.desired == DesiredPhase::Deleted {
        return Err(is_being_deleted());
    }
    state.stop_environment(id);
    Ok(json!({}))
}

pub(super) fn delete(state: &mut State, request: Value) -> CallResult {
    let id = find_own(state, &request)?.id;
    state.delete_environment(id);
    Ok(json!({}))
}

pub(super) fn archive(state: &mut State, request: Value) -> CallResult {
    set_archived(state, &request, true)
}

pub(super) fn unarchive(state: &mut State, request: Value) -> CallResult {
    set_archived(state, &request, false)
}

fn set_archived(state: &mut State, request: &Value, is_archived: bool) -> CallResult {
    let environment = find_own(state, request)?;
    let id = environment.id;
    match environment.phase {
        EnvironmentPhase::Stopped => state.archive_environment(id, is_archived),
        phase if phase.is_ending() => return Err(is_being_deleted()),
        _ => return Err(Error::precondition("environment is not stopped")),
    }
    Ok(json!({}))
}

fn is_being_deleted() -> Error {
    Error::precondition("environment is being deleted")
}

/// The environment that a request is about, if it does not belong to a prebuild.
fn find_own<'a>(state: &'a State, request: &Value) -> Result<&'a Environment, Error> {
    let id = parse_field(request, "environmentId")?;
    let environment = super::get(&state.environments, id, "environment")?;
    require(environment.role != Role::Prebuild, "environment belongs to a prebuild")?;
    Ok(environment)
}

pub(super) fn list(state: &State, request: Value) -> CallResult {
    let is_ascending = request["sort"]["order"] == "SORT_ORDER_ASC";
    let is_by_archival = request["sort"]["field"] == "SORT_FIELD_ARCHIVED_AT";
    let request: List<Filter> = List::parse(request)?;
    let environments = (state.environments.values())
        .filter(|environment| matches(environment, &request.filter, state))
        .map(|environment| {
            // Those that are not archived are last in both orders.
            let rank = |sign: i64| match environment.archived_at {
                Some(at) if is_by_archival => sign * at,
                None if is_by_archival => i64::MAX,
                _ => 0,
            };
            let cursor = if is_ascending {
                Cursor::oldest_first(environment.id).ranked(rank(1))
            } else {
                Cursor::newest_first(environment.id).ranked(rank(-1))
            };
            (cursor, environment)
        });
    request.respond("environments", environments, |environment| to_json(environment, state))
}

fn matches(environment: &Environment, filter: &Filter, state: &State) -> bool {
    let kind = state.runners.get(&environment.runner).map(|runner| &runner.kind);
    let created_before = filter.created_before.as_deref().and_then(time::to_millis);
    let phases = &filter.status_phases;
    accepts(&filter.runner_ids, &environment.runner)
        && accepts(phases, &phase(environment.phase).into())
        // Deleted environments are listed only if they are asked for.
        && (environment.phase != EnvironmentPhase::Deleted || !phases.is_empty())
        && accepts(&filter.creator_ids, &environment.creator.id)
        && accepts(&filter.project_ids, &environment.project)
        && kind.is_some_and(|kind| accepts(&filter.runner_kinds, kind))
        && has_archival_status(environment, filter.archival_status.as_deref())
        // No environment is locked down or part of a session.
        && filter.lockdown_before.is_none()
        && filter.session_ids.is_empty()
        && created_before.is_none_or(|before| environment.created_at < before)
        && accepts(&filter.roles, &role(environment.role).to_owned())
        && is_found(environment, &filter.search.to_lowercase(), state)
}

/// Archived environments are listed only if they are asked for.
fn has_archival_status(environment: &Environment, status: Option<&str>) -> bool {
    match status {
        Some("ARCHIVAL_STATUS_ALL") => true,
        Some("ARCHIVAL_STATUS_ARCHIVED") => environment.archived_at.is_some(),
        _ => environment.archived_at.is_none(),
    }
}

fn is_found(environment: &Environment, search: &str, state: &State) -> bool {
    let git = |field: &str| {
        let project = state.projects.get(&environment.project)?;
        project.initializer["specs"][0]["git"][field].as_str().map(str::to_lowercase)
    };
    environment.id.to_string().contains(search)
        || environment.name.to_lowercase().contains(search)
        || git("remoteUri").is_some_and(|remote| remote.contains(search))
        || git("cloneTarget").is_some_and(|branch| branch.contains(search))
}

fn respond(state: &State, id: Uuid) -> CallResult {
    let environment = super::get(&state.environments, id, "environment")?;
    Ok(json!({ "environment": to_json(environment, state) }))
}

fn to_json(environment: &Environment, state: &State) -> Value {
    json!({
        "id": environment.id,
        "metadata": {
            "organizationId": state.singletons.organization.id,
            "name": environment.name,
            "creator": subject(environment.creator),
            "createdAt": timestamp(environment.created_at),
            "projectId": environment.project,
            "runnerId": environment.runner,
            "lastStartedAt": timestamp(environment.started_at),
            "archivedAt": environment.archived_at.map(timestamp),
            "role": role(environment.role),
            "prebuildId": environment.prebuild,
        },
        "spec": {
            "specVersion": environment.spec_version.to_string(),
            "desiredPhase": desired_phase(environment.desired),
            "machine": { "class": environment.class },
        },
        "status": {
            "statusVersion": environment.status_version.to_string(),
            "phase": phase(environment.phase),
            "machine": { "phase": machine_phase(environment.phase) },
        },
    })
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Default => "ENVIRONMENT_ROLE_DEFAULT",
        Role::Prebuild => "ENVIRONMENT_ROLE_PREBUILD",
        Role::Workflow => "ENVIRONMENT_ROLE_WORKFLOW",
    }
}

fn desired_phase(desired: DesiredPhase) -> &'static str {
    match desired {
        DesiredPhase::Running => phase(EnvironmentPhase::Running),
        DesiredPhase::Stopped => phase(EnvironmentPhase::Stopped),
        DesiredPhase::Deleted => phase(EnvironmentPhase::Deleted),
    }
}

fn phase(phase: EnvironmentPhase) -> &'static str {
    match phase {
        EnvironmentPhase::Starting => "ENVIRONMENT_PHASE_STARTING",
        EnvironmentPhase::Running => "ENVIRONMENT_PHASE_RUNNING",
        EnvironmentPhase::Stopping => "ENVIRONMENT_PHASE_STOPPING",
        EnvironmentPhase::Stopped => "ENVIRONMENT_PHASE_STOPPED",
        EnvironmentPhase::Deleting => "ENVIRONMENT_PHASE_DELETING",
        EnvironmentPhase::Deleted => "ENVIRONMENT_PHASE_DELETED",
    }
}

fn machine_phase(phase: EnvironmentPhase) -> &'static str {
    match phase {
        EnvironmentPhase::Starting => "PHASE_STARTING",
        EnvironmentPhase::Running => "PHASE_RUNNING",
        EnvironmentPhase::Stopping => "PHASE_STOPPING",
        EnvironmentPhase::Stopped => "PHASE_STOPPED",
        EnvironmentPhase::Deleting => "PHASE_DELETING",
        EnvironmentPhase::Deleted => "PHASE_DELETED",
    }
}
