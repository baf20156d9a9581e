//! Protection against DNS rebinding: rejects requests of web pages whose host name was pointed to
//! this machine.

use hyper::Request;
use hyper::header::HOST;

/// Whether the host of a request is a loopback name or address.
pub(super) fn is_local<B>(request: &Request<B>) -> bool {
    let header = request.headers().get(HOST).map(|value| value.to_str().unwrap_or("?"));
    let authority = request.uri().authority().map(hyper::http::uri::Authority::as_str);
    match authority.or(header) {
        Some(authority) => is_loopback(authority),
        // HTTP/1.0, which no browser uses.
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
    fn only_loopback_names_are_accepted() {
        for valid in ["127.0.0.1", "127.0.0.1:80", "localhost:1", "LOCALHOST", "[::1]:5", "[::1]"] {
            assert!(is_loopback(valid), "{valid}");
        }
        for invalid in [
            "evil.test",
            "evil.test:80",
            "127.0.0.1.evil.test",
            "localhost.evil.test",
            "",
            "0.0.0.0",
            "a@127.0.0.1",
        ] {
            assert!(!is_loopback(invalid), "{invalid}");
        }
    }
}
