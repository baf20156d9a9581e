//! Pagination, filters and order of lists.

use serde_json::{Value, json};

use super::{Local, UNKNOWN_ID};

fn names(list: &Value, path: &str) -> Vec<String> {
    let name = |item: &Value| item.pointer(path).unwrap().as_str().unwrap().to_owned();
    list.as_array().map(|items| items.iter().map(name).collect()).unwrap_or_default()
}

#[test]
fn pages_of_any_size_add_up_to_the_same_list() {
    let local = Local::new();
    let page = |size: u32, token: &Value| {
        let pagination = json!({"pageSize": size, "token": token});
        local.call("PrebuildService/ListPrebuilds", json!({ "pagination": pagination }))
    };
    let whole = names(&page(100, &Value::Null)["prebuilds"], "/id");
    assert!(whole.len() > 25, "{}", whole.len());
    assert!(whole.iter().rev().is_sorted(), "newest first");
    for size in [0, 1, 7, 100] {
        let (mut seen, mut token) = (Vec::new(), Value::Null);
        loop {
            let response = page(size, &token);
            let ids = names(&response["prebuilds"], "/id");
            assert!(ids.len() <= if size == 0 { 25 } else { size as usize });
            seen.extend(ids);
            token = response["pagination"]["nextToken"].clone();
            if token.is_null() {
                break;
            }
        }
        assert_eq!(seen, whole, "pages of {size}");
    }
}

#[test]
fn a_page_token_is_valid_for_the_same_query_only() {
    let local = Local::new();
    let first = local.call("PrebuildService/ListPrebuilds", json!({"pagination": {"pageSize": 1}}));
    let token = &first["pagination"]["nextToken"];
    let other = json!({
        "pagination": {"pageSize": 1, "token": token},
        "filter": {"phases": ["PREBUILD_PHASE_FAILED"]},
    });
    assert_eq!(local.error("PrebuildService/ListPrebuilds", other).1, "invalid_argument");
    let size = json!({"pagination": {"pageSize": 2, "token": token}});
    local.call("PrebuildService/ListPrebuilds", size);
}

#[test]
fn all_filters_of_pools_must_match() {
    let local = Local::new();
    local.create_large(0, 1);
    let mut web = local.target("acme-web", "regular");
    web["maxSize"] = 1.into();
    local.call("PrebuildService/CreateWarmPool", web.clone());
    let count = |filter: Value| {
        let pools = local.call("PrebuildService/ListWarmPools", json!({ "filter": filter }));
        pools["warmPools"].as_array().map_or(0, Vec::len)
    };
    let (project, class) = (&web["projectId"], &web["environmentClassId"]);
    assert_eq!(count(json!({})), 3);
    assert_eq!(count(json!({"projectIds": [project]})), 1);
    assert_eq!(count(json!({"environmentClassIds": [class]})), 2);
    assert_eq!(count(json!({"projectIds": [project], "environmentClassIds": [class]})), 1);
    assert_eq!(count(json!({"projectIds": [project, UNKNOWN_ID]})), 1);
    assert_eq!(count(json!({"projectIds": [UNKNOWN_ID]})), 0);
}

#[test]
fn projects_are_searched_counted_and_sorted() {
    let local = Local::new();
    let list = |request: Value| {
        let response = local.call("ProjectService/ListProjects", request);
        (names(&response["projects"], "/metadata/name"), response["count"].clone())
    };
    let by_id = |order: &str| list(json!({"sort": {"field": "id", "order": order}})).0;
    assert_eq!(by_id("SORT_ORDER_ASC"), ["acme-api", "acme-web", "acme-legacy"]);
    assert_eq!(by_id("SORT_ORDER_DESC"), ["acme-legacy", "acme-web", "acme-api"]);
    assert_eq!(list(json!({})).0[0], "acme-api", "most popular first");
    assert_eq!(list(json!({"filter": {"search": "WEB"}})).0, ["acme-web"]);
    let counted = list(json!({"pagination": {"pageSize": 1}, "count": {"include": true}}));
    assert_eq!((counted.0.len(), &counted.1["value"]), (1, &json!(3)));
    let uri = json!({"filter": {"specRemoteUris": ["https://github.com/acme/legacy.git"]}});
    assert_eq!(list(uri).0, ["acme-legacy"]);
    let invalid = json!({"sort": {"field": "name"}});
    assert_eq!(local.error("ProjectService/ListProjects", invalid).1, "invalid_argument");
}

#[test]
fn classes_prebuilds_and_runners_are_filtered() {
    let local = Local::new();
    let classes = |service: &str, filter: Value| {
        let method = format!("{service}/ListEnvironmentClasses");
        let response = local.call(&method, json!({ "filter": filter }));
        names(&response["environmentClasses"], "/displayName")
    };
    let all = "RunnerConfigurationService";
    assert_eq!(classes(all, json!({})), ["small", "regular", "large", "gpu"]);
    assert_eq!(classes(all, json!({"enabled": false})), ["gpu"]);
    assert_eq!(classes(all, json!({"runnerKinds": ["RUNNER_KIND_LOCAL"]})), [""; 0]);
    assert_eq!(classes("EnvironmentService", json!({})), ["small", "regular", "large"]);
    let prebuilds = |filter: Value| {
        let response = local.call("PrebuildService/ListPrebuilds", json!({ "filter": filter }));
        names(&response["prebuilds"], "/status/phase")
    };
    let failed = "PREBUILD_PHASE_FAILED";
    assert_eq!(prebuilds(json!({"phases": [failed]})), [failed]);
    assert_eq!(prebuilds(json!({"phases": [70]})), [failed]);
    assert_eq!(prebuilds(json!({"triggeredBy": ["PREBUILD_TRIGGER_MANUAL"]})).len(), 1);
    let runners = json!({"filter": {"providers": ["RUNNER_PROVIDER_GCP"]}});
    assert_eq!(local.call("RunnerService/ListRunners", runners)["runners"], Value::Null);
}

#[test]
fn environments_are_listed_by_time_and_project() {
    let local = Local::new();
    let list = |request: Value| {
        names(&local.call("EnvironmentService/ListEnvironments", request)["environments"], "/id")
    };
    let newest_first = list(json!({}));
    assert_eq!(newest_first.len(), 3);
    let mut oldest_first =
        list(json!({"sort": {"field": "SORT_FIELD_ID", "order": "SORT_ORDER_ASC"}}));
    oldest_first.reverse();
    assert_eq!(oldest_first, newest_first);
    let web = local.project("acme-web")["id"].clone();
    assert_eq!(list(json!({"filter": {"projectIds": [web]}})).len(), 1);
    assert_eq!(list(json!({"filter": {"createdBefore": "2020-01-01T00:00:00Z"}})), [""; 0]);
    assert_eq!(list(json!({"filter": {"archivalStatus": "ARCHIVAL_STATUS_ALL"}})).len(), 3);
    assert_eq!(list(json!({"filter": {"archivalStatus": "ARCHIVAL_STATUS_ARCHIVED"}})), [""; 0]);
    assert_eq!(list(json!({"filter": {"roles": ["ENVIRONMENT_ROLE_PREBUILD"]}})), [""; 0]);
}
