//! `metrics` without a file or an address: once, to standard output.

use super::{PAIR, PROJECT, redact, service_lines, value, world};
use crate::support::{CLASS, Response, World, error, page};

const WHOLE: &str = r#"# HELP ona_warm_pool_info A warm pool and its ids; always 1.
# TYPE ona_warm_pool_info gauge
ona_warm_pool_info{project="acme-api",class="large",runner="aws-eu",pool_id="0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11",project_id="c1e12f6c-4c67-429d-a4a6-d9838b5da048",environment_class_id="d2c94c27-3b76-4a42-b88c-95a85e392c68",snapshot_id=""} 1
# HELP ona_warm_pool_phase Whether the pool is in this phase: 1 for the current phase, 0 for the others.
# TYPE ona_warm_pool_phase gauge
ona_warm_pool_phase{project="acme-api",class="large",phase="degraded"} 0
ona_warm_pool_phase{project="acme-api",class="large",phase="deleted"} 0
ona_warm_pool_phase{project="acme-api",class="large",phase="deleting"} 0
ona_warm_pool_phase{project="acme-api",class="large",phase="pending"} 0
ona_warm_pool_phase{project="acme-api",class="large",phase="ready"} 1
# HELP ona_warm_pool_running_instances Running instances that can be claimed.
# TYPE ona_warm_pool_running_instances gauge
ona_warm_pool_running_instances{project="acme-api",class="large"} 1
# HELP ona_warm_pool_stopped_instances Prepared instances that refill the running ones.
# TYPE ona_warm_pool_stopped_instances gauge
ona_warm_pool_stopped_instances{project="acme-api",class="large"} 4
# HELP ona_warm_pool_desired_instances The autoscaler's target for the running instances.
# TYPE ona_warm_pool_desired_instances gauge
ona_warm_pool_desired_instances{project="acme-api",class="large"} 1
# HELP ona_warm_pool_min_instances The minimum of the pool.
# TYPE ona_warm_pool_min_instances gauge
ona_warm_pool_min_instances{project="acme-api",class="large"} 1
# HELP ona_warm_pool_max_instances The maximum of the pool.
# TYPE ona_warm_pool_max_instances gauge
ona_warm_pool_max_instances{project="acme-api",class="large"} 5
# HELP ona_warm_pool_created_timestamp_seconds When the pool was created.
# TYPE ona_warm_pool_created_timestamp_seconds gauge
ona_warm_pool_created_timestamp_seconds{project="acme-api",class="large"} 1777622400
# HELP ona_warm_pool_updated_timestamp_seconds When the specification of the pool last changed.
# TYPE ona_warm_pool_updated_timestamp_seconds gauge
ona_warm_pool_updated_timestamp_seconds{project="acme-api",class="large"} 1777622400
# HELP ona_warm_pool_spec_changes_total Changes of the specification of the pool, as the service counts them.
# TYPE ona_warm_pool_spec_changes_total counter
ona_warm_pool_spec_changes_total{project="acme-api",class="large"} 3
# HELP ona_prebuild_scheduled Whether prebuilds of the project run on a daily schedule for the class.
# TYPE ona_prebuild_scheduled gauge
ona_prebuild_scheduled{project="acme-api",class="large"} 0
# HELP ona_prebuild_last_completed_timestamp_seconds When the newest completed prebuild of the pool's project and class completed.
# TYPE ona_prebuild_last_completed_timestamp_seconds gauge
ona_prebuild_last_completed_timestamp_seconds{project="acme-api",class="large"} 1777624200
# HELP ona_prebuild_last_duration_seconds How long the newest completed prebuild took.
# TYPE ona_prebuild_last_duration_seconds gauge
ona_prebuild_last_duration_seconds{project="acme-api",class="large"} 1800
# HELP ona_prebuild_snapshot_expires_timestamp_seconds When the snapshot of the newest completed prebuild expires: 7 days after it completed.
# TYPE ona_prebuild_snapshot_expires_timestamp_seconds gauge
ona_prebuild_snapshot_expires_timestamp_seconds{project="acme-api",class="large"} 1778229000
# HELP prebuildctl_build_info The version of prebuildctl; always 1.
# TYPE prebuildctl_build_info gauge
prebuildctl_build_info{...} 1
# HELP prebuildctl_up Whether the last sweep of the service succeeded.
# TYPE prebuildctl_up gauge
prebuildctl_up 1
# HELP prebuildctl_last_success_timestamp_seconds When a sweep of the service last succeeded.
# TYPE prebuildctl_last_success_timestamp_seconds gauge
prebuildctl_last_success_timestamp_seconds N
# HELP prebuildctl_sweep_duration_seconds How long the last sweep of the service took.
# TYPE prebuildctl_sweep_duration_seconds gauge
prebuildctl_sweep_duration_seconds N
# HELP prebuildctl_requests_total Requests that this process sent to the service, by method and result.
# TYPE prebuildctl_requests_total counter
prebuildctl_requests_total{method="ListEnvironmentClasses",code="ok"} 1
prebuildctl_requests_total{method="ListPrebuilds",code="ok"} 1
prebuildctl_requests_total{method="ListProjects",code="ok"} 1
prebuildctl_requests_total{method="ListRunners",code="ok"} 1
prebuildctl_requests_total{method="ListWarmPools",code="ok"} 1
"#;

#[test]
fn everything_is_printed_in_the_text_format() {
    let world = world();
    assert_eq!(redact(&world.ok("metrics")), WHOLE);
    let calls = world.server.calls();
    let body = |method: &str| {
        let call = calls.iter().find(|call| call.method() == method).unwrap();
        call.message()
    };
    assert_eq!(calls.len(), 5);
    assert_eq!(calls[0].method(), "ListWarmPools");
    assert_eq!(body("ListWarmPools")["filter"], serde_json::Value::Null);
    assert_eq!(body("ListProjects")["filter"], serde_json::json!({"projectIds": [PROJECT]}));
    let phases = ["PREBUILD_PHASE_COMPLETED", "PREBUILD_PHASE_FAILED"];
    assert_eq!(
        body("ListPrebuilds")["filter"],
        serde_json::json!({"projectIds": [PROJECT], "phases": phases})
    );
    assert!(world.server.streams().is_empty(), "no events are watched");
}

#[test]
fn without_pools_there_is_the_tool_alone() {
    let world = World::new([page(&[], "")]);
    let text = world.ok("metrics");
    assert!(service_lines(&text).is_empty(), "{text}");
    assert_eq!(value(&text, "prebuildctl_up"), Some("1"));
    assert_eq!(world.server.methods(), ["ListWarmPools"]);
}

#[test]
fn only_pools_of_the_named_projects_are_read() {
    let world = world();
    let text = world.ok("metrics --project acme-*");
    assert!(value(&text, &format!("ona_warm_pool_max_instances{{{PAIR}}}")).is_some(), "{text}");
    let calls = world.server.calls();
    let pools = calls.iter().find(|call| call.method() == "ListWarmPools").unwrap();
    assert_eq!(pools.message()["filter"], serde_json::json!({"projectIds": [PROJECT]}));
    let projects = calls.iter().filter(|call| call.method() == "ListProjects").count();
    assert_eq!(projects, 1, "what the pattern was compared with is not read again");
}

#[test]
fn an_unknown_project_is_an_error() {
    let world = world();
    assert_eq!(
        world.run("metrics --project acme-app").to_string(),
        "------- stderr -------
error: no project \"acme-app\" found, or this token cannot see it
  did you mean \"acme-api\"?
[exit 6]
"
    );
}

#[test]
fn a_failed_request_is_an_error_without_any_metrics() {
    for (method, reads) in [
        ("ListWarmPools", "the warm pools"),
        ("ListProjects", "the projects"),
        ("ListEnvironmentClasses", "the environment classes"),
        ("ListRunners", "the runners"),
        ("ListPrebuilds", "the prebuilds"),
    ] {
        let world = world();
        world.server.always(method, error(401, "unauthenticated", "expired"));
        assert_eq!(
            world.run("metrics").to_string(),
            format!(
                "------- stderr -------
error: cannot read {reads}
  the server says: expired
  using the token from ONA_TOKEN
hint: prebuildctl auth login
[exit 4]
"
            )
        );
    }
}

#[test]
fn each_attempt_is_counted_by_its_result() {
    let responses = [
        error(503, "unavailable", "busy").to("ListRunners"),
        Response::Hangup.to("ListRunners"),
        Response::json(200, "{\"runners\":{}}").to("ListEnvironmentClasses"),
        crate::support::runners(&[]).to("ListRunners"),
    ];
    let world = World::new(responses);
    world.server.always("ListProjects", crate::support::projects(&[(PROJECT, "acme-api")]));
    super::serve(&world);
    let shown = world.run("metrics -q --retries 2");
    assert_eq!(shown.code, 1, "a response that cannot be read is not requested again: {shown}");

    let responses = [
        error(503, "unavailable", "busy").to("ListRunners"),
        Response::Hangup.to("ListRunners"),
        crate::support::runners(&[]).to("ListRunners"),
    ];
    let world = World::new(responses);
    world.server.always("ListProjects", crate::support::projects(&[(PROJECT, "acme-api")]));
    let classes = crate::support::classes(&[(CLASS, "large", "r")]);
    world.server.always("ListEnvironmentClasses", classes);
    super::serve(&world);
    let shown = world.run("metrics -q --retries 2");
    let count = |method: &str, code: &str| {
        let series = format!("prebuildctl_requests_total{{method=\"{method}\",code=\"{code}\"}}");
        value(&shown.stdout, &series).map(str::to_owned)
    };
    assert_eq!(count("ListRunners", "unavailable").as_deref(), Some("2"), "{shown}");
    assert_eq!(count("ListRunners", "ok").as_deref(), Some("1"));
    assert_eq!(count("ListWarmPools", "ok").as_deref(), Some("1"));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let shown = world().with_stdout_limit(10).run("metrics");
    assert_eq!(shown.to_string(), "# HELP ona[exit 0]\n");
}
