//! Escapes untrusted text for display: characters that could control a terminal, reorder a line or
//! hide in it.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Characters above U+009F that are invisible, reorder text or break a line: Unicode's format
/// characters, its line separators, everything else that is default-ignorable (fillers, variation
/// selectors, tags) and two noncharacters. Sorted inclusive ranges.
const HIDDEN: [(char, char); 26] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{fffe}', '\u{ffff}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Combining marks on one character. Living scripts need no more than four; hundreds paint over
/// the lines around them.
const MAX_MARKS: usize = 4;

/// Whether a character may reach a terminal unescaped: it is neither a control character, newline
/// and tab included, nor one that hides or reorders text.
pub(crate) fn is_safe_char(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\0'..'\u{a0}' => false,
        _ => {
            let next = HIDDEN.partition_point(|(first, _)| *first <= c);
            next.checked_sub(1).is_none_or(|range| HIDDEN[range].1 < c)
        }
    }
}

/// Untrusted text as one line that is safe on a terminal. Secrets in it are not masked: for output,
/// use a [`Sanitizer`](super::sanitizer::Sanitizer).
///
/// A newline becomes `⏎`, a tab a space, another control character `\x1b`, a hidden one
/// `<U+202E>`, and marks beyond the fourth of a character a count, `<+496 marks>`. Idempotent.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.bytes().all(is_plain) || is_escaped(text) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len() + 16);
    let mut marks = 0;
    for c in text.chars() {
        if is_mark(c) {
            marks += 1;
            if marks > MAX_MARKS {
                continue;
            }
        } else {
            push_surplus(&mut line, marks);
            marks = 0;
        }
        push_escaped(&mut line, c);
    }
    push_surplus(&mut line, marks);
    Cow::Owned(line)
}

/// Whether a character joins or styles the ones beside it, as in emoji and in Persian: invisible,
/// but part of ordinary names.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// As [`escape`], but joiners are kept: for output that is not displayed.
pub(crate) fn escape_except_joiners(text: &str) -> Cow<'_, str> {
    if !text.contains(is_joiner) {
        return escape(text);
    }
    let pieces = text.split_inclusive(is_joiner).map(|piece| {
        let end = piece.find(is_joiner).unwrap_or(piece.len());
        escape(&piece[..end]).into_owned() + &piece[end..]
    });
    Cow::Owned(pieces.collect())
}

/// The terminal columns of sanitized text.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Truncates sanitized text to at most `width` terminal columns, which include the ellipsis; one
/// that is too wide is truncated itself.
pub(crate) fn truncate<'a>(text: &'a str, width: usize, ellipsis: &str) -> Cow<'a, str> {
    // A character never takes more columns than bytes.
    if text.len() <= width || text.width() <= width {
        return Cow::Borrowed(text);
    }
    match width.checked_sub(ellipsis.width()) {
        Some(free) => Cow::Owned(format!("{}{ellipsis}", prefix(text, free))),
        None => Cow::Owned(prefix(ellipsis, width).to_owned()),
    }
}

/// The longest prefix of at most `width` columns.
fn prefix(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(index, c)| {
        used += c.width().unwrap_or(0);
        (used > width).then_some(index)
    });
    &text[..end.unwrap_or(text.len())]
}

fn is_escaped(text: &str) -> bool {
    let mut marks = 0;
    text.chars().all(|c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        is_safe_char(c) && marks <= MAX_MARKS
    })
}

/// Whether a character combines with the one before it.
fn is_mark(c: char) -> bool {
    c.width() == Some(0) && is_safe_char(c)
}

fn push_surplus(line: &mut String, marks: usize) {
    if let Some(surplus @ 1..) = marks.checked_sub(MAX_MARKS) {
        // Writing to a string cannot fail.
        let _ = write!(line, "<+{surplus} marks>");
    }
}

fn push_escaped(line: &mut String, c: char) {
    let code = u32::from(c);
    let _ = match c {
        '\n' => line.write_char('⏎'),
        '\t' => line.write_char(' '),
        _ if is_safe_char(c) => line.write_char(c),
        '\0'..'\u{a0}' => write!(line, "\\x{code:02x}"),
        _ => write!(line, "<U+{code:04X}>"),
    };
}

#[cfg(test)]
mod tests;
