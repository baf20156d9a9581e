//! Both codecs, compared with what the official libraries accept and write.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::schema;
use super::{Codec, decode, encode, time};

fn create(json: &str) -> Result<Value, String> {
    decode(Codec::Json, json.as_bytes(), &schema::CREATE_WARM_POOL_REQUEST)
}

#[test]
fn json_is_accepted_in_every_valid_spelling() {
    for (given, expected) in [
        (r#"{"minSize":3}"#, json!({"minSize": 3})),
        (r#"{"min_size":3}"#, json!({"minSize": 3})),
        (r#"{"minSize":"3"}"#, json!({"minSize": 3})),
        (r#"{"minSize":3.0}"#, json!({"minSize": 3})),
        (r#"{"minSize":3e0}"#, json!({"minSize": 3})),
        (r#"{"minSize":0}"#, json!({"minSize": 0})),
        (r#"{"minSize":-1}"#, json!({"minSize": -1})),
        (r#"{"desiredSize":0}"#, json!({})),
        (r#"{"minSize":null}"#, json!({})),
        (r#"{"projectId":""}"#, json!({})),
        (r#"{"unknown":"x","deep":{"er":[1]}}"#, json!({})),
    ] {
        assert_eq!(create(given), Ok(expected), "{given}");
    }
}

#[test]
fn json_of_another_type_is_rejected() {
    for given in [
        "",
        "[]",
        "nul",
        "{",
        r#"{"minSize":3.5}"#,
        r#"{"minSize":true}"#,
        r#"{"minSize":"3.0"}"#,
        r#"{"minSize":3000000000}"#,
        r#"{"projectId":7}"#,
        r#"{"minSize":""}"#,
        r#"{"minSize":{}}"#,
    ] {
        assert!(create(given).is_err(), "{given}");
    }
}

#[test]
fn large_integers_enums_and_empty_messages_are_preserved() {
    let spec = |json: &str| {
        let request = format!(r#"{{"spec":{json}}}"#);
        decode(Codec::Json, request.as_bytes(), &schema::CREATE_PREBUILD_REQUEST)
            .map(|request| request["spec"].clone())
    };
    let max = json!({"specVersion": "18446744073709551615"});
    assert_eq!(spec(r#"{"specVersion":18446744073709551615}"#), Ok(max.clone()));
    assert_eq!(spec(r#"{"specVersion":"18446744073709551615"}"#), Ok(max));
    let ready = json!({"desiredPhase": "PREBUILD_PHASE_STARTING"});
    assert_eq!(spec(r#"{"desiredPhase":20}"#), Ok(ready.clone()));
    assert_eq!(spec(r#"{"desiredPhase":"20"}"#), Ok(ready));
    assert_eq!(spec(r#"{"desiredPhase":21}"#), Ok(json!({"desiredPhase": 21})));
    assert_eq!(spec(r#"{"desiredPhase":"NEW"}"#), Ok(json!({})));
    assert_eq!(spec("{}"), Ok(json!({})));
    assert_eq!(spec("null"), Ok(Value::Null));
    assert_eq!(spec(r#"{"timeout":"3600.5s"}"#), Ok(json!({"timeout": "3600.500s"})));
    for invalid in [r#"{"timeout":"1h"}"#, r#"{"timeout":3600}"#, r#"{"timeout":".5s"}"#] {
        assert!(spec(invalid).is_err(), "{invalid}");
    }
}

#[test]
fn timestamps_are_parsed_as_strictly_as_by_the_official_libraries() {
    let utc = |text| time::normalize_timestamp(text);
    assert_eq!(utc("2026-11-24T01:02:03Z").as_deref(), Some("2026-11-24T01:02:03Z"));
    assert_eq!(utc("2026-11-24T01:02:03.1+02:00").as_deref(), Some("2026-11-23T23:02:03.100Z"));
    assert_eq!(
        utc("2026-11-24T01:02:03.123456789Z").as_deref(),
        Some("2026-11-24T01:02:03.123456789Z")
    );
    for invalid in [
        "2026-11-24t01:02:03Z",
        "2026-11-24T01:02:03z",
        "2026-11-24 01:02:03Z",
        "2026-11-24T01:02:03",
        "2026-11-24T01:02:60Z",
        "2026-11-24T01:02:03.1234567890Z",
        "0000-01-01T00:00:00Z",
        "",
        "Z",
        "2026-13-24T01:02:03Z",
        "ö",
        "2026-11-24T01:02:03é00:00",
    ] {
        assert_eq!(utc(invalid), None, "{invalid}");
    }
}

#[test]
fn json_omits_zero_values_and_is_in_the_order_of_the_fields() {
    let pool = json!({"warmPool": {
        "status": {"phase": "WARM_POOL_PHASE_READY", "runningInstances": 0, "statusVersion": "9007199254740993"},
        "spec": {"specVersion": "1", "minSize": 0, "maxSize": 3, "snapshotId": null},
        "id": "x",
    }});
    let expected = r#"{"warmPool":{"id":"x","spec":{"specVersion":"1","minSize":0,"maxSize":3},"status":{"phase":"WARM_POOL_PHASE_READY","statusVersion":"9007199254740993"}}}"#;
    let encoded = encode(Codec::Json, &pool, &schema::GET_WARM_POOL_RESPONSE);
    assert_eq!(String::from_utf8(encoded).unwrap(), expected);
}

#[test]
fn the_binary_form_equals_that_of_the_official_sdk() {
    // Bytes as `CreateWarmPoolRequest(...).SerializeToString()` of gitpod-sdk 1.2.0 gives them.
    let request =
        json!({"projectId": "ab", "environmentClassId": "c", "minSize": 0, "maxSize": 20});
    let bytes = [0x0a, 2, b'a', b'b', 0x12, 1, b'c', 0x20, 0, 0x28, 20];
    assert_eq!(encode(Codec::Proto, &request, &schema::CREATE_WARM_POOL_REQUEST), bytes);
    assert_eq!(decode(Codec::Proto, &bytes, &schema::CREATE_WARM_POOL_REQUEST), Ok(request));
}

#[test]
fn maps_durations_and_packed_enums_round_trip() {
    let update = json!({
        "projectId": "p",
        "recommendedEditors": {"editors": {"vscode": {"versions": ["stable"]}}},
        "prebuildConfiguration": {"enabled": true, "timeout": "3600.250s", "trigger": {"dailySchedule": {}}},
    });
    let filter =
        json!({"filter": {"phases": ["PREBUILD_PHASE_COMPLETED", 7], "creatorIds": ["a", "b"]}});
    for codec in [Codec::Json, Codec::Proto] {
        let round_trip = |value, of| decode(codec, &encode(codec, value, of), of);
        assert_eq!(round_trip(&update, &schema::UPDATE_PROJECT_REQUEST), Ok(update.clone()));
        assert_eq!(round_trip(&filter, &schema::LIST_PREBUILDS_REQUEST), Ok(filter.clone()));
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        for codec in [Codec::Json, Codec::Proto] {
            drop(decode(codec, &bytes, &schema::UPDATE_PROJECT_REQUEST));
            drop(decode(codec, &bytes, &schema::WATCH_EVENTS_REQUEST));
        }
    }

    #[test]
    fn both_codecs_round_trip(
        id in "[a-z0-9-]{0,40}", min in any::<Option<i32>>(), max in any::<Option<i32>>(), size in 1..20,
    ) {
        let mut request = json!({"desiredSize": size});
        if !id.is_empty() { request["projectId"] = id.into(); }
        if let Some(min) = min { request["minSize"] = min.into(); }
        if let Some(max) = max { request["maxSize"] = max.into(); }
        for codec in [Codec::Json, Codec::Proto] {
            let bytes = encode(codec, &request, &schema::CREATE_WARM_POOL_REQUEST);
            prop_assert_eq!(decode(codec, &bytes, &schema::CREATE_WARM_POOL_REQUEST), Ok(request.clone()));
        }
    }

    #[test]
    fn timestamps_round_trip(millis in -62_135_596_800_000_i64..253_402_300_799_999) {
        prop_assert_eq!(time::to_millis(&time::from_millis(millis)), Some(millis));
    }
}
