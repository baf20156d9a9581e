//! `EventService/WatchEvents`: a stream that says which things changed, and nothing about how.
//!
//! There is no cursor, so whatever happened while no stream was open has to be read; servers may
//! keep even the headers until the first event, so silence means nothing. Whoever watches must get
//! on without it.

mod frame;
#[cfg(any(test, fuzzing))]
pub(super) mod invariants;
mod listener;

use std::convert::Infallible;
use std::time::Duration;

use reqwest::Response;
use serde::Serialize;
use serde_json::Value;
use tokio::time::Instant;

use super::client::{CallEvent, Client, Method};
use super::connect_code::Code;
use super::error::{CallError, Lost, StatusError};
use super::page::FILTER_IDS;
use super::proto::{self, DecodeError, message};
use super::response;
use super::retry::{Effect, RetryClass, retry_class};
use super::transport_error::{self, Timeouts};

pub(super) use frame::encode_frame;
use frame::{Decoder, Frame};
pub(crate) use listener::EventListener;

const WATCH: Method = Method { service: "EventService", name: "WatchEvents", effect: Effect::Read };

/// The most ids a request holds: there are at most 50 filters (contract).
const MOST_IDS: usize = 50 * FILTER_IDS;

/// Between two streams there is at most this.
const LONGEST_BACKOFF: Duration = Duration::from_secs(30);
/// A stream that lasted this long was a good one.
const HEALTHY: Duration = Duration::from_secs(60);

/// What kind of things are watched.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) enum Kind {
    /// Warm pools.
    #[serde(rename = "RESOURCE_TYPE_WARM_POOL")]
    WarmPool,
    /// Prebuilds.
    #[serde(rename = "RESOURCE_TYPE_PREBUILD")]
    Prebuild,
}

/// Which events are asked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WatchRequest {
    organization: bool,
    resource_type_filters: Vec<Filter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Filter {
    resource_type: Kind,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resource_ids: Vec<String>,
}

message! {
    /// One event. What was done to the thing, and what kind it is, is not needed.
    pub struct Changed {
        /// UUID of the thing.
        resource_id: String = "resourceId" | "resource_id",
    }
}

impl Client {
    /// Tells whenever one of the things with these ids may have changed, for as long as it is
    /// polled; without a stream, never. No ids stand for all things of the kind, of which more than
    /// was asked for may be told.
    pub(crate) async fn watch(
        &self,
        kind: Kind,
        ids: &[String],
        hearer: &impl EventListener,
    ) -> Infallible {
        let request = serde_json::to_vec(&request(kind, ids)).unwrap_or_default();
        let mut backoff = Backoff::new(self.first_backoff() * 2);
        loop {
            let start = Instant::now();
            let ended = self.watch_once(&request, hearer).await;
            hearer.ended();
            let fault = ended.as_ref().err();
            if fault.is_some_and(|fault| retry_class(fault) == RetryClass::Refused) {
                self.observe(&CallEvent::StreamEnded { fault, delay: None });
                // A look tells whether the token is of no more use for anything.
                if fault.is_some_and(is_unauthenticated) {
                    hearer.any();
                }
                return std::future::pending().await;
            }
            let requested_delay =
                fault.map_or(Duration::ZERO, |fault| retry_class(fault).requested_delay());
            let delay = backoff.next(start.elapsed(), fastrand::f64()).max(requested_delay);
            self.observe(&CallEvent::StreamEnded { fault, delay: Some(delay) });
            tokio::time::sleep(delay).await;
        }
    }

    /// One stream from its beginning to its end.
    async fn watch_once(
        &self,
        request: &[u8],
        hearer: &impl EventListener,
    ) -> Result<(), CallError> {
        let response = self.open_stream(WATCH, request).await?;
        hearer.opened();
        self.follow(response, hearer).await
    }

    /// Reads events until the stream ends.
    async fn follow(
        &self,
        mut response: Response,
        hearer: &impl EventListener,
    ) -> Result<(), CallError> {
        let mut decoder = Decoder::new(response::is_gzip_stream(response.headers()));
        loop {
            let piece = response.chunk().await;
            let piece = piece
                .map_err(|error| transport_error::fault(&error, Timeouts::of(Duration::ZERO)))?;
            let Some(piece) = piece else {
                let why = "the stream ended without its last frame";
                return Err(CallError::ResponseLost(Lost::Truncated(why.to_owned())));
            };
            decoder.push(&piece);
            while let Some(frame) = decoder.next().map_err(unreadable)? {
                match frame {
                    Frame::Message(message) => {
                        self.observe(&CallEvent::Streamed {
                            method: WATCH.name,
                            message: &message,
                        });
                        tell(&message, hearer);
                    }
                    Frame::End(end) => return how_it_ended(response.headers(), &end),
                }
            }
        }
    }
}

/// An event that cannot be read still says that something happened.
fn tell(event: &[u8], hearer: &impl EventListener) {
    match proto::read::<Changed>(event) {
        Ok(event) if !event.resource_id.is_empty() => hearer.one(&event.resource_id),
        _ => hearer.any(),
    }
}

/// The last frame: `{}`, or an error, although the status of the answer is 200.
fn how_it_ended(headers: &reqwest::header::HeaderMap, end: &[u8]) -> Result<(), CallError> {
    let end: Value = serde_json::from_slice(end)
        .map_err(|error| unreadable(format!("its last frame is not JSON: {error}")))?;
    match &end["error"] {
        Value::Null => Ok(()),
        error => Err(CallError::Status(response::refusal(200, headers, error))),
    }
}

fn is_unauthenticated(fault: &CallError) -> bool {
    matches!(fault, CallError::Status(StatusError { code: Code::Unauthenticated, .. }))
}

fn unreadable(reason: String) -> CallError {
    CallError::Decode(DecodeError { path: ".".to_owned(), reason })
}

/// Asks for the events of these things; of all, where there are more than a request can name.
fn request(kind: Kind, ids: &[String]) -> WatchRequest {
    let filter = |ids: &[String]| Filter { resource_type: kind, resource_ids: ids.to_vec() };
    let resource_type_filters = match ids.len() {
        1..=MOST_IDS => ids.chunks(FILTER_IDS).map(filter).collect(),
        _ => vec![filter(&[])],
    };
    WatchRequest { organization: true, resource_type_filters }
}

/// How long to wait between two streams: longer each time, until one was good.
struct Backoff {
    first: Duration,
    next: Duration,
}

impl Backoff {
    const fn new(first: Duration) -> Self {
        Self { first, next: first }
    }

    /// `random` is a number from 0 up to 1; half of the wait is fixed.
    fn next(&mut self, lasted: Duration, random: f64) -> Duration {
        if lasted >= HEALTHY {
            self.next = self.first;
        }
        let full = self.next.min(LONGEST_BACKOFF);
        self.next = full * 2;
        full / 2 + (full / 2).mul_f64(random)
    }
}

#[cfg(test)]
mod tests;
