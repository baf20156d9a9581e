//! The rules, on records made by hand.

mod completeness;
mod history;
mod prebuild_runs;
mod properties;
mod rules;

use std::ops::Range;

use serde_json::{Value, json};
use uuid::Uuid;

use super::history::History;
use super::starts::{Demand, LeftOut, Sources, Starts};
use super::*;
use crate::api::{Message, read_message};
use crate::warm_pool::reference::PoolKey;

const PROJECT: Uuid = Uuid::from_u128(0xa1);
const OTHER_PROJECT: Uuid = Uuid::from_u128(0xa2);
const REGULAR: Uuid = Uuid::from_u128(0xc1);
const LARGE: Uuid = Uuid::from_u128(0xc2);
const ANA: Uuid = Uuid::from_u128(0xe1);
const BEN: Uuid = Uuid::from_u128(0xe2);
const BOT: Uuid = Uuid::from_u128(0xe3);
const KEY: PoolKey = PoolKey { project: PROJECT, class: REGULAR };

/// 2026-11-02T00:00:00Z, a Monday.
const FROM: Millis = 1_793_577_600_000;
const WINDOW: Range<Millis> = FROM..FROM + 28 * DAY;

/// A usage record with an id of its own, of a run of one hour.
fn record(environment: u128, created: Millis) -> Value {
    json!({
        "id": format!("record {environment} {created}"), "environmentId": Uuid::from_u128(environment),
        "userId": ANA, "projectId": PROJECT, "environmentClassId": REGULAR,
        "createdAt": time(created), "stoppedAt": time(created + HOUR),
    })
}

fn environment(id: u128, created: Millis) -> Value {
    json!({
        "id": Uuid::from_u128(id),
        "metadata": {
            "projectId": PROJECT, "createdAt": time(created), "role": "ENVIRONMENT_ROLE_DEFAULT",
            "creator": { "id": ANA, "principal": "PRINCIPAL_USER" },
        },
        "spec": { "machine": { "class": REGULAR } },
    })
}

/// A prebuild; environment 0 stands for none.
fn prebuild(environment: u128, created: Millis) -> Value {
    let name = Uuid::from_u128(environment).to_string();
    json!({
        "metadata": {
            "projectId": PROJECT, "environmentClassId": REGULAR, "createdAt": time(created),
        },
        "status": { "environmentId": if environment == 0 { "" } else { &name } },
    })
}

fn time(millis: Millis) -> String {
    Timestamp::from_millisecond(millis).unwrap().to_string()
}

fn message<T: Message>(value: &Value) -> T {
    read_message(value.to_string().as_bytes()).unwrap()
}

/// Another message with a value at a pointer such as `/metadata/role`.
fn with(mut message: Value, pointer: &str, value: impl Into<Value>) -> Value {
    *message.pointer_mut(pointer).unwrap() = value.into();
    message
}

/// The history of `PROJECT` with these usage records and environments.
fn history(records: &[Value], environments: &[Value]) -> History {
    let mut history = History::new(&[PROJECT]);
    records.iter().for_each(|record| history.add_record(&message(record)));
    environments.iter().for_each(|environment| history.add_environment(&message(environment)));
    history
}

fn demand_of(history: &History) -> Demand {
    Starts::new(history).demand(KEY, &WINDOW)
}

fn demand(records: &[Value], environments: &[Value]) -> Demand {
    let demand = demand_of(&history(records, environments));
    assert_adds_up(&demand);
    demand
}

/// Everything that was found is counted exactly once.
fn assert_adds_up(demand: &Demand) {
    let LeftOut {
        prebuild_runs,
        suspected_prebuild_runs,
        restarts,
        other_roles,
        outside_window,
        undated,
    } = demand.left_out;
    let left_out =
        prebuild_runs + suspected_prebuild_runs + restarts + other_roles + outside_window + undated;
    let found = demand.found.usage_records + demand.found.environments + demand.found.rows;
    assert_eq!(found, demand.starts.len() + demand.found.in_both + left_out, "{demand:?}");
    let Sources { usage_records, environments, file } = demand.sources;
    assert_eq!(usage_records + environments + file, demand.starts.len(), "{demand:?}");
}

fn times(demand: &Demand) -> Vec<Millis> {
    demand.times().map(|at| at - FROM).collect()
}
