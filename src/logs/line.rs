//! Splits a log into lines, in whatever chunks it arrives.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// Of a longer line only the beginning is kept.
pub(crate) const MAX_LINE_BYTES: usize = 64 * 1024;

/// A line without its line feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    /// Whether it was longer than [`MAX_LINE_BYTES`].
    pub(crate) is_cut: bool,
}

/// Splits bytes into lines, of which the unfinished one is held back.
#[derive(Debug)]
pub(crate) struct LineSplitter {
    handles_returns: bool,
    /// The beginning of the unfinished line.
    line: Vec<u8>,
    is_cut: bool,
    /// Whether carriage returns were read that may belong to the end of the line.
    has_return: bool,
}

impl LineSplitter {
    /// For people: what a carriage return lets a terminal overwrite is dropped, however long it is,
    /// and carriage returns before a line feed belong to the end of the line.
    pub(crate) const fn for_text() -> Self {
        Self { handles_returns: true, line: Vec::new(), is_cut: false, has_return: false }
    }

    /// Keeps every byte but the line feeds.
    pub(crate) const fn for_bytes() -> Self {
        Self { handles_returns: false, line: Vec::new(), is_cut: false, has_return: false }
    }

    /// Takes the next bytes, and passes on each line that they complete.
    ///
    /// # Errors
    /// The first error of `each`.
    pub(crate) fn push<E>(
        &mut self,
        mut bytes: &[u8],
        mut each: impl FnMut(Line<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        while !bytes.is_empty() {
            let stop = if self.handles_returns {
                memchr2(b'\n', b'\r', bytes)
            } else {
                memchr(b'\n', bytes)
            };
            let (before, rest) = bytes.split_at(stop.unwrap_or(bytes.len()));
            self.append(before);
            match rest.split_first() {
                Some((b'\n', rest)) => {
                    each(self.take())?;
                    bytes = rest;
                }
                Some((_, rest)) => {
                    self.has_return = true;
                    bytes = rest;
                }
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// The unfinished line, if there is one.
    pub(crate) fn finish(&mut self) -> Option<Line<'static>> {
        let line = self.take();
        (!line.bytes.is_empty()).then_some(line)
    }

    fn append(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        if self.has_return {
            self.take();
        }
        let room = MAX_LINE_BYTES - self.line.len();
        self.is_cut |= bytes.len() > room;
        self.line.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn take(&mut self) -> Line<'static> {
        self.has_return = false;
        let bytes = Cow::Owned(std::mem::take(&mut self.line));
        Line { bytes, is_cut: std::mem::take(&mut self.is_cut) }
    }
}

impl Line<'_> {
    /// The line as text without color. Bytes that are not UTF-8 become U+FFFD, but for a character
    /// that was cut.
    pub(crate) fn text(&self) -> String {
        let bytes = without_color(&self.bytes);
        let end = match std::str::from_utf8(&bytes) {
            Err(error) if self.is_cut && error.error_len().is_none() => error.valid_up_to(),
            _ => bytes.len(),
        };
        String::from_utf8_lossy(&bytes[..end]).into_owned()
    }

    pub(crate) fn into_owned(self) -> Line<'static> {
        Line { bytes: Cow::Owned(self.bytes.into_owned()), is_cut: self.is_cut }
    }
}

/// The text without the control sequences that set colors and erase: `ESC [ … m`, `K` or `J`.
pub(crate) fn without_color(text: &[u8]) -> Cow<'_, [u8]> {
    const ESCAPE: u8 = 0x1b;
    let Some(first) = memchr(ESCAPE, text) else { return Cow::Borrowed(text) };
    let mut kept = text[..first].to_vec();
    let mut rest = &text[first..];
    while !rest.is_empty() {
        let skipped = sequence_length(rest);
        let next = memchr(ESCAPE, &rest[skipped.max(1)..]).map(|at| at + skipped.max(1));
        let next = next.unwrap_or(rest.len());
        kept.extend_from_slice(&rest[skipped..next]);
        rest = &rest[next..];
    }
    Cow::Owned(kept)
}

/// The length of the sequence that the text begins with; 0 if it is none that is removed.
fn sequence_length(text: &[u8]) -> usize {
    let Some(parameters) = text.strip_prefix(b"\x1b[") else { return 0 };
    let is_parameter = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b';' | b':');
    let length = parameters.iter().take_while(|byte| is_parameter(byte)).count();
    match parameters.get(length) {
        Some(b'm' | b'K' | b'J') => length + 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a text in chunks of this size.
    fn lines(mut splitter: LineSplitter, text: &[u8], chunk: usize) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        let shown =
            |line: Line<'_>| (String::from_utf8_lossy(&line.bytes).into_owned(), line.is_cut);
        for chunk in text.chunks(chunk) {
            splitter
                .push(chunk, |line| {
                    found.push(shown(line));
                    Ok::<_, ()>(())
                })
                .unwrap();
        }
        found.extend(splitter.finish().map(shown));
        assert_eq!(splitter.finish(), None);
        found
    }

    fn assert_lines(splitter: fn() -> LineSplitter, text: &str, expected: &[&str]) {
        for chunk in [1, 2, 3, 7, 1_000] {
            let found = lines(splitter(), text.as_bytes(), chunk);
            let expected: Vec<_> =
                expected.iter().map(|line| ((*line).to_owned(), false)).collect();
            assert_eq!(found, expected, "{text:?} in chunks of {chunk}");
        }
    }

    #[test]
    fn for_people_only_what_follows_the_last_carriage_return_counts() {
        for (text, expected) in [
            ("", &[][..]),
            ("\n", &[""]),
            ("a\nb", &["a", "b"]),
            ("a\n\nb\n", &["a", "", "b"]),
            ("a\r\nb\r\n", &["a", "b"]),
            ("10%\r20%\r100%\nnext\n", &["100%", "next"]),
            ("10%\r20%\r\n", &["20%"]),
            ("a\r\r\n", &["a"]),
            ("a\rb\r\r\r\nc\n", &["b", "c"]),
            ("50%\r", &["50%"]),
            ("50%\r60%", &["60%"]),
            ("a\r\x1b[K\n", &["\x1b[K"]),
            ("\r", &[]),
            ("\r\n", &[""]),
            ("\ra\n", &["a"]),
        ] {
            assert_lines(LineSplitter::for_text, text, expected);
        }
    }

    #[test]
    fn bytes_are_kept_but_for_line_feeds() {
        for (text, expected) in [
            ("a\r\nb\rc\n", &["a\r", "b\rc"][..]),
            ("\r\r\n\x1b[31m", &["\r\r", "\x1b[31m"]),
            ("\n\n", &["", ""]),
        ] {
            assert_lines(LineSplitter::for_bytes, text, expected);
        }
    }

    #[test]
    fn a_long_line_is_cut_and_the_next_follows() {
        let (long, exact) = ("x".repeat(MAX_LINE_BYTES + 1), "y".repeat(MAX_LINE_BYTES));
        let text = format!("{long}\n{exact}\nnext\n{long}");
        let cut = ("x".repeat(MAX_LINE_BYTES), true);
        let expected = [cut.clone(), (exact, false), ("next".to_owned(), false), cut];
        for splitter in [LineSplitter::for_text, LineSplitter::for_bytes] {
            for chunk in [1, 1_000, 1_000_000] {
                assert_eq!(lines(splitter(), text.as_bytes(), chunk), expected);
            }
        }
    }

    #[test]
    fn what_is_overwritten_does_not_count_for_the_length() {
        let text = format!("{}\rshort\n", "x".repeat(3 * MAX_LINE_BYTES));
        let expected = [("short".to_owned(), false)];
        assert_eq!(lines(LineSplitter::for_text(), text.as_bytes(), 4096), expected);
        let cut = lines(LineSplitter::for_bytes(), text.as_bytes(), 4096);
        assert!(cut.len() == 1 && cut[0].1);
    }

    #[test]
    fn a_line_in_memory_is_never_longer_than_the_limit() {
        for mut splitter in [LineSplitter::for_text(), LineSplitter::for_bytes()] {
            for _ in 0..3_200 {
                splitter.push(&[b'x'; MAX_LINE_BYTES], |_| Err(())).unwrap();
                assert!(splitter.line.capacity() <= 2 * MAX_LINE_BYTES);
            }
        }
    }

    #[test]
    fn colors_and_erasing_are_removed_and_nothing_else() {
        for (text, expected) in [
            ("plain", "plain"),
            ("\x1b[1;31mred\x1b[0m \x1b[mx\x1b[K\x1b[2J\x1b[38:5:1my", "red xy"),
            ("\x1b[2K\x1b[1A\x1b[?25l", "\x1b[1A\x1b[?25l"),
            ("\x1b]0;title\x07", "\x1b]0;title\x07"),
            ("\x1b[31", "\x1b[31"),
            ("\x1b", "\x1b"),
            ("\x1b[", "\x1b["),
            ("\x1b\x1b[0m[31m", "\x1b[31m"),
            ("a\x1b[31mé\x1b[0m", "aé"),
        ] {
            let shown = without_color(text.as_bytes());
            assert_eq!(String::from_utf8_lossy(&shown), expected, "{text:?}");
        }
    }

    #[test]
    fn the_text_of_a_line_is_utf_8() {
        let text = |bytes: &[u8], is_cut| Line { bytes: bytes.into(), is_cut }.text();
        assert_eq!(text(b"a\xffb", false), "a\u{fffd}b");
        assert_eq!(text("é".as_bytes(), false), "é");
        assert_eq!(text(b"a\xc3", false), "a\u{fffd}");
        assert_eq!(text(b"a\xc3", true), "a");
        assert_eq!(text(b"a\xff\xc3", true), "a\u{fffd}\u{fffd}");
    }
}
