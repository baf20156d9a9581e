//! `api`

use serde_json::json;

use crate::support::{Call, Response, World, error};

#[test]
fn request_and_response_are_passed_through() {
    let response = r#"{"user":{"id":"u","n":123456789012345678901234567890}}"#;
    let world = World::new([Response::json(200, response)]);
    let shown = world.run_words(&["api", "UserService/GetUser", "-d", r#"{"a":[1]}"#]);
    assert_eq!(
        shown.to_string(),
        r#"{
  "user": {
    "id": "u",
    "n": 123456789012345678901234567890
  }
}
[exit 0]
"#
    );
    let call = &world.server.calls()[0];
    assert_eq!(call.path, "/api/gitpod.v1.UserService/GetUser");
    assert_eq!(call.body, r#"{"a":[1]}"#);
}

#[test]
fn the_request_can_come_from_a_file_or_stdin() {
    let world =
        World::new([Response::json(200, "{}"), Response::json(200, "{}")]).with_stdin(r#"{"b":2}"#);
    let file = world.home.path().join("request.json");
    std::fs::write(&file, r#"{"a":1}"#).unwrap();
    let from_file = format!("@{}", file.display());
    assert_eq!(world.run_words(&["api", "gitpod.v1.A/GetB", "-d", &from_file]).code, 0);
    assert_eq!(world.run("api A/GetB -d -").code, 0);
    let bodies: Vec<_> = world.server.calls().iter().map(Call::message).collect();
    assert_eq!(bodies, [json!({"a": 1}), json!({"b": 2})]);
}

#[test]
fn pages_become_one_array_before_the_filter() {
    let page = |items: &str, next: &str| {
        Response::json(
            200,
            &format!(r#"{{"pagination":{{"nextToken":"{next}"}},"things":[{items}]}}"#),
        )
    };
    let world = World::new([page("1,2", "t"), page("", "u"), page("3", "")]);
    let words = [
        "api",
        "A/ListThings",
        "-d",
        r#"{"pagination":{"pageSize":2}}"#,
        "--paginate",
        "--jq",
        "length",
    ];
    assert_eq!(world.run_words(&words).to_string(), "3\n[exit 0]\n");
    let calls = world.server.calls();
    assert_eq!(calls[2].message(), json!({"pagination": {"pageSize": 2, "token": "u"}}));

    let world = World::new([page("123456789012345678901234567890", "")]);
    let shown = world.run("api A/ListThings --paginate -o jsonl");
    assert_eq!(shown.stdout, "[123456789012345678901234567890]\n");

    let world = World::new([page("1", "t"), page("2", "t")]);
    assert_eq!(world.run("api A/ListThings --paginate").code, 1);
}

#[test]
fn reads_are_retried_and_mutations_are_not() {
    let world = World::new([error(503, "unavailable", "soon"), Response::json(200, "{}")]);
    assert_eq!(world.run("api PrebuildService/GetPrebuild").code, 0);
    let world = World::new([error(503, "unavailable", "soon")]);
    let shown = world.run("api A/StartB");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: outcome unknown: the request to call gitpod.v1.A/StartB was sent, but the response was lost
  the server says: soon
[exit 13]
"
    );
    let world = World::new([error(403, "permission_denied", "no")]);
    assert_eq!(world.run("api A/StartB").code, 5);
}

#[test]
fn invalid_methods_and_requests_are_rejected_before_any_call() {
    let world = World::new([]);
    for method in ["GetB", "A/", "/B", "a/B", "A/B/C", "A/../B", "A/B?x"] {
        assert_eq!(world.run_words(&["api", method]).code, 2, "{method}");
    }
    for data in ["[]", "{", "nonsense", "@/no/such/file"] {
        assert_eq!(world.run_words(&["api", "A/GetB", "-d", data]).code, 2, "{data}");
    }
}
