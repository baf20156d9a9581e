//! Sanitizes untrusted text for output: secrets are masked first, then characters are escaped.

use std::borrow::Cow;

use super::sanitize::escape;
use super::secrets::Secrets;

/// What must not be printed as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sanitizer {
    secrets: Secrets,
    /// Whether a runner of GitHub Actions reads the output and executes workflow commands in it.
    escapes_commands: bool,
}

impl Sanitizer {
    pub(crate) const fn new(secrets: Secrets, escapes_commands: bool) -> Self {
        Self { secrets, escapes_commands }
    }

    /// Untrusted text as one line that may be truncated and printed.
    pub(crate) fn line<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let escaped = match self.mask(text) {
            Cow::Borrowed(text) => escape(text),
            Cow::Owned(masked) => Cow::Owned(escape(&masked).into_owned()),
        };
        self.command_escaped(escaped)
    }

    /// As [`Self::line`], line by line.
    pub(crate) fn lines(&self, text: &str) -> String {
        let lines: Vec<_> = text.split('\n').map(|line| self.line(line)).collect();
        lines.join("\n")
    }

    /// The text with secrets masked and workflow commands escaped, otherwise as it is.
    pub(crate) fn exact_lines(&self, text: &str) -> String {
        let masked = self.mask(text);
        // A runner ends lines at either character.
        let lines = masked.split_inclusive(['\n', '\r']);
        lines.map(|line| self.command_escaped(line.into())).collect()
    }

    /// Whether the text is printed as something else, and so cannot be typed as it is shown.
    pub(crate) fn changes(&self, text: &str) -> bool {
        self.line(text) != text
    }

    /// The text with every secret masked; for text that is escaped later.
    pub(crate) fn mask<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.secrets.mask(text)
    }

    /// As [`Self::mask`], for text of any encoding.
    pub(crate) fn mask_bytes<'a>(&self, text: &'a [u8]) -> Cow<'a, [u8]> {
        self.secrets.mask_bytes(text, false).0
    }

    /// Whether no string of this JSON text, which is ASCII, changes but for secrets that are there
    /// to be seen: an escape may hide a part of one.
    pub(crate) fn keeps_plain_json(&self, json: &[u8]) -> bool {
        let has_command = || json.windows(3).any(|window| window == b"##[");
        !(json.contains(&b'\\') || self.escapes_commands && has_command())
    }

    /// The line without what a runner takes for a workflow command: `::` at its start, and `##[`,
    /// which works anywhere. The escapes have the same meaning in strings of JSON, YAML, TOML and
    /// HCL.
    pub(crate) fn command_escaped<'a>(&self, line: Cow<'a, str>) -> Cow<'a, str> {
        let is_command = line.trim_start().starts_with("::");
        if !self.escapes_commands || !is_command && !line.contains("##[") {
            return line;
        }
        let escaped = line.replace("##[", r"\u0023#[");
        if is_command { escaped.replacen("::", r"\u003a:", 1).into() } else { escaped.into() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::sanitize::{is_safe_char, truncate};
    use crate::text::test_strategies::hostile_text;

    const TOKEN: &str = "ona_test_\"5f0c_1d7e9b2a\"";

    fn sanitizer(escapes_commands: bool) -> Sanitizer {
        let secrets = Secrets::default();
        secrets.add(TOKEN);
        Sanitizer::new(secrets, escapes_commands)
    }

    #[test]
    fn secrets_are_masked_before_characters_are_escaped() {
        let line = format!("\u{1b}[1m{TOKEN}\n");
        assert_eq!(sanitizer(false).line(&line), r"\x1b[1m***⏎");
        assert_eq!(sanitizer(false).lines(&line), "\\x1b[1m***\n");
        assert_eq!(sanitizer(false).exact_lines(&line), "\u{1b}[1m***\n");
    }

    #[test]
    fn line_breaks_are_kept_where_they_are_allowed() {
        let sanitizer = Sanitizer::default();
        assert_eq!(sanitizer.lines("a\tb\x1b[A\n\nc\r\n"), "a b\\x1b[A\n\nc\\x0d\n");
        assert_eq!(sanitizer.lines(""), "");
    }

    #[test]
    fn no_line_starts_a_workflow_command() {
        for (text, expected) in [
            ("::add-mask::e", r"\u003a:add-mask::e"),
            (" \u{3000}:::x", " \u{3000}\\u003a::x"),
            ("##[error]x", r"\u0023#[error]x"),
            ("a ###[group]x ##[add-mask]e", r"a #\u0023#[group]x \u0023#[add-mask]e"),
            ("a::b # [c]", "a::b # [c]"),
        ] {
            assert_eq!(sanitizer(true).line(text), expected);
            assert_eq!(sanitizer(true).exact_lines(text), expected);
            assert_eq!(sanitizer(false).line(text), text, "outside of a step");
            assert_eq!(sanitizer(true).changes(text), text != expected);
        }
        let lines = "a\n::b\r::c\r\n ##[d]";
        let expected = "a\n\\u003a:b\r\\u003a:c\r\n \\u0023#[d]";
        assert_eq!(sanitizer(true).exact_lines(lines), expected);
    }

    proptest! {
        #[test]
        fn a_line_is_safe_and_stays_as_it_is(
            text in prop_oneof![hostile_text(), r"[ :#\[a]{0,12}"],
            before in hostile_text(),
            width in 0_usize..100,
        ) {
            let sanitizer = sanitizer(true);
            let text = format!("{before}{TOKEN}{text}");
            let line = sanitizer.line(&text);
            prop_assert!(line.chars().all(is_safe_char));
            prop_assert_eq!(sanitizer.line(&line), &*line);
            prop_assert!(!line.contains("ona_test"));
            prop_assert!(!line.trim_start().starts_with("::") && !line.contains("##["));
            prop_assert!(!truncate(&line, width, "…").contains("ona_t"));
        }
    }
}
