//! The stream of events, whatever its format.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use serde_json::Value;
use tokio::sync::mpsc::{self, Sender};
use tokio::sync::watch::Receiver;
use tokio::time::Instant;

use super::super::codec::Codec;
use super::super::schema::Method;
use super::super::service;
use super::super::service::error::{Code, Error};
use super::super::service::events::Watch;
use super::super::store::WatchPosition;
use super::body::Body;
use super::{Shared, connect};

/// How often the data file is polled: other processes write events too, and simulated time only
/// advances when the file is read.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// How long a stream may be silent before it is kept alive.
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(20);

/// Messages that are buffered for a slow client. It gets the others once it reads again.
const MAX_BUFFERED: usize = 16;

/// The format of a stream.
pub(super) trait Format: Send + 'static {
    fn message(&mut self, message: &Value) -> Bytes;

    /// The error that ends the stream.
    fn end(&mut self, error: &Error) -> Bytes;

    /// What keeps a silent stream open; `None` if no client needs it.
    fn keep_alive(&mut self) -> Option<Bytes>;
}

/// Which events a client gets, and for how long.
pub(super) struct Subscription {
    watch: Watch,
    /// After the last event before it.
    position: WatchPosition,
    deadline: Option<Instant>,
}

impl Subscription {
    pub(super) fn new(
        shared: &Shared,
        method: &Method,
        (codec, bytes): (Codec, &[u8]),
        timeout: Option<Duration>,
    ) -> Result<Self, Error> {
        let message = connect::decode(codec, bytes, method)?;
        service::check_rules(&message, &method.input)?;
        let watch = Watch::parse(message)?;
        shared.meet_fault(method)?;
        let position = shared.store().watch_position();
        let position = shared.stored(position)?;
        Ok(Self { watch, position, deadline: timeout.map(|timeout| Instant::now() + timeout) })
    }
}

/// Starts a stream, which ends with the error if there is one.
pub(super) fn start(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    subscription: Result<Subscription, Error>,
    format: impl Format,
) -> Body {
    let (messages, receiver) = mpsc::channel(MAX_BUFFERED);
    let mut stream = Stream { messages, format, last_sent: Instant::now() };
    tokio::spawn(async move {
        let end = match subscription {
            Ok(subscription) => stream.send_events(&shared, stopping, subscription).await,
            Err(error) => Some(error),
        };
        if let Some(error) = end {
            let end = stream.format.end(&error);
            // Nobody receives it if the client has disconnected.
            drop(stream.messages.send(end).await);
        }
    });
    Body::Stream(receiver)
}

/// The sending side of a stream.
struct Stream<F> {
    messages: Sender<Bytes>,
    format: F,
    last_sent: Instant,
}

impl<F: Format> Stream<F> {
    /// Sends events until the client disconnects, the deadline passes or the server stops; `None` if
    /// the stream is to be cut.
    async fn send_events(
        &mut self,
        shared: &Shared,
        stopping: Receiver<bool>,
        subscription: Subscription,
    ) -> Option<Error> {
        let Subscription { watch, mut position, deadline } = subscription;
        loop {
            // A separate statement, because the lock must not be held across an await.
            let events = shared.store().events_after(position);
            let events = match shared.stored(events) {
                Ok(events) => events?,
                Err(error) => return Some(error),
            };
            for (number, event) in events {
                position.event = number;
                let Some(message) = watch.message(&event) else {
                    continue;
                };
                let message = self.format.message(&message);
                self.send(message).await;
            }
            self.keep_alive().await;
            if self.messages.is_closed() {
                return Some(Error::new(Code::Unavailable, "the client has disconnected"));
            }
            if *stopping.borrow() {
                return Some(Error::new(Code::Unavailable, "the server is shutting down"));
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Some(connect::deadline_exceeded());
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }

    async fn keep_alive(&mut self) {
        if self.last_sent.elapsed() >= KEEP_ALIVE_INTERVAL
            && let Some(bytes) = self.format.keep_alive()
        {
            self.send(bytes).await;
        }
    }

    /// Waits while the client does not read.
    async fn send(&mut self, bytes: Bytes) {
        // Fails only if the client has disconnected, which the loop finds out.
        drop(self.messages.send(bytes).await);
        self.last_sent = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tempfile::TempDir;

    use super::super::super::schema::METHODS;
    use super::super::super::service::{Handler, Route};
    use super::super::super::store::Load;
    use super::super::json_lines::Lines;
    use super::*;
    use crate::emulator::{Options, open};

    const UPDATES: usize = 100;

    /// A data file with the sample data, and a stream of its events.
    fn watched() -> (TempDir, Arc<Shared>, Receiver<bool>, mpsc::Receiver<Bytes>) {
        let folder = tempfile::tempdir().unwrap();
        let data_file = folder.path().join("local.db");
        let shared = open(Options { data_file, speed: Some(0.0), token: None }).unwrap().shared;
        let stopping = tokio::sync::watch::Sender::new(false).subscribe();
        let method = METHODS.iter().find(|method| method.path().ends_with("/WatchEvents")).unwrap();
        let subscription = Subscription::new(&shared, method, (Codec::Json, b"{}"), None);
        let body = start(Arc::clone(&shared), stopping.clone(), subscription, Lines::new(method));
        let Body::Stream(messages) = body else { panic!("not a stream") };
        (folder, shared, stopping, messages)
    }

    fn call(shared: &Shared, method: &str, request: Value) -> Value {
        let Route::Served(_, handler) = service::route(&format!("gitpod.v1.{method}")) else {
            panic!("{method} is not served")
        };
        let mut store = shared.store();
        let response = match handler {
            Handler::Read(handler) => {
                store.read(Load::Due, |state, _| handler(state, request)).unwrap()
            }
            Handler::Write(handler) => {
                store.write(Load::Due, |state| handler(state, request)).unwrap()
            }
            _ => panic!("{method} is called otherwise"),
        };
        response.unwrap()
    }

    fn update_pool(shared: &Shared) {
        let pools = call(shared, "PrebuildService/ListWarmPools", json!({}));
        let pool = &pools["warmPools"][0];
        let max = 1 + pool["spec"]["maxSize"].as_u64().unwrap() % 20;
        let request = json!({ "warmPoolId": pool["id"], "minSize": 0, "maxSize": max });
        call(shared, "PrebuildService/UpdateWarmPool", request);
    }

    /// Time is simulated: it advances when everybody waits.
    #[tokio::test(start_paused = true)]
    async fn little_is_buffered_for_a_client_that_does_not_read() {
        let (_folder, shared, _stopping, mut messages) = watched();
        for _ in 0..UPDATES {
            update_pool(&shared);
        }
        tokio::time::sleep(60 * KEEP_ALIVE_INTERVAL).await;
        assert_eq!(messages.len(), MAX_BUFFERED);
        for _ in 0..UPDATES {
            let line = messages.recv().await.unwrap();
            assert!(line.starts_with(b"{\"operation\":\"RESOURCE_OPERATION_UPDATE\""), "{line:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_stream_is_kept_alive() {
        let (_folder, shared, _stopping, mut messages) = watched();
        let begin = Instant::now();
        let mut line = Vec::new();
        for count in 1..=3 {
            line.extend(messages.recv().await.unwrap());
            let interval = begin.elapsed() / count;
            assert!(interval >= KEEP_ALIVE_INTERVAL, "{interval:?}");
            assert!(interval <= KEEP_ALIVE_INTERVAL + 2 * POLL_INTERVAL, "{interval:?}");
        }
        update_pool(&shared);
        line.extend(messages.recv().await.unwrap());
        assert!(line.starts_with(b"   {\"operation\""), "{line:?}");
        assert_eq!((line.len() % 64, line.last()), (0, Some(&b'\n')));
        assert!(serde_json::from_slice::<Value>(&line).unwrap().is_object());
    }
}
