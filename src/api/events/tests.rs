//! Requests, backoff, ends of streams and notifications.

use reqwest::header::HeaderMap;
use serde_json::json;

use super::*;

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("id-{number:04}")).collect()
}

#[test]
fn a_request_names_as_many_ids_as_it_can() {
    assert_eq!(
        serde_json::to_value(request(ResourceType::WarmPool, &ids(2))).unwrap(),
        json!({
            "organization": true,
            "resourceTypeFilters": [
                {"resourceType": "RESOURCE_TYPE_WARM_POOL", "resourceIds": ["id-0000", "id-0001"]}
            ]
        })
    );
    let filters = |count| request(ResourceType::WarmPool, &ids(count)).resource_type_filters;
    assert_eq!((filters(26).len(), filters(26)[1].resource_ids.len()), (2, 1));
    assert_eq!(filters(1_250).len(), 50);
    assert_eq!((filters(1_251).len(), filters(1_251)[0].resource_ids.len()), (1, 0));
}

#[test]
fn short_streams_are_reopened_with_growing_delays() {
    let mut backoff = Backoff::new(Duration::from_secs(1));
    let mut waits =
        |lasted: u64, random| backoff.next(Duration::from_secs(lasted), random).as_millis();
    assert_eq!([(); 7].map(|()| waits(0, 1.0)), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    assert_eq!(waits(59, 0.0), 15_000, "half is random");
    assert_eq!([waits(60, 1.0), waits(1, 1.0)], [1000, 2000], "after a healthy stream");
}

#[test]
fn the_end_of_stream_message_can_hold_an_error() {
    let end = |body: &str| end_of_stream(&HeaderMap::new(), body.as_bytes());
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
        let error = end(body).unwrap_err();
        assert!(matches!(&error, CallError::Status(status) if status.code == code), "{error:?}");
    }
    assert!(matches!(end(""), Err(CallError::Decode(_))));
}

#[test]
fn events_about_one_resource_are_merged() {
    let notifier = ChangeNotifier::new(["A", "b"]);
    let event = |id: &str| notify(format!(r#"{{"resourceId":"{id}"}}"#).as_bytes(), &notifier);
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    let has_changed = |id: &str| {
        let changed =
            async { tokio::time::timeout(Duration::from_secs(1), notifier.changed(id)).await };
        runtime.block_on(changed).is_ok()
    };
    ["a", "A", "c"].into_iter().for_each(event);
    assert_eq!(["a", "A", "b", "c"].map(has_changed), [true, false, false, false]);
    notify(b"not json", &notifier);
    assert_eq!(["A", "b", "b"].map(has_changed), [true, true, false], "any may have changed");
}
