//! The HTTP client of one host: TLS, the proxy, timeouts, and what its errors mean.

use std::time::Duration;

use reqwest::{RequestBuilder, Response, redirect};
use url::Url;

use super::error::{CallError, NotSent, ProxyFailure};
use super::host::Host;
use super::proxy::Proxy;
use super::tls::{self, RootCerts};
use super::transport_error::{self, Timeouts};

/// Proxies add headers of their own to those of the service.
const MAX_HEADERS: usize = 1_000;
/// Less than servers keep idle connections, so that a request rarely meets one being closed.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(5);
/// Whether the operating system has a setting for a proxy.
const HAS_SYSTEM_PROXY: bool = cfg!(any(target_os = "macos", target_os = "windows"));

/// How a host is reached.
pub(crate) struct HttpOptions {
    /// The proxy of this host, if it has one.
    pub(crate) proxy: Option<Proxy>,
    pub(crate) root_certs: RootCerts,
    pub(crate) user_agent: String,
    /// The timeout of one attempt; connecting gets a part of it.
    pub(crate) attempt_timeout: Duration,
}

#[cfg(test)]
impl HttpOptions {
    pub(crate) fn for_test() -> Self {
        Self {
            proxy: None,
            root_certs: RootCerts::default(),
            user_agent: String::new(),
            attempt_timeout: Duration::from_secs(30),
        }
    }
}

/// Sends requests as they are: no token, no cookies, and redirects are not followed.
pub(super) struct Http {
    client: reqwest::Client,
    host: Host,
    proxy: Option<Proxy>,
    pub(super) connect_timeout: Duration,
}

impl Http {
    pub(super) fn new(host: Host, options: HttpOptions) -> Result<Self, String> {
        let HttpOptions { proxy, root_certs, user_agent, attempt_timeout } = options;
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
        let client = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { client, host, proxy, connect_timeout })
    }

    pub(super) const fn host(&self) -> &Host {
        &self.host
    }

    pub(super) fn get(&self, url: Url) -> RequestBuilder {
        self.client.get(url)
    }

    pub(super) fn post(&self, url: Url) -> RequestBuilder {
        self.client.post(url)
    }

    /// Returns once the headers of the response are there. `total` is the timeout of the request, for
    /// the error.
    pub(super) async fn send(
        &self,
        request: RequestBuilder,
        total: Duration,
    ) -> Result<Response, CallError> {
        match request.send().await {
            Ok(response) => Ok(response),
            Err(error) => Err(self.call_error(&error, self.timeouts(total)).await),
        }
    }

    pub(super) fn timeouts(&self, total: Duration) -> Timeouts {
        Timeouts { total, connect: self.connect_timeout }
    }

    /// Where requests go, for display.
    pub(super) fn destination(&self) -> String {
        match &self.proxy {
            Some(proxy) => format!("{} through the proxy {proxy}", self.host),
            None => self.host.to_string(),
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
}
