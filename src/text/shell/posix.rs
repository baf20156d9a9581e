//! POSIX shells.

use std::borrow::Cow;

use super::is_kept;

/// What would be escaped by sanitizing is escaped for the shell, as in `$'a\nb'`.
pub(super) fn quote(word: &str) -> Cow<'_, str> {
    if is_plain(word) || is_kept(word) {
        quote_for_sh(word)
    } else {
        Cow::Owned(format!("$'{}'", word.bytes().map(escaped).collect::<String>()))
    }
}

/// Quotes a word for a shell that may not know `$'…'`, such as `sh`. Characters that sanitizing would
/// change stay as they are.
pub(crate) fn quote_for_sh(word: &str) -> Cow<'_, str> {
    if is_plain(word) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
    }
}

pub(super) fn set_variable(name: &str, value: &str) -> String {
    format!("export {name}={value}")
}

/// Whether a word means itself without quotes.
fn is_plain(word: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@,+%=".contains(c);
    !word.is_empty() && word.chars().all(is_plain)
}

/// A byte of a word in `$'…'`.
fn escaped(byte: u8) -> String {
    match byte {
        b'\n' => r"\n".to_owned(),
        b'\t' => r"\t".to_owned(),
        b'\'' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        // Three octal digits: more digits may follow.
        _ => format!("\\{byte:03o}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::test_strategies::hostile_text;

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
            ("~root", "'~root'"),
            ("a*?[b]", "'a*?[b]'"),
            ("a\nb\t'\\", r"$'a\nb\t\'\\'"),
            ("\u{1b}[2J1", r"$'\033[2J1'"),
            ("é\u{202e}x", r"$'\303\251\342\200\256x'"),
        ] {
            assert_eq!(quote(word), quoted);
        }
    }

    proptest! {
        #[test]
        fn a_quoted_word_is_printed_as_it_is(word in hostile_text()) {
            prop_assert!(is_kept(&quote(&word)));
        }
    }

    #[cfg(unix)] // shell scripts
    #[test]
    fn bash_reads_quoted_words_unchanged() {
        for word in ["it's", "a\nb\t'\\", "\u{1b}[2J1", "é\u{202e}7", "$(id) `id` !x \"y\" ~root *"]
        {
            let script = format!("printf %s {}", quote(word));
            let Ok(output) = std::process::Command::new("bash").args(["-c", &script]).output()
            else {
                return;
            };
            assert_eq!(String::from_utf8_lossy(&output.stdout), word);
        }
    }
}
