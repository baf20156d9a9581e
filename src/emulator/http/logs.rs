//! The logs of prebuilds. They are on a port of their own, as those of the service are on another
//! host, and need a token of their own.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{ALLOW, CONTENT_TYPE};
use hyper::{Method, Request, Response};
use tokio::sync::mpsc::{self, Sender};
use tokio::sync::watch::Receiver;
use uuid::Uuid;

use super::super::simulation::Log;
use super::super::store::Load;
use super::body::Body;
use super::{Shared, connect, host};

/// How often a log that is still written is read.
const POLL_INTERVAL: Duration = Duration::from_millis(50);
/// Parts of a log that are buffered for a slow client.
const MAX_BUFFERED: usize = 16;
const PLAIN: &str = "text/plain; charset=utf-8";

/// Why a log is not served.
enum Rejection {
    NotFound,
    Unauthorized,
    Unavailable,
}

/// Serves `GET /logs/prebuild/ID` until the log is complete.
pub(super) fn handle<B>(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    request: &Request<B>,
) -> Response<Body> {
    if !host::is_local(request) {
        return text(403, "only names of this machine are served");
    }
    let id = request.uri().path().strip_prefix("/logs/prebuild/");
    let Some(id) = id.and_then(|id| id.parse().ok()) else {
        return text(404, "page not found");
    };
    if request.method() != Method::GET {
        return connect::response(405, (ALLOW, "GET"), Vec::new());
    }
    let token = connect::header(request.headers(), "authorization")
        .and_then(|value| value.strip_prefix("Bearer ")?.parse().ok());
    match find(&shared, id, token) {
        Ok(log) => {
            let (parts, receiver) = mpsc::channel(MAX_BUFFERED);
            tokio::spawn(send(shared, stopping, id, log, parts));
            connect::response(200, (CONTENT_TYPE, PLAIN), Body::Stream(receiver))
        }
        Err(Rejection::NotFound) => text(404, "log not found"),
        Err(Rejection::Unauthorized) => text(401, "invalid or missing token"),
        Err(Rejection::Unavailable) => text(503, "the data file cannot be used"),
    }
}

fn text(status: u16, message: &str) -> Response<Body> {
    connect::response(status, (CONTENT_TYPE, PLAIN), format!("{message}\n").into_bytes())
}

fn find(shared: &Shared, id: Uuid, token: Option<Uuid>) -> Result<Log, Rejection> {
    let found = shared.store().read(Load::Due, |state, _| {
        if token.is_some_and(|token| state.accepts_log_token(token, id)) {
            state.log(id).ok_or(Rejection::NotFound)
        } else {
            Err(Rejection::Unauthorized)
        }
    });
    shared.stored(found).map_err(|_| Rejection::Unavailable)?
}

/// Sends a log, and what is added to it, until it is complete or the client has disconnected.
async fn send(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    id: Uuid,
    mut log: Log,
    parts: Sender<Bytes>,
) {
    let mut sent = 0;
    loop {
        let new = log.lines.get(sent..).unwrap_or_default();
        sent += new.len();
        let part: String = new.iter().map(|line| format!("{line}\n")).collect();
        if !part.is_empty() && parts.send(part.into()).await.is_err() {
            return;
        }
        if log.is_complete || parts.is_closed() || *stopping.borrow() {
            return;
        }
        tokio::time::sleep(POLL_INTERVAL).await;
        let read = shared.store().read(Load::Due, |state, _| state.log(id));
        match shared.stored(read) {
            Ok(Some(current)) => log = current,
            Ok(None) | Err(_) => return,
        }
    }
}
