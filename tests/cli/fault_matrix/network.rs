//! Connections that do not come about, break, or are slow.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use super::{CREATE, READ, change_is_looked_up, good, html, read_is_tried_again};
use crate::support::wire::{Listener, Way};
use crate::support::{Answer, POOL, Server, World, one, page, projects};

/// A port that nobody listens on.
fn closed_port() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// Runs a command against this host, with the answer of nobody.
fn against(host: &str, line: &str) -> crate::support::Transcript {
    World::new([]).with("ONA_HOST", host).run(line)
}

/// The first half of something.
fn half(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

/// The good answer without its length.
fn without_length() -> Vec<u8> {
    let text = String::from_utf8(good()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let kept: Vec<_> =
        head.lines().filter(|line| !line.to_ascii_lowercase().contains("length")).collect();
    format!("{}\r\n\r\n{body}", kept.join("\r\n")).into_bytes()
}

#[test]
fn n01_connection_refused() {
    let port = closed_port();
    for (line, what) in [
        (READ, format!("cannot read the warm pool {POOL}")),
        (CREATE, "cannot create the warm pool of c1e12f6c-4c67-429d-a4a6-d9838b5da048/d2c94c27-3b76-4a42-b88c-95a85e392c68".to_owned()),
    ] {
        let shown = against(&format!("http://{port}"), &format!("{line} -q"));
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: {what}
  cannot reach {port}: connection refused
  gave up after 5 attempts
  where the address comes from: prebuildctl config list --show-origin
[exit 11]
"
            )
        );
    }
}

/// A queue of connections that is full drops whoever comes next.
#[cfg(target_os = "linux")]
#[test]
fn n04_no_connection_in_time() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    rustix::net::listen(&listener, 0).unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
        waiting.push(stream);
    }
    for line in [READ, CREATE] {
        let line = format!("{line} --request-timeout 300ms --retries 1 -q");
        let shown = against(&format!("http://{address}"), &line);
        assert!(shown.stderr.contains("no connection within 0.1 s"), "{shown}");
        assert!(shown.stderr.contains("gave up after 2 attempts"), "{shown}");
        assert_eq!(shown.code, 11, "{shown}");
    }
}

#[test]
fn n05_a_handshake_without_end() {
    let server = Listener::mute();
    for line in [READ, CREATE] {
        let line = format!("{line} --request-timeout 300ms --retries 1 -q");
        let shown = against(&format!("https://{}", server.address), &line);
        assert!(shown.stderr.contains("no connection within 0.1 s"), "{shown}");
        assert!(shown.stderr.contains("gave up after 2 attempts"), "{shown}");
        assert_eq!(shown.code, 11, "{shown}");
    }
    assert_eq!(server.connections(), 4);
}

#[test]
fn n07_silence_after_the_request() {
    let world = World::new([Answer::Silence, one(POOL, 1, 5)]);
    let shown = world.run(&format!("{READ} --request-timeout 200ms"));
    assert_eq!((shown.stdout, shown.code), (format!("{POOL}\n"), 0));
    change_is_looked_up(Answer::Silence);

    let world = World::new([Answer::Silence, Answer::Silence]);
    let shown = world.run(&format!("{CREATE} --request-timeout 100ms --retries 0"));
    assert_eq!(shown.code, 13, "{shown}");
    assert!(shown.stderr.starts_with("error: it is not known whether"), "{shown}");
    assert!(shown.stderr.contains("what is true now: prebuildctl warm-pool list"), "{shown}");
}

#[test]
fn n09_reset_before_any_byte() {
    read_is_tried_again(Answer::Odd(Way::Reset, Vec::new()));
    change_is_looked_up(Answer::Odd(Way::Reset, Vec::new()));
}

/// The second request of one connection: the service has read it and goes away.
#[test]
fn n10_closed_with_the_request_read() {
    read_is_tried_again(Answer::Hangup);
    let world = World::new([one(POOL, 1, 2), Answer::Hangup, one(POOL, 1, 5)]);
    let shown = world.run(&format!("wp update {POOL} --max 5"));
    assert_eq!(shown.code, 0, "{shown}");
    assert_eq!(world.server.methods(), ["GetWarmPool", "UpdateWarmPool", "GetWarmPool"]);
}

#[test]
fn n11_an_idle_connection_that_was_closed() {
    let Answer::Bytes(busy) = html(503, "busy") else { unreachable!() };
    let world = World::new([Answer::Cut(busy), one(POOL, 1, 5)])
        .with("__PREBUILDCTL_TEST_BACKOFF_MS", "100");
    let shown = world.run(&format!("{READ} -q"));
    assert_eq!(shown.to_string(), format!("{POOL}\n[exit 0]\n"));
    assert_eq!(world.server.calls().len(), 2);
}

#[test]
fn n12_half_a_status_line() {
    read_is_tried_again(Answer::Cut(b"HTTP/1.1 20".to_vec()));
    change_is_looked_up(Answer::Cut(b"HTTP/1.1 20".to_vec()));
}

#[test]
fn n13_reset_in_the_body() {
    read_is_tried_again(Answer::Odd(Way::Reset, half(&good())));
    change_is_looked_up(Answer::Odd(Way::Reset, half(&good())));
}

#[test]
fn n14_shorter_than_its_length() {
    let chunked = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{\"warmPool\":{".to_vec();
    for cut in [half(&good()), chunked] {
        read_is_tried_again(Answer::Cut(cut.clone()));
        change_is_looked_up(Answer::Cut(cut));
    }
}

#[test]
fn n15_cut_short_without_a_length() {
    let cut = without_length();
    let cut = cut[..cut.len() - 20].to_vec();
    read_is_tried_again(Answer::Cut(cut.clone()));
    change_is_looked_up(Answer::Cut(cut));
}

#[test]
fn n16_a_body_without_end() {
    drips_for_too_long(Duration::from_millis(10));
}

#[test]
fn n17_headers_without_end() {
    drips_for_too_long(Duration::from_millis(200));
}

/// An answer whose bytes come one by one, so long after another.
fn drips_for_too_long(pause: Duration) {
    let slow = || Answer::Odd(Way::Drip(pause), good());
    let world = World::new([slow()]);
    let shown = world.run(&format!("{READ} --request-timeout 300ms --retries 0"));
    assert!(shown.stderr.contains("no answer within 0.3 s"), "{shown}");
    assert_eq!(shown.code, 11, "{shown}");
    change_is_looked_up(slow());
}

#[test]
fn n18_slow_but_whole() {
    let world = World::new([Answer::Odd(Way::Drip(Duration::from_micros(500)), good())]);
    assert_eq!(world.ok(READ), format!("{POOL}\n"));
}

#[test]
fn n19_letters_that_are_torn_apart() {
    let body = format!(r#"{{"warmPool":{{"id":"{POOL}","x":"é漢🦀"}}}}"#);
    let Answer::Bytes(whole) = Answer::json(200, &body) else { unreachable!() };
    let world = World::new([Answer::Odd(Way::Drip(Duration::ZERO), whole)]);
    assert_eq!(world.ok(&format!("wp get {POOL} -r --jq .x")), "é漢🦀\n");
}

#[test]
fn n20_no_web_server() {
    let server = Listener::saying(b"SSH-2.0-OpenSSH_9.2\r\n");
    let address = server.address;
    let shown = against(&format!("http://{address}"), READ);
    assert!(shown.stderr.contains(&format!("{address}: the answer is not HTTP")), "{shown}");
    assert!(shown.stderr.contains("prebuildctl config list --show-origin"), "{shown}");
    assert_eq!((shown.code, server.connections()), (11, 1), "{shown}");
}

#[test]
fn n32_addresses_of_the_other_kind() {
    let Ok(listener) = TcpListener::bind("[::1]:0") else {
        return; // A machine without IPv6.
    };
    let server = Server::on(listener, [page(&[], "")]);
    assert_eq!(against(&server.url(), "wp list -o json").to_string(), "[]\n[exit 0]\n");
    let shown = against("http://[::1", "wp list");
    assert_eq!(shown.stderr, "error: ONA_HOST is not a URL: invalid IPv6 address\n");
    assert_eq!(shown.code, 2);
}

/// The name has two addresses wherever there is IPv6, and only one is listened at.
#[test]
fn n33_one_address_of_two_is_dead() {
    let world = World::new([page(&[], "")]);
    let url = world.server.url().replace("127.0.0.1", "localhost");
    assert_eq!(world.with("ONA_HOST", &url).ok("wp list -o json"), "[]\n");
}

#[test]
fn n36_many_names_at_once() {
    let id = |number| format!("c1e12f6c-4c67-429d-a4a6-{number:012}");
    let named: Vec<_> = (0..20).map(|number| (id(number), format!("p{number}"))).collect();
    let named: Vec<_> = named.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
    let (Answer::Bytes(all), Answer::Bytes(none)) = (projects(&named), page(&[], "")) else {
        unreachable!()
    };
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&most);
    let server = Listener::new(move |mut stream| {
        let mut request = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut request) {
            seen.fetch_max(now.fetch_add(1, SeqCst) + 1, SeqCst);
            thread::sleep(Duration::from_millis(5));
            let is_names = String::from_utf8_lossy(&request[..length]).contains("ListProjects");
            now.fetch_sub(1, SeqCst);
            drop(stream.write_all(if is_names { &all } else { &none }));
        }
    });
    let words: String = (0..20).map(|number| format!("--project p{number} ")).collect();
    let shown = against(&format!("http://{}", server.address), &format!("wp list {words} -o json"));
    assert_eq!(shown.to_string(), "[]\n[exit 0]\n");
    assert!((1..=4).contains(&most.load(SeqCst)), "{most:?} at once");
}
