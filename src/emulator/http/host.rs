//! Against DNS rebinding: a page of the web whose name was made to lead here is not answered.

use hyper::Request;
use hyper::header::HOST;

/// Whether a request was made to a name that always means this machine.
pub(super) fn is_local<B>(request: &Request<B>) -> bool {
    let header = request.headers().get(HOST).map(|value| value.to_str().unwrap_or("?"));
    let authority = request.uri().authority().map(hyper::http::uri::Authority::as_str);
    match authority.or(header) {
        Some(authority) => is_loopback(authority),
        // HTTP/1.0, which no browser speaks.
        None => true,
    }
}

fn is_loopback(authority: &str) -> bool {
    let name = match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => authority,
    };
    matches!(name.to_ascii_lowercase().as_str(), "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine_pass() {
        for good in ["127.0.0.1", "127.0.0.1:80", "localhost:1", "LOCALHOST", "[::1]:5", "[::1]"] {
            assert!(is_loopback(good), "{good}");
        }
        for bad in [
            "evil.test",
            "evil.test:80",
            "127.0.0.1.evil.test",
            "localhost.evil.test",
            "",
            "0.0.0.0",
            "a@127.0.0.1",
        ] {
            assert!(!is_loopback(bad), "{bad}");
        }
    }
}
