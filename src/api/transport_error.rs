//! What an error of the HTTP library means: not sent, or the response was lost.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use super::error::{CallError, Lost, NotSent, ProxyFailure};
use super::tls;

/// Includes TLS; company networks are slow with the first packets.
const MAX_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The timeouts of one attempt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timeouts {
    pub(super) total: Duration,
    pub(super) connect: Duration,
}

impl Timeouts {
    /// Connecting gets only a part of the time, so that a connection timeout is recognized as one:
    /// nothing was sent.
    pub(super) fn new(total: Duration) -> Self {
        Self { total, connect: MAX_CONNECT_TIMEOUT.min(total / 3) }
    }
}

pub(super) fn classify(error: &reqwest::Error, timeouts: Timeouts) -> CallError {
    if error.is_connect() {
        return CallError::NotSent(connect_error(error, timeouts.connect));
    }
    if error.is_builder() {
        return CallError::NotSent(NotSent::Tls(root_cause(error)));
    }
    if error.is_timeout() {
        return CallError::ResponseLost(Lost::Timeout(timeouts.total));
    }
    let reason = root_cause(error);
    let http = causes(error).find_map(|cause| cause.downcast_ref::<hyper::Error>());
    CallError::ResponseLost(match http {
        Some(http) if http.is_parse() || reason.contains(UNSOLICITED) => {
            let is_http = error.url().is_some_and(|url| url.scheme() == "http");
            Lost::NotHttp(if is_http { format!("{reason}; use https://?") } else { reason })
        }
        _ if error.is_decode() || error.is_body() => Lost::Truncated(reason),
        _ => Lost::Closed,
    })
}

/// How the library reports a server that speaks first, as those of other protocols do; there is no
/// method to ask for it.
const UNSOLICITED: &str = "unexpected message";

fn connect_error(error: &reqwest::Error, timeout: Duration) -> NotSent {
    if error.is_timeout() {
        return NotSent::ConnectTimeout(timeout);
    }
    if let Some(failure) = proxy_failure(error) {
        return NotSent::Proxy(failure);
    }
    if error.is_dns() {
        return NotSent::Dns;
    }
    if let Some(tls) = tls_error(error) {
        return classify_tls(tls);
    }
    let is_refused = causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::ConnectionRefused);
    if is_refused { NotSent::Refused } else { NotSent::Connect(root_cause(error)) }
}

/// What is wrong with the proxy. The library's type for its errors is private, so only the messages
/// can be examined; the status is not among them.
fn proxy_failure(error: &reqwest::Error) -> Option<ProxyFailure> {
    let text = causes(error).map(ToString::to_string).find(|text| text.starts_with("tunnel"))?;
    Some(if text.ends_with("authorization required") {
        ProxyFailure::Status(407)
    } else if !text.ends_with("underlying connection") {
        ProxyFailure::Unknown(root_cause(error))
    } else if error.is_dns() {
        ProxyFailure::Unreachable("could not resolve host".to_owned())
    } else {
        match tls_error(error).map(classify_tls) {
            Some(NotSent::ServerWithoutTls) => ProxyFailure::WithoutTls,
            Some(NotSent::Tls(reason) | NotSent::TlsIncompatible(reason)) => {
                ProxyFailure::Tls(reason)
            }
            Some(_) | None => ProxyFailure::Unreachable(root_cause(error)),
        }
    })
}

/// Untrusted certificates and incompatible sides stay so; a broken handshake may succeed next time.
fn classify_tls(error: &rustls::Error) -> NotSent {
    use rustls::{AlertDescription as Alert, Error, InvalidMessage};
    match error {
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => NotSent::ServerWithoutTls,
        Error::PeerIncompatible(_)
        | Error::AlertReceived(
            Alert::ProtocolVersion
            | Alert::HandshakeFailure
            | Alert::InsufficientSecurity
            | Alert::UnrecognisedName
            | Alert::NoApplicationProtocol,
        ) => NotSent::TlsIncompatible(tls::describe(error)),
        Error::InvalidCertificate(_)
        | Error::NoCertificatesPresented
        | Error::General(_)
        | Error::Other(_) => NotSent::Tls(tls::describe(error)),
        _ => NotSent::Connect(tls::describe(error)),
    }
}

/// The TLS library's error, which is wrapped in I/O errors.
fn tls_error(error: &reqwest::Error) -> Option<&rustls::Error> {
    causes(error).find_map(|cause| match cause.downcast_ref::<io::Error>() {
        Some(outer) => unwrap_io(outer),
        None => cause.downcast_ref(),
    })
}

/// The content of an I/O error is not among its sources.
fn unwrap_io(outer: &io::Error) -> Option<&rustls::Error> {
    let content = outer.get_ref()?;
    match content.downcast_ref::<io::Error>() {
        Some(inner) => unwrap_io(inner),
        None => content.downcast_ref(),
    }
}

/// The error and its sources, outermost first.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    let first: &(dyn StdError + 'static) = error;
    std::iter::successors(Some(first), |cause| (*cause).source())
}

/// The message of the innermost source; the outer ones only repeat the URL.
fn root_cause(error: &reqwest::Error) -> String {
    match tls_error(error) {
        Some(tls) => tls::describe(tls),
        None => causes(error).last().map(ToString::to_string).unwrap_or_default(),
    }
}
