//! PowerShell, from version 5.1, which is part of Windows.

use std::borrow::Cow;

use super::is_kept;

/// What would be escaped by sanitizing is written as its number, as in `"$([char]0x1b)"`.
pub(super) fn quote(word: &str) -> Cow<'_, str> {
    if is_plain(word) {
        Cow::Borrowed(word)
    } else if is_kept(word) {
        let in_quotes = word.chars().flat_map(|c| [c].repeat(if is_quote(c) { 2 } else { 1 }));
        Cow::Owned(format!("'{}'", in_quotes.collect::<String>()))
    } else {
        Cow::Owned(format!("\"{}\"", word.chars().map(escaped).collect::<String>()))
    }
}

pub(super) fn set_variable(name: &str, value: &str) -> String {
    format!("$env:{name} = \"{value}\"")
}

/// Whether a word means itself without quotes.
fn is_plain(word: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:@+%=".contains(c);
    let is_splat = word.starts_with('@');
    // `-a.b` becomes two words.
    let is_split = word.starts_with('-') && !word.starts_with("--") && word.contains(['.', ':']);
    !(word.is_empty() || is_splat || is_split) && word.chars().all(is_plain) && is_kept(word)
}

/// Whether a character ends a text in single quotes, unless it is doubled.
fn is_quote(c: char) -> bool {
    "'\u{2018}\u{2019}\u{201a}\u{201b}".contains(c)
}

/// A character of a text in double quotes.
fn escaped(c: char) -> String {
    match c {
        '\n' => "`n".to_owned(),
        '\t' => "`t".to_owned(),
        '`' | '"' | '$' => format!("`{c}"),
        ' '..='~' => c.to_string(),
        '\u{10000}'.. => format!("$([char]::ConvertFromUtf32(0x{:x}))", u32::from(c)),
        _ => format!("$([char]0x{:x})", u32::from(c)),
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
            (r"C:\Users\ada\fleet.toml", r"C:\Users\ada\fleet.toml"),
            ("größe", "größe"),
            ("", "''"),
            ("acme api", "'acme api'"),
            ("@all", "'@all'"),
            ("a,b", "'a,b'"),
            ("-a.b", "'-a.b'"),
            ("$(id)", "'$(id)'"),
            ("Ada's", "'Ada''s'"),
            ("Ada\u{2019}s", "'Ada\u{2019}\u{2019}s'"),
            ("~", "'~'"),
            ("a*?[b]", "'a*?[b]'"),
            ("a\nb\t'\\", "\"a`nb`t'\\\""),
            ("\u{1b}$x", "\"$([char]0x1b)`$x\""),
            ("\u{e0041}", "\"$([char]::ConvertFromUtf32(0xe0041))\""),
        ] {
            assert_eq!(quote(word), quoted);
        }
        assert_eq!(set_variable("ONA_TOKEN", "..."), "$env:ONA_TOKEN = \"...\"");
    }

    proptest! {
        #[test]
        fn a_quoted_word_is_printed_as_it_is(word in hostile_text()) {
            prop_assert!(is_kept(&quote(&word)));
        }
    }
}
