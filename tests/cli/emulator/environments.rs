//! Environments, from their creation to their end.

use serde_json::{Value, json};

use super::{Local, status_line};

const DAY: u64 = 24 * 60;

impl Local {
    /// Creates an environment; returns its id.
    fn start(&self, project: &str, class: &str) -> String {
        let target = self.target(project, class);
        let class = &target["environmentClassId"];
        let spec = json!({ "machine": { "class": class } });
        let request = json!({ "projectId": target["projectId"], "spec": spec });
        let created = self.call("EnvironmentService/CreateEnvironmentFromProject", request);
        created["environment"]["id"].as_str().unwrap().to_owned()
    }

    fn environment(&self, id: &str) -> Value {
        let request = json!({ "environmentId": id });
        self.call("EnvironmentService/GetEnvironment", request)["environment"].clone()
    }

    fn phase(&self, id: &str) -> String {
        let environment = self.environment(id);
        let phase = environment["status"]["phase"].as_str().unwrap();
        phase.trim_start_matches("ENVIRONMENT_PHASE_").to_owned()
    }

    /// Calls a method of an environment that must succeed.
    fn succeed(&self, method: &str, id: &str) {
        let request = json!({ "environmentId": id });
        assert_eq!(self.call(&format!("EnvironmentService/{method}"), request), json!({}));
    }

    /// The message of a failed precondition.
    fn refused(&self, method: &str, id: &str) -> String {
        let request = json!({ "environmentId": id });
        let (status, code, message) = self.error(&format!("EnvironmentService/{method}"), request);
        assert_eq!((status, code.as_str()), (400, "failed_precondition"), "{method}: {message}");
        message
    }

    /// The usage records of an environment, the newest first.
    fn usage(&self, id: &str) -> Vec<Value> {
        let range =
            json!({ "startTime": "2026-11-27T00:00:00Z", "endTime": "2027-02-01T00:00:00Z" });
        let filter = json!({ "dateRange": range });
        let request = json!({ "filter": filter, "pagination": { "pageSize": 100 } });
        let listed = self.call("UsageService/ListEnvironmentUsageRecords", request);
        let mut records = listed["records"].as_array().cloned().unwrap_or_default();
        records.retain(|record| record["environmentId"] == id);
        records
    }

    fn ids(&self, request: Value) -> Vec<String> {
        let listed = self.call("EnvironmentService/ListEnvironments", request);
        let environments = listed["environments"].as_array().cloned().unwrap_or_default();
        environments.iter().map(|own| own["id"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn an_environment_lives_and_ends() {
    let local = Local::new();
    let id = local.start("acme-web", "small");
    assert_eq!(local.phase(&id), "STARTING");
    assert_eq!(local.refused("ArchiveEnvironment", &id), "environment is not stopped");
    local.wait(3);
    assert_eq!(local.phase(&id), "RUNNING");
    local.succeed("StartEnvironment", &id);
    local.succeed("StopEnvironment", &id);
    assert_eq!(local.phase(&id), "STOPPING");
    assert_eq!(local.refused("StartEnvironment", &id), "environment is stopping");
    local.wait(1);
    assert_eq!(local.phase(&id), "STOPPED");
    local.succeed("StopEnvironment", &id);
    assert_eq!(local.usage(&id).len(), 1);

    local.succeed("StartEnvironment", &id);
    local.wait(1);
    assert_eq!(local.phase(&id), "RUNNING");
    let environment = local.environment(&id);
    assert!(
        environment["metadata"]["lastStartedAt"].as_str()
            > environment["metadata"]["createdAt"].as_str()
    );
    local.succeed("StopEnvironment", &id);
    local.wait(1);
    let records = local.usage(&id);
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["createdAt"], records[1]["createdAt"], "both name the environment's");

    local.wait(3 * DAY);
    assert!(local.environment(&id)["metadata"]["archivedAt"].is_string());
    assert_eq!(local.refused("StartEnvironment", &id), "environment is archived");
    local.succeed("UnarchiveEnvironment", &id);
    local.succeed("UnarchiveEnvironment", &id);
    assert!(local.environment(&id)["metadata"]["archivedAt"].is_null());
    local.succeed("ArchiveEnvironment", &id);
    local.wait(7 * DAY + 1);
    assert_eq!(local.phase(&id), "DELETED");
    for method in ["StartEnvironment", "StopEnvironment", "UnarchiveEnvironment"] {
        assert!(
            ["environment is being deleted", "environment is archived"]
                .contains(&&*local.refused(method, &id))
        );
    }
    local.wait(DAY);
    let gone = local.error("EnvironmentService/GetEnvironment", json!({ "environmentId": id }));
    assert_eq!(gone.1, "not_found");
    assert_eq!(local.usage(&id).len(), 2, "usage records outlive their environment");
}

#[test]
fn deleting_a_running_environment_stops_it_first() {
    let local = Local::new();
    let id = local.start("acme-web", "small");
    local.wait(5);
    local.succeed("DeleteEnvironment", &id);
    assert_eq!(local.phase(&id), "STOPPING");
    assert_eq!(local.environment(&id)["spec"]["desiredPhase"], "ENVIRONMENT_PHASE_DELETED");
    local.succeed("DeleteEnvironment", &id);
    local.wait(1);
    assert_eq!(local.phase(&id), "DELETED");
    assert_eq!(local.usage(&id).len(), 1);
}

#[test]
fn only_the_first_start_claims_an_instance() {
    let local = Local::new();
    let pools = local.call("PrebuildService/ListWarmPools", json!({}));
    let pool = pools["warmPools"][0]["id"].as_str().unwrap();
    assert_eq!(status_line(&local.pool(pool)), "READY running 1 stopped 2 desired 1");
    let id = local.start("acme-api", "regular");
    assert_eq!(status_line(&local.pool(pool)), "READY running 0 stopped 1 desired 1");
    assert!(local.environment(&id)["metadata"]["prebuildId"].is_string());
    local.wait(30);
    local.succeed("StopEnvironment", &id);
    local.wait(1);
    let before = local.pool(pool);
    local.succeed("StartEnvironment", &id);
    assert_eq!(local.pool(pool), before);
}

#[test]
fn lists_have_what_the_filter_asks_for() {
    let local = Local::new();
    let (kept, deleted) = (local.start("acme-web", "small"), local.start("acme-web", "small"));
    local.wait(5);
    local.succeed("DeleteEnvironment", &deleted);
    local.succeed("StopEnvironment", &kept);
    local.wait(1);
    let project = local.project("acme-web")["id"].clone();
    let of = |mut filter: Value| {
        filter["projectIds"] = json!([project]);
        filter["roles"] = json!(["ENVIRONMENT_ROLE_DEFAULT"]);
        let ids = local.ids(json!({ "filter": filter }));
        (ids.contains(&kept), ids.contains(&deleted))
    };
    assert_eq!(of(json!({})), (true, false));
    assert_eq!(of(json!({ "statusPhases": ["ENVIRONMENT_PHASE_DELETED"] })), (false, true));
    assert_eq!(of(json!({ "statusPhases": ["ENVIRONMENT_PHASE_STOPPED"] })), (true, false));
    local.succeed("ArchiveEnvironment", &kept);
    assert_eq!(of(json!({})), (false, false));
    assert_eq!(of(json!({ "archivalStatus": "ARCHIVAL_STATUS_ARCHIVED" })), (true, false));
    assert_eq!(of(json!({ "archivalStatus": "ARCHIVAL_STATUS_ALL" })), (true, false));
    let by_repository = json!({ "search": "ACME/WEB", "archivalStatus": "ARCHIVAL_STATUS_ALL" });
    assert!(of(by_repository).0);
    let roles = |role| local.ids(json!({ "filter": { "roles": [role] } })).len();
    assert_eq!(roles("ENVIRONMENT_ROLE_WORKFLOW"), 0);
}

/// The environment of a prebuild is listed with its role, and cannot be changed.
#[test]
fn a_prebuild_runs_in_an_environment() {
    let local = Local::new();
    let mut request = local.target("acme-api", "large");
    request["spec"] = json!({});
    let prebuild = local.call("PrebuildService/CreatePrebuild", request)["prebuild"].clone();
    let id = prebuild["status"]["environmentId"].as_str().unwrap();
    let missing = local.error("EnvironmentService/GetEnvironment", json!({ "environmentId": id }));
    assert_eq!(missing.1, "not_found");
    local.wait(3);
    assert_eq!(local.phase(id), "RUNNING");
    assert_eq!(local.environment(id)["metadata"]["role"], "ENVIRONMENT_ROLE_PREBUILD");
    assert_eq!(local.refused("StopEnvironment", id), "environment belongs to a prebuild");
    local.wait(30);
    assert_eq!(local.phase(id), "DELETED");
    assert_eq!(local.usage(id).len(), 1);
}
