//! The event stream: what is served, and what the tool takes it for. It reads events, and when a
//! stream ends it opens another (`again`), or none where there is no use in that (`never`).

mod ends;

use std::slice::from_ref;
use std::thread;
use std::time::{Duration, Instant};

use super::{gzip, pieces};
use crate::support::{Answer, POOL, Transcript, World, frame, one, phase};

/// What the tool says of a stream, line by line: `event`, and how it ended.
type Told = &'static [&'static str];

const JSON: &[(&str, &str)] = &[("content-type", "application/connect+json")];
const COMPRESSED: &[(&str, &str)] =
    &[("content-type", "application/connect+json"), ("connect-content-encoding", "gzip")];
const EVENT: &str = r#"{"operation":"RESOURCE_OPERATION_UPDATE","resourceType":"RESOURCE_TYPE_WARM_POOL","resourceId":"0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11"}"#;
const OVER: Told = &["again: ended"];
const TWO_EVENTS: Told = &["event", "event", "again: ended"];
const OPEN: Told = &["event"];

fn event() -> Vec<u8> {
    frame(0, EVENT)
}

fn end(message: &str) -> Vec<u8> {
    frame(2, message)
}

/// The last frame with an error that has these words in it.
fn failed(error: &str) -> Vec<u8> {
    end(&format!(r#"{{"error":{error},"metadata":{{"x-custom-trailer":["bing","quux"]}}}}"#))
}

/// A frame whose message is in gzip.
fn compressed(flags: u8, message: &str) -> Vec<u8> {
    let message = gzip(message.as_bytes());
    [&[flags][..], &u32::try_from(message.len()).unwrap().to_be_bytes(), &message].concat()
}

/// A stream of these frames, each in a piece of its own, that ends as HTTP says.
fn stream(headers: &[(&str, &str)], frames: &[Vec<u8>]) -> Answer {
    let bytes = pieces(headers, frames.iter().map(Vec::as_slice));
    Answer::Bytes([bytes, b"0\r\n\r\n".to_vec()].concat())
}

/// Waits for a pool beside these streams, which are opened so often. The pool is ready once they
/// are dealt with.
fn wait(streams: impl IntoIterator<Item = Answer>, opened: usize) -> Transcript {
    let world = World::new([]);
    let server = &world.server;
    server.always("GetWarmPool", one(POOL, 2, 5));
    server.stream(streams);
    let line = format!("wp wait {POOL} -v --poll-interval 1ms --timeout 60s");
    let shown = thread::scope(|scope| {
        let run = scope.spawn(|| world.run(&line));
        until(|| server.streams().len() >= opened);
        // What was sent to the tool before it sends something is read with it.
        server.wait_for_calls(server.calls().len() + 10);
        server.always("GetWarmPool", phase(POOL, "READY", 2));
        run.join().unwrap()
    });
    assert_eq!((shown.code, server.streams().len()), (0, opened), "{shown}");
    shown
}

/// What was said of streams.
fn said(shown: &Transcript) -> Vec<String> {
    shown.stderr.lines().filter_map(of_stream).collect()
}

fn of_stream(line: &str) -> Option<String> {
    if line.starts_with("< WatchEvents event, ") {
        return Some("event".to_owned());
    }
    let ended = line.strip_prefix("event stream: ")?;
    Some(match ended.strip_suffix("; not available") {
        Some(why) => format!("never: {why}"),
        None => format!("again: {}", ended.rsplit_once("; reopening in ")?.0),
    })
}

fn until(is_so: impl Fn() -> bool) {
    let limit = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < limit, "the stream was not opened");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Serves each of these and compares what is said with what should be.
fn check<T: AsRef<str> + std::fmt::Debug>(
    rows: impl IntoIterator<Item = (String, Answer, Vec<T>)>,
) {
    for (name, answer, expected) in rows {
        let is_reopened = expected.last().is_some_and(|told| told.as_ref().starts_with("again"));
        let shown = wait([answer, Answer::Silence], 1 + usize::from(is_reopened));
        let expected: Vec<_> = expected.iter().map(AsRef::as_ref).collect();
        assert_eq!(said(&shown), expected, "{name}");
    }
}

fn check_all<const N: usize>(rows: [(&str, Answer, Told); N]) {
    check(rows.map(|(name, answer, told)| (name.to_owned(), answer, told.to_vec())));
}

#[test]
fn successes() {
    let empty = end(r#"{"metadata":{"x-custom-trailer":["bing"]}}"#);
    let metadata: &[_] = &[JSON[0], ("x-custom-header", "foo"), ("x-custom-header", "bar")];
    check_all([
        ("server-stream/success", stream(JSON, &[event(), event(), end("{}")]), TWO_EVENTS),
        ("server-stream/no-responses", stream(JSON, from_ref(&empty)), OVER),
        (
            "Duplicate Metadata/server-stream/success",
            stream(metadata, &[event(), event(), end(r#"{"metadata":{"x":["bing","quux"]}}"#)]),
            TWO_EVENTS,
        ),
        ("Duplicate Metadata/server-stream/no-response", stream(metadata, from_ref(&empty)), OVER),
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

/// Nothing depends on the pieces in which a stream comes, or on what comes after its last frame.
#[test]
fn pieces_and_what_comes_after() {
    let whole = [event(), event(), end("{}")].concat();
    let cut = |at| pieces(JSON, [&whole[..at], &whole[at..]]);
    let late = [event(), event(), end("{}"), event(), end("null"), vec![9; 20]];
    let trailers = b"0\r\nx-custom-trailer: bing\r\n\r\n".to_vec();
    let rows = [
        ("more/all-at-once", Answer::Bytes(pieces(JSON, [&whole[..]])), TWO_EVENTS),
        ("more/byte-by-byte", Answer::Bytes(pieces(JSON, whole.chunks(1))), TWO_EVENTS),
        ("more/cut-in-the-head-of-a-frame", Answer::Bytes(cut(3)), TWO_EVENTS),
        ("more/cut-in-a-length", Answer::Bytes(cut(event().len() + 4)), TWO_EVENTS),
        ("more/after-the-end", stream(JSON, &late), TWO_EVENTS),
        (
            "more/http-trailers",
            Answer::Bytes([pieces(JSON, [&whole[..]]), trailers].concat()),
            TWO_EVENTS,
        ),
        ("more/still-open", Answer::Bytes(pieces(JSON, [&event()[..]])), OPEN),
        ("more/half-a-frame", Answer::Bytes(pieces(JSON, [&whole[..event().len() + 9]])), OPEN),
        ("more/no-answer", Answer::Silence, &[]),
    ];
    check_all(rows);
}

/// Frames that are no frames, and such as no event is.
#[test]
fn frames_that_are_refused() {
    let bomb = " ".repeat(1024 * 1024 + 1);
    let broken = |frame: Vec<u8>| stream(COMPRESSED, &[event(), frame, event()]);
    let unreadable =
        |why: &str| vec!["event".to_owned(), format!("again: cannot read the answer at .: {why}")];
    let rows = [
        ("unknown-flags", vec![4, 0, 0, 0, 0], "a frame has the flags 0x04, which mean nothing"),
        (
            "grpc-web-trailers",
            frame(0x80, "x: y"),
            "a frame has the flags 0x80, which mean nothing",
        ),
        (
            "message-size/exceeds-client-limit",
            frame(0, &bomb),
            "a frame of 1048577 bytes is announced",
        ),
        ("announced-size", vec![0, 255, 255, 255, 255], "a frame of 4294967295 bytes is announced"),
        ("decompressed-size", compressed(1, &bomb), "a frame is too large decompressed"),
        ("no-gzip", frame(1, EVENT), "a frame cannot be decompressed: invalid gzip header"),
    ];
    check(rows.map(|(name, frame, why)| (format!("more/{name}"), broken(frame), unreadable(why))));
    let longest = format!("{}{EVENT}", " ".repeat(1024 * 1024 - EVENT.len()));
    let answer = stream(JSON, &[frame(0, &longest), event(), end("{}")]);
    check_all([("more/message-size/equal-to-client-limit", answer, TWO_EVENTS)]);
}

/// A stream has no deadline: it may be silent for as long as nothing happens.
#[test]
fn the_request_for_a_stream() {
    let world = World::new([one(POOL, 2, 5), phase(POOL, "READY", 2)]);
    world.server.stream([Answer::Silence]);
    let shown = world.run(&format!("wp wait {POOL} --poll-interval 1ms --request-timeout 5s"));
    assert_eq!(shown.code, 0, "{shown}");
    for opened in world.server.streams() {
        assert_eq!(opened.header("connect-timeout-ms"), None, "Deadline Propagation");
        let (head, message) = opened.body.split_once('{').unwrap();
        assert!(head.starts_with("\0\0\0\0"), "a frame that is not compressed: {opened:?}");
        let length = opened.header("content-length").unwrap().parse::<usize>().unwrap();
        assert_eq!(5 + 1 + message.len(), length, "one frame: {opened:?}");
    }
}
