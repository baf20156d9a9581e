//! The bearer token: validated once, never displayed.

use std::fmt;

use ring::hmac;
use secrecy::{ExposeSecret as _, SecretString};

/// In bytes; proxies reject much longer headers.
const MAX_LENGTH: usize = 8 * 1024;

/// Non-empty visible ASCII of a sane length.
#[derive(Clone)]
pub(crate) struct Token(SecretString);

/// Printed after the name of the source, as in `ONA_TOKEN is empty`. Never contains a part of the
/// text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    Empty,
    TooLong,
    Character {
        /// From 1, in the trimmed token without `Bearer`.
        position: usize,
        kind: CharacterKind,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharacterKind {
    LineBreak,
    Space,
    Control,
    NotAscii,
}

impl Token {
    /// Accepts a token as users paste it: with whitespace around it, a byte order mark or a
    /// leading `Bearer`.
    pub(crate) fn parse(text: &str) -> Result<Self, TokenError> {
        let token = without_scheme(text.trim_matches(|c: char| c.is_whitespace() || c == BOM));
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        if token.len() > MAX_LENGTH {
            return Err(TokenError::TooLong);
        }
        let mut letters = (1..).zip(token.chars());
        match letters.find(|(_, letter)| !letter.is_ascii_graphic()) {
            None => Ok(Self(SecretString::from(token))),
            Some((position, letter)) => {
                Err(TokenError::Character { position, kind: CharacterKind::new(letter) })
            }
        }
    }

    /// Only for the `Authorization` header, the redactor and the 0600 file.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Distinguishes tokens under one salt; too short to reveal anything else.
    pub(crate) fn fingerprint(&self, salt: &str) -> u32 {
        let key = hmac::Key::new(hmac::HMAC_SHA256, salt.as_bytes());
        let tag = hmac::sign(&key, self.expose().as_bytes());
        tag.as_ref()
            .iter()
            .take(4)
            .fold(0, |fingerprint, byte| (fingerprint << 8) | u32::from(*byte))
    }
}

const BOM: char = '\u{feff}';

fn without_scheme(text: &str) -> &str {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if first.eq_ignore_ascii_case("bearer") { rest.trim_start() } else { text }
}

impl CharacterKind {
    fn new(letter: char) -> Self {
        match letter {
            '\n' | '\r' => Self::LineBreak,
            ' ' | '\t' => Self::Space,
            _ if letter.is_ascii() => Self::Control,
            _ => Self::NotAscii,
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong => write!(f, "is longer than {MAX_LENGTH} bytes"),
            Self::Character { position, kind } => {
                write!(f, "is invalid: contains {kind} at position {position}")
            }
        }
    }
}

impl fmt::Display for CharacterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LineBreak => "a line break",
            Self::Space => "a space",
            Self::Control => "a control character",
            Self::NotAscii => "a non-ASCII character",
        })
    }
}

impl std::error::Error for TokenError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{CharacterKind, Token, TokenError};

    fn error(text: &str) -> TokenError {
        Token::parse(text).unwrap_err()
    }

    #[test]
    fn accepts_tokens_as_they_are_pasted() {
        for text in [
            "eyJ.abc-_~",
            " eyJ.abc-_~\r\n",
            "Bearer eyJ.abc-_~",
            "bEARER \t eyJ.abc-_~ ",
            "\u{feff}eyJ.abc-_~\n",
        ] {
            assert_eq!(Token::parse(text).unwrap().expose(), "eyJ.abc-_~", "{text:?}");
        }
        assert_eq!(Token::parse("BearerX").unwrap().expose(), "BearerX");
    }

    #[test]
    fn rejects_what_a_header_cannot_contain() {
        for text in ["", "  \n", "Bearer", "bearer  "] {
            assert_eq!(error(text), TokenError::Empty, "{text:?}");
        }
        for (text, position, kind) in [
            ("ab\ncd", 3, CharacterKind::LineBreak),
            ("ab\r\nX-Evil: 1", 3, CharacterKind::LineBreak),
            ("Bearer ab cd", 3, CharacterKind::Space),
            ("\0ab", 1, CharacterKind::Control),
            ("ab\u{7f}", 3, CharacterKind::Control),
            ("aé\u{1b}", 2, CharacterKind::NotAscii),
            ("a\u{200b}", 2, CharacterKind::NotAscii),
        ] {
            assert_eq!(error(text), TokenError::Character { position, kind }, "{text:?}");
        }
        assert!(Token::parse(&"x".repeat(8192)).is_ok());
        assert_eq!(error(&"x".repeat(8193)), TokenError::TooLong);
    }

    #[test]
    fn an_error_names_character_and_position() {
        assert_eq!(
            format!("ONA_TOKEN {}", error("s3cr3t part")),
            "ONA_TOKEN is invalid: contains a space at position 7"
        );
    }

    #[test]
    fn a_fingerprint_depends_on_token_and_salt() {
        let fingerprint = |token, salt| Token::parse(token).unwrap().fingerprint(salt);
        assert_eq!(fingerprint("s3cr3t", "a"), fingerprint("Bearer s3cr3t", "a"));
        assert_ne!(fingerprint("s3cr3t", "a"), fingerprint("s3cr3t", "b"));
        assert_ne!(fingerprint("s3cr3t", "a"), fingerprint("s3cr3T", "a"));
    }

    #[test]
    fn is_never_displayed() {
        let token = Token::parse("s3cr3t").unwrap();
        assert_eq!(format!("{token} {token:?}"), "*** Token(***)");
    }

    proptest! {
        #[test]
        fn accepted_tokens_fit_into_a_header(text in any::<String>()) {
            if let Ok(token) = Token::parse(&text) {
                assert!(token.expose().bytes().all(|byte| byte.is_ascii_graphic()));
                assert!(text.contains(token.expose()));
            }
        }

        #[test]
        fn an_error_never_contains_the_token(secret in "[a-z]{12,40}", bad in "[ \0\n\u{e9}]") {
            let text = format!("{secret}{bad}{secret}");
            assert!(!error(&text).to_string().contains(&secret));
        }
    }
}
