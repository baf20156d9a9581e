//! The URL of a log, as the service reports it.

use std::fmt;

use url::{ParseError, Url};

use super::super::host::{Host, HostError, HostSyntax, has_credentials, parse_url};

/// A URL that the token of a log may be sent to: https, or http to this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogUrl {
    url: Url,
    host: Host,
}

/// Printed after `logUrl`. Never contains a part of the URL, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogUrlError {
    Relative,
    Characters,
    OtherScheme,
    Invalid(ParseError),
    /// They would be sent beside the token.
    Credentials,
    /// `http://` to another machine.
    InsecureHttp,
}

impl LogUrl {
    /// `is_embedded` if the service is the embedded API of this process, whose port means nothing to
    /// a user.
    pub(crate) fn parse(text: &str, is_embedded: bool) -> Result<Self, LogUrlError> {
        let url = parse_url(text, HostSyntax::Base)?;
        if has_credentials(&url) {
            return Err(LogUrlError::Credentials);
        }
        if !matches!(url.scheme(), "https" | "http") {
            return Err(LogUrlError::OtherScheme);
        }
        let origin = url.origin().ascii_serialization();
        let host = Host::parse(&origin, HostSyntax::Base)?;
        let is_embedded = is_embedded && host.is_loopback();
        let host = if is_embedded { Host::embedded(&origin)? } else { host };
        Ok(Self { url, host })
    }

    pub(crate) const fn host(&self) -> &Host {
        &self.host
    }

    pub(super) const fn as_url(&self) -> &Url {
        &self.url
    }
}

/// Whether two URLs have the same scheme, host and port, and the target holds no password.
pub(super) fn has_same_origin(url: &Url, target: &Url) -> bool {
    // The origin of a `blob:` URL is that of the URL inside it, so the scheme is compared too.
    url.scheme() == target.scheme() && url.origin() == target.origin() && !has_credentials(target)
}

impl From<HostError> for LogUrlError {
    fn from(error: HostError) -> Self {
        match error {
            HostError::Empty | HostError::NoScheme => Self::Relative,
            HostError::Characters => Self::Characters,
            HostError::OtherScheme | HostError::Query | HostError::Fragment => Self::OtherScheme,
            HostError::Url(error) => Self::Invalid(error),
            HostError::Credentials => Self::Credentials,
            HostError::InsecureHttp => Self::InsecureHttp,
        }
    }
}

impl fmt::Display for LogUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Relative => "is not an absolute URL",
            Self::Characters => "contains a space or control character",
            Self::OtherScheme => "does not start with https://",
            Self::Invalid(error) => return write!(f, "is not a valid URL: {error}"),
            Self::Credentials => "contains a user name or password",
            Self::InsecureHttp => {
                "is http:// to another machine, where the token would be sent unencrypted"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> LogUrlError {
        LogUrl::parse(text, false).unwrap_err()
    }

    #[test]
    fn https_is_accepted_and_http_to_this_machine_only() {
        for (text, host) in [
            ("https://logs.example/prebuild/1?sig=a%2Fb&x=1#end", "logs.example"),
            ("HTTPS://Logs.Example:8443/a", "logs.example:8443"),
            ("http://127.0.0.1:8080/logs/prebuild/1", "127.0.0.1:8080"),
            ("http://[::1]:1/", "[::1]:1"),
            ("http://localhost/x", "localhost"),
        ] {
            let url = LogUrl::parse(text, false).unwrap();
            assert_eq!(url.host().to_string(), host, "{text}");
        }
        let query = LogUrl::parse("https://logs.example/a?sig=a%2Fb", false).unwrap();
        assert_eq!(query.as_url().as_str(), "https://logs.example/a?sig=a%2Fb");
    }

    #[test]
    fn nothing_else_is_accepted() {
        for (text, expected) in [
            ("", LogUrlError::Relative),
            ("/logs/prebuild/1", LogUrlError::Relative),
            ("//logs.example/1", LogUrlError::Relative),
            ("logs.example/1", LogUrlError::Relative),
            ("https:logs.example/1", LogUrlError::Relative),
            ("https://lo gs.example/1", LogUrlError::Characters),
            (" https://logs.example/1", LogUrlError::Characters),
            ("https://logs.example/\n1", LogUrlError::Characters),
            ("https:///logs.example/1", LogUrlError::Invalid(ParseError::EmptyHost)),
            ("https://logs.example:99999/", LogUrlError::Invalid(ParseError::InvalidPort)),
            ("https://user@logs.example/1", LogUrlError::Credentials),
            ("https://:s3cr3t@logs.example/1", LogUrlError::Credentials),
            ("http://user:s3cr3t@127.0.0.1/1", LogUrlError::Credentials),
            ("ftp://logs.example/1", LogUrlError::OtherScheme),
            ("file:///etc/passwd", LogUrlError::OtherScheme),
            ("blob:https://logs.example/1", LogUrlError::OtherScheme),
            ("http://logs.example/1", LogUrlError::InsecureHttp),
            ("http://127.0.0.1.logs.example/1", LogUrlError::InsecureHttp),
            ("http://0.0.0.0/1", LogUrlError::InsecureHttp),
        ] {
            assert_eq!(error(text), expected, "{text:?}");
            assert!(!error(text).to_string().contains("s3cr3t"));
        }
    }

    #[test]
    fn the_host_of_the_embedded_api_has_no_port() {
        let url = LogUrl::parse("http://127.0.0.1:8080/logs/1", true).unwrap();
        assert_eq!(url.host().to_string(), "the embedded API");
        let url = LogUrl::parse("https://logs.example/1", true).unwrap();
        assert_eq!(url.host().to_string(), "logs.example");
    }

    #[test]
    fn redirects_stay_at_the_scheme_host_and_port() {
        let url = |text: &str| Url::parse(text).unwrap();
        let here = url("https://logs.example/a");
        for (text, expected) in [
            ("https://logs.example/b?x=1", true),
            ("https://logs.example:443/b", true),
            ("https://logs.example:444/b", false),
            ("http://logs.example/a", false),
            ("http://logs.example:443/a", false),
            ("https://other.example/a", false),
            ("https://logs.example.other.example/a", false),
            ("https://user@logs.example/a", false),
            ("blob:https://logs.example/a", false),
        ] {
            assert_eq!(has_same_origin(&here, &url(text)), expected, "{text}");
        }
    }
}
