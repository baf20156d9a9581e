//! From events and reads to observed starts.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, advance};

use super::pending::PendingStarts;
use super::{ObservedStart, PoolKey, StartScope};
use crate::api::connect_code::Code;
use crate::api::environment::Environment;
use crate::api::error::{CallError, RetryAfter, StatusError};
use crate::api::{Error, read_message};

const ID: &str = "ae2c4c98-f4b7-419c-85e6-3254866efa68";
const KEY: PoolKey = PoolKey { project: uuid::Uuid::from_u128(2), class: uuid::Uuid::from_u128(3) };

fn message(phase: &str) -> Value {
    json!({
        "id": ID,
        "metadata": {
            "projectId": KEY.project, "createdAt": "2026-11-30T08:00:00.250Z",
            "creator": {"id": "f53d2330-3795-4c5d-a1f3-453121af9c60"},
            "role": "ENVIRONMENT_ROLE_DEFAULT",
            "prebuildId": "b0e12f6c-4c67-429d-a4a6-d9838b5da047",
        },
        "spec": {"machine": {"class": KEY.class}},
        "status": {"phase": format!("ENVIRONMENT_PHASE_{phase}"), "machine": {"phase": "PHASE_RUNNING"}},
    })
}

fn environment(message: &Value) -> Environment {
    read_message(message.to_string().as_bytes()).unwrap()
}

fn error(code: Code) -> Error {
    let cause = CallError::Status(StatusError {
        http_status: 500,
        code,
        message: String::new(),
        details: Vec::new(),
        retry_after: RetryAfter::DoNotRetry,
    });
    Error { method: "GetEnvironment", host: String::new(), cause, attempts: 1 }
}

struct Observed(PendingStarts);

impl Observed {
    /// With an open stream, on which the environment was created.
    fn created() -> Self {
        let mut pending = PendingStarts::new(StartScope::Projects([KEY.project].into()));
        pending.on_open();
        pending.on_event(&ID.to_ascii_uppercase(), true, Instant::now());
        Self(pending)
    }

    fn event(&mut self) {
        self.0.on_event(ID, false, Instant::now());
    }

    fn is_due(&mut self) -> bool {
        self.0.take_due(Instant::now(), 4) == [ID]
    }

    /// Reads it once, as it is due.
    fn read_message(&mut self, message: &Value, second: i64) -> Option<ObservedStart> {
        assert!(self.is_due(), "{message}");
        let at = "2026-11-30T08:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let at = at + jiff::SignedDuration::from_secs(second);
        self.0.on_read(ID, Ok(environment(message)), Some(at))
    }

    fn read(&mut self, phase: &str, second: i64) -> Option<ObservedStart> {
        self.read_message(&message(phase), second)
    }

    fn fail(&mut self, code: Code) -> Option<ObservedStart> {
        assert!(self.is_due());
        self.0.on_read(ID, Err(error(code)), None)
    }
}

fn running_at(start: Option<ObservedStart>) -> Option<String> {
    Some(start?.running_at.map_or("not seen".to_owned(), |time| time.to_string()))
}

#[tokio::test(start_paused = true)]
async fn a_start_is_observed_from_its_creation_until_it_runs() {
    let mut observed = Observed::created();
    assert_eq!(observed.read("CREATING", 1), None);
    assert!(!observed.is_due(), "there was no event");
    observed.event();
    assert_eq!(observed.read("STARTING", 7), None);
    observed.event();
    let start = observed.read("RUNNING", 10).unwrap();
    assert_eq!(start.environment_id.to_string(), ID);
    assert_eq!(start.key, KEY);
    assert_eq!(start.created_at.unwrap().to_string(), "2026-11-30T08:00:00.25Z");
    assert_eq!(start.running_at.unwrap().to_string(), "2026-11-30T08:00:10Z");
    assert_eq!(start.machine_at.unwrap().to_string(), "2026-11-30T08:00:01Z");
    assert_eq!(start.prebuild_id.unwrap().to_string(), "b0e12f6c-4c67-429d-a4a6-d9838b5da047");
    assert_eq!(start.creator_id.unwrap().to_string(), "f53d2330-3795-4c5d-a1f3-453121af9c60");
    observed.event();
    assert!(!observed.is_due(), "it is over");
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_start_is_not_seen_after_a_gap() {
    for (second_read, expected) in [(None, "not seen"), (Some("STARTING"), "2026-11-30T08:00:30Z")]
    {
        let mut observed = Observed::created();
        assert_eq!(observed.read("CREATING", 1), None);
        observed.0.on_close();
        observed.0.on_open();
        if let Some(phase) = second_read {
            assert_eq!(observed.read(phase, 20), None);
            observed.event();
        }
        assert_eq!(running_at(observed.read("RUNNING", 30)).as_deref(), Some(expected));
    }
    let mut observed = Observed::created();
    observed.0.on_close();
    assert_eq!(observed.read("CREATING", 1), None);
    observed.event();
    assert_eq!(running_at(observed.read("RUNNING", 2)).as_deref(), Some("not seen"));
}

#[tokio::test(start_paused = true)]
async fn a_read_without_an_event_or_with_retries_does_not_show_when_it_began_to_run() {
    let mut observed = Observed::created();
    assert_eq!(observed.read("CREATING", 1), None);
    advance(Duration::from_secs(60)).await;
    assert_eq!(running_at(observed.read("RUNNING", 61)).as_deref(), Some("not seen"));

    let mut observed = Observed::created();
    assert!(observed.is_due());
    advance(Duration::from_secs(4)).await;
    let start =
        observed.0.on_read(ID, Ok(environment(&message("RUNNING"))), Some(jiff::Timestamp::now()));
    assert_eq!(running_at(start).as_deref(), Some("not seen"));

    let mut observed = Observed::created();
    assert_eq!(observed.fail(Code::Unavailable), None);
    observed.event();
    assert_eq!(running_at(observed.read("RUNNING", 5)).as_deref(), Some("not seen"));
}

#[tokio::test(start_paused = true)]
async fn a_start_that_stops_fails_or_takes_hours_is_over() {
    for phase in ["STOPPING", "STOPPED", "DELETING", "DELETED"] {
        let start = Observed::created().read(phase, 5);
        assert_eq!(running_at(start).as_deref(), Some("not seen"), "{phase}");
    }
    let mut observed = Observed::created();
    assert_eq!(observed.read("STARTING", 5), None);
    observed.event();
    assert_eq!(running_at(observed.fail(Code::NotFound)).as_deref(), Some("not seen"));
    assert_eq!(Observed::created().fail(Code::PermissionDenied), None, "nothing is known of it");

    let mut observed = Observed::created();
    let minutes = std::iter::from_fn(|| observed.read("STARTING", 5).is_none().then_some(()));
    let mut count = 0;
    for () in minutes {
        count += 1;
        advance(Duration::from_secs(60)).await;
    }
    assert_eq!(count, 60);
}

#[tokio::test(start_paused = true)]
async fn only_starts_that_a_pool_could_serve_are_observed() {
    let other = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
    for (field, value) in [
        ("/metadata/role", json!("ENVIRONMENT_ROLE_PREBUILD")),
        ("/metadata/role", json!(4)),
        ("/metadata/projectId", json!("")),
        ("/metadata/projectId", json!(other)),
        ("/spec/machine/class", json!("")),
    ] {
        let mut observed = Observed::created();
        let mut message = message("STARTING");
        *message.pointer_mut(field).unwrap() = value;
        assert_eq!(observed.read_message(&message, 1), None);
        observed.event();
        assert!(!observed.is_due(), "{message}");
    }
    let mut pending = PendingStarts::new(StartScope::Pools([KEY].into()));
    pending.on_event(ID, false, Instant::now());
    assert!(pending.take_due(Instant::now(), 4).is_empty(), "it was not created now");
    pending.on_event(ID, true, Instant::now());
    assert_eq!(pending.take_due(Instant::now(), 4), [ID]);
    pending.on_read(ID, Ok(environment(&message("STARTING"))), None);
    assert_eq!(pending.take_all().len(), 1);
    assert!(pending.take_all().is_empty());
}

#[tokio::test(start_paused = true)]
async fn any_number_of_starts_takes_bounded_room() {
    let mut pending = PendingStarts::new(StartScope::Projects([].into()));
    for id in 0..2_000_u128 {
        pending.on_event(&uuid::Uuid::from_u128(id).to_string(), true, Instant::now());
    }
    assert_eq!(pending.take_due(Instant::now(), 4).len(), 4);
    assert_eq!(pending.take_due(Instant::now(), 5_000).len(), 996);
}
