//! Splits a file into lines without holding more than one of them.

use std::io::{self, BufRead};

/// No recorder writes a longer line.
pub(super) const MAX_LINE_BYTES: usize = 64 * 1024;

pub(super) struct Lines<R> {
    input: R,
    line: Vec<u8>,
    /// The number of the last line, from 1.
    number: u64,
}

/// A line that is not blank.
pub(super) struct RawLine<'a> {
    pub(super) number: u64,
    /// Without its end; `None` if it is too long.
    pub(super) text: Option<&'a [u8]>,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(input: R) -> Self {
        Self { input, line: Vec::new(), number: 0 }
    }

    /// The next line that is not blank; `None` at the end of the file.
    pub(super) fn next(&mut self) -> io::Result<Option<RawLine<'_>>> {
        loop {
            let Some(is_whole) = self.read_line()? else { return Ok(None) };
            if !is_whole || !self.line.trim_ascii().is_empty() {
                let text = is_whole.then_some(&*self.line);
                return Ok(Some(RawLine { number: self.number, text }));
            }
        }
    }

    /// Reads a line; whether it is short enough to be kept.
    fn read_line(&mut self) -> io::Result<Option<bool>> {
        self.line.clear();
        let (mut is_whole, mut has_read) = (true, false);
        loop {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if bytes.is_empty() {
                self.number += u64::from(has_read);
                return Ok(has_read.then_some(is_whole));
            }
            has_read = true;
            let end = bytes.iter().position(|byte| *byte == b'\n');
            let part = &bytes[..end.unwrap_or(bytes.len())];
            is_whole &= self.line.len() + part.len() <= MAX_LINE_BYTES;
            if is_whole {
                self.line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                self.number += 1;
                return Ok(Some(is_whole));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn lines(text: &[u8]) -> Vec<(u64, Option<String>)> {
        // A small buffer, so that lines are longer than it.
        let mut lines = Lines::new(BufReader::with_capacity(7, text));
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            let text = line.text.map(|text| String::from_utf8(text.to_vec()).unwrap());
            found.push((line.number, text));
        }
        found
    }

    fn line(number: u64, text: &str) -> (u64, Option<String>) {
        (number, Some(text.to_owned()))
    }

    #[test]
    fn blank_lines_are_counted_but_not_returned() {
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"\n\r\n \n"), []);
        assert_eq!(
            lines(b"one\n\n{\"three\": 3}\r\nlast"),
            [line(1, "one"), line(3, "{\"three\": 3}\r"), line(4, "last"),]
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_not_held() {
        let longest = "x".repeat(MAX_LINE_BYTES);
        let text = format!("{longest}\n{longest}y\nshort\n{longest}y");
        assert_eq!(
            lines(text.as_bytes()),
            [line(1, &longest), (2, None), line(3, "short"), (4, None),]
        );
    }
}
