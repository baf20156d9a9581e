//! `metrics --listen`: scrapes over HTTP.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStderr, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::{service_lines, value, world};
use crate::process::binary::{kill, prebuildctl, start};
use crate::support::{Response, World, error, page};

pub const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// A process that serves metrics on a free port.
pub struct Listening {
    child: Child,
    stderr: BufReader<ChildStderr>,
    address: String,
}

/// The status, the headers and the body of a response.
pub struct Scrape {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Scrape {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Listening {
    pub fn new(world: &World, flags: &str) -> Self {
        Self::with_command(prebuildctl(&world.server, ""), flags)
    }

    pub fn with_command(mut command: Command, flags: &str) -> Self {
        let line = format!("metrics --listen 127.0.0.1:0 --retries 0 {flags}");
        command.args(line.split_whitespace());
        let mut child = start(command);
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        let address = line.strip_prefix("serving http://").unwrap();
        let address = address.strip_suffix("/metrics until stopped\n").unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{line}");
        Self { child, stderr, address }
    }

    pub fn get(&self) -> Scrape {
        self.send("GET /metrics", &[])
    }

    /// Sends a request line with these headers.
    pub fn send(&self, line: &str, headers: &[&str]) -> Scrape {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        write!(stream, "{line} HTTP/1.1\r\nhost: x\r\n{headers}\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Scrape { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// Scrapes until the metrics meet a condition.
    pub fn wait_until(&self, is_met: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let text = self.get().body;
            if is_met(&text) {
                return text;
            }
            assert!(Instant::now() < end, "{text}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends it with SIGTERM; what is on standard error.
    pub fn stop(self) -> String {
        let (code, stderr) = self.end_with("TERM");
        assert_eq!(code, Some(143), "{stderr}");
        stderr
    }

    /// The exit code and the text on stderr after a signal.
    fn end_with(mut self, signal: &str) -> (Option<i32>, String) {
        kill(&self.child, signal);
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).unwrap();
        (self.child.wait().unwrap().code(), stderr)
    }
}

/// A test that fails leaves no process behind.
impl Drop for Listening {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn sweeps(world: &World) -> usize {
    world.server.methods().iter().filter(|method| *method == "ListWarmPools").count()
}

#[test]
fn the_format_follows_the_accept_header() {
    let world = world();
    let listening = Listening::new(&world, "--every 1h");
    let text = listening.get();
    assert_eq!((text.status, text.header("content-type")), (200, Some(TEXT)));
    assert!(text.body.starts_with("# HELP ona_warm_pool_info "), "{}", text.body);
    let open = listening.send(
        "GET /metrics?target=x",
        &["accept: application/openmetrics-text;version=1.0.0;q=0.5", "accept: text/plain;q=0.2"],
    );
    assert_eq!((open.status, open.header("content-type")), (200, Some(OPEN_METRICS)));
    assert!(open.body.ends_with("\n# EOF\n"));
    assert!(open.body.contains("# TYPE ona_warm_pool_spec_changes counter\n"));
    let less = listening
        .send("GET /metrics", &["accept: application/openmetrics-text;q=0.1,text/plain;q=0.2"]);
    assert_eq!(less.header("content-type"), Some(TEXT));
    let head = listening.send("HEAD /metrics", &[]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(listening.stop(), "");
}

#[test]
fn other_requests_are_refused() {
    let world = world();
    let listening = Listening::new(&world, "--every 1h");
    for line in ["POST /metrics", "PUT /metrics", "DELETE /healthz"] {
        let refused = listening.send(line, &["content-length: 0"]);
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD")), "{line}");
    }
    for line in ["GET /", "GET /nosuch", "POST /", "GET /metrics/../secret"] {
        assert_eq!(listening.send(line, &["content-length: 0"]).status, 404, "{line}");
    }
    let health = listening.send("GET /healthz", &[]);
    assert_eq!((health.status, health.body.as_str()), (200, "ok\n"));
    listening.stop();
}

#[test]
fn fifty_scrapes_at_once_cause_no_sweep() {
    let world = world();
    let listening = Listening::new(&world, "--every 1h");
    thread::scope(|scope| {
        let scrapes: Vec<_> = (0..50).map(|_| scope.spawn(|| listening.get().body)).collect();
        for scrape in scrapes {
            let text = scrape.join().unwrap();
            assert_eq!(value(&text, "prebuildctl_up"), Some("1"), "{text}");
        }
    });
    assert_eq!(sweeps(&world), 1);
    listening.stop();
}

#[test]
fn a_service_that_is_down_is_no_reason_not_to_listen() {
    let world = World::new([]).with_names();
    world.server.always("ListWarmPools", error(503, "unavailable", "down"));
    let listening = Listening::new(&world, "--every 1s");
    let text = listening.get().body;
    assert!(service_lines(&text).is_empty(), "{text}");
    assert_eq!(value(&text, "prebuildctl_up"), Some("0"));
    assert_eq!(value(&text, "prebuildctl_last_success_timestamp_seconds"), None);
    assert_eq!(value(&text, "prebuildctl_event_stream_up"), Some("0"));
    super::serve(&world);
    let text = listening.wait_until(|text| value(text, "prebuildctl_up") == Some("1"));
    assert!(!service_lines(&text).is_empty());
    assert_eq!(
        listening.stop(),
        "error: cannot read the warm pools
  the server says: down
recovered: the metrics are up to date
"
    );
}

#[test]
fn a_scrape_gets_the_tools_own_series_if_the_first_sweep_takes_long() {
    let world = World::new([]).with_names();
    world.server.always("ListWarmPools", Response::Silence);
    let listening = Listening::new(&world, "--every 1h");
    let text = listening.send("GET /metrics", &["X-Prometheus-Scrape-Timeout-Seconds: 0.6"]).body;
    assert!(service_lines(&text).is_empty(), "{text}");
    assert_eq!(value(&text, "prebuildctl_up"), Some("0"));
    assert_eq!(listening.stop(), "");
}

#[test]
fn what_cannot_work_ends_it_at_once() {
    let world = world();
    world.server.always("ListWarmPools", error(401, "unauthenticated", "expired"));
    let shown = world.run("metrics --listen 127.0.0.1:0 -q");
    assert_eq!((shown.code, shown.stdout.as_str()), (4, ""), "{shown}");
    let world = super::world();
    let shown = world.run("metrics --listen 127.0.0.1:0 -q --project nosuch");
    assert_eq!((shown.code, shown.stdout.as_str()), (6, ""), "{shown}");
}

#[test]
fn a_port_in_use_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let world = World::new([]);
    let shown = world.run(&format!("metrics --listen {address}"));
    assert_eq!((shown.code, shown.stdout.as_str()), (1, ""), "{shown}");
    let expected = format!("error: cannot listen on {address}\n");
    assert!(shown.stderr.starts_with(&expected), "{shown}");
    assert!(world.server.calls().is_empty());
}

#[test]
fn a_signal_ends_it() {
    let world = world();
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let listening = Listening::new(&world, "--every 1h");
        listening.get();
        assert_eq!(listening.end_with(signal), (Some(code), String::new()));
    }
}

#[test]
fn clients_that_send_or_read_nothing_hold_up_nobody() {
    let world = world();
    let listening = Listening::new(&world, "--every 1h");
    let idle: Vec<_> = (0..20).map(|_| TcpStream::connect(&listening.address).unwrap()).collect();
    for mut stream in &idle {
        stream.write_all(b"GET /metrics HTTP/1.1\r\nhost").unwrap();
    }
    assert_eq!(value(&listening.get().body, "prebuildctl_up"), Some("1"));
    drop(idle);
    listening.stop();
}

#[test]
fn a_pool_that_is_gone_loses_its_series() {
    let world = world();
    let listening = Listening::new(&world, "--every 1s");
    assert!(!service_lines(&listening.get().body).is_empty());
    world.server.always("ListWarmPools", page(&[], ""));
    world.server.always("GetWarmPool", error(404, "not_found", "no such pool"));
    listening.wait_until(|text| service_lines(text).is_empty());
    assert_eq!(listening.stop(), "");
}
