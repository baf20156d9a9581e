//! The proxy between this machine and the service.

use std::fmt;

use hyper::Uri;
use hyper::header::HeaderValue;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use url::Url;

use super::host::{Host, has_scheme};

mod tunnel;

/// A proxy, and the hosts that are reached without it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Proxy {
    /// With the user name and password, but without a path.
    url: Url,
    /// As the HTTP library reads it; the library knows one port only.
    exceptions: String,
}

/// Printed after the name of a variable, as in `HTTPS_PROXY names no host`. Never contains a part
/// of the value, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProxyError {
    /// Quotes, spaces and control characters inside.
    Characters,
    Socks,
    OtherScheme,
    NoHost,
    Url(url::ParseError),
    /// The HTTP library would connect directly.
    Unusable,
}

impl Proxy {
    /// Parses `http://user:password@host:port`, of which only the host is required. `exceptions`
    /// are those of `NO_PROXY` for a service at this host.
    pub(crate) fn parse(text: &str, exceptions: &str, host: &Host) -> Result<Self, ProxyError> {
        let text = text.trim();
        let is_odd = |letter: char| {
            letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '\'' | '`')
        };
        if text.contains(is_odd) {
            return Err(ProxyError::Characters);
        }
        let mut url = match text.split_once("://") {
            Some((_, rest)) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
                return Err(ProxyError::NoHost);
            }
            Some(_) => Url::parse(text),
            None if has_scheme(text) => return Err(ProxyError::OtherScheme),
            None => Url::parse(&format!("http://{text}")),
        }
        .map_err(ProxyError::Url)?;
        match url.scheme() {
            "http" | "https" => {}
            scheme if scheme.starts_with("socks") => return Err(ProxyError::Socks),
            _ => return Err(ProxyError::OtherScheme),
        }
        url.set_path("");
        url.set_query(None);
        url.set_fragment(None);
        let exceptions = exceptions_for(exceptions, host.port());
        let proxy = Self { url, exceptions };
        match proxy.matcher("").intercept(&Uri::from_static("https://service.example")) {
            Some(_) => Ok(proxy),
            None => Err(ProxyError::Unusable),
        }
    }

    /// Whether requests to an https URL go through the proxy.
    pub(crate) fn is_for(&self, target: &Url) -> bool {
        self.intercept(target).is_some()
    }

    pub(super) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// For the HTTP library, which must decide as this does.
    pub(super) fn for_client(&self) -> reqwest::Proxy {
        let proxy = self.clone();
        reqwest::Proxy::custom(move |target| proxy.is_for(target).then(|| proxy.url.clone()))
    }

    /// The user name and password as a header.
    fn authorization(&self, target: &Url) -> Option<HeaderValue> {
        self.intercept(target)?.basic_auth().cloned()
    }

    fn intercept(&self, target: &Url) -> Option<Intercept> {
        self.matcher(&self.exceptions).intercept(&target.as_str().parse().ok()?)
    }

    fn matcher(&self, exceptions: &str) -> Matcher {
        Matcher::builder().https(self.url.as_str()).no(exceptions).build()
    }
}

/// The entries of `NO_PROXY` that are about a port, in the forms that the HTTP library knows.
fn exceptions_for(text: &str, port: Option<u16>) -> String {
    let entries = text.split([',', ' ']).map(str::trim).filter_map(|entry| {
        let (name, only_port) = split_port(entry);
        let is_here = only_port.is_none_or(|only| Some(only) == port);
        let name = name.strip_prefix("*.").unwrap_or(name).trim_end_matches('.');
        (is_here && !name.is_empty()).then_some(name)
    });
    entries.collect::<Vec<_>>().join(",")
}

/// `host:443`, `[::1]:443` and `::1` have a port, a port and none.
fn split_port(entry: &str) -> (&str, Option<u16>) {
    let (name, port) = match entry.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => {
            (name, port.parse().ok())
        }
        _ => (entry, None),
    };
    if port.is_none() && name.len() < entry.len() {
        return (entry, None);
    }
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    (address.unwrap_or(name), port)
}

/// Without the user name and password, such as `http://proxy.example:3128`.
impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url.origin().ascii_serialization())
    }
}

/// As `Display`, so that the password is in no output of any kind.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Characters => "contains a quote, space or control character",
            Self::Socks => "names a SOCKS proxy, which is not supported; use http:// or https://",
            Self::OtherScheme => "does not start with http:// or https://",
            Self::NoHost => "names no host",
            Self::Url(error) => return write!(f, "is not a valid URL: {error}"),
            Self::Unusable => "is not a usable URL",
        })
    }
}

#[cfg(test)]
mod tests;
