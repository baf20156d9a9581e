//! Connections: which servers are trusted, and what is said about those that are not.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::support::{Transcript, World, page};

/// A server of one certificate that answers every request with an empty list.
struct Secure {
    address: SocketAddr,
    handshakes: Arc<AtomicUsize>,
    /// The certificate of the authority that issued the server's.
    authority: String,
}

impl Secure {
    /// With a certificate for `name`, changed by `change`.
    fn new(name: &str, change: fn(&mut CertificateParams)) -> Self {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        change(&mut params);
        let certificate = params.signed_by(&key, &authority).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            )
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let handshakes = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&handshakes);
        thread::spawn(move || {
            for stream in listener.incoming() {
                counted.fetch_add(1, Ordering::SeqCst);
                let session = ServerConnection::new(Arc::new(config.clone())).unwrap();
                answer(StreamOwned::new(session, stream.unwrap()));
            }
        });
        Self { address, handshakes, authority: authority.pem() }
    }

    /// `wp list` by `https://HOST:PORT`, with this server's authority trusted or not.
    fn list(&self, host: &str, trusted: bool) -> Transcript {
        let world = World::new([]);
        let bundle = world.home.path().join("bundle.pem");
        let other = Self::new_authority();
        std::fs::write(&bundle, if trusted { &self.authority } else { &other }).unwrap();
        let url = format!("https://{host}:{}", self.address.port());
        let world = world.with("SSL_CERT_FILE", bundle.to_str().unwrap()).with("ONA_HOST", &url);
        world.run("wp list -o jsonl --jq length")
    }

    /// An authority that issued nothing.
    fn new_authority() -> String {
        let mut params = CertificateParams::new([]).unwrap();
        params.distinguished_name.push(rcgen::DnType::CommonName, "another authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        params.self_signed(&key).unwrap().pem()
    }
}

/// Reads a request as far as its headers and gives an empty list.
fn answer(mut stream: impl Read + Write) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let crate::support::Answer::Bytes(bytes) = page(&[], "") else {
        return;
    };
    let _ = stream.write_all(&bytes).and_then(|()| stream.flush());
    let _ = stream.read(&mut byte);
}

#[test]
fn an_authority_of_ones_own_is_trusted_through_ssl_cert_file() {
    let server = Secure::new("127.0.0.1", |_| {});
    assert_eq!(server.list("127.0.0.1", true).to_string(), "0\n[exit 0]\n");
}

#[test]
fn an_unknown_authority_is_refused_at_once_with_the_way_out() {
    let server = Secure::new("127.0.0.1", |_| {});
    let shown = server.list("127.0.0.1", false);
    let port = server.address.port();
    assert_eq!(shown.code, 11);
    assert!(shown.stderr.contains("UnknownIssuer"), "{shown}");
    assert!(shown.stderr.contains(r#""hint":"SSL_CERT_FILE=/path/to/bundle.pem prebuildctl"#));
    assert!(shown.stderr.contains(&format!("cannot reach 127.0.0.1:{port}")), "{shown}");
    assert_eq!(server.handshakes.load(Ordering::SeqCst), 1, "it was tried again");
}

#[test]
fn an_expired_certificate_says_since_when() {
    let server = Secure::new("127.0.0.1", |params| {
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
    });
    let shown = server.list("127.0.0.1", true);
    assert!(shown.stderr.contains("expired"), "{shown}");
    assert_eq!(server.handshakes.load(Ordering::SeqCst), 1, "it was tried again");
}

#[test]
fn a_certificate_for_another_name_names_both() {
    let server = Secure::new("ona.example", |_| {});
    let shown = server.list("127.0.0.1", true);
    assert!(shown.stderr.contains("ona.example"), "{shown}");
    assert!(shown.stderr.contains("127.0.0.1"), "{shown}");
    assert_eq!(server.handshakes.load(Ordering::SeqCst), 1, "it was tried again");
}

#[test]
fn a_bundle_that_cannot_be_read_is_named() {
    let server = Secure::new("127.0.0.1", |_| {});
    let world = World::new([])
        .with("SSL_CERT_FILE", "/no/such/bundle.pem")
        .with("ONA_HOST", &format!("https://{}", server.address));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("/no/such/bundle.pem"), "{shown}");
    assert_eq!(shown.code, 11);
}

#[test]
fn tls_to_a_server_without_it_says_so() {
    let address = greeter(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
    let world = World::new([]).with("ONA_HOST", &format!("https://{address}"));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("does not speak TLS"), "{shown}");
    assert_eq!(shown.code, 11);
}

/// A server that says this to whoever connects.
fn greeter(words: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.write_all(words);
            // Closing with a request unread would take the words back.
            let _ = stream.read(&mut [0; 4096]);
        }
    });
    address
}

#[test]
fn plain_http_leaves_this_machine_for_nobody() {
    let world = World::new([]).with("ONA_HOST", "http://ona.example");
    let shown = world.run("wp list");
    assert_eq!(shown.code, 2, "{shown}");
    assert!(shown.stderr.contains("ONA_HOST"), "{shown}");
}

#[test]
fn a_proxy_is_not_used_for_this_machine() {
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    proxy.set_nonblocking(true).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_prebuildctl"))
        .env_clear()
        .envs([("HTTP_PROXY", &address), ("http_proxy", &address), ("ALL_PROXY", &address)])
        .env("ONA_HOST", "http://127.0.0.1:9")
        .env("ONA_TOKEN", "some-token")
        .args(["wp", "list", "--retries", "0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(11));
    assert!(proxy.accept().is_err(), "the proxy was asked");
}

#[test]
fn a_name_without_an_address_is_tried_once_more() {
    let world = World::new([]).with("ONA_HOST", "https://ona.invalid");
    let shown = world.run("wp list");
    assert_eq!(
        shown.stderr.lines().last().unwrap(),
        "  where the address comes from: prebuildctl config list --show-origin"
    );
    assert!(shown.stderr.contains("cannot reach ona.invalid: the name has no address"), "{shown}");
    assert!(shown.stderr.contains("gave up after 2 attempts"), "{shown}");
}

#[test]
fn a_server_that_is_no_web_server_is_not_asked_again() {
    let address = greeter(b"SSH-2.0-OpenSSH_9.2\r\n");
    let world = World::new([]).with("ONA_HOST", &format!("http://{address}"));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("the answer is not HTTP"), "{shown}");
    assert_eq!(shown.code, 11);
}
