//! Sanitizes untrusted text before display: characters that could control a terminal, reorder a
//! line or hide in it are escaped.

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

/// Untrusted text as one line that is safe on a terminal.
///
/// A newline becomes `⏎`, a tab a space, another control character `\x1b`, a hidden one
/// `<U+202E>`, and marks beyond the fourth of a character a count, `<+496 marks>`. Idempotent.
pub(crate) fn sanitize(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.bytes().all(is_plain) || is_sanitized(text) {
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

/// As [`sanitize`], but joiners are kept: for output that is not displayed.
pub(crate) fn sanitize_except_joiners(text: &str) -> Cow<'_, str> {
    if !text.contains(is_joiner) {
        return sanitize(text);
    }
    let pieces = text.split_inclusive(is_joiner).map(|piece| {
        let end = piece.find(is_joiner).unwrap_or(piece.len());
        sanitize(&piece[..end]).into_owned() + &piece[end..]
    });
    Cow::Owned(pieces.collect())
}

/// As [`sanitize`], line by line.
pub(crate) fn sanitize_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(sanitize).collect();
    lines.join("\n")
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

fn is_sanitized(text: &str) -> bool {
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
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr as _;

    use super::{is_safe_char, sanitize, sanitize_except_joiners, sanitize_lines, truncate};
    use crate::text::test_strategies::hostile_text;

    /// Must never reach a terminal; listed independently of the code's own table.
    fn is_banned(c: char) -> bool {
        matches!(u32::from(c),
            0x00..=0x1F | 0x7F..=0x9F | 0xAD | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F
            | 0x890..=0x891 | 0x8E2 | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E
            | 0x2060..=0x2064 | 0x2066..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0x110BD | 0x110CD
            | 0x13430..=0x13438 | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0001
            | 0xE0020..=0xE007F | 0x115F | 0x1160 | 0x3164 | 0xFFA0)
    }

    #[test]
    fn ordinary_names_pass_untouched() {
        for name in [
            "",
            "acme-api/large@aws-eu",
            "größe 東京 🚀 ελληνικά",
            "עִבְרִית",
            "e\u{301}\u{302}\u{303}\u{304}",
        ] {
            assert!(matches!(sanitize(name), Cow::Borrowed(same) if same == name), "{name}");
        }
    }

    #[test]
    fn unsafe_characters_are_escaped() {
        for (hostile, expected) in [
            ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
            ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
            ("\x1b]8;;http://evil\x1b\\", r"\x1b]8;;http://evil\x1b\"),
            ("\u{9b}31m \u{9d}0;x\u{9c}", r"\x9b31m \x9d0;x\x9c"),
            ("a\rb\x08c\x0bd\x0ce\x7f\0", r"a\x0db\x08c\x0bd\x0ce\x7f\x00"),
            ("one\ntwo\tthree", "one⏎two three"),
            ("nel\u{85}ls\u{2028}ps\u{2029}", r"nel\x85ls<U+2028>ps<U+2029>"),
            ("abc\u{202e}gpj.exe", "abc<U+202E>gpj.exe"),
            ("\u{2066}\u{2069}\u{61c}", "<U+2066><U+2069><U+061C>"),
            ("ac\u{200b}me", "ac<U+200B>me"),
            ("\u{feff}\u{ad}\u{2060}", "<U+FEFF><U+00AD><U+2060>"),
            ("\u{3164}\u{115f}\u{1160}\u{ffa0}", "<U+3164><U+115F><U+1160><U+FFA0>"),
            ("\u{e0041}\u{e01ef}", "<U+E0041><U+E01EF>"),
            ("👩\u{200d}💻 ⚙\u{fe0f}", "👩<U+200D>💻 ⚙<U+FE0F>"),
        ] {
            assert_eq!(sanitize(hostile), expected);
        }
    }

    #[test]
    fn joiners_are_kept_where_nothing_is_displayed() {
        for (text, expected) in [
            ("👩\u{200d}💻 ⚙\u{fe0f}", "👩\u{200d}💻 ⚙\u{fe0f}"),
            ("می\u{200c}شود\n", "می\u{200c}شود⏎"),
            ("a\u{200b}b\u{1b}", "a<U+200B>b\\x1b"),
        ] {
            assert_eq!(sanitize_except_joiners(text), expected);
        }
    }

    #[test]
    fn line_breaks_are_kept_where_they_are_allowed() {
        assert_eq!(sanitize_lines("a\tb\x1b[A\n\nc\r\n"), "a b\\x1b[A\n\nc\\x0d\n");
        assert_eq!(sanitize_lines(""), "");
    }

    #[test]
    fn combining_marks_are_capped_and_counted() {
        let pile = format!("z{}algo", "\u{301}".repeat(500));
        assert_eq!(sanitize(&pile), "z\u{301}\u{301}\u{301}\u{301}<+496 marks>algo");
        let last = "o\u{308}\u{308}\u{308}\u{308}\u{308}";
        assert_eq!(sanitize(last), "o\u{308}\u{308}\u{308}\u{308}<+1 marks>");
    }

    #[test]
    fn text_is_truncated_to_columns() {
        for (text, width, expected) in [
            ("large", 5, "large"),
            ("large", 4, "lar…"),
            ("large", 1, "…"),
            ("large", 0, ""),
            ("", 0, ""),
            ("東京都", 6, "東京都"),
            ("東京都", 5, "東京…"),
            ("東京都", 4, "東…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ] {
            assert_eq!(truncate(text, width, "…"), expected, "{text} to {width}");
        }
        assert_eq!(truncate("acme-api", 6, "..."), "acm...");
        assert_eq!(truncate("acme-api", 2, "..."), "..");
    }

    #[test]
    fn a_megabyte_is_truncated() {
        let name = "é".repeat(1 << 20);
        assert_eq!(truncate(&sanitize(&name), 200, "…").width(), 200);
    }

    proptest! {
        #[test]
        fn nothing_banned_comes_out(text in hostile_text()) {
            let sanitized = sanitize(&text);
            prop_assert!(!sanitized.chars().any(is_banned));
            prop_assert!(sanitized.chars().all(is_safe_char));
        }

        #[test]
        fn sanitizing_is_idempotent(text in hostile_text()) {
            let once = sanitize(&text);
            prop_assert!(matches!(sanitize(&once), Cow::Borrowed(same) if same == once));
        }

        #[test]
        fn truncated_text_fits(text in hostile_text(), width in 0_usize..40) {
            let sanitized = sanitize(&text);
            prop_assert!(truncate(&sanitized, width, "…").width() <= width);
            prop_assert!(truncate(&sanitized, width, "...").width() <= width);
        }
    }
}
