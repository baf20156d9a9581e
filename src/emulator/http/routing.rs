//! Routes requests to their handlers, or answers them in plain HTTP.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderName};
use hyper::{Method, Request, Response};
use tokio::sync::watch::Receiver;

use super::super::codec::Codec;
use super::super::service::error::{Code, Error};
use super::super::service::{self, Handler, Route};
use super::body::{self, Body, RequestBody};
use super::{Latency, Shared, connect, fault, host, json_lines, rest_clients, unary, watch};

const UNARY_TYPES: &str = "application/json, application/proto";
const STREAM_TYPES: &str =
    "application/connect+json, application/connect+proto, application/json, application/jsonl";

pub(super) async fn handle(
    shared: Arc<Shared>,
    stopping: Receiver<bool>,
    request: Request<Incoming>,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let call_timeout = connect::timeout(&head.headers).ok().flatten();
    let request = Request::from_parts(head, body::read(body, call_timeout).await);
    let response = respond(shared, stopping, request);
    if let Some(Latency(latency)) = response.extensions().get() {
        tokio::time::sleep(*latency).await;
    }
    response
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
    if request.uri().path() == fault::PATH {
        return fault::handle(&shared, request);
    }
    let path = request.uri().path();
    let path = path.strip_prefix("/api").unwrap_or(path);
    let route = path.strip_prefix('/').map_or(Route::NotFound, service::route);
    if let Some(response) = reject_verb(&route, request.method()) {
        return response;
    }
    match route {
        Route::Served(method, Handler::Watch) => {
            if let Some(codec) = stream_codec(&request) {
                watch::handle(shared, stopping, method, codec, request)
            } else if json_lines::is_requested(&request) {
                json_lines::handle(shared, stopping, method, request)
            } else {
                unsupported_type(STREAM_TYPES)
            }
        }
        Route::Served(method, handler) => match unary_codec(&request) {
            Some(codec) => unary::handle(&shared, method, handler, codec, request),
            None => unsupported_type(UNARY_TYPES),
        },
        Route::Unimplemented => respond_unserved(&shared, &request, path, "is not implemented"),
        Route::Unknown => respond_unserved(&shared, &request, path, "is not known"),
        Route::NotFound => {
            let text = b"404 page not found\n".to_vec();
            connect::response(404, (CONTENT_TYPE, "text/plain; charset=utf-8"), text)
        }
    }
}

/// The response to a request whose HTTP method cannot call the method of the route. Whether one that
/// is not served can be called by GET is unknown; the answer is the same.
fn reject_verb(route: &Route, verb: &Method) -> Option<Response<Body>> {
    let can_get = match route {
        Route::NotFound => return None,
        Route::Served(_, handler) => handler.is_read(),
        Route::Unimplemented | Route::Unknown => true,
    };
    let is_allowed = verb == Method::POST || (verb == Method::GET && can_get);
    let allowed = if can_get { "GET, POST" } else { "POST" };
    (!is_allowed).then(|| connect::response(405, (ALLOW, allowed), Vec::new()))
}

/// The response to a call of a method that is not served.
fn respond_unserved(
    shared: &Shared,
    request: &Request<RequestBody>,
    path: &str,
    problem: &str,
) -> Response<Body> {
    let name = path.trim_start_matches('/').replace('/', ".");
    let message = format!("{name} {problem}");
    let error = connect::check_token(shared, request.headers()).err();
    let error = error.unwrap_or_else(|| Error::new(Code::Unimplemented, message));
    if unary_codec(request).is_some() {
        return connect::error_response(&error);
    }
    match stream_codec(request) {
        Some(codec) => watch::error_response(codec, &error),
        None => unsupported_type(UNARY_TYPES),
    }
}

/// The codec of a unary call; `None` if its content type is not one of them.
fn unary_codec(request: &Request<RequestBody>) -> Option<Codec> {
    if request.method() == Method::GET {
        return unary::codec_from_query(request.uri());
    }
    let is_empty_message = rest_clients::is_empty_message(request);
    is_empty_message
        .then_some(Codec::Json)
        .or_else(|| connect::codec(request.headers(), "application/"))
}

fn stream_codec(request: &Request<RequestBody>) -> Option<Codec> {
    connect::codec(request.headers(), "application/connect+")
}

fn unsupported_type(accepted: &'static str) -> Response<Body> {
    connect::response(415, (HeaderName::from_static("accept-post"), accepted), Vec::new())
}
