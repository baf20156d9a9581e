//! Bodies of requests and responses.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as HttpBody, Bytes, Frame, Incoming, SizeHint};
use tokio::sync::mpsc::Receiver;

use super::super::service::error::{Code, Error};

pub(super) const MAX_MESSAGE_BYTES: usize = 4 * 1024 * 1024;

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

/// Reads the body of a request.
pub(super) async fn read(body: Incoming) -> Result<Bytes, Error> {
    match Limited::new(body, MAX_MESSAGE_BYTES).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(message_too_large()),
        Err(error) => Err(Error::new(Code::Unknown, format!("read message: {error}"))),
    }
}

pub(super) fn message_too_large() -> Error {
    let message = format!("message is larger than configured max {MAX_MESSAGE_BYTES}");
    Error::new(Code::ResourceExhausted, message)
}
