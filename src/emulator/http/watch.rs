//! `WatchEvents`: a server stream of the Connect protocol.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Request, Response};
use serde_json::json;
use tokio::sync::mpsc::{self, Sender};
use tokio::sync::watch::Receiver;
use tokio::time::Instant;

use super::super::schema::Method;
use super::super::service;
use super::super::service::error::{Code, Error};
use super::super::service::events::Watch;
use super::super::wire::{self, Codec};
use super::body::{self, Body};
use super::{Shared, connect, envelope, gzip};

/// How often the file is looked at for events: another process may have written them, or simulated
/// time brought them.
const LOOK: Duration = Duration::from_millis(20);

/// Frames that wait for a slow reader before it is waited for.
const BUFFERED: usize = 16;

/// Answers a call; what is wrong is told in the last frame, as streams do.
pub(super) async fn handle(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    method: &'static Method,
    codec: Codec,
    request: Request<Incoming>,
) -> Response<Body> {
    let headers = request.headers();
    let may_compress = gzip::is_accepted(connect::header(headers, "connect-accept-encoding"));
    let deadline = connect::timeout(headers).map(|limit| limit.map(|limit| Instant::now() + limit));
    let watch = begin(&shared, method, codec, request).await;
    let (frames, receiver) = mpsc::channel(BUFFERED);
    let stream = Stream { frames, method, codec, may_compress };
    tokio::spawn(async move {
        let end = match (watch, deadline) {
            (Err(error), _) | (_, Err(error)) => error,
            (Ok((watch, last)), Ok(deadline)) => {
                stream.follow(&shared, stopping, &watch, last, deadline).await
            }
        };
        stream.end(&end).await;
    });
    let content_type = match codec {
        Codec::Json => "application/connect+json",
        Codec::Proto => "application/connect+proto",
    };
    let mut response = connect::answer(200, (CONTENT_TYPE, content_type), Body::Stream(receiver));
    if may_compress {
        let name = HeaderName::from_static("connect-content-encoding");
        response.headers_mut().insert(name, HeaderValue::from_static(gzip::NAME));
    }
    response
}

/// Reads what is to be watched, and from which event on.
async fn begin(
    shared: &Shared,
    method: &Method,
    codec: Codec,
    request: Request<Incoming>,
) -> Result<(Watch, i64), Error> {
    let is_compressed = check(shared, request.headers())?;
    // Events from here on are told, though the request is not read yet.
    let last = shared.store().last_event()?;
    let body = body::read(request.into_body()).await?;
    let bytes = envelope::read_one(&body, is_compressed)?;
    let message = wire::read(codec, &bytes, method.input)
        .map_err(|why| Error::invalid(format!("unmarshal message: {why}")))?;
    service::check(&message, method.input)?;
    Ok((Watch::of(message)?, last))
}

/// Checks the headers; tells whether messages may be compressed.
fn check(shared: &Shared, headers: &HeaderMap) -> Result<bool, Error> {
    let is_compressed = gzip::is_used(connect::header(headers, "connect-content-encoding"))?;
    connect::check_version(headers)?;
    (shared.token.check(connect::header(headers, "authorization")))
        .map_err(|message| Error::new(Code::Unauthenticated, message))?;
    Ok(is_compressed)
}

/// The sending side of a stream.
struct Stream {
    frames: Sender<Bytes>,
    method: &'static Method,
    codec: Codec,
    may_compress: bool,
}

impl Stream {
    /// Tells events until the client has left, its time is up or the server stops.
    async fn follow(
        &self,
        shared: &Shared,
        stopping: Receiver<bool>,
        watch: &Watch,
        mut last: i64,
        deadline: Option<Instant>,
    ) -> Error {
        loop {
            // Not kept over an await: the lock is for one look.
            let events = shared.store().events_after(last);
            let events = match events {
                Ok(events) => events,
                Err(error) => return error.into(),
            };
            for (number, event) in events {
                last = number;
                let Some(message) = watch.tell(&event) else {
                    continue;
                };
                let bytes = wire::write(self.codec, &message, self.method.output);
                let frame = envelope::message(&bytes, self.may_compress);
                if self.frames.send(frame).await.is_err() {
                    return gone();
                }
            }
            if self.frames.is_closed() {
                return gone();
            }
            if *stopping.borrow() {
                return Error::new(Code::Unavailable, "the server is shutting down");
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return connect::too_late();
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Sends the last frame; a client that has left does not get it.
    async fn end(&self, error: &Error) {
        let body = json!({ "error": connect::error_json(error) }).to_string();
        let frame = envelope::end(body.as_bytes(), self.may_compress);
        drop(self.frames.send(frame).await);
    }
}

/// For nobody to read.
fn gone() -> Error {
    Error::new(Code::Unavailable, "the client has left")
}
