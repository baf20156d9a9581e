//! Projects and environment classes that are created, changed and deleted by requests.

use serde_json::{Value, json};

use super::{Local, UNKNOWN_ID, status_line};

fn git(remote: &str) -> Value {
    let target = "CLONE_TARGET_MODE_REMOTE_BRANCH";
    json!({"specs": [{"git": {"remoteUri": remote, "targetMode": target, "cloneTarget": "main"}}]})
}

/// Creates a class and returns its id.
fn create_class(local: &Local, name: &str) -> Value {
    let request = json!({
        "runnerId": local.call("RunnerService/ListRunners", json!({}))["runners"][0]["runnerId"],
        "displayName": name, "description": "16 vCPU",
        "configuration": [{"key": "machineType", "value": "m6i.4xlarge"}, {"key": "none"}],
    });
    local.call("RunnerConfigurationService/CreateEnvironmentClass", request)["id"].clone()
}

/// Creates a project that has a class with prebuilds; returns its id.
fn create_project(local: &Local, class: &Value) -> Value {
    let request = json!({
        "name": "acme-docs", "initializer": git("https://github.com/acme/docs.git"),
        "prebuildConfiguration": {
            "enabled": true, "environmentClassIds": [class],
            "trigger": {"dailySchedule": {"hourUtc": 5}},
        },
    });
    let project = local.call("ProjectService/CreateProject", request)["project"].clone();
    set_classes(local, &project["id"], json!([{ "environmentClassId": class }]));
    project["id"].clone()
}

fn set_classes(local: &Local, project: &Value, classes: Value) {
    let request = json!({ "projectId": project, "projectEnvironmentClasses": classes });
    let response = local.call("ProjectService/UpdateProjectEnvironmentClasses", request);
    assert_eq!(response, json!({}));
}

#[test]
fn a_class_is_created_enabled_and_can_be_disabled() {
    let local = Local::new();
    let id = create_class(&local, "xlarge");
    let get = || {
        let request = json!({ "environmentClassId": id });
        local.call("RunnerConfigurationService/GetEnvironmentClass", request)["environmentClass"]
            .clone()
    };
    let runner = &local.call("RunnerService/ListRunners", json!({}))["runners"][0]["runnerId"];
    let mut expected = json!({
        "id": id, "displayName": "xlarge", "description": "16 vCPU", "runnerId": runner,
        "configuration": [{"key": "machineType", "value": "m6i.4xlarge"}, {"key": "none"}],
        "enabled": true,
    });
    assert_eq!(get(), expected);
    assert_eq!(local.class("xlarge"), id);
    let disable = json!({"environmentClassId": id, "enabled": false});
    local.call("RunnerConfigurationService/UpdateEnvironmentClass", disable);
    expected.as_object_mut().unwrap().remove("enabled");
    assert_eq!(get(), expected);
}

#[test]
fn a_project_is_created_with_what_the_request_says() {
    let local = Local::new();
    let class = create_class(&local, "xlarge");
    let settings = json!({
        "enabled": true, "environmentClassIds": [class], "timeout": "1800s",
        "trigger": {"dailySchedule": {}}, "enableJetbrainsWarmup": true,
    });
    let request = json!({
        "name": "acme-docs", "initializer": git("https://github.com/acme/docs.git"),
        "devcontainerFilePath": "a.json", "automationsFilePath": "b.yaml",
        "technicalDescription": "not returned", "prebuildConfiguration": settings,
    });
    let mut project = local.call("ProjectService/CreateProject", request)["project"].clone();
    let mut metadata = project["metadata"].take();
    assert!(metadata["createdAt"].take().is_string());
    assert!(metadata["updatedAt"].take().is_string());
    let api = local.project("acme-api");
    let expected = json!({
        "organizationId": api["metadata"]["organizationId"], "name": "acme-docs",
        "creator": api["metadata"]["creator"], "createdAt": null, "updatedAt": null,
    });
    assert_eq!(metadata, expected);
    let expected = json!({
        "id": project["id"], "metadata": null,
        "initializer": git("https://github.com/acme/docs.git"),
        "devcontainerFilePath": "a.json", "automationsFilePath": "b.yaml",
        "prebuildConfiguration": settings, "desiredPhase": "PROJECT_PHASE_ACTIVE",
    });
    assert_eq!(project, expected);
    let names = local.call("ProjectService/ListProjects", json!({"filter": {"search": "DOCS"}}));
    assert_eq!(names["projects"][0]["id"], project["id"]);
    let minimal = json!({"name": "x", "initializer": {}});
    let project = local.call("ProjectService/CreateProject", minimal)["project"].clone();
    assert_eq!(project["initializer"], json!({}));
    assert_eq!(project.get("prebuildConfiguration"), None);
}

#[test]
fn the_built_in_projects_have_a_branch() {
    let local = Local::new();
    let initializer = local.project("acme-web")["initializer"].clone();
    assert_eq!(initializer, git("https://github.com/acme/web.git"));
}

#[test]
fn what_a_request_creates_takes_part_in_everything() {
    let local = Local::new();
    let class = create_class(&local, "xlarge");
    let project = create_project(&local, &class);
    let target = json!({ "projectId": project, "environmentClassId": class });
    let pool = local.call("PrebuildService/CreateWarmPool", target)["warmPool"]["id"].clone();
    let pool = pool.as_str().unwrap();
    // Its own schedule runs once a day.
    local.wait(25 * 60);
    assert_eq!(status_line(&local.pool(pool)), "READY running 1 stopped 1 desired 1");
    let request = json!({ "projectId": project });
    let created = local.call("EnvironmentService/CreateEnvironmentFromProject", request);
    assert!(created["environment"]["metadata"]["prebuildId"].is_string());
    assert_eq!(created["environment"]["spec"]["machine"]["class"], class);
    assert_eq!(status_line(&local.pool(pool)), "READY running 0 stopped 0 desired 1");
}

#[test]
fn the_classes_of_a_project_are_replaced_and_sorted_by_order() {
    let local = Local::new();
    let class = create_class(&local, "xlarge");
    let project = create_project(&local, &class);
    let (small, large) = (local.class("small"), local.class("large"));
    set_classes(
        &local,
        &project,
        json!([
            {"environmentClassId": small, "order": 20}, {"localRunner": true, "order": -1},
            {"environmentClassId": large},
        ]),
    );
    let expected = json!([
        {"localRunner": true, "order": -1}, {"environmentClassId": large},
        {"environmentClassId": small, "order": 20},
    ]);
    let request = json!({ "projectId": project });
    let found = local.call("ProjectService/GetProject", request)["project"].clone();
    assert_eq!(found["environmentClasses"], expected);
    assert_eq!(found["environmentClass"], expected[0]);
    assert_eq!(found["prebuildConfiguration"]["environmentClassIds"], json!([class]));
    let (mut listed, mut token) = (Vec::new(), Value::Null);
    while token != "" {
        let page = json!({ "projectId": project, "pagination": {"pageSize": 2, "token": token} });
        let page = local.call("ProjectService/ListProjectEnvironmentClasses", page);
        listed.extend(page["projectEnvironmentClasses"].as_array().unwrap().clone());
        token = page["pagination"].get("nextToken").cloned().unwrap_or_else(|| "".into());
    }
    assert_eq!(Value::from(listed), expected);
}

#[test]
fn a_deleted_project_leaves_its_history() {
    let local = Local::new();
    let (class, project) = (local.class("regular"), local.project("acme-api")["id"].clone());
    let of_project = json!({"filter": {"projectIds": [project]}});
    let pools = || local.call("PrebuildService/ListWarmPools", of_project.clone());
    let count = |service: &str, list: &str| {
        let objects = local.call(service, of_project.clone());
        objects[list].as_array().map_or(0, Vec::len)
    };
    let prebuilds = || count("PrebuildService/ListPrebuilds", "prebuilds");
    let environments = || count("EnvironmentService/ListEnvironments", "environments");
    let newest_prebuild =
        || local.call("PrebuildService/ListPrebuilds", of_project.clone())["prebuilds"][0].clone();
    let (before, newest) = ((prebuilds(), environments()), newest_prebuild());
    assert!(before.0 > 0 && before.1 > 0, "{before:?}");
    let pool = pools()["warmPools"][0]["id"].as_str().unwrap().to_owned();

    let request = json!({ "projectId": project });
    assert_eq!(local.call("ProjectService/DeleteProject", request.clone()), json!({}));
    assert_eq!(status_line(&local.pool(&pool)), "DELETING running 0 stopped 0 desired 1");
    let projects = local.call("ProjectService/ListProjects", json!({}));
    assert_eq!(projects["projects"].as_array().unwrap().len(), 2);
    assert_eq!((prebuilds(), environments()), before);
    let target = json!({"projectId": project, "environmentClassId": class, "spec": {}});
    for (method, request) in [
        ("ProjectService/GetProject", &request),
        ("ProjectService/DeleteProject", &request),
        ("ProjectService/UpdateProject", &request),
        ("InsightsService/DisableProjectInsights", &request),
        ("EnvironmentService/CreateEnvironmentFromProject", &request),
        ("PrebuildService/CreateWarmPool", &target),
        ("PrebuildService/CreatePrebuild", &target),
    ] {
        let error = local.error(method, request.clone());
        assert_eq!((error.1.as_str(), error.2.as_str()), ("not_found", "project not found"));
    }
    local.wait(24 * 60);
    assert_eq!(pools()["warmPools"], Value::Null);
    assert_eq!(newest_prebuild(), newest, "the daily schedule starts no more");
}

#[test]
fn insights_are_enabled_and_disabled() {
    let local = Local::new();
    let request = json!({ "projectId": local.project("acme-api")["id"] });
    let call = |method: &str| local.call(&format!("InsightsService/{method}"), request.clone());
    for (change, status) in [
        (None, json!({})),
        (Some("EnableProjectInsights"), json!({"enabled": true})),
        (Some("EnableProjectInsights"), json!({"enabled": true})),
        (Some("DisableProjectInsights"), json!({})),
    ] {
        assert!(change.is_none_or(|method| call(method) == json!({})));
        assert_eq!(call("GetProjectInsightsStatus"), status);
    }
    let summary = local.error("InsightsService/GetInsightsSummary", request.clone());
    assert_eq!((summary.0, summary.1.as_str()), (501, "unimplemented"));
}

#[test]
fn invalid_classes_of_a_project_are_rejected_and_change_nothing() {
    let local = Local::new();
    let before = local.project("acme-api");
    let (small, gpu) = (local.class("small"), local.class("gpu"));
    let update = |classes: Value| {
        let request = json!({ "projectId": before["id"], "projectEnvironmentClasses": classes });
        let (_, code, message) =
            local.error("ProjectService/UpdateProjectEnvironmentClasses", request);
        format!("{code}: {message}")
    };
    for (classes, expected) in [
        (json!([{"environmentClassId": UNKNOWN_ID}]), "not_found: environment class not found"),
        (
            json!([{ "environmentClassId": gpu }]),
            "failed_precondition: environment class is disabled",
        ),
        (
            json!([{"environmentClassId": small, "order": 1}, {"localRunner": true, "order": 1}]),
            "invalid_argument: project_environment_classes[1]: order 1 is not unique",
        ),
        (
            json!([{"order": 1}]),
            "invalid_argument: project_environment_classes[0]: set environment_class_id or local_runner",
        ),
        (
            json!([{"localRunner": false}]),
            "invalid_argument: project_environment_classes[0]: set environment_class_id or local_runner",
        ),
        (
            json!([]),
            "invalid_argument: validation error:\n - project_environment_classes: value must contain at least 1 item(s) [repeated.min_items]",
        ),
    ] {
        assert_eq!(update(classes), expected);
    }
    let unknown =
        json!({"projectId": UNKNOWN_ID, "projectEnvironmentClasses": [{"localRunner": true}]});
    let error = local.error("ProjectService/UpdateProjectEnvironmentClasses", unknown);
    assert_eq!(error.2, "project not found");
    assert_eq!(local.project("acme-api"), before);
}

#[test]
fn a_class_needs_a_runner_and_prebuilds_need_classes_that_exist() {
    let local = Local::new();
    let class = json!({"runnerId": UNKNOWN_ID, "displayName": "xxx", "description": "xxx"});
    let error = local.error("RunnerConfigurationService/CreateEnvironmentClass", class);
    assert_eq!(error, (404, "not_found".into(), "runner not found".into()));
    let project = json!({
        "name": "x", "initializer": {},
        "prebuildConfiguration": {"environmentClassIds": [UNKNOWN_ID]},
    });
    let error = local.error("ProjectService/CreateProject", project);
    assert_eq!(error, (404, "not_found".into(), "environment class not found".into()));
}
