//! From a request to its method, or to one of the bare HTTP answers before the protocol begins.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{ALLOW, CONTENT_TYPE};
use hyper::{Method, Request, Response};
use tokio::sync::watch::Receiver;

use super::super::service::error::{Code, Error};
use super::super::service::{Handler, Route, find};
use super::body::Body;
use super::{Shared, connect, host, unary, watch};

/// Content types of unary calls, as a refused client is told.
const UNARY_TYPES: &str = "application/json, application/proto";
/// The same of streams.
const STREAM_TYPES: &str = "application/connect+json, application/connect+proto";

/// Answers a request.
pub(super) async fn handle(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    request: Request<Incoming>,
) -> Response<Body> {
    if !host::is_local(&request) {
        let message = "the embedded API answers only to names of this machine, such as 127.0.0.1";
        return connect::error_answer(&Error::new(Code::PermissionDenied, message));
    }
    let path = request.uri().path();
    let path = path.strip_prefix("/api").unwrap_or(path);
    let route = path.strip_prefix('/').map_or(Route::NotFound, find);
    if matches!(route, Route::NotFound) {
        return not_found();
    }
    let may_get = matches!(route, Route::Served(_, Handler::Read(_)));
    let is_get = request.method() == Method::GET && may_get;
    if !is_get && request.method() != Method::POST {
        let allowed = if may_get { "GET, POST" } else { "POST" };
        return connect::answer(405, (ALLOW, allowed), Vec::new());
    }
    let (prefix, types) = match route {
        Route::Served(_, Handler::Watch) => ("application/connect+", STREAM_TYPES),
        _ => ("application/", UNARY_TYPES),
    };
    let codec = if is_get {
        unary::codec_of_query(request.uri())
    } else {
        connect::codec(request.headers(), prefix)
    };
    let Some(codec) = codec else {
        let accept_post = hyper::header::HeaderName::from_static("accept-post");
        return connect::answer(415, (accept_post, types), Vec::new());
    };
    match route {
        Route::Served(method, Handler::Watch) => {
            watch::handle(shared, stopping, method, codec, request).await
        }
        Route::Served(method, handler) => {
            unary::handle(&shared, method, handler, codec, request).await
        }
        Route::Unimplemented | Route::NotFound => not_implemented(&shared, path, &request),
    }
}

fn not_found() -> Response<Body> {
    let text = b"404 page not found\n".to_vec();
    connect::answer(404, (CONTENT_TYPE, "text/plain; charset=utf-8"), text)
}

fn not_implemented(shared: &Shared, path: &str, request: &Request<Incoming>) -> Response<Body> {
    let name = path.trim_start_matches('/').replace('/', ".");
    let error = match shared.token.check(connect::header(request.headers(), "authorization")) {
        Ok(()) => Error::new(Code::Unimplemented, format!("{name} is not implemented")),
        Err(message) => Error::new(Code::Unauthenticated, message),
    };
    connect::error_answer(&error)
}
