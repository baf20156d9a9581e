//! The client: one call, tried as often as the retry rules allow.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use tokio::time::Instant;

use super::error::{CallError, Error, Lost, NotSent};
use super::host::Host;
use super::proto::{self, DecodeError, Message};
use super::retry::{Effect, RetryBudget, RetryPolicy, RetryState, retry_class};
use super::tls::RootCerts;
use super::token::Token;
use super::transport::Transport;

/// A method of the service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Method {
    /// Such as `PrebuildService`.
    pub(crate) service: &'static str,
    /// Such as `GetWarmPool`.
    pub(crate) name: &'static str,
    /// What calling it does.
    pub(crate) effect: Effect,
}

impl Method {
    /// Such as `gitpod.v1.PrebuildService/GetWarmPool`.
    #[must_use]
    pub(crate) fn path(&self) -> String {
        format!("gitpod.v1.{}/{}", self.service, self.name)
    }
}

/// How many reads a run has under way at once: no limit is documented, and a guest is modest.
pub(crate) const MAX_CONCURRENT_READS: usize = 4;

/// The message of a method that is asked for everything, or takes nothing.
#[derive(Serialize)]
pub(super) struct EmptyRequest {}

/// What a call does, for whoever tells the user.
#[derive(Debug)]
pub(crate) enum CallEvent<'a> {
    /// An attempt is about to be sent.
    Sending {
        /// The method.
        method: &'a str,
        /// The host, for people.
        host: &'a str,
        /// The message, in JSON.
        body: &'a [u8],
    },
    /// A whole answer came.
    Answered {
        /// The method.
        method: &'a str,
        /// The HTTP status.
        status: u16,
        /// From sending to the last byte.
        took: Duration,
        /// The body, decompressed.
        body: &'a [u8],
    },
    /// It failed and will be tried again.
    Retrying {
        /// After this time.
        delay: Duration,
        /// What went wrong.
        fault: &'a CallError,
        /// The number of the attempt that comes, from 2.
        attempt: u32,
    },
    /// An event came on a stream.
    Streamed {
        /// The method.
        method: &'a str,
        /// The event, in JSON.
        message: &'a [u8],
    },
    /// A stream of events ended.
    StreamEnded {
        /// What went wrong, if something did.
        fault: Option<&'a CallError>,
        /// It is opened again after this time; `None` when there is no use in that.
        delay: Option<Duration>,
    },
    /// It was redirected inside the service's own hosts.
    Redirected {
        /// To this host.
        to: &'a str,
    },
}

/// Calls the service.
pub(crate) struct Client {
    transport: Transport,
    policy: RetryPolicy,
    budget: RefCell<RetryBudget>,
    on_event: Box<dyn Fn(&CallEvent<'_>)>,
    /// How many answers to changes are awaited.
    changing: Cell<usize>,
    stopping: Cell<bool>,
}

/// A change whose answer is awaited as long as this lives.
struct InFlightGuard<'a>(&'a Cell<usize>);

impl<'a> InFlightGuard<'a> {
    fn new(changing: &'a Cell<usize>) -> Self {
        changing.set(changing.get() + 1);
        Self(changing)
    }
}

impl Drop for InFlightGuard<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// What a client is made of.
pub(crate) struct Options {
    /// Where the service is.
    pub(crate) host: Host,
    /// Who calls.
    pub(crate) token: Token,
    /// How often and how long.
    pub(crate) policy: RetryPolicy,
    /// Which certificates to trust.
    pub(crate) trust: RootCerts,
    /// The name and version of the tool.
    pub(crate) user_agent: String,
    /// Hears what happens.
    pub(crate) on_event: Box<dyn Fn(&CallEvent<'_>)>,
}

impl Client {
    /// A client; nothing is sent yet.
    ///
    /// # Errors
    /// When the HTTP library refuses its settings: the reason, with nothing sent.
    pub(crate) fn new(options: Options) -> Result<Self, String> {
        let Options { host, token, policy, trust, user_agent, on_event } = options;
        let transport = Transport::new(host, token, trust, &user_agent, policy.attempt_timeout)?;
        let (budget, changing, stopping) = Default::default();
        Ok(Self { transport, policy, budget, on_event, changing, stopping })
    }

    /// The host it calls.
    #[must_use]
    pub(crate) fn host(&self) -> &Host {
        self.transport.host()
    }

    /// The time by the service's clock when it last answered; by this machine's before that.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::try_from(self.transport.now()).unwrap_or_else(|_| Timestamp::now())
    }

    /// Whether the answer to a change is awaited right now.
    pub(crate) fn has_mutation_in_flight(&self) -> bool {
        self.changing.get() > 0
    }

    /// From now on no change is begun; what became of the last may still be read.
    pub(crate) fn stop_mutations(&self) {
        self.stopping.set(true);
    }

    /// Calls a method and reads its answer.
    ///
    /// # Errors
    /// What went wrong the last time it was tried.
    pub(crate) async fn call<T: Message>(
        &self,
        method: Method,
        request: &impl Serialize,
    ) -> Result<T, Error> {
        let is_change = method.effect == Effect::Mutation;
        if is_change && self.stopping.get() {
            let (host, fault) =
                (self.host().to_string(), CallError::NotSent(NotSent::ShuttingDown));
            return Err(Error { method: method.name, host, fault, attempts: 0 });
        }
        let _under_way = is_change.then(|| InFlightGuard::new(&self.changing));
        self.call_with_retries(method, request).await
    }

    /// The error of an answer that was read and does not say what it should.
    pub(crate) fn unreadable(&self, method: &'static str, path: &str, reason: &str) -> Error {
        let fault = DecodeError { path: path.to_owned(), reason: reason.to_owned() };
        self.error(method, CallError::Decode(fault))
    }

    /// Opens a stream. There is no limit to the time: even the headers may come with the first
    /// message.
    pub(super) async fn open_stream(
        &self,
        method: Method,
        request: &[u8],
    ) -> Result<reqwest::Response, CallError> {
        self.transport.open_stream(&method.path(), request, &self.on_event).await
    }

    /// Tells whoever wants to know.
    pub(super) fn observe(&self, event: &CallEvent<'_>) {
        (self.on_event)(event);
    }

    /// How long to wait before the first further attempt.
    pub(super) const fn first_backoff(&self) -> Duration {
        self.policy.first_backoff
    }

    /// An error that no attempt of its own stands behind.
    pub(super) fn error(&self, method: &'static str, fault: CallError) -> Error {
        Error { method, host: self.host().to_string(), fault, attempts: 1 }
    }

    async fn call_with_retries<T: Message>(
        &self,
        method: Method,
        request: &impl Serialize,
    ) -> Result<T, Error> {
        let path = method.path();
        let body = serde_json::to_vec(request).unwrap_or_default();
        let deadline = Instant::now() + self.policy.call_deadline;
        let (mut tries, mut attempt) = (RetryState::default(), 1);
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let time = self.policy.attempt_timeout.min(left);
            let sent = self.transport.send(&path, &body, time, &self.on_event).await;
            let fault = match sent.and_then(|answer| read(&answer)) {
                Ok(message) => {
                    self.budget.borrow_mut().refill();
                    return Ok(message);
                }
                Err(fault) => fault,
            };
            let left = deadline.saturating_duration_since(Instant::now());
            let delay = tries.next(
                retry_class(&fault),
                method.effect,
                &self.policy,
                &mut self.budget.borrow_mut(),
                fastrand::f64(),
                left,
            );
            let Some(delay) = delay else {
                let host = self.host().to_string();
                return Err(Error { method: method.name, host, fault, attempts: attempt });
            };
            attempt += 1;
            (self.on_event)(&CallEvent::Retrying { delay, fault: &fault, attempt });
            tokio::time::sleep(delay).await;
        }
    }
}

/// Reads an answer; one that ends in the middle was cut short on its way.
fn read<T: Message>(answer: &[u8]) -> Result<T, CallError> {
    proto::read(answer).map_err(|fault| {
        if proto::is_cut_short(answer) {
            CallError::ResponseLost(Lost::Truncated(
                "it ends in the middle of the message".to_owned(),
            ))
        } else {
            CallError::Decode(fault)
        }
    })
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("host", self.host()).finish_non_exhaustive()
    }
}
