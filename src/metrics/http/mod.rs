//! Serves metrics over HTTP/1.1: `/metrics` and `/healthz`.

mod accept;
mod server;

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, ALLOW, CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::{Method, Request, Response};
use tokio::time::timeout;

use super::exposition::{MetricSet, encode};

pub(crate) use server::{bind, serve};

/// How long a scrape waits for the end of the first sweep.
const MAX_WAIT: Duration = Duration::from_secs(5);
/// How long before its own timeout a scrape gets its response.
const TIMEOUT_RESERVE: Duration = Duration::from_millis(500);
const SCRAPE_TIMEOUT: &str = "x-prometheus-scrape-timeout-seconds";

const PLAIN_TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const READ_METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD");

/// What is served.
pub(crate) trait Site {
    /// The metrics of this moment.
    fn metrics(&self) -> MetricSet;

    /// Waits for the end of the first sweep.
    async fn wait_for_first_sweep(&self);
}

/// The response to a request. A scrape gets what is known, and never causes a sweep.
async fn respond<B>(site: &impl Site, request: Request<B>) -> Response<Full<Bytes>> {
    let path = request.uri().path();
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    match path {
        "/metrics" | "/healthz" if !is_read => {
            let mut response = text(405, "method not allowed\n");
            response.headers_mut().insert(ALLOW, READ_METHODS);
            response
        }
        "/healthz" => text(200, "ok\n"),
        "/metrics" => {
            let wait = wait_time(request.headers());
            // Without a sweep there is something to say about the tool.
            drop(timeout(wait, site.wait_for_first_sweep()).await);
            let format = accept::format(&joined(request.headers()));
            let body = encode(&site.metrics(), format, None);
            response(200, HeaderValue::from_static(format.content_type()), body)
        }
        _ => text(404, "not found: /metrics and /healthz are served\n"),
    }
}

/// The `Accept` headers as one.
fn joined(headers: &HeaderMap) -> String {
    let values = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    values.collect::<Vec<_>>().join(",")
}

/// How long a scrape may wait, which may say when it gives up.
fn wait_time(headers: &HeaderMap) -> Duration {
    let seconds = headers.get(SCRAPE_TIMEOUT).and_then(|value| value.to_str().ok()?.parse().ok());
    let limit = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    limit.map_or(MAX_WAIT, |limit| limit.saturating_sub(TIMEOUT_RESERVE).min(MAX_WAIT))
}

fn text(status: u16, body: &str) -> Response<Full<Bytes>> {
    response(status, PLAIN_TEXT, body.to_owned())
}

fn response(status: u16, content_type: HeaderValue, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or_default();
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

#[cfg(test)]
mod tests;
