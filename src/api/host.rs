//! The service's base URL.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use url::{Origin, ParseError, Url};

pub(crate) const DEFAULT_HOST: &str = "https://app.gitpod.io";

/// The two origins of the service; each may redirect to the other with the token.
const SERVICE_HOSTS: [&str; 2] = [DEFAULT_HOST, "https://app.ona.com"];

/// Added to a host or origin without a path.
const API_PATH: &str = "/api";

/// The names of this machine, which are never resolved.
const LOOPBACK_NAMES: [&str; 2] = ["localhost", "localhost."];

/// A base URL: https, or http to this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host {
    url: Url,
    /// Whether it is the embedded API of this process, whose port means nothing to a user.
    is_embedded: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostSyntax {
    /// A host or origin; `https://` and `/api` are added if missing.
    Origin,
    /// A complete base URL.
    Base,
}

/// Printed after the name of the source, as in `--host contains a query`. Never contains a part of
/// the text, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostError {
    Empty,
    /// Spaces and control characters inside, which a URL parser would drop silently.
    Characters,
    NoScheme,
    OtherScheme,
    Url(ParseError),
    /// They would add a second `Authorization` header.
    Credentials,
    Query,
    Fragment,
    /// `http://` to another machine.
    InsecureHttp,
}

impl Host {
    pub(crate) fn parse(text: &str, syntax: HostSyntax) -> Result<Self, HostError> {
        let mut url = parse_url(text.trim(), syntax)?;
        if has_credentials(&url) {
            return Err(HostError::Credentials);
        }
        if url.query().is_some() {
            return Err(HostError::Query);
        }
        if url.fragment().is_some() {
            return Err(HostError::Fragment);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(match syntax {
            HostSyntax::Origin if path.is_empty() => API_PATH,
            _ => &path,
        });
        let host = Self { url, is_embedded: false };
        match host.url.scheme() {
            "https" => Ok(host),
            "http" if host.is_loopback() => Ok(host),
            "http" => Err(HostError::InsecureHttp),
            _ => Err(HostError::OtherScheme),
        }
    }

    /// The embedded API of this process, at a base URL.
    pub(crate) fn embedded(base: &str) -> Result<Self, HostError> {
        Ok(Self { is_embedded: true, ..Self::parse(base, HostSyntax::Origin)? })
    }

    pub(crate) const fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// The URL of a method such as `gitpod.v1.PrebuildService/GetWarmPool`.
    pub(crate) fn url(&self, method: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!("{}/{method}", url.path().trim_end_matches('/')));
        url
    }

    /// The base URL without a trailing slash.
    pub(crate) fn base(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    pub(super) const fn base_url(&self) -> &Url {
        &self.url
    }

    /// The page of the service on which its users create personal access tokens.
    pub(crate) fn token_page(&self) -> String {
        format!("{}/settings/personal-access-tokens", self.origin().ascii_serialization())
    }

    /// What a token is bound to.
    pub(crate) fn origin(&self) -> Origin {
        self.url.origin()
    }

    pub(super) fn port(&self) -> Option<u16> {
        self.url.port_or_known_default()
    }

    /// Decided by the parsed URL; nothing is resolved.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.url.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => {
                address.is_loopback()
                    || address.to_ipv4_mapped().is_some_and(|mapped| mapped.is_loopback())
            }
            Some(url::Host::Domain(name)) => LOOPBACK_NAMES.contains(&name),
            None => false,
        }
    }

    /// The names that always mean these addresses, with the port of the URL: whatever a resolver
    /// says about them, what is sent to this machine stays on it.
    pub(super) fn pinned_names() -> impl Iterator<Item = (&'static str, [SocketAddr; 2])> {
        let addresses = [(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()];
        LOOPBACK_NAMES.into_iter().map(move |name| (name, addresses))
    }

    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether a redirect to `target` may receive the token: at the same origin, or between the two
    /// of the service.
    pub(crate) fn may_redirect_to(&self, target: &Url) -> bool {
        // The origin of a `blob:` URL is that of the URL inside it, so the scheme is checked too.
        let is_http = matches!(target.scheme(), "https" | "http") && !has_credentials(target);
        let is_service =
            |origin: &Origin| SERVICE_HOSTS.contains(&origin.ascii_serialization().as_str());
        let (here, there) = (self.origin(), target.origin());
        is_http && (here == there || (is_service(&here) && is_service(&there)))
    }
}

pub(super) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

pub(super) fn parse_url(text: &str, syntax: HostSyntax) -> Result<Url, HostError> {
    if text.is_empty() {
        return Err(HostError::Empty);
    }
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Err(HostError::Characters);
    }
    match syntax {
        _ if text.contains("://") => match text.split_once("://") {
            // A URL parser skips further slashes.
            Some((scheme, rest)) if is_http(scheme) && rest.starts_with(['/', '\\']) => {
                Err(ParseError::EmptyHost)
            }
            _ => Url::parse(text),
        },
        HostSyntax::Origin if has_scheme(text) => return Err(HostError::OtherScheme),
        HostSyntax::Origin => Url::parse(&format!("https://{text}")),
        HostSyntax::Base => return Err(HostError::NoScheme),
    }
    .map_err(HostError::Url)
}

/// Whether text without `://` still begins with a scheme, as `http:/x`, `https//x` and `data:x` do;
/// it would become the name of a host.
pub(super) fn has_scheme(text: &str) -> bool {
    let end = text.find([':', '/', '\\']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let is_address = name.starts_with('[') || text.contains('@');
    let port = rest.strip_prefix(':').and_then(|port| port.chars().next());
    is_http(name) || (!is_address && port.is_some_and(|first| !first.is_ascii_digit()))
}

fn is_http(scheme: &str) -> bool {
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// For display, such as `app.gitpod.io` or `127.0.0.1:8080`.
impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_embedded {
            return f.write_str("the embedded API");
        }
        f.write_str(self.url.host_str().unwrap_or_default())?;
        match self.url.port() {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::Characters => "contains a space or control character",
            Self::NoScheme => "does not start with https://",
            Self::OtherScheme => "does not start with https:// or http://",
            Self::Url(error) => return write!(f, "is not a valid URL: {error}"),
            Self::Credentials => "contains a user name or password; provide the token separately",
            Self::Query => "contains a query (?…); only a path may follow the host",
            Self::Fragment => "contains a fragment (#…); only a path may follow the host",
            Self::InsecureHttp => {
                "is http:// to another machine and would send the token unencrypted; use https://"
            }
        })
    }
}

impl std::error::Error for HostError {}

#[cfg(test)]
mod tests;
