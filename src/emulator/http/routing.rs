//! Routes requests to their handlers, or answers them in plain HTTP.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderName};
use hyper::{Method, Request, Response};
use tokio::sync::watch::Receiver;

use super::super::service::error::{Code, Error};
use super::super::service::{self, Handler, Route};
use super::body::{self, Body, RequestBody};
use super::{Shared, connect, host, unary, watch};

const UNARY_TYPES: &str = "application/json, application/proto";
const STREAM_TYPES: &str = "application/connect+json, application/connect+proto";

pub(super) async fn handle(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    request: Request<Incoming>,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let call_timeout = connect::timeout(&head.headers).ok().flatten();
    let request = Request::from_parts(head, body::read(body, call_timeout).await);
    respond(shared, stopping, request)
}

fn respond(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    request: Request<RequestBody>,
) -> Response<Body> {
    if !host::is_local(&request) {
        let message = "the embedded API answers only to names of this machine, such as 127.0.0.1";
        return connect::error_response(&Error::new(Code::PermissionDenied, message));
    }
    let path = request.uri().path();
    let path = path.strip_prefix("/api").unwrap_or(path);
    let route = path.strip_prefix('/').map_or(Route::NotFound, service::route);
    if matches!(route, Route::NotFound) {
        let text = b"404 page not found\n".to_vec();
        return connect::response(404, (CONTENT_TYPE, "text/plain; charset=utf-8"), text);
    }
    let can_get = matches!(route, Route::Served(_, Handler::Read(_)));
    let is_get = request.method() == Method::GET && can_get;
    if !is_get && request.method() != Method::POST {
        let allowed = if can_get { "GET, POST" } else { "POST" };
        return connect::response(405, (ALLOW, allowed), Vec::new());
    }
    let (prefix, types) = match route {
        Route::Served(_, Handler::Watch) => ("application/connect+", STREAM_TYPES),
        _ => ("application/", UNARY_TYPES),
    };
    let codec = if is_get {
        unary::codec_from_query(request.uri())
    } else {
        connect::codec(request.headers(), prefix)
    };
    let Some(codec) = codec else {
        let accept_post = HeaderName::from_static("accept-post");
        return connect::response(415, (accept_post, types), Vec::new());
    };
    match route {
        Route::Served(method, Handler::Watch) => {
            watch::handle(shared, stopping, method, codec, request)
        }
        Route::Served(method, handler) => unary::handle(&shared, method, handler, codec, request),
        Route::Unimplemented | Route::Unknown | Route::NotFound => {
            let name = path.trim_start_matches('/').replace('/', ".");
            let message = match route {
                Route::Unimplemented => format!("{name} is not implemented"),
                _ => format!("{name} is not known"),
            };
            let error = connect::check_token(&shared, request.headers()).err();
            let error = error.unwrap_or_else(|| Error::new(Code::Unimplemented, message));
            connect::error_response(&error)
        }
    }
}
