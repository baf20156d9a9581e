//! Reads a log to its end: connects again where a body was cut or the prebuild goes on, and passes on
//! each byte once.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::connection::{Connection, is_rejected};
use super::pace::{Pace, is_transient};
use super::replay::{Part, Replay};
use super::source::{
    Body as _, LogFailure, LogHost, LogNote, LogSink, LogSource, has_ended, log_url,
};
use crate::api::Error;
use crate::api::error::{CallError, Lost};
use crate::api::prebuild::Prebuild;
use crate::api::retry::retry_class;

/// How long a body may be silent, unless the log of a prebuild that goes on is followed.
const MAX_SILENCE: Duration = Duration::from_secs(5);
/// After this silence the lines so far are all for now.
const SETTLED_AFTER: Duration = Duration::from_secs(1);
/// How often the prebuild is read while a body is silent.
const POLL_INTERVAL: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug)]
pub(crate) struct LogOptions {
    /// Whether to read until the prebuild has ended.
    pub(crate) follow: bool,
    /// Between two bodies; doubles while nothing new comes.
    pub(crate) first_pause: Duration,
    /// How long a host may take to respond.
    pub(crate) response_timeout: Duration,
}

/// A log that has been read.
#[derive(Debug)]
pub(crate) struct LogResult {
    /// As last read.
    pub(crate) prebuild: Prebuild,
    /// Why the end of the log could not be read, if so.
    pub(crate) incomplete: Option<Error>,
}

/// Reads the log of a prebuild and passes it on.
///
/// # Errors
/// When there is no log, or it cannot be opened. What the sink got before that stays.
pub(crate) async fn read_log<S: LogSource>(
    source: &S,
    sink: &mut impl LogSink,
    options: LogOptions,
) -> Result<LogResult, LogFailure> {
    let prebuild = source.prebuild().await.map_err(LogFailure::Prebuild)?;
    let reader = Reader {
        source,
        sink,
        options,
        prebuild,
        connection: Connection::new(source),
        replay: Replay::default(),
        pace: Pace::new(options.first_pause),
        has_opened: false,
        last_cut: None,
        noted: HashSet::new(),
    };
    reader.run().await
}

struct Reader<'a, S: LogSource, K> {
    source: &'a S,
    sink: &'a mut K,
    options: LogOptions,
    prebuild: Prebuild,
    connection: Connection<'a, S>,
    replay: Replay,
    pace: Pace,
    has_opened: bool,
    /// Why the last body is not complete, if it is not.
    last_cut: Option<Error>,
    /// The errors that were noted since the last new bytes.
    noted: HashSet<String>,
}

/// How a body ended.
enum BodyEnd {
    Complete,
    /// It was silent for too long; whether it is complete is not known.
    Silent,
    Cut(Error),
    /// It has to be read again from its beginning.
    Again,
    NotOpened(LogFailure),
}

impl<S: LogSource, K: LogSink> Reader<'_, S, K> {
    async fn run(mut self) -> Result<LogResult, LogFailure> {
        loop {
            let pause = match self.step().await? {
                ControlFlow::Continue(pause) => pause,
                ControlFlow::Break(incomplete) => {
                    return Ok(LogResult { prebuild: self.prebuild, incomplete });
                }
            };
            self.sink.settle()?;
            if !has_ended(&self.prebuild) {
                let polled = self.source.prebuild().await;
                self.on_poll(polled)?;
            }
            sleep(pause).await;
        }
    }

    /// Reads the log once, if there is one. Goes on after a pause, or ends with what is incomplete.
    async fn step(&mut self) -> Result<ControlFlow<Option<Error>, Duration>, LogFailure> {
        use ControlFlow::{Break, Continue};
        let is_last = self.is_last();
        let Some(url) = log_url(&self.prebuild) else {
            if !is_last {
                self.sink.note(LogNote::Waiting(&self.prebuild));
                return Ok(Continue(self.pace.pause()));
            }
            // It may vanish with its environment.
            if self.has_opened {
                return Ok(Break(self.last_cut.take()));
            }
            return Err(LogFailure::NoLog(Box::new(self.prebuild.clone())));
        };
        Ok(match self.read_body(url).await? {
            BodyEnd::Complete if is_last => Break(None),
            BodyEnd::Silent if !self.options.follow => Break(None),
            BodyEnd::Complete | BodyEnd::Silent | BodyEnd::Again => {
                self.last_cut = None;
                Continue(self.pace.pause())
            }
            BodyEnd::Cut(error) => match self.pace.after_cut(is_last) {
                Ok(pause) => {
                    self.last_cut = Some(error);
                    Continue(pause)
                }
                Err(attempts) => Break(Some(Error { attempts, ..error })),
            },
            BodyEnd::NotOpened(failure) => Continue(self.on_failure(failure)?),
        })
    }

    /// Whether the log is read for the last time: what it lacks is not added later, or not waited for.
    fn is_last(&self) -> bool {
        !self.options.follow || has_ended(&self.prebuild)
    }

    /// Opens the log and reads it to the end of the body.
    async fn read_body(&mut self, url: String) -> Result<BodyEnd, LogFailure> {
        let (had_ended, host) = (has_ended(&self.prebuild), self.connection.host(url)?);
        let mut body = match self.open(&host).await? {
            Ok(body) => body,
            Err(failure) => return Ok(BodyEnd::NotOpened(failure)),
        };
        self.pace.on_open();
        self.connection.on_open();
        if !std::mem::replace(&mut self.has_opened, true) {
            self.sink.open()?;
        }
        self.replay.begin();
        loop {
            let cause = match self.unless_silent(body.next(), MAX_SILENCE).await? {
                Some(Ok(Some(bytes))) => {
                    if self.pass_on(&bytes)? {
                        continue;
                    }
                    return Ok(BodyEnd::Again);
                }
                Some(Ok(None)) => return Ok(BodyEnd::Complete),
                None if !had_ended => return Ok(BodyEnd::Silent),
                None => silence(),
                Some(Err(cause)) => cause,
            };
            return Ok(BodyEnd::Cut(host.error(cause)));
        }
    }

    /// Opens the log, with a new token if the host rejects the one in use.
    async fn open(
        &mut self,
        host: &Rc<S::Host>,
    ) -> Result<Result<<S::Host as LogHost>::Body, LogFailure>, LogFailure> {
        loop {
            let token = match self.connection.token().await {
                Ok(token) => token,
                Err(error) => return Ok(Err(LogFailure::Token(error))),
            };
            let limit = self.options.response_timeout;
            let error = match self.unless_silent(host.open(&token), limit).await? {
                Some(Ok(body)) => return Ok(Ok(body)),
                Some(Err(error)) => error,
                None => host.error(CallError::ResponseLost(Lost::Timeout(limit))),
            };
            if !is_rejected(&error) || !self.connection.renew_token() {
                return Ok(Err(LogFailure::Host(error)));
            }
        }
    }

    /// Waits for the host; `None` if it is silent for too long. While a log is followed that is some
    /// time after the prebuild has ended.
    async fn unless_silent<T>(
        &mut self,
        work: impl Future<Output = T>,
        limit: Duration,
    ) -> Result<Option<T>, LogFailure> {
        let mut work = pin!(work);
        let settling = SETTLED_AFTER.min(limit);
        if let Ok(done) = timeout(settling, &mut work).await {
            return Ok(Some(done));
        }
        self.sink.settle()?;
        let (mut left, mut next_poll) = (limit - settling, POLL_INTERVAL - settling);
        while !self.is_last() {
            left = limit.min(MAX_SILENCE);
            let poll = async {
                sleep(next_poll).await;
                self.source.prebuild().await
            };
            tokio::select! {
                biased;
                done = &mut work => return Ok(Some(done)),
                polled = poll => self.on_poll(polled)?,
            }
            next_poll = POLL_INTERVAL;
        }
        Ok(timeout(left, work).await.ok())
    }

    /// Passes on what is new; false if the body has to be read again.
    fn pass_on(&mut self, bytes: &[u8]) -> Result<bool, LogFailure> {
        let new = match self.replay.push(bytes) {
            Part::New([]) => return Ok(true),
            Part::New(new) => new,
            Part::Otherwise(before, rest) => {
                self.sink.restart()?;
                self.sink.write(&before)?;
                rest
            }
            Part::Unknown => {
                self.sink.restart()?;
                return Ok(false);
            }
        };
        self.sink.write(new)?;
        self.pace.on_progress();
        self.noted.clear();
        Ok(true)
    }

    /// The pause after a log that could not be opened.
    ///
    /// # Errors
    /// That failure, if the log is not requested again.
    fn on_failure(&mut self, failure: LogFailure) -> Result<Duration, LogFailure> {
        let is_patient = !self.is_last() && self.has_opened;
        let error = match &failure {
            LogFailure::Host(error) => error,
            // The client has tried that again already.
            LogFailure::Token(error) if is_patient => error,
            _ => return Err(failure),
        };
        match self.pace.after_failure(error, is_patient) {
            Ok(pause) => {
                if self.noted.insert(error.cause.to_string()) || !is_patient {
                    self.sink.note(LogNote::Retrying { pause, error });
                }
                Ok(pause)
            }
            Err(attempts) => Err(failure.after(attempts)),
        }
    }

    fn on_poll(&mut self, polled: Result<Prebuild, Error>) -> Result<(), LogFailure> {
        match polled {
            Ok(prebuild) => self.prebuild = prebuild,
            Err(error) if self.options.follow && is_transient(retry_class(&error.cause)) => {
                if self.noted.insert(error.cause.to_string()) {
                    self.sink.note(LogNote::PollFailed(&error));
                }
            }
            Err(error) => return Err(LogFailure::Prebuild(error)),
        }
        Ok(())
    }
}

fn silence() -> CallError {
    let reason = format!("nothing for {} s", MAX_SILENCE.as_secs());
    CallError::ResponseLost(Lost::Truncated(reason))
}
