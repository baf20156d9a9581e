//! What a failed exchange means: never sent, lost, or not to be tried again.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use super::error::{CallError, Lost, NotSent};

/// The longest time for a connection, TLS included: company networks are slow with the first
/// packets.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What an attempt was allowed to take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timeouts {
    /// In all.
    pub(super) time: Duration,
    /// For its connection.
    pub(super) connect: Duration,
}

impl Timeouts {
    /// Connecting gets a part of the time only, so that a connection which does not come about is
    /// known as such: nothing was sent.
    pub(super) fn of(time: Duration) -> Self {
        Self { time, connect: CONNECT_TIMEOUT.min(time / 3) }
    }
}

/// Classifies what the HTTP library reports.
pub(super) fn fault(error: &reqwest::Error, allowed: Timeouts) -> CallError {
    if error.is_connect() {
        return CallError::NotSent(not_sent(error, allowed.connect));
    }
    if error.is_builder() {
        return CallError::NotSent(NotSent::Tls(innermost(error)));
    }
    if error.is_timeout() {
        return CallError::ResponseLost(Lost::Timeout(allowed.time));
    }
    let why = innermost(error);
    let spoken = causes(error).find_map(|cause| cause.downcast_ref::<hyper::Error>());
    CallError::ResponseLost(match spoken {
        Some(spoken) if spoken.is_parse() || why.contains(SPOKE_FIRST) => {
            let is_clear = error.url().is_some_and(|url| url.scheme() == "http");
            Lost::NotHttp(if is_clear { format!("{why}; perhaps it expects https") } else { why })
        }
        _ if error.is_decode() || error.is_body() => Lost::Truncated(why),
        _ => Lost::Closed,
    })
}

/// What the library says of a server that speaks before it is asked, as those of other protocols
/// do; it has no other way to say so.
const SPOKE_FIRST: &str = "unexpected message";

/// Why no connection came about.
fn not_sent(error: &reqwest::Error, time: Duration) -> NotSent {
    if error.is_timeout() {
        return NotSent::ConnectTimeout(time);
    }
    let why = innermost(error);
    // The library's type for this is private; its words are all there is.
    let words = causes(error).map(ToString::to_string).find(|words| words.starts_with("tunnel"));
    match words {
        Some(words) if words.ends_with("underlying connection") => {
            return NotSent::Connect(format!("no connection to the proxy on the way: {why}"));
        }
        Some(_) => return NotSent::Proxy(why),
        None => {}
    }
    if error.is_dns() {
        return NotSent::Dns;
    }
    if let Some(tls) = tls_error(error) {
        return of_tls(tls);
    }
    let refused = causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::ConnectionRefused);
    if refused {
        return NotSent::Refused;
    }
    NotSent::Connect(why)
}

/// A certificate that is not trusted stays so, and two sides that have nothing in common; a
/// handshake that broke may get through next time.
fn of_tls(error: &rustls::Error) -> NotSent {
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
        ) => NotSent::TlsIncompatible(error.to_string()),
        Error::InvalidCertificate(_)
        | Error::NoCertificatesPresented
        | Error::General(_)
        | Error::Other(_) => NotSent::Tls(error.to_string()),
        _ => NotSent::Connect(error.to_string()),
    }
}

/// The TLS library's own error, which hides inside an I/O error.
fn tls_error(error: &reqwest::Error) -> Option<&rustls::Error> {
    causes(error).find_map(|cause| match cause.downcast_ref::<io::Error>() {
        Some(outer) => inside(outer),
        None => cause.downcast_ref(),
    })
}

/// An I/O error's own content is not among its sources.
fn inside(outer: &io::Error) -> Option<&rustls::Error> {
    let content = outer.get_ref()?;
    match content.downcast_ref::<io::Error>() {
        Some(inner) => inside(inner),
        None => content.downcast_ref(),
    }
}

/// The error and what caused it, from the outside in.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    let first: &(dyn StdError + 'static) = error;
    std::iter::successors(Some(first), |cause| (*cause).source())
}

/// The cause at the bottom, which is the one with the facts; the layers above repeat the address.
fn innermost(error: &reqwest::Error) -> String {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}
