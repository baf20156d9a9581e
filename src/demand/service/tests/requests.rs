//! What is requested of the service.

use super::*;

#[test]
fn usage_records_are_requested_by_weeks_up_to_now_and_four_at_once() {
    let api = api(|_| None);
    api.hold_until(4);
    read_history(&api);
    assert_eq!(api.max_in_flight(), 4);
    let mut requests = api.requests("ListEnvironmentUsageRecords");
    requests.sort_by_key(|request| request["filter"]["dateRange"]["startTime"].to_string());
    let range = |from: &str, to: &str| {
        json!({
            "pagination": { "pageSize": 100 },
            "filter": { "projectId": PROJECT, "dateRange": { "startTime": from, "endTime": to } },
        })
    };
    assert_eq!(
        requests,
        [
            range("2026-10-26T00:00:00Z", "2026-11-02T00:00:00Z"),
            range("2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z"),
            range("2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z"),
            range("2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"),
            range("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"),
            range("2026-11-30T00:00:00Z", "2026-11-30T12:00:00Z"),
        ]
    );
}

#[test]
fn environments_prebuilds_and_policies_are_requested_once() {
    let api = api(|_| None);
    read_history(&api);
    let walk = |filter: Value| {
        json!({
            "pagination": { "pageSize": 100 },
            "filter": filter,
            "sort": { "field": "SORT_FIELD_ID", "order": "SORT_ORDER_DESC" },
        })
    };
    let all = "ARCHIVAL_STATUS_ALL";
    assert_eq!(
        api.requests("ListEnvironments"),
        [
            walk(json!({ "projectIds": [PROJECT], "archivalStatus": all })),
            walk(json!({
                "projectIds": [PROJECT], "archivalStatus": all,
                "statusPhases": ["ENVIRONMENT_PHASE_DELETED"],
            })),
        ]
    );
    let (pagination, filter) = (json!({ "pageSize": 100 }), json!({ "projectIds": [PROJECT] }));
    let list = json!({ "pagination": pagination, "filter": filter });
    assert_eq!(api.requests("ListPrebuilds"), [list]);
    assert_eq!(api.requests("ListProjects")[0]["filter"], filter);
    assert_eq!(
        api.requests("GetOrganizationPolicies"),
        [json!({ "organizationId": ORGANIZATION })]
    );
    assert_eq!(api.requests("GetAuthenticatedIdentity").len(), 1);
}

#[test]
fn projects_share_the_lists_that_can_be_shared() {
    let api = api(|_| None);
    let projects: Vec<_> = (0..30).map(Uuid::from_u128).collect();
    let history = read_projects(&api, [projects.clone(), projects].concat()).unwrap();
    let ids = |request: &Value| request["filter"]["projectIds"].as_array().unwrap().len();
    let walks = api.requests("ListEnvironments");
    let mut sizes: Vec<_> = walks.iter().map(ids).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [5, 5, 25, 25]);
    assert_eq!(api.requests("ListPrebuilds").len(), 2);
    // Of the whole organization, a week at a time.
    let usage = api.requests("ListEnvironmentUsageRecords");
    assert!(usage.iter().all(|request| request["filter"].get("projectId") == Some(&json!(""))));
    assert_eq!(usage.len(), 6);
    assert!(history.pairs().is_empty());
}

#[test]
fn without_projects_no_list_is_requested() {
    let api = api(|_| None);
    let history = read_projects(&api, Vec::new()).unwrap();
    assert_eq!(history.identity().unwrap().organization_id, ORGANIZATION);
    for method in ["ListProjects", "ListEnvironments", "ListEnvironmentUsageRecords"] {
        assert!(api.requests(method).is_empty());
    }
}

#[test]
fn an_account_without_an_organization_has_no_policies() {
    let api = api(|call| {
        let is_identity = call.method == "GetAuthenticatedIdentity";
        is_identity.then(|| ok(json!({ "subject": { "id": OWNER } })))
    });
    assert!(!read_history(&api).has_policies());
    assert!(api.requests("GetOrganizationPolicies").is_empty());
}
