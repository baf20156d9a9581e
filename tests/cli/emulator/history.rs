//! The history: usage records and their figures, the audit log, and the policies.

use serde_json::{Value, json};

use super::{Local, UNKNOWN_ID};

#[test]
fn usage_is_listed_by_the_end_of_runs_in_pages() {
    let seed = include_str!("../../../src/emulator/seed/built_in.toml");
    let local = Local::seeded(&format!("now = \"2026-11-27T12:00:00Z\"\n{seed}"));
    let list = |filter: Value, token: &str| {
        let pagination = json!({ "pageSize": 100, "token": token });
        let request = json!({ "filter": filter, "pagination": pagination });
        local.call("UsageService/ListEnvironmentUsageRecords", request)
    };
    let range = json!({ "startTime": "2026-11-20T00:00:00Z", "endTime": "2026-11-27T00:00:00Z" });
    let (mut records, mut token) = (Vec::new(), String::new());
    loop {
        let page = list(json!({ "dateRange": range }), &token);
        records.extend(page["records"].as_array().unwrap().clone());
        token = page["pagination"]["nextToken"].as_str().unwrap_or_default().to_owned();
        if token.is_empty() {
            break;
        }
    }
    assert!((250..450).contains(&records.len()), "{}", records.len());
    let ends: Vec<_> = records.iter().map(|own| own["stoppedAt"].as_str().unwrap()).collect();
    assert!(ends.is_sorted_by(|a, b| a >= b));
    assert!(ends.iter().all(|end| ("2026-11-20".."2026-11-27").contains(end)));
    let project = local.project("acme-web")["id"].clone();
    let of_web = records.iter().filter(|own| own["projectId"] == project).count();
    let filter = json!({ "dateRange": range, "projectId": project });
    assert_eq!(list(filter, "")["records"].as_array().unwrap().len(), of_web);
    assert_eq!(
        list(json!({ "dateRange": range, "projectId": UNKNOWN_ID }), ""),
        json!({ "pagination": {} })
    );
    let later = json!({ "startTime": "2026-11-27T12:00:00Z", "endTime": "2027-11-27T00:00:00Z" });
    assert_eq!(list(json!({ "dateRange": later }), ""), json!({ "pagination": {} }));
}

#[test]
fn the_figures_of_usage_agree_with_its_records() {
    let seed = include_str!("../../../src/emulator/seed/built_in.toml");
    let local = Local::seeded(&format!("now = \"2026-11-27T12:00:00Z\"\n{seed}"));
    let range = json!({ "startTime": "2026-11-02T00:00:00Z", "endTime": "2026-11-23T00:00:00Z" });
    let sessions = |resolution: &str| {
        let request = json!({ "dateRange": range, "resolution": resolution });
        let series = local.call("UsageService/GetEnvironmentSessionsTimeSeries", request);
        let points = series["sessions"].as_array().unwrap().clone();
        let values = points.iter().map(|point| point["value"].as_u64().unwrap_or(0));
        (points.len(), values.sum::<u64>())
    };
    let (hours, starts) = sessions("RESOLUTION_HOURLY");
    assert_eq!(hours, 21 * 24);
    assert!(starts > 900, "{starts}");
    assert_eq!(sessions("RESOLUTION_DAILY"), (21, starts));
    assert_eq!(sessions("RESOLUTION_WEEKLY"), (3, starts));
    assert_eq!(sessions("RESOLUTION_MONTHLY"), (1, starts));

    let top = |method: &str, field: &str| {
        let request = json!({ "dateRange": range, "pagination": { "pageSize": 100 } });
        let listed = local.call(&format!("UsageService/{method}"), request)[field].clone();
        let rows = listed.as_array().unwrap().clone();
        let seconds =
            |row: &Value| row["totalRuntimeSeconds"].as_str().unwrap().parse::<i64>().unwrap();
        assert!(rows.iter().map(seconds).collect::<Vec<_>>().is_sorted_by(|a, b| a >= b));
        rows
    };
    let projects = top("GetTopProjects", "projects");
    assert_eq!(projects[0]["projectName"], "acme-api");
    let classes = top("GetTopEnvironmentClasses", "environmentClasses");
    assert_eq!(classes[0]["environmentClassName"], "regular");
    assert_eq!(classes[0]["runnerName"], "aws-eu");
    assert_eq!(classes[0]["runnerKind"], "RUNNER_KIND_REMOTE");
}

#[test]
fn ranges_are_checked() {
    let local = Local::new();
    let message = |method: &str, request: Value| {
        let (status, code, message) = local.error(&format!("UsageService/{method}"), request);
        assert_eq!((status, code.as_str()), (400, "invalid_argument"), "{method}");
        message.lines().last().unwrap().trim_start_matches([' ', '-']).to_owned()
    };
    let records = "ListEnvironmentUsageRecords";
    assert_eq!(message(records, json!({})), "filter.date_range: value is required");
    let missing = "filter.date_range: value is required [required]";
    assert_eq!(message(records, json!({ "filter": {} })), missing);
    let backwards =
        json!({ "startTime": "2026-11-02T00:00:00Z", "endTime": "2026-11-02T00:00:00Z" });
    let expected = "date_range: start_time must be before end_time";
    assert_eq!(message(records, json!({ "filter": { "dateRange": backwards } })), expected);
    for method in ["GetEnvironmentSessionsTimeSeries", "GetTopProjects", "GetTopEnvironmentClasses"]
    {
        assert_eq!(message(method, json!({})), "date_range: value is required [required]");
        assert_eq!(message(method, json!({ "dateRange": backwards })), expected);
    }
    let wide = json!({ "startTime": "0001-01-01T00:00:00Z", "endTime": "9999-01-01T00:00:00Z" });
    let request = json!({ "dateRange": wide, "resolution": "RESOLUTION_HOURLY" });
    let expected = "resolution: too fine for this date range";
    assert_eq!(message("GetEnvironmentSessionsTimeSeries", request), expected);
}

#[test]
fn the_audit_log_has_the_changes_of_pools() {
    let local = Local::new();
    let id = local.create_large(1, 2);
    let update = json!({ "warmPoolId": id, "maxSize": 3 });
    local.call("PrebuildService/UpdateWarmPool", update.clone());
    local.call("PrebuildService/UpdateWarmPool", update);
    local.call("PrebuildService/DeleteWarmPool", json!({ "warmPoolId": id }));
    let list = |filter: Value, order: &str| {
        let sort = json!({ "field": "createdAt", "order": order });
        let listed =
            local.call("EventService/ListAuditLogs", json!({ "filter": filter, "sort": sort }));
        let entries = listed["entries"].as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["action"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let of_pool = json!({ "subjectIds": [id], "subjectTypes": ["RESOURCE_TYPE_WARM_POOL"] });
    assert_eq!(list(of_pool.clone(), "SORT_ORDER_ASC"), ["create", "update", "delete"]);
    assert_eq!(list(of_pool, "SORT_ORDER_DESC"), ["delete", "update", "create"]);
    let nothing: [&str; 0] = [];
    assert_eq!(list(json!({ "subjectTypes": ["RESOURCE_TYPE_PREBUILD"] }), ""), nothing);
    assert_eq!(list(json!({ "actorIds": [UNKNOWN_ID] }), ""), nothing);
    assert_eq!(list(json!({ "to": "2026-10-01T00:00:00Z" }), ""), nothing);
    assert_eq!(list(json!({ "from": "2026-11-27T00:00:00Z" }), "").len(), 3);
    let sort = json!({ "sort": { "field": "actorId" } });
    assert_eq!(local.error("EventService/ListAuditLogs", sort).1, "invalid_argument");
}

#[test]
fn policies_say_when_environments_are_archived_and_deleted() {
    let local = Local::new();
    let identity = local.call("IdentityService/GetAuthenticatedIdentity", json!({}));
    let request = json!({ "organizationId": identity["organizationId"] });
    let response = local.call("OrganizationService/GetOrganizationPolicies", request);
    let policies = &response["policies"];
    assert_eq!(policies["archiveEnvironmentsAfter"], "259200s");
    assert_eq!(policies["deleteArchivedEnvironmentsAfter"], "604800s");
    let other = json!({ "organizationId": UNKNOWN_ID });
    let error = local.error("OrganizationService/GetOrganizationPolicies", other);
    assert_eq!(error, (404, "not_found".into(), "organization not found".into()));
}
