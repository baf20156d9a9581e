//! One attempt of a call: Connect unary, JSON over HTTP POST; and the beginning of a stream.

use std::cell::Cell;
use std::time::{Duration, Instant, SystemTime};

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, LOCATION,
};
use reqwest::{Response, redirect};
use url::Url;

use super::client::CallEvent;
use super::error::{CallError, Lost, NotSent};
use super::events::encode_frame;
use super::host::Host;
use super::response;
use super::retry_after;
use super::tls::{self, RootCerts};
use super::token::Token;
use super::transport_error::{self, Timeouts};

/// No answer of this API is larger, counted after decompression.
const LARGEST_ANSWER: usize = 8 * 1024 * 1024;
/// Shorter than servers keep idle connections, so that a request seldom meets one that closes.
const POOL_IDLE: Duration = Duration::from_secs(5);

/// Sends requests to one host with one token.
pub(super) struct Transport {
    http: reqwest::Client,
    host: Host,
    token: Token,
    /// For a connection.
    connect_timeout: Duration,
    /// What the service's clock showed when it last answered.
    clock: Cell<Option<SystemTime>>,
}

impl Transport {
    pub(super) fn new(
        host: Host,
        token: Token,
        trust: RootCerts,
        user_agent: &str,
        attempt_timeout: Duration,
    ) -> Result<Self, String> {
        let connect_timeout = Timeouts::of(attempt_timeout).connect;
        let tls = tls::config(trust).map_err(|why| why.to_string())?;
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(user_agent)
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(POOL_IDLE)
            .https_only(host.is_https());
        if host.is_loopback() {
            builder = builder.no_proxy();
        }
        let http = builder.build().map_err(|why| why.to_string())?;
        Ok(Self { http, host, token, connect_timeout, clock: Cell::new(None) })
    }

    pub(super) fn host(&self) -> &Host {
        &self.host
    }

    /// The time by the service's clock, as far as it told; ages count to it, so that a wrong
    /// clock on this side does not matter.
    pub(super) fn now(&self) -> SystemTime {
        self.clock.get().unwrap_or_else(SystemTime::now)
    }

    /// Sends one message and gives the body of the answer, if it is the API's.
    pub(super) async fn send(
        &self,
        path: &str,
        body: &[u8],
        time: Duration,
        on_event: &dyn Fn(&CallEvent<'_>),
    ) -> Result<Vec<u8>, CallError> {
        let start = Instant::now();
        let method = path.rsplit('/').next().unwrap_or(path);
        let host = self.host.to_string();
        on_event(&CallEvent::Sending { method, host: &host, body });
        let mut response = self.post(self.host.url(path), body, time).await?;
        if let Some(url) = self.allowed_redirect(&response) {
            on_event(&CallEvent::Redirected { to: url.host_str().unwrap_or_default() });
            let left = time.saturating_sub(start.elapsed());
            response = self.post(url, body, left).await?;
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        self.clock.set(retry_after::date(&headers, &DATE).or(self.clock.get()));
        let answer = read_capped(response, self.allowed(time)).await;
        let bytes = answer.as_deref().unwrap_or_default();
        on_event(&CallEvent::Answered { method, status, took: start.elapsed(), body: bytes });
        judge(status, &headers, answer)
    }

    /// Opens a stream and gives it with its headers read.
    pub(super) async fn open_stream(
        &self,
        path: &str,
        request: &[u8],
        on_event: &dyn Fn(&CallEvent<'_>),
    ) -> Result<Response, CallError> {
        let method = path.rsplit('/').next().unwrap_or(path);
        on_event(&CallEvent::Sending { method, host: &self.host.to_string(), body: request });
        let mut response = self.post_stream(self.host.url(path), request).await?;
        if let Some(url) = self.allowed_redirect(&response) {
            on_event(&CallEvent::Redirected { to: url.host_str().unwrap_or_default() });
            response = self.post_stream(url, request).await?;
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if status == 200 && response::is_stream(&headers) {
            return Ok(response);
        }
        // The page of an error; one that does not come leaves the status to go by.
        let allowed = self.allowed(self.connect_timeout);
        let page = tokio::time::timeout(allowed.time, read_capped(response, allowed));
        let page = page.await.ok().and_then(Result::ok).unwrap_or_default();
        Err(response::fault(status, &headers, &page))
    }

    fn bearer(&self) -> Result<HeaderValue, CallError> {
        let mut token =
            HeaderValue::try_from(format!("Bearer {}", self.token.expose())).map_err(|_| {
                CallError::NotSent(NotSent::Connect("the token cannot be sent".to_owned()))
            })?;
        token.set_sensitive(true);
        Ok(token)
    }

    async fn post(&self, url: Url, body: &[u8], time: Duration) -> Result<Response, CallError> {
        // The header ends a request that the service would otherwise carry out long after this
        // side has given up on it.
        let milliseconds = time.as_millis().max(1).to_string();
        let request = self
            .http
            .post(url)
            .header(AUTHORIZATION, self.bearer()?)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/json")
            .header("connect-protocol-version", "1")
            .header("connect-timeout-ms", milliseconds)
            .body(body.to_vec())
            .timeout(time);
        request.send().await.map_err(|error| transport_error::fault(&error, self.allowed(time)))
    }

    /// There is no limit to the time.
    async fn post_stream(&self, url: Url, message: &[u8]) -> Result<Response, CallError> {
        let request = self
            .http
            .post(url)
            .header(AUTHORIZATION, self.bearer()?)
            .header(CONTENT_TYPE, "application/connect+json")
            // Messages are compressed one by one; the whole must not be, or it comes in gulps.
            .header(ACCEPT_ENCODING, "identity")
            .header("connect-accept-encoding", "gzip")
            .header("connect-protocol-version", "1")
            .body(encode_frame(message));
        let allowed = self.allowed(self.connect_timeout);
        request.send().await.map_err(|error| transport_error::fault(&error, allowed))
    }

    fn allowed(&self, time: Duration) -> Timeouts {
        Timeouts { time, connect: self.connect_timeout }
    }

    /// The address of a redirect that keeps method and body and stays with the service.
    fn allowed_redirect(&self, response: &Response) -> Option<Url> {
        if !matches!(response.status().as_u16(), 307 | 308) {
            return None;
        }
        let location = response.headers().get(LOCATION)?.to_str().ok()?;
        let target = response.url().join(location).ok()?;
        self.host.may_redirect_to(&target).then_some(target)
    }
}

/// The fault of an answer that is not the API's, or its body.
fn judge(
    status: u16,
    headers: &HeaderMap,
    body: Result<Vec<u8>, CallError>,
) -> Result<Vec<u8>, CallError> {
    match body {
        Ok(body) if status == 200 && response::is_json(headers) => response::decoded(headers, body),
        Ok(body) => Err(response::fault(status, headers, &body)),
        // The status alone says enough where the page behind it cannot be read.
        Err(CallError::ResponseLost(_) | CallError::TooLarge) if status != 200 => {
            Err(response::fault(status, headers, b""))
        }
        Err(fault) => Err(fault),
    }
}

/// Reads a body piece by piece, so that neither a huge nor a highly compressed one fills memory.
async fn read_capped(mut response: Response, allowed: Timeouts) -> Result<Vec<u8>, CallError> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(piece)) if body.len() + piece.len() > LARGEST_ANSWER => {
                return Err(CallError::TooLarge);
            }
            Ok(Some(piece)) => body.extend_from_slice(&piece),
            Ok(None) => return Ok(body),
            Err(error) => {
                return Err(match transport_error::fault(&error, allowed) {
                    CallError::ResponseLost(Lost::Closed) => {
                        CallError::ResponseLost(Lost::Truncated("connection closed".into()))
                    }
                    fault => fault,
                });
            }
        }
    }
}
