//! Invariants of logs.

use super::line::{Line, LineSplitter, MAX_LINE_BYTES};
use super::replay::{Part, Replay};
use super::section::{Marker, Sections};
use crate::text::sanitize::is_safe_char;
use crate::text::sanitizer::Sanitizer;

const CHUNK_SIZES: [usize; 5] = [1, 2, 3, 7, 64];

/// Chunk boundaries do not matter: neither for the lines of a log, nor for what a body repeats of the
/// one before it. A NUL separates two bodies.
pub(crate) fn log(bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(MAX_LINE_BYTES)];
    let (text, raw) = (LineSplitter::for_text, LineSplitter::for_bytes);
    let (whole_text, whole_raw) = (lines(text(), bytes, None), lines(raw(), bytes, None));
    assert_eq!(whole_text, expected_lines(bytes));
    assert_eq!(whole_raw.join(&b'\n'), bytes.strip_suffix(b"\n").unwrap_or(bytes));
    let bodies: Vec<_> = bytes.split(|byte| *byte == 0).collect();
    let passed_on = pass_on(&bodies, None);
    for size in CHUNK_SIZES {
        assert_eq!(lines(text(), bytes, Some(size)), whole_text);
        assert_eq!(lines(raw(), bytes, Some(size)), whole_raw);
        assert_eq!(pass_on(&bodies, Some(size)), passed_on);
    }
    assert_markers(&whole_text);
}

fn chunks(bytes: &[u8], size: Option<usize>) -> impl Iterator<Item = &[u8]> {
    bytes.chunks(size.unwrap_or(bytes.len()).max(1))
}

fn lines(mut splitter: LineSplitter, bytes: &[u8], size: Option<usize>) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for chunk in chunks(bytes, size) {
        let pushed = splitter.push(chunk, |line| {
            found.push(line.bytes.into_owned());
            Ok::<_, ()>(())
        });
        assert_eq!(pushed, Ok(()));
    }
    found.extend(splitter.finish().map(|line| line.bytes.into_owned()));
    found
}

/// The lines for people, by their definition.
fn expected_lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    let is_return = |byte: &u8| *byte == b'\r';
    let line = |line: &[u8]| {
        let end = line.iter().rposition(|byte| !is_return(byte)).map_or(0, |last| last + 1);
        let line = &line[..end];
        let start = line.iter().rposition(is_return).map_or(0, |last| last + 1);
        line[start..].iter().copied().take(MAX_LINE_BYTES).collect()
    };
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(line).collect();
    // There is no line after the last line feed.
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

/// What is printed of bodies that follow each other; `None` where a log begins anew.
fn pass_on(bodies: &[&[u8]], size: Option<usize>) -> Vec<Option<u8>> {
    let (mut replay, mut passed) = (Replay::default(), Vec::new());
    for body in bodies {
        let mut is_read = false;
        while !is_read {
            replay.begin();
            is_read = chunks(body, size).all(|chunk| match replay.push(chunk) {
                Part::New(new) => {
                    passed.extend(new.iter().copied().map(Some));
                    true
                }
                Part::Otherwise(before, rest) => {
                    passed.push(None);
                    passed.extend(before.iter().chain(rest).copied().map(Some));
                    true
                }
                Part::Unknown => {
                    passed.push(None);
                    false
                }
            });
        }
    }
    passed
}

/// Any line may be a marker; whatever it says can be displayed.
fn assert_markers(lines: &[Vec<u8>]) {
    let mut sections = Sections::default();
    for line in lines {
        let text = Line { bytes: line.into(), is_cut: false }.text();
        let shown = match Marker::parse(&text) {
            Some(Marker::Begin(section)) => {
                sections.begin(section);
                sections.path().unwrap_or_default()
            }
            Some(Marker::End { id, seconds, .. }) => {
                assert!(seconds.is_none_or(|seconds| seconds >= 0.0));
                sections.end(&id)
            }
            None => text,
        };
        assert!(Sanitizer::default().line(&shown).chars().all(is_safe_char));
    }
}
