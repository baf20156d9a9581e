use proptest::prelude::{any, proptest};
use url::Url;

use super::{Proxy, ProxyError};
use crate::api::host::{Host, HostSyntax};

fn parse(text: &str) -> Result<Proxy, ProxyError> {
    with_exceptions(text, "")
}

fn with_exceptions(text: &str, exceptions: &str) -> Result<Proxy, ProxyError> {
    let host = Host::parse("app.acme.example", HostSyntax::Origin).unwrap();
    Proxy::parse(text, exceptions, &host)
}

#[test]
fn a_proxy_is_shown_without_its_password() {
    for (text, shown) in [
        ("http://proxy.example:3128", "http://proxy.example:3128"),
        (" http://proxy.example:3128\n", "http://proxy.example:3128"),
        ("proxy.example:3128", "http://proxy.example:3128"),
        ("proxy", "http://proxy"),
        ("10.0.0.1", "http://10.0.0.1"),
        ("[::1]:3128", "http://[::1]:3128"),
        ("HTTPS://Proxy.example", "https://proxy.example"),
        ("http://ada:s3cr3t@proxy.example/x?y#z", "http://proxy.example"),
        ("ada:s3cr3t@proxy.example:8080", "http://proxy.example:8080"),
    ] {
        assert_eq!(parse(text).unwrap().to_string(), shown, "{text:?}");
    }
}

#[test]
fn what_is_no_proxy_is_refused() {
    for (text, error) in [
        ("\"http://proxy\"", ProxyError::Characters),
        ("'http://proxy'", ProxyError::Characters),
        ("http://pro\nxy", ProxyError::Characters),
        ("http://proxy http://other", ProxyError::Characters),
        ("ftp://proxy", ProxyError::OtherScheme),
        ("http:/proxy", ProxyError::OtherScheme),
        ("http:", ProxyError::OtherScheme),
        ("::::", ProxyError::OtherScheme),
        ("socks5://proxy", ProxyError::Socks),
        ("socks5h://proxy:1080", ProxyError::Socks),
        ("http://", ProxyError::NoHost),
        ("http:///", ProxyError::NoHost),
        ("http:///proxy", ProxyError::NoHost),
        ("http://proxy:99999", ProxyError::Url(url::ParseError::InvalidPort)),
    ] {
        assert_eq!(parse(text), Err(error), "{text:?}");
    }
}

#[test]
fn exceptions_have_several_forms() {
    let target = Url::parse("https://app.acme.example/api/x").unwrap();
    for (exceptions, is_for) in [
        ("", true),
        ("*", false),
        ("app.acme.example", false),
        ("APP.ACME.EXAMPLE", false),
        ("acme.example", false),
        (".acme.example", false),
        ("*.acme.example", false),
        ("acme.example.", false),
        ("other.example, acme.example", false),
        ("other.example acme.example", false),
        ("app.acme.example:443", false),
        ("*.acme.example:443", false),
        ("app.acme.example:8443", true),
        ("app.acme.example:x", true),
        ("cme.example", true),
        ("x.app.acme.example", true),
        ("other.example,,", true),
        ("10.0.0.0/8", true),
    ] {
        let proxy = with_exceptions("http://proxy", exceptions).unwrap();
        assert_eq!(proxy.is_for(&target), is_for, "{exceptions:?}");
    }
}

#[test]
fn addresses_are_exceptions_by_range() {
    for (host, exceptions, is_for) in [
        ("https://10.1.2.3", "10.0.0.0/8", false),
        ("https://10.1.2.3", "10.1.2.3", false),
        ("https://10.1.2.3:8443", "10.1.2.3:8443", false),
        ("https://10.1.2.3:8443", "10.1.2.3:443", true),
        ("https://11.1.2.3", "10.0.0.0/8", true),
        ("https://[2001:db8::1]", "2001:db8::/32", false),
        ("https://[2001:db8::1]", "2001:db8::1", false),
        ("https://[2001:db8::1]", "[2001:db8::1]", false),
        ("https://[2001:db8::1]:8443", "[2001:db8::1]:8443", false),
        ("https://[2001:db8::2]", "2001:db8::1", true),
    ] {
        let host = Host::parse(host, HostSyntax::Origin).unwrap();
        let proxy = Proxy::parse("http://proxy", exceptions, &host).unwrap();
        assert_eq!(proxy.is_for(&host.url("x")), is_for, "{host} {exceptions:?}");
    }
}

proptest! {
    /// A proxy is used, or refused with an error: nothing makes requests go around it.
    #[test]
    fn no_text_is_ignored(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn no_mangled_url_is_ignored(text in r#"(https?://)?([a-z0-9.:@%\[\]/_{}|^"-]){1,16}"#) {
        check(&text);
    }
}

fn check(text: &str) {
    if let Ok(proxy) = parse(text) {
        let target = Url::parse("https://app.acme.example/api/x").unwrap();
        assert!(proxy.is_for(&target), "{text:?}");
        assert!(!proxy.to_string().contains('@'), "{text:?}");
    }
}
