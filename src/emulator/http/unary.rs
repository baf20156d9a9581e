//! Unary calls of the Connect protocol, by POST and by GET.

use std::borrow::Cow;
use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hyper::body::Incoming;
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE, DATE, HeaderValue};
use hyper::{Method as HttpMethod, Request, Response, Uri};
use serde_json::Value;

use super::super::machine::Millis;
use super::super::schema::Method;
use super::super::service::error::{Code, Error};
use super::super::service::{self, Answer, Handler};
use super::super::wire::{self, Codec};
use super::body::{self, Body};
use super::{Shared, connect, gzip};

/// A called method and the form of its message.
struct Call {
    method: &'static Method,
    handler: Handler,
    codec: Codec,
}

/// Answers a call.
pub(super) async fn handle(
    shared: &Shared,
    method: &'static Method,
    handler: Handler,
    codec: Codec,
    request: Request<Incoming>,
) -> Response<Body> {
    let call = Call { method, handler, codec };
    let may_compress = gzip::is_accepted(connect::header(request.headers(), "accept-encoding"));
    let result = match connect::timeout(request.headers()) {
        Err(error) => Err(error),
        Ok(None) => call.run(shared, request).await,
        Ok(Some(limit)) => match tokio::time::timeout(limit, call.run(shared, request)).await {
            Ok(result) if !limit.is_zero() => result,
            _ => Err(connect::too_late()),
        },
    };
    match result {
        Ok((now, bytes)) => call.success(now, bytes, may_compress),
        Err(error) => connect::error_answer(&error),
    }
}

impl Call {
    /// Everything between the request and the message of the answer.
    async fn run(
        &self,
        shared: &Shared,
        request: Request<Incoming>,
    ) -> Result<(Millis, Vec<u8>), Error> {
        let headers = request.headers();
        let is_get = request.method() == HttpMethod::GET;
        let is_compressed = if is_get {
            gzip::is_used(query(request.uri(), "compression").as_deref())?
        } else {
            gzip::is_used(connect::header(headers, "content-encoding"))?
        };
        if is_get {
            check_query_version(request.uri())?;
        } else {
            connect::check_version(headers)?;
        }
        (shared.token.check(connect::header(headers, "authorization")))
            .map_err(|message| Error::new(Code::Unauthenticated, message))?;
        let bytes = if is_get {
            message_of_query(request.uri())?
        } else {
            body::read(request.into_body()).await?.to_vec()
        };
        // An empty body is never compressed, whatever the header says.
        let bytes =
            if is_compressed && !bytes.is_empty() { gzip::decompress(&bytes)? } else { bytes };
        let message = wire::read(self.codec, &bytes, self.method.input)
            .map_err(|why| Error::invalid(format!("unmarshal message: {why}")))?;
        service::check(&message, self.method.input)?;
        let (now, answer) = self.ask(shared, message)?;
        Ok((now, wire::write(self.codec, &answer, self.method.output)))
    }

    fn ask(&self, shared: &Shared, message: Value) -> Result<(Millis, Value), Error> {
        let mut store = shared.store();
        let answer: Answer = match self.handler {
            Handler::Read(run) => store.read(|world| run(world, message))?,
            Handler::Write(run) => store.write(|world| run(world, message))?,
            Handler::Watch => Err(Error::new(Code::Internal, "a stream is not a unary call")),
        };
        Ok((store.last_seen(), answer?))
    }

    fn success(&self, now: Millis, bytes: Vec<u8>, may_compress: bool) -> Response<Body> {
        let content_type = match self.codec {
            Codec::Json => "application/json",
            Codec::Proto => "application/proto",
        };
        let bytes = if may_compress { gzip::compress(&bytes) } else { bytes };
        let mut response = connect::answer(200, (CONTENT_TYPE, content_type), bytes);
        let headers = response.headers_mut();
        if may_compress {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(gzip::NAME));
        }
        // Simulated: the ages of things are to be counted from this.
        let date = UNIX_EPOCH + Duration::from_millis(now.unsigned_abs());
        if let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(date)) {
            headers.insert(DATE, date);
        }
        response
    }
}

/// The codec that the query of a GET names.
pub(super) fn codec_of_query(uri: &Uri) -> Option<Codec> {
    match query(uri, "encoding")?.as_ref() {
        "json" => Some(Codec::Json),
        "proto" => Some(Codec::Proto),
        _ => None,
    }
}

fn query<'a>(uri: &'a Uri, name: &str) -> Option<Cow<'a, str>> {
    let pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

fn check_query_version(uri: &Uri) -> Result<(), Error> {
    match query(uri, "connect").as_deref() {
        None | Some("" | "v1") => Ok(()),
        Some(other) => Err(Error::invalid(format!("connect must be \"v1\": got {other:?}"))),
    }
}

fn message_of_query(uri: &Uri) -> Result<Vec<u8>, Error> {
    let message =
        query(uri, "message").ok_or_else(|| Error::invalid("missing message parameter"))?;
    if query(uri, "base64").as_deref() != Some("1") {
        return Ok(message.as_bytes().to_vec());
    }
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&alphabet::URL_SAFE, config)
        .decode(message.as_bytes())
        .map_err(|error| Error::invalid(format!("unmarshal message: {error}")))
}
