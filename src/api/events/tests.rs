//! What a watcher asks for, how it waits between streams, and how it reads an end.

use reqwest::header::HeaderMap;
use serde_json::json;

use super::*;

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("id-{number:04}")).collect()
}

#[test]
fn the_pools_are_named_as_far_as_a_request_can() {
    assert_eq!(
        serde_json::to_value(request(Kind::WarmPool, &ids(2))).unwrap(),
        json!({
            "organization": true,
            "resourceTypeFilters": [
                {"resourceType": "RESOURCE_TYPE_WARM_POOL", "resourceIds": ["id-0000", "id-0001"]}
            ]
        })
    );
    let filters = |count| request(Kind::WarmPool, &ids(count)).resource_type_filters;
    assert_eq!((filters(26).len(), filters(26)[1].resource_ids.len()), (2, 1));
    assert_eq!(filters(1_250).len(), 50);
    assert_eq!((filters(1_251).len(), filters(1_251)[0].resource_ids.len()), (1, 0));
}

#[test]
fn streams_that_die_at_once_are_opened_ever_more_slowly() {
    let mut backoff = Backoff::new(Duration::from_secs(1));
    let mut waits =
        |lasted: u64, random| backoff.next(Duration::from_secs(lasted), random).as_millis();
    assert_eq!([(); 7].map(|()| waits(0, 1.0)), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    assert_eq!(waits(59, 0.0), 15_000, "half is random");
    assert_eq!([waits(60, 1.0), waits(1, 1.0)], [1000, 2000], "it was a good one");
}

#[test]
fn the_last_frame_says_how_it_ended() {
    let end = |body: &str| how_it_ended(&HeaderMap::new(), body.as_bytes());
    for body in ["{}", r#"{"error":null}"#, r#"{"metadata":{"a":["b"]}}"#] {
        assert!(end(body).is_ok(), "{body}");
    }
    for (body, code) in [
        (r#"{"error":{"code":"unauthenticated","message":"no"}}"#, Code::Unauthenticated),
        (r#"{"error":{"code":"unimplemented"}}"#, Code::Unimplemented),
        (r#"{"error":{"code":null}}"#, Code::Unknown),
        (r#"{"error":{"code":"new_code"}}"#, Code::Unknown),
        (r#"{"error":{}}"#, Code::Unknown),
        (r#"{"error":"text"}"#, Code::Unknown),
    ] {
        let fault = end(body).unwrap_err();
        assert!(matches!(&fault, CallError::Status(refusal) if refusal.code == code), "{fault:?}");
    }
    assert!(matches!(end(""), Err(CallError::Decode(_))));
}

#[test]
fn any_number_of_events_about_a_thing_is_one_nudge() {
    let nudges = ChangeNotifier::of(["A", "b"]);
    let event = |id: &str| tell(format!(r#"{{"resourceId":"{id}"}}"#).as_bytes(), &nudges);
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    let is_nudged = |id: &str| {
        let requested_delay =
            async { tokio::time::timeout(Duration::from_secs(1), nudges.about(id)).await };
        runtime.block_on(requested_delay).is_ok()
    };
    ["a", "A", "c"].into_iter().for_each(event);
    assert_eq!(["a", "A", "b", "c"].map(is_nudged), [true, false, false, false]);
    tell(b"not json", &nudges);
    assert_eq!(["A", "b", "b"].map(is_nudged), [true, true, false], "any may have changed");
}
