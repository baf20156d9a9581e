//! `WatchEvents`, a server stream of the Connect protocol.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Request, Response};
use serde_json::json;
use tokio::sync::mpsc::{self, Sender};
use tokio::sync::watch::Receiver;
use tokio::time::Instant;

use super::super::codec::{self, Codec};
use super::super::schema::Method;
use super::super::service::error::{Code, Error};
use super::super::service::events::Watch;
use super::body::{Body, RequestBody};
use super::{Shared, connect, envelope, gzip};

/// How often the data file is polled: other processes write events too, and simulated time only
/// advances when the file is read.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// Frames that are buffered for a slow client.
const MAX_BUFFERED: usize = 16;

/// Starts a stream. Streams report errors in the last frame.
pub(super) fn handle(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    method: &'static Method,
    codec: Codec,
    request: Request<RequestBody>,
) -> Response<Body> {
    let headers = request.headers();
    let compress = gzip::is_accepted(connect::header(headers, "connect-accept-encoding"));
    let deadline = connect::timeout(headers).map(|limit| limit.map(|limit| Instant::now() + limit));
    let watch = read_request(&shared, method, codec, request);
    let (frames, receiver) = mpsc::channel(MAX_BUFFERED);
    let stream = Stream { frames, method, codec, compress };
    tokio::spawn(async move {
        let end = match (watch, deadline) {
            (Err(error), _) | (_, Err(error)) => error,
            (Ok((watch, last)), Ok(deadline)) => {
                stream.send_events(&shared, stopping, &watch, last, deadline).await
            }
        };
        stream.end(&end).await;
    });
    let content_type = match codec {
        Codec::Json => "application/connect+json",
        Codec::Proto => "application/connect+proto",
    };
    let mut response = connect::response(200, (CONTENT_TYPE, content_type), Body::Stream(receiver));
    if compress {
        let name = HeaderName::from_static("connect-content-encoding");
        response.headers_mut().insert(name, HeaderValue::from_static(gzip::NAME));
    }
    response
}

/// Reads the request; returns it with the number of the last event before it.
fn read_request(
    shared: &Shared,
    method: &Method,
    codec: Codec,
    request: Request<RequestBody>,
) -> Result<(Watch, i64), Error> {
    let headers = request.headers();
    let is_compressed = gzip::is_used(connect::header(headers, "connect-content-encoding"))?;
    connect::check_version(headers)?;
    connect::check_token(shared, headers)?;
    let last = shared.store().last_event();
    let last = shared.stored(last)?;
    let body = request.into_body()?;
    let bytes = envelope::decode_single(&body, is_compressed)?;
    let message = connect::decode(codec, &bytes, method)?;
    Ok((Watch::parse(message)?, last))
}

/// The sending side of a stream.
struct Stream {
    frames: Sender<Bytes>,
    method: &'static Method,
    codec: Codec,
    compress: bool,
}

impl Stream {
    /// Sends events until the client disconnects, the deadline passes or the server stops.
    async fn send_events(
        &self,
        shared: &Shared,
        stopping: Receiver<bool>,
        watch: &Watch,
        mut last: i64,
        deadline: Option<Instant>,
    ) -> Error {
        loop {
            // A separate statement, because the lock must not be held across an await.
            let events = shared.store().events_after(last);
            let events = match shared.stored(events) {
                Ok(events) => events,
                Err(error) => return error,
            };
            for (number, event) in events {
                last = number;
                let Some(message) = watch.message(&event) else {
                    continue;
                };
                let bytes = codec::encode(self.codec, &message, self.method.output);
                let frame = envelope::encode_message(&bytes, self.compress);
                if self.frames.send(frame).await.is_err() {
                    return client_disconnected();
                }
            }
            if self.frames.is_closed() {
                return client_disconnected();
            }
            if *stopping.borrow() {
                return Error::new(Code::Unavailable, "the server is shutting down");
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return connect::deadline_exceeded();
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }

    /// Sends the last frame, unless the client has disconnected.
    async fn end(&self, error: &Error) {
        let body = json!({ "error": connect::error_json(error) }).to_string();
        let frame = envelope::encode_end(body.as_bytes(), self.compress);
        drop(self.frames.send(frame).await);
    }
}

/// Ends a stream whose client has disconnected.
fn client_disconnected() -> Error {
    Error::new(Code::Unavailable, "the client has disconnected")
}
