//! `ProjectService`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::codec::time;
use super::super::simulation::{PrebuildConfiguration, Project, ProjectClass, State};
use super::error::Error;
use super::list::{Cursor, List};
use super::project_classes::classes_to_json;
use super::{CallResult, accepts, creator, parse, parse_field, timestamp};

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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    name: String,
    initializer: Value,
    #[serde(default)]
    devcontainer_file_path: String,
    #[serde(default)]
    automations_file_path: String,
    #[serde(default)]
    technical_description: String,
    prebuild_configuration: Option<Configuration>,
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
    prebuild_configuration: Option<Configuration>,
    recommended_editors: Option<Value>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Configuration {
    enabled: bool,
    environment_class_ids: Vec<Uuid>,
    timeout: Option<String>,
    trigger: Value,
    executor: Option<Value>,
    enable_jetbrains_warmup: bool,
}

pub(super) fn create(state: &mut State, request: Value) -> CallResult {
    let request: Create = parse(request)?;
    let prebuilds = request.prebuild_configuration;
    let prebuilds = prebuilds.map(|prebuilds| prebuilds.resolve(state)).transpose()?;
    let id = state.next_id();
    state.create_project(Project {
        id,
        name: request.name,
        created_at: state.now,
        updated_at: state.now,
        initializer: request.initializer,
        recommended_editors: None,
        devcontainer_file_path: request.devcontainer_file_path,
        automations_file_path: request.automations_file_path,
        technical_description: request.technical_description,
        classes: BTreeMap::new(),
        prebuilds,
        has_insights: false,
        log: Vec::new(),
        popularity: 0,
    });
    respond(state, id)
}

pub(super) fn get(state: &State, request: Value) -> CallResult {
    respond(state, parse_field(&request, "projectId")?)
}

pub(super) fn list(state: &State, request: Value) -> CallResult {
    let sort = request["sort"].clone();
    let request: List<Filter> = List::parse(request)?;
    let is_by_id = match sort["field"].as_str() {
        Some("id") => true,
        None | Some("" | "popularity") => false,
        Some(other) => return Err(Error::invalid(format!("cannot sort by {other:?}"))),
    };
    let is_descending = match sort["order"].as_str() {
        Some("SORT_ORDER_DESC") => true,
        Some("SORT_ORDER_ASC") => false,
        _ => !is_by_id,
    };
    let projects = (state.projects.values())
        .filter(|project| matches(project, &request.filter, state))
        .map(|project| {
            let popularity = if is_by_id { 0 } else { i64::from(project.popularity) };
            let cursor = if is_descending {
                Cursor::newest_first(project.id).ranked(-popularity)
            } else {
                Cursor::oldest_first(project.id).ranked(popularity)
            };
            (cursor, project)
        });
    request.respond("projects", projects, |project| to_json(project, state))
}

fn matches(project: &Project, filter: &Filter, state: &State) -> bool {
    let remote = project.initializer["specs"][0]["git"]["remoteUri"].as_str().unwrap_or_default();
    let repository = remote.rsplit('/').next().unwrap_or_default().trim_end_matches(".git");
    let runners = || {
        (project.classes.values()).filter_map(|class| match class {
            ProjectClass::LocalRunner => None,
            ProjectClass::Class(id) => state.runners.get(&state.classes.get(id)?.runner),
        })
    };
    let search = filter.search.to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&search);
    accepts(&filter.project_ids, &project.id)
        && accepts(&filter.creator_ids, &state.singletons.user.id)
        && accepts(&filter.spec_remote_uris, &remote.to_owned())
        && (filter.runner_ids.is_empty()
            || runners().any(|runner| filter.runner_ids.contains(&runner.id)))
        && (filter.runner_kinds.is_empty()
            || runners().any(|runner| filter.runner_kinds.contains(&runner.kind)))
        && (contains(&project.name) || contains(&project.id.to_string()) || contains(repository))
}

pub(super) fn update(state: &mut State, request: Value) -> CallResult {
    let request: Update = parse(request)?;
    let mut project = super::get(&state.projects, request.project_id, "project")?.clone();
    set(&mut project.name, request.name);
    set(&mut project.initializer, request.initializer);
    set(&mut project.devcontainer_file_path, request.devcontainer_file_path);
    set(&mut project.automations_file_path, request.automations_file_path);
    set(&mut project.technical_description, request.technical_description);
    set(&mut project.recommended_editors, request.recommended_editors.map(Some));
    if let Some(prebuilds) = request.prebuild_configuration {
        project.prebuilds = Some(prebuilds.resolve(state)?);
    }
    state.update_project(project);
    respond(state, request.project_id)
}

pub(super) fn delete(state: &mut State, request: Value) -> CallResult {
    let id = parse_field(&request, "projectId")?;
    super::get(&state.projects, id, "project")?;
    state.delete_project(id);
    Ok(json!({}))
}

fn set<T>(field: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *field = new;
    }
}

impl Configuration {
    /// Checks that the classes exist.
    fn resolve(self, state: &State) -> Result<PrebuildConfiguration, Error> {
        for class in &self.environment_class_ids {
            super::get(&state.classes, *class, "environment class")?;
        }
        let schedule = self.trigger.get("dailySchedule");
        Ok(PrebuildConfiguration {
            enabled: self.enabled,
            // A schedule without an hour is at midnight, because zero is not written.
            hour: schedule.map(|schedule| {
                schedule["hourUtc"].as_u64().and_then(|hour| hour.try_into().ok()).unwrap_or(0)
            }),
            classes: self.environment_class_ids,
            timeout_seconds: self.timeout.as_deref().and_then(time::duration_seconds),
            executor: self.executor,
            jetbrains_warmup: self.enable_jetbrains_warmup,
        })
    }
}

fn respond(state: &State, id: Uuid) -> CallResult {
    let project = super::get(&state.projects, id, "project")?;
    Ok(json!({ "project": to_json(project, state) }))
}

fn to_json(project: &Project, state: &State) -> Value {
    let classes = classes_to_json(project);
    json!({
        "id": project.id,
        "metadata": {
            "organizationId": state.singletons.organization.id,
            "name": project.name,
            "creator": creator(state),
            "createdAt": timestamp(project.created_at),
            "updatedAt": timestamp(project.updated_at),
        },
        "initializer": project.initializer,
        "environmentClass": classes.first(),
        "devcontainerFilePath": project.devcontainer_file_path,
        "automationsFilePath": project.automations_file_path,
        "prebuildConfiguration": project.prebuilds.as_ref().map(configuration_to_json),
        "desiredPhase": "PROJECT_PHASE_ACTIVE",
        "environmentClasses": classes,
        "recommendedEditors": project.recommended_editors,
    })
}

fn configuration_to_json(configuration: &PrebuildConfiguration) -> Value {
    let trigger = configuration.hour.map(|hour| json!({ "dailySchedule": { "hourUtc": hour } }));
    json!({
        "enabled": configuration.enabled,
        "environmentClassIds": configuration.classes,
        "timeout": configuration.timeout_seconds.map(|seconds| time::duration_text(seconds, 0)),
        "trigger": trigger,
        "executor": configuration.executor,
        "enableJetbrainsWarmup": configuration.jetbrains_warmup,
    })
}
