//! Environment classes, of `RunnerConfigurationService` and of `EnvironmentService`.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::machine::{self, Class, World};
use super::paging::{List, Place};
use super::{Answer, parse, passes};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ById {
    environment_class_id: Uuid,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    runner_ids: Vec<Uuid>,
    enabled: Option<bool>,
    can_create_environments: Option<bool>,
    runner_kinds: Vec<String>,
    runner_providers: Vec<String>,
}

pub(super) fn get(world: &World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    let class = super::get(&world.classes, request.environment_class_id, "environment class")?;
    Ok(json!({ "environmentClass": view(class) }))
}

/// Every class there is.
pub(super) fn list(world: &World, request: Value) -> Answer {
    list_where(world, request, |_| true)
}

/// The classes that an environment can be started with.
pub(super) fn list_available(world: &World, request: Value) -> Answer {
    list_where(world, request, |class| can_create(class, world))
}

fn list_where(world: &World, request: Value, is_shown: impl Fn(&Class) -> bool) -> Answer {
    let request: List<Filter> = List::of(request)?;
    let classes = (world.classes.values())
        .filter(|class| is_shown(class) && matches(class, &request.filter, world))
        .map(|class| (Place::oldest_first(class.id), class));
    let page = request.cut(classes)?;
    let classes: Vec<_> = page.items.into_iter().map(view).collect();
    Ok(json!({ "pagination": page.pagination, "environmentClasses": classes }))
}

fn matches(class: &Class, filter: &Filter, world: &World) -> bool {
    let Filter { runner_ids, enabled, can_create_environments, runner_kinds, runner_providers } =
        filter;
    let Some(runner) = world.runners.get(&class.runner) else {
        return false;
    };
    passes(runner_ids, &class.runner)
        && enabled.is_none_or(|wanted| wanted == class.enabled)
        && can_create_environments.is_none_or(|wanted| wanted == can_create(class, world))
        && passes(runner_kinds, &runner.kind)
        && passes(runner_providers, &runner.provider)
}

fn can_create(class: &Class, world: &World) -> bool {
    class.enabled && world.runners.get(&class.runner).is_some_and(machine::Runner::is_active)
}

fn view(class: &Class) -> Value {
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
