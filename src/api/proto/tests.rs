//! Reading what proto3 JSON allows, and writing what scripts expect.

use proptest::prelude::*;

use super::{DecodeError, OpenEnum as _, ProtoJson, read};
use crate::api::prebuild::{PrebuildPhase, PrebuildStatus};
use crate::api::request::EmptyResponse;
use crate::api::runner::Runner;
use crate::api::warm_pool::{ListWarmPoolsResponse, WarmPool, WarmPoolPhase, WarmPoolResponse};

fn pool(json: &str) -> WarmPool {
    read(json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error:?}"))
}

fn decode_error<T: super::Message + std::fmt::Debug>(json: &str) -> DecodeError {
    read::<T>(json.as_bytes()).map(|read| panic!("{json}: {read:?}")).unwrap_err()
}

fn written(json: &str) -> String {
    serde_json::to_string(&pool(json)).unwrap()
}

#[test]
fn zero_counters_are_written() {
    let json = r#"{"id":"a","status":{"phase":"WARM_POOL_PHASE_PENDING"}}"#;
    assert_eq!(
        written(json),
        r#"{"id":"a","status":{"phase":"WARM_POOL_PHASE_PENDING","failureMessage":"","statusVersion":"0","runningInstances":0,"stoppedInstances":0,"desiredSize":0}}"#
    );
}

#[test]
fn explicit_zero_is_written_and_unset_is_not() {
    let json = r#"{"id":"a","spec":{"minSize":0}}"#;
    assert_eq!(
        written(json),
        r#"{"id":"a","spec":{"specVersion":"0","desiredSize":0,"desiredPhase":"WARM_POOL_PHASE_UNSPECIFIED","minSize":0}}"#
    );
}

#[test]
fn unknown_fields_are_kept_unchanged() {
    let json = r#"{"id":"a","labels":{"n":123456789012345678901234567890,"x":[1.0,null]}}"#;
    assert_eq!(written(json), json);
}

#[test]
fn numbers_have_four_spellings() {
    for spelling in ["3", "\"3\"", "3.0", "3e0"] {
        let pool = pool(&format!(r#"{{"id":"a","spec":{{"minSize":{spelling}}}}}"#));
        assert_eq!(pool.spec.unwrap().min_size, Some(3), "{spelling}");
    }
    let list = ["3.5", "true", "\"3.0\"", "\"\"", "\" 3\"", "\"+3\"", "2147483648", "1e400", "[3]"];
    for spelling in list {
        let json = format!(r#"{{"id":"a","spec":{{"minSize":{spelling}}}}}"#);
        assert_eq!(decode_error::<WarmPool>(&json).path, "spec.minSize", "{spelling}");
    }
}

#[test]
fn versions_are_exact_up_to_64_bits() {
    for version in ["9007199254740993", "18446744073709551615"] {
        for spelling in [version.to_owned(), format!("\"{version}\"")] {
            let json = format!(r#"{{"id":"a","status":{{"statusVersion":{spelling}}}}}"#);
            assert!(written(&json).contains(&format!(r#""statusVersion":"{version}""#)));
        }
    }
    decode_error::<WarmPool>(r#"{"id":"a","status":{"statusVersion":"18446744073709551616"}}"#);
    decode_error::<WarmPool>(r#"{"id":"a","status":{"statusVersion":-1}}"#);
}

#[test]
fn phases_are_names_numbers_or_unknown_names() {
    let phase = |spelling: &str| {
        let json = format!(r#"{{"id":"a","status":{{"phase":{spelling}}}}}"#);
        let text = written(&json);
        (pool(&json).status.unwrap().phase, text)
    };
    for spelling in [r#""WARM_POOL_PHASE_READY""#, "20", r#""20""#] {
        let (read, text) = phase(spelling);
        assert_eq!(read, WarmPoolPhase::Ready);
        assert!(text.contains(r#""phase":"WARM_POOL_PHASE_READY""#), "{text}");
    }
    let (number, text) = phase("7");
    assert_eq!((number.label().as_ref(), text.contains(r#""phase":7"#)), ("phase 7", true));
    let (name, text) = phase(r#""WARM_POOL_PHASE_HIBERNATING""#);
    assert_eq!(name.label(), "hibernating");
    assert!(text.contains(r#""phase":"WARM_POOL_PHASE_HIBERNATING""#));
    // The short form is invalid on the wire, so it is an unknown name.
    assert_eq!(phase(r#""READY""#).0, WarmPoolPhase::Name("READY".into()));
}

#[test]
fn null_is_absent_except_in_a_list_and_as_the_response() {
    let pool = pool(r#"{"id":"a","spec":null,"status":{"runningInstances":null}}"#);
    assert!(pool.spec.is_none());
    assert_eq!(pool.status.unwrap().running_instances, 0);
    let list: ListWarmPoolsResponse = read(br#"{"warmPools":null,"pagination":null}"#).unwrap();
    assert!(list.warm_pools.is_empty());
    assert_eq!(
        decode_error::<ListWarmPoolsResponse>(r#"{"warmPools":[null]}"#).path,
        "warmPools[0]"
    );
    decode_error::<ListWarmPoolsResponse>("null");
}

#[test]
fn secrets_of_a_runner_are_dropped_and_other_settings_are_kept() {
    let dropped = r#""password":"p4ss","encrypted_honeycomb_api_key":"a2V5""#;
    for spelling in [dropped, r#""pass\u0077ord":{"a":[1]},"encryptedHoneycombApiKey":7"#] {
        let (password, key) = spelling.split_once(r#","encrypted"#).unwrap();
        let json = format!(
            r#"{{"runnerId":"a","spec":{{"configuration":{{"encrypted{key},"metrics":{{{password},"url":"u"}}}}}}}}"#
        );
        let runner: Runner = read(json.as_bytes()).unwrap();
        let spec = serde_json::to_string(&runner.spec).unwrap();
        assert_eq!(spec, r#"{"configuration":{"region":"","metrics":{"url":"u"}}}"#, "{json}");
    }
}

#[test]
fn original_field_names_are_read_and_json_names_written() {
    let json = r#"{"id":"a","metadata":{"project_id":"p","created_at":"2026-05-01T08:00:00Z"}}"#;
    assert!(written(json).contains(r#""projectId":"p""#));
    let both = r#"{"id":"a","metadata":{"project_id":"p","projectId":"q"}}"#;
    assert!(decode_error::<WarmPool>(both).reason.contains("duplicate field"));
}

#[test]
fn times_are_written_in_utc_and_invalid_ones_unchanged() {
    for (sent, expected) in [
        ("2026-05-01T08:00:00Z", "2026-05-01T08:00:00Z"),
        ("2019-12-27T18:11:19.117Z", "2019-12-27T18:11:19.117Z"),
        ("2026-05-01T10:00:00+02:00", "2026-05-01T08:00:00Z"),
        ("2026-05-01T10:00:00.50+02:00", "2026-05-01T08:00:00.500Z"),
        ("2026-05-01T10:00:00.123456789-02:30", "2026-05-01T12:30:00.123456789Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("yesterday", "yesterday"),
    ] {
        let text = written(&format!(r#"{{"id":"a","metadata":{{"createdAt":"{sent}"}}}}"#));
        assert!(text.contains(&format!(r#""createdAt":"{expected}""#)), "{sent}: {text}");
    }
}

#[test]
fn other_json_is_not_an_empty_response() {
    for other in ["[]", "\"x\"", "7", r#"{"message":"maintenance"}"#, r#"{"code":"not_found"}"#] {
        decode_error::<ListWarmPoolsResponse>(other);
        decode_error::<EmptyResponse>(other);
        decode_error::<WarmPoolResponse>(other);
    }
    for empty in ["{}", r#"{"pagination":{}}"#] {
        assert!(read::<ListWarmPoolsResponse>(empty.as_bytes()).unwrap().warm_pools.is_empty());
    }
    read::<EmptyResponse>(b"{}").unwrap();
}

#[test]
fn broken_text_is_an_error() {
    let deep = format!(r#"{{"id":"a","x":{}}}"#, "[".repeat(200));
    let cases: [&[u8]; 6] = [
        b"",
        b"{\"id\":\"a\"",
        b"{\"id\":\"a\"} trailing",
        b"{\"id\":\"\xff\"}",
        b"\xef\xbb\xbf{\"id\":\"a\"}",
        deep.as_bytes(),
    ];
    for case in cases {
        assert!(read::<WarmPool>(case).is_err(), "{}", String::from_utf8_lossy(case));
    }
}

#[test]
fn an_error_has_the_path_of_the_innermost_part() {
    for (json, path) in [
        (
            r#"{"warmPools":[{"id":"a"},{"id":"b","spec":{"minSize":"x"}}]}"#,
            "warmPools[1].spec.minSize",
        ),
        (r#"{"warm_pools":[{"id":7}]}"#, "warmPools[0].id"),
        (r#"{"warmPools":[{"id":"a","id":"b"}]}"#, "warmPools[0]"),
        (r#"{"warmPools":[{"id":"a"},"#, "warmPools[1]"),
        (r#"{"warmPools":[{"id":"a"} {"id":"b"}]}"#, "warmPools[1]"),
        (r#"{"warmPools":{}}"#, "warmPools"),
        (r#"{"warmPools":[],"labels":{"x":[1,tru]}}"#, "labels"),
        (r#"{"pagination":{"nextToken":"a"}, 7}"#, "."),
        (r#"{"pagination":{}} 7"#, "."),
        ("[]", "."),
        ("", "."),
    ] {
        assert_eq!(decode_error::<ListWarmPoolsResponse>(json).path, path, "{json}");
    }
}

#[test]
fn an_error_in_a_field_without_a_name_has_a_path() {
    assert_eq!(read::<WarmPool>(b"{\"id\":\"a\",\"\":\"\xff\"}").unwrap_err().path, ".");
}

#[test]
fn an_error_quotes_little_of_the_response() {
    let json = format!(r#"{{"id":"a","spec":{{"minSize":"{}"}}}}"#, "x".repeat(100_000));
    assert!(decode_error::<WarmPool>(&json).reason.len() < 200);
}

proptest! {
    #[test]
    fn any_text_is_read_or_rejected(text in ".{0,200}") {
        drop(read::<WarmPool>(text.as_bytes()));
    }

    #[test]
    fn writing_and_reading_again_changes_nothing(
        id in "[a-z]{1,8}",
        version: u64,
        min in proptest::option::of(any::<i32>()),
        running: i32,
        extra in "[^\"\\\\\u{0}-\u{1f}]{0,20}",
    ) {
        let min = min.map(|min| format!(r#""minSize":{min},"#)).unwrap_or_default();
        let json = format!(
            r#"{{"id":"{id}","spec":{{{min}"specVersion":"{version}"}},"status":{{"runningInstances":{running}}},"new":"{extra}"}}"#
        );
        let once = written(&json);
        prop_assert_eq!(written(&once), once);
    }
}

/// The service spells it with two letters l, which stays valid input.
#[test]
fn canceled_is_displayed_in_american_spelling_and_written_as_the_service_spells_it() {
    let json = r#"{"phase":"PREBUILD_PHASE_CANCELLED"}"#;
    let status = read::<PrebuildStatus>(json.as_bytes()).unwrap();
    assert_eq!(status.phase.label(), "canceled");
    let written = serde_json::to_string(&ProtoJson(&status)).unwrap();
    assert!(written.contains(r#""phase":"PREBUILD_PHASE_CANCELLED""#), "{written}");
    for label in ["canceled", "cancelled", "Canceled"] {
        assert_eq!(PrebuildPhase::from_label(label), Some(PrebuildPhase::Cancelled), "{label}");
    }
}
