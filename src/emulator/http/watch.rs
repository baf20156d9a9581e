//! `WatchEvents`, a server stream of the Connect protocol.

use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Request, Response};
use serde_json::{Value, json};
use tokio::sync::watch::Receiver;

use super::super::codec::{self, Codec};
use super::super::schema::Method;
use super::super::service::error::Error;
use super::body::{Body, RequestBody};
use super::stream::{self, Format, Subscription};
use super::{Shared, connect, envelope, gzip};

/// Starts a stream. Streams report errors in the last frame.
pub(super) fn handle(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    method: &'static Method,
    codec: Codec,
    request: Request<RequestBody>,
) -> Response<Body> {
    let compress = gzip::is_accepted(connect::header(request.headers(), "connect-accept-encoding"));
    let subscription = read_request(&shared, method, codec, request);
    let frames = Frames { method, codec, compress };
    let mut response = response(codec, stream::start(shared, stopping, subscription, frames));
    if compress {
        let name = HeaderName::from_static("connect-content-encoding");
        response.headers_mut().insert(name, HeaderValue::from_static(gzip::NAME));
    }
    response
}

/// A stream that consists of an error.
pub(super) fn error_response(codec: Codec, error: &Error) -> Response<Body> {
    response(codec, end_frame(error, false).to_vec())
}

fn response(codec: Codec, body: impl Into<Body>) -> Response<Body> {
    let content_type = match codec {
        Codec::Json => "application/connect+json",
        Codec::Proto => "application/connect+proto",
    };
    connect::response(200, (CONTENT_TYPE, content_type), body)
}

fn read_request(
    shared: &Shared,
    method: &Method,
    codec: Codec,
    request: Request<RequestBody>,
) -> Result<Subscription, Error> {
    let headers = request.headers();
    let is_compressed = gzip::is_used(connect::header(headers, "connect-content-encoding"))?;
    connect::check_version(headers)?;
    connect::check_token(shared, headers)?;
    let timeout = connect::timeout(headers)?;
    let bytes = envelope::decode_single(&request.into_body()?, is_compressed)?;
    Subscription::new(shared, method, (codec, &bytes), timeout)
}

/// The messages in envelopes. No client needs keep-alives: none limits how long a stream is silent.
struct Frames {
    method: &'static Method,
    codec: Codec,
    compress: bool,
}

impl Format for Frames {
    fn message(&mut self, message: &Value) -> Bytes {
        let bytes = codec::encode(self.codec, message, &self.method.output);
        envelope::encode_message(&bytes, self.compress)
    }

    fn end(&mut self, error: &Error) -> Bytes {
        end_frame(error, self.compress)
    }

    fn keep_alive(&mut self) -> Option<Bytes> {
        None
    }
}

fn end_frame(error: &Error, compress: bool) -> Bytes {
    let body = json!({ "error": connect::error_json(error) }).to_string();
    envelope::encode_end(body.as_bytes(), compress)
}
