//! What a watcher asks for, how it waits between streams, and how it reads an end.

use std::cell::RefCell;

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

/// Records what it is notified of.
#[derive(Default)]
struct Recorder(RefCell<Vec<String>>);

impl EventListener for Recorder {
    fn one(&self, id: &str) {
        self.0.borrow_mut().push(id.to_owned());
    }

    fn any(&self) {
        self.0.borrow_mut().push("any".to_owned());
    }
}

#[test]
fn an_event_names_an_item_or_stands_for_any() {
    let listener = Recorder::default();
    for event in [r#"{"resourceId":"a"}"#, r#"{"resourceId":""}"#, "not json"] {
        tell(event.as_bytes(), &listener);
    }
    assert_eq!(listener.0.into_inner(), ["a", "any", "any"]);
}
