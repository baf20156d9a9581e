//! Quoting for commands that users paste into a shell; the only quoting function for shells.

use std::borrow::Cow;

/// Quotes a word so that a POSIX shell reads it as that one word.
pub(crate) fn quote(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@,+%=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_word_reaches_the_command_unchanged() {
        for (word, quoted) in [
            ("acme-api", "acme-api"),
            ("large@aws-eu", "large@aws-eu"),
            ("--for=deleted", "--for=deleted"),
            ("", "''"),
            ("acme api", "'acme api'"),
            ("$(id)", "'$(id)'"),
            ("Ada's", r"'Ada'\''s'"),
            ("größe", "'größe'"),
            ("~", "'~'"),
        ] {
            assert_eq!(quote(word), quoted);
        }
    }
}
