//! Splits text into records and fields, as RFC 4180 has them, with their positions. The text is not
//! copied, and no record is read that is longer than [`MAX_RECORD_BYTES`].
//!
//! The reader of the csv crate has neither columns for errors nor a limit, and reads a quote that is
//! not closed to the end of the file.

use std::borrow::Cow;

use crate::toml_reader::Position;

/// The limit of a record. A longer one is no row of a spreadsheet, but perhaps another kind of file.
pub(super) const MAX_RECORD_BYTES: usize = 64 * 1024;

/// Reads a text record by record.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    delimiter: u8,
    /// Where the next field begins.
    at: usize,
    /// Counted from 1.
    line: usize,
    /// Where that line begins.
    line_start: usize,
}

/// A field, or another place in the text.
#[derive(Clone, Debug)]
pub(in crate::demand) struct Field<'a> {
    /// Without quotes and surrounding blanks.
    pub(in crate::demand) text: Cow<'a, str>,
    start: usize,
    line: usize,
    line_start: usize,
}

/// Why a record cannot be read, and where; the rest of its first line is skipped.
#[derive(Clone, Debug)]
pub(super) struct ScanError<'a> {
    pub(super) place: Field<'a>,
    pub(super) reason: &'static str,
}

const TOO_LONG: &str = "the line is longer than 64 KiB";
const UNCLOSED: &str = "the quote is not closed within 64 KiB";
const AFTER_QUOTE: &str = "there is text after the closing quote";

impl<'a> Scanner<'a> {
    /// `delimiter` is ASCII.
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        Self { text, delimiter, at: 0, line: 1, line_start: 0 }
    }

    /// Replaces `fields` by those of the next record: one for an empty line. `None` at the end.
    pub(super) fn next(
        &mut self,
        fields: &mut Vec<Field<'a>>,
    ) -> Option<Result<(), ScanError<'a>>> {
        fields.clear();
        if self.at >= self.text.len() {
            return None;
        }
        let begin = self.clone();
        loop {
            match self.field(begin.at) {
                Ok(field) => fields.push(field),
                Err(mut error) => {
                    *self = begin;
                    if error.reason == TOO_LONG {
                        error.place = self.place();
                    }
                    self.at = self.line_end();
                    self.end_line();
                    return Some(Err(error));
                }
            }
            if !self.skip_delimiter() {
                self.end_line();
                return Some(Ok(()));
            }
        }
    }

    /// The position of a field, in characters.
    pub(super) fn position(&self, field: &Field<'_>) -> Position {
        let before = self.text.get(field.line_start..field.start).unwrap_or_default();
        Position { file: 0, line: field.line, column: before.chars().count() + 1 }
    }

    /// Reads a field of the record that begins at `record`.
    fn field(&mut self, record: usize) -> Result<Field<'a>, ScanError<'a>> {
        self.skip_blanks();
        let mut field = self.place();
        if self.byte() == Some(b'"') {
            field.text = self.quoted(record)?;
            self.skip_blanks();
            if self.byte().is_some_and(|byte| byte != self.delimiter && !is_line_end(byte)) {
                return Err(ScanError { place: self.place(), reason: AFTER_QUOTE });
            }
            return Ok(field);
        }
        let is_end = |byte: u8| byte == self.delimiter || is_line_end(byte);
        let rest = &self.text.as_bytes()[self.at..];
        // The end of a field may be one byte beyond the limit of its record.
        let limit = (record + MAX_RECORD_BYTES + 1).saturating_sub(self.at);
        match rest.iter().take(limit).position(|byte| is_end(*byte)) {
            Some(length) => self.at += length,
            None if rest.len() < limit => self.at = self.text.len(),
            None => return Err(ScanError { place: field, reason: TOO_LONG }),
        }
        field.text = Cow::Borrowed(self.text[field.start..self.at].trim());
        Ok(field)
    }

    /// Reads a quoted text, which may go over several lines.
    fn quoted(&mut self, record: usize) -> Result<Cow<'a, str>, ScanError<'a>> {
        let unclosed = ScanError { place: self.place(), reason: UNCLOSED };
        self.at += 1;
        let (start, mut has_quotes) = (self.at, false);
        loop {
            if self.at > record + MAX_RECORD_BYTES {
                return Err(unclosed);
            }
            match self.byte() {
                None => return Err(unclosed),
                Some(b'"') if self.text.as_bytes().get(self.at + 1) == Some(&b'"') => {
                    has_quotes = true;
                    self.at += 2;
                }
                Some(b'"') => break,
                Some(byte) if is_line_end(byte) => self.end_line(),
                Some(_) => self.at += 1,
            }
        }
        let text = self.text[start..self.at].trim();
        self.at += 1;
        Ok(if has_quotes { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn place(&self) -> Field<'a> {
        let Self { at: start, line, line_start, .. } = *self;
        Field { text: Cow::Borrowed(""), start, line, line_start }
    }

    fn skip_blanks(&mut self) {
        let is_blank = |byte: u8| byte == b' ' || byte == b'\t' && self.delimiter != b'\t';
        let blanks = self.text.as_bytes()[self.at..].iter().take_while(|byte| is_blank(**byte));
        self.at += blanks.count();
    }

    fn skip_delimiter(&mut self) -> bool {
        let is_delimiter = self.byte() == Some(self.delimiter);
        self.at += usize::from(is_delimiter);
        is_delimiter
    }

    fn line_end(&self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        self.at + rest.iter().position(|byte| is_line_end(*byte)).unwrap_or(rest.len())
    }

    /// Goes from the end of a line to the beginning of the next one, if there is one.
    fn end_line(&mut self) {
        let rest = &self.text[self.at..];
        let length = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
        self.at += length;
        self.line += 1;
        self.line_start = self.at;
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
