//! TLS and proxies.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::Stdio;
use std::thread;

use rcgen::{SanType, date_time_ymd};

use crate::support::wire::Listener;
use crate::support::{TOKEN, TlsServer, World, home};

/// Runs `wp list` in a separate process.
fn list(host: &str, vars: &[(&str, &str)]) -> (String, Option<i32>) {
    let output = home::prebuildctl(&home::no_home())
        .env("ONA_HOST", host)
        .env("ONA_TOKEN", TOKEN)
        .env("__PREBUILDCTL_TEST_BACKOFF_MS", "1")
        .envs(vars.iter().copied())
        .args(["wp", "list", "-q", "--retries", "1"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (String::from_utf8(output.stderr).unwrap(), output.status.code())
}

#[test]
fn n22_http_to_a_tls_port() {
    let server = TlsServer::new("127.0.0.1", |_| {});
    let world = World::new([]).with("ONA_HOST", &format!("http://{}", server.address));
    let shown = world.run("wp list -q");
    let address = server.address;
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot list the warm pools
  {address}: not an HTTP response: invalid HTTP version parsed; use https://?
hint: prebuildctl config list --show-origin
[exit 11]
"
        )
    );
    assert_eq!(server.handshakes(), 1);
}

#[test]
fn n24_a_certificate_not_valid_yet() {
    let early = TlsServer::new("127.0.0.1", |params| {
        params.not_before = date_time_ymd(4000, 1, 1);
        params.not_after = date_time_ymd(4001, 1, 1);
    });
    let shown = early.list("127.0.0.1", true);
    assert!(shown.stderr.contains("is not valid before 4000-01-01T00:00:00Z"), "{shown}");
    assert!(shown.stderr.contains("; it is 20"), "no local time: {shown}");
    assert_eq!((shown.code, early.handshakes()), (11, 1));
}

#[test]
fn n26_a_broken_handshake() {
    let server = Listener::new(|mut stream| {
        drop(stream.read(&mut [0; 4096]));
    });
    let (stderr, code) = list(&format!("https://{}", server.address), &[]);
    assert!(stderr.contains("gave up after 2 attempts"), "{stderr}");
    assert_eq!((code, server.connections()), (Some(11), 2));

    let alert = Listener::sending(b"\x15\x03\x03\x00\x02\x02\x50"); // internal_error
    let (stderr, code) = list(&format!("https://{}", alert.address), &[]);
    assert!(stderr.contains("gave up after 2 attempts"), "{stderr}");
    assert_eq!((code, alert.connections()), (Some(11), 2));
}

/// The alerts for no common version or cipher, and for an unknown server name.
#[test]
fn n27_tls_incompatible() {
    for (alert, name) in [
        (&b"\x15\x03\x01\x00\x02\x02\x46"[..], "protocol version"),
        (b"\x15\x03\x01\x00\x02\x02\x28", "handshake failure"),
        (b"\x15\x03\x01\x00\x02\x02\x47", "insufficient security"),
        (b"\x15\x03\x01\x00\x02\x02\x70", "unrecognised name"),
    ] {
        let server = Listener::sending(alert);
        let (stderr, code) = list(&format!("https://{}", server.address), &[]);
        assert!(stderr.contains(name), "{stderr}");
        assert!(!stderr.contains("gave up"), "{name}: {stderr}");
        assert_eq!((code, server.connections()), (Some(11), 1), "{name}");
    }
}

#[test]
fn n30_a_proxy_gets_nothing_unencrypted() {
    let proxy = Listener::silent();
    let url = format!("http://{}", proxy.address);
    let (stderr, code) = list("http://ona.example", &[("HTTP_PROXY", &url), ("http_proxy", &url)]);
    assert!(stderr.contains("would send the token unencrypted"), "{stderr}");
    assert_eq!((code, proxy.connections()), (Some(2), 0));
}

/// A proxy whose tunnels all lead to this address.
fn tunnel_to(address: SocketAddr) -> Listener {
    Listener::new(move |mut stream| {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            let Ok(1) = stream.read(&mut byte) else { return };
            head.push(byte[0]);
        }
        let mut server = TcpStream::connect(address).unwrap();
        drop(stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n"));
        let (mut from, mut to) = (server.try_clone().unwrap(), stream.try_clone().unwrap());
        thread::spawn(move || io::copy(&mut from, &mut to));
        drop(io::copy(&mut stream, &mut server));
    })
}

#[test]
fn auth_status_names_the_proxy() {
    let server = TlsServer::new("app.ona.com", |_| {});
    let proxy = tunnel_to(server.address);
    let world = World::new([]);
    let bundle = world.home.path().join("bundle.pem");
    server.write_authority(&bundle);
    let world = world
        .with("SSL_CERT_FILE", bundle.to_str().unwrap())
        .with("ONA_HOST", "app.ona.com")
        .with("ALL_PROXY", &format!("ada:s3cr3t@{}", proxy.address));
    let line = format!("connecting through the proxy http://{} (ALL_PROXY)\n", proxy.address);
    let shown = world.run("auth status");
    assert!(shown.stdout.ends_with(&line), "{shown}");
}

/// The new host receives the token and the message.
#[test]
fn h32_a_redirect_between_the_services_hosts() {
    let server = TlsServer::new("app.gitpod.io", |params| {
        let name = "app.ona.com".try_into().unwrap();
        params.subject_alt_names.push(SanType::DnsName(name));
    });
    let proxy = tunnel_to(server.address);
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle.pem");
    server.write_authority(&bundle);
    let url = format!("http://{}", proxy.address);
    let vars = [("HTTPS_PROXY", url.as_str()), ("SSL_CERT_FILE", bundle.to_str().unwrap())];
    let (stderr, code) = list("https://app.gitpod.io", &vars);
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    let heads = server.heads();
    assert_eq!(heads.len(), 2, "{heads:?}");
    for (head, host) in heads.iter().zip(["app.gitpod.io", "app.ona.com"]) {
        let request = "POST /api/gitpod.v1.PrebuildService/ListWarmPools HTTP/1.1\r\n";
        assert!(head.starts_with(request), "{head}");
        for line in [format!("host: {host}"), format!("authorization: Bearer {TOKEN}")] {
            assert!(head.contains(&format!("{line}\r\n")), "{line}: {head}");
        }
    }
}
