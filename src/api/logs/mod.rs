//! The log of a prebuild. It is on a host of its own, which gets a token of its own.

mod log_url;

use std::time::{Duration, Instant};

use hyper::body::Bytes;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, LOCATION};
use reqwest::{Response, StatusCode};
use serde::Serialize;
use url::Url;

use super::client::{CallEvent, Client, Method};
use super::error::{CallError, Error, Lost};
use super::http::{Http, HttpOptions};
use super::proto::{DecodeError, message};
use super::request::Request;
use super::token::Token;
use super::transport::{bearer, error_response};
use super::transport_error;

use log_url::has_same_origin;
pub(crate) use log_url::{LogUrl, LogUrlError};

/// A token that is lost on its way expires unused.
const CREATE_TOKEN: Method = Method::repeatable("PrebuildService", "CreatePrebuildLogsToken");
/// What a request for a log is called in messages.
const GET: &str = "GET log";
const MAX_REDIRECTS: usize = 5;

/// Lets its bearer read the log of one prebuild, for an hour.
///
/// A type of its own, which only the service's response becomes: no other token can be sent to the
/// host of a log.
pub(crate) struct LogToken(Token);

impl LogToken {
    /// Only for the redactor.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }

    #[cfg(test)]
    pub(crate) fn for_test() -> Self {
        Self(Token::parse("a-token-of-a-test").unwrap())
    }
}

message! {
    pub struct LogTokenResponse {
        access_token: String = "accessToken" | "access_token",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogTokenRequest<'a> {
    prebuild_id: &'a str,
}

impl Request for LogTokenRequest<'_> {
    type Response = LogTokenResponse;
    type Answer = LogToken;

    fn method(&self) -> Method {
        CREATE_TOKEN
    }

    fn answer(&self, response: LogTokenResponse) -> Result<LogToken, DecodeError> {
        let token = Token::parse(&response.access_token);
        token.map(LogToken).map_err(|error| decode_error(error.to_string()))
    }
}

fn decode_error(reason: String) -> DecodeError {
    DecodeError { path: "accessToken".to_owned(), reason }
}

impl Client {
    /// Creates a token for the log of a prebuild.
    ///
    /// # Errors
    /// As every call, and if the service returns the token of this client, which no other host may
    /// get.
    pub(crate) async fn create_log_token(&self, prebuild_id: &str) -> Result<LogToken, Error> {
        let token = self.call(&LogTokenRequest { prebuild_id }).await?;
        if self.transport.sends(token.expose()) {
            let error = decode_error("is the token of the request".to_owned());
            return Err(self.error(CREATE_TOKEN.name, CallError::Decode(error), 1));
        }
        Ok(token)
    }

    /// The shortest pause between two requests for a log.
    pub(crate) fn first_log_pause(&self) -> Duration {
        self.policy.first_backoff * 2
    }
}

/// Reads the log at one URL. Knows no token but the one it is given for the log.
pub(crate) struct LogClient {
    http: Http,
    url: LogUrl,
    on_event: Box<dyn Fn(&CallEvent<'_>)>,
}

impl LogClient {
    /// Sends nothing yet; fails if the HTTP library rejects the options.
    pub(crate) fn new(
        url: LogUrl,
        options: HttpOptions,
        on_event: Box<dyn Fn(&CallEvent<'_>)>,
    ) -> Result<Self, String> {
        Ok(Self { http: Http::new(url.host().clone(), options)?, url, on_event })
    }

    /// Opens the log: returns once its headers are there. There is no timeout, as a server may hold
    /// them back until the first line. Redirects are followed within the same scheme, host and port.
    pub(crate) async fn open(&self, token: &LogToken) -> Result<LogBody, Error> {
        let opened = self.try_open(token).await;
        opened.map(|response| LogBody { response }).map_err(|cause| self.error(cause))
    }

    /// The error of a request for this log.
    pub(crate) fn error(&self, cause: CallError) -> Error {
        Error { method: GET, host: self.http.host().to_string(), cause, attempts: 1 }
    }

    async fn try_open(&self, token: &LogToken) -> Result<Response, CallError> {
        let mut url = self.url.as_url().clone();
        let mut redirects = 0;
        loop {
            let start = Instant::now();
            let host = &self.http.destination();
            (self.on_event)(&CallEvent::Sending { method: GET, host, body: b"" });
            let request = self
                .http
                .get(url)
                .header(AUTHORIZATION, bearer(&token.0)?)
                .header(ACCEPT, "text/plain, */*")
                .header(ACCEPT_ENCODING, "identity");
            let response = self.http.send(request, self.http.connect_timeout).await?;
            let (status, took) = (response.status(), start.elapsed());
            (self.on_event)(&CallEvent::Opened { method: GET, status: status.as_u16(), took });
            match self.redirect(&response).filter(|_| redirects < MAX_REDIRECTS) {
                Some(target) => url = target,
                None if status == StatusCode::OK && !is_page(&response) => {
                    return check_encoding(response);
                }
                None => return Err(error_response(&self.http, response).await),
            }
            redirects += 1;
        }
    }

    /// Where a redirect leads, if the token may go there.
    fn redirect(&self, response: &Response) -> Option<Url> {
        let is_redirect = matches!(response.status().as_u16(), 301..=303 | 307 | 308);
        let location = response.headers().get(LOCATION).filter(|_| is_redirect)?;
        let target = response.url().join(location.to_str().ok()?).ok()?;
        has_same_origin(self.url.as_url(), &target).then_some(target)
    }
}

/// A log that is still written may be much longer than any other response, so it is never held as a
/// whole.
pub(crate) struct LogBody {
    response: Response,
}

impl LogBody {
    /// The next bytes; `None` at the end of the body.
    ///
    /// # Errors
    /// When the body was cut: the connection ended before its last chunk or its full length.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, CallError> {
        self.response.chunk().await.map_err(|error| {
            let no_timeouts = transport_error::Timeouts::new(Duration::ZERO);
            match transport_error::classify(&error, no_timeouts) {
                CallError::ResponseLost(Lost::Closed) => {
                    CallError::ResponseLost(Lost::Truncated("connection closed".to_owned()))
                }
                error => error,
            }
        })
    }
}

/// Whether the response is a web page, as of a proxy or a login, and not a log.
fn is_page(response: &Response) -> bool {
    super::response::has_content_type(response.headers(), "text/html")
}

fn check_encoding(response: Response) -> Result<Response, CallError> {
    match response.headers().get(CONTENT_ENCODING) {
        Some(encoding) if !encoding.as_bytes().eq_ignore_ascii_case(b"identity") => {
            let encoding = String::from_utf8_lossy(encoding.as_bytes());
            let reason = format!("unsupported encoding {encoding:?}");
            Err(CallError::Decode(DecodeError { path: ".".to_owned(), reason }))
        }
        _ => Ok(response),
    }
}
