//! Compared with what the official validation library reports for the same requests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::{Value, json};

use super::super::schema::{self, Message};
use super::{check, describe, encode};

const ID: &str = "c1e12f6c-4c67-429d-a4a6-d9838b5da048";

fn lines(value: &Value, message: &Message) -> Vec<String> {
    check(value, message).iter().map(super::Violation::line).collect()
}

/// Captured from a server that is built from the official stubs.
#[test]
fn the_error_equals_that_of_the_official_library_byte_for_byte() {
    let request =
        json!({"projectId": "nope", "environmentClassId": ID, "minSize": -1, "maxSize": 0});
    let violations = check(&request, &schema::CREATE_WARM_POOL_REQUEST);
    assert_eq!(
        describe(&violations),
        "validation error:\n - project_id: value must be a valid UUID [string.uuid]\n - min_size: value must be greater than or equal to 0 and less than or equal to 20 [int32.gte_lte]\n - max_size: value must be greater than or equal to 1 and less than or equal to 20 [int32.gte_lte]"
    );
    assert_eq!(
        STANDARD_NO_PAD.encode(encode(&violations)),
        "ClsSC3N0cmluZy51dWlkGhp2YWx1ZSBtdXN0IGJlIGEgdmFsaWQgVVVJRCAAKhIKEAgBEgpwcm9qZWN0X2lkGAkyGgoMCA4SBnN0cmluZxgLCgoIFhIEdXVpZBgICoQBEg1pbnQzMi5ndGVfbHRlGkV2YWx1ZSBtdXN0IGJlIGdyZWF0ZXIgdGhhbiBvciBlcXVhbCB0byAwIGFuZCBsZXNzIHRoYW4gb3IgZXF1YWwgdG8gMjAgACoQCg4IBBIIbWluX3NpemUYBTIYCgsIAxIFaW50MzIYCwoJCAUSA2d0ZRgFCoQBEg1pbnQzMi5ndGVfbHRlGkV2YWx1ZSBtdXN0IGJlIGdyZWF0ZXIgdGhhbiBvciBlcXVhbCB0byAxIGFuZCBsZXNzIHRoYW4gb3IgZXF1YWwgdG8gMjAgACoQCg4IBRIIbWF4X3NpemUYBTIYCgsIAxIFaW50MzIYCwoJCAUSA2d0ZRgF"
    );
}

#[test]
fn sizes_are_checked_if_they_are_set() {
    let create = |sizes: Value| {
        let mut request = json!({"projectId": ID, "environmentClassId": ID});
        request.as_object_mut().unwrap().extend(sizes.as_object().unwrap().clone());
        lines(&request, &schema::CREATE_WARM_POOL_REQUEST).len()
    };
    assert_eq!(create(json!({})), 0);
    assert_eq!(create(json!({"minSize": 0, "maxSize": 1})), 0);
    assert_eq!(create(json!({"minSize": 5, "maxSize": 2})), 0, "not a rule of one field");
    assert_eq!(create(json!({"minSize": 21, "maxSize": 21, "desiredSize": 21})), 3);
    let update = |size: i32| {
        lines(&json!({"warmPoolId": ID, "desiredSize": size}), &schema::UPDATE_WARM_POOL_REQUEST)
    };
    assert_eq!(update(0).len(), 1);
    assert_eq!(update(1).len(), 0);
}

#[test]
fn ids_are_checked_even_if_they_are_not_required() {
    let get = |id: Value| lines(&json!({ "warmPoolId": id }), &schema::GET_WARM_POOL_REQUEST);
    assert_eq!(get(Value::Null), ["warm_pool_id: value is required [required]"]);
    assert_eq!(get(ID.to_uppercase().into()), [""; 0]);
    assert_eq!(get("00000000-0000-0000-0000-000000000000".into()), [""; 0]);
    for invalid in
        [ID.replace('-', ""), format!("{{{ID}}}"), format!("urn:uuid:{ID}"), "x".repeat(36)]
    {
        assert_eq!(get(invalid.into()), ["warm_pool_id: value must be a valid UUID [string.uuid]"]);
    }
    let expected = "project_id: value is empty, which is not a valid UUID [string.uuid_empty]";
    assert_eq!(lines(&json!({}), &schema::GET_PROJECT_REQUEST), [expected]);
    assert_eq!(lines(&json!({}), &schema::GET_ENVIRONMENT_CLASS_REQUEST).len(), 1);
}

#[test]
fn lists_have_a_maximum_length_and_a_rule_for_each_item() {
    let many = json!({"filter": {"projectIds": vec![ID; 26]}, "pagination": {"pageSize": 101}});
    assert_eq!(
        lines(&many, &schema::LIST_WARM_POOLS_REQUEST),
        [
            "pagination.page_size: value must be greater than or equal to 0 and less than or equal to 100 [int32.gte_lte]",
            "filter.project_ids: value must contain no more than 25 item(s) [repeated.max_items]",
        ]
    );
    let one = json!({"filter": {"projectIds": [ID, "x"]}});
    let expected = "filter.project_ids[1]: value must be a valid UUID [string.uuid]";
    assert_eq!(lines(&one, &schema::LIST_WARM_POOLS_REQUEST), [expected]);
}

/// As the official library encodes it: without a number, a type and a rule.
#[test]
fn a_oneof_can_be_required() {
    let update = |specs: Value| {
        check(
            &json!({"projectId": ID, "initializer": {"specs": specs}}),
            &schema::UPDATE_PROJECT_REQUEST,
        )
    };
    assert!(update(json!([{"git": {}}, {"contextUrl": {"url": "https://x.test"}}])).is_empty());
    let missing = update(json!([{"git": {}}, {}]));
    assert_eq!(
        describe(&missing),
        "validation error:\n - initializer.specs[1].spec: exactly one field is required in oneof [required]"
    );
    assert_eq!(
        STANDARD_NO_PAD.encode(encode(&missing)),
        "Cl4SCHJlcXVpcmVkGiZleGFjdGx5IG9uZSBmaWVsZCBpcyByZXF1aXJlZCBpbiBvbmVvZioqChEIBBILaW5pdGlhbGl6ZXIYCwoNCAESBXNwZWNzGAswAQoGEgRzcGVj"
    );
    let empty = "initializer.specs[0].context_url.url: value is empty, which is not a valid URI [string.uri_empty]";
    let empty_url = update(json!([{"contextUrl": {}}]));
    assert_eq!(describe(&empty_url), format!("validation error:\n - {empty}"));
}

/// Verdicts of the official library.
#[test]
fn uris_are_those_of_rfc_3986() {
    let is_valid = |uri: &str| {
        let filter = json!({"filter": {"specRemoteUris": [uri]}});
        lines(&filter, &schema::LIST_PROJECTS_REQUEST).is_empty()
    };
    for uri in [
        "https://x.test/a?b=c#d",
        "x:y",
        "mailto:a@b",
        "HTTP://X",
        "http://",
        "http://[::1]",
        "http://x:99999/",
        "ssh://git@x.test/a.git",
    ] {
        assert!(is_valid(uri), "{uri}");
    }
    for uri in [
        "",
        "a",
        "//x/y",
        "git@x.test:a/b.git",
        "1http://x",
        "https://a b",
        "https://x/a b",
        " x:y",
        "x:y\n",
        "http://é",
        "http://x/é",
        "http://x/%zz",
        "http://[zz]",
        "http://x/[a]",
        "http://x?a|b",
        "http://x#a#b",
        "http://x:port/",
    ] {
        assert!(!is_valid(uri), "{uri:?}");
    }
}

#[test]
fn enums_durations_and_paths_have_rules() {
    let events = json!({"resourceTypeFilters": [{"resourceType": 99}, {}]});
    assert_eq!(
        lines(&events, &schema::WATCH_EVENTS_REQUEST),
        [
            "resource_type_filters[0].resource_type: value must be one of the defined enum values [enum.defined_only]",
            "resource_type_filters[1].resource_type: value must not be in list [0] [enum.not_in]",
        ]
    );
    let timeout = |text: &str| {
        lines(
            &json!({"projectId": ID, "spec": {"timeout": text}}),
            &schema::CREATE_PREBUILD_REQUEST,
        )
        .len()
    };
    assert_eq!(["299.999999999s", "300s", "7200s", "7200.001s"].map(timeout), [1, 0, 0, 1]);
    assert_eq!(
        lines(&json!({"projectId": ID}), &schema::CREATE_PREBUILD_REQUEST),
        ["spec: value is required [required]"]
    );
    let update = json!({"projectId": ID, "name": "", "devcontainerFilePath": "/x"});
    assert_eq!(
        lines(&update, &schema::UPDATE_PROJECT_REQUEST),
        [
            "name: value length must be at least 1 characters [string.min_len]",
            "devcontainer_file_path: path must not be absolute (start with a /) [relative_path]",
        ]
    );
    assert_eq!(
        lines(&json!({"projectId": ID}), &schema::CREATE_ENVIRONMENT_FROM_PROJECT_REQUEST),
        [""; 0]
    );
}
