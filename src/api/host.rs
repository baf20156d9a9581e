//! The service's address: the only thing a request's URL is made from.

use std::fmt;

use url::{Origin, Url};

/// The service that is called when nobody says otherwise.
pub(crate) const DEFAULT_HOST: &str = "https://app.gitpod.io";

/// The two names of the service; each may redirect to the other and receive the same token.
const SERVICE_HOSTS: [&str; 2] = [DEFAULT_HOST, "https://app.ona.com"];

/// The path below which the service answers when the user names only a host.
const API_PATH: &str = "/api";

/// The base URL of the service: https, or http to this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host(Url);

/// How much of the address the user writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostSyntax {
    /// A host or an origin: `https://` and `/api` are added where they are missing.
    Origin,
    /// The whole base URL, taken as it is.
    Base,
}

/// Why a text is not an address of the service. Reads after the name of its source, such as
/// `--host has a query`, and never holds a part of the text: it may carry a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostError {
    /// Nothing but blanks.
    Empty,
    /// A blank or a control character inside, which a URL parser would drop silently.
    Characters,
    /// [`HostSyntax::Base`] without a scheme.
    NoScheme,
    /// A scheme other than https and http.
    OtherScheme,
    /// Not a URL for another reason.
    Url(url::ParseError),
    /// A user name or password: they would make a second `Authorization` header.
    Credentials,
    /// A query.
    Query,
    /// A fragment.
    Fragment,
    /// `http://` to another machine: the token would travel in clear.
    InsecureHttp,
}

impl Host {
    /// Reads and checks an address.
    pub(crate) fn parse(text: &str, form: HostSyntax) -> Result<Self, HostError> {
        let mut url = parse_url(text.trim(), form)?;
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
        url.set_path(match form {
            HostSyntax::Origin if path.is_empty() => API_PATH,
            _ => &path,
        });
        let host = Self(url);
        match host.0.scheme() {
            "https" => Ok(host),
            "http" if host.is_loopback() => Ok(host),
            "http" => Err(HostError::InsecureHttp),
            _ => Err(HostError::OtherScheme),
        }
    }

    /// The URL of a method such as `gitpod.v1.PrebuildService/GetWarmPool`.
    pub(crate) fn url(&self, method: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}/{method}", url.path().trim_end_matches('/')));
        url
    }

    /// The base URL without a slash at its end.
    pub(crate) fn base(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Scheme, host and port: what a token is bound to.
    pub(crate) fn origin(&self) -> Origin {
        self.0.origin()
    }

    /// Whether the address is this machine, by its parsed form; nothing is resolved.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => {
                address.is_loopback()
                    || address.to_ipv4_mapped().is_some_and(|mapped| mapped.is_loopback())
            }
            Some(url::Host::Domain(name)) => matches!(name, "localhost" | "localhost."),
            None => false,
        }
    }

    /// Whether requests are encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether a redirect to `target` may be followed with the token: to the same origin, or
    /// between the two names of the service.
    pub(crate) fn may_redirect_to(&self, target: &Url) -> bool {
        // A `blob:` URL has the origin of the URL inside it, so the scheme is looked at as well.
        let is_plain = matches!(target.scheme(), "https" | "http") && !has_credentials(target);
        let is_twin =
            |origin: &Origin| SERVICE_HOSTS.contains(&origin.ascii_serialization().as_str());
        let (here, there) = (self.origin(), target.origin());
        is_plain && (here == there || (is_twin(&here) && is_twin(&there)))
    }
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn parse_url(text: &str, form: HostSyntax) -> Result<Url, HostError> {
    if text.is_empty() {
        return Err(HostError::Empty);
    }
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Err(HostError::Characters);
    }
    match form {
        _ if text.contains("://") => Url::parse(text),
        HostSyntax::Origin => Url::parse(&format!("https://{text}")),
        HostSyntax::Base => return Err(HostError::NoScheme),
    }
    .map_err(HostError::Url)
}

/// The short name for people: `app.gitpod.io`, `127.0.0.1:8080`.
impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.host_str().unwrap_or_default())?;
        match self.0.port() {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::Characters => "has a blank or a control character in it",
            Self::NoScheme => "has no https:// in front",
            Self::OtherScheme => "is neither https:// nor http://",
            Self::Url(error) => return write!(f, "is not a URL: {error}"),
            Self::Credentials => "holds a user name or password; the token is given separately",
            Self::Query => "has a query (?…); only a path may follow the host",
            Self::Fragment => "has a fragment (#…); only a path may follow the host",
            Self::InsecureHttp => {
                "is http:// to another machine and would send the token in clear; use https://"
            }
        })
    }
}

impl std::error::Error for HostError {}

#[cfg(test)]
mod tests;
