//! Calls methods of the service and retries those that may be retried.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use super::error::{CallError, Error, Lost, NotSent};
use super::host::Host;
use super::http::HttpOptions;
use super::proto::{self, Message};
use super::request::Request;
use super::retry::{Effect, RetryBudget, RetryPolicy, RetryState, retry_class};
use super::token::Token;
use super::transport::Transport;

/// A method such as `PrebuildService/GetWarmPool`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Method {
    pub(crate) service: &'static str,
    pub(crate) name: &'static str,
    pub(crate) effect: Effect,
}

impl Method {
    pub(super) const fn read(service: &'static str, name: &'static str) -> Self {
        Self { service, name, effect: Effect::Read }
    }

    /// A change that may be sent again like a read: what a lost response leaves behind does no harm.
    pub(super) const fn repeatable(service: &'static str, name: &'static str) -> Self {
        Self::read(service, name)
    }

    pub(super) const fn mutation(service: &'static str, name: &'static str) -> Self {
        Self { service, name, effect: Effect::Mutation }
    }

    /// Such as `gitpod.v1.PrebuildService/GetWarmPool`.
    pub(crate) fn path(&self) -> String {
        format!("gitpod.v1.{}/{}", self.service, self.name)
    }
}

/// The API documents no limit; stay conservative.
pub(crate) const MAX_CONCURRENT_READS: usize = 4;

/// The fields of all messages whose values must not be logged, in both spellings: credentials of a
/// runner, and tokens that are created.
pub(crate) const SECRET_FIELDS: &[&str] = &[
    "password",
    "encryptedHoneycombApiKey",
    "encrypted_honeycomb_api_key",
    "accessToken",
    "access_token",
];

/// What happens during a call, for progress notes and the log.
#[derive(Debug)]
pub(crate) enum CallEvent<'a> {
    Sending {
        method: &'a str,
        host: &'a str,
        body: &'a [u8],
    },
    /// A whole response, decompressed.
    Received {
        method: &'a str,
        status: u16,
        took: Duration,
        body: &'a [u8],
    },
    /// A response whose body follows.
    Opened {
        method: &'a str,
        status: u16,
        took: Duration,
    },
    /// The end of an attempt, also of one that got no response. Opening a stream is an attempt too.
    Finished {
        method: &'static str,
        error: Option<&'a CallError>,
    },
    Retrying {
        delay: Duration,
        error: &'a CallError,
        /// The number of the attempt to come, from 2.
        attempt: u32,
    },
    StreamMessage {
        method: &'a str,
        message: &'a [u8],
    },
    StreamEnded {
        error: Option<&'a CallError>,
        /// When the stream is opened again; `None` if it is not.
        delay: Option<Duration>,
    },
    /// Redirected to another of the service's own URLs.
    Redirected {
        to: &'a str,
    },
}

/// A client of one service with one token.
pub(crate) struct Client {
    pub(super) transport: Transport,
    pub(super) policy: RetryPolicy,
    pub(super) on_event: Box<dyn Fn(&CallEvent<'_>)>,
    budget: RefCell<RetryBudget>,
    mutations_in_flight: Cell<usize>,
    is_stopping: Cell<bool>,
    responses: Cell<u64>,
}

/// Counts a mutation as in flight until dropped.
struct InFlightGuard<'a>(&'a Cell<usize>);

impl<'a> InFlightGuard<'a> {
    fn new(count: &'a Cell<usize>) -> Self {
        count.set(count.get() + 1);
        Self(count)
    }
}

impl Drop for InFlightGuard<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// What a [`Client`] is built from.
pub(crate) struct Options {
    pub(crate) host: Host,
    pub(crate) token: Token,
    pub(crate) policy: RetryPolicy,
    pub(crate) http: HttpOptions,
    pub(crate) on_event: Box<dyn Fn(&CallEvent<'_>)>,
}

impl Client {
    /// Sends nothing yet; fails if the HTTP library rejects the options.
    pub(crate) fn new(options: Options) -> Result<Self, String> {
        let Options { host, token, policy, http, on_event } = options;
        let transport = Transport::new(host, token, http)?;
        let (budget, mutations_in_flight, is_stopping, responses) = Default::default();
        Ok(Self {
            transport,
            policy,
            on_event,
            budget,
            mutations_in_flight,
            is_stopping,
            responses,
        })
    }

    pub(crate) fn host(&self) -> &Host {
        self.transport.host()
    }

    /// The service's clock as of its last response; the local clock before that.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::try_from(self.transport.clock().now()).unwrap_or_else(|_| Timestamp::now())
    }

    /// How far the service's clock is ahead of the local one, as of its last response with a `Date`.
    pub(crate) fn clock_skew(&self) -> Option<SignedDuration> {
        self.transport.clock().skew()
    }

    /// When the last response came, by the service's clock; `None` if the response does not tell.
    /// Only right after a call is that the call's own response.
    pub(crate) fn answered_at(&self) -> Option<Timestamp> {
        Timestamp::try_from(self.transport.clock().answered_at()?).ok()
    }

    /// As [`Self::answered_at`]; the current time by the service's clock if the response does not
    /// tell, and the local time if none did.
    pub(crate) fn last_answer_time(&self) -> Timestamp {
        let current = || Timestamp::try_from(self.transport.clock().current()).ok();
        self.answered_at().or_else(current).unwrap_or_else(Timestamp::now)
    }

    /// Whether this is the token of its calls.
    pub(crate) fn has_token(&self, token: &Token) -> bool {
        self.transport.token().expose() == token.expose()
    }

    /// The retries of a failed call that the user allows.
    pub(crate) const fn retries(&self) -> u32 {
        self.policy.retries
    }

    /// The calls that have succeeded.
    pub(crate) fn responses(&self) -> u64 {
        self.responses.get()
    }

    pub(crate) fn has_mutation_in_flight(&self) -> bool {
        self.mutations_in_flight.get() > 0
    }

    /// Refuses mutations from now on; reads still work, to find out what the last one did.
    pub(crate) fn stop_mutations(&self) {
        self.is_stopping.set(true);
    }

    /// Sends a request and checks its response; the error is that of the last attempt.
    pub(super) async fn call<R: Request>(&self, request: &R) -> Result<R::Answer, Error> {
        let method = request.method();
        let is_mutation = method.effect == Effect::Mutation;
        if is_mutation && self.is_stopping.get() {
            return Err(self.error(method.name, CallError::NotSent(NotSent::ShuttingDown), 0));
        }
        let _guard = is_mutation.then(|| InFlightGuard::new(&self.mutations_in_flight));
        self.call_with_retries(request).await
    }

    /// Waits before something is read again: not before the first time, and longer each time.
    pub(crate) async fn pause_before_reading_again(&self, reads: u32) {
        tokio::time::sleep(self.policy.first_backoff * reads).await;
    }

    pub(super) fn error(&self, method: &'static str, cause: CallError, attempts: u32) -> Error {
        Error { method, host: self.host().to_string(), cause, attempts }
    }

    /// Reports the end of an attempt.
    pub(super) fn finish_attempt<T>(&self, method: Method, result: &Result<T, CallError>) {
        let error = result.as_ref().err();
        (self.on_event)(&CallEvent::Finished { method: method.name, error });
    }

    async fn call_with_retries<R: Request>(&self, request: &R) -> Result<R::Answer, Error> {
        let method = request.method();
        let path = method.path();
        let body = serde_json::to_vec(request).unwrap_or_default();
        let deadline = Instant::now() + self.policy.call_deadline;
        let (mut retries, mut attempt) = (RetryState::default(), 1);
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let timeout = self.policy.attempt_timeout.min(left);
            let response = self.transport.send(&path, &body, timeout, &self.on_event).await;
            let result = response.and_then(|body| answer(request, &body));
            self.finish_attempt(method, &result);
            let error = match result {
                Ok(answer) => {
                    self.budget.borrow_mut().refill();
                    self.responses.set(self.responses.get() + 1);
                    return Ok(answer);
                }
                Err(error) => error,
            };
            let left = deadline.saturating_duration_since(Instant::now());
            let delay = retries.next(
                retry_class(&error),
                method.effect,
                &self.policy,
                &mut self.budget.borrow_mut(),
                fastrand::f64(),
                left,
            );
            let Some(delay) = delay else { return Err(self.error(method.name, error, attempt)) };
            attempt += 1;
            (self.on_event)(&CallEvent::Retrying { delay, error: &error, attempt });
            tokio::time::sleep(delay).await;
        }
    }
}

/// What a response says about the request: the only way from bytes to a result.
pub(super) fn answer<R: Request>(request: &R, body: &[u8]) -> Result<R::Answer, CallError> {
    request.answer(decode(body)?).map_err(CallError::Decode)
}

/// JSON that ends early was cut short on its way, so the call can be retried.
fn decode<T: Message>(body: &[u8]) -> Result<T, CallError> {
    proto::read(body).map_err(|error| {
        if proto::is_cut_short(body) {
            CallError::ResponseLost(Lost::Truncated("unexpected end of JSON".to_owned()))
        } else {
            CallError::Decode(error)
        }
    })
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("host", self.host()).finish_non_exhaustive()
    }
}
