//! Connections: which servers are trusted, and what is said about those that are not.

use std::net::TcpListener;

use rcgen::date_time_ymd;

use crate::support::wire::Listener;
use crate::support::{Secure, World};

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
    assert_eq!(server.handshakes(), 1, "it was tried again");
}

#[test]
fn an_expired_certificate_says_since_when() {
    let server = Secure::new("127.0.0.1", |params| {
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
    });
    let shown = server.list("127.0.0.1", true);
    assert!(shown.stderr.contains("expired"), "{shown}");
    assert_eq!(server.handshakes(), 1, "it was tried again");
}

#[test]
fn a_certificate_for_another_name_names_both() {
    let server = Secure::new("ona.example", |_| {});
    let shown = server.list("127.0.0.1", true);
    assert!(shown.stderr.contains("ona.example"), "{shown}");
    assert!(shown.stderr.contains("127.0.0.1"), "{shown}");
    assert_eq!(server.handshakes(), 1, "it was tried again");
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
    let server = Listener::saying(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
    let world = World::new([]).with("ONA_HOST", &format!("https://{}", server.address));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("does not speak TLS"), "{shown}");
    assert_eq!(shown.code, 11);
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
    let server = Listener::saying(b"SSH-2.0-OpenSSH_9.2\r\n");
    let world = World::new([]).with("ONA_HOST", &format!("http://{}", server.address));
    let shown = world.run("wp list");
    assert!(shown.stderr.contains("the answer is not HTTP"), "{shown}");
    assert_eq!(shown.code, 11);
}
