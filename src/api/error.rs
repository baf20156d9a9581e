//! What can go wrong with a call, told apart by what it means for the change that was asked for.

use std::fmt;
use std::time::Duration;

use super::connect_code::Code;
use super::error_details::Detail;
use super::proto::DecodeError;

/// A call that failed, after whatever was tried again.
#[derive(Debug)]
pub(crate) struct Error {
    /// The method, such as `GetWarmPool`.
    pub(crate) method: &'static str,
    /// The host, for people: `app.gitpod.io`.
    pub(crate) host: String,
    /// What went wrong the last time.
    pub(crate) fault: CallError,
    /// How often it was sent or tried to be sent.
    pub(crate) attempts: u32,
}

/// What went wrong with one attempt.
#[derive(Debug)]
pub(crate) enum CallError {
    /// The service answered with an error.
    Status(StatusError),
    /// The request never left this machine, or never reached anybody: why.
    NotSent(NotSent),
    /// It was sent and no whole answer came back: why.
    ResponseLost(Lost),
    /// Somebody else answered: a proxy, a login page, a server without this API.
    NotConnect(NonConnectResponse),
    /// The answer sends to another address that the token is not meant for.
    Redirected {
        /// The HTTP status, 301 to 308.
        status: u16,
        /// The host it sends to, or what stands there instead. Foreign text.
        to: String,
    },
    /// The service answered, but not with what the contract says.
    Decode(DecodeError),
    /// The answer is larger than any answer of this API.
    TooLarge,
    /// A list without end: what the service did.
    PaginationLoop(&'static str),
}

/// An error in the words of the Connect protocol.
#[derive(Clone, Debug)]
pub(crate) struct StatusError {
    /// The code; from the HTTP status where the body has none.
    pub(crate) code: Code,
    /// The service's sentence; may be empty. Foreign text.
    pub(crate) message: String,
    /// What came with it.
    pub(crate) details: Vec<Detail>,
    /// How long to wait before another attempt, if the service names a time.
    pub(crate) wait: RetryAfter,
}

/// What an answer says about when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    /// After this time.
    Delay(Duration),
    /// Not at all: a quota, or a hint that names no time.
    DoNotRetry,
}

/// Why a request did not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotSent {
    /// The name has no address.
    Dns,
    /// Nobody listens there.
    Refused,
    /// No connection within the time for it.
    ConnectTimeout(Duration),
    /// The connection could not be made: why.
    Connect(String),
    /// No secure connection can be made, above all because the certificate is not trusted: why.
    /// Trying again cannot help.
    Tls(String),
    /// The server and this side share no way to encrypt, or it is not there by this name: why.
    /// Trying again cannot help.
    TlsIncompatible(String),
    /// The server does not speak TLS. Trying again cannot help.
    ServerWithoutTls,
    /// The proxy did not let it through: why. Trying again cannot help.
    Proxy(String),
    /// The run was asked to end, so it was not begun.
    ShuttingDown,
}

/// How an answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// None came within the time of one attempt.
    Timeout(Duration),
    /// The connection ended first.
    Closed,
    /// It broke off, or cannot be decoded.
    Truncated(String),
    /// What came back is not HTTP.
    NotHttp(String),
}

/// An answer that is not the API's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NonConnectResponse {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The content type; empty if there was none. Foreign text.
    pub(crate) content_type: String,
    /// The title of a web page. Foreign text.
    pub(crate) title: Option<String>,
    /// How long to wait before another attempt, from `Retry-After`.
    pub(crate) wait: RetryAfter,
}

impl NonConnectResponse {
    /// The code that the status stands for. A 2xx is `unknown`, and `internal` where it is a
    /// message in another encoding than was asked for.
    #[must_use]
    pub(crate) fn code(&self) -> Code {
        let kind = self.content_type.to_ascii_lowercase();
        match self.status {
            200..=299 if kind.starts_with("application/") => Code::Internal,
            status => Code::from_status(status),
        }
    }
}

impl Error {
    /// The code the service gave, if the service itself refused.
    #[must_use]
    pub(crate) const fn code(&self) -> Option<Code> {
        match &self.fault {
            CallError::Status(refusal) => Some(refusal.code),
            _ => None,
        }
    }

    /// Whether the service says that the token may not do this.
    #[must_use]
    pub(crate) fn is_permission_denied(&self) -> bool {
        self.code() == Some(Code::PermissionDenied)
    }

    /// Whether the service says that the thing does not exist; a bare 404 does not say that.
    #[must_use]
    pub(crate) fn is_not_found(&self) -> bool {
        self.code() == Some(Code::NotFound)
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns => f.write_str("the name has no address"),
            Self::Refused => f.write_str("connection refused"),
            Self::ConnectTimeout(time) => {
                write!(f, "no connection within {} s", time.as_secs_f64())
            }
            Self::Connect(why) | Self::Tls(why) | Self::TlsIncompatible(why) => f.write_str(why),
            Self::Proxy(why) => write!(f, "the proxy on the way did not let it through: {why}"),
            Self::ShuttingDown => f.write_str("not begun, as the run was interrupted"),
            Self::ServerWithoutTls => f.write_str("the server there does not speak TLS"),
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout(time) => write!(f, "no answer within {} s", time.as_secs_f64()),
            Self::Closed => f.write_str("the connection was closed before an answer came"),
            Self::Truncated(why) => write!(f, "the answer was cut short: {why}"),
            Self::NotHttp(why) => write!(f, "the answer is not HTTP: {why}"),
        }
    }
}

/// One line for progress notes: what went wrong, without what to do about it.
impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(StatusError { code, message, .. }) if message.is_empty() => {
                f.write_str(code.word())
            }
            Self::Status(StatusError { code, message, .. }) => {
                write!(f, "{}: {message}", code.word())
            }
            Self::NotSent(why) => why.fmt(f),
            Self::ResponseLost(how) => how.fmt(f),
            Self::NotConnect(foreign) => foreign.fmt(f),
            Self::Redirected { to, .. } => write!(f, "redirected to {to}"),
            Self::Decode(DecodeError { path, reason }) => {
                write!(f, "cannot read the answer at {path}: {reason}")
            }
            Self::TooLarge => f.write_str("the answer is larger than 8 MiB"),
            Self::PaginationLoop(what) => write!(f, "the service {what}"),
        }
    }
}

impl fmt::Display for NonConnectResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.content_type.as_str() {
            "" => "without a content type",
            kind => kind,
        };
        write!(f, "HTTP {} {kind}", self.status)?;
        match &self.title {
            Some(title) => write!(f, " ({title})"),
            None => Ok(()),
        }
    }
}
