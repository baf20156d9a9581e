//! Untrusted text in Markdown: names are code, so that they neither notify anybody nor link.

use std::fmt::Write as _;

use crate::output::markdown::escape;
use crate::text::sanitizer::Sanitizer;

#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) sanitizer: &'a Sanitizer,
}

impl Text<'_> {
    /// A name, in a table too.
    pub(super) fn code(self, name: &str) -> String {
        let name = self.sanitizer.line(name);
        let is_trimmed = !name.is_empty() && name.trim() == name;
        // Readers differ in how they read a backtick or a vertical bar in backticks.
        if is_trimmed && !name.contains(['`', '|']) {
            return format!("`{name}`");
        }
        let mut code = "<code>".to_owned();
        for c in name.chars() {
            // Writing to a string cannot fail.
            let _ = match c {
                _ if c.is_ascii_punctuation() => write!(code, "&#{};", u32::from(c)),
                _ => code.write_char(c),
            };
        }
        code + "</code>"
    }

    /// A sentence on one line. Words in it that would notify, link or begin a list are code.
    pub(super) fn sentence(self, sentence: &str) -> String {
        let sentence = self.sanitizer.line(sentence);
        let words = sentence.split(' ').enumerate().map(|(index, word)| {
            if is_active(word) || index == 0 && begins_block(word) {
                self.code(word)
            } else {
                escape(word)
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// A block of code.
    pub(super) fn fenced(self, code: &str) -> String {
        let code = self.sanitizer.lines(code.trim_end());
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let language = if code.starts_with("prebuildctl ") { "sh" } else { "toml" };
        format!("{fence}{language}\n{code}\n{fence}")
    }
}

/// Whether a word may become a mention, a reference or a link.
fn is_active(word: &str) -> bool {
    word.contains(['@', '#']) || word.contains("://") || word.to_ascii_lowercase().contains("www.")
}

/// Whether a line that begins with a word may be something else than a paragraph.
fn begins_block(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.starts_with(['-', '+', '=', '>']) || rest != word && [".", ")"].contains(&rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::test_strategies::hostile_text;

    #[test]
    fn names_are_code() {
        let sanitizer = Sanitizer::default();
        let text = Text { sanitizer: &sanitizer };
        for (name, code) in [
            ("acme-api/regular", "`acme-api/regular`"),
            ("@team/#1", "`@team/#1`"),
            (r"a\b <b>", r"`a\b <b>`"),
            ("a`b", "<code>a&#96;b</code>"),
            (r"a\|b", "<code>a&#92;&#124;b</code>"),
            (" é ", "<code> é </code>"),
            ("", "<code></code>"),
            ("a\nb\u{202e}", "`a⏎b<U+202E>`"),
        ] {
            assert_eq!(text.code(name), code);
        }
    }

    #[test]
    fn sentences_do_not_notify() {
        let sanitizer = Sanitizer::default();
        let text = Text { sanitizer: &sanitizer };
        for (sentence, expected) in [
            ("99 starts, 100 are needed", "99 starts, 100 are needed"),
            ("ask @team about #1", "ask `@team` about `#1`"),
            ("see https://a.example or WWW.b", "see `https://a.example` or `WWW.b`"),
            ("1. a_b*c", r"`1.` a\_b\*c"),
            ("- <b>|", r"`-` &lt;b&gt;\|"),
            ("2..5 serves 84-96 %", "2..5 serves 84-96 %"),
        ] {
            assert_eq!(text.sentence(sentence), expected);
        }
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        let sanitizer = Sanitizer::default();
        let text = Text { sanitizer: &sanitizer };
        assert_eq!(text.fenced("prebuildctl x\n"), "```sh\nprebuildctl x\n```");
        assert_eq!(text.fenced("a = '````'"), "`````toml\na = '````'\n`````");
    }

    proptest! {
        #[test]
        fn a_name_is_one_cell(name in hostile_text()) {
            let sanitizer = Sanitizer::default();
            let code = Text { sanitizer: &sanitizer }.code(&name);
            prop_assert!(!code.contains(['|', '\n']));
            match code.strip_prefix('`') {
                Some(rest) => prop_assert_eq!(rest.find('`'), Some(rest.len() - 1)),
                None => {
                    let inside = code.strip_prefix("<code>").unwrap().strip_suffix("</code>").unwrap();
                    prop_assert!(!inside.contains(['<', '`', '@']));
                }
            }
        }
    }
}
