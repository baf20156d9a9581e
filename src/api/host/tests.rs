use proptest::prelude::{any, proptest};
use url::Url;

use super::{DEFAULT_HOST, Host, HostError, HostSyntax};

fn origin(text: &str) -> Result<Host, HostError> {
    Host::parse(text, HostSyntax::Origin)
}

#[test]
fn an_origin_is_completed_to_a_base_url() {
    for (text, base, name) in [
        (DEFAULT_HOST, "https://app.gitpod.io/api", "app.gitpod.io"),
        ("app.ona.com", "https://app.ona.com/api", "app.ona.com"),
        (" APP.ona.com/ \n", "https://app.ona.com/api", "app.ona.com"),
        ("https://acme.example:443", "https://acme.example/api", "acme.example"),
        ("acme.example:8443", "https://acme.example:8443/api", "acme.example:8443"),
        ("https://acme.example/api/", "https://acme.example/api", "acme.example"),
        ("https://acme.example/x/../ona//", "https://acme.example/ona", "acme.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api", "127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080/api", "[::1]:8080"),
        ("[2001:db8::1]:8443", "https://[2001:db8::1]:8443/api", "[2001:db8::1]:8443"),
    ] {
        let host = origin(text).unwrap();
        assert_eq!((host.base(), host.to_string().as_str()), (base, name), "{text:?}");
    }
}

#[test]
fn a_base_url_is_not_changed() {
    for (text, base) in [
        ("https://app.ona.com/api/", "https://app.ona.com/api"),
        ("https://app.ona.com", "https://app.ona.com"),
        ("http://localhost:1/", "http://localhost:1"),
    ] {
        assert_eq!(Host::parse(text, HostSyntax::Base).unwrap().base(), base);
    }
    assert_eq!(Host::parse("app.ona.com/api", HostSyntax::Base), Err(HostError::NoScheme));
}

#[test]
fn rejects_anything_but_a_base_url() {
    for (text, error) in [
        ("", HostError::Empty),
        (" ", HostError::Empty),
        ("https://user:pass@acme.example", HostError::Credentials),
        ("https://user@acme.example", HostError::Credentials),
        ("https://:pass@acme.example", HostError::Credentials),
        ("https://acme.example?x=1", HostError::Query),
        ("https://acme.example/api?", HostError::Query),
        ("https://acme.example#x", HostError::Fragment),
        ("https://acme\n.example", HostError::Characters),
        ("https://acme.example/\u{1b}[2J", HostError::Characters),
        ("https://acme.example/a b", HostError::Characters),
        ("ftp://acme.example", HostError::OtherScheme),
        ("file:///etc/passwd", HostError::OtherScheme),
        ("https://", HostError::Url(url::ParseError::EmptyHost)),
        ("https:///acme.example", HostError::Url(url::ParseError::EmptyHost)),
        ("http:/evil.example", HostError::OtherScheme),
        ("http:evil.example", HostError::OtherScheme),
        ("http:8080", HostError::OtherScheme),
        ("http//evil.example", HostError::OtherScheme),
        ("HTTPS:/evil.example", HostError::OtherScheme),
        (r"https:\\evil.example", HostError::OtherScheme),
        ("https", HostError::OtherScheme),
        ("data:text", HostError::OtherScheme),
        ("ftp:/evil.example", HostError::OtherScheme),
        ("user:pass@acme.example", HostError::Credentials),
        ("acme.example:99999", HostError::Url(url::ParseError::InvalidPort)),
    ] {
        assert_eq!(origin(text), Err(error), "{text:?}");
    }
}

#[test]
fn http_is_allowed_to_this_machine_only() {
    for text in [
        "http://127.0.0.1",
        "http://127.9.9.9:80",
        "http://2130706433",
        "http://0x7f.1",
        "http://[::1]",
        "http://[::ffff:127.0.0.1]",
        "http://localhost",
        "http://LOCALHOST.:8080",
    ] {
        assert!(origin(text).unwrap().is_loopback(), "{text}");
        assert!(!origin(text).unwrap().is_https(), "{text}");
    }
    for text in [
        "http://127.0.0.1.evil.tld",
        "http://0.0.0.0",
        "http://[::]",
        "http://[::ffff:10.0.0.1]",
        "http://localhost.evil.tld",
        "http://evil-localhost",
        "http://app.gitpod.io",
        "HTTP://10.0.0.1",
    ] {
        assert_eq!(origin(text), Err(HostError::InsecureHttp), "{text}");
    }
    assert!(origin("https://10.0.0.1").unwrap().is_https());
}

#[test]
fn names_of_this_machine_are_pinned_to_it() {
    for (name, addresses) in Host::pinned_names() {
        assert!(origin(&format!("http://{name}")).unwrap().is_loopback());
        assert!(addresses.iter().all(|address| address.ip().is_loopback()));
    }
}

#[test]
fn the_embedded_api_has_a_name() {
    let host = Host::embedded("http://127.0.0.1:4711").unwrap();
    assert_eq!((host.to_string().as_str(), host.is_embedded()), ("the embedded API", true));
    assert_eq!(host.base(), "http://127.0.0.1:4711/api");
}

#[test]
fn a_method_is_appended_to_the_path() {
    let method = "gitpod.v1.PrebuildService/GetWarmPool";
    for (base, url) in [
        (
            "https://app.ona.com/api",
            "https://app.ona.com/api/gitpod.v1.PrebuildService/GetWarmPool",
        ),
        ("https://app.ona.com", "https://app.ona.com/gitpod.v1.PrebuildService/GetWarmPool"),
    ] {
        let host = Host::parse(base, HostSyntax::Base).unwrap();
        assert_eq!(host.url(method).as_str(), url);
    }
    let escaped = origin(DEFAULT_HOST).unwrap().url("a?b#c");
    assert_eq!(escaped.as_str(), "https://app.gitpod.io/api/a%3Fb%23c");
}

#[test]
fn an_origin_is_scheme_host_and_port() {
    let host = origin("https://acme.example").unwrap();
    for same in ["https://acme.example:443/api", "ACME.example/other"] {
        assert_eq!(host.origin(), origin(same).unwrap().origin());
    }
    for other in ["https://acme.example:444", "https://acme.example.", "https://acme.examples"] {
        assert_ne!(host.origin(), origin(other).unwrap().origin());
    }
}

#[test]
fn redirects_stay_with_the_service() {
    let may =
        |from: &str, to: &str| origin(from).unwrap().may_redirect_to(&Url::parse(to).unwrap());
    for (from, to) in [
        ("https://app.gitpod.io", "https://app.ona.com/api/x"),
        ("https://app.ona.com", "https://app.gitpod.io/api/x"),
        ("https://app.ona.com", "https://APP.ona.com:443/elsewhere?q"),
        ("https://acme.example", "https://acme.example/v2"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/x"),
    ] {
        assert!(may(from, to), "{from} -> {to}");
    }
    for (from, to) in [
        ("https://acme.example", "https://app.ona.com/x"),
        ("https://app.ona.com", "https://acme.example/x"),
        ("https://app.gitpod.io", "http://app.gitpod.io/x"),
        ("https://app.gitpod.io", "http://app.ona.com/x"),
        ("https://app.gitpod.io", "https://app.ona.com:8443/x"),
        ("https://app.gitpod.io", "https://app.ona.com.evil.tld/x"),
        ("https://app.gitpod.io", "https://app.ona.com@evil.tld/x"),
        ("https://app.gitpod.io", "https://evil@app.ona.com/x"),
        ("https://app.gitpod.io", "https://app.ona.com./x"),
        ("https://app.gitpod.io", "blob:https://app.gitpod.io/x"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8081/x"),
        ("http://127.0.0.1:8080", "https://127.0.0.1:8080/x"),
    ] {
        assert!(!may(from, to), "{from} -> {to}");
    }
}

proptest! {
    #[test]
    fn accepted_urls_are_safe(text in any::<String>(), is_base in any::<bool>()) {
        check(&text, is_base);
    }

    #[test]
    fn mangled_urls_are_safe_or_rejected(
        text in r"(https?://)?([a-z0-9.:@\[\]\\/-]|localhost|127\.0\.0\.1|::1){1,12}[?#/@a-z]{0,4}",
        is_base in any::<bool>(),
    ) {
        check(&text, is_base);
    }

    #[test]
    fn an_error_never_contains_a_password(secret in "[a-z]{12,30}", rest in "[ -~]{0,12}") {
        let text = format!("https://user:{secret}@{rest}");
        if let Err(error) = origin(&text) {
            assert!(!format!("{error} {error:?}").contains(&secret));
        }
    }
}

fn check(text: &str, is_base: bool) {
    let syntax = if is_base { HostSyntax::Base } else { HostSyntax::Origin };
    let Ok(host) = Host::parse(text, syntax) else {
        return;
    };
    assert!(host.is_https() || host.is_loopback(), "{text:?}");
    assert!(!host.base().contains(['?', '#']), "{text:?}");
    assert!(!host.base().ends_with('/'), "{text:?}");
    let url = host.url("gitpod.v1.S/M");
    assert_eq!(url.origin(), host.origin(), "{text:?}");
    assert_eq!(Host::parse(host.base(), HostSyntax::Base).as_ref(), Ok(&host), "{text:?}");
}
