//! Bodies: what is answered, at once or bit by bit, and what is read, up to a limit.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Body as HttpBody, Bytes, Frame, Incoming, SizeHint};
use tokio::sync::mpsc::Receiver;

use super::super::service::error::{Code, Error};

/// The longest message that is read.
pub(super) const LONGEST: usize = 4 * 1024 * 1024;

/// The body of an answer.
#[derive(Debug)]
pub(super) enum Body {
    /// All of it; nothing once it is sent.
    Whole(Option<Bytes>),
    /// As it comes.
    Stream(Receiver<Bytes>),
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Whole((!bytes.is_empty()).then(|| bytes.into()))
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
            Self::Whole(bytes) => Poll::Ready(bytes.take()),
            Self::Stream(frames) => frames.poll_recv(context),
        };
        next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Stream(_) => SizeHint::default(),
        }
    }
}

/// Reads the body of a request.
pub(super) async fn read(body: Incoming) -> Result<Bytes, Error> {
    match Limited::new(body, LONGEST).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(too_long()),
        Err(error) => Err(Error::new(Code::Unknown, format!("read message: {error}"))),
    }
}

/// The answer to a message over the limit.
pub(super) fn too_long() -> Error {
    let message = format!("message is larger than configured max {LONGEST}");
    Error::new(Code::ResourceExhausted, message)
}
