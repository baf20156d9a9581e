use std::borrow::Cow;

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::{escape, is_safe_char, truncate};
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
        assert!(matches!(escape(name), Cow::Borrowed(same) if same == name), "{name}");
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
        assert_eq!(escape(hostile), expected);
    }
}

#[test]
fn combining_marks_are_capped_and_counted() {
    let pile = format!("z{}algo", "\u{301}".repeat(500));
    assert_eq!(escape(&pile), "z\u{301}\u{301}\u{301}\u{301}<+496 marks>algo");
    let last = "o\u{308}\u{308}\u{308}\u{308}\u{308}";
    assert_eq!(escape(last), "o\u{308}\u{308}\u{308}\u{308}<+1 marks>");
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
    assert_eq!(truncate(&escape(&name), 200, "…").width(), 200);
}

proptest! {
    #[test]
    fn nothing_banned_comes_out(text in hostile_text()) {
        let sanitized = escape(&text);
        prop_assert!(!sanitized.chars().any(is_banned));
        prop_assert!(sanitized.chars().all(is_safe_char));
    }

    #[test]
    fn sanitizing_is_idempotent(text in hostile_text()) {
        let once = escape(&text);
        prop_assert!(matches!(escape(&once), Cow::Borrowed(same) if same == once));
    }

    #[test]
    fn truncated_text_fits(text in hostile_text(), width in 0_usize..40) {
        let sanitized = escape(&text);
        prop_assert!(truncate(&sanitized, width, "…").width() <= width);
        prop_assert!(truncate(&sanitized, width, "...").width() <= width);
    }
}
