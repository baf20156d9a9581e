//! `WatchEvents` as JSON lines, for the official SDKs before 1.0: PyPI 0.7, npm 0.6 and Go 0.12.
//!
//! They send plain JSON, labeled `application/json` or `application/jsonl`, and parse each line of
//! the response as an event. An empty line breaks them.

use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::{Request, Response};
use serde_json::{Value, json};
use tokio::sync::watch::Receiver;

use super::super::codec::{self, Codec};
use super::super::schema::Method;
use super::super::service::error::Error;
use super::body::{Body, RequestBody};
use super::stream::{self, Format, Subscription};
use super::{Shared, connect, rest_clients, unary};

const MEDIA_TYPE: &str = "application/jsonl";

/// The Python SDK reads blocks of this many bytes, and does not see the rest of a line before the
/// block is complete.
const BLOCK_BYTES: usize = 64;

/// Whether a request for events comes from such a client.
pub(super) fn is_requested(request: &Request<RequestBody>) -> bool {
    let headers = request.headers();
    let is_json_lines = || {
        let content_type = connect::header(headers, CONTENT_TYPE.as_str());
        content_type.is_some_and(|value| value.eq_ignore_ascii_case(MEDIA_TYPE))
    };
    connect::codec(headers, "application/") == Some(Codec::Json)
        || is_json_lines()
        || rest_clients::is_empty_message(request)
}

/// Starts a stream. What is wrong with the request is answered as in a unary call, because these
/// clients take an error in a line for an event.
pub(super) fn handle(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    method: &'static Method,
    request: Request<RequestBody>,
) -> Response<Body> {
    match read_request(&shared, method, request) {
        Ok(subscription) => {
            let body = stream::start(shared, stopping, Ok(subscription), Lines::new(method));
            connect::response(200, (CONTENT_TYPE, MEDIA_TYPE), body)
        }
        Err(error) => connect::error_response(&error),
    }
}

fn read_request(
    shared: &Shared,
    method: &Method,
    request: Request<RequestBody>,
) -> Result<Subscription, Error> {
    let timeout = connect::timeout(request.headers())?;
    let mut bytes = unary::read_body(shared, request)?;
    if bytes.is_empty() {
        // npm's `watch()` without arguments has a content type.
        bytes = rest_clients::EMPTY_MESSAGE.to_vec();
    }
    Subscription::new(shared, method, (Codec::Json, &bytes), timeout)
}

/// Lines that end where a block ends, padded with spaces, which JSON allows around a value.
pub(super) struct Lines {
    method: &'static Method,
    /// What is already sent of the next line.
    line_bytes: usize,
}

impl Lines {
    pub(super) fn new(method: &'static Method) -> Self {
        Self { method, line_bytes: 0 }
    }

    fn line(&mut self, mut value: Vec<u8>) -> Bytes {
        let end = (self.line_bytes + value.len() + 1).next_multiple_of(BLOCK_BYTES);
        value.resize(end - self.line_bytes - 1, b' ');
        value.push(b'\n');
        self.line_bytes = 0;
        value.into()
    }
}

impl Format for Lines {
    fn message(&mut self, message: &Value) -> Bytes {
        let value = codec::encode(Codec::Json, message, &self.method.output);
        self.line(value)
    }

    /// The same as at the end of a Connect stream.
    fn end(&mut self, error: &Error) -> Bytes {
        self.line(json!({ "error": connect::error_json(error) }).to_string().into_bytes())
    }

    /// A space before the next event: Python's client gives up after a silence of a minute, Node's
    /// after five.
    fn keep_alive(&mut self) -> Option<Bytes> {
        self.line_bytes += 1;
        Some(Bytes::from_static(b" "))
    }
}
