//! A TLS server with a generated certificate.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::{Response, Transcript, World, page};

/// Responds to every request with an empty list; as app.gitpod.io it redirects to app.ona.com.
pub struct TlsServer {
    pub address: SocketAddr,
    handshakes: Arc<AtomicUsize>,
    heads: Arc<Mutex<Vec<String>>>,
    /// The certificate of the issuer.
    authority: String,
}

impl TlsServer {
    /// With a certificate for `name`, modified by `change`.
    pub fn new(name: &str, change: fn(&mut CertificateParams)) -> Self {
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
        let counter = Arc::clone(&handshakes);
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let recorded = Arc::clone(&heads);
        thread::spawn(move || {
            for stream in listener.incoming() {
                counter.fetch_add(1, Ordering::SeqCst);
                let session = ServerConnection::new(Arc::new(config.clone())).unwrap();
                let heads = Arc::clone(&recorded);
                thread::spawn(move || {
                    respond(StreamOwned::new(session, stream.unwrap()), &heads);
                });
            }
        });
        Self { address, handshakes, heads, authority: authority.pem() }
    }

    /// Writes the certificate of the issuer, for `SSL_CERT_FILE`.
    pub fn write_authority(&self, file: &Path) {
        std::fs::write(file, &self.authority).unwrap();
    }

    /// The headers of all requests.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// Runs `wp list` on `https://HOST:PORT`, with the issuer trusted or not.
    pub fn list(&self, host: &str, is_trusted: bool) -> Transcript {
        let world = World::new([]);
        let bundle = world.home.path().join("bundle.pem");
        let other = Self::new_authority();
        std::fs::write(&bundle, if is_trusted { &self.authority } else { &other }).unwrap();
        let url = format!("https://{host}:{}", self.address.port());
        let world = world.with("SSL_CERT_FILE", bundle.to_str().unwrap()).with("ONA_HOST", &url);
        world.run("wp list -o jsonl --jq length")
    }

    /// How many clients connected.
    pub fn handshakes(&self) -> usize {
        self.handshakes.load(Ordering::SeqCst)
    }

    /// Another issuer.
    fn new_authority() -> String {
        let mut params = CertificateParams::new([]).unwrap();
        params.distinguished_name.push(rcgen::DnType::CommonName, "another authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        params.self_signed(&key).unwrap().pem()
    }
}

/// Reads the headers of a request and responds.
fn respond(mut stream: impl Read + Write, heads: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap();
    let response = if head.contains("host: app.gitpod.io\r\n") {
        Response::new(307, &[("location", &format!("https://app.ona.com{path}"))], b"")
    } else if path.ends_with("/GetAuthenticatedIdentity") {
        Response::json(200, r#"{"organizationId":"0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01"}"#)
    } else if path.starts_with("/logs/") {
        Response::new(200, &[("content-type", "text/plain")], b"a line\n")
    } else {
        page(&[], "")
    };
    heads.lock().unwrap().push(head);
    let Response::Bytes(bytes) = response else {
        return;
    };
    drop(stream.write_all(&bytes).and_then(|()| stream.flush()));
    drop(stream.read(&mut byte));
}
