//! Unary calls of the Connect protocol, by POST and by GET.

use std::borrow::Cow;
use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method as HttpMethod, Request, Response, Uri};
use serde_json::Value;

use super::super::codec::{self, Codec};
use super::super::schema::Method;
use super::super::service::error::{Code, Error, QueryError};
use super::super::service::{self, CallResult, Handler};
use super::super::simulation::Millis;
use super::super::store::Load;
use super::body::{Body, RequestBody};
use super::{Latency, Shared, connect, gzip, rest_clients};

/// The simulated time, in the form of `Date`.
const SIMULATED_TIME: HeaderName = HeaderName::from_static("prebuildctl-simulated-time");

struct Call {
    method: &'static Method,
    handler: Handler,
    codec: Codec,
}

pub(super) fn handle(
    shared: &Shared,
    method: &'static Method,
    handler: Handler,
    codec: Codec,
    request: Request<RequestBody>,
) -> Response<Body> {
    let call = Call { method, handler, codec };
    let compress = gzip::is_accepted(connect::header(request.headers(), "accept-encoding"));
    let result = match connect::timeout(request.headers()) {
        Err(error) => Err(error),
        Ok(Some(Duration::ZERO)) => Err(connect::deadline_exceeded()),
        Ok(_) => call.run(shared, request),
    };
    match result {
        Ok(success) => call.success(success, compress),
        Err(error) => connect::error_response(&error),
    }
}

/// The result of a call.
struct Success {
    /// The simulated time.
    now: Millis,
    /// The encoded response.
    bytes: Vec<u8>,
    latency: Duration,
}

impl Call {
    fn run(&self, shared: &Shared, request: Request<RequestBody>) -> Result<Success, Error> {
        let message = if request.method() == HttpMethod::GET {
            let bytes = read_query(shared, request.headers(), request.uri())?;
            connect::decode(self.codec, &bytes, self.method)?
        } else {
            let uri = request.uri().clone();
            let bytes = read_body(shared, request)?;
            let message = connect::decode(self.codec, &bytes, self.method)?;
            rest_clients::add_query_pagination(message, &uri, self.method)?
        };
        let latency = shared.meet_fault(self.method)?;
        service::check_rules(&message, &self.method.input)?;
        let (now, response) = self.call_handler(shared, message)?;
        let bytes = codec::encode(self.codec, &response, &self.method.output);
        Ok(Success { now, bytes, latency })
    }

    fn call_handler(&self, shared: &Shared, message: Value) -> Result<(Millis, Value), Error> {
        let mut store = shared.store();
        let result: anyhow::Result<CallResult> = match self.handler {
            Handler::Read(handler) => store.read(Load::Due, |state, _| handler(state, message)),
            Handler::ReadAll(handler) => store.read(Load::All, |state, _| handler(state, message)),
            Handler::Write(handler) => store.write(Load::Due, |state| handler(state, message)),
            Handler::WriteAll(handler) => store.write(Load::All, |state| handler(state, message)),
            Handler::Query(handler) => {
                let result =
                    store.read(Load::Due, |state, history| handler(state, history, message));
                result.and_then(|result| match result {
                    Ok(response) => Ok(Ok(response)),
                    Err(QueryError::Call(error)) => Ok(Err(error)),
                    Err(QueryError::Storage(error)) => Err(error),
                })
            }
            Handler::Watch => Ok(Err(Error::new(Code::Internal, "a stream is not a unary call"))),
        };
        Ok((store.last_seen(), shared.stored(result)??))
    }

    fn success(&self, success: Success, compress: bool) -> Response<Body> {
        let Success { now, bytes, latency } = success;
        let content_type = match self.codec {
            Codec::Json => "application/json",
            Codec::Proto => "application/proto",
        };
        let bytes = if compress { gzip::compress(&bytes) } else { bytes };
        let mut response = connect::response(200, (CONTENT_TYPE, content_type), bytes);
        if !latency.is_zero() {
            response.extensions_mut().insert(Latency(latency));
        }
        let headers = response.headers_mut();
        if compress {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(gzip::NAME));
        }
        // Ages are in simulated time. `Date` is the real one.
        let date = UNIX_EPOCH + Duration::from_millis(now.unsigned_abs());
        if let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(date)) {
            headers.insert(SIMULATED_TIME, date);
        }
        response
    }
}

/// Reads the message of a POST request.
pub(super) fn read_body(shared: &Shared, request: Request<RequestBody>) -> Result<Vec<u8>, Error> {
    let headers = request.headers();
    let is_compressed = gzip::is_used(connect::header(headers, "content-encoding"))?;
    connect::check_version(headers)?;
    connect::check_token(shared, headers)?;
    if rest_clients::is_empty_message(&request) {
        return Ok(rest_clients::EMPTY_MESSAGE.to_vec());
    }
    decompress(request.into_body()?, is_compressed)
}

/// Reads the message of a GET request.
fn read_query(shared: &Shared, headers: &HeaderMap, uri: &Uri) -> Result<Vec<u8>, Error> {
    let is_compressed = gzip::is_used(query(uri, "compression").as_deref())?;
    match query(uri, "connect").as_deref() {
        None | Some("" | "v1") => {}
        Some(other) => {
            return Err(Error::invalid(format!("connect must be \"v1\": got {other:?}")));
        }
    }
    connect::check_token(shared, headers)?;
    let message =
        query(uri, "message").ok_or_else(|| Error::invalid("missing message parameter"))?;
    if query(uri, "base64").as_deref() != Some("1") {
        return decompress(message.as_bytes().to_vec(), is_compressed);
    }
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let bytes = GeneralPurpose::new(&alphabet::URL_SAFE, config)
        .decode(message.as_bytes())
        .map_err(|error| Error::invalid(format!("unmarshal message: {error}")))?;
    decompress(bytes, is_compressed)
}

/// An empty body is never compressed, even if the headers declare it.
fn decompress(bytes: Vec<u8>, is_compressed: bool) -> Result<Vec<u8>, Error> {
    if is_compressed && !bytes.is_empty() { gzip::decompress(&bytes) } else { Ok(bytes) }
}

/// The codec of a GET request.
pub(super) fn codec_from_query(uri: &Uri) -> Option<Codec> {
    match query(uri, "encoding")?.as_ref() {
        "json" => Some(Codec::Json),
        "proto" => Some(Codec::Proto),
        _ => None,
    }
}

/// The first value of a query parameter.
pub(super) fn query<'a>(uri: &'a Uri, name: &str) -> Option<Cow<'a, str>> {
    let pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
