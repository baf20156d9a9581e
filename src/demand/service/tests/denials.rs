//! What may not be read, and other errors.

use super::*;

/// A service without the right to this method, in these ways.
fn denials() -> [Response; 3] {
    [
        error(403, "permission_denied", "no"),
        error(501, "unimplemented", "no"),
        (404, json!("page not found")),
    ]
}

#[test]
fn denied_usage_records_leave_a_lower_bound() {
    for denial in denials() {
        let api = api(move |call| match call.method.as_str() {
            "ListEnvironmentUsageRecords" => {
                // What was read before the denial would pass for all.
                let first = call.request["filter"]["dateRange"]["startTime"].as_str();
                let page = || ok(json!({ "records": [record(5, FROM)] }));
                let is_first = first == Some("2026-10-26T00:00:00Z");
                Some(if is_first { page() } else { denial.clone() })
            }
            "ListEnvironments" => {
                Some(ok(json!({ "environments": [environment(1, FROM, OTHER)] })))
            }
            _ => None,
        });
        let history = read_history(&api);
        let denied = Denied { usage_records: true, ..Denied::default() };
        assert_eq!(history.denied(PROJECT), denied);
        let demand = demand(&history);
        assert_eq!((demand.starts.len(), demand.completeness), (1, Completeness::LowerBound));
        assert!(api.requests("ListEnvironmentUsageRecords").len() <= 5, "no use in asking on");
    }
}

#[test]
fn denied_environments_leave_a_lower_bound() {
    for denial in denials() {
        let api = api(move |call| match call.method.as_str() {
            "ListEnvironments" if is_deleted_walk(call) => Some(denial.clone()),
            "ListEnvironments" => {
                Some(ok(json!({ "environments": [environment(1, FROM, OTHER)] })))
            }
            "ListEnvironmentUsageRecords" => Some(ok(json!({ "records": [record(5, FROM)] }))),
            _ => None,
        });
        let history = read_history(&api);
        assert!(history.denied(PROJECT).environments);
        let demand = demand(&history);
        assert_eq!((demand.sources.usage_records, demand.sources.environments), (1, 0));
        assert_eq!(demand.completeness, Completeness::LowerBound);
    }
}

#[test]
fn without_any_source_there_is_no_history() {
    let api = api(|call| match call.method.as_str() {
        "ListEnvironments" => Some(error(403, "permission_denied", "environments")),
        "ListEnvironmentUsageRecords" => Some(error(501, "unimplemented", "usage")),
        _ => None,
    });
    match read_projects(&api, vec![PROJECT]).unwrap_err() {
        ReadError::Denied { usage_records, environments } => {
            assert_eq!(usage_records.code().unwrap().as_str(), "unimplemented");
            assert!(environments.is_permission_denied());
        }
        other @ ReadError::Call { .. } => panic!("{other:?}"),
    }
}

#[test]
fn what_is_denied_beside_the_sources_is_unknown() {
    for denial in denials() {
        let api = api(move |call| match call.method.as_str() {
            "ListEnvironments" | "ListEnvironmentUsageRecords" => None,
            "GetAuthenticatedIdentity" => None,
            _ => Some(denial.clone()),
        });
        let history = read_history(&api);
        assert!(history.denied(PROJECT).prebuilds && !history.has_policies());
        assert!(history.project(PROJECT).is_none() && history.identity().is_some());
        assert_eq!(demand(&history).completeness, Completeness::Unknown);
    }
    let api = api(|call| {
        let is_identity = call.method == "GetAuthenticatedIdentity";
        is_identity.then(|| error(403, "permission_denied", "no"))
    });
    let history = read_history(&api);
    assert!(history.identity().is_none() && !history.has_policies());
}

#[test]
fn any_other_error_of_any_list_ends_the_reading() {
    for (method, subject) in [
        ("GetAuthenticatedIdentity", "the owner of the token"),
        ("GetOrganizationPolicies", "the policies of the organization"),
        ("ListProjects", "the projects"),
        ("ListEnvironments", "the environments"),
        ("ListEnvironmentUsageRecords", "the usage records"),
        ("ListPrebuilds", "the prebuilds"),
    ] {
        let api = api(move |call| {
            (call.method == method).then(|| error(500, "internal", "out of order"))
        });
        assert_eq!(failure(&api), (subject, "internal"));
    }
    let api = api(|call| {
        let range = &call.request["filter"]["dateRange"];
        let is_last = range["endTime"] == "2026-11-30T12:00:00Z";
        is_last.then(|| error(503, "unavailable", "half of it"))
    });
    assert_eq!(failure(&api), ("the usage records", "unavailable"));
}
