//! Errors: status, code and message.

use prebuildctl::emulator::{FaultChange, RunnerFault};
use serde_json::{Value, json};

use super::{Local, UNKNOWN_ID, status_line};

fn merge(mut request: Value, fields: Value) -> Value {
    request.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    request
}

#[test]
fn create_reports_the_first_error_in_a_fixed_order() {
    let local = Local::new();
    let create = |request| {
        let (status, code, message) = local.error("PrebuildService/CreateWarmPool", request);
        (status, format!("{code}: {message}"))
    };
    let large = local.target("acme-api", "large");
    let sizes = |fields| create(merge(large.clone(), fields));
    assert_eq!(
        sizes(json!({"minSize": 5, "maxSize": 2})),
        (400, "invalid_argument: min_size must be <= max_size: got 5 and 2".into())
    );
    assert_eq!(
        sizes(json!({"minSize": 1, "desiredSize": 2})),
        (400, "invalid_argument: use either desired_size or min_size and max_size".into())
    );
    assert_eq!(
        sizes(json!({"projectId": UNKNOWN_ID})),
        (404, "not_found: project not found".into())
    );
    assert_eq!(
        sizes(json!({"environmentClassId": UNKNOWN_ID})),
        (404, "not_found: environment class not found".into())
    );
    let pair = |project, class| create(local.target(project, class));
    assert_eq!(
        pair("acme-legacy", "small"),
        (400, "failed_precondition: prebuilds are not enabled for the project".into())
    );
    assert_eq!(
        pair("acme-api", "small"),
        (400, "failed_precondition: environment class is not in the prebuild configuration".into())
    );
    assert_eq!(
        pair("acme-api", "regular"),
        (
            409,
            "already_exists: a warm pool already exists for this project and environment class"
                .into()
        )
    );
    let duplicate = merge(local.target("acme-api", "regular"), json!({"minSize": 21}));
    let (status, text) = create(duplicate);
    assert_eq!(status, 400, "field rules are checked first");
    assert_eq!(
        text,
        "invalid_argument: validation error:\n - min_size: value must be greater than or equal to 0 and less than or equal to 20 [int32.gte_lte]"
    );
}

#[test]
fn the_plan_the_class_and_the_runner_are_preconditions() {
    let seed = |tier: &str, capability: &str, enabled: bool| {
        format!(
            "organization = {{ name = \"A\", tier = \"{tier}\" }}\nuser = {{ name = \"A\", email = \"a\" }}\n\
             [[runner]]\nname = \"r\"\ncapabilities = [\"RUNNER_CAPABILITY_{capability}\"]\n\
             [[class]]\nname = \"c\"\nrunner = \"r\"\nenabled = {enabled}\n\
             [[project]]\nname = \"p\"\nrepository = \"https://x.test/p.git\"\nclasses = [\"c\"]\nprebuilds = {{ classes = [\"c\"] }}\n"
        )
    };
    for (seed, expected) in [
        (seed("core", "WARM_POOL", true), "warm pools require the Enterprise plan"),
        (seed("enterprise", "WARM_POOL", false), "environment class is disabled"),
        (seed("enterprise", "AGENT_EXECUTION", true), "the runner does not support warm pools"),
    ] {
        let local = Local::seeded(&seed);
        let error = local.error("PrebuildService/CreateWarmPool", local.target("p", "c"));
        assert_eq!(error, (400, "failed_precondition".into(), expected.into()));
    }
}

#[test]
fn a_pool_being_deleted_rejects_updates_and_blocks_another_pool() {
    let local = Local::new();
    let id = local.create_large(1, 2);
    local.call("PrebuildService/DeleteWarmPool", json!({ "warmPoolId": id }));
    let update = json!({"warmPoolId": id, "maxSize": 3});
    let error = local.error("PrebuildService/UpdateWarmPool", update);
    assert_eq!(error, (400, "failed_precondition".into(), "warm pool is being deleted".into()));
    let error = local.error("PrebuildService/CreateWarmPool", local.target("acme-api", "large"));
    assert_eq!(error.1, "already_exists");
}

#[test]
fn an_update_is_checked_against_the_stored_sizes() {
    let local = Local::new();
    let id = local.create_large(2, 4);
    let update = |fields| {
        local.error("PrebuildService/UpdateWarmPool", merge(json!({ "warmPoolId": id }), fields))
    };
    assert_eq!(update(json!({"minSize": 5})).2, "min_size must be <= max_size: got 5 and 4");
    assert_eq!(update(json!({"maxSize": 1})).2, "min_size must be <= max_size: got 2 and 1");
    assert_eq!(update(json!({"desiredSize": 0})).1, "invalid_argument");
    assert_eq!(
        local.call("PrebuildService/UpdateWarmPool", json!({ "warmPoolId": id }))["warmPool"],
        local.pool(&id)
    );
}

#[test]
fn unknown_ids_are_not_found() {
    let local = Local::new();
    for (method, field) in [
        ("PrebuildService/GetWarmPool", "warmPoolId"),
        ("PrebuildService/UpdateWarmPool", "warmPoolId"),
        ("PrebuildService/DeleteWarmPool", "warmPoolId"),
        ("PrebuildService/GetPrebuild", "prebuildId"),
        ("PrebuildService/CancelPrebuild", "prebuildId"),
        ("PrebuildService/DeletePrebuild", "prebuildId"),
        ("ProjectService/GetProject", "projectId"),
        ("ProjectService/UpdateProject", "projectId"),
        ("ProjectService/DeleteProject", "projectId"),
        ("ProjectService/ListProjectEnvironmentClasses", "projectId"),
        ("InsightsService/GetProjectInsightsStatus", "projectId"),
        ("InsightsService/EnableProjectInsights", "projectId"),
        ("InsightsService/DisableProjectInsights", "projectId"),
        ("EnvironmentService/GetEnvironment", "environmentId"),
        ("EnvironmentService/CreateEnvironmentFromProject", "projectId"),
        ("RunnerConfigurationService/GetEnvironmentClass", "environmentClassId"),
        ("RunnerConfigurationService/UpdateEnvironmentClass", "environmentClassId"),
        ("RunnerService/GetRunner", "runnerId"),
    ] {
        let (status, code, message) = local.error(method, json!({ field: UNKNOWN_ID }));
        assert_eq!((status, code.as_str()), (404, "not_found"), "{method}");
        assert!(message.ends_with(" not found"), "{message}");
        let invalid = local.error(method, json!({ field: "x" }));
        assert_eq!((invalid.0, invalid.1.as_str()), (400, "invalid_argument"), "{method}");
    }
}

#[test]
fn injected_faults_degrade_a_pool_until_they_are_used_up() {
    let local = Local::new();
    let message = Some("no capacity in eu-central-1a".to_owned());
    let faults = FaultChange { instances: Some(3), message, ..FaultChange::default() };
    local.emulator.inject(&faults).unwrap();
    let id = local.create_large(1, 3);
    local.wait(6);
    assert_eq!(status_line(&local.pool(&id)), "DEGRADED running 0 stopped 0 desired 1");
    assert_eq!(local.pool(&id)["status"]["failureMessage"], "no capacity in eu-central-1a");
    local.wait(10);
    assert_eq!(status_line(&local.pool(&id)), "READY running 1 stopped 2 desired 1");
    let fault = RunnerFault { name: "aws-eu".to_owned(), phase: "inactive".to_owned() };
    let inactive = FaultChange { runners: vec![fault], ..FaultChange::default() };
    local.emulator.inject(&inactive).unwrap();
    assert_eq!(local.pool(&id)["status"]["failureMessage"], "runner aws-eu does not answer");
}
