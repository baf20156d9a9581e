//! Reading a log from a host that does what a test tells it. Time is simulated.

mod follow;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::time::{Instant, sleep};

use super::source::{Body, LogHost, LogSource};
use super::{LogFailure, LogNote, LogOptions, LogResult, LogSink, read_log};
use crate::api::Error;
use crate::api::error::{CallError, Lost, NonConnectResponse, NotSent, RetryAfter};
use crate::api::logs::LogToken;
use crate::api::prebuild::{Prebuild, PrebuildPhase, PrebuildStatus};
use crate::error::CliError;

/// What a body does next.
#[derive(Clone, Debug)]
enum Do {
    Send(&'static str),
    Pause(u64),
    Cut,
    Hang,
}

use Do::{Cut, Hang, Pause, Send};

/// How a request for the log ends.
#[derive(Clone, Debug)]
enum Open {
    Body(Vec<Do>),
    Status(u16),
    Refused,
    /// No response.
    Hang,
}

/// The answers to come. The last phase stays.
struct Script {
    phases: RefCell<VecDeque<PrebuildPhase>>,
    opens: RefCell<VecDeque<Open>>,
    start: Instant,
    /// What was asked and written, each with the seconds since the start.
    events: RefCell<Vec<String>>,
}

impl Script {
    fn new(phases: &[PrebuildPhase], opens: &[Open]) -> Self {
        Self {
            phases: RefCell::new(phases.iter().cloned().collect()),
            opens: RefCell::new(opens.iter().cloned().collect()),
            start: Instant::now(),
            events: RefCell::default(),
        }
    }

    fn record(&self, event: &str) {
        let seconds = self.start.elapsed().as_secs();
        self.events.borrow_mut().push(format!("{seconds} {event}"));
    }
}

impl LogSource for &Script {
    type Host = Self;

    async fn prebuild(&self) -> Result<Prebuild, Error> {
        let mut phases = self.phases.borrow_mut();
        let phase = if phases.len() > 1 { phases.pop_front() } else { phases.front().cloned() };
        let Some(phase) = phase else {
            return Err(call_error(CallError::NotSent(NotSent::Refused)));
        };
        self.record(&format!("prebuild {phase:?}").to_lowercase());
        let log_url = match phase {
            PrebuildPhase::Pending | PrebuildPhase::Deleted => String::new(),
            _ => "https://logs.example/1".to_owned(),
        };
        let status = PrebuildStatus { phase, log_url, ..PrebuildStatus::default() };
        Ok(Prebuild { status: Some(status), ..Prebuild::default() })
    }

    async fn token(&self) -> Result<LogToken, Error> {
        self.record("token");
        Ok(LogToken::for_test())
    }

    fn connect(&self, _: &str) -> Result<Self, LogFailure> {
        Ok(self)
    }
}

impl LogHost for &Script {
    type Body = VecDeque<Do>;

    async fn open(&self, _: &LogToken) -> Result<VecDeque<Do>, Error> {
        self.record("open");
        let open = self.opens.borrow_mut().pop_front().expect("a request too many");
        match open {
            Open::Body(body) => Ok(body.into()),
            Open::Status(status) => {
                let (content_type, title) = (String::new(), None);
                let retry_after = RetryAfter::DoNotRetry;
                let response = NonConnectResponse { status, content_type, title, retry_after };
                Err(call_error(CallError::NotConnect(response)))
            }
            Open::Refused => Err(call_error(CallError::NotSent(NotSent::Refused))),
            Open::Hang => std::future::pending().await,
        }
    }

    fn error(&self, cause: CallError) -> Error {
        call_error(cause)
    }
}

fn call_error(cause: CallError) -> Error {
    Error { method: "GET log", host: "logs.example".to_owned(), cause, attempts: 1 }
}

impl Body for VecDeque<Do> {
    async fn next(&mut self) -> Result<Option<Bytes>, CallError> {
        while let Some(next) = self.front().cloned() {
            match next {
                Send(text) => {
                    self.pop_front();
                    return Ok(Some(Bytes::from(text)));
                }
                // A pause that is given up continues.
                Pause(seconds) => {
                    sleep(Duration::from_secs(seconds)).await;
                    self.pop_front();
                }
                Cut => {
                    let reason = "connection closed".to_owned();
                    return Err(CallError::ResponseLost(Lost::Truncated(reason)));
                }
                Hang => std::future::pending().await,
            }
        }
        Ok(None)
    }
}

impl LogSink for &Script {
    fn open(&mut self) -> Result<(), CliError> {
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        if !bytes.is_empty() {
            self.record(&format!("> {}", String::from_utf8_lossy(bytes)));
        }
        Ok(())
    }

    fn restart(&mut self) -> Result<(), CliError> {
        self.record("restart");
        Ok(())
    }

    fn settle(&mut self) -> Result<(), CliError> {
        Ok(())
    }

    fn note(&mut self, note: LogNote<'_>) {
        match note {
            LogNote::Waiting(_) => self.record("waiting"),
            LogNote::Retrying { error, .. } => self.record(&format!("again: {}", error.cause)),
            LogNote::PollFailed(error) => self.record(&format!("poll: {}", error.cause)),
        }
    }
}

/// Reads the log, and returns what happened.
async fn read(script: &Script, follow: bool) -> (Vec<String>, Result<LogResult, LogFailure>) {
    let options = LogOptions {
        follow,
        first_pause: Duration::from_secs(1),
        response_timeout: Duration::from_secs(30),
    };
    let mut sink = script;
    let result = read_log(&script, &mut sink, options).await;
    script.record("end");
    assert!(script.opens.borrow().is_empty(), "{:?}", script.events.borrow());
    (script.events.take(), result)
}
