//! `EventService/WatchEvents`: a stream that says which resources changed, but not how.
//!
//! The stream has no cursor, so what happened while none was open has to be read. Servers may hold
//! back even the headers until the first event, so silence means nothing. Watching must work
//! without the stream.

mod frame;
#[cfg(any(test, fuzzing))]
pub(super) mod invariants;

use std::convert::Infallible;
use std::time::Duration;

use reqwest::header::HeaderMap;
use serde::Serialize;
use serde_json::Value;
use tokio::time::Instant;

use super::client::{CallEvent, Client, Method};
use super::connect_code::Code;
use super::error::{CallError, Lost, StatusError};
use super::pager::MAX_FILTER_IDS;
use super::proto::{self, DecodeError, message, open_enum};
use super::response;
use super::retry::{RetryClass, retry_class};
use super::transport_error::{self, Timeouts};

pub(super) use frame::encode_frame;
use frame::{Decoder, Frame};

const WATCH: Method = Method::read("EventService", "WatchEvents");

/// The limit of `resourceTypeFilters` is 50.
const MAX_IDS: usize = 50 * MAX_FILTER_IDS;

const MAX_BACKOFF: Duration = Duration::from_secs(30);
/// A stream that lasted this long resets the backoff.
const HEALTHY: Duration = Duration::from_secs(60);

open_enum! {
    /// Those that are watched.
    pub enum ResourceType: "RESOURCE_TYPE_", "resource type" {
        Unspecified = 0 = "unspecified",
        Environment = 1 = "environment",
        Prebuild = 37 = "prebuild",
        WarmPool = 48 = "warm_pool",
    }
}

open_enum! {
    pub enum ResourceOperation: "RESOURCE_OPERATION_", "operation" {
        Unspecified = 0 = "unspecified",
        Create = 1 = "create",
        Update = 2 = "update",
        Delete = 3 = "delete",
        /// Nothing but the status changed.
        UpdateStatus = 4 = "update_status",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WatchRequest {
    organization: bool,
    resource_type_filters: Vec<Filter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Filter {
    resource_type: ResourceType,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resource_ids: Vec<String>,
}

/// Learns which resources may have changed, but not how.
pub(crate) trait EventListener {
    /// A stream was opened; events before that were missed.
    fn on_open(&self) {
        self.on_resync();
    }

    /// There are no events until a stream is open again.
    fn on_close(&self) {}

    /// There are no more events: the service rejects the stream.
    fn on_rejected(&self, _error: &CallError) {}

    /// As [`Self::on_change`], for a listener to which it matters what happened.
    fn on_operation(&self, _operation: &ResourceOperation, id: &str) {
        self.on_change(id);
    }

    /// The resource with this id changed.
    fn on_change(&self, id: &str);

    /// Any resource may have changed.
    fn on_resync(&self);
}

message! {
    pub struct ResourceEvent {
        operation: ResourceOperation = "operation",
        resource_type: ResourceType = "resourceType" | "resource_type",
        resource_id: String = "resourceId" | "resource_id",
    }
}

impl Client {
    /// Notifies the listener of changes for as long as it is polled; never, if there is no stream.
    /// Without ids all resources of the type are watched; there may be events of others.
    pub(crate) async fn watch(
        &self,
        resource_type: ResourceType,
        ids: &[String],
        listener: &impl EventListener,
    ) -> Infallible {
        let request = serde_json::to_vec(&request(&resource_type, ids)).unwrap_or_default();
        let mut backoff = Backoff::new(self.policy.first_backoff * 2);
        loop {
            let start = Instant::now();
            let result = self.watch_once(&resource_type, &request, listener).await;
            listener.on_close();
            let error = result.as_ref().err();
            let class = error.map(retry_class);
            if class == Some(RetryClass::Rejected) {
                (self.on_event)(&CallEvent::StreamEnded { error, delay: None });
                error.into_iter().for_each(|error| listener.on_rejected(error));
                // Reading shows whether the token is invalid for everything.
                if error.is_some_and(is_unauthenticated) {
                    listener.on_resync();
                }
                return std::future::pending().await;
            }
            let requested_delay = class.map_or(Duration::ZERO, RetryClass::requested_delay);
            let delay = backoff.next(start.elapsed(), fastrand::f64()).max(requested_delay);
            (self.on_event)(&CallEvent::StreamEnded { error, delay: Some(delay) });
            tokio::time::sleep(delay).await;
        }
    }

    /// Opens one stream and reads it to its end.
    async fn watch_once(
        &self,
        resource_type: &ResourceType,
        request: &[u8],
        listener: &impl EventListener,
    ) -> Result<(), CallError> {
        let opened = self.transport.open_stream(&WATCH.path(), request, &self.on_event).await;
        self.finish_attempt(WATCH, &opened);
        let mut response = opened?;
        listener.on_open();
        let mut decoder = Decoder::new(response::is_gzip_stream(response.headers()));
        loop {
            let chunk = response.chunk().await;
            let no_timeouts = Timeouts::new(Duration::ZERO);
            let Some(chunk) =
                chunk.map_err(|error| transport_error::classify(&error, no_timeouts))?
            else {
                let reason = "the stream ended without an end-of-stream message";
                return Err(CallError::ResponseLost(Lost::Truncated(reason.to_owned())));
            };
            decoder.push(&chunk);
            while let Some(frame) = decoder.next().map_err(decode_error)? {
                match frame {
                    Frame::Message(message) => {
                        let method = WATCH.name;
                        (self.on_event)(&CallEvent::StreamMessage { method, message: &message });
                        notify(&message, resource_type, listener);
                    }
                    Frame::End(end) => return end_of_stream(response.headers(), &end),
                }
            }
        }
    }
}

/// An event that cannot be decoded still means that something happened.
fn notify(event: &[u8], resource_type: &ResourceType, listener: &impl EventListener) {
    match proto::read::<ResourceEvent>(event) {
        Ok(event) if event.is_about_other(resource_type) => {}
        Ok(event) if !event.resource_id.is_empty() => {
            listener.on_operation(&event.operation, &event.resource_id);
        }
        _ => listener.on_resync(),
    }
}

impl ResourceEvent {
    /// Whether it is about a resource that was not asked for.
    fn is_about_other(&self, resource_type: &ResourceType) -> bool {
        self.resource_type != ResourceType::Unspecified && self.resource_type != *resource_type
    }
}

/// Reads the last frame: `{}`, or an error although the HTTP status is 200.
fn end_of_stream(headers: &HeaderMap, end: &[u8]) -> Result<(), CallError> {
    let end: Value = serde_json::from_slice(end)
        .map_err(|error| decode_error(format!("the end-of-stream message is not JSON: {error}")))?;
    match &end["error"] {
        Value::Null => Ok(()),
        error => Err(CallError::Status(response::status_error(200, headers, error))),
    }
}

fn is_unauthenticated(error: &CallError) -> bool {
    matches!(error, CallError::Status(StatusError { code: Code::Unauthenticated, .. }))
}

fn decode_error(reason: String) -> CallError {
    CallError::Decode(DecodeError { path: ".".to_owned(), reason })
}

/// Watches all resources of the type if there are more ids than fit into a request.
fn request(resource_type: &ResourceType, ids: &[String]) -> WatchRequest {
    let filter = |ids: &[String]| Filter {
        resource_type: resource_type.clone(),
        resource_ids: ids.to_vec(),
    };
    let resource_type_filters = match ids.len() {
        1..=MAX_IDS => ids.chunks(MAX_FILTER_IDS).map(filter).collect(),
        _ => vec![filter(&[])],
    };
    WatchRequest { organization: true, resource_type_filters }
}

/// The delay between two streams: grows until one was healthy.
struct Backoff {
    first: Duration,
    next: Duration,
}

impl Backoff {
    const fn new(first: Duration) -> Self {
        Self { first, next: first }
    }

    /// `random` is in 0..1; half of the delay is fixed.
    fn next(&mut self, lasted: Duration, random: f64) -> Duration {
        if lasted >= HEALTHY {
            self.next = self.first;
        }
        let delay = self.next.min(MAX_BACKOFF);
        self.next = delay * 2;
        delay / 2 + (delay / 2).mul_f64(random)
    }
}

#[cfg(test)]
mod tests;
