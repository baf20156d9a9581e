//! `RunnerService`.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::simulation::{Runner, State};
use super::list::{Cursor, List};
use super::{CallResult, accepts, creator, parse_field, timestamp};

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    creator_ids: Vec<Uuid>,
    kinds: Vec<String>,
    providers: Vec<String>,
}

pub(super) fn get(state: &State, request: Value) -> CallResult {
    let runner = super::get(&state.runners, parse_field(&request, "runnerId")?, "runner")?;
    Ok(json!({ "runner": to_json(runner, state) }))
}

pub(super) fn list(state: &State, request: Value) -> CallResult {
    let request: List<Filter> = List::parse(request)?;
    let filter = &request.filter;
    let runners = (state.runners.values())
        .filter(|_| accepts(&filter.creator_ids, &state.singletons.user.id))
        .filter(|runner| accepts(&filter.kinds, &runner.kind))
        .filter(|runner| accepts(&filter.providers, &runner.provider))
        .map(|runner| (Cursor::oldest_first(runner.id), runner));
    request.respond("runners", runners, |runner| to_json(runner, state))
}

fn to_json(runner: &Runner, state: &State) -> Value {
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
        "creator": creator(state),
        "kind": runner.kind,
        "provider": runner.provider,
    })
}
