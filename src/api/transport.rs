//! One attempt of a call (Connect unary: JSON over HTTP POST), and how a stream is opened.

use std::time::{Duration, Instant};

use reqwest::Response;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION,
};
use url::Url;

use super::client::CallEvent;
use super::error::{CallError, Lost, NotSent};
use super::events::encode_frame;
use super::host::Host;
use super::http::{Http, HttpOptions};
use super::response;
use super::server_clock::ServerClock;
use super::token::Token;
use super::transport_error::{self, Timeouts};

/// After decompression; no response of this API comes near.
const MAX_RESPONSE_SIZE: usize = 8 * 1024 * 1024;
/// After decompression; of a larger error only the status is used.
const MAX_ERROR_SIZE: usize = 256 * 1024;

/// Sends requests to one host with one token.
pub(super) struct Transport {
    http: Http,
    token: Token,
    clock: ServerClock,
}

impl Transport {
    pub(super) fn new(host: Host, token: Token, options: HttpOptions) -> Result<Self, String> {
        Ok(Self { http: Http::new(host, options)?, token, clock: ServerClock::default() })
    }

    pub(super) const fn host(&self) -> &Host {
        self.http.host()
    }

    /// Whether this is the token that is sent.
    pub(super) fn sends(&self, token: &str) -> bool {
        self.token.expose() == token
    }

    pub(super) const fn token(&self) -> &Token {
        &self.token
    }

    pub(super) const fn clock(&self) -> &ServerClock {
        &self.clock
    }

    /// Sends one request and returns the body of the API's response.
    pub(super) async fn send(
        &self,
        path: &str,
        body: &[u8],
        timeout: Duration,
        on_event: &dyn Fn(&CallEvent<'_>),
    ) -> Result<Vec<u8>, CallError> {
        let start = Instant::now();
        let method = path.rsplit('/').next().unwrap_or(path);
        on_event(&CallEvent::Sending { method, host: &self.http.destination(), body });
        let mut response = self.post(self.host().url(path), body, timeout).await?;
        if let Some(url) = self.allowed_redirect(&response) {
            on_event(&CallEvent::Redirected { to: url.host_str().unwrap_or_default() });
            let left = timeout.saturating_sub(start.elapsed());
            response = self.post(url, body, left).await?;
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        self.clock.record(&headers, self.host().is_loopback());
        let result = read_body(response, self.http.timeouts(timeout)).await;
        let body = result.as_deref().unwrap_or_default();
        on_event(&CallEvent::Received { method, status, took: start.elapsed(), body });
        check_response(status, &headers, result)
    }

    /// Opens a stream: returns once its headers are there.
    pub(super) async fn open_stream(
        &self,
        path: &str,
        request: &[u8],
        on_event: &dyn Fn(&CallEvent<'_>),
    ) -> Result<Response, CallError> {
        let method = path.rsplit('/').next().unwrap_or(path);
        on_event(&CallEvent::Sending { method, host: &self.http.destination(), body: request });
        let mut response = self.post_stream(self.host().url(path), request).await?;
        if let Some(url) = self.allowed_redirect(&response) {
            on_event(&CallEvent::Redirected { to: url.host_str().unwrap_or_default() });
            response = self.post_stream(url, request).await?;
        }
        if response.status() == 200 && response::is_stream(response.headers()) {
            return Ok(response);
        }
        Err(error_response(&self.http, response).await)
    }

    async fn post(&self, url: Url, body: &[u8], timeout: Duration) -> Result<Response, CallError> {
        // Otherwise the service could execute the request long after this side has given up.
        let milliseconds = timeout.as_millis().max(1).to_string();
        let request = self
            .http
            .post(url)
            .header(AUTHORIZATION, bearer(&self.token)?)
            .header(ACCEPT, "application/json")
            .header(ACCEPT_ENCODING, "gzip")
            .header(CONTENT_TYPE, "application/json")
            .header("connect-protocol-version", "1")
            .header("connect-timeout-ms", milliseconds)
            .body(body.to_vec())
            .timeout(timeout);
        self.http.send(request, timeout).await
    }

    /// Without a timeout: a server may send the headers together with the first message.
    async fn post_stream(&self, url: Url, message: &[u8]) -> Result<Response, CallError> {
        let request = self
            .http
            .post(url)
            .header(AUTHORIZATION, bearer(&self.token)?)
            .header(CONTENT_TYPE, "application/connect+json")
            // Each message is compressed by itself; compressing the stream would delay messages.
            .header(ACCEPT_ENCODING, "identity")
            .header("connect-accept-encoding", "gzip")
            .header("connect-protocol-version", "1")
            .body(encode_frame(message));
        self.http.send(request, self.http.connect_timeout).await
    }

    /// The target of a redirect that keeps method and body and may receive the token.
    fn allowed_redirect(&self, response: &Response) -> Option<Url> {
        if !matches!(response.status().as_u16(), 307 | 308) {
            return None;
        }
        let location = response.headers().get(LOCATION)?.to_str().ok()?;
        let target = response.url().join(location).ok()?;
        self.host().may_redirect_to(&target).then_some(target)
    }
}

/// The value of the `Authorization` header.
pub(super) fn bearer(token: &Token) -> Result<HeaderValue, CallError> {
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.expose()))
        .map_err(|_| CallError::NotSent(NotSent::Connect("the token is invalid".to_owned())))?;
    value.set_sensitive(true);
    Ok(value)
}

/// The error of a response that opens no stream. Without the body of the error its status has to do.
pub(super) async fn error_response(http: &Http, response: Response) -> CallError {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let timeouts = http.timeouts(http.connect_timeout);
    let body = tokio::time::timeout(timeouts.total, read_body(response, timeouts));
    let body = body.await.ok().and_then(Result::ok).unwrap_or_default();
    response::call_error(status, &headers, &body)
}

/// The body of the API's response, or the error that the response stands for.
fn check_response(
    status: u16,
    headers: &HeaderMap,
    body: Result<Vec<u8>, CallError>,
) -> Result<Vec<u8>, CallError> {
    match body {
        Ok(body) if status == 200 && response::is_json(headers) => Ok(body),
        Ok(body) => Err(response::call_error(status, headers, &body)),
        // The status is enough if the body cannot be read.
        Err(_) if status != 200 => Err(response::call_error(status, headers, b"")),
        Err(error) => Err(error),
    }
}

/// The decompressed body. Neither a huge nor a highly compressed one fills the memory.
async fn read_body(response: Response, timeouts: Timeouts) -> Result<Vec<u8>, CallError> {
    let max = if response.status() == 200 { MAX_RESPONSE_SIZE } else { MAX_ERROR_SIZE };
    let headers = response.headers().clone();
    let body = read_capped(response, timeouts, max).await?;
    response::decompress(&headers, body, max)
}

async fn read_capped(
    mut response: Response,
    timeouts: Timeouts,
    max: usize,
) -> Result<Vec<u8>, CallError> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > max => {
                return Err(CallError::TooLarge);
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => {
                return Err(match transport_error::classify(&error, timeouts) {
                    CallError::ResponseLost(Lost::Closed) => {
                        CallError::ResponseLost(Lost::Truncated("connection closed".into()))
                    }
                    error => error,
                });
            }
        }
    }
}
