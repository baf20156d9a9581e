use serde_json::{Value, json};

use super::{PlanFile, parse};
use crate::fleet::evaluation::WindowState;

const PROJECT: &str = "c1e12f6c-4c67-429d-a4a6-d9838b5da048";
const CLASS: &str = "d2c94c27-3b76-4a42-b88c-95a85e392c68";
const OTHER: &str = "019b76da-a800-7006-90d7-6897e9d9109b";
const POOL: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
const OLD: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";

/// A plan with every part that a plan can have.
fn example() -> Value {
    json!({
        "formatVersion": 1,
        "host": "https://app.gitpod.io/api",
        "organizationId": "0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01",
        "file": "fleet.toml",
        "evaluatedAt": "2026-11-30T08:00:00Z",
        "validUntil": "2026-11-30T17:30:00Z",
        "counts": {"create": 1, "update": 1, "delete": 1, "none": 1},
        "changes": [
            {
                "action": "create", "address": "a/large", "projectId": PROJECT,
                "environmentClassId": CLASS, "warmPoolId": null, "before": null,
                "after": {"minSize": 0, "maxSize": 3}, "line": 4,
                "window": "office", "windowUntil": "2026-11-30T17:30:00Z",
            },
            {
                "action": "update", "address": "a/other", "projectId": PROJECT,
                "environmentClassId": OTHER, "warmPoolId": POOL,
                "before": {"minSize": 20, "maxSize": null},
                "after": {"minSize": 1, "maxSize": 5}, "line": 8,
                "window": null, "windowUntil": "2026-12-01T06:30:00Z",
            },
            {
                "action": "delete", "address": "b/large", "projectId": OTHER,
                "environmentClassId": CLASS, "warmPoolId": OLD,
                "before": {"minSize": 1, "maxSize": 2}, "after": null, "line": null,
                "window": null, "windowUntil": null,
            },
            {
                "action": "none", "address": "b/other", "projectId": OTHER,
                "environmentClassId": OTHER, "warmPoolId": CLASS,
                "before": {"minSize": 1, "maxSize": 2},
                "after": {"minSize": 1, "maxSize": 2}, "line": 12,
                "window": "berlin+boston", "windowUntil": null,
            },
        ],
        "kept": [{
            "address": "c/large", "projectId": CLASS, "environmentClassId": CLASS,
            "warmPoolId": PROJECT, "sizes": {"minSize": 1, "maxSize": 2},
        }],
        "warnings": [
            {"address": "a/large", "line": 4, "text": "no prebuild", "fix": null},
            {
                "address": "a/large", "line": 4, "text": "class large is disabled",
                "fix": {"purpose": "enable it", "command": "prebuildctl api X/Y"},
            },
        ],
    })
}

fn read(value: &Value) -> Result<PlanFile, String> {
    parse(&value.to_string())
}

#[test]
fn a_written_plan_is_read_back() {
    let plan = read(&example()).unwrap();
    assert_eq!(serde_json::to_value(plan.json()).unwrap(), example());
    assert_eq!(plan.plan.changes.len(), 4);
    assert_eq!(plan.file, "fleet.toml");
}

#[test]
fn a_plan_of_a_version_without_windows_is_read() {
    let mut old = example();
    let remove = |table: &mut Value, keys: [&str; 2]| {
        for key in keys {
            table.as_object_mut().unwrap().remove(key).unwrap();
        }
    };
    remove(&mut old, ["evaluatedAt", "validUntil"]);
    for change in old["changes"].as_array_mut().unwrap() {
        remove(change, ["window", "windowUntil"]);
    }
    let plan = read(&old).unwrap();
    assert_eq!((plan.evaluated_at, plan.valid_until), (None, None));
    assert!(plan.plan.changes.iter().all(|change| change.window == WindowState::default()));
    let written = serde_json::to_value(plan.json()).unwrap();
    assert_eq!(written["evaluatedAt"], Value::Null);
    assert_eq!(written["changes"][0]["windowUntil"], Value::Null);
}

#[test]
fn a_plan_belongs_to_one_service_and_organization() {
    let plan = read(&example()).unwrap();
    let (host, organization) = (plan.host.clone(), plan.organization_id.clone());
    assert_eq!(plan.check_service(&host, &organization), Ok(()));
    assert_eq!(
        plan.check_service("local", &organization).unwrap_err(),
        "was made for https://app.gitpod.io/api, but this is local"
    );
    assert_eq!(
        plan.check_service(&host, "o2").unwrap_err(),
        "was made for organization 0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01, but this is organization o2"
    );
}

/// The plan with one value changed.
fn with(pointer: &str, value: Value) -> Value {
    let mut plan = example();
    *plan.pointer_mut(pointer).unwrap() = value;
    plan
}

#[test]
fn an_impossible_plan_is_an_error() {
    let invalid = json!({"minSize": 6, "maxSize": 5});
    for (plan, expected) in [
        (
            with("/formatVersion", json!(2)),
            "has formatVersion 2, but this prebuildctl supports only 1",
        ),
        (with("/formatVersion", json!("1")), "is not a saved plan: invalid type"),
        (with("/changes/0/after", invalid.clone()), "a/large has an invalid size after the change"),
        (with("/changes/1/after", invalid.clone()), "a/other has an invalid size after the change"),
        (with("/changes/3/after", invalid), "b/other has fields that do not fit its action"),
        (with("/changes/0/after", json!(null)), "a/large has fields"),
        (with("/changes/0/warmPoolId", json!(POOL)), "a/large has fields"),
        (with("/changes/1/warmPoolId", json!(null)), "a/other has fields"),
        (with("/changes/2/after", json!({"minSize": 1, "maxSize": 2})), "b/large has fields"),
        (with("/changes/1/environmentClassId", json!(CLASS)), "it contains a/other twice"),
        (with("/changes/2/warmPoolId", json!(POOL)), "it contains b/large twice"),
        (with("/changes/0/action", json!("replace")), "unknown variant `replace`"),
        (with("/changes/0/projectId", json!("acme-api")), "UUID parsing failed"),
        (with("/counts/delete", json!(0)), "its counts do not match its changes"),
        (with("/kept/0", json!({})), "missing field"),
        (with("/changes/0/window", json!("a b")), "a/large has an invalid window: \"a b\""),
        (with("/changes/0/window", json!("office+")), "a/large has an invalid window"),
        (with("/changes/2/window", json!("office")), "b/large has fields"),
        (with("/changes/0/windowUntil", json!("18:30")), "is not a saved plan"),
        (with("/evaluatedAt", json!(0)), "is not a saved plan"),
    ] {
        let error = read(&plan).unwrap_err();
        assert!(error.contains(expected), "{expected}: {error}");
    }
}

#[test]
fn every_field_is_required_and_no_other_is_accepted() {
    let plan = example();
    let optional = ["evaluatedAt", "validUntil"];
    for key in plan.as_object().unwrap().keys().filter(|key| !optional.contains(&key.as_str())) {
        let mut without = plan.clone();
        without.as_object_mut().unwrap().remove(key);
        assert!(read(&without).is_err(), "{key}");
    }
    for place in ["", "/changes/0", "/kept/0", "/warnings/1/fix", "/changes/0/after", "/counts"] {
        let mut more = plan.clone();
        more.pointer_mut(place).unwrap().as_object_mut().unwrap().insert("x".into(), json!(1));
        assert!(read(&more).unwrap_err().contains("unknown field `x`"), "{place}");
    }
    for text in ["", "[]", "null", "{}", "{\"formatVersion\":1}", &"[".repeat(100_000)] {
        assert!(parse(text).is_err(), "{text:.20}");
    }
}
