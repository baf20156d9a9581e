//! Requests, backoff, ends of streams and notifications.

use std::cell::RefCell;

use reqwest::header::HeaderMap;
use serde_json::json;

use super::*;
use crate::api::OpenEnum as _;

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("id-{number:04}")).collect()
}

#[test]
fn a_request_names_as_many_ids_as_it_can() {
    assert_eq!(
        serde_json::to_value(request(&ResourceType::WarmPool, &ids(2))).unwrap(),
        json!({
            "organization": true,
            "resourceTypeFilters": [
                {"resourceType": "RESOURCE_TYPE_WARM_POOL", "resourceIds": ["id-0000", "id-0001"]}
            ]
        })
    );
    let filters = |count| request(&ResourceType::WarmPool, &ids(count)).resource_type_filters;
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

/// Records what it is notified of.
#[derive(Default)]
struct Recorder(RefCell<Vec<String>>);

impl EventListener for Recorder {
    fn on_operation(&self, operation: &ResourceOperation, id: &str) {
        self.0.borrow_mut().push(format!("{} {id}", operation.label()));
    }

    fn on_change(&self, _: &str) {}

    fn on_resync(&self) {
        self.0.borrow_mut().push("any".to_owned());
    }
}

#[test]
fn an_event_names_an_item_or_stands_for_any() {
    let listener = Recorder::default();
    for event in [
        r#"{"resourceId":"a"}"#,
        r#"{"operation":"RESOURCE_OPERATION_CREATE","resourceId":"b"}"#,
        r#"{"operation":4,"resourceType":1,"resourceId":"c"}"#,
        r#"{"operation":3,"resourceType":"RESOURCE_TYPE_WARM_POOL","resourceId":"d"}"#,
        r#"{"resourceType":"RESOURCE_TYPE_LATER","resourceId":"e"}"#,
        r#"{"resourceId":""}"#,
        "not json",
    ] {
        notify(event.as_bytes(), &ResourceType::Environment, &listener);
    }
    let expected = ["unspecified a", "create b", "update_status c", "any", "any"];
    assert_eq!(listener.0.into_inner(), expected);
}
