//! One attempt of a call (Connect unary: JSON over HTTP POST), and how a stream is opened.

use std::time::{Duration, Instant};

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION,
};
use reqwest::{Response, redirect};
use url::Url;

use super::client::CallEvent;
use super::error::{CallError, Lost, NotSent, ProxyFailure};
use super::events::encode_frame;
use super::host::Host;
use super::proxy::Proxy;
use super::response;
use super::server_clock::ServerClock;
use super::tls::{self, RootCerts};
use super::token::Token;
use super::transport_error::{self, Timeouts};

/// After decompression; no response of this API comes near.
const MAX_RESPONSE_SIZE: usize = 8 * 1024 * 1024;
/// After decompression; of a larger error only the status is used.
const MAX_ERROR_SIZE: usize = 256 * 1024;
/// Proxies add headers of their own to those of the service.
const MAX_HEADERS: usize = 1_000;
/// Less than servers keep idle connections, so that a request rarely meets one being closed.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(5);
/// Whether the operating system has a setting for a proxy.
const HAS_SYSTEM_PROXY: bool = cfg!(any(target_os = "macos", target_os = "windows"));

/// Sends requests to one host with one token.
pub(super) struct Transport {
    http: reqwest::Client,
    host: Host,
    token: Token,
    proxy: Option<Proxy>,
    connect_timeout: Duration,
    clock: ServerClock,
}

impl Transport {
    pub(super) fn new(
        host: Host,
        token: Token,
        proxy: Option<Proxy>,
        root_certs: RootCerts,
        user_agent: &str,
        attempt_timeout: Duration,
    ) -> Result<Self, String> {
        let connect_timeout = Timeouts::new(attempt_timeout).connect;
        let tls = tls::config(root_certs).map_err(|error| error.to_string())?;
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(user_agent)
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(POOL_IDLE_TIMEOUT)
            .http1_max_headers(MAX_HEADERS)
            .https_only(host.is_https());
        for (name, addresses) in Host::pinned_names() {
            builder = builder.resolve_to_addrs(name, &addresses);
        }
        builder = match &proxy {
            Some(proxy) => builder.proxy(proxy.for_client()),
            // Elsewhere the system's own setting counts, which the HTTP library reads.
            None if host.is_loopback() || !HAS_SYSTEM_PROXY => builder.no_proxy(),
            None => builder,
        };
        let http = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { http, host, token, proxy, connect_timeout, clock: ServerClock::default() })
    }

    pub(super) fn host(&self) -> &Host {
        &self.host
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
        on_event(&CallEvent::Sending { method, host: &self.destination(), body });
        let mut response = self.post(self.host.url(path), body, timeout).await?;
        if let Some(url) = self.allowed_redirect(&response) {
            on_event(&CallEvent::Redirected { to: url.host_str().unwrap_or_default() });
            let left = timeout.saturating_sub(start.elapsed());
            response = self.post(url, body, left).await?;
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        self.clock.record(&headers, self.host.is_loopback());
        let result = read_body(response, self.timeouts(timeout)).await;
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
        on_event(&CallEvent::Sending { method, host: &self.destination(), body: request });
        let mut response = self.post_stream(self.host.url(path), request).await?;
        if let Some(url) = self.allowed_redirect(&response) {
            on_event(&CallEvent::Redirected { to: url.host_str().unwrap_or_default() });
            response = self.post_stream(url, request).await?;
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if status == 200 && response::is_stream(&headers) {
            return Ok(response);
        }
        // Without the body of the error its status has to do.
        let timeouts = self.timeouts(self.connect_timeout);
        let body = tokio::time::timeout(timeouts.total, read_body(response, timeouts));
        let body = body.await.ok().and_then(Result::ok).unwrap_or_default();
        Err(response::call_error(status, &headers, &body))
    }

    fn bearer(&self) -> Result<HeaderValue, CallError> {
        let mut token = HeaderValue::try_from(format!("Bearer {}", self.token.expose()))
            .map_err(|_| CallError::NotSent(NotSent::Connect("the token is invalid".to_owned())))?;
        token.set_sensitive(true);
        Ok(token)
    }

    async fn post(&self, url: Url, body: &[u8], timeout: Duration) -> Result<Response, CallError> {
        // Otherwise the service could execute the request long after this side has given up.
        let milliseconds = timeout.as_millis().max(1).to_string();
        let request = self
            .http
            .post(url)
            .header(AUTHORIZATION, self.bearer()?)
            .header(ACCEPT, "application/json")
            .header(ACCEPT_ENCODING, "gzip")
            .header(CONTENT_TYPE, "application/json")
            .header("connect-protocol-version", "1")
            .header("connect-timeout-ms", milliseconds)
            .body(body.to_vec())
            .timeout(timeout);
        match request.send().await {
            Ok(response) => Ok(response),
            Err(error) => Err(self.call_error(&error, self.timeouts(timeout)).await),
        }
    }

    /// Without a timeout: a server may send the headers together with the first message.
    async fn post_stream(&self, url: Url, message: &[u8]) -> Result<Response, CallError> {
        let request = self
            .http
            .post(url)
            .header(AUTHORIZATION, self.bearer()?)
            .header(CONTENT_TYPE, "application/connect+json")
            // Each message is compressed by itself; compressing the stream would delay messages.
            .header(ACCEPT_ENCODING, "identity")
            .header("connect-accept-encoding", "gzip")
            .header("connect-protocol-version", "1")
            .body(encode_frame(message));
        let timeouts = self.timeouts(self.connect_timeout);
        match request.send().await {
            Ok(response) => Ok(response),
            Err(error) => Err(self.call_error(&error, timeouts).await),
        }
    }

    /// What an error of the HTTP library means. Asks a proxy that opened no tunnel once more if the
    /// library does not say why.
    async fn call_error(&self, error: &reqwest::Error, timeouts: Timeouts) -> CallError {
        let cause = transport_error::classify(error, timeouts);
        let target = error.url().unwrap_or(self.host.base_url());
        let Some(proxy) = self.proxy.as_ref().filter(|proxy| proxy.is_for(target)) else {
            return cause;
        };
        match cause {
            CallError::NotSent(NotSent::ConnectTimeout(time)) if proxy.is_https() => {
                CallError::NotSent(NotSent::Proxy(ProxyFailure::TlsTimeout(time)))
            }
            CallError::NotSent(NotSent::Proxy(ProxyFailure::Unknown(_))) => {
                let status = proxy.tunnel_status(target);
                match tokio::time::timeout(timeouts.connect, status).await {
                    Ok(Some(status)) if status != 200 => {
                        CallError::NotSent(NotSent::Proxy(ProxyFailure::Status(status)))
                    }
                    _ => cause,
                }
            }
            cause => cause,
        }
    }

    /// Where requests go, for display.
    fn destination(&self) -> String {
        match &self.proxy {
            Some(proxy) => format!("{} through the proxy {proxy}", self.host),
            None => self.host.to_string(),
        }
    }

    fn timeouts(&self, total: Duration) -> Timeouts {
        Timeouts { total, connect: self.connect_timeout }
    }

    /// The target of a redirect that keeps method and body and may receive the token.
    fn allowed_redirect(&self, response: &Response) -> Option<Url> {
        if !matches!(response.status().as_u16(), 307 | 308) {
            return None;
        }
        let location = response.headers().get(LOCATION)?.to_str().ok()?;
        let target = response.url().join(location).ok()?;
        self.host.may_redirect_to(&target).then_some(target)
    }
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
