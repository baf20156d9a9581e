//! What the official SDKs before 1.0 send in unary calls: PyPI 0.7, npm 0.6 and Go 0.12.
//!
//! They are REST clients, generated from a description of the API in OpenAPI, and send by POST what
//! no Connect client sends: no body where there is nothing to say, and the position in a list as
//! query parameters. `json_lines` holds what they expect of the event stream.

use hyper::header::CONTENT_TYPE;
use hyper::{Method as HttpMethod, Request, Uri};
use serde_json::Value;

use super::super::codec;
use super::super::schema::{Kind, Method};
use super::super::service::error::Error;
use super::body::RequestBody;
use super::unary;

/// In JSON.
pub(super) const EMPTY_MESSAGE: &[u8] = b"{}";

/// Whether a POST request without a body stands for the empty message. With a content type, an empty
/// body is a message of that type, and none at all in JSON.
pub(super) fn is_empty_message(request: &Request<RequestBody>) -> bool {
    request.method() == HttpMethod::POST
        && !request.headers().contains_key(CONTENT_TYPE)
        && request.body().as_ref().is_ok_and(Vec::is_empty)
}

/// Adds the `pageSize` and `token` of the query to a message that does not have them. The iterators
/// over pages leave the body as it is and put the next token into the query: if it were ignored, they
/// would read the first page for ever.
///
/// # Errors
/// If the page size is not a number, or the message has another token: such a client never gets to
/// the next page.
pub(super) fn add_query_pagination(
    mut message: Value,
    uri: &Uri,
    method: &Method,
) -> Result<Value, Error> {
    let Some(Kind::Message(pagination)) = method.input.field("pagination").map(|field| field.kind)
    else {
        return Ok(message);
    };
    for field in pagination.fields() {
        let name = field.json_name();
        let Some(text) = unary::query(uri, name).filter(|text| !text.is_empty()) else {
            continue;
        };
        let in_body = &message["pagination"][name];
        if codec::is_zero(in_body, field.kind) {
            message["pagination"][name] = parse(name, &text, field.kind)?;
        } else if name == "token" && *in_body != *text {
            let message = "the query and the body have different page tokens: send one of them";
            return Err(Error::invalid(message));
        }
    }
    Ok(message)
}

fn parse(name: &str, text: &str, kind: Kind) -> Result<Value, Error> {
    match kind {
        Kind::Int32 => text.parse::<i32>().map(Value::from).map_err(|_| {
            Error::invalid(format!("{name} in the query must be an integer: got {text:?}"))
        }),
        _ => Ok(text.into()),
    }
}
