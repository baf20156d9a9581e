//! Requests as the official SDKs before 1.0 send them.

use serde_json::{Value, json};

use super::{Local, UNKNOWN_ID};

const PROJECTS: &str = "ProjectService/ListProjects";
const IDENTITY: &str = "IdentityService/GetAuthenticatedIdentity";

/// The lists of the sample data, with the field of their items.
const LISTS: [(&str, &str); 7] = [
    ("PrebuildService/ListWarmPools", "warmPools"),
    ("PrebuildService/ListPrebuilds", "prebuilds"),
    ("ProjectService/ListProjects", "projects"),
    ("EnvironmentService/ListEnvironments", "environments"),
    ("EnvironmentService/ListEnvironmentClasses", "environmentClasses"),
    ("RunnerConfigurationService/ListEnvironmentClasses", "environmentClasses"),
    ("RunnerService/ListRunners", "runners"),
];

/// Sends a JSON request to a method with a query.
fn post(local: &Local, method: &str, query: &str, request: &Value) -> (u16, Value) {
    let method = format!("{method}?{query}");
    let response = local.client.send("POST", &method, &[], request.to_string().as_bytes());
    (response.status, response.json())
}

/// All items of a list, read as the page iterators of these SDKs do: the body stays as it is.
fn iterate(local: &Local, method: &str, field: &str, request: &Value) -> Vec<Value> {
    let (mut items, mut query) = (Vec::new(), String::new());
    loop {
        let (status, page) = post(local, method, &query, request);
        assert_eq!(status, 200, "{method}: {page}");
        items.extend(page[field].as_array().cloned().unwrap_or_default());
        assert!(items.len() < 1000, "{method} does not end");
        match page["pagination"]["nextToken"].as_str().unwrap_or_default() {
            "" => return items,
            token => query = format!("token={token}"),
        }
    }
}

/// Names of the projects on a page, or the code of an error.
fn names(local: &Local, query: &str, request: &Value) -> Result<Vec<String>, String> {
    let (status, page) = post(local, PROJECTS, query, request);
    if status != 200 {
        return Err(format!("{status} {}", page["code"].as_str().unwrap()));
    }
    let projects = page["projects"].as_array().unwrap().iter();
    Ok(projects.map(|own| own["metadata"]["name"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn no_body_and_no_content_type_is_the_empty_message() {
    let local = Local::new();
    let send = |method, headers: &[(&str, &str)], body: &[u8]| {
        let all_headers = [&[("content-type", "")], headers].concat();
        local.client.send("POST", method, &all_headers, body)
    };
    for (method, _) in
        LISTS.into_iter().chain([(IDENTITY, ""), ("UserService/GetAuthenticatedUser", "")])
    {
        let response = send(method, &[], b"");
        assert_eq!((response.status, response.json()), (200, local.call(method, json!({}))));
        assert_eq!(response.header("content-type"), Some("application/json"));
    }
    assert_eq!(send(IDENTITY, &[("content-encoding", "gzip")], b"").status, 200);
    assert_eq!(send(IDENTITY, &[("authorization", "Bearer wrong")], b"").status, 401);
    assert_eq!(send(IDENTITY, &[], b"{}").status, 415, "a body has a content type");
    let missing = send("PrebuildService/GetWarmPool", &[], b"");
    assert_eq!(missing.json()["code"], "invalid_argument");
    assert!(missing.text().contains("warm_pool_id"), "{}", missing.text());
    assert_eq!(send("RunnerService/DeleteRunner", &[], b"").json()["code"], "unimplemented");
    let get = local.client.send("GET", IDENTITY, &[("content-type", "")], b"");
    assert_eq!(get.status, 415, "a GET request says its encoding");
}

#[test]
fn every_list_ends_for_a_client_that_puts_the_token_into_the_query() {
    let local = Local::new();
    let project = local.project("acme-api")["id"].clone();
    local.call("EnvironmentService/CreateEnvironmentFromProject", json!({"projectId": project}));
    let classes_of_project =
        ("ProjectService/ListProjectEnvironmentClasses", "projectEnvironmentClasses");
    for (method, field) in LISTS.into_iter().chain([classes_of_project]) {
        let request = |size: u32| match method {
            "ProjectService/ListProjectEnvironmentClasses" => {
                json!({ "projectId": project, "pagination": { "pageSize": size } })
            }
            _ => json!({ "pagination": { "pageSize": size } }),
        };
        let expected = iterate(&local, method, field, &request(100));
        assert!(!expected.is_empty(), "{method}");
        assert_eq!(iterate(&local, method, field, &request(1)), expected, "{method}");
    }
}

#[test]
fn the_query_counts_where_the_body_says_nothing() {
    let local = Local::new();
    let all = names(&local, "", &json!({})).unwrap();
    let page = |query: &str, request: Value| names(&local, query, &request);
    assert_eq!(all.len(), 3);
    assert_eq!(page("pageSize=2", json!({})).unwrap(), all[..2]);
    assert_eq!(page("pageSize=2", json!({"pagination": {"pageSize": 0}})).unwrap(), all[..2]);
    assert_eq!(page("pageSize=2", json!({"pagination": {"pageSize": 1}})).unwrap(), all[..1]);
    assert_eq!(page("pageSize=x", json!({"pagination": {"pageSize": 1}})).unwrap(), all[..1]);
    assert_eq!(page("pageSize=1&pageSize=2", json!({})).unwrap(), all[..1], "the first one counts");
    for nothing in ["pageSize=", "token=&pageSize=0", "page_size=1", "PAGESIZE=1", "x", "&&=&%"] {
        assert_eq!(page(nothing, json!({})).unwrap(), all, "{nothing}");
    }
}

#[test]
fn a_token_may_be_in_both_places_if_it_is_the_same() {
    let local = Local::new();
    let (_, first) = post(&local, PROJECTS, "pageSize=1", &json!({}));
    let token = first["pagination"]["nextToken"].as_str().unwrap();
    let query = format!("pageSize=1&token={token}");
    let (_, second) = post(&local, PROJECTS, &query, &json!({}));
    let both = json!({ "pagination": { "token": token } });
    assert_eq!(post(&local, PROJECTS, &query, &both), (200, second.clone()));
    let next = second["pagination"]["nextToken"].as_str().unwrap();
    let (status, error) = post(&local, PROJECTS, &format!("token={next}"), &both);
    assert_eq!((status, &error["code"]), (400, &json!("invalid_argument")));
    assert!(error["message"].as_str().unwrap().contains("different page tokens"), "{error}");
}

#[test]
fn a_bad_page_in_the_query_is_an_invalid_argument() {
    let local = Local::new();
    for query in [
        "pageSize=x",
        "pageSize=1.5",
        "pageSize=-1",
        "pageSize=101",
        "pageSize=99999999999",
        "pageSize=%FF",
        "token=made-up",
        "token=%FF",
    ] {
        let error = names(&local, query, &json!({})).unwrap_err();
        assert_eq!(error, "400 invalid_argument", "{query}");
    }
    let (_, error) = post(&local, PROJECTS, "pageSize=x", &json!({}));
    assert_eq!(error["message"], "pageSize in the query must be an integer: got \"x\"");
}

#[test]
fn other_requests_ignore_the_query() {
    let local = Local::new();
    let all = local.call(PROJECTS, json!({}));
    let query = "connect=v1&encoding=json&message=%7B%7D&pageSize=1&token=made-up";
    let response = local.client.send("GET", &format!("{PROJECTS}?{query}"), &[], b"");
    assert_eq!(response.json(), all, "the message of a GET request is in `message`");
    let (status, _) = post(&local, IDENTITY, "token=made-up&pageSize=x", &json!({}));
    assert_eq!(status, 200);
    let request = json!({ "projectId": UNKNOWN_ID });
    let (status, _) = post(&local, "ProjectService/GetProject", "token=made-up", &request);
    assert_eq!(status, 404);
    let head = local.client.send("HEAD", &format!("{PROJECTS}?pageSize=1"), &[], b"");
    assert_eq!((head.status, head.header("allow")), (405, Some("GET, POST")));
}
