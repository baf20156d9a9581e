//! `EnvironmentService`: creating an environment claims an instance of a pool.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::codec::time;
use super::super::simulation::{Environment, EnvironmentPhase, State};
use super::error::Error;
use super::list::{Cursor, List};
use super::{
    CallResult, accepts, creator, parse_field, parse_optional, require_enabled, timestamp,
};

/// The role of every environment that a user creates.
const ROLE: &str = "ENVIRONMENT_ROLE_DEFAULT";

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
    let (project, class) = (project.id, class.id);
    let id = state.create_environment(project, class, parse_optional(&request, "name")?);
    respond(state, id)
}

pub(super) fn get(state: &State, request: Value) -> CallResult {
    respond(state, parse_field(&request, "environmentId")?)
}

pub(super) fn list(state: &State, request: Value) -> CallResult {
    let is_ascending = request["sort"]["order"] == "SORT_ORDER_ASC";
    let request: List<Filter> = List::parse(request)?;
    let cursor = if is_ascending { Cursor::oldest_first } else { Cursor::newest_first };
    let environments = (state.environments.values())
        .filter(|environment| matches(environment, &request.filter, state))
        .map(|environment| (cursor(environment.id), environment));
    request.respond("environments", environments, |environment| to_json(environment, state))
}

fn matches(environment: &Environment, filter: &Filter, state: &State) -> bool {
    let kind = state.runners.get(&environment.runner).map(|runner| &runner.kind);
    let created_before = filter.created_before.as_deref().and_then(time::to_millis);
    let search = filter.search.to_lowercase();
    accepts(&filter.runner_ids, &environment.runner)
        && accepts(&filter.status_phases, &phase(environment.phase).into())
        && accepts(&filter.creator_ids, &state.singletons.user.id)
        && accepts(&filter.project_ids, &environment.project)
        && kind.is_some_and(|kind| accepts(&filter.runner_kinds, kind))
        // No environment is archived, locked down or part of a session.
        && filter.archival_status.as_deref() != Some("ARCHIVAL_STATUS_ARCHIVED")
        && filter.lockdown_before.is_none()
        && filter.session_ids.is_empty()
        && created_before.is_none_or(|before| environment.created_at < before)
        && accepts(&filter.roles, &ROLE.to_owned())
        && (environment.id.to_string().contains(&search)
            || environment.name.to_lowercase().contains(&search))
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
            "creator": creator(state),
            "createdAt": timestamp(environment.created_at),
            "projectId": environment.project,
            "runnerId": environment.runner,
            "lastStartedAt": timestamp(environment.created_at),
            "role": ROLE,
            "prebuildId": environment.prebuild,
        },
        "spec": {
            "specVersion": "1",
            "desiredPhase": phase(EnvironmentPhase::Running),
            "machine": { "class": environment.class },
        },
        "status": {
            "statusVersion": environment.status_version.to_string(),
            "phase": phase(environment.phase),
        },
    })
}

fn phase(phase: EnvironmentPhase) -> &'static str {
    match phase {
        EnvironmentPhase::Starting => "ENVIRONMENT_PHASE_STARTING",
        EnvironmentPhase::Running => "ENVIRONMENT_PHASE_RUNNING",
    }
}
