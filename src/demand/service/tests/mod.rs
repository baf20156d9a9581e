//! Reads from a scripted service.

mod denials;
mod pages;
mod requests;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::fake_api::{Call, FakeApi, Response, error, ok};
use super::*;
use crate::demand::history::Denied;
use crate::demand::starts::{Completeness, Starts};
use crate::warm_pool::reference::PoolKey;

const PROJECT: Uuid = Uuid::from_u128(0xc1e1_2f6c_4c67_429d_a4a6_d983_8b5d_a048);
const CLASS: Uuid = Uuid::from_u128(0xd2c9_4c27_3b76_4a42_b88c_95a8_5e39_2c68);
const ORGANIZATION: &str = "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01";
const OWNER: &str = "f53d2330-3795-4c5d-a1f3-453121af9c60";
const OTHER: &str = "a53d2330-3795-4c5d-a1f3-453121af9c61";

/// 2026-11-02, a Monday.
const FROM: Millis = 1_793_577_600_000;
/// 2026-11-30T12:00:00Z: four weeks and half a day later.
const NOW: Millis = FROM + 28 * DAY + DAY / 2;

fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

fn time(millis: Millis) -> String {
    jiff::Timestamp::from_millisecond(millis).unwrap().to_string()
}

fn record(number: u128, created: Millis) -> Value {
    json!({
        "id": id(number), "environmentId": id(1_000 + number), "userId": OTHER,
        "projectId": PROJECT, "environmentClassId": CLASS,
        "createdAt": time(created), "stoppedAt": time(created + DAY / 24),
    })
}

fn environment(number: u128, created: Millis, creator: &str) -> Value {
    json!({
        "id": id(1_000 + number),
        "metadata": {
            "projectId": PROJECT, "createdAt": time(created), "role": "ENVIRONMENT_ROLE_DEFAULT",
            "creator": { "id": creator, "principal": "PRINCIPAL_USER" },
        },
        "spec": { "machine": { "class": CLASS } },
    })
}

/// What a service without records, environments and prebuilds responds.
fn empty(call: &Call) -> Response {
    ok(match call.method.as_str() {
        "GetAuthenticatedIdentity" => json!({
            "subject": { "id": OWNER, "principal": "PRINCIPAL_USER" },
            "organizationId": ORGANIZATION,
        }),
        "GetOrganizationPolicies" => json!({ "policies": {
            "archiveEnvironmentsAfter": "259200s", "deleteArchivedEnvironmentsAfter": "604800s",
        } }),
        "ListProjects" => json!({ "projects": [{
            "id": PROJECT, "metadata": { "name": "acme-api", "createdAt": "2026-01-01T00:00:00Z" },
        }] }),
        "ListEnvironments" | "ListEnvironmentUsageRecords" | "ListPrebuilds" => json!({}),
        other => panic!("unexpected {other}"),
    })
}

fn is_deleted_walk(call: &Call) -> bool {
    call.request["filter"]["statusPhases"] == json!(["ENVIRONMENT_PHASE_DELETED"])
}

/// As [`empty`], with other responses where `respond` has one.
fn api(respond: impl Fn(&Call) -> Option<Response> + 'static) -> Rc<FakeApi> {
    FakeApi::new(move |call| respond(call).unwrap_or_else(|| empty(call)))
}

fn read_projects(api: &Rc<FakeApi>, projects: Vec<Uuid>) -> Result<History, ReadError> {
    let query = Query { projects, from: FROM, now: NOW };
    api.run(async |client: &Client| read(client, &query, &|_| {}).await)
}

fn read_history(api: &Rc<FakeApi>) -> History {
    read_projects(api, vec![PROJECT]).unwrap_or_else(|error| panic!("{error:?}"))
}

fn demand(history: &History) -> crate::demand::starts::Demand {
    let key = PoolKey { project: PROJECT, class: CLASS };
    Starts::new(history).demand(key, &(FROM..FROM + 28 * DAY))
}

/// The subject of the error, and its code.
fn failure(api: &Rc<FakeApi>) -> (&'static str, &'static str) {
    match read_projects(api, vec![PROJECT]).unwrap_err() {
        ReadError::Call { subject, error } => (subject, error.code().unwrap().as_str()),
        denied @ ReadError::Denied { .. } => panic!("{denied:?}"),
    }
}
