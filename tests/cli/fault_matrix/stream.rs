//! Event streams that break, flap, or say what is not so. How frames are read is in
//! `tests/cli/conformance/stream.rs`.

use std::thread;
use std::time::{Duration, Instant};

use super::html;
use crate::support::wire::Way;
use crate::support::{Answer, POOL, World, error, frame, one, phase};

fn event(operation: &str, id: &str) -> Vec<u8> {
    let kind = r#""resourceType":"RESOURCE_TYPE_WARM_POOL""#;
    frame(
        0,
        &format!(r#"{{"operation":"RESOURCE_OPERATION_{operation}",{kind},"resourceId":"{id}"}}"#),
    )
}

/// A stream of these frames that stays open.
fn open(frames: &[Vec<u8>]) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/connect+json\r\ncontent-length: 9000000\r\n\r\n";
    [head.as_bytes(), &frames.concat()].concat()
}

/// A stream that ends as it should.
fn ended() -> Answer {
    Answer::Bytes(open(&[frame(2, "{}")]))
}

/// Each stream that is opened brings a look, whatever ended the one before: there are more looks
/// than there is time for without.
#[test]
fn s02_s03_a_stream_that_ends_is_opened_again_and_then_looked() {
    let event = || event("UPDATE", POOL);
    let way_out: [fn(Vec<u8>) -> Answer; 2] = [Answer::Cut, |bytes| Answer::Odd(Way::Reset, bytes)];
    let streams = (0..6).map(|number| match number % 3 {
        0 => ended(),
        other => way_out[other - 1](open(&[event()])),
    });
    let looks = (0..6).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
    let world = World::new(looks).with("__PREBUILDCTL_TEST_BACKOFF_MS", "50");
    world.server.stream(streams);
    let shown = world.run(&format!("wp wait {POOL} --poll-interval 1h --timeout 30s"));
    assert_eq!(shown.code, 0, "{shown}");
}

#[test]
fn s08_what_a_refused_stream_means() {
    let denied = || error(403, "permission_denied", "no events for you");
    let in_a_frame = Answer::Bytes(open(&[frame(2, r#"{"error":{"code":"permission_denied"}}"#)]));
    for refused in [denied(), in_a_frame, html(404, "Not Found")] {
        let looks = (0..20).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
        let world = World::new(looks);
        world.server.stream([refused]);
        let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --timeout 30s -q"));
        assert_eq!(shown.stderr, "", "nobody needs to know");
        assert_eq!((shown.code, world.server.streams().len()), (0, 1));
    }
}

/// How long the tool waits before the next, by its own words.
#[test]
fn s09_streams_that_end_at_once_are_opened_ever_more_seldom() {
    let world = World::new([]).with("__PREBUILDCTL_TEST_BACKOFF_MS", "50");
    let server = &world.server;
    server.always("GetWarmPool", one(POOL, 2, 5));
    server.stream((0..4).map(|_| ended()).chain([Answer::Silence]));
    let line = format!("wp wait {POOL} -v --poll-interval 10ms --timeout 60s");
    let shown = thread::scope(|scope| {
        let run = scope.spawn(|| world.run(&line));
        until(|| server.streams().len() == 5);
        server.always("GetWarmPool", phase(POOL, "READY", 2));
        run.join().unwrap()
    });
    let waits = shown.stderr.lines().filter_map(|line| {
        line.strip_prefix("event stream: ended; reopening in ")?.strip_suffix(" s")
    });
    let waits: Vec<f64> = waits.map(|seconds| seconds.parse().unwrap()).collect();
    assert_eq!(waits.len(), 4, "{shown}");
    assert!(waits.is_sorted() && waits[3] >= 4.0 * waits[0].min(0.1), "{waits:?}");
}

fn until(is_so: impl Fn() -> bool) {
    let limit = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < limit, "the streams were not opened");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Whatever the events say, or fail to say, the pool is as it was read.
#[test]
fn s10_what_is_true_is_read() {
    const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
    for frames in [
        vec![event("DELETE", POOL), event("CREATE", POOL), event("DELETE", POOL)],
        vec![event("UPDATE", OTHER), event("UPDATE", "no id"), event("UPDATE", "")],
        vec![event("TO_COME", POOL); 3],
        vec![frame(0, "no json"), frame(0, "[]"), frame(0, r#"{"resourceId":7}"#)],
        vec![],
    ] {
        let looks = (0..20).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
        let world = World::new(looks);
        world.server.stream([Answer::Bytes(open(&frames))]);
        let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --timeout 30s -o id"));
        assert_eq!((shown.stdout, shown.code), (format!("{POOL}\n"), 0), "{}", shown.stderr);
    }
}

/// The stream is silent because nobody is there any more; what the pool became is seen all the
/// same.
#[test]
fn s01_s11_a_stream_that_says_nothing() {
    for stream in
        [Answer::Silence, Answer::Bytes(open(&[])), Answer::Bytes(open(&[event("UPDATE", POOL)]))]
    {
        let looks = (0..20).map(|_| one(POOL, 2, 5)).chain([phase(POOL, "READY", 2)]);
        let world = World::new(looks);
        world.server.stream([stream]);
        let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --timeout 30s -q"));
        assert_eq!((shown.stderr.as_str(), shown.code), ("", 0));
        assert_eq!(world.server.streams().len(), 1, "it is still waited on");
    }
}

#[test]
fn s12_a_storm_of_events() {
    const EVENTS: usize = 10_000;
    let world = World::new([]);
    let server = &world.server;
    server.always("GetWarmPool", one(POOL, 2, 5));
    let mut storm = vec![event("UPDATE_STATUS", POOL); EVENTS];
    storm.push(frame(2, "{}"));
    server.stream([Answer::Bytes(open(&storm)), Answer::Silence]);
    let line = format!("wp wait {POOL} --poll-interval 1h --timeout 60s");
    thread::scope(|scope| {
        let run = scope.spawn(|| world.run(&line));
        until(|| server.streams().len() == 2);
        let looks = server.calls().len();
        assert!(looks < EVENTS / 100, "{looks} looks");
        server.always("GetWarmPool", phase(POOL, "READY", 2));
        assert_eq!(run.join().unwrap().code, 0);
    });
}
