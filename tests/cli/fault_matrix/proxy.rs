//! The proxy that the environment names.

use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};

use super::CLOSED_PORT;
use crate::support::wire::Listener;
use crate::support::{Transcript, World};

/// Signed in to a service that is reached only through this proxy.
fn world(proxy: &str) -> World {
    World::new([]).with("ONA_HOST", "https://ona.example").with("HTTPS_PROXY", proxy)
}

fn list(proxy: &str) -> Transcript {
    world(proxy).run("wp list -q --retries 1")
}

/// A proxy that answers every request with this status, and what it was sent.
fn answering(status: u16) -> (Listener, Arc<Mutex<Vec<String>>>) {
    let heads = Arc::<Mutex<Vec<String>>>::default();
    let seen = Arc::clone(&heads);
    let proxy = Listener::new(move |mut stream| {
        let mut bytes = [0; 4096];
        let length = stream.read(&mut bytes).unwrap_or_default();
        seen.lock().unwrap().push(String::from_utf8_lossy(&bytes[..length]).into_owned());
        let response = format!("HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n");
        drop(stream.write_all(response.as_bytes()));
        drop(stream.read(&mut bytes));
    });
    (proxy, heads)
}

#[test]
fn n28_d02_a_proxy_refuses() {
    for (status, reason, attempts) in [
        (403, "the proxy does not allow connections to this host (HTTP 403)", 1),
        (407, "the proxy requires a valid user name and password (HTTP 407)", 1),
        (418, "the proxy refused the connection (HTTP 418)", 1),
        (502, "the proxy cannot reach this host (HTTP 502)", 2),
        (503, "the proxy cannot reach this host (HTTP 503)", 2),
    ] {
        let (proxy, heads) = answering(status);
        let url = format!("http://ada:s3cr3t@{}", proxy.address);
        let shown = list(&url);
        let gave_up = if attempts > 1 { "\n  gave up after 2 attempts" } else { "" };
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: cannot list the warm pools
  cannot reach ona.example: {reason}{gave_up}
  connecting through the proxy http://{} (HTTPS_PROXY)
hint: prebuildctl config list --show-origin
[exit 11]
",
                proxy.address
            )
        );
        // Each refusal but 407 is asked for once more, as the library keeps the status to itself.
        let heads = heads.lock().unwrap();
        let expected = if status == 407 { attempts } else { 2 * attempts };
        assert_eq!(heads.len(), expected, "{heads:?}");
        for head in heads.iter() {
            assert!(head.starts_with("CONNECT ona.example:443 HTTP/1.1\r\n"), "{head}");
            let head = head.to_ascii_lowercase();
            assert!(head.contains("proxy-authorization: basic ywrhonmzy3izda=="), "{head}");
            assert!(!head.contains("bearer"), "{head}");
        }
    }
}

#[test]
fn n31_d03_a_proxy_that_is_down_is_named_without_its_password() {
    let shown = list(&format!("http://ada:s3cr3t@{CLOSED_PORT}"));
    // TcpStream reports it in the words of the system.
    let refused = std::net::TcpStream::connect(CLOSED_PORT).unwrap_err();
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot list the warm pools
  cannot reach ona.example: cannot connect to the proxy: {refused}
  gave up after 2 attempts
  connecting through the proxy http://{CLOSED_PORT} (HTTPS_PROXY)
hint: prebuildctl config list --show-origin
[exit 11]
"
        )
    );
}

/// Nothing is sent past a proxy that is misspelled.
#[test]
fn d01_a_variable_that_names_no_proxy() {
    for (text, problem) in [
        ("\"http://s3cr3t\"", "contains a quote, space or control character"),
        ("http://s3c\nr3t", "contains a quote, space or control character"),
        ("ftp://s3cr3t", "does not start with http:// or https://"),
        ("::::", "does not start with http:// or https://"),
        ("http://", "names no host"),
        ("socks5://s3cr3t", "names a SOCKS proxy, which is not supported; use http:// or https://"),
    ] {
        assert_eq!(
            list(text).to_string(),
            format!(
                "------- stderr -------
error: HTTPS_PROXY {problem}
  unset it, or set it to a URL such as http://proxy.example:3128
[exit 2]
"
            )
        );
        // Commands that send nothing work.
        let listed = world(text).run("config list --show-origin");
        let entry = format!("(invalid: it {problem})");
        assert!(listed.stdout.contains(&entry) && listed.code == 0, "{listed}");
        assert!(!listed.stdout.contains("s3cr3t"), "{listed}");
        assert_eq!(World::local().with("HTTPS_PROXY", text).run("wp list -o id").code, 0);
    }
}

#[test]
fn d04_https_in_front_of_a_proxy_without_tls() {
    let (proxy, heads) = answering(400);
    let shown = list(&format!("https://{}", proxy.address));
    let reason = "the proxy does not support TLS; is its URL http:// instead of https://?\n";
    assert!(shown.stderr.contains(reason), "{shown}");
    assert_eq!((shown.code, heads.lock().unwrap().len()), (11, 1), "{shown}");

    let silent = Listener::silent();
    let line = "wp list -q --retries 3 --request-timeout 1s";
    let shown = world(&format!("https://{}", silent.address)).run(line);
    let reason = "no TLS connection to the proxy within 0.333333333 s; is its URL http://";
    assert!(shown.stderr.contains(reason), "{shown}");
    assert_eq!((shown.code, silent.connections()), (11, 1), "{shown}");
}

#[test]
fn d05_the_proxy_in_use_is_shown() {
    let (proxy, _) = answering(403);
    let url = format!(" http://ada:s3cr3t@{}/\n", proxy.address);
    let named = format!("http://{}", proxy.address);
    let world = world(&url);
    let listed = world.ok("config list --show-origin");
    let line = listed.lines().find(|line| line.starts_with("proxy ")).unwrap();
    let words: Vec<_> = line.split_whitespace().collect();
    assert_eq!(words, ["proxy", named.as_str(), "HTTPS_PROXY"]);
    assert_eq!(world.ok("config get proxy"), format!("{named}\n"));
    let shown = world.run("wp list -v");
    let sent = format!("> ListWarmPools to ona.example through the proxy {named}, ");
    assert!(shown.stderr.contains(&sent), "{shown}");
    assert!(!shown.stderr.contains("s3cr3t"), "{shown}");
}

#[test]
fn d06_exceptions_from_the_proxy() {
    let silent = Listener::silent();
    let url = format!("http://{}", silent.address);
    let host = format!("https://{}", Listener::sending(b"HTTP/1.1 200 OK\r\n\r\n").address);
    for exceptions in ["*", "*.example", "10.0.0.0/8, ona.example:443"] {
        let world = world(&url).with("NO_PROXY", exceptions);
        assert!(!world.ok("config list").contains("proxy"), "{exceptions}");
    }
    // This machine is never called through a proxy.
    let shown = world(&url).with("ONA_HOST", &host).run("wp list -q --retries 0");
    assert!(!shown.stderr.contains("proxy"), "{shown}");
    assert_eq!(silent.connections(), 0);
    for exceptions in ["*.other.example", "ona.example:8443", "na.example"] {
        let world = world(&url).with("NO_PROXY", exceptions);
        assert!(world.ok("config list").contains("proxy"), "{exceptions}");
    }
}
