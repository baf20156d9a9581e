//! The effects of all methods.

use serde_json::json;

use super::{Local, status_line};

#[test]
fn a_pool_is_created_updated_and_deleted() {
    let local = Local::new();
    let id = local.create_large(1, 5);
    let pool = local.pool(&id);
    assert_eq!(status_line(&pool), "PENDING running 0 stopped 0 desired 0");
    let spec = json!({
        "specVersion": "1", "desiredPhase": "WARM_POOL_PHASE_READY", "minSize": 1, "maxSize": 5,
    });
    assert_eq!(pool["spec"], spec);
    assert_eq!(pool["status"], json!({"phase": "WARM_POOL_PHASE_PENDING", "statusVersion": "1"}));
    local.wait(6);
    let pool = local.pool(&id);
    assert_eq!(status_line(&pool), "READY running 1 stopped 4 desired 1");
    assert_eq!(pool["spec"]["specVersion"], "2");
    assert!(pool["spec"]["snapshotId"].is_string());
    assert!(pool["metadata"]["updatedAt"].as_str() > pool["metadata"]["createdAt"].as_str());

    let update = json!({"warmPoolId": id, "minSize": 2});
    let updated = local.call("PrebuildService/UpdateWarmPool", update.clone());
    assert_eq!(updated["warmPool"]["spec"]["maxSize"], 5);
    assert_eq!(updated["warmPool"]["spec"]["specVersion"], "3");
    let again = local.call("PrebuildService/UpdateWarmPool", update);
    assert_eq!(again, updated, "an update without a change has no effect");
    local.wait(2);
    assert_eq!(status_line(&local.pool(&id)), "READY running 2 stopped 3 desired 2");

    let delete = json!({ "warmPoolId": id });
    assert_eq!(local.call("PrebuildService/DeleteWarmPool", delete.clone()), json!({}));
    assert_eq!(local.call("PrebuildService/DeleteWarmPool", delete.clone()), json!({}));
    let pool = local.pool(&id);
    assert_eq!(status_line(&pool), "DELETING running 0 stopped 0 desired 2");
    assert_eq!(pool["spec"]["desiredPhase"], "WARM_POOL_PHASE_DELETED");
    local.wait(1);
    assert_eq!(status_line(&local.pool(&id)), "DELETED running 0 stopped 0 desired 0");
    let replacement = local.create_large(1, 1);
    assert_ne!(replacement, id);
    local.wait(5);
    assert_eq!(local.error("PrebuildService/GetWarmPool", delete).0, 404);
}

#[test]
fn missing_sizes_have_defaults() {
    let local = Local::new();
    for (sizes, min, max) in [
        (json!({}), 1, 2),
        (json!({"minSize": 4}), 4, 4),
        (json!({"maxSize": 7}), 1, 7),
        (json!({"desiredSize": 3}), 3, 3),
        (json!({"desiredSize": 0, "minSize": 0, "maxSize": 1}), 0, 1),
    ] {
        let mut request = local.target("acme-api", "large");
        request.as_object_mut().unwrap().extend(sizes.as_object().unwrap().clone());
        let pool = local.call("PrebuildService/CreateWarmPool", request);
        let spec = &pool["warmPool"]["spec"];
        assert_eq!((&spec["minSize"], &spec["maxSize"]), (&json!(min), &json!(max)), "{sizes}");
        let id = &pool["warmPool"]["id"];
        local.call("PrebuildService/DeleteWarmPool", json!({ "warmPoolId": id }));
        local.wait(1);
    }
}

#[test]
fn an_environment_claims_an_instance_and_is_listed() {
    let local = Local::new();
    let id = local.create_large(1, 2);
    local.wait(6);
    let pair = local.target("acme-api", "large");
    let request = json!({
        "projectId": pair["projectId"], "name": "mine",
        "spec": {"machine": {"class": pair["environmentClassId"]}},
    });
    let created = local.call("EnvironmentService/CreateEnvironmentFromProject", request);
    let environment = &created["environment"];
    assert_eq!(environment["status"]["phase"], "ENVIRONMENT_PHASE_STARTING");
    assert!(environment["metadata"]["prebuildId"].is_string());
    assert_eq!(status_line(&local.pool(&id)), "READY running 0 stopped 0 desired 1");
    local.wait(1);
    let get_request = json!({ "environmentId": environment["id"] });
    let found = local.call("EnvironmentService/GetEnvironment", get_request);
    assert_eq!(found["environment"]["status"]["phase"], "ENVIRONMENT_PHASE_RUNNING");
    let filter = json!({"filter": {"search": "MINE"}, "count": {"include": true}});
    let listed = local.call("EnvironmentService/ListEnvironments", filter);
    assert_eq!(listed["environments"][0], found["environment"]);
    assert_eq!(listed["count"], json!({"value": 1, "relation": "COUNT_RESPONSE_RELATION_EQ"}));
}

#[test]
fn prebuilds_are_created_canceled_and_deleted() {
    let local = Local::new();
    let mut request = local.target("acme-api", "large");
    request["spec"] = json!({"timeout": "600s"});
    let created = local.call("PrebuildService/CreatePrebuild", request.clone())["prebuild"].clone();
    assert_eq!(created["status"]["phase"], "PREBUILD_PHASE_PENDING");
    assert_eq!(created["spec"]["timeout"], "600s");
    assert_eq!(created["metadata"]["triggeredBy"], "PREBUILD_TRIGGER_MANUAL");
    let get_request = json!({ "prebuildId": created["id"] });
    let get = || local.call("PrebuildService/GetPrebuild", get_request.clone())["prebuild"].clone();
    local.wait(9);
    assert_eq!(get()["status"]["phase"], "PREBUILD_PHASE_SNAPSHOTTING");
    assert!(get()["status"]["snapshotCompletionPercentage"].as_i64().unwrap() > 20);
    local.wait(3);
    let status = get()["status"].clone();
    assert_eq!(status["phase"], "PREBUILD_PHASE_COMPLETED");
    assert_eq!(status["snapshotSizeBytes"], "34359738368");
    assert_eq!(
        local.error("PrebuildService/CancelPrebuild", get_request.clone()).1,
        "failed_precondition"
    );

    let second = local.call("PrebuildService/CreatePrebuild", request)["prebuild"]["id"].clone();
    let second = json!({ "prebuildId": second });
    let canceled = local.call("PrebuildService/CancelPrebuild", second.clone());
    assert_eq!(canceled["prebuild"]["status"]["phase"], "PREBUILD_PHASE_CANCELLING");
    local.wait(1);
    let canceled = local.call("PrebuildService/GetPrebuild", second);
    assert_eq!(canceled["prebuild"]["status"]["phase"], "PREBUILD_PHASE_CANCELLED");
    assert_eq!(local.call("PrebuildService/DeletePrebuild", get_request.clone()), json!({}));
    local.wait(10);
    assert_eq!(local.error("PrebuildService/GetPrebuild", get_request).1, "not_found");
}

#[test]
fn the_default_class_is_prebuilt_if_none_is_given() {
    let local = Local::new();
    let request = json!({"projectId": local.project("acme-api")["id"], "spec": {}});
    let created = local.call("PrebuildService/CreatePrebuild", request);
    assert_eq!(created["prebuild"]["metadata"]["environmentClassId"], local.class("regular"));
    assert_eq!(created["prebuild"]["spec"]["timeout"], "3600s");
}

#[test]
fn the_prebuild_configuration_is_replaced_and_orphaned_pools_are_deleted() {
    let local = Local::new();
    let large = local.create_large(0, 1);
    let project = local.project("acme-api");
    assert_eq!(project["prebuildConfiguration"]["trigger"]["dailySchedule"]["hourUtc"], 4);
    let regular = local.class("regular");
    let settings = json!({
        "enabled": true, "environmentClassIds": [regular], "timeout": "1800s",
        "trigger": {"dailySchedule": {}}, "enableJetbrainsWarmup": true,
    });
    let request = json!({"projectId": project["id"], "prebuildConfiguration": settings});
    let updated = local.call("ProjectService/UpdateProject", request)["project"].clone();
    assert_eq!(updated["prebuildConfiguration"], settings);
    assert_eq!(updated["metadata"]["name"], "acme-api");
    assert_eq!(status_line(&local.pool(&large)), "DELETING running 0 stopped 0 desired 0");
    let filter = json!({"filter": {"environmentClassIds": [regular]}});
    let kept = local.call("PrebuildService/ListWarmPools", filter)["warmPools"][0].clone();
    assert_eq!(kept["status"]["phase"], "WARM_POOL_PHASE_READY");

    let off = json!({"projectId": project["id"], "prebuildConfiguration": {}, "name": "renamed"});
    let updated = local.call("ProjectService/UpdateProject", off)["project"].clone();
    assert_eq!(updated["prebuildConfiguration"], json!({}));
    assert_eq!(updated["metadata"]["name"], "renamed");
    let kept = local.pool(kept["id"].as_str().unwrap());
    assert_eq!(kept["spec"]["desiredPhase"], "WARM_POOL_PHASE_DELETED");
}

#[test]
fn classes_runners_and_the_identity_can_be_read() {
    let local = Local::new();
    let class = json!({ "environmentClassId": local.class("gpu") });
    let class = local.call("RunnerConfigurationService/GetEnvironmentClass", class);
    let class = &class["environmentClass"];
    assert_eq!((&class["displayName"], class.get("enabled")), (&json!("gpu"), None));
    let runner = json!({ "runnerId": class["runnerId"] });
    let runner = local.call("RunnerService/GetRunner", runner)["runner"].clone();
    assert_eq!(runner["provider"], "RUNNER_PROVIDER_AWS_EC2");
    assert!(
        runner["status"]["capabilities"]
            .as_array()
            .unwrap()
            .contains(&json!("RUNNER_CAPABILITY_WARM_POOL"))
    );
    let identity = local.call("IdentityService/GetAuthenticatedIdentity", json!({}));
    let user = local.call("UserService/GetAuthenticatedUser", json!({}))["user"].clone();
    assert_eq!(identity["subject"], json!({"id": user["id"], "principal": "PRINCIPAL_USER"}));
    assert_eq!(identity["organizationTier"], "enterprise");
    let classes = json!({ "projectId": local.project("acme-web")["id"] });
    let classes = local.call("ProjectService/ListProjectEnvironmentClasses", classes);
    let expected = json!([
        {"environmentClassId": local.class("regular")},
        {"environmentClassId": local.class("small"), "order": 1},
    ]);
    assert_eq!(classes["projectEnvironmentClasses"], expected);
}
