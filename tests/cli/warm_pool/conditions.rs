//! The responses of a service for the conditions of a warm pool.

use serde_json::{Value, json};

use crate::support::{CLASS, PROJECT, Response, error, page};

/// Another class, the runner of both, and a prebuild of the project and class.
pub const OTHER: &str = "3f1d7a52-0f0e-4b8e-9d8c-5f7f0a1b2c3d";
pub const RUNNER: &str = "e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a";
pub const PREBUILD: &str = "7f6d1f0c-2f0b-4b59-8f6e-0d6c4c2f9a10";

fn ok(method: &'static str, message: Value) -> Response {
    let date = ("date", "Tue, 24 Nov 2026 08:00:00 GMT");
    let headers = [("content-type", "application/json"), date];
    Response::new(200, &headers, message.to_string().as_bytes()).to(method)
}

pub fn denied(method: &'static str) -> Response {
    error(403, "permission_denied", "no").to(method)
}

pub fn identity() -> Response {
    let subject = json!({"id": "ada", "principal": "PRINCIPAL_USER"});
    let identity =
        json!({"subject": subject, "organizationId": "acme", "organizationTier": "core"});
    ok("GetAuthenticatedIdentity", identity)
}

pub fn project(prebuilt: &[&str]) -> Response {
    let settings = json!({"enabled": true, "environmentClassIds": prebuilt});
    let project = json!({"id": PROJECT, "metadata": {"name": "acme-api"},
        "prebuildConfiguration": settings, "desiredPhase": "PROJECT_PHASE_ACTIVE"});
    ok("GetProject", json!({ "project": project }))
}

fn class_json(id: &str, name: &str) -> Value {
    json!({"id": id, "displayName": name, "runnerId": RUNNER, "enabled": true})
}

pub fn class() -> Response {
    ok("GetEnvironmentClass", json!({"environmentClass": class_json(CLASS, "large")}))
}

pub fn classes() -> Response {
    let classes = [class_json(OTHER, "regular"), class_json(CLASS, "large")];
    ok("ListEnvironmentClasses", json!({ "environmentClasses": classes }))
}

pub fn runner() -> Response {
    let status =
        json!({"phase": "RUNNER_PHASE_ACTIVE", "capabilities": ["RUNNER_CAPABILITY_WARM_POOL"]});
    ok("GetRunner", json!({"runner": {"runnerId": RUNNER, "name": "aws-eu", "status": status}}))
}

pub fn prebuilds() -> Response {
    let prebuild = json!({"id": PREBUILD,
        "metadata": {"projectId": PROJECT, "environmentClassId": CLASS},
        "status": {"phase": "PREBUILD_PHASE_COMPLETED", "completionTime": "2026-11-24T05:00:00Z"}});
    ok("ListPrebuilds", json!({ "prebuilds": [prebuild] }))
}

pub fn no_prebuilds() -> Response {
    ok("ListPrebuilds", json!({}))
}

pub fn pools(pools: &[String]) -> Response {
    page(pools, "").to("ListWarmPools")
}
