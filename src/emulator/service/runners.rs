//! `RunnerService`.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::machine::{Runner, World};
use super::paging::{List, Place};
use super::{Answer, creator, parse, passes, timestamp};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ById {
    runner_id: Uuid,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    creator_ids: Vec<Uuid>,
    kinds: Vec<String>,
    providers: Vec<String>,
}

pub(super) fn get(world: &World, request: Value) -> Answer {
    let request: ById = parse(request)?;
    let runner = super::get(&world.runners, request.runner_id, "runner")?;
    Ok(json!({ "runner": view(runner, world) }))
}

pub(super) fn list(world: &World, request: Value) -> Answer {
    let request: List<Filter> = List::of(request)?;
    let Filter { creator_ids, kinds, providers } = &request.filter;
    let runners = (world.runners.values())
        .filter(|_| passes(creator_ids, &world.globals.user.id))
        .filter(|runner| passes(kinds, &runner.kind) && passes(providers, &runner.provider))
        .map(|runner| (Place::oldest_first(runner.id), runner));
    let page = request.cut(runners)?;
    let runners: Vec<_> = page.items.iter().map(|runner| view(runner, world)).collect();
    Ok(json!({ "pagination": page.pagination, "runners": runners }))
}

fn view(runner: &Runner, world: &World) -> Value {
    json!({
        "runnerId": runner.id,
        "createdAt": timestamp(runner.created_at),
        "updatedAt": timestamp(runner.created_at),
        "name": runner.name,
        "spec": {
            "desiredPhase": "RUNNER_PHASE_ACTIVE",
            "configuration": { "region": runner.region },
            "variant": "RUNNER_VARIANT_ENTERPRISE",
        },
        "status": {
            "updatedAt": timestamp(runner.created_at),
            "version": "local",
            "phase": runner.phase,
            "region": runner.region,
            "capabilities": runner.capabilities,
        },
        "creator": creator(world),
        "kind": runner.kind,
        "provider": runner.provider,
    })
}
