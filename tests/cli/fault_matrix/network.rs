//! Connections that fail, break or are slow.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use super::{
    CLOSED_PORT, CREATE, READ, assert_mutation_read_back, assert_read_retried, good, html,
};
use crate::support::wire::{Listener, WriteMode};
use crate::support::{POOL, Response, Server, World, one, page, projects};

/// Runs a command against this host.
fn run_on(host: &str, line: &str) -> crate::support::Transcript {
    World::new([]).with("ONA_HOST", host).run(line)
}

fn half(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

/// The good response without `content-length`.
fn without_length() -> Vec<u8> {
    let text = String::from_utf8(good()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let kept: Vec<_> =
        head.lines().filter(|line| !line.to_ascii_lowercase().contains("length")).collect();
    format!("{}\r\n\r\n{body}", kept.join("\r\n")).into_bytes()
}

#[test]
fn n01_connection_refused() {
    let port = CLOSED_PORT;
    for (line, message) in [
        (READ, format!("cannot read the warm pool {POOL}")),
        (CREATE, "cannot create the warm pool c1e12f6c-4c67-429d-a4a6-d9838b5da048/d2c94c27-3b76-4a42-b88c-95a85e392c68".to_owned()),
    ] {
        let shown = run_on(&format!("http://{port}"), &format!("{line} -q"));
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: {message}
  cannot reach {port}: connection refused
  gave up after 5 attempts
hint: prebuildctl config list --show-origin
[exit 11]
"
            )
        );
    }
}

/// A full queue drops further connections.
#[cfg(target_os = "linux")] // connection resets
#[test]
fn n04_connect_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    rustix::net::listen(&listener, 0).unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
        waiting.push(stream);
    }
    for line in [READ, CREATE] {
        let line = format!("{line} --request-timeout 300ms --retries 1 -q");
        let shown = run_on(&format!("http://{address}"), &line);
        assert!(shown.stderr.contains("no connection within 0.1 s"), "{shown}");
        assert!(shown.stderr.contains("gave up after 2 attempts"), "{shown}");
        assert_eq!(shown.code, 11, "{shown}");
    }
}

#[test]
fn n05_handshake_timeout() {
    let server = Listener::silent();
    for line in [READ, CREATE] {
        let line = format!("{line} --request-timeout 300ms --retries 1 -q");
        let shown = run_on(&format!("https://{}", server.address), &line);
        assert!(shown.stderr.contains("no connection within 0.1 s"), "{shown}");
        assert!(shown.stderr.contains("gave up after 2 attempts"), "{shown}");
        assert_eq!(shown.code, 11, "{shown}");
    }
    assert_eq!(server.connections(), 4);
}

#[test]
fn n07_response_timeout() {
    let world = World::new([Response::Silence, one(POOL, 1, 5)]);
    let shown = world.run(&format!("{READ} --request-timeout 200ms"));
    assert_eq!((shown.stdout, shown.code), (format!("{POOL}\n"), 0));
    assert_mutation_read_back(Response::Silence);

    let world = World::new([Response::Silence, Response::Silence]);
    let shown = world.run(&format!("{CREATE} --request-timeout 100ms --retries 0"));
    assert_eq!(shown.code, 13, "{shown}");
    assert!(
        shown.stderr.starts_with("error: outcome unknown: the request to create the warm pool "),
        "{shown}"
    );
    assert!(shown.stderr.contains("hint: prebuildctl warm-pool list"), "{shown}");
}

#[test]
fn n09_reset_before_any_byte() {
    assert_read_retried(Response::Odd(WriteMode::Reset, Vec::new()));
    assert_mutation_read_back(Response::Odd(WriteMode::Reset, Vec::new()));
}

/// The server reads the second request of a connection and closes it.
#[test]
fn n10_closed_after_the_request() {
    assert_read_retried(Response::Hangup);
    let world = World::new([one(POOL, 1, 2), Response::Hangup, one(POOL, 1, 5)]);
    let shown = world.run(&format!("wp update {POOL} --max 5"));
    assert_eq!(shown.code, 0, "{shown}");
    assert_eq!(world.server.methods(), ["GetWarmPool", "UpdateWarmPool", "GetWarmPool"]);
}

#[test]
fn n11_a_closed_idle_connection() {
    let Response::Bytes(busy) = html(503, "busy") else { unreachable!() };
    let world = World::new([Response::Cut(busy), one(POOL, 1, 5)])
        .with("__PREBUILDCTL_TEST_BACKOFF_MS", "100");
    let shown = world.run(&format!("{READ} -q"));
    assert_eq!(shown.to_string(), format!("{POOL}\n[exit 0]\n"));
    assert_eq!(world.server.calls().len(), 2);
}

#[test]
fn n12_half_a_status_line() {
    assert_read_retried(Response::Cut(b"HTTP/1.1 20".to_vec()));
    assert_mutation_read_back(Response::Cut(b"HTTP/1.1 20".to_vec()));
}

#[test]
fn n13_reset_in_the_body() {
    assert_read_retried(Response::Odd(WriteMode::Reset, half(&good())));
    assert_mutation_read_back(Response::Odd(WriteMode::Reset, half(&good())));
}

#[test]
fn n14_shorter_than_content_length() {
    let chunked = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{\"warmPool\":{".to_vec();
    for cut in [half(&good()), chunked] {
        assert_read_retried(Response::Cut(cut.clone()));
        assert_mutation_read_back(Response::Cut(cut));
    }
}

#[test]
fn n15_cut_short_without_content_length() {
    let cut = without_length();
    let cut = cut[..cut.len() - 20].to_vec();
    assert_read_retried(Response::Cut(cut.clone()));
    assert_mutation_read_back(Response::Cut(cut));
}

#[test]
fn n16_an_endless_body() {
    assert_drip_times_out(Duration::from_millis(10));
}

#[test]
fn n17_endless_headers() {
    assert_drip_times_out(Duration::from_millis(200));
}

/// The bytes of the response arrive one by one with this pause.
fn assert_drip_times_out(pause: Duration) {
    let slow = || Response::Odd(WriteMode::Drip(pause), good());
    let world = World::new([slow()]);
    let shown = world.run(&format!("{READ} --request-timeout 300ms --retries 0"));
    assert!(shown.stderr.contains("no response within 0.3 s"), "{shown}");
    assert_eq!(shown.code, 11, "{shown}");
    assert_mutation_read_back(slow());
}

#[test]
fn n18_slow_but_complete() {
    let world = World::new([Response::Odd(WriteMode::Drip(Duration::from_micros(500)), good())]);
    assert_eq!(world.ok(READ), format!("{POOL}\n"));
}

#[test]
fn n19_split_characters() {
    let body = format!(r#"{{"warmPool":{{"id":"{POOL}","x":"é漢🦀"}}}}"#);
    let Response::Bytes(whole) = Response::json(200, &body) else { unreachable!() };
    let world = World::new([Response::Odd(WriteMode::Drip(Duration::ZERO), whole)]);
    assert_eq!(world.ok(&format!("wp get {POOL} -r --jq .x")), "é漢🦀\n");
}

#[test]
fn n20_a_server_of_another_protocol() {
    let server = Listener::sending(b"SSH-2.0-OpenSSH_9.2\r\n");
    let address = server.address;
    let shown = run_on(&format!("http://{address}"), READ);
    assert!(shown.stderr.contains(&format!("{address}: not an HTTP response")), "{shown}");
    assert!(shown.stderr.contains("prebuildctl config list --show-origin"), "{shown}");
    assert_eq!((shown.code, server.connections()), (11, 1), "{shown}");
}

#[test]
fn n32_ipv6() {
    let Ok(listener) = TcpListener::bind("[::1]:0") else {
        return; // No IPv6 on this machine.
    };
    let server = Server::on(listener, [page(&[], "")]);
    assert_eq!(run_on(&server.url(), "wp list -o json").to_string(), "[]\n[exit 0]\n");
    let shown = run_on("http://[::1", "wp list");
    assert_eq!(shown.stderr, "error: ONA_HOST is not a valid URL: invalid IPv6 address\n");
    assert_eq!(shown.code, 2);
}

/// With IPv6 localhost has two addresses, and only one has a listener.
#[test]
fn n33_one_of_two_addresses_refuses() {
    let world = World::new([page(&[], "")]);
    let url = world.server.url().replace("127.0.0.1", "localhost");
    assert_eq!(world.with("ONA_HOST", &url).ok("wp list -o json"), "[]\n");
}

#[test]
fn n36_many_concurrent_reads() {
    let id = |number| format!("c1e12f6c-4c67-429d-a4a6-{number:012}");
    let named: Vec<_> = (0..20).map(|number| (id(number), format!("p{number}"))).collect();
    let named: Vec<_> = named.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
    let (Response::Bytes(all), Response::Bytes(none)) = (projects(&named), page(&[], "")) else {
        unreachable!()
    };
    let (current, max) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let shared_max = Arc::clone(&max);
    let server = Listener::new(move |mut stream| {
        let mut request = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut request) {
            shared_max.fetch_max(current.fetch_add(1, SeqCst) + 1, SeqCst);
            thread::sleep(Duration::from_millis(5));
            let is_names = String::from_utf8_lossy(&request[..length]).contains("ListProjects");
            current.fetch_sub(1, SeqCst);
            drop(stream.write_all(if is_names { &all } else { &none }));
        }
    });
    let words: String = (0..20).map(|number| format!("--project p{number} ")).collect();
    let shown = run_on(&format!("http://{}", server.address), &format!("wp list {words} -o json"));
    assert_eq!(shown.to_string(), "[]\n[exit 0]\n");
    assert!((1..=4).contains(&max.load(SeqCst)), "{max:?} at once");
}
