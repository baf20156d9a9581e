//! Bodies of requests and responses.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Body as HttpBody, Bytes, Frame, Incoming, SizeHint};
use tokio::sync::mpsc::Receiver;

use super::super::service::error::{Code, Error};

pub(super) const MAX_MESSAGE_BYTES: usize = 4 * 1024 * 1024;
/// A larger body is not read to its end.
const MAX_DISCARDED_BYTES: usize = 64 * 1024 * 1024;
/// How long a client may take to send a body.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// The body of a response.
#[derive(Debug)]
pub(super) enum Body {
    /// `None` once it is sent.
    Full(Option<Bytes>),
    Stream(Receiver<Bytes>),
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Full((!bytes.is_empty()).then(|| bytes.into()))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match self.get_mut() {
            Self::Full(bytes) => Poll::Ready(bytes.take()),
            Self::Stream(frames) => frames.poll_recv(context),
        };
        next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Full(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Stream(_) => SizeHint::default(),
        }
    }
}

/// The whole body of a request, or why it cannot be used.
pub(super) type RequestBody = Result<Vec<u8>, Error>;

/// Reads the body of a request to its end, whatever the response will be: a client that is still
/// sending when the connection is closed never sees the response.
pub(super) async fn read(body: Incoming, call_timeout: Option<Duration>) -> RequestBody {
    let timeout = call_timeout.map_or(BODY_TIMEOUT, |limit| limit.min(BODY_TIMEOUT));
    match tokio::time::timeout(timeout, read_all(body)).await {
        Ok(body) => body,
        Err(_) => Err(Error::new(Code::DeadlineExceeded, "the request body took too long")),
    }
}

async fn read_all(mut body: Incoming) -> RequestBody {
    let (mut bytes, mut received) = (Vec::new(), 0);
    while received <= MAX_DISCARDED_BYTES {
        let Some(frame) = body.frame().await else { break };
        let frame =
            frame.map_err(|error| Error::new(Code::Unknown, format!("read message: {error}")))?;
        let Ok(data) = frame.into_data() else { continue };
        received += data.len();
        if received <= MAX_MESSAGE_BYTES {
            bytes.extend_from_slice(&data);
        }
    }
    if received > MAX_MESSAGE_BYTES { Err(message_too_large()) } else { Ok(bytes) }
}

pub(super) fn message_too_large() -> Error {
    let message = format!("message is larger than configured max {MAX_MESSAGE_BYTES}");
    Error::new(Code::ResourceExhausted, message)
}
