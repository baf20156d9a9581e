//! Errors of calls, grouped by whether the service could have acted on the request.

use std::fmt;
use std::time::Duration;

use super::connect_code::Code;
use super::error_details::Detail;
use super::proto::DecodeError;

/// A call that failed, after its retries.
#[derive(Debug)]
pub(crate) struct Error {
    /// Such as `GetWarmPool`.
    pub(crate) method: &'static str,
    /// For display, such as `app.gitpod.io`.
    pub(crate) host: String,
    /// The error of the last attempt.
    pub(crate) cause: CallError,
    pub(crate) attempts: u32,
}

/// Why one attempt failed.
#[derive(Debug)]
pub(crate) enum CallError {
    Status(StatusError),
    /// The request did not reach any server.
    NotSent(NotSent),
    /// The request was sent and no complete response arrived.
    ResponseLost(Lost),
    /// Something else responded: a proxy, a login page, a server without this API.
    NotConnect(NonConnectResponse),
    /// A redirect to a URL that must not receive the token.
    Redirected {
        status: u16,
        /// Untrusted text.
        to: String,
    },
    Decode(DecodeError),
    TooLarge,
    /// A list without end: what the server did.
    PaginationLoop(&'static str),
}

/// An error response of the Connect protocol.
#[derive(Clone, Debug)]
pub(crate) struct StatusError {
    /// The HTTP status; that of a stream is 200.
    pub(crate) http_status: u16,
    /// From the HTTP status if the body has none.
    pub(crate) code: Code,
    /// Untrusted text; may be empty.
    pub(crate) message: String,
    pub(crate) details: Vec<Detail>,
    pub(crate) retry_after: RetryAfter,
}

/// When the service wants the request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    Delay(Duration),
    /// It named no usable time, as for a quota.
    DoNotRetry,
}

/// Why a request was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotSent {
    Dns,
    Refused,
    ConnectTimeout(Duration),
    Connect(String),
    /// Mostly a certificate that is not trusted; retrying cannot help.
    Tls(String),
    /// No common TLS version or cipher, or an unknown server name; retrying cannot help.
    TlsIncompatible(String),
    ServerWithoutTls,
    /// The proxy opened no tunnel.
    Proxy(ProxyFailure),
    /// The run was interrupted before the request.
    ShuttingDown,
}

/// Why a proxy opened no tunnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ProxyFailure {
    /// The status that it answered.
    Status(u16),
    Unreachable(String),
    /// It is named with `https://`, but speaks HTTP without TLS.
    WithoutTls,
    /// It is named with `https://`, but completed no handshake in this time.
    TlsTimeout(Duration),
    /// Its certificate is not trusted.
    Tls(String),
    /// Its response is not known.
    Unknown(String),
}

/// How a response was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    Timeout(Duration),
    Closed,
    Truncated(String),
    NotHttp(String),
}

/// A response that does not come from the API. All text in it is untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NonConnectResponse {
    pub(crate) status: u16,
    /// Empty if there was none.
    pub(crate) content_type: String,
    /// The title of an HTML page.
    pub(crate) title: Option<String>,
    pub(crate) retry_after: RetryAfter,
}

impl NonConnectResponse {
    /// The code that the status stands for. A 2xx is `unknown`, or `internal` if it is a message in
    /// an encoding that was not requested.
    pub(crate) fn code(&self) -> Code {
        let content_type = self.content_type.to_ascii_lowercase();
        match self.status {
            200..=299 if content_type.starts_with("application/") => Code::Internal,
            status => Code::from_status(status),
        }
    }
}

impl CallError {
    /// The code of an error response of the service itself, and otherwise the one that comes nearest.
    pub(crate) fn nearest_code(&self) -> Code {
        match self {
            Self::Status(status) => status.code,
            Self::NotSent(_) | Self::ResponseLost(_) => Code::Unavailable,
            Self::NotConnect(NonConnectResponse { status: 429, .. }) => Code::ResourceExhausted,
            Self::NotConnect(response) => response.code(),
            Self::Decode(_) => Code::Internal,
            Self::Redirected { .. } | Self::TooLarge | Self::PaginationLoop(_) => Code::Unknown,
        }
    }
}

impl Error {
    /// The code of an error response of the service itself.
    pub(crate) const fn code(&self) -> Option<Code> {
        match &self.cause {
            CallError::Status(error) => Some(error.code),
            _ => None,
        }
    }

    pub(crate) fn is_permission_denied(&self) -> bool {
        self.code() == Some(Code::PermissionDenied)
    }

    /// Whether the service itself says so; a bare 404 may come from a proxy.
    pub(crate) fn is_not_found(&self) -> bool {
        self.code() == Some(Code::NotFound)
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns => f.write_str("could not resolve host"),
            Self::Refused => f.write_str("connection refused"),
            Self::ConnectTimeout(time) => {
                write!(f, "no connection within {} s", time.as_secs_f64())
            }
            Self::Connect(reason) | Self::Tls(reason) | Self::TlsIncompatible(reason) => {
                f.write_str(reason)
            }
            Self::ServerWithoutTls => f.write_str("the server does not support TLS; use http://?"),
            Self::Proxy(failure) => failure.fmt(f),
            Self::ShuttingDown => f.write_str("not sent: the run was interrupted"),
        }
    }
}

impl fmt::Display for ProxyFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(407) => {
                f.write_str("the proxy requires a valid user name and password (HTTP 407)")
            }
            Self::Status(status @ (401 | 403)) => {
                write!(f, "the proxy does not allow connections to this host (HTTP {status})")
            }
            Self::Status(status @ (502..=504)) => {
                write!(f, "the proxy cannot reach this host (HTTP {status})")
            }
            Self::Status(status) => write!(f, "the proxy refused the connection (HTTP {status})"),
            Self::Unreachable(reason) => write!(f, "cannot connect to the proxy: {reason}"),
            Self::WithoutTls => f.write_str(
                "the proxy does not support TLS; is its URL http:// instead of https://?",
            ),
            Self::TlsTimeout(time) => write!(
                f,
                "no TLS connection to the proxy within {} s; is its URL http:// instead of https://?",
                time.as_secs_f64()
            ),
            Self::Tls(reason) => write!(f, "the proxy's certificate is not trusted: {reason}"),
            Self::Unknown(reason) => write!(f, "the proxy refused the connection: {reason}"),
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout(time) => write!(f, "no response within {} s", time.as_secs_f64()),
            Self::Closed => f.write_str("connection closed before the response"),
            Self::Truncated(reason) => write!(f, "incomplete response: {reason}"),
            Self::NotHttp(reason) => write!(f, "not an HTTP response: {reason}"),
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(StatusError { code, message, .. }) if message.is_empty() => {
                f.write_str(code.as_str())
            }
            Self::Status(StatusError { code, message, .. }) => {
                write!(f, "{}: {message}", code.as_str())
            }
            Self::NotSent(reason) => reason.fmt(f),
            Self::ResponseLost(reason) => reason.fmt(f),
            Self::NotConnect(response) => response.fmt(f),
            Self::Redirected { to, .. } => write!(f, "redirected to {to}"),
            Self::Decode(error) => error.fmt(f),
            Self::TooLarge => f.write_str("response larger than 8 MiB"),
            Self::PaginationLoop(reason) => write!(f, "the server {reason}"),
        }
    }
}

impl fmt::Display for NonConnectResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content_type = match self.content_type.as_str() {
            "" => "without a content type",
            content_type => content_type,
        };
        write!(f, "HTTP {} {content_type}", self.status)?;
        match &self.title {
            Some(title) => write!(f, " \"{title}\""),
            None => Ok(()),
        }
    }
}
