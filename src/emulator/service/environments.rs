//! `EnvironmentService`: environments are started, which takes instances out of pools, and listed.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::machine::{Environment, EnvironmentPhase, World};
use super::super::wire::time;
use super::error::Error;
use super::paging::{List, Place};
use super::{Answer, creator, parse, passes, timestamp};

/// The role of every environment that somebody starts.
const ROLE: &str = "ENVIRONMENT_ROLE_DEFAULT";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    project_id: Uuid,
    #[serde(default)]
    spec: Spec,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Spec {
    machine: Machine,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Machine {
    class: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ById {
    environment_id: Uuid,
}

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

#[derive(Deserialize, Default)]
#[serde(default)]
struct Sort {
    order: String,
}

pub(super) fn create(world: &mut World, request: Value) -> Answer {
    let request: Create = parse(request)?;
    let project = super::get(&world.projects, request.project_id, "project")?;
    let class = match request.spec.machine.class.as_str() {
        "" => (project.default_class())
            .ok_or_else(|| Error::precondition("the project has no default environment class"))?,
        given => given
            .parse()
            .map_err(|_| Error::invalid("spec.machine.class is not the id of a class"))?,
    };
    let class = super::get(&world.classes, class, "environment class")?;
    if !class.enabled {
        return Err(Error::precondition("environment class is disabled"));
    }
    let (project, class) = (project.id, class.id);
    let id = world.create_environment(project, class, request.name);
    answer(world, id)
}

pub(super) fn get(world: &World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    answer(world, request.environment_id)
}

pub(super) fn list(world: &World, request: Value) -> Answer {
    let sort: Sort = request.get("sort").cloned().map(parse).transpose()?.unwrap_or_default();
    let request: List<Filter> = List::of(request)?;
    let environments = (world.environments.values())
        .filter(|own| matches(own, &request.filter, world))
        .map(|own| match sort.order.as_str() {
            "SORT_ORDER_ASC" => (Place::oldest_first(own.id), own),
            _ => (Place::newest_first(own.id), own),
        });
    let page = request.cut(environments)?;
    let environments: Vec<_> = page.items.iter().map(|own| view(own, world)).collect();
    Ok(json!({
        "pagination": page.pagination,
        "environments": environments,
        "count": page.count(),
    }))
}

fn matches(own: &Environment, filter: &Filter, world: &World) -> bool {
    let Filter {
        runner_ids,
        status_phases,
        creator_ids,
        project_ids,
        runner_kinds,
        archival_status,
        created_before,
        roles,
        lockdown_before,
        search,
        session_ids,
    } = filter;
    let kind = world.runners.get(&own.runner).map(|runner| &runner.kind);
    let created_before = created_before.as_deref().and_then(time::to_millis);
    let search = search.to_lowercase();
    passes(runner_ids, &own.runner)
        && passes(status_phases, &phase(own.phase).into())
        && passes(creator_ids, &world.globals.user.id)
        && passes(project_ids, &own.project)
        && kind.is_some_and(|kind| passes(runner_kinds, kind))
        // Nothing is archived, locked or part of a session here.
        && archival_status.as_deref() != Some("ARCHIVAL_STATUS_ARCHIVED")
        && lockdown_before.is_none()
        && session_ids.is_empty()
        && created_before.is_none_or(|before| own.created_at < before)
        && passes(roles, &ROLE.to_owned())
        && (own.id.to_string().contains(&search) || own.name.to_lowercase().contains(&search))
}

fn answer(world: &World, id: Uuid) -> Answer {
    let environment = super::get(&world.environments, id, "environment")?;
    Ok(json!({ "environment": view(environment, world) }))
}

fn view(own: &Environment, world: &World) -> Value {
    json!({
        "id": own.id,
        "metadata": {
            "organizationId": world.globals.organization.id,
            "name": own.name,
            "creator": creator(world),
            "createdAt": timestamp(own.created_at),
            "projectId": own.project,
            "runnerId": own.runner,
            "lastStartedAt": timestamp(own.created_at),
            "role": ROLE,
            "prebuildId": own.prebuild,
        },
        "spec": {
            "specVersion": "1",
            "desiredPhase": phase(EnvironmentPhase::Running),
            "machine": { "class": own.class },
        },
        "status": {
            "statusVersion": own.status_version.to_string(),
            "phase": phase(own.phase),
        },
    })
}

fn phase(phase: EnvironmentPhase) -> &'static str {
    match phase {
        EnvironmentPhase::Starting => "ENVIRONMENT_PHASE_STARTING",
        EnvironmentPhase::Running => "ENVIRONMENT_PHASE_RUNNING",
    }
}
