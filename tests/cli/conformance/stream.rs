//! The event stream. When a stream ends, the client opens another one (`again`) unless that would
//! be of no use (`never`).

mod ends;

use std::slice::from_ref;
use std::thread;
use std::time::{Duration, Instant};

use super::{chunked, gzip};
use crate::support::{POOL, Response, Transcript, World, frame, one, phase};

/// The log of a stream: events, and how it ended.
type Log = &'static [&'static str];

const JSON: &[(&str, &str)] = &[("content-type", "application/connect+json")];
const COMPRESSED: &[(&str, &str)] =
    &[("content-type", "application/connect+json"), ("connect-content-encoding", "gzip")];
const EVENT: &str = r#"{"operation":"RESOURCE_OPERATION_UPDATE","resourceType":"RESOURCE_TYPE_WARM_POOL","resourceId":"0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11"}"#;
const ENDED: Log = &["again: ended"];
const TWO_EVENTS: Log = &["event", "event", "again: ended"];
const OPEN: Log = &["event"];

fn event() -> Vec<u8> {
    frame(0, EVENT)
}

fn end(message: &str) -> Vec<u8> {
    frame(2, message)
}

/// An end-of-stream message with this error.
fn failed(error: &str) -> Vec<u8> {
    end(&format!(r#"{{"error":{error},"metadata":{{"x-custom-trailer":["bing","quux"]}}}}"#))
}

/// A frame with a gzip message.
fn compressed(flags: u8, message: &str) -> Vec<u8> {
    let message = gzip(message.as_bytes());
    [&[flags][..], &u32::try_from(message.len()).unwrap().to_be_bytes(), &message].concat()
}

/// A finished stream of these frames, each in its own chunk.
fn stream(headers: &[(&str, &str)], frames: &[Vec<u8>]) -> Response {
    let bytes = chunked(headers, frames.iter().map(Vec::as_slice));
    Response::Bytes([bytes, b"0\r\n\r\n".to_vec()].concat())
}

/// Waits for a pool with these streams until this many are opened and read.
fn wait(streams: impl IntoIterator<Item = Response>, opened: usize) -> Transcript {
    let world = World::new([]);
    let server = &world.server;
    server.always("GetWarmPool", one(POOL, 2, 5));
    server.stream(streams);
    let line = format!("wp wait {POOL} -v --poll-interval 1ms --timeout 60s");
    let shown = thread::scope(|scope| {
        let run = scope.spawn(|| world.run(&line));
        wait_until(|| server.streams().len() >= opened);
        // After further calls everything sent so far has been read.
        server.wait_for_calls(server.calls().len() + 10);
        server.always("GetWarmPool", phase(POOL, "READY", 2));
        run.join().unwrap()
    });
    assert_eq!((shown.code, server.streams().len()), (0, opened), "{shown}");
    shown
}

fn stream_log(shown: &Transcript) -> Vec<String> {
    shown.stderr.lines().filter_map(log_entry).collect()
}

fn log_entry(line: &str) -> Option<String> {
    if line.starts_with("< WatchEvents event, ") {
        return Some("event".to_owned());
    }
    let ended = line.strip_prefix("event stream: ")?;
    Some(match ended.strip_suffix("; not reconnecting") {
        Some(reason) => format!("never: {reason}"),
        None => format!("again: {}", ended.rsplit_once("; reconnecting in ")?.0),
    })
}

fn wait_until(condition: impl Fn() -> bool) {
    let limit = Instant::now() + Duration::from_secs(30);
    while !condition() {
        assert!(Instant::now() < limit, "timeout");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Compares the log of each of these streams.
fn check<T: AsRef<str> + std::fmt::Debug>(
    rows: impl IntoIterator<Item = (String, Response, Vec<T>)>,
) {
    for (name, response, expected) in rows {
        let is_reopened = expected.last().is_some_and(|entry| entry.as_ref().starts_with("again"));
        let shown = wait([response, Response::Silence], 1 + usize::from(is_reopened));
        let expected: Vec<_> = expected.iter().map(AsRef::as_ref).collect();
        assert_eq!(stream_log(&shown), expected, "{name}");
    }
}

fn check_all<const N: usize>(rows: [(&str, Response, Log); N]) {
    check(rows.map(|(name, response, log)| (name.to_owned(), response, log.to_vec())));
}

#[test]
fn successes() {
    let empty = end(r#"{"metadata":{"x-custom-trailer":["bing"]}}"#);
    let metadata: &[_] = &[JSON[0], ("x-custom-header", "foo"), ("x-custom-header", "bar")];
    check_all([
        ("server-stream/success", stream(JSON, &[event(), event(), end("{}")]), TWO_EVENTS),
        ("server-stream/no-responses", stream(JSON, from_ref(&empty)), ENDED),
        (
            "Duplicate Metadata/server-stream/success",
            stream(metadata, &[event(), event(), end(r#"{"metadata":{"x":["bing","quux"]}}"#)]),
            TWO_EVENTS,
        ),
        ("Duplicate Metadata/server-stream/no-response", stream(metadata, from_ref(&empty)), ENDED),
        (
            "server-stream/empty-response",
            stream(JSON, &[frame(0, ""), frame(0, "{}"), empty]),
            TWO_EVENTS,
        ),
        (
            "server-stream/success, gzip",
            stream(COMPRESSED, &[compressed(1, EVENT), event(), compressed(3, "{}")]),
            TWO_EVENTS,
        ),
        (
            "more/charset-and-case",
            stream(
                &[
                    ("content-type", "Application/Connect+JSON; charset=utf-8"),
                    ("connect-content-encoding", "GZIP"),
                ],
                &[compressed(1, EVENT), event(), end("{}")],
            ),
            TWO_EVENTS,
        ),
    ]);
}

/// Neither chunk boundaries nor data after the end-of-stream message matter.
#[test]
fn chunk_boundaries_and_data_after_the_end() {
    let whole = [event(), event(), end("{}")].concat();
    let cut = |at| chunked(JSON, [&whole[..at], &whole[at..]]);
    let late = [event(), event(), end("{}"), event(), end("null"), vec![9; 20]];
    let trailers = b"0\r\nx-custom-trailer: bing\r\n\r\n".to_vec();
    let rows = [
        ("more/all-at-once", Response::Bytes(chunked(JSON, [&whole[..]])), TWO_EVENTS),
        ("more/byte-by-byte", Response::Bytes(chunked(JSON, whole.chunks(1))), TWO_EVENTS),
        ("more/cut-in-the-head-of-a-frame", Response::Bytes(cut(3)), TWO_EVENTS),
        ("more/cut-in-a-length", Response::Bytes(cut(event().len() + 4)), TWO_EVENTS),
        ("more/after-the-end", stream(JSON, &late), TWO_EVENTS),
        (
            "more/http-trailers",
            Response::Bytes([chunked(JSON, [&whole[..]]), trailers].concat()),
            TWO_EVENTS,
        ),
        ("more/still-open", Response::Bytes(chunked(JSON, [&event()[..]])), OPEN),
        ("more/half-a-frame", Response::Bytes(chunked(JSON, [&whole[..event().len() + 9]])), OPEN),
        ("more/no-response", Response::Silence, &[]),
    ];
    check_all(rows);
}

/// Malformed frames, and frames that are too large.
#[test]
fn invalid_frames() {
    let bomb = " ".repeat(1024 * 1024 + 1);
    let broken = |frame: Vec<u8>| stream(COMPRESSED, &[event(), frame, event()]);
    let log = |reason: &str| {
        vec!["event".to_owned(), format!("again: cannot decode the response: {reason}")]
    };
    let rows = [
        ("unknown-flags", vec![4, 0, 0, 0, 0], "frame with unknown flags 0x04"),
        ("grpc-web-trailers", frame(0x80, "x: y"), "frame with unknown flags 0x80"),
        (
            "message-size/exceeds-client-limit",
            frame(0, &bomb),
            "frame of 1048577 bytes is too large",
        ),
        ("announced-size", vec![0, 255, 255, 255, 255], "frame of 4294967295 bytes is too large"),
        ("decompressed-size", compressed(1, &bomb), "decompressed frame is too large"),
        ("no-gzip", frame(1, EVENT), "cannot decompress frame: invalid gzip header"),
    ];
    check(rows.map(|(name, frame, reason)| (format!("more/{name}"), broken(frame), log(reason))));
    let max = format!("{}{EVENT}", " ".repeat(1024 * 1024 - EVENT.len()));
    let response = stream(JSON, &[frame(0, &max), event(), end("{}")]);
    check_all([("more/message-size/equal-to-client-limit", response, TWO_EVENTS)]);
}

/// A stream has no deadline, as it may be silent for long.
#[test]
fn stream_requests() {
    let world = World::new([one(POOL, 2, 5), phase(POOL, "READY", 2)]);
    world.server.stream([Response::Silence]);
    let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --request-timeout 5s"));
    assert_eq!(shown.code, 0, "{shown}");
    for opened in world.server.streams() {
        assert_eq!(opened.header("connect-timeout-ms"), None, "Deadline Propagation");
        let (head, message) = opened.body.split_once('{').unwrap();
        assert!(head.starts_with("\0\0\0\0"), "uncompressed frame: {opened:?}");
        let length = opened.header("content-length").unwrap().parse::<usize>().unwrap();
        assert_eq!(5 + 1 + message.len(), length, "one frame: {opened:?}");
    }
}
