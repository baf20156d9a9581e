//! Environment classes, which `RunnerConfigurationService` and `EnvironmentService` list.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::simulation::{Class, Runner, State};
use super::list::{Cursor, List};
use super::{CallResult, accepts, parse, parse_field};

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    runner_ids: Vec<Uuid>,
    enabled: Option<bool>,
    can_create_environments: Option<bool>,
    runner_kinds: Vec<String>,
    runner_providers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    runner_id: Uuid,
    display_name: String,
    description: String,
    #[serde(default)]
    configuration: Vec<FieldValue>,
}

/// `gitpod.v1.FieldValue`.
#[derive(Deserialize, Default)]
#[serde(default)]
struct FieldValue {
    key: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    environment_class_id: Uuid,
    display_name: Option<String>,
    description: Option<String>,
    enabled: Option<bool>,
}

/// The class is enabled.
pub(super) fn create(state: &mut State, request: Value) -> CallResult {
    let request: Create = parse(request)?;
    super::get(&state.runners, request.runner_id, "runner")?;
    let configuration = request.configuration.into_iter();
    let id = state.next_id();
    state.create_class(Class {
        id,
        runner: request.runner_id,
        name: request.display_name,
        description: request.description,
        enabled: true,
        configuration: configuration.map(|field| (field.key, field.value)).collect(),
    });
    Ok(json!({ "id": id }))
}

pub(super) fn get(state: &State, request: Value) -> CallResult {
    let id = parse_field(&request, "environmentClassId")?;
    let class = super::get(&state.classes, id, "environment class")?;
    Ok(json!({ "environmentClass": to_json(class) }))
}

pub(super) fn update(state: &mut State, request: Value) -> CallResult {
    let request: Update = parse(request)?;
    let mut class =
        super::get(&state.classes, request.environment_class_id, "environment class")?.clone();
    class.name = request.display_name.unwrap_or(class.name);
    class.description = request.description.unwrap_or(class.description);
    class.enabled = request.enabled.unwrap_or(class.enabled);
    state.update_class(class);
    Ok(json!({}))
}

/// All classes.
pub(super) fn list(state: &State, request: Value) -> CallResult {
    list_where(state, request, |_| true)
}

/// The classes that an environment can be created with.
pub(super) fn list_available(state: &State, request: Value) -> CallResult {
    list_where(state, request, |class| can_create(class, state))
}

fn list_where(state: &State, request: Value, is_listed: impl Fn(&Class) -> bool) -> CallResult {
    let request: List<Filter> = List::parse(request)?;
    let classes = (state.classes.values())
        .filter(|class| is_listed(class) && matches(class, &request.filter, state))
        .map(|class| (Cursor::oldest_first(class.id), class));
    request.respond("environmentClasses", classes, |class| to_json(class))
}

fn matches(class: &Class, filter: &Filter, state: &State) -> bool {
    let Some(runner) = state.runners.get(&class.runner) else {
        return false;
    };
    accepts(&filter.runner_ids, &class.runner)
        && filter.enabled.is_none_or(|enabled| enabled == class.enabled)
        && filter.can_create_environments.is_none_or(|can| can == can_create(class, state))
        && accepts(&filter.runner_kinds, &runner.kind)
        && accepts(&filter.runner_providers, &runner.provider)
}

fn can_create(class: &Class, state: &State) -> bool {
    class.enabled && state.runners.get(&class.runner).is_some_and(Runner::is_active)
}

fn to_json(class: &Class) -> Value {
    let configuration: Vec<_> = (class.configuration.iter())
        .map(|(key, value)| json!({ "key": key, "value": value }))
        .collect();
    json!({
        "id": class.id,
        "displayName": class.name,
        "description": class.description,
        "configuration": configuration,
        "runnerId": class.runner,
        "enabled": class.enabled,
    })
}
