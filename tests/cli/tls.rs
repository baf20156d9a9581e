//! TLS, and servers of other protocols.

use std::net::TcpListener;

use rcgen::date_time_ymd;

use crate::support::platform::{in_json, no_such_folder, set_variable};
use crate::support::wire::Listener;
use crate::support::{TlsServer, World, home};

#[test]
fn ssl_cert_file_adds_a_trusted_authority() {
    let server = TlsServer::new("127.0.0.1", |_| {});
    assert_eq!(server.list("127.0.0.1", true).to_string(), "0\n[exit 0]\n");
}

#[test]
fn an_unknown_authority_is_rejected_without_retries() {
    let server = TlsServer::new("127.0.0.1", |_| {});
    let shown = server.list("127.0.0.1", false);
    let port = server.address.port();
    assert_eq!(shown.code, 11);
    assert!(
        shown.stderr.contains("the server's certificate is issued by an unknown authority"),
        "{shown}"
    );
    let path = if cfg!(windows) { r"C:\path\to\ca.pem" } else { "/path/to/ca.pem" };
    assert!(shown.stderr.contains(&in_json(&set_variable("SSL_CERT_FILE", path))), "{shown}");
    assert!(shown.stderr.contains(r#""hint":null"#), "{shown}");
    assert!(shown.stderr.contains(&format!("cannot reach 127.0.0.1:{port}")), "{shown}");
    assert_eq!(server.handshakes(), 1, "retried");
}

#[test]
fn an_expired_certificate_is_rejected() {
    let server = TlsServer::new("127.0.0.1", |params| {
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
    });
    let shown = server.list("127.0.0.1", true);
    assert!(shown.stderr.contains("expired at 2021-01-01T00:00:00Z; it is 20"), "{shown}");
    assert_eq!(server.handshakes(), 1, "retried");
}

#[test]
fn a_certificate_for_another_host_names_both() {
    let server = TlsServer::new("ona.example", |_| {});
    let shown = server.list("127.0.0.1", true);
    let sentence = "the server's certificate is for ona.example, not for 127.0.0.1";
    assert!(shown.stderr.contains(sentence), "{shown}");
    assert_eq!(server.handshakes(), 1, "retried");
}

#[test]
fn an_unreadable_bundle_is_named() {
    let server = TlsServer::new("127.0.0.1", |_| {});
    let world = World::new([])
        .with("SSL_CERT_FILE", "/no/such/bundle.pem")
        .with("ONA_HOST", &format!("https://{}", server.address));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("cannot read /no/such/bundle.pem\n"), "{shown}");
    assert!(shown.stderr.contains("  set by SSL_CERT_FILE\n"), "{shown}");
    assert_eq!(shown.code, 2);
}

/// A self-signed certificate as `openssl req -x509` makes it.
#[test]
fn the_certificate_of_an_authority_is_no_server_certificate() {
    let server = TlsServer::new("127.0.0.1", |params| {
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    });
    let shown = server.list("127.0.0.1", true);
    let reason = "the server's certificate is the certificate of an authority; ";
    assert!(shown.stderr.contains(reason), "{shown}");
}

#[test]
fn ssl_cert_dir_is_a_list_of_folders() {
    let server = TlsServer::new("127.0.0.1", |_| {});
    let folders = tempfile::tempdir().unwrap();
    let [missing, other, own] = ["missing", "other", "own"].map(|name| folders.path().join(name));
    std::fs::create_dir(&other).unwrap();
    std::fs::create_dir(&own).unwrap();
    std::fs::write(other.join("README"), "no certificate").unwrap();
    let list = |folders: &[&std::path::PathBuf]| {
        let folders = std::env::join_paths(folders).unwrap();
        World::new([])
            .with("SSL_CERT_DIR", folders.to_str().unwrap())
            .with("ONA_HOST", &format!("https://{}", server.address))
            .run("wp list -o jsonl --jq length")
    };
    let shown = list(&[&missing, &other, &own]);
    for (folder, problem) in [
        (&missing, &*format!(": {}", no_such_folder())),
        (&other, " contains no certificate"),
        (&own, " contains no certificate"),
    ] {
        let reason = in_json(&format!("{}{problem}", folder.display()));
        assert!(shown.stderr.contains(&reason), "{reason}: {shown}");
    }
    server.write_authority(&own.join("ca.pem"));
    assert_eq!(list(&[&missing, &other, &own]).to_string(), "0\n[exit 0]\n");
}

#[test]
fn a_bundle_may_have_a_byte_order_mark() {
    let server = TlsServer::new("127.0.0.1", |_| {});
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle.pem");
    server.write_authority(&bundle);
    let text = std::fs::read_to_string(&bundle).unwrap();
    std::fs::write(&bundle, format!("\u{feff}{text}")).unwrap();
    let world = World::new([])
        .with("SSL_CERT_FILE", bundle.to_str().unwrap())
        .with("ONA_HOST", &format!("https://{}", server.address));
    assert_eq!(world.run("wp list -o jsonl --jq length").to_string(), "0\n[exit 0]\n");
}

/// No resolver is asked, whatever it would answer.
#[test]
fn localhost_is_this_machine() {
    for name in ["localhost", "localhost.", "LOCALHOST."] {
        let world = World::new([crate::support::page(&[], "")]);
        let port = world.server.url().rsplit(':').next().unwrap().to_owned();
        let world = world.with("ONA_HOST", &format!("http://{name}:{port}"));
        assert_eq!(world.ok("wp list -o jsonl"), "", "{name}");
    }
}

#[test]
fn a_scheme_without_slashes_is_no_host() {
    for host in ["http:/evil.example", "https:evil.example", "http"] {
        let shown = World::new([]).with("ONA_HOST", host).run("wp list");
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: ONA_HOST does not start with https:// or http://
[exit 2]
"
            ),
            "{host}"
        );
    }
}

#[test]
fn a_server_without_tls_is_reported() {
    let server = Listener::sending(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
    let world = World::new([]).with("ONA_HOST", &format!("https://{}", server.address));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("the server does not support TLS; use http://?"), "{shown}");
    assert_eq!(shown.code, 11);
}

#[test]
fn http_to_another_machine_is_rejected() {
    let world = World::new([]).with("ONA_HOST", "http://ona.example");
    let shown = world.run("wp list");
    assert_eq!(shown.code, 2, "{shown}");
    assert!(shown.stderr.contains("ONA_HOST"), "{shown}");
}

#[test]
fn a_proxy_is_not_used_for_loopback() {
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    proxy.set_nonblocking(true).unwrap();
    let output = home::prebuildctl(&home::no_home())
        .envs([("HTTP_PROXY", &address), ("http_proxy", &address), ("ALL_PROXY", &address)])
        .env("ONA_HOST", "http://127.0.0.1:9")
        .env("ONA_TOKEN", "some-token")
        .args(["wp", "list", "--retries", "0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(11));
    assert!(proxy.accept().is_err(), "the proxy was used");
}

#[test]
fn an_unresolved_host_is_retried_once() {
    let world = World::new([]).with("ONA_HOST", "https://ona.invalid");
    let shown = world.run("wp list");
    assert_eq!(shown.stderr.lines().last().unwrap(), "hint: prebuildctl config list --show-origin");
    assert!(shown.stderr.contains("cannot reach ona.invalid: could not resolve host"), "{shown}");
    assert!(shown.stderr.contains("gave up after 2 attempts"), "{shown}");
}

#[test]
fn a_server_of_another_protocol_is_not_retried() {
    let server = Listener::sending(b"SSH-2.0-OpenSSH_9.2\r\n");
    let world = World::new([]).with("ONA_HOST", &format!("http://{}", server.address));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("not an HTTP response"), "{shown}");
    assert_eq!(shown.code, 11);
}
