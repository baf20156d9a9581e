//! Event streams that break, flap or mislead. Decoding is tested in
//! `tests/cli/conformance/stream.rs`.

use std::thread;
use std::time::{Duration, Instant};

use super::html;
use crate::support::wire::WriteMode;
use crate::support::{POOL, Response, World, error, frame, one, phase};

fn event(operation: &str, id: &str) -> Vec<u8> {
    let kind = r#""resourceType":"RESOURCE_TYPE_WARM_POOL""#;
    frame(
        0,
        &format!(r#"{{"operation":"RESOURCE_OPERATION_{operation}",{kind},"resourceId":"{id}"}}"#),
    )
}

/// An open stream with these frames.
fn open(frames: &[Vec<u8>]) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/connect+json\r\ncontent-length: 9000000\r\n\r\n";
    [head.as_bytes(), &frames.concat()].concat()
}

/// A stream that ends properly.
fn ended() -> Response {
    Response::Bytes(open(&[frame(2, "{}")]))
}

/// Opening a stream triggers a read; the polling interval is too long for any other.
#[test]
fn s02_s03_reopening_a_stream_reads_again() {
    let event = || event("UPDATE", POOL);
    let broken: [fn(Vec<u8>) -> Response; 2] =
        [Response::Cut, |bytes| Response::Odd(WriteMode::Reset, bytes)];
    let streams = (0..6).map(|number| match number % 3 {
        0 => ended(),
        other => broken[other - 1](open(&[event()])),
    });
    let reads = (0..6).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
    let world = World::new(reads).with("__PREBUILDCTL_TEST_BACKOFF_MS", "50");
    world.server.stream(streams);
    let shown = world.run(&format!("wp wait {POOL} --poll-interval 1h --timeout 30s"));
    assert_eq!(shown.code, 0, "{shown}");
}

#[test]
fn s08_a_rejected_stream() {
    let denied = || error(403, "permission_denied", "no events for you");
    let in_a_frame =
        Response::Bytes(open(&[frame(2, r#"{"error":{"code":"permission_denied"}}"#)]));
    for rejected in [denied(), in_a_frame, html(404, "Not Found")] {
        let reads = (0..20).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
        let world = World::new(reads);
        world.server.stream([rejected]);
        let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --timeout 30s -q"));
        assert_eq!(shown.stderr, "", "a missing stream is not reported");
        assert_eq!((shown.code, world.server.streams().len()), (0, 1));
    }
}

/// The delays according to the log.
#[test]
fn s09_short_streams_are_reopened_with_backoff() {
    let world = World::new([]).with("__PREBUILDCTL_TEST_BACKOFF_MS", "50");
    let server = &world.server;
    server.always("GetWarmPool", one(POOL, 2, 5));
    server.stream((0..4).map(|_| ended()).chain([Response::Silence]));
    let line = format!("wp wait {POOL} -v --poll-interval 10ms --timeout 60s");
    let shown = thread::scope(|scope| {
        let run = scope.spawn(|| world.run(&line));
        wait_until(|| server.streams().len() == 5);
        server.always("GetWarmPool", phase(POOL, "READY", 2));
        run.join().unwrap()
    });
    let delays = shown.stderr.lines().filter_map(|line| {
        line.strip_prefix("event stream: ended; reconnecting in ")?.strip_suffix(" s")
    });
    let delays: Vec<f64> = delays.map(|seconds| seconds.parse().unwrap()).collect();
    assert_eq!(delays.len(), 4, "{shown}");
    assert!(delays.is_sorted() && delays[3] >= 4.0 * delays[0].min(0.1), "{delays:?}");
}

fn wait_until(condition: impl Fn() -> bool) {
    let limit = Instant::now() + Duration::from_secs(30);
    while !condition() {
        assert!(Instant::now() < limit, "timeout");
        thread::sleep(Duration::from_millis(1));
    }
}

/// No matter what the events say, the pool is read.
#[test]
fn s10_events_are_only_hints() {
    const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    for frames in [
        vec![event("DELETE", POOL), event("CREATE", POOL), event("DELETE", POOL)],
        vec![event("UPDATE", OTHER), event("UPDATE", "no id"), event("UPDATE", "")],
        vec![event("UNKNOWN", POOL); 3],
        vec![frame(0, "no json"), frame(0, "[]"), frame(0, r#"{"resourceId":7}"#)],
        vec![],
    ] {
        let reads = (0..20).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
        let world = World::new(reads);
        world.server.stream([Response::Bytes(open(&frames))]);
        let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --timeout 30s -o id"));
        assert_eq!((shown.stdout, shown.code), (format!("{POOL}\n"), 0), "{}", shown.stderr);
    }
}

/// Polling goes on without events.
#[test]
fn s01_s11_a_silent_stream() {
    for stream in [
        Response::Silence,
        Response::Bytes(open(&[])),
        Response::Bytes(open(&[event("UPDATE", POOL)])),
    ] {
        let reads = (0..20).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
        let world = World::new(reads);
        world.server.stream([stream]);
        let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --timeout 30s -q"));
        assert_eq!((shown.stderr.as_str(), shown.code), ("", 0));
        assert_eq!(world.server.streams().len(), 1, "the stream stays open");
    }
}

#[test]
fn s12_an_event_storm() {
    const EVENTS: usize = 10_000;
    let world = World::new([]);
    let server = &world.server;
    server.always("GetWarmPool", one(POOL, 2, 5));
    let mut storm = vec![event("UPDATE_STATUS", POOL); EVENTS];
    storm.push(frame(2, "{}"));
    server.stream([Response::Bytes(open(&storm)), Response::Silence]);
    let line = format!("wp wait {POOL} --poll-interval 1h --timeout 60s");
    thread::scope(|scope| {
        let run = scope.spawn(|| world.run(&line));
        wait_until(|| server.streams().len() == 2);
        let reads = server.calls().len();
        assert!(reads < EVENTS / 100, "{reads} reads");
        server.always("GetWarmPool", phase(POOL, "READY", 2));
        assert_eq!(run.join().unwrap().code, 0);
    });
}
