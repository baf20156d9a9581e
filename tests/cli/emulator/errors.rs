//! Every refusal: status, code and words.

use prebuildctl::emulator::Faults;
use serde_json::{Value, json};

use super::{Local, NOBODY, shown};

fn with(mut request: Value, fields: Value) -> Value {
    request.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    request
}

#[test]
fn a_pool_is_refused_for_one_reason_at_a_time_and_in_order() {
    let local = Local::new();
    let create = |request| {
        let (status, code, message) = local.refused("PrebuildService/CreateWarmPool", request);
        (status, format!("{code}: {message}"))
    };
    let large = local.pair("acme-api", "large");
    let sizes = |fields| create(with(large.clone(), fields));
    assert_eq!(
        sizes(json!({"minSize": 5, "maxSize": 2})),
        (400, "invalid_argument: min_size must be <= max_size: got 5 and 2".into())
    );
    assert_eq!(
        sizes(json!({"minSize": 1, "desiredSize": 2})),
        (400, "invalid_argument: use either desired_size or min_size and max_size".into())
    );
    assert_eq!(sizes(json!({"projectId": NOBODY})), (404, "not_found: project not found".into()));
    assert_eq!(
        sizes(json!({"environmentClassId": NOBODY})),
        (404, "not_found: environment class not found".into())
    );
    let pair = |project, class| create(local.pair(project, class));
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
    let twice = with(local.pair("acme-api", "regular"), json!({"minSize": 21}));
    let (status, text) = create(twice);
    assert_eq!(status, 400, "field rules come first");
    assert_eq!(
        text,
        "invalid_argument: validation error:\n - min_size: value must be greater than or equal to 0 and less than or equal to 20 [int32.gte_lte]"
    );
}

#[test]
fn plan_class_and_runner_stand_in_the_way_too() {
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
        let refused = local.refused("PrebuildService/CreateWarmPool", local.pair("p", "c"));
        assert_eq!(refused, (400, "failed_precondition".into(), expected.into()));
    }
}

#[test]
fn a_pool_on_its_way_out_takes_no_update_and_holds_its_place() {
    let local = Local::new();
    let id = local.create_large(1, 2);
    local.call("PrebuildService/DeleteWarmPool", json!({ "warmPoolId": id }));
    let update = json!({"warmPoolId": id, "maxSize": 3});
    let refused = local.refused("PrebuildService/UpdateWarmPool", update);
    assert_eq!(refused, (400, "failed_precondition".into(), "warm pool is being deleted".into()));
    let refused = local.refused("PrebuildService/CreateWarmPool", local.pair("acme-api", "large"));
    assert_eq!(refused.1, "already_exists");
}

#[test]
fn an_update_is_checked_against_what_is_stored() {
    let local = Local::new();
    let id = local.create_large(2, 4);
    let update = |fields| {
        local.refused("PrebuildService/UpdateWarmPool", with(json!({ "warmPoolId": id }), fields))
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
fn what_does_not_exist_is_not_found() {
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
        ("ProjectService/ListProjectEnvironmentClasses", "projectId"),
        ("EnvironmentService/GetEnvironment", "environmentId"),
        ("EnvironmentService/CreateEnvironmentFromProject", "projectId"),
        ("RunnerConfigurationService/GetEnvironmentClass", "environmentClassId"),
        ("RunnerService/GetRunner", "runnerId"),
    ] {
        let (status, code, message) = local.refused(method, json!({ field: NOBODY }));
        assert_eq!((status, code.as_str()), (404, "not_found"), "{method}");
        assert!(message.ends_with(" not found"), "{message}");
        let wrong = local.refused(method, json!({ field: "x" }));
        assert_eq!((wrong.0, wrong.1.as_str()), (400, "invalid_argument"), "{method}");
    }
}

#[test]
fn faults_degrade_a_pool_until_they_pass() {
    let local = Local::new();
    let message = "no capacity in eu-central-1a";
    let faults = Faults { instances: 3, message: message.to_owned(), ..Faults::default() };
    local.emulator.inject(faults).unwrap();
    let id = local.create_large(1, 3);
    local.wait(6);
    assert_eq!(shown(&local.pool(&id)), "DEGRADED running 0 stopped 0 desired 1");
    assert_eq!(local.pool(&id)["status"]["failureMessage"], message);
    local.wait(10);
    assert_eq!(shown(&local.pool(&id)), "READY running 1 stopped 2 desired 1");
    let down = Faults {
        runner: Some(("aws-eu".to_owned(), "RUNNER_PHASE_INACTIVE".to_owned())),
        ..Faults::default()
    };
    local.emulator.inject(down).unwrap();
    assert_eq!(local.pool(&id)["status"]["failureMessage"], "runner aws-eu does not answer");
}
