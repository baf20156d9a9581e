//! `ProjectService`.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::machine::{PrebuildConfiguration, Project, ProjectClass, World};
use super::super::wire::time;
use super::error::Error;
use super::paging::{List, Place};
use super::{Answer, creator, parse, passes, timestamp};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ById {
    project_id: Uuid,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    project_ids: Vec<Uuid>,
    search: String,
    runner_ids: Vec<Uuid>,
    runner_kinds: Vec<String>,
    spec_remote_uris: Vec<String>,
    creator_ids: Vec<Uuid>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Sort {
    field: String,
    order: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    project_id: Uuid,
    name: Option<String>,
    initializer: Option<Value>,
    devcontainer_file_path: Option<String>,
    automations_file_path: Option<String>,
    technical_description: Option<String>,
    prebuild_configuration: Option<Prebuilds>,
    recommended_editors: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Prebuilds {
    #[serde(default)]
    enabled: bool,
    #[serde(default)]
    environment_class_ids: Vec<Uuid>,
    timeout: Option<String>,
    trigger: Option<Value>,
    executor: Option<Value>,
    #[serde(default)]
    enable_jetbrains_warmup: bool,
}

pub(super) fn get(world: &World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    answer(world, request.project_id)
}

pub(super) fn list(world: &World, request: Value) -> Answer {
    let sort: Sort = request.get("sort").cloned().map(parse).transpose()?.unwrap_or_default();
    let request: List<Filter> = List::of(request)?;
    let is_by_id = match sort.field.as_str() {
        "id" => true,
        "" | "popularity" => false,
        other => return Err(Error::invalid(format!("cannot sort by {other:?}"))),
    };
    let is_descending = match sort.order.as_str() {
        "SORT_ORDER_DESC" => true,
        "SORT_ORDER_ASC" => false,
        _ => !is_by_id,
    };
    let projects = (world.projects.values())
        .filter(|project| matches(project, &request.filter, world))
        .map(|project| {
            let popularity = if is_by_id { 0 } else { environments(project, world) };
            let place = if is_descending {
                Place::newest_first(project.id).ranked(-popularity)
            } else {
                Place::oldest_first(project.id).ranked(popularity)
            };
            (place, project)
        });
    let page = request.cut(projects)?;
    let projects: Vec<_> = page.items.iter().map(|project| view(project, world)).collect();
    Ok(json!({ "pagination": page.pagination, "projects": projects, "count": page.count() }))
}

fn matches(project: &Project, filter: &Filter, world: &World) -> bool {
    let Filter { project_ids, search, runner_ids, runner_kinds, spec_remote_uris, creator_ids } =
        filter;
    let remote = project.initializer["specs"][0]["git"]["remoteUri"].as_str().unwrap_or_default();
    let repository = remote.rsplit('/').next().unwrap_or_default().trim_end_matches(".git");
    let runners = || {
        (project.classes.iter()).filter_map(|class| match class {
            ProjectClass::LocalRunner => None,
            ProjectClass::Class(id) => world.runners.get(&world.classes.get(id)?.runner),
        })
    };
    let contains = |text: &str| text.to_lowercase().contains(&search.to_lowercase());
    passes(project_ids, &project.id)
        && passes(creator_ids, &world.globals.user.id)
        && passes(spec_remote_uris, &remote.to_owned())
        && (runner_ids.is_empty() || runners().any(|own| runner_ids.contains(&own.id)))
        && (runner_kinds.is_empty() || runners().any(|own| runner_kinds.contains(&own.kind)))
        && (contains(&project.name) || contains(&project.id.to_string()) || contains(repository))
}

/// How many environments a project has, which is how popular it is.
fn environments(project: &Project, world: &World) -> i64 {
    let count = world.environments.values().filter(|own| own.project == project.id).count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) fn list_classes(world: &World, request: Value) -> Answer {
    let by_id: ById = parse(request.clone())?;
    let request: List<()> = List::of(request)?;
    let project = super::get(&world.projects, by_id.project_id, "project")?;
    let classes = (0..).zip(classes(project)).map(|(order, class)| (Place::nth(order), class));
    let page = request.cut(classes)?;
    Ok(json!({ "pagination": page.pagination, "projectEnvironmentClasses": page.items }))
}

pub(super) fn update(world: &mut World, request: Value) -> Answer {
    let Update {
        project_id,
        name,
        initializer,
        devcontainer_file_path,
        automations_file_path,
        technical_description,
        prebuild_configuration,
        recommended_editors,
    } = parse(request)?;
    let mut project = super::get(&world.projects, project_id, "project")?.clone();
    set(&mut project.name, name);
    set(&mut project.initializer, initializer);
    set(&mut project.devcontainer_file_path, devcontainer_file_path);
    set(&mut project.automations_file_path, automations_file_path);
    set(&mut project.technical_description, technical_description);
    set(&mut project.recommended_editors, recommended_editors.map(Some));
    if let Some(settings) = prebuild_configuration {
        for class in &settings.environment_class_ids {
            super::get(&world.classes, *class, "environment class")?;
        }
        project.prebuilds = Some(settings.into());
    }
    world.update_project(project);
    answer(world, project_id)
}

fn set<T>(field: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *field = new;
    }
}

impl From<Prebuilds> for PrebuildConfiguration {
    fn from(given: Prebuilds) -> Self {
        let timeout = given.timeout.as_deref().and_then(time::duration_parts);
        let schedule = given.trigger.as_ref().and_then(|own| own.get("dailySchedule"));
        Self {
            enabled: given.enabled,
            classes: given.environment_class_ids,
            timeout_seconds: timeout.map(|(seconds, _)| seconds),
            // Midnight is zero, which the wire leaves out.
            hour: schedule.map(|own| {
                own["hourUtc"].as_u64().and_then(|hour| hour.try_into().ok()).unwrap_or(0)
            }),
            executor: given.executor,
            jetbrains_warmup: given.enable_jetbrains_warmup,
        }
    }
}

fn answer(world: &World, id: Uuid) -> Answer {
    let project = super::get(&world.projects, id, "project")?;
    Ok(json!({ "project": view(project, world) }))
}

fn view(project: &Project, world: &World) -> Value {
    let classes = classes(project);
    json!({
        "id": project.id,
        "metadata": {
            "organizationId": world.globals.organization.id,
            "name": project.name,
            "creator": creator(world),
            "createdAt": timestamp(project.created_at),
            "updatedAt": timestamp(project.updated_at),
        },
        "initializer": project.initializer,
        "environmentClass": classes.first(),
        "devcontainerFilePath": project.devcontainer_file_path,
        "automationsFilePath": project.automations_file_path,
        "prebuildConfiguration": project.prebuilds.as_ref().map(prebuilds),
        "desiredPhase": "PROJECT_PHASE_ACTIVE",
        "environmentClasses": classes,
        "recommendedEditors": project.recommended_editors,
    })
}

fn classes(project: &Project) -> Vec<Value> {
    (project.classes.iter().enumerate())
        .map(|(order, class)| match class {
            ProjectClass::LocalRunner => json!({ "localRunner": true, "order": order }),
            ProjectClass::Class(id) => json!({ "environmentClassId": id, "order": order }),
        })
        .collect()
}

fn prebuilds(settings: &PrebuildConfiguration) -> Value {
    let trigger = settings.hour.map(|hour| json!({ "dailySchedule": { "hourUtc": hour } }));
    json!({
        "enabled": settings.enabled,
        "environmentClassIds": settings.classes,
        "timeout": settings.timeout_seconds.map(|seconds| time::duration_text(seconds, 0)),
        "trigger": trigger,
        "executor": settings.executor,
        "enableJetbrainsWarmup": settings.jetbrains_warmup,
    })
}
