//! Where a log comes from and where it goes.

use std::time::Duration;

use hyper::body::Bytes;

use crate::api::error::CallError;
use crate::api::logs::{LogBody, LogClient, LogToken, LogUrlError};
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::{Client, Error};
use crate::error::CliError;

/// A prebuild and its log.
pub(crate) trait LogSource {
    type Host: LogHost;

    async fn prebuild(&self) -> Result<Prebuild, Error>;

    async fn token(&self) -> Result<LogToken, Error>;

    /// The host of the log at this URL; sends nothing.
    fn connect(&self, url: &str) -> Result<Self::Host, LogFailure>;
}

/// Whether a prebuild goes no further, so that its log does not either.
pub(crate) fn has_ended(prebuild: &Prebuild) -> bool {
    prebuild.status.as_ref().is_some_and(|status| {
        matches!(
            status.phase,
            PrebuildPhase::Completed
                | PrebuildPhase::Failed
                | PrebuildPhase::Cancelled
                | PrebuildPhase::Deleting
                | PrebuildPhase::Deleted
        )
    })
}

/// Where the log of a prebuild is, if it has one.
pub(super) fn log_url(prebuild: &Prebuild) -> Option<String> {
    let url = prebuild.status.as_ref().map(|status| status.log_url.clone());
    url.filter(|url| !url.is_empty())
}

/// The host of a log.
pub(crate) trait LogHost {
    type Body: Body;

    /// Opens the log from its beginning.
    async fn open(&self, token: &LogToken) -> Result<Self::Body, Error>;

    /// The error of a log that was opened.
    fn error(&self, cause: CallError) -> Error;
}

/// A log that is open.
pub(crate) trait Body {
    /// The next bytes; `None` at the end. An error means that the log was cut.
    async fn next(&mut self) -> Result<Option<Bytes>, CallError>;
}

/// Takes a log. An error of it ends the reading.
pub(crate) trait LogSink {
    /// The log was opened, for the first time.
    fn open(&mut self) -> Result<(), CliError>;

    fn write(&mut self, bytes: &[u8]) -> Result<(), CliError>;

    /// The log begins anew: what follows does not continue what was written.
    fn restart(&mut self) -> Result<(), CliError>;

    /// There is nothing more for now.
    fn settle(&mut self) -> Result<(), CliError>;

    fn note(&mut self, note: LogNote<'_>);
}

/// What happens beside the log.
#[derive(Debug)]
pub(crate) enum LogNote<'a> {
    /// There is no log yet.
    Waiting(&'a Prebuild),
    /// The log cannot be opened, and is tried again.
    Retrying { pause: Duration, error: &'a Error },
    /// The prebuild cannot be read; the log is followed all the same.
    PollFailed(&'a Error),
}

/// Why there is no log to read, or why reading it ended.
#[derive(Debug)]
pub(crate) enum LogFailure {
    /// The prebuild cannot be read.
    Prebuild(Error),
    Token(Error),
    Url(LogUrlError),
    /// The host of the log did not open it.
    Host(Error),
    /// The prebuild has no log, or none yet.
    NoLog(Box<Prebuild>),
    Output(CliError),
}

impl LogFailure {
    /// The same, after this many requests for the log.
    pub(super) fn after(self, attempts: u32) -> Self {
        match self {
            Self::Host(error) => Self::Host(Error { attempts, ..error }),
            failure => failure,
        }
    }
}

impl From<CliError> for LogFailure {
    fn from(error: CliError) -> Self {
        Self::Output(error)
    }
}

/// The log of a prebuild of the service.
pub(crate) struct PrebuildLog<'a, C, T> {
    pub(crate) client: &'a Client,
    pub(crate) id: String,
    /// Gives the client of a log at a URL.
    pub(crate) connect: C,
    /// Gets each token, which is a secret.
    pub(crate) on_token: T,
}

impl<C, T> LogSource for PrebuildLog<'_, C, T>
where
    C: Fn(&str) -> Result<LogClient, LogFailure>,
    T: Fn(&str),
{
    type Host = LogClient;

    async fn prebuild(&self) -> Result<Prebuild, Error> {
        self.client.get_prebuild(&self.id).await
    }

    async fn token(&self) -> Result<LogToken, Error> {
        let token = self.client.create_log_token(&self.id).await;
        token.inspect(|token| (self.on_token)(token.expose()))
    }

    fn connect(&self, url: &str) -> Result<LogClient, LogFailure> {
        (self.connect)(url)
    }
}

impl LogHost for LogClient {
    type Body = LogBody;

    async fn open(&self, token: &LogToken) -> Result<LogBody, Error> {
        Self::open(self, token).await
    }

    fn error(&self, cause: CallError) -> Error {
        Self::error(self, cause)
    }
}

impl Body for LogBody {
    async fn next(&mut self) -> Result<Option<Bytes>, CallError> {
        Self::next(self).await
    }
}
